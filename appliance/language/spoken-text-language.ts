// What a language brings to spoken-text.ts: a table of words and a few functions. A new language is one more such table.

/** One and many of a thing: "degree", "degrees"; a language that counts in more forms has them behind these. */
export type CountedWord = readonly [one: string, many: string, ...more: string[]];

export interface Currency {
  readonly major: CountedWord;
  /** null where amounts have no smaller unit, as yen. */
  readonly minor: CountedWord | null;
}

/** A clock time as it was written: `meridiem` is null where neither "AM" nor "PM" stood beside it. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number | null;
  readonly meridiem: 'am' | 'pm' | null;
}

/** `month` is 1 to 12; `year` null where none was written. */
export interface CalendarDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/** One rewriting of a text: every match of `pattern` (global) is replaced by what `say` makes of its groups. */
export interface SpokenRule {
  readonly pattern: RegExp;
  readonly say: string | ((match: string, ...groups: (string | undefined)[]) => string);
}

export interface SpokenLanguage {
  readonly decimalMark: '.' | ',';
  /** What may stand between groups of three digits. */
  readonly groupMarks: string;
  /** Whether 3/4/2026 begins with the month. */
  readonly monthFirst: boolean;
  /** Whether "3." before a word is an ordinal, as in German dates; a sentence does not end there. */
  readonly dotMakesOrdinal: boolean;
  /** Whether every digit becomes a word; false leaves plain numbers to the engine. */
  readonly spellsNumbers: boolean;

  /** Digits without group marks. A language whose engine reads digits well may give them back as they are. */
  cardinal(digits: string): string;
  decimal(whole: string, fraction: string): string;
  ordinal(value: number): string;
  /** Digit by digit, for telephone numbers and codes. */
  digits(digits: string): string;
  year(year: number): string;
  decade(year: number): string;
  /** null where it is not said as a fraction. */
  fraction(numerator: number, denominator: number): string | null;
  clock(time: ClockTime): string;
  date(date: CalendarDate): string;
  /** `units` and `cents` of a currency, as digits; null cents where none were written. */
  money(units: string, cents: string | null, currency: Currency): string;

  readonly months: readonly string[];
  /** What ordinals are written with after the digits: "st|nd|rd|th". */
  readonly ordinalSuffixes: string;
  /** By symbol; several spellings of one unit are several keys. Case counts. */
  readonly units: Readonly<Record<string, CountedWord>>;
  /** Which of a unit's forms goes with a number as it was written. Default: the first with 1, else the second. */
  readonly countForm?: (amount: string) => number;
  /** "An hour" behind what it divides, by symbol, where that is not "per" and the unit. */
  readonly perUnits?: Readonly<Record<string, string>>;
  /** The script that its voice reads beside Latin. */
  readonly script?: ScriptName;
  readonly currencies: Readonly<Record<string, Currency>>;
  /** "e.g." ▸ "for example". Keys as written, with their dots. */
  readonly abbreviations: Readonly<Record<string, string>>;
  /** Capitals that the engine would misread as a word, and how to say them. */
  readonly initialisms: Readonly<Record<string, string>>;
  /** Words before a bare number that make it a year, as alternatives of a pattern. */
  readonly yearContext: string;
  readonly words: SpokenWords;
  /** Rules of this language alone; they run before the common ones for numbers. */
  readonly rules: readonly SpokenRule[];
  /** Rules that run last, such as the ending of an ordinal after an article. */
  readonly lastRules: readonly SpokenRule[];
}

export interface SpokenWords {
  readonly minus: string;
  readonly plus: string;
  readonly plusMinus: string;
  readonly about: string;
  readonly to: string;
  readonly and: string;
  readonly or: string;
  readonly at: string;
  readonly dot: string;
  readonly point: string;
  readonly slash: string;
  readonly number: string;
  readonly percent: string;
  readonly times: string;
  readonly dividedBy: string;
  readonly equals: string;
  readonly lessThan: string;
  readonly moreThan: string;
  readonly atMost: string;
  readonly atLeast: string;
  readonly outOf: string;
  /** Between a measure and what it is counted by: "kilometers per hour". */
  readonly per: string;
  readonly section: string;
  /** What is said for a stretch of a script that the voice cannot read; `scripts` names it. */
  readonly foreignText: (script: string) => string;
  readonly scripts: Readonly<Record<ScriptName, string>>;
}

export type ScriptName =
  | 'Han'
  | 'Kana'
  | 'Hangul'
  | 'Cyrillic'
  | 'Greek'
  | 'Arabic'
  | 'Hebrew'
  | 'Thai'
  | 'Devanagari'
  | 'other';
