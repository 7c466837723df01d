// When an alarm or a reminder rings, in words: the day, how often, the time.
import { clockText, dateParts, listAll } from './replies-words.ts';

/** How often something comes back; `days` count from Monday, 0. `other`: by a rule that has no short words. */
export type Repeats =
  | { readonly kind: 'days'; readonly days: readonly number[] }
  /** On each of them once, in this order. */
  | { readonly kind: 'onceEach'; readonly days: readonly number[] }
  | { readonly kind: 'hourly' }
  | { readonly kind: 'everyOther'; readonly weekday: number }
  | { readonly kind: 'monthly'; readonly day: number }
  /** `month` from 1. */
  | { readonly kind: 'yearly'; readonly day: number; readonly month: number }
  | { readonly kind: 'other' };

/** An alarm or a reminder: when it rings next, as its house reads the clock. */
export interface AlarmWords {
  readonly name: string | null;
  readonly date: Date;
  /** An IANA name; default: the process's own. */
  readonly timeZone?: string;
  readonly now: Date;
  readonly repeats: Repeats | null;
}

/** What each language brings to say when. */
export interface WhenWords {
  readonly tomorrow: string;
  readonly onDate: (weekday: string, day: number, month: string) => string;
  readonly onWeekday: (weekday: string) => string;
  readonly everyDay: string;
  readonly everyWorkday: string;
  readonly everyWeekend: string;
  readonly every: (weekdays: readonly string[]) => string;
  /** Weekday and month by their names; absent where they are told by the next date and `again`. */
  readonly rarely?: {
    /** Said without a time. */
    readonly hourly: string;
    readonly everyOther: (weekday: string) => string;
    readonly monthly: (day: number) => string;
    readonly yearly: (day: number, month: string) => string;
  };
  readonly again: string;
  readonly at: (clock: string) => string;
  /** Between a day and a time. */
  readonly join: (day: string, time: string) => string;
}

const DAY_MS = 86_400_000;

export function whenText(locale: string, words: WhenWords, what: AlarmWords): string {
  if (what.repeats?.kind === 'hourly' && words.rarely !== undefined) return words.rarely.hourly;
  const time = clockText(locale, what.date, what.timeZone);
  const day = dayText(locale, words, what);
  return day === '' ? time : words.join(day, words.at(time));
}

function dayText(locale: string, words: WhenWords, what: AlarmWords): string {
  const { repeats, date, now, timeZone } = what;
  const { weekday, month, day } = dateParts(locale, date, timeZone);
  const away = daysBetween(now, date, timeZone);
  if (repeats?.kind === 'days') return repeatText(locale, words, repeats.days);
  if (repeats?.kind === 'onceEach') return eachText(locale, words, repeats.days, away);
  const rarely = repeats === null ? null : rareText(locale, words, repeats);
  if (rarely !== null) return rarely;
  const once =
    away === 0
      ? ''
      : away === 1
        ? words.tomorrow
        : away > 0 && away < 7
          ? words.onWeekday(weekday)
          : words.onDate(weekday, day, month);
  return repeats === null ? once : `${once === '' ? '' : `${once}, `}${words.again}`;
}

/** "Tomorrow and Friday". */
function eachText(locale: string, words: WhenWords, days: readonly number[], away: number): string {
  const named = days.map((day) => words.onWeekday(weekdayName(locale, day)));
  return listAll(locale, away === 1 ? [words.tomorrow, ...named.slice(1)] : named);
}

function repeatText(locale: string, words: WhenWords, days: readonly number[]): string {
  const key = [...days].sort((a, b) => a - b).join('');
  if (key === '0123456') return words.everyDay;
  if (key === '01234') return words.everyWorkday;
  if (key === '56') return words.everyWeekend;
  return words.every(days.map((day) => weekdayName(locale, day)));
}

function rareText(locale: string, { rarely }: WhenWords, repeats: Repeats): string | null {
  if (rarely === undefined) return null;
  if (repeats.kind === 'everyOther') return rarely.everyOther(weekdayName(locale, repeats.weekday));
  if (repeats.kind === 'monthly') return rarely.monthly(repeats.day);
  return repeats.kind === 'yearly' ? rarely.yearly(repeats.day, monthName(locale, repeats.month)) : null;
}

function monthName(locale: string, month: number): string {
  return dateParts(locale, new Date(Date.UTC(1970, month - 1, 15)), 'UTC').month; // in the case that goes with a day
}

/** 5 January 1970 was a Monday. */
function weekdayName(locale: string, day: number): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date((4 + day) * DAY_MS));
}

/** Calendar days from `now` to `date` in their zone. */
export function daysBetween(now: Date, date: Date, timeZone: string | undefined): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    dateStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const midnight = (moment: Date): number => Date.parse(`${format.format(moment)}T00:00:00Z`);
  return Math.round((midnight(date) - midnight(now)) / DAY_MS);
}
