// What recognisers write where nobody spoke. Moonshine makes "You" of nearly any noise, "♪♪♪" of a hum, and now and then runs
// away ("The first is the first is the first is …"); others add notes in brackets. None of it may become a command, and no
// command may be taken for it: whatever a person could mean passes ("you" on its own nobody can).

/**
 * Mean log-probability a token of the unbiased transcript below which nobody spoke. White noise is at −0.83 to −1.2, silence at
 * −1.2; of recorded commands one in a hundred is below −0.85, the median is −0.16. Chimes reach −0.10: this is not enough alone.
 */
export const LOWEST_CONFIDENCE = -0.8;

const NOISE_WORDS: ReadonlySet<string> = new Set(['you', 'thank you for watching', 'thanks for watching']);

/** Words that begin or fill a sentence and are none: as the whole of a transcript they are a clatter, or the tail of the wake word. */
const FRAGMENTS: ReadonlySet<string> = new Set([
  ...['a', 'ah', 'an', 'and', 'be', 'but', 'e', 'eh', 'er', 'he', 'her', 'here', 'hm', 'hmm', 'i', 'in', 'is', 'it'],
  ...['of', 'oh', 'please', 'she', 'so', 'thank', 'that', 'the', 'u', 'uh', 'um', 'we', 'well', 'who'],
]);

/** Rounds of the same words at the end of a text that no person means: "stop, stop, stop" and "no, no, no, no" are meant. */
const ROUNDS_OF_ONE_WORD = 5;
const ROUNDS_OF_MORE = 3;
const LONGEST_ROUND = 8;
/** The share of a text that is such rounds. */
const MOSTLY = 0.5;
/** "33333333": one to three characters again and again inside a word. */
const REPEATED_CHARACTERS = /(.{1,3}?)\1{7,}/u;

/** Whether `text` is noise and no words. */
export function isNoiseTranscript(text: string): boolean {
  if (text.includes('♪') || isNote(text)) return true;
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}']+/gu) ?? [];
  if (words.length === 0 || NOISE_WORDS.has(words.join(' '))) return true;
  return words.some((word) => REPEATED_CHARACTERS.test(word)) || endsInRounds(words);
}

/** Whether `text` is one word that nobody calls a box for. As the answer to a question it may be meant ("please"). */
export function isFragment(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}']+/gu) ?? [];
  return words.length === 1 && FRAGMENTS.has(words[0] as string);
}

/** "[Music]", "(applause)": a remark about the sound. */
function isNote(text: string): boolean {
  return /^\s*(\[[^\]]*\]|\([^)]*\)|\*[^*]*\*)[\s.!]*$/u.test(text);
}

function endsInRounds(words: readonly string[]): boolean {
  for (let round = 1; round <= LONGEST_ROUND; round++) {
    const repeated = repeatedAtEnd(words, round);
    const rounds = repeated / round;
    const enough = round === 1 ? ROUNDS_OF_ONE_WORD : ROUNDS_OF_MORE;
    if (rounds >= enough && repeated >= words.length * MOSTLY) return true;
  }
  return false;
}

/** How many words at the end repeat with this period; the last round may be unfinished. */
function repeatedAtEnd(words: readonly string[], period: number): number {
  let at = words.length - 1;
  while (at >= period && words[at] === words[at - period]) at--;
  return words.length - 1 - at + Math.min(period, at + 1);
}
