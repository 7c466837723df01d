// The parts of a recording in which somebody speaks. Nothing else is given to a recogniser: it makes words of any noise.
import { SPEECH_RATE, type VoiceActivity } from './ports.ts';

export interface VoicedPart {
  readonly from: number;
  readonly to: number;
}

/** Kept before and after the voice. */
const MARGIN = 0.3 * SPEECH_RATE;
/** Shorter pauses stay inside a part: recognisers understand whole sentences better. */
const PAUSE = SPEECH_RATE;
/** Less is a click. */
const SHORTEST = 0.12 * SPEECH_RATE;

/** Parts of `samples` in order, as sample positions. Resets `activity`. */
export function voicedParts(samples: Float32Array, activity: VoiceActivity): readonly VoicedPart[] {
  const voiced = mergedStretches(samples, activity).filter(({ voice }) => voice >= SHORTEST);
  return voiced.map(({ from, to }) => ({
    from: Math.max(0, from - MARGIN),
    to: Math.min(samples.length, to + MARGIN),
  }));
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly voice: number;
}

function mergedStretches(samples: Float32Array, activity: VoiceActivity): Stretch[] {
  const length = activity.windowSamples;
  const stretches: Stretch[] = [];
  activity.reset();
  for (let from = 0; from < samples.length; from += length) {
    if (!activity.isSpeech(windowAt(samples, from, length))) continue;
    const to = Math.min(samples.length, from + length);
    const last = stretches.at(-1);
    if (last === undefined || from - last.to >= PAUSE) stretches.push({ from, to, voice: to - from });
    else stretches[stretches.length - 1] = { from: last.from, to, voice: last.voice + to - from };
  }
  return stretches;
}

/** The last one is filled up with zeros. */
function windowAt(samples: Float32Array, from: number, length: number): Float32Array {
  if (from + length <= samples.length) return samples.subarray(from, from + length);
  const window = new Float32Array(length);
  window.set(samples.subarray(from));
  return window;
}
