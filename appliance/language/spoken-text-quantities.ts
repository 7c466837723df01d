// Numbers and what stands beside them: money, ranges, fractions, ordinals, years, telephone numbers.
import type { SpokenLanguage, SpokenRule } from './spoken-text-language.ts';
import { anyOf } from './spoken-text-rules.ts';

/** What a number looks like in this language, without a sign. Never more than one group, so a pattern can wrap it. */
export function numberPattern({ decimalMark, groupMarks }: SpokenLanguage): string {
  const group = `[${groupMarks}]`;
  const decimal = decimalMark === '.' ? '\\.' : ',';
  return String.raw`(?:\d{1,3}(?:${group}\d{3}(?!\d))+|\d+)(?:${decimal}\d+)?`;
}

/** Digits as they were written ▸ words, or digits that the engine reads. */
export function sayNumber(language: SpokenLanguage, written: string): string {
  const plain = written.replace(new RegExp(`[${language.groupMarks}](?=\\d{3})`, 'g'), '');
  const [whole = '', fraction] = plain.split(language.decimalMark);
  return fraction === undefined ? language.cardinal(whole) : language.decimal(whole, fraction);
}

/** Telephone numbers, signs and ranges: before anything else takes their hyphens and dots. */
export function phoneAndRangeRules(language: SpokenLanguage): readonly SpokenRule[] {
  const { words } = language;
  const unit = anyOf(Object.keys(language.units));
  const groups = (match: string): string =>
    `${match.startsWith('+') ? `${words.plus} ` : ''}${(match.match(/\d+/g) ?? []).map(language.digits).join(', ')}`;
  return [
    { pattern: /(?<![\w+])\+\d{1,3}[ .()/-]{0,2}\d[\d ()./-]{4,16}\d(?!\w)/g, say: groups },
    { pattern: /(?<![\w.-])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w-])/g, say: groups },
    { pattern: new RegExp(`(?<![\\w$€£.,-])\\d{3}-\\d{4}(?![\\w-]|\\s?(?:${unit}))`, 'g'), say: groups },
    { pattern: /(?<![\p{L}\p{N}.)%°²³-])-(?=[$€£¥]?\d)/gu, say: `${words.minus} ` },
    { pattern: /(?<![\p{L}\p{N}])\+(?=\d)/gu, say: `${words.plus} ` },
    { pattern: /(?<=\d|%|°|°[CF]|\d\s?[ap]m)(?:-|\s?[–—]\s?)(?=[$€£¥]?\d)/gi, say: ` ${words.to} ` },
  ];
}

const SCALES =
  'thousand|million|billion|trillion|Tausend|Millionen?|Milliarden?|millions?|milliards?|mil|millones|millón';

export function moneyRules(language: SpokenLanguage): readonly SpokenRule[] {
  const number = `(${numberPattern(language)})`;
  const symbol = `(${anyOf(Object.keys(language.currencies))})`;
  const scale = `(?:\\s(${SCALES})\\b)?`;
  const say = (name = '', amount = '', scaleName: string | undefined): string =>
    sayMoney(language, name, amount, scaleName);
  return [
    {
      pattern: new RegExp(`(?<!\\p{L})${symbol}\\s?${number}${scale}(?!\\d)`, 'gu'),
      say: (_, name, amount, scaleName) => say(name, amount, scaleName),
    },
    {
      pattern: new RegExp(`(?<!\\d)${number}${scale}\\s?${symbol}(?![\\p{L}\\p{N}])`, 'gu'),
      say: (_, amount, scaleName, name) => say(name, amount, scaleName),
    },
  ];
}

function sayMoney(language: SpokenLanguage, name: string, amount: string, scale: string | undefined): string {
  const currency = language.currencies[name];
  if (currency === undefined) return amount;
  const plain = amount.replace(new RegExp(`[${language.groupMarks}](?=\\d{3})`, 'g'), '');
  const [units = '', cents] = plain.split(language.decimalMark);
  if (scale !== undefined) return `${sayNumber(language, amount)} ${scale} ${currency.major[1]}`;
  if (cents !== undefined && cents.length !== 2) return `${sayNumber(language, amount)} ${currency.major[1]}`;
  return language.money(units, cents ?? null, currency);
}

