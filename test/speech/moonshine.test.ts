import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../appliance/kernel/log.ts';
import { createMoonshine } from '../../appliance/speech/engines/moonshine/moonshine.ts';
import type { MoonshineFiles } from '../../appliance/speech/engines/moonshine/moonshine-messages.ts';
import { startMoonshineWorker } from '../../appliance/speech/engines/moonshine/worker-client.ts';
import type {
  PhraseScorer,
  PhraseSet,
  Recognition,
  RecognitionContext,
  Recognizer,
} from '../../appliance/speech/ports.ts';
import { modelFiles } from '../support/models.ts';
import { join16, speak, speakFloat, toFloat } from '../support/speech.ts';

const HOUSE: PhraseSet = {
  version: 1,
  phrases: ['turn on', 'turn off', 'kitchen light', 'garage door', 'bedroom blinds', 'volume'].map((text) => ({
    text,
    weight: 1,
  })),
};
const STORY = [
  'The weather was lovely last summer.',
  'My brother lives in a big house.',
  'She read the letter twice.',
  'We had a plain lunch.',
  'Tell me a story about dragons.',
  'The cat sat near the window.',
];
const PLAIN: RecognitionContext = { language: 'en', phrases: null, nbest: 1 };

let files: MoonshineFiles;
let moonshine: Recognizer & PhraseScorer;
const workers: Worker[] = [];

beforeAll(async () => {
  const found = await modelFiles('stt-moonshine-tiny-en');
  files = {
    encoder: found['encoder_model.ort'] as string,
    decoder: found['decoder_model_merged.ort'] as string,
    tokenizer: found['tokenizer.bin'] as string,
  };
  const startWorker = (setup: Parameters<typeof startMoonshineWorker>[0]): Worker => {
    const worker = startMoonshineWorker(setup);
    workers.push(worker);
    return worker;
  };
  moonshine = await createMoonshine({ files }, { log: silentLog, startWorker });
}, 120_000);

afterAll(async () => {
  await moonshine.close();
});

async function recognise(samples: Float32Array, context: RecognitionContext): Promise<Recognition> {
  const stream = moonshine.open(context);
  for (let at = 0; at < samples.length; at += 5120) stream.write(samples.subarray(at, at + 5120));
  return await stream.finish();
}

async function textOf(samples: Float32Array, context: RecognitionContext): Promise<string | undefined> {
  return (await recognise(samples, context)).hypotheses[0]?.text;
}

/** Sentences with `pauseMs` after each. */
async function story(sentences: number, pauseMs: number): Promise<Array<Int16Array | number>> {
  const spoken = await Promise.all(STORY.slice(0, sentences).map((sentence) => speak(sentence)));
  return spoken.flatMap((sentence) => [sentence, pauseMs]);
}

