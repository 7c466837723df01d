// Free words that hold more than they are taken for: a title, the name of a timer, the time of an alarm, or what a reminder is of, with
// the next command in it.
import { foldCase, foldForMatching } from '../language/fold.ts';
import { digitsForWords } from '../language/numbers.ts';
import { namesOccasion, splitOccasion } from '../language/occasion-reading.ts';
import { linkingWords } from './linking-words.ts';
import { isPlay, type Meaning } from './reading.ts';

/** Whether `meaning` may be one command of several, though its sentence took all the words: "set an alarm for seven and turn off the lights". */
export function mayHoldMore(meaning: Meaning, language: string): boolean {
  if (meaning.kind !== 'intent') return false;
  const said = (...slots: readonly string[]): string =>
    slots.flatMap((slot) => (typeof meaning.slots[slot] === 'string' ? [meaning.slots[slot]] : [])).join(' ');
  if (meaning.intent === 'LinnetSetAlarm') {
    const when = said('day', 'when');
    return when !== '' && !namesOccasion(when, 'alarm', language);
  }
  if (meaning.intent === 'HassStartTimer') return endsWithAnd(said('name'), meaning.text, language);
  if (meaning.intent !== 'LinnetSetReminder') return isPlay(meaning);
  const { occasion, rest } = splitOccasion(said('lead', 'rest'), { now: 0, style: 'reminder', language });
  return occasion !== null && beginsWithAnd(rest, language);
}

function beginsWithAnd(text: string, language: string): boolean {
  const folded = foldCase(text);
  return linkingWords(language).conjunctions.some((word) => folded.startsWith(`${word} `));
}

/** A name in the middle ("a pizza and pasta timer") has swallowed nothing. */
function endsWithAnd(name: string, text: string, language: string): boolean {
  const plain = (words: string): string => digitsForWords(foldForMatching(words), language);
  if (!plain(text).endsWith(plain(name))) return false;
  return linkingWords(language).conjunctions.some((word) => foldCase(name).includes(` ${word} `));
}
