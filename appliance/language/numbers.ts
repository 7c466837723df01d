// Numbers as people say them, in every spelling that a recogniser or a typed text may use: "twenty-five" and "twenty five". For
// hearing, not for speaking: a spelling too many does no harm.

import { foldCase, isWordCharacter } from './fold.ts';
import { baseLanguage } from './language-tag.ts';
import { type FoundWords, NumberFinder } from './number-finder.ts';
import { DANISH, DUTCH, ENGLISH, GERMAN, SWEDISH } from './numbers-germanic.ts';
import { FRENCH, ITALIAN, PORTUGUESE, SPANISH } from './numbers-romance.ts';
import { CZECH, POLISH, RUSSIAN } from './numbers-slavic.ts';
import type { NumberWords } from './numbers-words.ts';

const LANGUAGES: Readonly<Record<string, NumberWords>> = {
  cs: CZECH,
  da: DANISH,
  de: GERMAN,
  en: ENGLISH,
  es: SPANISH,
  fr: FRENCH,
  it: ITALIAN,
  nl: DUTCH,
  pl: POLISH,
  pt: PORTUGUESE,
  ru: RUSSIAN,
  sv: SWEDISH,
};

/** Largest whole number with words here. */
export const MAX_SPOKEN = 99_999;

/** Languages whose number words are known, as two-letter codes. */
export const NUMBER_LANGUAGES: readonly string[] = Object.keys(LANGUAGES);

/**
 * Every spelling of `value` in lower case, the common one first: whole numbers from 0 to 99,999, halves and tenths. Empty for
 * anything else and for a language that is not known. `language` may carry a region ("pt-BR").
 */
export function numberSpellings(language: string, value: number): readonly string[] {
  const words = LANGUAGES[baseLanguage(language)];
  if (words === undefined || value < 0 || value > MAX_SPOKEN) return [];
  const whole = Math.floor(value);
  const tenths = Math.round((value - whole) * 10);
  if (Math.abs(value - whole - tenths / 10) > 1e-9) return [];
  if (tenths === 0) return wholeSpellings(words, whole);
  return fractionSpellings(words, whole, tenths);
}

const finders = new Map<string, NumberFinder>();

/** Finds the number words of `language`; null where they are not known. Made on first use and kept. */
export function numberFinder(language: string): NumberFinder | null {
  const code = baseLanguage(language);
  const words = LANGUAGES[code];
  if (words === undefined) return null;
  const finder = finders.get(code) ?? new NumberFinder(words);
  finders.set(code, finder);
  return finder;
}

/**
 * `text` with its number words as digits: "twenty five" ▸ "25", "forty per cent" ▸ "40%", "zwanzig Komma fünf" ▸ "20.5". The
 * longest number wins, and only whole words count. Words that are also articles stay ("a", "un", "ein"), as a number on its own
 * says little.
 */
export function digitsForWords(text: string, language: string): string {
  const words = LANGUAGES[baseLanguage(language)];
  if (words === undefined) return text;
  const finder = numberFinder(language);
  const folded = foldCase(text);
  let out = '';
  for (let at = 0; at < text.length; ) {
    const found = finder === null || isWordCharacter(text[at - 1]) ? null : longestNumber(finder, folded, at);
    if (found === null || words.articles.includes(folded.slice(at, found.end))) {
      out += text.charAt(at++);
      continue;
    }
    out += String(found.value);
    at = found.end;
  }
  return out.replace(words.percent, '$1%');
}

function longestNumber(finder: NumberFinder, folded: string, start: number): FoundWords | null {
  let longest: FoundWords | null = null;
  for (const found of finder.find(folded, start, 'wanted')) {
    if (!isWordCharacter(folded[found.end]) && (longest === null || found.end > longest.end)) longest = found;
  }
  return longest;
}

function wholeSpellings(words: NumberWords, value: number): readonly string[] {
  if (value < 100) return words.below100(value);
  if (value < 1000) return withRest(words, words.hundreds(Math.floor(value / 100)), words.hundredJoins, value % 100);
  const thousands = words.thousands(Math.floor(value / 1000));
  const plain = withRest(words, thousands, words.thousandJoins, value % 1000);
  return [...plain, ...(words.roundHundreds?.(value) ?? [])];
}

function withRest(
  words: NumberWords,
  heads: readonly string[],
  joins: readonly string[],
  rest: number,
): readonly string[] {
  if (rest === 0) return heads;
  const tails = wholeSpellings(words, rest);
  return heads.flatMap((head) => joins.flatMap((join) => tails.map((tail) => head + join + tail)));
}

function fractionSpellings(words: NumberWords, whole: number, tenths: number): readonly string[] {
  const wholes = wholeSpellings(words, whole);
  const digits = words.below100(tenths);
  const decimal = wholes.flatMap((head) =>
    words.points.flatMap((point) => digits.map((digit) => `${head} ${point} ${digit}`)),
  );
  if (tenths !== 5) return decimal;
  const halves = wholes.flatMap((head) => words.halves.map((half) => head + half));
  return [...decimal, ...halves, ...(words.irregularHalves?.[whole] ?? [])];
}
