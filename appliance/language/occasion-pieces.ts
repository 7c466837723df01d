// The words of an occasion, as they stand after number words and times have become digits. Each is tried where the reading stands;
// what it finds is one piece of the whole ("tomorrow", "at 7:30", "every monday").
import { type OccasionWords, occasionWords } from './occasions.ts';

/** Which half of the day an hour is in; `whole`: it counts to 24 and needs none. */
export type DayHalf = 'am' | 'pm' | 'whole';

export type OccasionPiece =
  /** `half` null: nothing said which. `isExact` false: a number that may be something else. */
  | {
      readonly kind: 'time';
      readonly hour: number;
      readonly minute: number;
      readonly half: DayHalf | null;
      readonly isExact: boolean;
    }
  /** "in the morning", "tonight"; `usual` is the hour it means where no time is said. */
  | { readonly kind: 'half'; readonly half: 'am' | 'pm'; readonly usual: number; readonly isToday: boolean }
  | { readonly kind: 'day'; readonly daysAhead: number }
  /** From Monday, 0. `isNext`: "next Monday", which is not today. */
  | { readonly kind: 'weekday'; readonly weekday: number; readonly isNext: boolean }
  /** `month` from 0. */
  | { readonly kind: 'date'; readonly day: number; readonly month: number | null }
  | { readonly kind: 'in'; readonly ms: number }
  /** `from`: the weekday that is the first, where not every week has one. */
  | {
      readonly kind: 'repeat';
      readonly rule: string;
      readonly half: 'am' | 'pm' | null;
      readonly from?: number;
    };

type Groups = Readonly<Record<string, string | undefined>>;

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const UNIT_MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;
const DAY_MS = UNIT_MS.day;
const DAY_OF_MONTH = '(?<day>\\d{1,2})';

interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: Groups) => OccasionPiece | null;
}

const form = (pattern: string, read: Form['read']): Form => ({
  pattern: new RegExp(`(?:${pattern})(?![\\p{L}\\p{N}])`, 'iuy'),
  read,
});
const fixed = (piece: OccasionPiece) => (): OccasionPiece => piece;
const clock = (hour: number) => fixed({ kind: 'time', hour, minute: 0, half: 'whole', isExact: true });
const repeat = (rule: string, which: 'am' | 'pm' | null = null) => fixed({ kind: 'repeat', rule, half: which });
const anyOf = (sources: readonly string[]): string => sources.map((source) => `(?:${source})`).join('|');

/** Which of `sources` is the whole of `text`; -1 for none. */
function indexIn(sources: readonly string[], text: string): number {
  return sources.findIndex((source) => new RegExp(`^(?:${source})$`, 'iu').test(text));
}

function formsOf(words: OccasionWords): readonly Form[] {
  return [...aheadForms(words), ...repeatForms(words), ...dayForms(words), ...clockForms(words)];
}

/** "in half an hour", "in 1:30" (an hour and a half became a time of day on its way), "in 2 hours and 5 minutes". */
function aheadForms(words: OccasionWords): readonly Form[] {
  const { ahead, one, half, andHalf, quarterHour, threeQuarters, units, and, bareUnit } = words;
  const amount = (name: string): string => `(?<${name}>\\d+(?:\\.\\d)?|${half}|${one})`;
  const unit = (name: string): string => `(?<${name}>${anyOf(Object.values(units))})`;
  const length = (n: '' | '2'): string => `${amount(`amount${n}`)} ?${unit(`unit${n}`)}`;
  const read = (groups: Groups): OccasionPiece | null => readAhead(groups, words);
  const bare = bareUnit === true ? [form(`(?:${ahead}) ${unit('unit')}(?<more>${andHalf})?`, read)] : [];
  return [
    ...bare,
    form(`(?:${ahead}) ${length('')}(?<more>${andHalf})?`, read),
    form(`(?:${ahead}) ${length('')},? (?:(?:${and}) )?${length('2')}`, read),
    form(`(?:${ahead}) (?<hours>\\d{1,2}):(?<minutes>\\d\\d)(?:,? (?:(?:${and}) )?${length('2')})?`, read),
    form(`(?:${ahead}) (?:${quarterHour})`, fixed({ kind: 'in', ms: 15 * UNIT_MS.minute })),
    ...(threeQuarters === undefined
      ? []
      : [form(`(?:${ahead}) (?:${threeQuarters})`, fixed({ kind: 'in', ms: 45 * UNIT_MS.minute }))]),
  ];
}

