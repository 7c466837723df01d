// What a canceller does to somebody who speaks over the box (the "near end"): a person says one sentence in the quiet and once more
// over the echo, and the powers are compared, less the noise of the room and what is left of the echo, which are known from just
// before. Nobody speaks twice alike, and most people speak up over a noise; a raw channel tells how loud it really was. A canceller
// that opens up for somebody who speaks lets more echo pass than it did before: what it does then looks like louder speech.
import { MICROPHONE_FRAME, MICROPHONE_RATE } from '../hardware/ports.ts';
import { meanSquare, peakOf, powerToDb } from './pcm.ts';

export interface Heard {
  readonly heard: Int16Array;
  /** One microphone as it is, meanwhile; empty where there is none. */
  readonly raw: Int16Array;
}

/** One time of the two: mono, 16 kHz. */
export interface Utterance {
  /** Just before it, with nobody speaking. */
  readonly before: Heard;
  /** The sentence, somewhere in it. */
  readonly spoken: Heard;
}

export type NearEnd =
  /** Nobody was heard in the quiet, or by the raw channel over the echo. */
  | { readonly outcome: 'unheard'; readonly when: 'quiet' | 'echo' }
  /** What is left of the echo is about as loud as the speech. */
  | { readonly outcome: 'masked' }
  /** Nothing came through, where it would have been heard with so much less. `certain`: a raw channel heard it. */
  | { readonly outcome: 'eaten'; readonly atLeastDb: number; readonly certain: boolean }
  /** By how much louder speech is over the echo than in the quiet. `corrected`: by how loud a raw channel heard it. */
  | { readonly outcome: 'measured'; readonly changeDb: number; readonly corrected: boolean };

/** The loudest stretch of so long is taken for the sentence: most of a short one, and no choice among frames that would favour loud ones. */
const SENTENCE = 1.5 * MICROPHONE_RATE;
/** Speech in a room is this much more than the noise of the room (5 dB), but for a room where nobody could be understood. */
const LEAST_OVER_NOISE = 3;
/** Below this, in mean square, a gate has closed (−75 dBFS). */
const NOISE_FLOOR = 3e-8;
/** The mean power of a steady echo is known to some percent: a quarter of it is still told from it. */
const LEAST_OVER_RAW_ECHO = 0.25;
/** Speech that is this much softer than before (12 dB) was meant to be heard all the same. */
const SOFTEST = 1 / 16;
/** A quarter of the power, and less, is eaten (6 dB). */
const EATEN = 0.25;

export function measureNearEnd(quiet: Utterance, echo: Utterance): NearEnd {
  const inQuiet = powerOf(quiet, 'heard');
  if (inQuiet.speech < LEAST_OVER_NOISE * inQuiet.noise) return { outcome: 'unheard', when: 'quiet' };
  const overEcho = powerOf(echo, 'heard');
  const louder = louderBy(quiet, echo);
  if (louder === 0) return { outcome: 'unheard', when: 'echo' };
  const expected = inQuiet.speech * (louder ?? 1);
  if (overEcho.speech >= overEcho.noise)
    return {
      outcome: 'measured',
      changeDb: powerToDb(overEcho.speech) - powerToDb(expected),
      corrected: louder !== null,
    };
  if (overEcho.noise >= EATEN * expected) return { outcome: 'masked' };
  return {
    outcome: 'eaten',
    atLeastDb: powerToDb(expected) - powerToDb(overEcho.noise),
    certain: louder !== null,
  };
}

interface Powers {
  readonly speech: number;
  readonly noise: number;
}

function powerOf({ before, spoken }: Utterance, channel: keyof Heard): Powers {
  const noise = Math.max(NOISE_FLOOR, meanSquare(before[channel]));
  return { speech: Math.max(0, loudestStretch(spoken[channel]) - noise), noise };
}

function loudestStretch(samples: Int16Array): number {
  let loudest = 0;
  for (let at = 0; at === 0 || at + SENTENCE <= samples.length; at += MICROPHONE_FRAME)
    loudest = Math.max(loudest, meanSquare(samples.subarray(at, at + SENTENCE)));
  return loudest;
}

/** How much more power the person spoke with over the echo; 0 where they kept silent, null where no raw channel can tell. */
function louderBy(quiet: Utterance, echo: Utterance): number | null {
  if ([quiet.spoken.raw, echo.spoken.raw].some((raw) => raw.length === 0 || peakOf(raw) >= 32_767)) return null;
  const before = powerOf(quiet, 'raw');
  if (before.speech < LEAST_OVER_NOISE * before.noise) return null;
  const after = powerOf(echo, 'raw');
  const least = LEAST_OVER_RAW_ECHO * after.noise;
  if (after.speech >= least) return after.speech / before.speech;
  return least < SOFTEST * before.speech ? 0 : null;
}