/** Decades first, since "90s" would be ninety seconds. */
export function decadeRules(language: SpokenLanguage): readonly SpokenRule[] {
  return [
    { pattern: /\b(1[1-9]\d0|20\d0)s\b/g, say: (_, year) => language.decade(Number(year)) },
    {
      pattern: /(?<=\b(?:the|early|late|mid)[ -])['’]?([2-9]0)s\b/gi,
      say: (_, year) => decadeAlone(language, Number(year)),
    },
  ];
}

/** "nineties" for 90. */
function decadeAlone(language: SpokenLanguage, tens: number): string {
  return (
    language
      .decade(1900 + tens)
      .split(' ')
      .at(-1) ?? String(tens)
  );
}

const VULGAR_FRACTIONS: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
};

export function fractionRules(language: SpokenLanguage): readonly SpokenRule[] {
  return [
    {
      pattern: /(\d?)\s?([½⅓⅔¼¾⅕⅛⅜⅝⅞])/g,
      say: (_, digit = '', sign = '') => `${digit}${digit === '' ? '' : ' '}${VULGAR_FRACTIONS[sign] ?? ''}`,
    },
    {
      pattern: /(?<![\d/.,])(?:(\d{1,3})\s)?(\d{1,2})\/(\d{1,3})(?![\d/]|[.,]\d)/g,
      say: (_, whole, top, bottom) => sayFraction(language, whole, [Number(top), Number(bottom)]),
    },
  ];
}

const SAID_AS_PARTS = new Set([2, 3, 4, 5, 6, 8, 16]);

function sayFraction(
  language: SpokenLanguage,
  whole: string | undefined,
  [top, bottom]: readonly [number, number],
): string {
  const { words } = language;
  const before = whole === undefined ? '' : `${language.cardinal(whole)} `;
  const fraction = SAID_AS_PARTS.has(bottom) && top < bottom ? language.fraction(top, bottom) : null;
  if (fraction !== null && whole === undefined) return fraction;
  if (fraction !== null) return `${before}${words.and} ${fraction.replace(/^one (?=half|third|quarter)/, 'a ')}`;
  const pair = (between: string): string =>
    `${before}${language.cardinal(String(top))} ${between} ${language.cardinal(String(bottom))}`;
  if ((bottom === 10 || bottom === 100) && top <= bottom) return pair(words.outOf);
  const isDate = language.monthFirst && whole === undefined && top <= 12 && bottom <= 31;
  return isDate ? language.date({ year: null, month: top, day: bottom }) : pair(words.slash);
}

export function ordinalAndYearRules(language: SpokenLanguage): readonly SpokenRule[] {
  const year = '(1[1-9]\\d\\d|20\\d\\d)';
  const after = `${language.yearContext}|${language.months.join('|')}`;
  const sayYear = (_: string, digits = ''): string => language.year(Number(digits));
  return [
    {
      pattern: new RegExp(`(?<![\\d.,])(\\d{1,4})(?:${language.ordinalSuffixes})(?![\\p{L}\\p{N}])`, 'gu'),
      say: (_, digits) => language.ordinal(Number(digits)),
    },
    { pattern: new RegExp(`(?<=\\b(?:${after}),?\\s)${year}(?![\\d]|[.,:]\\d)`, 'giu'), say: sayYear },
    {
      pattern: new RegExp(`(?<![\\d.,:#-])${year} ${language.words.to} ${year}(?!\\d)`, 'g'),
      say: (_, from, until) => `${sayYear('', from)} ${language.words.to} ${sayYear('', until)}`,
    },
    { pattern: /(?<![\d.,:#$€£-])(19\d\d|20\d\d)(?!\d|[.,:-]\d|\s\p{Ll}|\p{L})/gu, say: sayYear },
  ];
}

/** Version numbers, addresses, and at last every number that is left. */
export function plainNumberRules(language: SpokenLanguage): readonly SpokenRule[] {
  const { words } = language;
  const each = (match: string, between: string, say: (digits: string) => string): string =>
    match.split('.').map(say).join(` ${between} `);
  const apart: readonly SpokenRule[] = [{ pattern: /(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, say: ' ' }];
  return [
    {
      pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d]|\.\d)/g,
      say: (match) => each(match, words.dot, language.digits),
    },
    { pattern: /(?<![\d.])\d+(?:\.\d+){2,6}(?!\d|\.\d)/g, say: (match) => each(match, words.point, language.cardinal) },
    ...(language.spellsNumbers ? apart : []),
    { pattern: new RegExp(numberPattern(language), 'g'), say: (match) => sayNumber(language, match) },
  ];
}