function repeatForms(words: OccasionWords): readonly Form[] {
  const { every, weekdays, eachWeekday, and } = words;
  const list = (name: string): string => `${name}(?:(?:,? (?:${and}) |, | )${name})*`;
  const day = `(?:${anyOf(weekdays)})`;
  const read = (groups: Groups): OccasionPiece | null => readDays(groups, words);
  const alone =
    eachWeekday === null
      ? []
      : [form(`${eachWeekday.lead}(?<days>${list(`(?:${anyOf(eachWeekday.weekdays)})`)})`, read)];
  return [
    form(words.daily, repeat('FREQ=DAILY')),
    form(words.everyOtherDay, repeat('FREQ=DAILY;INTERVAL=2')),
    form(words.everyMorning, repeat('FREQ=DAILY', 'am')),
    form(words.everyEvening, repeat('FREQ=DAILY', 'pm')),
    form(words.workdays, repeat('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR')),
    form(words.weekends, repeat('FREQ=WEEKLY;BYDAY=SA,SU')),
    form(`(?:${every}) (?<days>${list(`(?:(?:${every}) )?${day}`)})`, read),
    ...alone,
    ...rareForms(words),
    ...words.monthly.map((each) => form(each.replaceAll('DAY', DAY_OF_MONTH), readDayOfMonth)),
  ];
}

/** "Every other tuesday", "every 3 weeks on monday", "every year on may 5", "every hour"; "on monday and wednesday", once each. */
function rareForms({ rare, weekdays, months, and }: OccasionWords): readonly Form[] {
  if (rare === undefined) return [];
  const day = `(?<name>${anyOf(weekdays)})`;
  const date = rare.yearly.map((each) =>
    each.replace('DAY', DAY_OF_MONTH).replace('MONTH', `(?<month>${anyOf(months)})`),
  );
  const either = `(?:${rare.onEach})?(?:${anyOf(weekdays)})`;
  const inWeeks = ({ name = '', weeks = '2' }: Groups): OccasionPiece | null => {
    const from = indexIn(weekdays, name);
    const interval = Number(weeks);
    if (interval < 1 || interval > 52) return null;
    return { kind: 'repeat', rule: `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${CODES[from]}`, half: null, from };
  };
  return [
    form(`(?:${rare.everyOther}) ${day}`, inWeeks),
    ...(rare.aroundEveryOther === undefined
      ? []
      : [form(`(?:${rare.aroundEveryOther[0]}) ${day} (?:${rare.aroundEveryOther[1]})`, inWeeks)]),
    form(`(?:${rare.everyWeeks}) ${day}`, inWeeks),
    form(rare.hourly, repeat('FREQ=HOURLY')),
    ...date.map((each) => form(each, (groups) => readYearly(groups, months))),
    form(`(?<days>${either}(?:, ${either})*,? (?:${and}) ${either})`, (groups) => readOnceEach(groups, weekdays)),
  ];
}

/** In a leap year. */
const MONTH_LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function readYearly({ day, month = '' }: Groups, months: readonly string[]): OccasionPiece | null {
  const number = Number(day);
  const index = indexIn(months, month);
  if (number < 1 || number > (MONTH_LENGTHS[index] ?? 0)) return null;
  return { kind: 'repeat', rule: `FREQ=YEARLY;BYMONTH=${index + 1};BYMONTHDAY=${number}`, half: null };
}

