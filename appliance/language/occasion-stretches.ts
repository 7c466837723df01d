// Lengths of time amidst other words: "a timer of an hour and a half". What remains is for whoever knows timers; here are the places
// where it may be cut.
import { digitsForWords } from './numbers.ts';
import { lengthAt } from './occasion-pieces.ts';

/** `before` and `after` are what is left of the text, with its number words as digits. */
export interface LengthStretch {
  readonly before: string;
  readonly after: string;
  readonly ms: number;
}

/** "5 minutes", and "5 minutes and 10 minutes", which may be two timers. */
const PLAIN_LENGTH = /^\d+ ?\p{L}+(?:,? (?:\p{L}+ )?\d+ ?\p{L}+)?$/u;
/** "Drie kwartier" has the look of a plain one. */
const THREE_QUARTERS = 2_700_000;
const ONE_OF_A_UNIT: readonly number[] = [1000, 60_000, 3_600_000];
/** A sentence has not more of them, and each costs another look. */
const MAX_STRETCHES = 8;

/** Every length of time in `text` that is more than a number of whole units: "anderthalb Stunden", "2,5 minuti", "un kwartier". */
export function brokenLengthsIn(text: string, language: string): readonly LengthStretch[] {
  const plain = digitsForWords(text.replace(/(\d),(?=\d)/g, '$1.').replace(/’/g, "'"), language)
    .replace(/ d'(?=une?(?!\p{L}))/giu, ' de ') // French "d'une heure"
    .replace(/[.!?]+\s*$/u, '')
    .replace(/\s+/g, ' ')
    .trim();
  const lengths = starts(plain).flatMap((start): LengthStretch[] => {
    const found = lengthAt(plain, start, language);
    if (found === null) return [];
    const said = plain.slice(start, found.end);
    const cut = { before: plain.slice(0, start).trim(), after: plain.slice(found.end).trim() };
    const isPlain =
      (found.ms !== THREE_QUARTERS && PLAIN_LENGTH.test(said)) ||
      ONE_OF_A_UNIT.includes(found.ms) ||
      /\d$/.test(cut.before);
    return isPlain ? [] : [{ ...cut, ms: found.ms }];
  });
  return lengths.slice(0, MAX_STRETCHES);
}

function starts(plain: string): number[] {
  return [0, ...[...plain.matchAll(/(?<=\s)\S/gu)].map(({ index }) => index)];
}
