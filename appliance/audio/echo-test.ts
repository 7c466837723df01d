// How much of what the box plays comes back into its microphone, how much of that the canceller takes away, and what it does to
// somebody who speaks meanwhile. A canceller that does nothing, or eats speech, is worse than none, and nobody notices by itself.
import type { EchoCanceller } from './echo-canceller.ts';
import { meanSquare, mixInto, powerToDb } from './pcm.ts';

export interface EchoMeasurement {
  /** The level of the echo over what the microphone hears without it, in dB; near 0 there is nothing to cancel. */
  readonly echoOverNoiseDb: number;
  /** Echo return loss enhancement: how much quieter the echo is after the canceller, in the second half. */
  readonly erleDb: number;
  /** By how much speech laid over it comes out louder or quieter; null where none was laid over. */
  readonly speechChangeDb: number | null;
}

export interface EchoRecording {
  /** The microphone in the quiet, then while `played` sounded: mono, 16 kHz. */
  readonly quiet: Int16Array;
  readonly heard: Int16Array;
  /** As long as `heard`, aligned with it. */
  readonly played: Int16Array;
  /** Speech that is known, to be laid over the second half. */
  readonly speech: Int16Array | null;
}

/** `make` gives a canceller that has learnt nothing. */
export function measureEcho(recording: EchoRecording, make: () => EchoCanceller): EchoMeasurement {
  const { quiet, heard, played, speech } = recording;
  const half = Math.floor(heard.length / 2);
  const late = heard.subarray(half);
  const cleaned = run(make(), heard, played).subarray(half);
  return {
    echoOverNoiseDb: overNoiseDb(quiet, late),
    erleDb: powerToDb(meanSquare(late)) - powerToDb(meanSquare(cleaned)),
    speechChangeDb: speech === null ? null : speechChange(heard, played, speech, half, make()),
  };
}

/** How much louder `loud` is than `quiet`. */
export function overNoiseDb(quiet: Int16Array, loud: Int16Array): number {
  return powerToDb(meanSquare(loud)) - powerToDb(meanSquare(quiet));
}

/** The share of the known speech that is in the output, by projection: what is left of the echo does not count. */
function speechChange(
  heard: Int16Array,
  played: Int16Array,
  speech: Int16Array,
  from: number,
  canceller: EchoCanceller,
): number {
  const both = heard.slice();
  const count = Math.min(speech.length, both.length - from);
  mixInto(both.subarray(from, from + count), speech.subarray(0, count), 1);
  const out = run(canceller, both, played);
  let along = 0;
  let square = 0;
  for (let i = 0; i < count; i++) {
    along += (out[from + i] as number) * (speech[i] as number);
    square += (speech[i] as number) ** 2;
  }
  return 20 * Math.log10(Math.max(1e-3, along / (square + 1)));
}

/** Aligned with its input: the canceller's delay of one frame is taken out. */
function run(canceller: EchoCanceller, heard: Int16Array, played: Int16Array): Int16Array {
  const { frame } = canceller;
  const out = new Int16Array(heard.length);
  const block = new Int16Array(frame);
  for (let at = 0; at + frame <= heard.length; at += frame) {
    canceller.process(heard.subarray(at, at + frame), played.subarray(at, at + frame), block);
    if (at > 0) out.set(block, at - frame);
  }
  return out;
}
