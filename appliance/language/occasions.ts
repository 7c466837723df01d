// The words with which a language says when something is to be, as they stand after number words and times of day have become
// digits. Every text here is the source of a regular expression, tried without regard to case.
import { baseLanguage } from './language-tag.ts';
import { DANISH, DUTCH, ENGLISH, GERMAN, SWEDISH } from './occasions-germanic.ts';
import { FRENCH, ITALIAN, PORTUGUESE, SPANISH } from './occasions-romance.ts';
import { CZECH, POLISH, RUSSIAN } from './occasions-slavic.ts';

/** Words for a part of the day: which half it is in, and the hour it means where no time is said. */
export interface DayPart {
  readonly words: string;
  readonly half: 'am' | 'pm';
  readonly usual: number;
  /** The part of this very day: "tonight". */
  readonly isToday?: boolean;
}

export interface OccasionWords {
  /** Written otherwise before anything is read: one word for two pieces ("domattina" ▸ "domani mattina"). */
  readonly respelled?: ReadonlyArray<readonly [words: RegExp, as: string]>;
  /** Before a length of time: "in" 20 minutes. */
  readonly ahead: string;
  readonly units: Readonly<Record<'second' | 'minute' | 'hour' | 'day' | 'week', string>>;
  /** One, and a half, of a unit: "an", "half an". */
  readonly one: string;
  readonly half: string;
  /** Behind an amount and its unit: " and a half". */
  readonly andHalf: string;
  readonly quarterHour: string;
  readonly threeQuarters?: string;
  /** A unit alone is one of it: "через час". */
  readonly bareUnit?: boolean;
  /** Between two weekdays, or two amounts. */
  readonly and: string;
  readonly daily: string;
  readonly everyOtherDay: string;
  readonly everyMorning: string;
  readonly everyEvening: string;
  readonly workdays: string;
  readonly weekends: string;
  /** Before weekdays that come back. */
  readonly every: string;
  /** From Monday on. */
  readonly weekdays: readonly string[];
  /** Weekdays in a form that itself means each of them, with what stands before them: "mondays". */
  readonly eachWeekday: { readonly lead: string; readonly weekdays: readonly string[] } | null;
  /** With DAY for a day of the month. */
  readonly monthly: readonly string[];
  /** What comes back less often, or more. `everyOther` and `everyWeeks` (with the group `weeks`) stand before a weekday, `onEach` before several. */
  readonly rare?: {
    readonly everyOther: string;
    /** The same said around a weekday: "un" lundi "sur deux". */
    readonly aroundEveryOther?: readonly [before: string, behind: string];
    readonly everyWeeks: string;
    /** With DAY and MONTH. */
    readonly yearly: readonly string[];
    readonly hourly: string;
    readonly onEach: string;
  };
  readonly dayAfterTomorrow: string;
  readonly tomorrow: string;
  readonly today: string;
  readonly dayParts: readonly DayPart[];
  /** What may stand before a weekday, and after it. What says "next" is the group `next` before it, and `coming` after it. */
  readonly onWeekday: string;
  readonly afterWeekday?: string;
  readonly months: readonly string[];
  /** With DAY and MONTH. */
  readonly dates: readonly string[];
  readonly noon: string;
  readonly midnight: string;
  /** Before a time of day. */
  readonly at: string;
  /** One o'clock, where it is no number word: only behind `at`. */
  readonly oneOClock?: string;
  /** Behind a time of day. */
  readonly oclock: string;
  /** Between two pieces. */
  readonly between: string;
  /** Before what one is reminded of. */
  readonly about: string;
  /** Left over behind it where a time was taken away. */
  readonly dangling: string;
  /** Whether the time may stand amidst what one is reminded of, before the verb. */
  readonly isInMiddle: boolean;
  readonly please: string;
}

const LANGUAGES: Readonly<Record<string, OccasionWords>> = {
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

/** Languages in which it is understood when something is to be. */
export const OCCASION_LANGUAGES: readonly string[] = Object.keys(LANGUAGES);

/** The words of `language` ("pt-BR" is Portuguese); English for one that is not known. */
export function occasionWords(language: string): OccasionWords {
  return LANGUAGES[baseLanguage(language)] ?? ENGLISH;
}
