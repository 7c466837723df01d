import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSileroActivity } from '../../appliance/speech/engines/sherpa/silero-activity.ts';
import type { VoiceActivity } from '../../appliance/speech/ports.ts';
import { modelFiles } from '../support/models.ts';
import { join16, speak, toFloat } from '../support/speech.ts';

const WINDOW = 512;
const WINDOWS_A_SECOND = 16_000 / WINDOW;

let activity: VoiceActivity;

beforeAll(async () => {
  const files = await modelFiles('vad-silero-v4');
  activity = await createSileroActivity({ model: files['silero_vad.onnx'] as string });
}, 120_000);

function decisions(samples: Float32Array): boolean[] {
  const windows = Math.floor(samples.length / WINDOW);
  return Array.from({ length: windows }, (_, i) => activity.isSpeech(samples.subarray(i * WINDOW, (i + 1) * WINDOW)));
}

describe('voice activity', () => {
  it('finds speech between silences, to about a tenth of a second', async () => {
    activity.reset();
    const speech = await speak('Turn on the kitchen light.');
    const heard = decisions(toFloat(join16([1000, speech, 1000])));
    const from = heard.indexOf(true) / WINDOWS_A_SECOND;
    const to = (heard.lastIndexOf(true) + 1) / WINDOWS_A_SECOND;
    expect(from).toBeGreaterThan(0.9);
    expect(from).toBeLessThan(1.2);
    expect(Math.abs(to - 1 - speech.length / 16_000)).toBeLessThan(0.15);
    expect(heard.filter(Boolean).length).toBeGreaterThan((0.6 * speech.length) / WINDOW);
  });

  it('tells the pause between two sentences', async () => {
    activity.reset();
    const heard = decisions(toFloat(join16([300, await speak('Alexa.'), 400, await speak('Alexa.'), 300])));
    const text = heard.map((speech) => (speech ? 's' : '-')).join('');
    expect(text).toMatch(/^-+s+-{8,}s+-+$/);
  });

  it('hears no speech in silence, hum, clicks and white noise', () => {
    let seed = 1;
    const noise = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed / 2 ** 30 - 1;
    };
    const sounds: Array<(i: number) => number> = [
      () => 0,
      (i) => 0.1 * Math.sin((2 * Math.PI * 50 * i) / 16_000),
      (i) => (i % 8000 === 0 ? 0.9 : 0),
      () => 0.05 * noise(),
    ];
    for (const sound of sounds) {
      activity.reset();
      const heard = decisions(Float32Array.from({ length: 48_000 }, (_, i) => sound(i)));
      expect(heard.filter(Boolean).length).toBeLessThan(3);
    }
  });

  it('is fresh after a reset: the same speech is judged the same', async () => {
    const samples = toFloat(join16([300, await speak('Lock the front door.'), 100]));
    activity.reset();
    const first = decisions(samples);
    activity.reset();
    expect(decisions(samples)).toEqual(first);
  });

  it('judges half a minute of speech without a pause as speech throughout', async () => {
    activity.reset();
    const sentence = await speak('The weather was lovely last summer and we all went to the sea.');
    const heard = decisions(toFloat(join16(Array.from({ length: 8 }, () => sentence))));
    const late = heard.slice(-3 * WINDOWS_A_SECOND);
    expect(late.filter(Boolean).length).toBeGreaterThan(0.7 * late.length);
  });

  it('takes windows of 512 samples and nothing else', () => {
    expect(activity.windowSamples).toBe(WINDOW);
    expect(() => activity.isSpeech(new Float32Array(256))).toThrow(/512.*256.*\[input\.invalid\]/s);
  });

  it('refuses to work without its model, which natively would be silence for ever', async () => {
    await expect(createSileroActivity({ model: '/nowhere/vad.onnx' })).rejects.toMatchObject({ code: 'model.missing' });
    const folder = await mkdtemp(join(tmpdir(), 'linnet-vad-'));
    const path = join(folder, 'vad.onnx');
    await writeFile(path, 'not a model');
    await expect(createSileroActivity({ model: path })).rejects.toMatchObject({ code: 'model.corrupt' });
    await rm(folder, { recursive: true });
  });

  it('is closed for good', async () => {
    const files = await modelFiles('vad-silero-v4');
    const other = await createSileroActivity({ model: files['silero_vad.onnx'] as string });
    other.close();
    other.close();
    expect(() => other.isSpeech(new Float32Array(WINDOW))).toThrow(/\[operation\.cancelled\]/);
  });
});
