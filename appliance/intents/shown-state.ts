// A state as a person is told it: numbers with as many decimals as they are worth, moments as a time and a day.
import type { Entity } from '../home/house.ts';
import { calendarDayText, momentText } from '../language/replies-words.ts';

/** Now, and where: an IANA name; default: the process's own. */
export interface ReplyClock {
  readonly now: Date;
  readonly timeZone?: string;
}

/** Where nobody says how many decimals a number is worth. */
const MOST_DECIMALS = 2;
const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** `value` rounded by the sensor's own precision, else to two decimals at most; a text that has no more decimals as it is. */
export function shownNumber({ decimals = MOST_DECIMALS }: Pick<Entity, 'decimals'>, value: string): string {
  const fraction = /^[-+]?\d*\.(\d+)(e[-+]?\d+)?$/i.exec(value.trim())?.[1] ?? '';
  return fraction.length > decimals ? String(rounded(Number(value), decimals)) : value;
}

function rounded(number: number, decimals: number): number {
  return Number(number.toFixed(decimals)) || 0; // no "-0"
}

/** Attributes are told by reply templates as they are: floats from arithmetic ("19.666666666666668") are nothing to say. */
export function shownAttribute(value: unknown): unknown {
  return typeof value === 'number' && Number.isFinite(value) ? rounded(value, MOST_DECIMALS) : value;
}

/** The moment or the day that a sensor tells; null where it tells none. */
export function shownMoment(
  { domain, deviceClass }: Pick<Entity, 'domain' | 'deviceClass'>,
  value: string,
  locale: string,
  { now, timeZone }: ReplyClock,
): string | null {
  if (domain !== 'sensor') return null;
  const pattern = deviceClass === 'timestamp' ? MOMENT : deviceClass === 'date' ? DAY : null;
  const date = pattern?.test(value) === true ? new Date(value) : null;
  if (date === null || Number.isNaN(date.getTime())) return null;
  return deviceClass === 'date' ? calendarDayText(locale, date, now) : momentText(locale, date, now, timeZone);
}