function readOnceEach({ days = '' }: Groups, weekdays: readonly string[]): OccasionPiece {
  const codes = codesIn(days, weekdays);
  return { kind: 'repeat', rule: `FREQ=WEEKLY;BYDAY=${codes.join(',')};COUNT=${codes.length}`, half: null };
}

function dayForms(words: OccasionWords): readonly Form[] {
  const { weekdays, months, onWeekday, afterWeekday = '' } = words;
  const month = `(?<month>${anyOf(months)})`;
  const dates = words.dates.map((date) => date.replaceAll('DAY', DAY_OF_MONTH).replaceAll('MONTH', month));
  return [
    form(words.dayAfterTomorrow, fixed({ kind: 'day', daysAhead: 2 })),
    form(words.tomorrow, fixed({ kind: 'day', daysAhead: 1 })),
    form(words.today, fixed({ kind: 'day', daysAhead: 0 })),
    ...words.dayParts.map(({ words: said, half, usual, isToday = false }) =>
      form(said, fixed({ kind: 'half', half, usual, isToday })),
    ),
    form(`${onWeekday}(?<name>${anyOf(weekdays)})${afterWeekday}`, ({ name = '', next, coming }) => ({
      kind: 'weekday',
      weekday: indexIn(weekdays, name),
      isNext: (next ?? coming) !== undefined,
    })),
    ...dates.map((date) => form(date, (groups) => readDate(groups, months))),
  ];
}

function clockForms({ noon, midnight, at, oneOClock, oclock }: OccasionWords): readonly Form[] {
  const one = oneOClock === undefined ? [] : [form(`(?:${at})(?:${oneOClock})(?:${oclock})?`, readOne)];
  return [
    form(noon, clock(12)),
    form(midnight, clock(0)),
    ...one,
    form(
      `(?<lead>${at})?(?<hour>\\d{1,2})(?:[:. h](?<minute>[0-5]\\d))?(?: ?(?<half>[ap])\\.? ?m\\.?)?(?<clock>${oclock})?`,
      readTime,
    ),
  ];
}

const known = new Map<OccasionWords, readonly Form[]>();

function formsIn(words: OccasionWords): readonly Form[] {
  const forms = known.get(words) ?? formsOf(words);
  known.set(words, forms);
  return forms;
}

/** The piece that begins at `at`, and where it ends; null where there is none. */
export function pieceAt(
  text: string,
  at: number,
  language: string,
): { readonly piece: OccasionPiece; readonly end: number } | null {
  let best: { readonly piece: OccasionPiece; readonly end: number } | null = null;
  for (const { pattern, read } of formsIn(occasionWords(language))) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null || match[0] === '') continue;
    const piece = read(match.groups ?? {});
    if (piece !== null && (best === null || at + match[0].length > best.end))
      best = { piece, end: at + match[0].length };
  }
  return best;
}

const lengths = new Map<OccasionWords, readonly Form[]>();

function lengthForms(words: OccasionWords): readonly Form[] {
  const forms = lengths.get(words) ?? aheadForms({ ...words, ahead: '' });
  lengths.set(words, forms);
  return forms;
}

/** The length of time that begins at `at`, the longest; null where there is none. */
export function lengthAt(
  text: string,
  at: number,
  language: string,
): { readonly ms: number; readonly end: number } | null {
  let best: { readonly ms: number; readonly end: number } | null = null;
  const said = ` ${text}`; // the forms begin with what stands after "in"
  for (const { pattern, read } of lengthForms(occasionWords(language))) {
    pattern.lastIndex = at;
    const match = pattern.exec(said);
    const piece = match === null ? null : read(match.groups ?? {});
    const end = pattern.lastIndex - 1;
    if (piece?.kind === 'in' && (best === null || end > best.end)) best = { ms: piece.ms, end };
  }
  return best;
}

