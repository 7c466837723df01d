// Spoken text of languages whose engines read digits themselves: a table of words each, and how a clock time is said.
import type {
  ClockTime,
  CountedWord,
  Currency,
  ScriptName,
  SpokenLanguage,
  SpokenRule,
  SpokenWords,
} from './spoken-text-language.ts';

const SCRIPTS: readonly ScriptName[] = [
  ...(['Han', 'Kana', 'Hangul', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Thai', 'Devanagari', 'other'] as const),
];

const WORDS = [
  ...(['minus', 'plus', 'plusMinus', 'about', 'to', 'and', 'or', 'at', 'dot', 'point', 'slash', 'number'] as const),
  ...([
    'percent',
    'times',
    'dividedBy',
    'equals',
    'lessThan',
    'moreThan',
    'atMost',
    'atLeast',
    'outOf',
    'per',
  ] as const),
  'section',
] as const satisfies readonly (keyof SpokenWords)[];

const UNITS = [
  ...[
    '°C',
    '°F',
    '°',
    '%',
    'km',
    'm',
    'cm',
    'mm',
    'm²',
    'm³',
    'kg',
    'g',
    'mg',
    'µg',
    'l',
    'ml',
    'Wh',
    'kWh',
    'W',
    'kW',
  ],
  ...['V', 'A', 'Hz', 'lx', 'lm', 'hPa', 'bar', 'dB', 'MB', 'GB', 'ms', 's', 'min', 'h', '€', '$', '£'],
];
const CURRENCIES = ['€', '$', '£'];

export interface WordedSpeech {
  readonly months: string;
  /** A word for each of `WORDS`, and for each of `SCRIPTS`. */
  readonly words: string;
  readonly scripts: string;
  readonly foreignText: (script: string) => string;
  /** For each of `UNITS`: one/many, and where the language tells them apart /few and /part, which goes with a broken number. */
  readonly units: string;
  /** Other units of the same form, by symbol. */
  readonly moreUnits?: Readonly<Record<string, string>>;
  readonly currencies?: Readonly<Record<string, string>>;
  /** "An hour" behind what it divides, where that is not "per" and the unit. */
  readonly perUnits?: Readonly<Record<string, string>>;
  readonly abbreviations: Readonly<Record<string, string>>;
  readonly clock: (hour: number, minute: number) => string;
  readonly yearContext: string;
  readonly ordinalSuffixes: string;
  readonly groupMarks: string;
  readonly dotMakesOrdinal?: boolean;
  readonly fractions: string;
  readonly form?: SpokenLanguage['countForm'];
  readonly script?: ScriptName;
  readonly rules?: readonly SpokenRule[];
  readonly lastRules?: readonly SpokenRule[];
}

export function wordedSpeech(speech: WordedSpeech): SpokenLanguage {
  const months = speech.months.split(' ');
  const named = zip(UNITS, speech.units);
  const counted = countedWords({ ...named, ...speech.moreUnits });
  const money = countedWords({
    ...Object.fromEntries(CURRENCIES.map((sign) => [sign, named[sign] ?? sign])),
    ...speech.currencies,
  });
  const { form = (amount: string) => (amount === '1' ? 0 : 1) } = speech;
  return {
    ...{ decimalMark: ',', groupMarks: speech.groupMarks, monthFirst: false, spellsNumbers: false },
    dotMakesOrdinal: speech.dotMakesOrdinal ?? false,
    ...reading(speech.clock, months),
    fraction: (top, bottom) => zip(['1/2', '1/3', '2/3', '1/4', '3/4'], speech.fractions)[`${top}/${bottom}`] ?? null,
    money: (units, cents, { major }) => {
      const part = cents === null ? 0 : Number(cents.padEnd(2, '0').slice(0, 2));
      if (part > 0 && Number(units) === 0) return `${units},${cents} ${major[form(`${units},${cents}`)] ?? major[1]}`;
      return `${units} ${major[form(units)] ?? major[1]}${part > 0 ? ` ${part}` : ''}`;
    },
    months,
    ordinalSuffixes: speech.ordinalSuffixes,
    units: Object.fromEntries(
      Object.entries({ ...counted, ...(counted.l === undefined ? {} : { L: counted.l }) }).filter(
        ([unit]) => !CURRENCIES.includes(unit),
      ),
    ),
    currencies: Object.fromEntries(
      Object.entries(money).map(([sign, major]): [string, Currency] => [sign, { major, minor: null }]),
    ),
    abbreviations: speech.abbreviations,
    initialisms: { CO2: 'C O 2', 'CO₂': 'C O 2' },
    yearContext: speech.yearContext,
    words: wordsOf(speech),
    rules: speech.rules ?? [],
    lastRules: speech.lastRules ?? [],
    countForm: form,
    ...(speech.perUnits === undefined ? {} : { perUnits: speech.perUnits }),
    ...(speech.script === undefined ? {} : { script: speech.script }),
  };
}

/** Digits stay for the engine. */
function reading(
  clock: WordedSpeech['clock'],
  months: readonly string[],
): Pick<SpokenLanguage, 'cardinal' | 'decimal' | 'ordinal' | 'digits' | 'year' | 'decade' | 'clock' | 'date'> {
  return {
    cardinal: (digits) => digits,
    decimal: (whole, fraction) => `${whole},${fraction}`,
    ordinal: String,
    digits: (digits) => [...digits].join(' '),
    year: String,
    decade: String,
    clock: (time) => clock(hourOf(time), time.minute),
    date: ({ year, month, day }) => `${day} ${months[month - 1] ?? ''}${year === null ? '' : ` ${year}`}`,
  };
}

function hourOf({ hour, meridiem }: ClockTime): number {
  return meridiem === 'pm' && hour < 12 ? hour + 12 : meridiem === 'am' && hour === 12 ? 0 : hour;
}

function wordsOf({ words, scripts, foreignText }: WordedSpeech): SpokenWords {
  return {
    ...(zip(WORDS, words) as Record<(typeof WORDS)[number], string>),
    foreignText,
    scripts: zip(SCRIPTS, scripts) as Record<ScriptName, string>,
  };
}

/** Names are apart by "|". */
function zip(keys: readonly string[], names: string): Record<string, string> {
  const all = names.split('|');
  return Object.fromEntries(keys.map((key, at) => [key, all[at] ?? key]));
}

function countedWords(names: Readonly<Record<string, string>>): Record<string, CountedWord> {
  return Object.fromEntries(
    Object.entries(names).map(([unit, forms]): [string, CountedWord] => {
      const [one = unit, many = one, ...more] = forms.split('/');
      return [unit, [one, many, ...more]];
    }),
  );
}

/** Which form of a word goes with a number, by the categories of the runtime's language data in the order of `forms`. */
export function pluralForm(locale: string, forms: readonly Intl.LDMLPluralRule[]): (amount: string) => number {
  const plural = new Intl.PluralRules(locale);
  return (amount) => {
    const number = amount.replace(/[^\d,]/g, '').replace(',', '.');
    return Math.max(0, forms.indexOf(plural.select(Number(number))));
  };
}
