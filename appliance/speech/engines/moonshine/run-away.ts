// A decoder that lost the audio repeats itself to the end of its budget ("The first is the first is …"). People repeat
// themselves too ("no, no, no"; "5 5 5"), so it takes three rounds and eight tokens.

const FEWEST_ROUNDS = 3;
const FEWEST_TOKENS = 8;
const LONGEST_ROUND = 12;

/** A Moonshine model writes about 3 tokens a second of speech and was trained to stop at 6.5 (its authors' own limit). */
const TOKENS_PER_SECOND = 6.5;

/** How many tokens `seconds` of audio (padding included) may become. */
export function tokenBudget(seconds: number): number {
  return Math.ceil(seconds * TOKENS_PER_SECOND) + 2;
}

/** Whether `tokens` ends in rounds of the same one to twelve tokens. */
export function repeatsItself(tokens: readonly number[]): boolean {
  for (let round = 1; round <= LONGEST_ROUND; round++) {
    const needed = round * Math.max(FEWEST_ROUNDS, Math.ceil(FEWEST_TOKENS / round));
    if (needed <= tokens.length && isPeriodic(tokens, tokens.length - needed, round)) return true;
  }
  return false;
}

function isPeriodic(tokens: readonly number[], from: number, period: number): boolean {
  for (let at = from + period; at < tokens.length; at++) {
    if (tokens[at] !== tokens[at - period]) return false;
  }
  return true;
}
