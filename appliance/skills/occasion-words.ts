// The words of an occasion in English, as they stand after number words and times have become digits. Each is tried where the reading
// stands; what it finds is one piece of the whole ("tomorrow", "at 7:30", "every monday").

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
  /** From Monday, 0. */
  | { readonly kind: 'weekday'; readonly weekday: number }
  /** `month` from 0. */
  | { readonly kind: 'date'; readonly day: number; readonly month: number | null }
  | { readonly kind: 'in'; readonly ms: number }
  | { readonly kind: 'repeat'; readonly rule: string; readonly half: 'am' | 'pm' | null };

type Groups = Readonly<Record<string, string | undefined>>;

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const UNIT_MS: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

const DAY_MS = 86_400_000;

const DAY_NAME = `(?:${WEEKDAYS.join('|')})`;
const DAYS = `${DAY_NAME}s?(?:(?:,? and |, | )${DAY_NAME}s?)*`;
const MONTH = `(?:${MONTHS.join('|')})`;
const AMOUNT = '(?:\\d+(?:\\.\\d)?|an?|half an?)';
const UNIT = '(?:second|minute|hour|day|week)s?';

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
const half = (which: 'am' | 'pm', usual: number, isToday = false) =>
  fixed({ kind: 'half', half: which, usual, isToday });
const repeat = (rule: string, which: 'am' | 'pm' | null = null) => fixed({ kind: 'repeat', rule, half: which });

const FORMS: readonly Form[] = [
  form(`in (?<amount>${AMOUNT}) (?<unit>${UNIT})(?<more> and a half)?`, readIn),
  form(`in (?<amount>${AMOUNT}) (?<unit>${UNIT}),? (?:and )?(?<amount2>${AMOUNT}) (?<unit2>${UNIT})`, readIn),
  form('(?:every|each) (?:single )?day|daily', repeat('FREQ=DAILY')),
  form('(?:every|each) other day|every 2 days', repeat('FREQ=DAILY;INTERVAL=2')),
  form('(?:every|each) morning', repeat('FREQ=DAILY', 'am')),
  form('(?:every|each) (?:evening|night|afternoon)', repeat('FREQ=DAILY', 'pm')),
  form(
    '(?:every|each) (?:weekday|week day|workday|work day|working day)|(?:on )?(?:weekdays|workdays)',
    repeat('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'),
  ),
  form('(?:every|each) weekend|(?:on |at )?(?:the )?weekends', repeat('FREQ=WEEKLY;BYDAY=SA,SU')),
  form(`(?:every|each) (?<days>${DAYS})`, readDays),
  form(`(?:on )?(?<days>${DAY_NAME}s(?:(?:,? and |, | )${DAY_NAME}s)*)`, readDays),
  form('(?:every|each) month on the (?<day>\\d{1,2})(?:st|nd|rd|th)?', readDayOfMonth),
  form('(?:the )?day after tomorrow', fixed({ kind: 'day', daysAhead: 2 })),
  form('tomorrow', fixed({ kind: 'day', daysAhead: 1 })),
  form('today', fixed({ kind: 'day', daysAhead: 0 })),
  form('tonight|this evening', half('pm', 20, true)),
  form('this afternoon', half('pm', 15, true)),
  form('(?:in the )?evening', half('pm', 19)),
  form('(?:in the )?afternoon', half('pm', 15)),
  form('(?:at )?night', half('pm', 21)),
  form('(?:this |in the )?morning', half('am', 9)),
  form(`(?:on |this |next )?(?<name>${DAY_NAME})`, readWeekday),
  form(`(?:on )?(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)(?: of)?(?: (?<month>${MONTH}))?`, readDate),
  form(`(?:on )?(?<month>${MONTH}) (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?`, readDate),
  form('(?:at |for |by )?(?:12 )?(?:noon|midday)', clock(12)),
  form('(?:at |for |by )?(?:12 )?midnight', clock(0)),
  form(
    "(?<lead>at |for |by |around )?(?<hour>\\d{1,2})(?:[:. ](?<minute>[0-5]\\d))?(?: ?(?<half>[ap])\\.? ?m\\.?)?(?<clock> o'?clock)?",
    readTime,
  ),
];

/** The piece that begins at `at`, and where it ends; null where there is none. */
export function pieceAt(text: string, at: number): { readonly piece: OccasionPiece; readonly end: number } | null {
  let best: { readonly piece: OccasionPiece; readonly end: number } | null = null;
  for (const { pattern, read } of FORMS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null || match[0] === '') continue;
    const piece = read(match.groups ?? {});
    if (piece !== null && (best === null || at + match[0].length > best.end))
      best = { piece, end: at + match[0].length };
  }
  return best;
}

function readIn({ amount, unit, more, amount2, unit2 }: Groups): OccasionPiece {
  const unitMs = unitOf(unit);
  const first = amountOf(amount) + (more === undefined ? 0 : 0.5);
  const ms = first * unitMs + (amount2 === undefined ? 0 : amountOf(amount2) * unitOf(unit2));
  const days = ms / DAY_MS;
  const isWholeDays = unitMs >= DAY_MS && Number.isInteger(days);
  return isWholeDays ? { kind: 'day', daysAhead: days } : { kind: 'in', ms };
}

function unitOf(name = ''): number {
  return UNIT_MS[name.toLowerCase().replace(/s$/, '')] ?? 0;
}

function amountOf(text = ''): number {
  const plain = text.toLowerCase();
  if (plain.startsWith('half')) return 0.5;
  return plain.startsWith('a') ? 1 : Number(plain);
}

function readDays({ days = '' }: Groups): OccasionPiece {
  const said = days.toLowerCase();
  const codes = WEEKDAYS.flatMap((name, index) => (said.includes(name) ? [CODES[index]] : []));
  return { kind: 'repeat', rule: `FREQ=WEEKLY;BYDAY=${codes.join(',')}`, half: null };
}

function readDayOfMonth({ day }: Groups): OccasionPiece | null {
  const number = Number(day);
  if (number < 1 || number > 31) return null;
  return { kind: 'repeat', rule: `FREQ=MONTHLY;BYMONTHDAY=${number}`, half: null };
}

function readWeekday({ name = '' }: Groups): OccasionPiece {
  return { kind: 'weekday', weekday: WEEKDAYS.indexOf(name.toLowerCase()) };
}

function readDate({ day, month }: Groups): OccasionPiece | null {
  const number = Number(day);
  if (number < 1 || number > 31) return null;
  return { kind: 'date', day: number, month: month === undefined ? null : MONTHS.indexOf(month.toLowerCase()) };
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
