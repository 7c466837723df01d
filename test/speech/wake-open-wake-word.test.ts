import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../appliance/kernel/log.ts';
import {
  createOpenWakeWord,
  type OpenWakeWordOptions,
} from '../../appliance/speech/engines/open-wake-word/open-wake-word.ts';
import {
  type BackboneFiles,
  CHUNK,
  EMBEDDING_SIZE,
  openSpeechEmbedder,
} from '../../appliance/speech/engines/open-wake-word/speech-embedder.ts';
import type { WakeDecision } from '../../appliance/speech/ports.ts';
import type { CandidateSource } from '../../appliance/speech/wake-policy.ts';
import { modelFiles } from '../support/models.ts';
import { buildClassifier } from './onnx-builder.ts';
import { COMPARABLE, product, referenceEmbeddings, SPAN, sigmoid, tunedTo } from './tuned-classifier.ts';
import { signal } from './wake-signals.ts';

describe('openWakeWord', () => {
  const reference = referenceEmbeddings();
  const sound = signal('okay-nabu');
  let backbone: BackboneFiles;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linnet-oww-'));
    const files = await modelFiles('oww-backbone');
    backbone = {
      melspectrogramPath: files['melspectrogram.onnx']!,
      embeddingPath: files['embedding_model.onnx']!,
    };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function classifier(name: string, weights: Float32Array, bias: number, size = EMBEDDING_SIZE): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, buildClassifier(SPAN, size, weights, bias));
    return path;
  }

  async function listen(
    path: string,
    options: Partial<OpenWakeWordOptions> = {},
  ): Promise<{ detector: CandidateSource; decisions: WakeDecision[] }> {
    const decisions: WakeDecision[] = [];
    const all = { backbone, classifiers: [{ path }], ...options };
    return { decisions, detector: await createOpenWakeWord(all, { log: silentLog }, (d) => decisions.push(d)) };
  }

  test('computes the reference’s embeddings', async () => {
    const embedder = await openSpeechEmbedder(backbone);
    for (const [row, expected] of reference.entries()) {
      const computed = await embedder.embed(sound.subarray(row * CHUNK, (row + 1) * CHUNK));
      if (row < COMPARABLE) continue;
      for (let i = 0; i < EMBEDDING_SIZE; i++) expect(Math.abs(computed[i]! - expected[i]!)).toBeLessThan(0.01);
    }
    await embedder.close();
  });

  test('scores the newest embeddings in order, and detects at the end of the sound they hold', async () => {
    const at = 18;
    const { weights, bias } = tunedTo(reference, at);
    const { detector, decisions } = await listen(await classifier('my_phrase_v0.2.onnx', weights, bias));
    for (let from = 0; from < sound.length; from += 777) detector.accept(sound.subarray(from, from + 777), from);
    await detector.settled();
    const detected = decisions.filter(({ outcome }) => outcome === 'detected');
    expect(detected.length).toBe(1);
    expect(Math.abs(detected[0]!.atSample - (at + 1) * CHUNK)).toBeLessThanOrEqual(CHUNK);
    const expected = sigmoid(product(weights, reference.slice(at - SPAN + 1, at + 1)) + bias);
    expect(detector.maxScores().get('my_phrase')).toBeCloseTo(expected, 2);
    expect(expected).toBeGreaterThan(0.5);
    await detector.close();
    await detector.close();
  });

  test('is called by its file without the version, and by a phrase of its own where one is given', async () => {
    const path = await classifier('hey_box_v0.1.onnx', new Float32Array(SPAN * EMBEDDING_SIZE), 0);
    const { detector } = await listen(path);
    expect([...detector.phrases]).toEqual([['hey_box', 'Hey Box']]);
    expect(detector.ownCutoff('hey_box')).toBe(0.5);
    const other = await listen(path, { classifiers: [{ path, phrase: 'Hey, box', cutoff: 0.7 }] });
    expect([...other.detector.phrases.values()]).toEqual(['Hey, box']);
    expect(other.detector.ownCutoff('hey_box')).toBe(0.7);
    await Promise.all([detector.close(), other.detector.close()]);
  });

  test('gives no score for the first five chunks', async () => {
    const always = await classifier('always.onnx', new Float32Array(SPAN * EMBEDDING_SIZE), 10);
    const { detector, decisions } = await listen(always);
    detector.accept(new Int16Array(5 * CHUNK), 0);
    await detector.settled();
    expect(decisions).toEqual([]);
    detector.accept(new Int16Array(CHUNK), 5 * CHUNK);
    await detector.settled();
    expect(decisions.map(({ atSample }) => atSample)).toEqual([6 * CHUNK]);
    await detector.close();
  });

  test('forgets what it was computing when it is reset in the middle', async () => {
    const always = await classifier('always.onnx', new Float32Array(SPAN * EMBEDDING_SIZE), 10);
    const { detector, decisions } = await listen(always);
    detector.accept(new Int16Array(20 * CHUNK), 0);
    detector.reset();
    await detector.settled();
    expect(decisions).toEqual([]);
    expect(detector.maxScores().get('always')).toBe(0);
    detector.accept(new Int16Array(6 * CHUNK), 0);
    await detector.settled();
    expect(decisions.length).toBe(1);
    await detector.close();
  });

  test('closes while sound is waiting, and takes no more', async () => {
    const always = await classifier('always.onnx', new Float32Array(SPAN * EMBEDDING_SIZE), 10);
    const { detector, decisions } = await listen(always);
    detector.accept(new Int16Array(100 * CHUNK), 0);
    await detector.close();
    detector.accept(new Int16Array(100 * CHUNK), 100 * CHUNK);
    await detector.settled();
    expect(decisions).toEqual([]);
  });

  test('refuses what is no classifier with a sentence', async () => {
    const narrow = await classifier('narrow.onnx', new Float32Array(SPAN * 95), 0, 95);
    await expect(listen(narrow)).rejects.toThrow(
      /narrow\.onnx" is no openWakeWord classifier: its input is \[1,4,95\]/,
    );
    await expect(listen(join(folder, 'gone.onnx'))).rejects.toThrow(/\[model\.missing\]/);
    const text = join(folder, 'text.onnx');
    await writeFile(text, 'not a model');
    await expect(listen(text)).rejects.toThrow(/\[model\.corrupt\]/);
    const swapped = { melspectrogramPath: backbone.embeddingPath, embeddingPath: backbone.melspectrogramPath };
    await expect(listen(narrow, { backbone: swapped })).rejects.toThrow(/not openWakeWord's shared models/);
  });
});
