// Any words may name a timer. Some that stand in a name's place are none.
import { foldCase, foldForMatching } from '../language/fold.ts';
import { digitsForWords } from '../language/numbers.ts';
import { linkingWords } from './linking-words.ts';
import type { Meaning } from './reading.ts';
import { TIMER } from './titles.ts';

const MOST_WORDS = 2;
/** Words of English that tell a timer from others, do something with one, or belong to its length. */
const NO_NAMES = new Set(
  [
    'a an the this that these those my our your its another new next last first second third other same old more no any every',
    'all both one two three four about around only just exactly at least most less than nearly roughly like maybe say up over under',
    'cancel stop end delete remove clear pause hold freeze resume continue unpause restart start add set create make begin extend',
    'increase decrease shorten reduce change move need want have give take put turn switch begin finish ring is was are were be been',
    'do did does has had will would can could should what when where which who how why if i you we he she they it me us and or but',
    'not never on off of for to from in into by with without until till after before hour hours minute minutes seconds half quarter',
    'left remaining long countdown alarm reminder',
  ].flatMap((words) => words.split(' ')),
);

/** Whether `name`, with no word before it that says so, is surely one: "pasta", "soft egg". */
export function isShortName(name: string): boolean {
  const words = foldForMatching(name).split(' ');
  const isNumber = /\d/u.test(digitsForWords(name, 'en'));
  return words.length <= MOST_WORDS && !isNumber && !words.some((word) => NO_NAMES.has(word) || TIMER.test(word));
}

/** "Stell den Timer auf …": a timer whose name would be an article has none. */
export function withoutArticleName(meaning: Meaning, language: string): Meaning {
  if (meaning.kind !== 'intent' || meaning.intent !== 'HassStartTimer') return meaning;
  const { name, ...slots } = meaning.slots;
  if (typeof name !== 'string' || `${foldCase(name)} `.replace(linkingWords(language).articles, '') !== '')
    return meaning;
  return { ...meaning, slots };
}

/** Any words may name a timer, those of a second one too: "(a 5 minute) timer and a 10 minute (timer)". */
export function namesTwoTimers(meaning: Meaning, language: string): boolean {
  if (meaning.kind !== 'intent' || meaning.intent !== 'HassStartTimer') return false;
  const { name } = meaning.slots;
  if (typeof name !== 'string') return false;
  if (TIMER.test(name) || name.length < 2) return true; // one letter is the article of another timer
  const words = ` ${foldForMatching(name)} `;
  const links = linkingWords(language).conjunctions.some((conjunction) => words.includes(` ${conjunction} `));
  return links && /\d/u.test(digitsForWords(name, language));
}
