import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../appliance/kernel/log.ts';
import {
  createMicroWakeWord,
  type MicroWakeWordOptions,
} from '../../appliance/speech/engines/micro-wake-word/micro-wake-word.ts';
import { findWakeModels, loadWakeModel } from '../../appliance/speech/engines/micro-wake-word/wake-model-file.ts';
import type { WakeDecision } from '../../appliance/speech/ports.ts';
import type { CandidateSource } from '../../appliance/speech/wake-policy.ts';
import { modelFiles } from '../support/models.ts';
import { recording } from './wake-signals.ts';

const SECOND = 16_000;
const WORDS = ['okay_nabu', 'hey_jarvis', 'alexa'];

/** Okay Nabu at 1 s, Hey Jarvis at 4 s, Alexa at 7 s, silence up to 9 s. */
function threeWords(): Int16Array {
  const samples = new Int16Array(9 * SECOND);
  samples.set(recording('okay-nabu'), SECOND);
  samples.set(recording('hey-jarvis'), 4 * SECOND);
  samples.set(recording('alexa'), 7 * SECOND);
  return samples;
}

function play(detector: CandidateSource, samples: Int16Array, firstSample = 0, chunk = 512): void {
  for (let at = 0; at < samples.length; at += chunk) {
    detector.accept(samples.subarray(at, at + chunk), firstSample + at);
  }
}

const wordsOf = (decisions: readonly WakeDecision[]): string[] =>
  decisions.filter(({ outcome }) => outcome === 'detected').map(({ word }) => word);

