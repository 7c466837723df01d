// The box's own sentences of each language. English ones are whole: they do without any others. The rest add to fetched ones what
// those lack.
import { baseLanguage } from '../../language/language-tag.ts';
import type { SentenceFileInput } from '../sentence-file.ts';
import { type BellSentences, bellSentences } from './bells.ts';
import { GERMAN_BELLS } from './bells-german.ts';
import { DANISH_BELLS, DUTCH_BELLS, SWEDISH_BELLS } from './bells-germanic.ts';
import { PORTUGUESE_BELLS, SPANISH_BELLS } from './bells-iberian.ts';
import { FRENCH_BELLS, ITALIAN_BELLS } from './bells-romance.ts';
import { CZECH_BELLS, POLISH_BELLS, RUSSIAN_BELLS } from './bells-slavic.ts';
import { DIMMING, dimmingIntents } from './dimming.ts';
import { ENGLISH_SENTENCES } from './english.ts';
import { GAPS } from './gaps.ts';

export interface OwnSentenceFile {
  readonly name: string;
  readonly content: SentenceFileInput;
  /** Whether a house can be commanded with these alone. */
  readonly isWhole: boolean;
}

const BELLS: Readonly<Record<string, readonly [name: string, words: BellSentences]>> = {
  cs: ['Czech', CZECH_BELLS],
  da: ['Danish', DANISH_BELLS],
  de: ['German', GERMAN_BELLS],
  es: ['Spanish', SPANISH_BELLS],
  fr: ['French', FRENCH_BELLS],
  it: ['Italian', ITALIAN_BELLS],
  nl: ['Dutch', DUTCH_BELLS],
  pl: ['Polish', POLISH_BELLS],
  pt: ['Portuguese', PORTUGUESE_BELLS],
  ru: ['Russian', RUSSIAN_BELLS],
  sv: ['Swedish', SWEDISH_BELLS],
};

/** Languages with sentences of our own. */
export const OWN_LANGUAGES: readonly string[] = ['en', ...Object.keys(BELLS)];

/** Our own sentences of `language` ("pt-BR" has the Portuguese ones) as they are written; null where there are none. */
export function ownSentenceFile(language: string): OwnSentenceFile | null {
  const code = baseLanguage(language);
  if (code === 'en') return { name: 'own English sentences', content: ENGLISH_SENTENCES, isWhole: true };
  const bells = BELLS[code];
  if (bells === undefined) return null;
  const [name, words] = bells;
  const content = bellSentences(code, words);
  const dimming = DIMMING[code];
  const gaps = GAPS[code];
  const intents = { ...content.intents, ...(dimming === undefined ? {} : dimmingIntents(dimming)), ...gaps?.intents };
  const lists = { ...content.lists, ...gaps?.lists };
  return { name: `own ${name} sentences`, content: { ...content, lists, intents }, isWhole: false };
}
