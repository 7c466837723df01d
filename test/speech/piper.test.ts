import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPiper, type PiperOptions } from '../../appliance/speech/engines/piper/piper.ts';
import { trimSilence } from '../../appliance/speech/engines/piper/silence.ts';
import type { Synthesizer } from '../../appliance/speech/ports.ts';
import { modelFiles } from '../support/models.ts';

vi.setConfig({ testTimeout: 120_000 }); // loads a model several times, on a machine that may be busy

const never = new AbortController().signal;

let folder: string;
let files: PiperOptions;
let piper: Synthesizer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linnet-piper-'));
  const voice = await modelFiles('tts-en-us-joe-medium');
  const phonemes = await modelFiles('espeak-ng-data-en');
  const phontab = Object.values(phonemes).find((path) => path.endsWith('phontab'))!;
  files = {
    voice: 'tts-en-us-joe-medium',
    model: voice['voice.onnx']!,
    tokens: voice['tokens.txt']!,
    phonemes: dirname(phontab),
    variation: false,
  };
  piper = await createPiper(files);
}, 300_000);

afterAll(async () => {
  await piper?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a Piper voice', () => {
  it('says a clause in 16 bit, without silence around it', async () => {
    const { samples, sampleRate } = await piper.synthesize('Turned on the kitchen light.', never);
    expect(sampleRate).toBe(22_050);
    expect(sampleRate).toBe(piper.sampleRate);
    expect(samples.length / sampleRate).toBeGreaterThan(0.8);
    expect(samples.length / sampleRate).toBeLessThan(2);
    const audible = samples.findIndex((sample) => Math.abs(sample) > 100);
    expect(audible).toBeLessThan(sampleRate * 0.03);
    expect(samples.some((sample) => Math.abs(sample) > 3000)).toBe(true);
  });

  it('says the same every time where no variation is wanted', async () => {
    const [first, second] = [await piper.synthesize('Ten.', never), await piper.synthesize('Ten.', never)];
    expect(second.samples.length).toBe(first.samples.length);
  });

  it('is faster where told, and its identity says so', async () => {
    const fast = await createPiper({ ...files, speed: 1.5 });
    const text = 'The bedroom blinds are closed now.';
    const [slowly, quickly] = [await piper.synthesize(text, never), await fast.synthesize(text, never)];
    expect(quickly.samples.length).toBeLessThan(slowly.samples.length * 0.8);
    expect(fast.id).not.toBe(piper.id);
    await fast.close();
  });

  it('says several clauses that were asked for at once, each its own', async () => {
    const texts = ['One.', 'The kitchen light is on.', 'Two.', 'The bedroom blinds are closed.'];
    const alone = [];
    for (const text of texts) alone.push((await piper.synthesize(text, never)).samples.length);
    const together = await Promise.all(texts.map((text) => piper.synthesize(text, never)));
    expect(together.map(({ samples }) => samples.length)).toEqual(alone);
  });

  it('gives up a clause at once when told to, and goes on with the next', async () => {
    const abort = new AbortController();
    const long = piper.synthesize(
      'This is a long sentence that nobody wants to hear any more, is it not?',
      abort.signal,
    );
    abort.abort();
    await expect(long).rejects.toMatchObject({ code: 'operation.cancelled' });
    await expect(piper.synthesize('No.', abort.signal)).rejects.toMatchObject({ code: 'operation.cancelled' });
    expect((await piper.synthesize('Yes.', never)).samples.length).toBeGreaterThan(1000);
  });

  it('can be closed twice and while it speaks, and then says no more', async () => {
    const other = await createPiper(files);
    const speaking = other.synthesize('The bedroom blinds are closed now.', never);
    await Promise.all([other.close(), other.close()]);
    expect((await speaking).samples.length).toBeGreaterThan(1000);
    await expect(other.synthesize('Hello.', never)).rejects.toMatchObject({ code: 'operation.cancelled' });
  });
});

describe('a voice that cannot be loaded', () => {
  it.each(['model', 'tokens', 'phonemes'] as const)('is named when its %s is missing', async (part) => {
    const options = { ...files, [part]: join(folder, 'nothing-here') };
    await expect(createPiper(options)).rejects.toMatchObject({ code: 'model.missing' });
  });

  it('is refused when it is empty, cut off, or without the metadata that the engine insists on', async () => {
    const path = join(folder, 'voice.onnx');
    await writeFile(path, '');
    await expect(createPiper({ ...files, model: path })).rejects.toMatchObject({ code: 'model.missing' });
    await copyFile(files.model, path);
    const whole = (await readFile(path)).length;
    await truncate(path, whole - 131); // as published: exactly what the conversion appends
    await expect(createPiper({ ...files, model: path })).rejects.toMatchObject({ code: 'model.unsupported' });
    await truncate(path, whole >> 1);
    await expect(createPiper({ ...files, model: path })).rejects.toMatchObject({ code: 'model.unsupported' });
  });
});

describe('silence around a clause', () => {
  const rate = 1000;
  const clip = (...parts: ReadonlyArray<readonly [length: number, value: number]>): Int16Array =>
    Int16Array.from(parts.flatMap(([length, value]) => Array<number>(length).fill(value)));

  it('is cut to 10 ms before and 60 ms after what can be heard', () => {
    const trimmed = trimSilence(clip([200, 3], [50, 5000], [300, -3]), rate);
    expect(trimmed.length).toBe(10 + 50 + 60);
    expect(trimmed.indexOf(5000)).toBe(10);
  });

  it('is left where there is less of it', () => {
    expect(trimSilence(clip([5, 0], [50, 5000], [20, 0]), rate).length).toBe(75);
    expect(trimSilence(clip([50, 5000]), rate)).toEqual(clip([50, 5000]));
  });

  it('stays what it is where there is nothing else', () => {
    expect(trimSilence(clip([30, 2]), rate)).toEqual(clip([30, 2]));
    expect(trimSilence(new Int16Array(), rate)).toEqual(new Int16Array());
  });

  it('is faded where it was cut', () => {
    const trimmed = trimSilence(clip([100, 60], [50, 5000], [200, 60]), rate);
    expect(trimmed[0]).toBe(0);
    expect(trimmed.at(-1)).toBe(0);
    expect(trimmed[5]).toBe(60);
  });
});
