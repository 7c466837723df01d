// The ear with its real engines on the box's own voice: what a person would say, and what a room does.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { meanSquare } from '../../appliance/audio/pcm.ts';
import { resample } from '../../appliance/audio/resampler.ts';
import { ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { createModelStore } from '../../appliance/models/store.ts';
import { earSettingsSchema } from '../../appliance/processes/ear-argument.ts';
import { locateEarModels } from '../../appliance/processes/ear-models.ts';
import { createEarFromModels, type LoadedEar } from '../../appliance/processes/ear-parts.ts';
import type { EarEvent } from '../../appliance/speech/ear-channel.ts';
import { modelFiles, modelsRoot } from '../support/models.ts';
import { join16, speak } from '../support/speech.ts';

const FRAME = 320;
const LEAD = 1000;
const AFTER = 1500;
const MODELS = ['wake-okay-nabu', 'vad-silero-v4', 'stt-moonshine-tiny-en'];

let loaded: LoadedEar;
let events: EarEvent[] = [];
let utterance = 0;

beforeAll(async () => {
  for (const id of MODELS) await modelFiles(id);
  const store = createModelStore({ root: modelsRoot, offline: true }, { clock: systemClock });
  const models = await locateEarModels(
    {
      wakeEngine: 'microWakeWord',
      wakeWords: ['okay_nabu'],
      wakeFolder: null,
      vad: 'vad-silero-v4',
      recognizer: 'stt-moonshine-tiny-en',
      engine: 'moonshine',
    },
    store,
  );
  const settings = earSettingsSchema.parse({});
  loaded = await createEarFromModels({ models, settings }, { clock: new ManualClock(), log: silentLog }, (event) => {
    events.push(event);
    if (event.kind === 'wake' && event.outcome === 'detected') listen(event.word, event.atSample);
  });
}, 120_000);

afterAll(() => loaded?.close());

beforeEach(() => {
  events = [];
});

function listen(wake: string | null, fromSample: number): void {
  loaded.ear.command({ kind: 'listen', utterance: ++utterance, wake, fromSample, noSpeechMs: 3000, language: 'en' });
}

/** Plays a recording from its beginning; `paced` waits for every decision between frames. */
async function play(audio: Int16Array, paced = true): Promise<void> {
  for (let at = 0; at + FRAME <= audio.length; at += FRAME) {
    loaded.ear.accept(audio.subarray(at, at + FRAME), at, at / 16);
    if (paced) await loaded.ear.settled();
  }
  await loaded.ear.settled();
  loaded.ear.command({ kind: 'cancel', utterance });
}

function only<Kind extends EarEvent['kind']>(kind: Kind): Extract<EarEvent, { kind: Kind }> {
  const [found, ...others] = events.filter((event) => event.kind === kind);
  expect(others).toEqual([]);
  expect(found).toBeDefined();
  return found as Extract<EarEvent, { kind: Kind }>;
}

const words = (text: string | undefined): string => (text ?? '').toLowerCase().replace(/[^a-z ]/g, '');

function scaled(audio: Int16Array, gain: number): Int16Array {
  return audio.map((sample) => Math.max(-32768, Math.min(32767, Math.round(sample * gain))));
}

function rms(audio: Int16Array): number {
  return Math.sqrt(meanSquare(audio));
}

/** Noise of `ms`, up to `amplitude`, the same each time. */
function noise(ms: number, amplitude: number): Int16Array {
  let state = 7;
  return Int16Array.from({ length: ms * 16 }, () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return (state / 2 ** 31 - 1) * amplitude;
  });
}

function mixed(audio: Int16Array, other: Int16Array, atMs: number): Int16Array {
  const sum = audio.slice();
  other.forEach((sample, i) => {
    const at = atMs * 16 + i;
    if (at < sum.length) sum[at] = Math.max(-32768, Math.min(32767, (sum[at] as number) + sample));
  });
  return sum;
}

