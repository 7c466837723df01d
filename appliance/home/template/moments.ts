// Times in templates, as far as devices use them: a moment is a value with its offset, printed as Python prints a datetime; what lies
// between two of them is a number of seconds. Without a zone of its own a moment is in the zone of the machine.
import type { CallArguments, Filter } from './evaluation.ts';
import { toFloat } from './numbers.ts';
import { toText } from './text-form.ts';
import { float, invalid, Moment, numberOf, Span, type Value } from './value.ts';

const MINUTE_MS = 60_000;

/** Minutes that the machine's clock is ahead of UTC at `ms`. */
function localOffset(ms: number): number {
  return -new Date(ms).getTimezoneOffset();
}

export function local(ms: number): Moment {
  return new Moment(ms, localOffset(ms));
}

const TIMESTAMP =
  /^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?)?\s*(Z|[+-]\d\d:?\d\d)?\s*$/i;

function parsed(text: string): Moment | null {
  const match = TIMESTAMP.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    ...number[],
  ];
  const millis = Math.floor(Number((match[7] ?? '0').padEnd(6, '0')) / 1000);
  const wall = Date.UTC(year, (month ?? 1) - 1, day, hour, minute, second, millis);
  if (!Number.isFinite(wall)) return null;
  return placed(wall, match[8]);
}

function placed(wall: number, zone: string | undefined): Moment {
  if (zone === undefined) {
    const guess = wall - localOffset(wall) * MINUTE_MS;
    return local(wall - localOffset(guess) * MINUTE_MS);
  }
  if (/^z$/i.test(zone)) return new Moment(wall, 0);
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  const offset = zone.startsWith('-') ? -minutes : minutes;
  return new Moment(wall - offset * MINUTE_MS, offset);
}

/** A moment, a number of seconds, or a text that is either; null for anything else. */
function momentOf(value: Value): Moment | null {
  if (value instanceof Moment) return value;
  if (typeof value === 'boolean') return null;
  const seconds = toFloat(value);
  if (seconds !== null) return withinRange(numberOf(seconds)) ? new Moment(numberOf(seconds) * 1000, 0) : null;
  return typeof value === 'string' ? parsed(value) : null;
}

function withinRange(seconds: number): boolean {
  return Math.abs(seconds) <= 8.64e12;
}

function orDefault(value: Value | null, fallback: Value): Value {
  if (value !== null) return value;
  if (fallback === undefined) throw invalid('A template expected a time and got something else.');
  return fallback;
}

const two = (number: number): string => String(number).padStart(2, '0');
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** strftime's letters. */
const LETTERS: Readonly<Record<string, (wall: Date, moment: Moment) => string>> = {
  Y: (wall) => String(wall.getUTCFullYear()).padStart(4, '0'),
  y: (wall) => two(wall.getUTCFullYear() % 100),
  m: (wall) => two(wall.getUTCMonth() + 1),
  d: (wall) => two(wall.getUTCDate()),
  H: (wall) => two(wall.getUTCHours()),
  I: (wall) => two(((wall.getUTCHours() + 11) % 12) + 1),
  M: (wall) => two(wall.getUTCMinutes()),
  S: (wall) => two(wall.getUTCSeconds()),
  f: (wall) => String(wall.getUTCMilliseconds() * 1000).padStart(6, '0'),
  p: (wall) => (wall.getUTCHours() < 12 ? 'AM' : 'PM'),
  A: (wall) => DAYS[wall.getUTCDay()] ?? '',
  a: (wall) => (DAYS[wall.getUTCDay()] ?? '').slice(0, 3),
  B: (wall) => MONTHS[wall.getUTCMonth()] ?? '',
  b: (wall) => (MONTHS[wall.getUTCMonth()] ?? '').slice(0, 3),
  w: (wall) => String(wall.getUTCDay()),
  j: (wall) =>
    String(Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 1)) / 86_400_000) + 1).padStart(3, '0'),
  s: (_, { ms }) => String(Math.floor(ms / 1000)),
  z: (_, { offset }) => offsetText(offset, ''),
  '%': () => '%',
};

