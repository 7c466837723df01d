// "A", "an", and what stands for "a timer" once timers are spoken of: "one", "another". In lower case.
import { foldCase } from '../language/fold.ts';
import { baseLanguage } from '../language/language-tag.ts';

const WORDS: Readonly<Record<string, readonly string[]>> = {
  cs: ['jeden', 'další', 'druhý'],
  da: ['en', 'et', 'endnu'],
  de: ['ein', 'eine', 'einen', 'noch'],
  en: ['a', 'an', 'another', 'one'],
  es: ['un', 'una', 'uno', 'otro', 'otra'],
  fr: ['un', 'une', 'autre'],
  it: ['un', 'una', 'uno', 'altro', "un'altro"],
  nl: ['een', 'nog'],
  pl: ['jeden', 'drugi', 'kolejny'],
  pt: ['um', 'uma', 'outro', 'outra'],
  ru: ['один', 'ещё', 'еще', 'второй'],
  sv: ['en', 'ett', 'till'],
};

export function isIndefinite(word: string, language: string): boolean {
  return WORDS[baseLanguage(language)]?.includes(foldCase(word)) === true;
}

/** `text` without such words at its beginning. */
export function withoutIndefinite(text: string, language: string): string {
  const words = text.split(' ');
  const first = words.findIndex((word) => !isIndefinite(word, language));
  return words.slice(Math.max(0, first)).join(' ');
}
