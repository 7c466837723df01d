// How a locale writes lists, lengths of time, clock times and dates. The runtime's own language data (Intl) knows most of it.

import { baseLanguage } from './language-tag.ts';

/** "A", "A and B", "A, B, and C". */
export function listAll(locale: string, items: readonly string[]): string {
  return plainSpaces(new Intl.ListFormat(locale, { type: 'conjunction' }).format(items));
}

/** "A", "A or B", "A, B, or C". */
export function listAny(locale: string, items: readonly string[]): string {
  return plainSpaces(new Intl.ListFormat(locale, { type: 'disjunction' }).format(items));
}

const UNIT_SECONDS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** "1 minute and 30 seconds"; whole seconds, "0 seconds" for nothing. */
export function durationText(locale: string, seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNIT_SECONDS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(countText(locale, unit, count));
  }
  return parts.length === 0 ? countText(locale, 'second', 0) : listAll(locale, parts);
}

/** Minutes, hours and seconds that are one (or, in Russian, end in one) after "in", "for" and "ago", by language: the accusative. */
const SPANS: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  pl: [[/(minut|godzin|sekund)a(?!\p{L})/gu, '$1ę']],
  ru: [[/(минут|секунд)а(?!\p{L})/gu, '$1у']],
  cs: [[/(minut|hodin|sekund)a(?!\p{L})/gu, '$1u']],
};

/** A length of time behind "in" or "for" in `locale`, from what `durationText` says of it. */
export function inSpan(locale: string, duration: string): string {
  return (SPANS[baseLanguage(locale)] ?? []).reduce((text, [from, to]) => text.replace(from, to), duration);
}

export function spanText(locale: string, seconds: number): string {
  return inSpan(locale, durationText(locale, seconds));
}

/** As a person would say what is left: from an hour on nobody counts seconds, from a day on nobody counts minutes. */
export function remainingText(locale: string, seconds: number): string {
  const step = seconds >= 86_400 ? 3600 : seconds >= 3600 ? 60 : 1;
  return durationText(locale, Math.round(seconds / step) * step);
}

function countText(locale: string, unit: 'day' | 'hour' | 'minute' | 'second', count: number): string {
  return plainSpaces(new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count));
}

/** "20.5", "12,5": at most two decimals and no grouping, since a reader of numbers takes it from there. */
export function numberText(locale: string, value: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: false }).format(value);
}

/** "7:45 PM", "19:45": as the locale writes a clock time, with plain spaces. */
export function clockText(locale: string, date: Date, timeZone: string | undefined): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return plainSpaces(new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', ...zone }).format(date));
}

/** "7:45 PM" of today; of another day with its weekday and date, and with its year where that is another. */
export function momentText(locale: string, date: Date, now: Date, timeZone: string | undefined): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'short', ...zone });
  if (day.format(date) === day.format(now)) return clockText(locale, date, timeZone);
  const time = { hour: 'numeric', minute: '2-digit', ...zone } as const;
  return plainSpaces(new Intl.DateTimeFormat(locale, { ...dayParts(date, now, timeZone), ...time }).format(date));
}

/** "Friday, November 27": a day that is the same everywhere; `date` is its beginning in UTC. */
export function calendarDayText(locale: string, date: Date, now: Date): string {
  const parts = dayParts(date, now, 'UTC');
  return plainSpaces(new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' }).format(date));
}

function dayParts(date: Date, now: Date, timeZone: string | undefined): Intl.DateTimeFormatOptions {
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', ...(timeZone === undefined ? {} : { timeZone }) });
  const isThisYear = year.format(date) === year.format(now);
  return { weekday: 'long', day: 'numeric', month: 'long', ...(isThisYear ? {} : { year: 'numeric' }) };
}

/** Weekday and month by name, and the day's number, of `date` in its zone. */
export function dateParts(
  locale: string,
  date: Date,
  timeZone: string | undefined,
): { readonly weekday: string; readonly month: string; readonly day: number } {
  const zone = timeZone === undefined ? {} : { timeZone };
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', month: 'long', day: 'numeric', ...zone });
  const found = new Map(format.formatToParts(date).map(({ type, value }) => [type, value]));
  return {
    weekday: found.get('weekday') ?? '',
    month: found.get('month') ?? '',
    day: Number.parseInt(found.get('day') ?? '0', 10),
  };
}

/** Home Assistant's state words in one language; what is not listed is said as it is written, without underscores. */
export function stateText(words: Readonly<Record<string, string>>, state: string): string {
  return words[state] ?? state.replaceAll('_', ' ');
}

/** "Lamp" ▸ "lamp" at the start of a sentence the other way round. */
export function sentenceCase(text: string): string {
  const first = text.slice(0, 1);
  return first.toUpperCase() + text.slice(1);
}

/** Some locales write no-break spaces before "PM" or units; plain ones are easier to read out and to compare. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f\u2009]/g, ' ');
}
