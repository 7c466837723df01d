// What a canceller of known damage does to a real voice, as it is measured from a person who says one sentence twice.
import { beforeAll, describe, expect, it } from 'vitest';
import { noise } from '../../appliance/audio/babble.ts';
import { measureNearEnd, type NearEnd, type Utterance } from '../../appliance/audio/near-end-test.ts';
import { clampToInt16, dbToAmplitude, meanSquare, powerToDb } from '../../appliance/audio/pcm.ts';
import { speak } from '../support/speech.ts';

const RATE = 16_000;
const SENTENCE = 'What will the weather be tomorrow?';
let sentence: Int16Array;
let faster: Int16Array;
beforeAll(async () => {
  sentence = await speak(SENTENCE);
  faster = await speak(SENTENCE, { speed: 1.1 });
}, 60_000);

interface Saying {
  /** Of the voice at the microphone, in dBFS; null where nobody speaks. */
  readonly level: number | null;
  /** What the canceller leaves of the voice, of the echo. */
  readonly voiceDb?: number;
  readonly echoDb?: number;
  /** Of the echo at the microphone, in dBFS; null where nothing is played. */
  readonly echo?: number | null;
  readonly raw?: boolean;
  readonly voice?: Int16Array;
  /** Which tenths of a second of the voice it lets through. */
  readonly passes?: (tenth: number) => boolean;
}

/** Noise of a room at −60 dBFS, echo and voice, each of which the canceller leaves some of. */
function utter(said: Saying, seed: number): Utterance {
  const { level, voiceDb = 0, echoDb = -25, echo = null, raw = true, passes = () => true } = said;
  const voice = said.voice ?? sentence;
  const voiceGain = level === null ? 0 : dbToAmplitude(level - powerToDb(meanSquare(voice)));
  const echoGain = echo === null ? 0 : dbToAmplitude(echo);
  const [room, played] = [noise(seed), noise(seed + 7)];
  const hear = (seconds: number, speech: Int16Array, at: number) => {
    const heard = new Int16Array(seconds * RATE);
    const alone = new Int16Array(raw ? heard.length : 0);
    for (let i = 0; i < heard.length; i++) {
      const spoken = (speech[i - at] ?? 0) * voiceGain;
      const returned = played() * echoGain * 32_768 * Math.sqrt(3);
      const quiet = room() * 57;
      const left = passes(Math.floor(i / 1600)) ? spoken * dbToAmplitude(voiceDb) : 0;
      heard[i] = clampToInt16(quiet + returned * dbToAmplitude(echoDb) + left);
      if (raw) alone[i] = clampToInt16(quiet + returned + spoken);
    }
    return { heard, raw: alone };
  };
  return { before: hear(1.5, new Int16Array(0), 0), spoken: hear(5, voice, Math.round(1.1 * RATE)) };
}

function measure(quiet: Saying, echo: Saying): NearEnd {
  return measureNearEnd(utter(quiet, 5), utter({ echo: -35, ...echo }, 11));
}

/** The change that was measured. */
function change(found: NearEnd): number {
  expect(found.outcome).toBe('measured');
  return (found as NearEnd & { outcome: 'measured' }).changeDb;
}

describe('what a canceller does to a voice', () => {
  it.each([true, false])(
    'is nothing where it leaves all of it, whatever it leaves of the echo (raw channel: %s)',
    (raw) => {
      for (const echoDb of [-40, -25, -10]) {
        const found = measure({ level: -30, raw }, { level: -30, raw, echoDb });
        expect(Math.abs(change(found))).toBeLessThan(0.5);
        expect(found).toMatchObject({ corrected: raw });
      }
    },
  );

  it.each([-6, -12, -20])('is %i dB where it takes that', (voiceDb) => {
    for (const raw of [true, false]) {
      const found = measure({ level: -25, raw }, { level: -25, raw, voiceDb, echoDb: -30 });
      expect(Math.abs(change(found) - voiceDb)).toBeLessThan(0.7);
    }
  });

  it('is half of the power where it lets every other syllable through', () => {
    const found = measure({ level: -25 }, { level: -25, passes: (tenth) => tenth % 2 === 0 });
    expect(Math.abs(change(found) + 3)).toBeLessThan(1.5);
  });

  it('does not count how loud the person spoke, where a raw channel tells that', () => {
    const spoken = (raw: boolean) =>
      change(measure({ level: -30, raw }, { level: -24, raw, voiceDb: -12, echoDb: -30, voice: faster }));
    expect(Math.abs(spoken(true) + 12)).toBeLessThan(1);
    expect(Math.abs(spoken(false) + 6)).toBeLessThan(1);
  });

  it('is the same to within three decibels for somebody who does not speak twice alike', () => {
    const found = measure({ level: -30, raw: false }, { level: -31.5, raw: false, voice: faster });
    expect(Math.abs(change(found))).toBeLessThan(3);
  });

  it('is all of it where nothing comes through, which only a raw channel can tell from nothing said', () => {
    const eaten = (raw: boolean) => measure({ level: -25, raw }, { level: -25, raw, voiceDb: -60 });
    expect(eaten(true)).toMatchObject({ outcome: 'eaten', certain: true });
    expect(eaten(false)).toMatchObject({ outcome: 'eaten', certain: false });
    const { atLeastDb } = eaten(true) as NearEnd & { outcome: 'eaten' };
    expect(atLeastDb).toBeGreaterThan(20);
  });

  it('is not said where what is left of the echo is as loud as the voice', () => {
    for (const raw of [true, false])
      for (const voiceDb of [0, -60])
        expect(measure({ level: -36, raw }, { level: -36, raw, voiceDb, echoDb: 0 })).toEqual({ outcome: 'masked' });
  });

  it('is not said where nobody spoke', () => {
    for (const raw of [true, false])
      expect(measure({ level: null, raw }, { level: -30, raw })).toEqual({ outcome: 'unheard', when: 'quiet' });
    expect(measure({ level: -25 }, { level: null })).toEqual({ outcome: 'unheard', when: 'echo' });
    expect(measure({ level: -30, raw: false }, { level: null, raw: false })).toMatchObject({
      outcome: 'eaten',
      certain: false,
    });
  });

  it('takes no word of a raw channel that clips, or whose echo covers the voice', () => {
    expect(measure({ level: -30 }, { level: -30, echo: -1, echoDb: -50 })).toMatchObject({ corrected: false });
    expect(measure({ level: -40 }, { level: -40, echo: -20, echoDb: -40 })).toMatchObject({ corrected: false });
  });

  it('is told of a channel that is digital silence between words', () => {
    const gated = (said: Saying, seed: number): Utterance => {
      const { before, spoken } = utter(said, seed);
      return { before: { ...before, heard: new Int16Array(before.heard.length) }, spoken };
    };
    const found = measureNearEnd(gated({ level: -30 }, 5), gated({ level: -30, echo: -35 }, 11));
    expect(Math.abs(change(found))).toBeLessThan(0.5);
  });
});
