// Any words may be what a choice or a thermostat is set to. Some that stand there are a time, a number or the next command.
import { foldForMatching } from '../language/fold.ts';
import { digitsForWords } from '../language/numbers.ts';
import { splitOccasion } from '../language/occasion-reading.ts';
import { linkingWords } from './linking-words.ts';
import type { Match } from './match.ts';

const MOST_WORDS = 4;
/** What is set to a number by other sentences: there, one that these do not know was not understood. */
const TAKES_NUMBERS: ReadonlySet<unknown> = new Set(['climate', 'water_heater', 'fan', 'humidifier']);

/** Whether the free words that `match` took for an option are surely more than one. */
export function isMoreThanOption({ fills, context }: Match, language: string): boolean {
  const said = fills.find(({ slot, wildcard }) => slot === 'option' && wildcard !== null)?.text;
  if (said === undefined) return false;
  const words = foldForMatching(said).split(' ');
  if (words.length > MOST_WORDS || linkingWords(language).conjunctions.some((word) => words.includes(word)))
    return true;
  if (TAKES_NUMBERS.has(context.domain) && /\d/u.test(digitsForWords(said, language))) return true;
  const { said: time, rest } = splitOccasion(said, { now: 0, style: 'reminder', language });
  return time !== '' && rest !== '';
}
