// Forced reading: the decoder is given words as if it had written them itself, several spellings in one run, and its predictions on
// the way tell how likely it finds each of them.
import { logNormaliser } from './logits.ts';
import type { Heard, MoonshineModel, Past } from './model.ts';
import { END_TOKEN } from './vocabulary.ts';

/** The tokens of one text; at least one. */
export type Spelling = readonly number[];

/** What the decoder predicts after each token of each spelling but the last. */
export interface ForcedReading {
  /** Spellings × `length` × vocabulary. */
  readonly logits: Float32Array;
  readonly size: number;
  /** Positions read of each spelling: the last token is predicted, never read. */
  readonly length: number;
}

/** Continues row 0 of `past` by each of `spellings`. */
export async function readSpellings(
  model: MoonshineModel,
  heard: Heard,
  past: Past,
  spellings: readonly Spelling[],
): Promise<ForcedReading> {
  const size = model.vocabularySize;
  const length = Math.max(0, ...spellings.map((spelling) => spelling.length - 1));
  if (length === 0) return { logits: new Float32Array(), size, length };
  const read = spellings.flatMap((spelling) => Array.from({ length }, (_, at) => spelling[at] ?? END_TOKEN));
  const rows = model.pick(
    past,
    spellings.map(() => 0),
  );
  return { logits: (await model.extend(heard, rows, spellings.length, read)).logits, size, length };
}

/** The log-probability of `tokens`, row `row` of the reading, whose first one has `first`. Stops at `least`: the sum can only fall. */
export function forcedLogProbability(
  { logits, size, length }: ForcedReading,
  row: number,
  tokens: Spelling,
  first: number,
  least: number = Number.NEGATIVE_INFINITY,
): number {
  let total = first;
  for (let at = 1; at < tokens.length && total > least; at++) {
    const offset = (row * length + at - 1) * size;
    total += (logits[offset + (tokens[at] as number)] as number) - logNormaliser(logits, offset, size);
  }
  return total;
}
