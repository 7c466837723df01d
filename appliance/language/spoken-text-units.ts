// Numbers with units, and units alone. "A/B" of two units is read "A per B" whichever they are, so that a sensor's unit nobody thought of
// is never "or".
import type { CountedWord, SpokenLanguage, SpokenRule } from './spoken-text-language.ts';
import { numberPattern, sayNumber } from './spoken-text-quantities.ts';
import { anyOf } from './spoken-text-rules.ts';

/** What things are counted by, where a "/" without a number before it means "per" and not "or". */
const DIVISORS = [
  's',
  'min',
  'h',
  'd',
  'm²',
  'm³',
  'ft²',
  'ft³',
  'l',
  'L',
  'dl',
  'dL',
  'cm',
  'km',
  'kWh',
  'MWh',
  'kg',
  's²',
];
const NOT_GOING_ON = String.raw`(?![\p{L}\p{N}/²³])`;

/** "10 000 W" is one number; before anything takes it for several. */
export function groupedDigitRules(language: SpokenLanguage): readonly SpokenRule[] {
  const after = anyOf([...Object.keys(language.units), ...Object.keys(language.currencies)]);
  const measured = `(?=(?:[.,]\\d+)?\\s?(?:${after})(?![\\p{L}\\p{N}]))`;
  return [
    {
      pattern: new RegExp(
        `(?<![\\p{L}\\d.,:/+-]|\\d )\\d{1,3}(?: 0\\d\\d(?: \\d{3})*(?![ \\d])|(?: \\d{3})+${measured})`,
        'gu',
      ),
      say: (match) => match.replaceAll(' ', ''),
    },
  ];
}

/** What is paid for one of something: before the amount of money alone. */
export function priceRules(language: SpokenLanguage): readonly SpokenRule[] {
  const { currencies } = language;
  const currency = anyOf(Object.keys(currencies));
  return [
    {
      pattern: new RegExp(`(?<=\\d\\s?(?:${currency})|[$€£¥]\\s?\\d[\\d.,]{0,15})\\s?/\\s?${divisor(language)}`, 'gu'),
      say: (_, count, symbol) => ` ${perUnit(language, count, symbol)}`,
    },
    {
      pattern: new RegExp(`(?<!\\p{L}|\\d\\s?)(${currency})/${divisor(language)}`, 'gu'),
      say: (_, name = '', count, symbol) => `${currencies[name]?.major[1] ?? name} ${perUnit(language, count, symbol)}`,
    },
  ];
}

export function unitRules(language: SpokenLanguage): readonly SpokenRule[] {
  const symbols = Object.keys(language.units);
  const number = `(?<![\\d.,])(${numberPattern(language)})([\\s-]?)`;
  const unit = `(${anyOf(symbols)})`;
  return [
    {
      pattern: new RegExp(`${number}${unit}/${divisor(language)}`, 'gu'),
      say: (match, amount, gap, symbol, count, by) =>
        `${sayMeasure(language, match, [amount, gap, symbol])} ${perUnit(language, count, by)}`,
    },
    {
      pattern: new RegExp(`${number}/${divisor(language)}`, 'gu'),
      say: (_, amount = '', _gap, count, by) => `${sayNumber(language, amount)} ${perUnit(language, count, by)}`,
    },
    {
      pattern: new RegExp(`${number}${unit}(?:${NOT_GOING_ON}|(/)(?=\\d))`, 'gu'),
      say: (match, amount, gap, symbol, slash) =>
        `${sayMeasure(language, match, [amount, gap, symbol])}${slash === undefined ? '' : ', '}`,
    },
    // A unit without a name keeps its letters, but is counted all the same.
    {
      pattern: new RegExp(
        `(?<=\\d\\s?[\\p{L}µ]{1,5}[²³]?)/(?!(?:am|pm|AM|PM)\\b)(${divisors(language)}|\\p{L}{1,2}[²³]?)${NOT_GOING_ON}`,
        'gu',
      ),
      say: (_, symbol) => ` ${perUnit(language, undefined, symbol)}`,
    },
    ...loneUnitRules(language),
  ];
}

/** "the price per kWh", "in km/h". */
function loneUnitRules(language: SpokenLanguage): readonly SpokenRule[] {
  const { units, words } = language;
  const alone = Object.keys(units).filter((symbol) => /[°%²³]/.test(symbol) || /^[kM]W?h?$/.test(symbol.slice(0, 3)));
  const many = (symbol: string): string => units[symbol]?.[1] ?? symbol;
  return [
    {
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}])(${anyOf(Object.keys(units))})/(${divisors(language)})${NOT_GOING_ON}`,
        'gu',
      ),
      say: (_, symbol = '', divided) => `${many(symbol)} ${perUnit(language, undefined, divided)}`,
    },
    {
      pattern: new RegExp(`(\\b${words.per} )?(?<![\\p{L}\\p{N}])(${anyOf(alone)})${NOT_GOING_ON}`, 'gu'),
      say: (_, per, symbol = '') => (per === undefined ? many(symbol) : `${per}${units[symbol]?.[0] ?? symbol}`),
    },
    { pattern: /°/g, say: ` ${many('°')} ` },
    { pattern: /%/g, say: ` ${words.percent} ` },
  ];
}

function divisors({ units }: SpokenLanguage): string {
  return anyOf(DIVISORS.filter((symbol) => units[symbol] !== undefined));
}

/** "h", "100 km", "day": its groups are the number and the symbol. */
function divisor(language: SpokenLanguage): string {
  const unit = anyOf(Object.keys(language.units));
  return `(10{0,3}(?=\\s?\\p{L}))?\\s?((?:${unit})${NOT_GOING_ON}|\\p{L}\\p{Ll}{2,}(?![\\p{L}\\p{N}/]))`;
}

/** "per hour", "per one hundred kilometers". */
function perUnit(language: SpokenLanguage, count: string | undefined, symbol = ''): string {
  const unit: CountedWord = language.units[symbol] ?? [symbol, symbol];
  const phrase = language.perUnits?.[symbol];
  if (phrase !== undefined && (count === undefined || count === '1')) return phrase;
  const named = count === undefined || count === '1' ? unit[0] : `${sayNumber(language, count)} ${unit[1]}`;
  return `${language.words.per} ${named}`;
}

/** "1 km" is one kilometer, "5 km" are five kilometers, and a "5-km run" is a five kilometer run. */
function sayMeasure(
  language: SpokenLanguage,
  match: string,
  [amount = '', gap, symbol = '']: readonly [string | undefined, string | undefined, string | undefined],
): string {
  const unit = language.units[symbol];
  if (unit === undefined) return match;
  const form = gap === '-' ? 0 : (language.countForm?.(amount) ?? (amount === '1' ? 0 : 1));
  return `${sayNumber(language, amount)} ${unit[form] ?? unit[1]}`;
}