/** The length of time that all of `text` is, but for a word or two before it ("for ten minutes"), in milliseconds; null where it is none. */
export function lengthIn(text: string, language: string): number | null {
  const forms = lengthForms(occasionWords(language));
  const said = ` ${text}`;
  const starts = [...said.matchAll(/ /g)].map(({ index }) => index).slice(0, 3);
  for (const at of starts) {
    for (const { pattern, read } of forms) {
      pattern.lastIndex = at;
      const match = pattern.exec(said);
      const piece = match !== null && pattern.lastIndex === said.length ? read(match.groups ?? {}) : null;
      if (piece?.kind === 'in') return piece.ms;
    }
  }
  return null;
}

function readAhead(groups: Groups, words: OccasionWords): OccasionPiece | null {
  const { amount, unit, more, amount2, unit2, hours, minutes } = groups;
  const second = unit2 === undefined ? 0 : amountOf(amount2, words) * unitOf(unit2, words);
  if (hours !== undefined) {
    return { kind: 'in', ms: Number(hours) * UNIT_MS.hour + Number(minutes) * UNIT_MS.minute + second };
  }
  const unitMs = unitOf(unit, words);
  const first = (amount === undefined ? 1 : amountOf(amount, words)) + (more === undefined ? 0 : 0.5);
  const ms = first * unitMs + second;
  const days = ms / DAY_MS;
  const isWholeDays = unitMs >= DAY_MS && Number.isInteger(days);
  return isWholeDays ? { kind: 'day', daysAhead: days } : { kind: 'in', ms };
}

function unitOf(name = '', { units }: OccasionWords): number {
  const index = indexIn(Object.values(units), name);
  const unit = (Object.keys(units) as (keyof typeof UNIT_MS)[])[index];
  return unit === undefined ? 0 : UNIT_MS[unit];
}

function amountOf(text = '', { half, one }: OccasionWords): number {
  if (indexIn([half], text) === 0) return 0.5;
  return indexIn([one], text) === 0 ? 1 : Number(text);
}

function readDays({ days = '' }: Groups, { weekdays }: OccasionWords): OccasionPiece {
  const codes = codesIn(days, weekdays);
  return { kind: 'repeat', rule: `FREQ=WEEKLY;BYDAY=${codes.join(',')}`, half: null };
}

function codesIn(days: string, weekdays: readonly string[]): (string | undefined)[] {
  return weekdays.flatMap((name, index) => {
    const said = new RegExp(`(?<!\\p{L})(?:${name})`, 'iu').test(days);
    return said ? [CODES[index]] : [];
  });
}

function readDayOfMonth({ day }: Groups): OccasionPiece | null {
  const number = Number(day);
  if (number < 1 || number > 31) return null;
  return { kind: 'repeat', rule: `FREQ=MONTHLY;BYMONTHDAY=${number}`, half: null };
}

function readDate({ day, month }: Groups, months: readonly string[]): OccasionPiece | null {
  const number = Number(day);
  if (number < 1 || number > 31) return null;
  return { kind: 'date', day: number, month: month === undefined ? null : indexIn(months, month) };
}

function readOne(): OccasionPiece {
  return { kind: 'time', hour: 1, minute: 0, half: null, isExact: true };
}

function readTime(groups: Groups): OccasionPiece | null {
  const { lead, hour = '', minute, half: letter, clock: oclock } = groups;
  const number = Number(hour);
  if (number > 24 || (letter !== undefined && (number < 1 || number > 12))) return null;
  const said = letter === undefined ? null : letter.toLowerCase() === 'a' ? 'am' : 'pm';
  const counts24 = number > 12 || hour.startsWith('0');
  const isExact = [lead, minute, letter, oclock].some((part) => part !== undefined);
  return { kind: 'time', hour: number % 24, minute: Number(minute ?? 0), half: counts24 ? 'whole' : said, isExact };
}
