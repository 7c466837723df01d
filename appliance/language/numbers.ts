// Numbers as people say them, in every spelling that a recogniser or a typed text may use: "twenty-five" and "twenty five". For
// hearing, not for speaking: a spelling too many does no harm.
import { foldCase, isWordCharacter } from './fold.ts';
import { DANISH, DUTCH, ENGLISH, GERMAN, SWEDISH } from './numbers-germanic.ts';
import { FRENCH, ITALIAN, PORTUGUESE, SPANISH } from './numbers-romance.ts';
import { CZECH, POLISH, RUSSIAN } from './numbers-slavic.ts';
import type { NumberWords } from './numbers-words.ts';
import { PrefixTrie } from './prefix-trie.ts';

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
  const words = LANGUAGES[language.slice(0, 2).toLowerCase()];
  if (words === undefined || value < 0 || value > MAX_SPOKEN) return [];
  const whole = Math.floor(value);
  const tenths = Math.round((value - whole) * 10);
  if (Math.abs(value - whole - tenths / 10) > 1e-9) return [];
  if (tenths === 0) return wholeSpellings(words, whole);
  return fractionSpellings(words, whole, tenths);
}

/** One spoken number inside a text. */
export interface SpokenNumber {
  readonly value: number;
  readonly words: string;
}

const tries = new Map<string, PrefixTrie<SpokenNumber>>();

/** Finds the number words of the whole numbers to 999, the round ones above, and halves and tenths to 100. */
function numberTrie(language: string): PrefixTrie<SpokenNumber> {
  const known = tries.get(language);
  if (known !== undefined) return known;
  const trie = new PrefixTrie<SpokenNumber>();
  for (const value of commonNumbers()) {
    for (const words of numberSpellings(language, value)) trie.insert(words, { value, words });
  }
  tries.set(language, trie);
  return trie;
}

function* commonNumbers(): Iterable<number> {
  for (let value = 0; value < 1000; value++) yield value;
  for (let value = 1000; value <= 20_000; value += 100) yield value;
  for (let tenths = 1; tenths < 1000; tenths++) if (tenths % 10 !== 0) yield tenths / 10;
}

/**
 * `text` with its number words as digits: "twenty five" ▸ "25", "forty per cent" ▸ "40%", "zwanzig Komma fünf" ▸ "20.5". The
 * longest number wins, and only whole words count. Words that are also articles stay ("a", "un", "ein"), as a number on its own
 * says little.
 */
export function digitsForWords(text: string, language: string): string {
  const words = LANGUAGES[language.slice(0, 2).toLowerCase()];
  if (words === undefined) return text;
  const folded = foldCase(text);
  const trie = numberTrie(language);
  let out = '';
  for (let at = 0; at < text.length; ) {
    const found = isWordCharacter(text[at - 1]) ? null : longestNumber(trie, folded, at);
    if (found === null || words.articles.includes(folded.slice(at, found.end))) {
      out += text.charAt(at++);
      continue;
    }
    out += String(found.value);
    at = found.end;
  }
  return out.replace(words.percent, '$1%');
}

function longestNumber(
  trie: PrefixTrie<SpokenNumber>,
  folded: string,
  start: number,
): { readonly value: number; readonly end: number } | null {
  let longest: { value: number; end: number } | null = null;
  trie.find(folded, start, (end, values) => {
    const [first] = values;
    if (first !== undefined && !isWordCharacter(folded[end])) longest = { value: first.value, end };
  });
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