function offsetText(offset: number, separator: string): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

export function formatted(moment: Moment, format: string): string {
  const composed = format.replaceAll('%T', '%H:%M:%S').replaceAll('%F', '%Y-%m-%d').replaceAll('%-', '%');
  return composed.replace(/%(.)/gsu, (whole, letter: string) => LETTERS[letter]?.(moment.wall, moment) ?? whole);
}

/** What each letter of strptime takes; the rest must stand as it is. */
const TAKEN: Readonly<Record<string, string>> = {
  ...{ Y: '(?<Y>\\d{4})', m: '(?<m>\\d{1,2})', d: '(?<d>\\d{1,2})', H: '(?<H>\\d{1,2})', M: '(?<M>\\d{1,2})' },
  ...{ S: '(?<S>\\d{1,2})', f: '(?<f>\\d{1,6})', z: '(?<z>Z|[+-]\\d\\d:?\\d\\d)', '%': '%' },
};

function readBy(text: string, format: string): Moment | null {
  const letters = [...format.matchAll(/%(.)/gsu)].map(([, letter = '']) => letter);
  if (new Set(letters).size < letters.length || letters.some((letter) => !Object.hasOwn(TAKEN, letter))) return null;
  const source = format
    .slice(0, 200)
    .replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
    .replace(/%(.)/gsu, (_, letter: string) => TAKEN[letter] ?? '');
  const groups = new RegExp(`^${source}$`, 'u').exec(text.slice(0, 200))?.groups;
  if (groups === undefined) return null;
  const part = (name: string, usual: number): number => Number(groups[name] ?? usual);
  const millis = Math.floor(Number((groups.f ?? '0').padEnd(6, '0')) / 1000);
  return placed(
    Date.UTC(part('Y', 1900), part('m', 1) - 1, part('d', 1), part('H', 0), part('M', 0), part('S', 0), millis),
    groups.z,
  );
}

function seconds(args: CallArguments): number {
  const units = {
    days: 86_400,
    seconds: 1,
    microseconds: 1e-6,
    milliseconds: 1e-3,
    minutes: 60,
    hours: 3600,
    weeks: 604_800,
  };
  return Object.entries(units).reduce((sum, [name, worth], at) => sum + numberOf(args.at(at, name) ?? 0) * worth, 0);
}

/** Filters whose input may also be the first argument of a function of that name. */
export const momentFilters: Readonly<Record<string, Filter>> = {
  as_timestamp: (input, args) => {
    const moment = momentOf(input);
    return orDefault(moment === null ? null : float(moment.ms / 1000), args.at(0, 'default'));
  },
  as_datetime: (input, args) => orDefault(momentOf(input), args.at(0, 'default') ?? null),
  as_local: (input) => {
    const moment = momentOf(input);
    return orDefault(moment === null ? null : local(moment.ms), undefined);
  },
  timestamp_local: (input, args) => {
    const moment = momentOf(input);
    return orDefault(moment === null ? null : local(moment.ms).isoText(), args.at(0, 'default'));
  },
  timestamp_utc: (input, args) => {
    const moment = momentOf(input);
    return orDefault(moment === null ? null : new Moment(moment.ms, 0).isoText(), args.at(0, 'default'));
  },
  timestamp_custom: (input, args) => {
    const moment = momentOf(input);
    const isLocal = args.at(1, 'local') !== false;
    const placedMoment = moment === null ? null : isLocal ? local(moment.ms) : new Moment(moment.ms, 0);
    const format = toText(args.at(0, 'format_string') ?? '%Y-%m-%d %H:%M:%S');
    return orDefault(placedMoment === null ? null : formatted(placedMoment, format), args.at(2, 'default'));
  },
  strptime: (input, args) => orDefault(readBy(toText(input), toText(args.at(0, 'format'))), args.at(1, 'default')),
};

export const timedelta = (args: CallArguments): Value => new Span(seconds(args) * 1000);
