// Long audio in pieces an engine can take, cut where it is quietest, so that no word is cut in two where there is a pause.

export interface QuietCutOptions {
  /** No piece is longer, in samples. */
  readonly longest: number;
  /** The cut is looked for in this last part of a piece, in samples. */
  readonly searched: number;
}

/** 10 ms at 16 kHz; energy is compared over five of them. */
const HOP = 160;
const HOPS_COMPARED = 5;

/** Views of `samples`, in order and without gaps; one view of the whole where it is short enough. */
export function cutAtQuiet(samples: Float32Array, options: QuietCutOptions): Float32Array[] {
  const pieces: Float32Array[] = [];
  let from = 0;
  while (samples.length - from > options.longest) {
    const end = from + options.longest;
    const cut = quietest(samples, end - options.searched, end);
    pieces.push(samples.subarray(from, cut));
    from = cut;
  }
  pieces.push(samples.subarray(from));
  return pieces;
}

/** The middle of the quietest 50 ms between two positions. */
function quietest(samples: Float32Array, from: number, to: number): number {
  const length = HOP * HOPS_COMPARED;
  let best = to - length / 2;
  let least = Number.POSITIVE_INFINITY;
  for (let at = from; at + length <= to; at += HOP) {
    const energy = energyOf(samples, at, at + length);
    if (energy < least) {
      least = energy;
      best = at + length / 2;
    }
  }
  return best;
}

function energyOf(samples: Float32Array, from: number, to: number): number {
  let energy = 0;
  for (let at = from; at < to; at++) energy += (samples[at] as number) ** 2;
  return energy;
}