describe('the Moonshine recogniser', () => {
  it('writes what was said, with a confidence', async () => {
    const result = await recognise(await speakFloat('The weather was lovely last summer.'), PLAIN);
    expect(result.hypotheses[0]?.text).toBe('The weather was lovely last summer.');
    expect(result.hypotheses[0]?.confidence).toBeGreaterThan(-0.5);
    expect(result.hypotheses[0]).toMatchObject({ biased: false });
    expect(result.engine).toBe('moonshine');
    expect(result.audioMs).toBeGreaterThan(1000);
  });

  it('hears what this house makes likely where the plain transcript goes astray', async () => {
    const command = await speakFloat('Volume up.');
    const plain = moonshine.open(PLAIN);
    plain.write(command);
    expect(await plain.partial()).not.toBe('Volume up.');
    plain.abort();
    const { hypotheses } = await recognise(command, { ...PLAIN, phrases: HOUSE, nbest: 4 });
    expect(hypotheses[0]).toMatchObject({ text: 'Volume up.', biased: true });
    expect(hypotheses.some(({ biased }) => !biased)).toBe(true);
    expect(new Set(hypotheses.map(({ text }) => text)).size).toBe(hypotheses.length);
    expect(hypotheses.length).toBeLessThanOrEqual(4);
  });

  it('puts no phrase into the mouth of somebody who speaks of other things', async () => {
    const strong = await createMoonshine({ files, beam: { lambda: 1.5 } }, { log: silentLog });
    const phrases = { version: 2, phrases: ['television', 'music'].map((text) => ({ text, weight: 1 })) };
    const stream = strong.open({ ...PLAIN, phrases });
    stream.write(await speakFloat('I like to drink hot tea in the morning.'));
    expect((await stream.finish()).hypotheses[0]?.text).toBe('I like to drink hot tea in the morning.');
    await strong.close();
  });

  it('keeps the phrases of an utterance when the house changes meanwhile', async () => {
    const command = await speakFloat('Volume up.');
    const before = moonshine.open({ ...PLAIN, phrases: HOUSE });
    const other = moonshine.open({ ...PLAIN, phrases: { version: 3, phrases: [] } });
    before.write(command);
    other.write(command);
    const [changed, kept] = await Promise.all([other.finish(), before.finish()]);
    expect(kept.hypotheses[0]?.text).toBe('Volume up.');
    expect(changed.hypotheses[0]?.biased).toBe(false);
  });

  it('leaves the words out that the audio is known to begin with', async () => {
    const command = await speakFloat('Okay Nabu, turn on the kitchen light.');
    const text = await textOf(command, { ...PLAIN, phrases: HOUSE, leadIn: 'Okay Nabu,' });
    expect(text?.toLowerCase()).toBe('turn on the kitchen light.');
  });

  it('knows no limit of nine seconds', async () => {
    const long = toFloat(join16(await story(6, 200)));
    expect(long.length / 16_000).toBeGreaterThan(10);
    const text = await textOf(long, PLAIN);
    for (const word of ['summer', 'brother', 'letter', 'lunch', 'dragons', 'window']) expect(text).toContain(word);
  });

  it('takes half a minute in pieces, cut where nobody speaks', async () => {
    const text = await textOf(toFloat(join16(await story(6, 3500))), PLAIN);
    for (const word of ['summer', 'brother', 'letter', 'lunch', 'dragons', 'window']) expect(text).toContain(word);
  });

  it('drops a transcript that runs in circles', async () => {
    const sentence = await speak('The weather was lovely last summer.');
    const audio = toFloat(join16(Array.from({ length: 5 }, () => sentence)));
    expect((await recognise(audio, PLAIN)).hypotheses).toEqual([]);
  });

  it('hears nothing in silence, or in less than a tenth of a second', async () => {
    expect((await recognise(new Float32Array(32_000), { ...PLAIN, phrases: HOUSE })).hypotheses).toEqual([]);
    expect((await recognise(new Float32Array(1000).fill(0.1), PLAIN)).hypotheses).toEqual([]);
    expect((await recognise(new Float32Array(0), PLAIN)).hypotheses).toEqual([]);
  });

  it('gives partial transcripts while somebody speaks', async () => {
    const samples = await speakFloat('Turn on the kitchen light and close the bedroom blinds.');
    const stream = moonshine.open(PLAIN);
    stream.write(samples.subarray(0, 24_000));
    expect(await stream.partial()).toMatch(/kitchen/);
    stream.write(samples.subarray(24_000));
    expect((await stream.finish()).hypotheses[0]?.text).toMatch(/blinds/);
  });

  it('stops a decode that is abandoned, and goes on with the next', async () => {
    const long = await speakFloat('The weather was lovely last summer, and we all went to the sea for a week or two.');
    const stream = moonshine.open({ ...PLAIN, phrases: HOUSE, nbest: 4 });
    stream.write(long);
    const pending = stream.finish();
    stream.abort();
    await expect(pending).rejects.toMatchObject({ code: 'operation.cancelled' });
    expect(await textOf(await speakFloat('The weather was lovely last summer.'), PLAIN)).toMatch(/lovely/);
  });
});

