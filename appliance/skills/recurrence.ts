// Rules of recurrence (RFC 5545, RRULE) over local times. The library counts in what it takes for UTC; the times given to it are
// floating ones, so a day is a day and 7:00 stays 7:00 when clocks are changed.

import type * as RRulePackage from 'rrule';
import { requirePackage } from '../kernel/common-js.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import type { Repeats } from '../language/when-text.ts';

const rrule = requirePackage<typeof RRulePackage>('rrule');

const WEEK_MS = 7 * 86_400_000;

type Rule = InstanceType<typeof rrule.RRule>;

function parse(text: string, first: number): Rule {
  try {
    return new rrule.RRule({ ...rrule.RRule.parseString(text), dtstart: new Date(first) });
  } catch (thrown) {
    const expected = `Expected a rule of recurrence such as "FREQ=WEEKLY;BYDAY=MO,TU", got "${text.slice(0, 100)}": ${toError(thrown).message}.`;
    throw new LinnetError('input.invalid', expected, { cause: thrown });
  }
}

/** The first time after `after`, all floating; null where there is none. Throws `input.invalid` for what is no rule. */
export function nextOccurrence(rule: string | null, first: number, after: number): number | null {
  if (rule === null) return first > after ? first : null;
  return parse(rule, first).after(new Date(after), false)?.getTime() ?? null;
}

/** How a rule is said that counts from `first`, and of which `due` is awaited, both floating. */
export function repeatsOf(rule: string | null, first = 0, due = first): Repeats | null {
  if (rule === null) return null;
  const parsed = rrule.RRule.parseString(rule);
  const { freq, interval = 1, byweekday, bymonth, bymonthday, bysetpos, count, until } = parsed;
  if ([bysetpos, until].some((part) => part != null)) return { kind: 'other' };
  if (count != null) return count <= 7 ? eachOnce(rule, first, due) : { kind: 'other' };
  const days = [byweekday ?? []].flat().map(dayNumber);
  const isByDate = bymonth != null || bymonthday != null;
  if (isByDate) return days.length === 0 && interval === 1 ? byDate(parsed) : { kind: 'other' };
  const { DAILY, HOURLY, WEEKLY } = rrule.RRule;
  if (freq === HOURLY && interval === 1 && days.length === 0) return { kind: 'hourly' };
  const [weekday, more] = days;
  if (freq === WEEKLY && interval === 2 && weekday !== undefined && more === undefined)
    return { kind: 'everyOther', weekday };
  if (interval !== 1 || (freq !== DAILY && freq !== WEEKLY)) return { kind: 'other' };
  if (days.length > 0) return { kind: 'days', days };
  return freq === DAILY ? { kind: 'days', days: [0, 1, 2, 3, 4, 5, 6] } : { kind: 'other' };
}

/** "On Monday and Wednesday": those that are still to come; the last of them is one time like any other. */
function eachOnce(rule: string, first: number, due: number): Repeats | null {
  const toCome = parse(rule, first).between(new Date(due), new Date(due + WEEK_MS), true);
  const days = toCome.map((day) => (day.getUTCDay() + 6) % 7);
  return days.length > 1 ? { kind: 'onceEach', days } : null;
}

/** On one day of each month, or of one month a year. */
function byDate({ freq, bymonth, bymonthday }: ReturnType<typeof rrule.RRule.parseString>): Repeats {
  const [months, [day, more]] = [[bymonth ?? []].flat(), [bymonthday ?? []].flat()];
  if (day === undefined || more !== undefined || day < 1) return { kind: 'other' };
  const [month] = months;
  if (freq === rrule.RRule.MONTHLY && months.length === 0) return { kind: 'monthly', day };
  const isYearly = freq === rrule.RRule.YEARLY && month !== undefined && months.length === 1;
  return isYearly ? { kind: 'yearly', day, month } : { kind: 'other' };
}

/** From Monday, 0, as the library counts too. */
function dayNumber(day: unknown): number {
  if (typeof day === 'number') return day;
  return day instanceof rrule.Weekday ? day.weekday : rrule.Weekday.fromStr(String(day) as 'MO').weekday;
}