describe('microWakeWord', () => {
  const pairs = new Map<string, { tflitePath: string; jsonPath: string }>();
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linnet-wake-'));
    for (const word of WORDS) {
      const files = await modelFiles(`wake-${word.replace('_', '-')}`);
      pairs.set(word, { tflitePath: files[`${word}.tflite`]!, jsonPath: files[`${word}.json`]! });
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function listen(
    words: readonly string[],
    options: Partial<MicroWakeWordOptions> = {},
  ): Promise<{ detector: CandidateSource; decisions: WakeDecision[] }> {
    const decisions: WakeDecision[] = [];
    const models = words.map((word) => pairs.get(word)!);
    const deps = { log: silentLog };
    return { decisions, detector: await createMicroWakeWord({ models, ...options }, deps, (d) => decisions.push(d)) };
  }

  test('hears three words in one stream, each once, just after it was said', async () => {
    const { detector, decisions } = await listen(WORDS);
    play(detector, threeWords());
    await detector.settled();
    expect(wordsOf(decisions)).toEqual(['okay_nabu', 'hey_jarvis', 'alexa']);
    const ends = [SECOND + recording('okay-nabu').length, 4 * SECOND + recording('hey-jarvis').length];
    for (const [i, end] of ends.entries()) {
      expect(Math.abs(decisions[i]!.atSample - end)).toBeLessThan(0.3 * SECOND);
    }
    for (const word of WORDS) expect(detector.maxScores().get(word)).toBeGreaterThan(0.97);
    await detector.close();
  });

  test('takes its words’ names from the files and their phrases from the descriptions', async () => {
    const { detector } = await listen(WORDS);
    expect(detector.words).toEqual(WORDS);
    expect([...detector.phrases.values()]).toEqual(['Okay Nabu', 'Hey Jarvis', 'Alexa']);
    expect(WORDS.map((word) => detector.ownCutoff(word))).toEqual([0.85, 0.97, 0.9]);
  });

  test('decides the same however the sound is cut up, with positions on the microphone’s own count', async () => {
    const { detector, decisions } = await listen(['alexa']);
    play(detector, threeWords());
    for (const chunk of [160, 1111, 9 * SECOND]) {
      const other = await listen(['alexa']);
      play(other.detector, threeWords(), 1_000_000, chunk);
      expect(other.decisions).toEqual(decisions.map((d) => ({ ...d, atSample: d.atSample + 1_000_000 })));
    }
  });

  test('hears nothing in silence and in noise', async () => {
    const { detector, decisions } = await listen(WORDS, { policy: { nearMissShare: 0.2 } });
    play(detector, new Int16Array(3 * SECOND));
    play(
      detector,
      new Int16Array(3 * SECOND).map((_, i) => ((Math.imul(i + 1, 2654435761) >>> 16) % 4000) - 2000),
      3 * SECOND,
    );
    expect(decisions).toEqual([]);
  });

  test('proposes candidates at a low cut-off, earlier, and tells the peak that followed', async () => {
    const usual = await listen(['alexa']);
    play(usual.detector, threeWords());
    const { detector, decisions } = await listen(['alexa'], { cutoffs: { alexa: 0.1 } });
    play(detector, threeWords());
    expect(wordsOf(decisions)).toEqual(['alexa']);
    expect(decisions[0]!.atSample).toBeLessThan(usual.decisions[0]!.atSample);
    expect(decisions[0]!.score).toBeLessThan(0.6);
    expect(detector.peak('alexa')).toBeGreaterThan(0.95);
  });

  test('hears the word that follows a rejected onset within a second', async () => {
    const samples = new Int16Array(4 * SECOND);
    samples.set(recording('alexa'), SECOND);
    samples.set(recording('alexa'), SECOND + Math.round(1.2 * SECOND));
    const accepted = await listen(['alexa']);
    play(accepted.detector, samples);
    expect(wordsOf(accepted.decisions)).toEqual(['alexa']);

    const decisions: WakeDecision[] = [];
    const detector: CandidateSource = await createMicroWakeWord(
      { models: [pairs.get('alexa')!] },
      { log: silentLog },
      (decision) => {
        decisions.push(decision);
        detector.reject(decision.word, decision.atSample);
      },
    );
    play(detector, samples);
    expect(wordsOf(decisions)).toEqual(['alexa', 'alexa']);
  });

  test('hears the same again after a reset, and when the microphone counts from anew', async () => {
    const { detector, decisions } = await listen(['alexa']);
    play(detector, threeWords());
    const [first] = decisions.splice(0);
    detector.reset();
    expect(detector.maxScores().get('alexa')).toBe(0);
    play(detector, threeWords());
    play(detector, threeWords());
    expect(decisions).toEqual([first, first]);
  });

  test('lets one’s own models be dropped into a folder, and says what is wrong with the others', async () => {
    const own = join(folder, 'own');
    await mkdir(own);
    const { tflitePath, jsonPath } = pairs.get('alexa')!;
    const put = async (name: string, json: string | null, tflite: Uint8Array): Promise<void> => {
      await writeFile(join(own, `${name}.tflite`), tflite);
      if (json !== null) await writeFile(join(own, `${name}.json`), json);
    };
    const json = await readFile(jsonPath, 'utf8');
    const tflite = await readFile(tflitePath);
    await put('my_word', json.replace('Alexa', 'My Word'), tflite);
    await put('a_truncated', json, tflite.subarray(0, 30_000));
    await put('b_alone', null, tflite);
    await put('c_text', 'not json', tflite);
    await put('d_step', json.replace('"feature_step_size": 10', '"feature_step_size": 20'), tflite);
    await put('e_cutoff', json.replace('0.9', '1.9').replace('Alexa', ''), tflite);
    await put('f_huge', json, new Uint8Array(5 * 2 ** 20));

    const found = await findWakeModels(own);
    expect(found.models.map(({ word, phrase }) => [word, phrase])).toEqual([['my_word', 'My Word']]);
    const reasons = new Map(found.broken.map(({ word, error }) => [word, error.message]));
    expect([...reasons.keys()]).toEqual(['a_truncated', 'b_alone', 'c_text', 'd_step', 'e_cutoff', 'f_huge']);
    expect(reasons.get('a_truncated')).toMatch(/"a_truncated" is not a whole TensorFlow Lite file/);
    expect(reasons.get('b_alone')).toMatch(/b_alone\.json" cannot be read; a \.tflite and its \.json are needed/);
    expect(reasons.get('c_text')).toMatch(/c_text\.json" is not JSON/);
    expect(reasons.get('d_step')).toMatch(/micro\.feature_step_size: .*10/);
    expect(reasons.get('e_cutoff')).toMatch(/wake_word: .*; micro\.probability_cutoff: /);
    expect(reasons.get('f_huge')).toMatch(/more than 4194304 bytes/);
  });

  test('finds no models in a folder that is not there', async () => {
    expect(await findWakeModels(join(folder, 'nowhere'))).toEqual({ models: [], broken: [] });
  });

  test('refuses a broken model by name when asked to listen with it', async () => {
    const { tflitePath, jsonPath } = pairs.get('hey_jarvis')!;
    const missing = { tflitePath: join(folder, 'gone.tflite'), jsonPath };
    await expect(loadWakeModel(missing)).rejects.toThrow(/gone\.tflite" cannot be read.*\[model\.missing\]/);
    const swapped = join(folder, 'swapped.tflite');
    await cp(jsonPath, swapped);
    await expect(loadWakeModel({ tflitePath: swapped, jsonPath })).rejects.toThrow(/"swapped".*\[model\.corrupt\]/);
    await expect(loadWakeModel({ tflitePath, jsonPath: tflitePath })).rejects.toThrow(/is not JSON|more than/);
  });
});