describe('a wake phrase in question', () => {
  const SPELLINGS = ['Alexa'];

  it('is likely where it was said, also behind other words, and unlikely where it was not', async () => {
    const said = await moonshine.scorePhrase(await speakFloat('Alexa.'), SPELLINGS);
    const behind = await moonshine.scorePhrase(
      toFloat(join16([await speak('Well.'), await speak('Alexa.')])),
      SPELLINGS,
    );
    const other = await moonshine.scorePhrase(await speakFloat('Good morning.'), SPELLINGS);
    expect(said.logLikelihoodRatio).toBeGreaterThan(-4);
    expect(behind.logLikelihoodRatio).toBeGreaterThan(-6);
    expect(other.logLikelihoodRatio).toBeLessThan(-9);
    expect(other.logProbability).toBeLessThan(-9);
    expect(other.text).toMatch(/good morning/i);
  });

  it('scores the best of several spellings', async () => {
    const audio = await speakFloat('Okay Nabu.');
    const one = await moonshine.scorePhrase(audio, ['Okay Nabu']);
    const several = await moonshine.scorePhrase(audio, ['Okay Nabu', 'Ok, now, but', 'Ok, now boo']);
    expect(several.logProbability).toBeGreaterThan(one.logProbability);
  });

  it('is refused where the vocabulary cannot write it', async () => {
    const refused = moonshine.scorePhrase(await speakFloat('Alexa.'), ['\u{1F984}']);
    await expect(refused).rejects.toMatchObject({ code: 'model.unsupported' });
  });
});

describe('a recogniser whose worker dies', () => {
  it('fails what was pending as retryable, and starts another on the next use', async () => {
    const samples = await speakFloat('The weather was lovely last summer.');
    const started = workers.length;
    const stream = moonshine.open({ ...PLAIN, phrases: HOUSE, nbest: 4 });
    stream.write(samples);
    const pending = stream.finish();
    await workers.at(-1)?.terminate();
    await expect(pending).rejects.toMatchObject({ code: 'recognition.failed', retryable: true });
    expect(await textOf(samples, { ...PLAIN, phrases: HOUSE })).toMatch(/lovely/);
    expect(workers.length).toBe(started + 1);
  });
});

describe('a recogniser without its model', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linnet-moonshine-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('names the file that is missing', async () => {
    const made = createMoonshine({ files: { ...files, decoder: '/nowhere/decoder.ort' } }, { log: silentLog });
    await expect(made).rejects.toThrow(/"\/nowhere\/decoder\.ort".*\[model\.missing\]/s);
  });

  it('names a file that is no model', async () => {
    const path = join(folder, 'encoder.ort');
    await writeFile(path, 'not a model');
    const made = createMoonshine({ files: { ...files, encoder: path } }, { log: silentLog });
    await expect(made).rejects.toThrow(/encoder\.ort".*\[model\.corrupt\]/s);
  });

  it('notices files that were swapped', async () => {
    const made = createMoonshine(
      { files: { ...files, encoder: files.decoder, decoder: files.encoder } },
      { log: silentLog },
    );
    await expect(made).rejects.toThrow(/swapped.*\[model\.unsupported\]/s);
  });

  it('notices a token table of another model', async () => {
    const path = join(folder, 'tokenizer.bin');
    await writeFile(path, Buffer.concat(Array.from({ length: 300 }, () => Buffer.from([1, 97]))));
    const made = createMoonshine({ files: { ...files, tokenizer: path } }, { log: silentLog });
    await expect(made).rejects.toThrow(/300.*\[model\.unsupported\]/s);
  });

  it('loads once the file is there again', async () => {
    const path = join(folder, 'later.bin');
    const options = { files: { ...files, tokenizer: path } };
    await expect(createMoonshine(options, { log: silentLog })).rejects.toMatchObject({ code: 'model.missing' });
    await copyFile(files.tokenizer, path);
    const later = await createMoonshine(options, { log: silentLog });
    await later.close();
    await later.close();
    const stream = later.open(PLAIN);
    stream.write(new Float32Array(16_000).fill(0.1));
    await expect(stream.finish()).rejects.toMatchObject({ code: 'operation.cancelled' });
  });
});