describe('the ear with real engines', () => {
  it('understands a command in the same breath as the wake word', async () => {
    await play(join16([LEAD, await speak('Okay Nabu, turn on the kitchen light.'), AFTER]));
    expect(only('wake')).toMatchObject({ word: 'okay_nabu', outcome: 'detected' });
    expect(words(only('heard').hypotheses[0]?.text)).toBe('turn on the kitchen light');
  });

  it('understands a command after a pause', async () => {
    await play(join16([LEAD, await speak('Okay Nabu.'), 900, await speak('Close the bedroom blinds.'), AFTER]));
    expect(words(only('heard').hypotheses[0]?.text)).toBe('close the bedroom blinds');
  });

  it('understands one short word right behind the wake word', async () => {
    await play(join16([LEAD, await speak('Okay Nabu, stop.'), AFTER]));
    expect(words(only('heard').hypotheses[0]?.text)).toBe('stop');
  });

  it('is not misled by a burst of noise behind the command', async () => {
    const speech = await speak('Okay Nabu, turn on the kitchen light.');
    const audio = join16([LEAD, speech, AFTER]);
    await play(mixed(audio, noise(150, 8000), LEAD + speech.length / 16 + 250));
    expect(words(only('heard').hypotheses[0]?.text)).toBe('turn on the kitchen light');
  });

  it('makes nothing of a click, a burst, or silence after the wake word', async () => {
    const wake = await speak('Okay Nabu.');
    const at = LEAD + wake.length / 16 + 700;
    for (const sound of [noise(0, 0), noise(25, 20_000), noise(300, 10_000)]) {
      events = [];
      await play(mixed(join16([LEAD, wake, 4500]), sound, at));
      expect(events.map((event) => event.kind).filter((kind) => kind !== 'speechStarted')).toEqual([
        'wake',
        'nothingHeard',
      ]);
    }
  });

  it.each([
    ['very quiet, at -45 dBFS', (speech: Int16Array) => scaled(speech, 10 ** (-45 / 20) / rms(speech))],
    ['so loud that it is clipped', (speech: Int16Array) => scaled(speech, 12)],
    ['from a telephone, 8 kHz', (speech: Int16Array) => resample(resample(speech, 16_000, 8000), 8000, 16_000)],
  ])('understands speech that is %s', async (_, changed) => {
    const speech = changed(await speak('Okay Nabu, turn on the kitchen light.'));
    await play(join16([LEAD, speech, AFTER]));
    expect(words(only('heard').hypotheses[0]?.text)).toBe('turn on the kitchen light');
  });

  it('takes what others say in the background, before and after, for no part of the command', async () => {
    const command = join16([LEAD, await speak('Okay Nabu, close the bedroom blinds.'), 3500]);
    const others = scaled(await speak('The weather was lovely last summer, and we went to the lake every day.'), 0.1);
    await play(mixed(command, others, command.length / 16 - 3600));
    expect(words(only('heard').hypotheses[0]?.text)).toBe('close the bedroom blinds');
  });

  it('does not wake in silence', async () => {
    await play(join16([3000]));
    expect(events).toEqual([]);
  });

  it('ends at the same sample with the same words at any pace', async () => {
    const audio = join16([LEAD, await speak('Okay Nabu, is the front door locked?'), AFTER]);
    await play(audio);
    const paced = only('heard');
    events = [];
    await play(audio, false);
    const { hypotheses, speechEndMs, endpointMs } = only('heard');
    expect({ text: hypotheses[0]?.text, speechEndMs, endpointMs }).toEqual({
      text: paced.hypotheses[0]?.text,
      speechEndMs: paced.speechEndMs,
      endpointMs: paced.endpointMs,
    });
  });

  it('hears a stop word while the box sounds', async () => {
    loaded.ear.command({ kind: 'sounding', sounding: true });
    await play(join16([LEAD, await speak('Stop.'), AFTER]));
    loaded.ear.command({ kind: 'sounding', sounding: false });
    expect(events.map((event) => event.kind)).toEqual(['stopWord']);
  });

  it('hears a stop word over what is left of its own voice, and takes that for none', async () => {
    const own = await speak('It is twelve point five degrees outside, and the kitchen light is on.');
    const echo = scaled(own, 10 ** (-30 / 20));
    loaded.ear.command({ kind: 'sounding', sounding: true });
    await play(mixed(join16([LEAD, await speak('Stop.'), 3500]), echo, 200));
    expect(events.map((event) => event.kind)).toEqual(['stopWord']);
    events = [];
    await play(mixed(join16([LEAD + 4500]), echo, 200));
    loaded.ear.command({ kind: 'sounding', sounding: false });
    expect(events).toEqual([]);
  });
});
