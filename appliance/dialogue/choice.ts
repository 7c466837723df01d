// Which of the choices of a question an answer names.
import { nearestNames } from '../intents/fuzzy-names.ts';
import { digitsForWords } from '../language/numbers.ts';
import { ordinalIn } from '../language/ordinals.ts';

/** By its number where it is one ("22 degrees"), as the choices are written, or with numbers as words and small words around: "the five minute one". */
export function chosenByName(choices: readonly string[], text: string, language: string): string | null {
  const numbers: readonly string[] = digitsForWords(text, language).match(/\d+(?:[.,]\d+)?/g) ?? [];
  const named = choices.filter((choice) => numbers.includes(choice));
  if (named.length === 1) return named[0] ?? null;
  const bare = text.replace(CHOICE_LEAD, '').replace(CHOICE_END, '');
  for (const words of [text, bare, digitsForWords(bare, language)]) {
    const [first, second] = nearestNames(words, choices, (choice) => [choice]);
    if (first !== undefined && second === undefined) return first.thing;
  }
  const place = ordinalIn(text, language);
  return place === null ? null : (choices.at(place) ?? null);
}

const CHOICE_LEAD = /^(?:the|a|an|der|die|das|den|le|la|les|el|los|las)\s+/iu;
const CHOICE_END = /\s+(?:one|timer|alarm)[.!?]?$/iu;
