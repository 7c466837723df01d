// "The TV", and no word of what is to be done with it.
import { foldLoose } from '../language/fold.ts';
import { linkingWords } from './linking-words.ts';
import { firstReading, type Meaning, type Reading } from './reading.ts';

/** Whether `text`, which means `meaning`, is a name and nothing else, give or take an article and politeness. */
export function isBareName(meaning: Meaning, text: string, reading: Reading): boolean {
  const name = firstReading(meaning)?.slots.name;
  if (typeof name !== 'string') return false;
  const { articles } = linkingWords(reading.context.language);
  return [text, withoutPoliteness(text, reading)].some(
    (said) => foldLoose(said.replace(articles, '')) === foldLoose(name),
  );
}

/** The command that `text` is. A name alone is none: it says not what to do with the thing. */
export function commandIn(text: string, reading: Reading): Meaning | null {
  const meaning = reading.exact(text);
  return meaning === null || isBareName(meaning, text, reading) ? null : meaning;
}

/** `text` without "please" and the like at its end. */
export function withoutPoliteness(text: string, { grammar }: Reading): string {
  return grammar.grammar.layers.reduce((rest, { loaded }) => loaded.skipWords.remove(rest, 'end'), text);
}
