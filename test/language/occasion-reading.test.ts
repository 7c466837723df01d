import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OccasionReading, readOccasion, splitOccasion } from '../../appliance/language/occasion-reading.ts';
import { nextOccurrence, repeatsOf } from '../../appliance/skills/recurrence.ts';

/** Wednesday, 4 March 2026, 10:00. */
const NOW = Date.UTC(2026, 2, 4, 10);
const ALARM: OccasionReading = { now: NOW, style: 'alarm', language: 'en' };
const REMINDER: OccasionReading = { ...ALARM, style: 'reminder' };
const shown = (local: number | undefined): string | undefined =>
  local === undefined ? undefined : new Date(local).toISOString().slice(0, 16).replace('T', ' ');

describe('an alarm is understood when it is said', () => {
  test.each([
    ['7', '2026-03-04 19:00'],
    ['seven', '2026-03-04 19:00'],
    ['7 am', '2026-03-05 07:00'],
    ['seven a.m.', '2026-03-05 07:00'],
    ['7 p m', '2026-03-04 19:00'],
    ['seven thirty', '2026-03-04 19:30'],
    ['half past seven', '2026-03-04 19:30'],
    ['quarter to eleven', '2026-03-04 10:45'],
    ['quarter past six in the morning', '2026-03-05 06:15'],
    ['7:05 in the morning', '2026-03-05 07:05'],
    ['19:30', '2026-03-04 19:30'],
    ['07:00', '2026-03-05 07:00'],
    ['eleven', '2026-03-04 11:00'],
    ['noon', '2026-03-04 12:00'],
    ['midnight', '2026-03-05 00:00'],
    ["seven o'clock", '2026-03-04 19:00'],
    ['tomorrow at seven', '2026-03-05 07:00'],
    ['tomorrow morning at 7', '2026-03-05 07:00'],
    ['7 tomorrow evening', '2026-03-05 19:00'],
    ['six thirty tomorrow', '2026-03-05 06:30'],
    ['tonight at 8', '2026-03-04 20:00'],
    ['eight tonight', '2026-03-04 20:00'],
    ['the day after tomorrow at 9', '2026-03-06 09:00'],
    ['friday at 6:30', '2026-03-06 06:30'],
    ['on wednesday at 9 am', '2026-03-11 09:00'],
    ['wednesday at 11 am', '2026-03-04 11:00'],
    ['in two hours', '2026-03-04 12:00'],
    ['in an hour and a half', '2026-03-04 11:30'],
    ['in half an hour', '2026-03-04 10:30'],
    ['in one hour and 20 minutes', '2026-03-04 11:20'],
    ['the 10th at 8', '2026-03-10 08:00'],
    ['march 3rd at 8 am', '2027-03-03 08:00'],
    ['on the 1st of april at noon', '2026-04-01 12:00'],
    ['7 am please', '2026-03-05 07:00'],
  ])('"%s" at ten on a Wednesday is %s', (words, expected) => {
    const occasion = readOccasion(words, ALARM);
    expect(shown(occasion?.local)).toBe(expected);
    expect(occasion?.rule).toBeNull();
  });

  test.each([
    ['every day at 7', 'FREQ=DAILY', '2026-03-05 07:00'],
    ['seven every morning', 'FREQ=DAILY', '2026-03-05 07:00'],
    ['every weekday at half past six', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-03-05 06:30'],
    ['6:30 am on weekdays', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-03-05 06:30'],
    ['every weekend at 9', 'FREQ=WEEKLY;BYDAY=SA,SU', '2026-03-07 09:00'],
    ['every monday and thursday at 8 pm', 'FREQ=WEEKLY;BYDAY=MO,TH', '2026-03-05 20:00'],
    ['mondays and fridays at 7', 'FREQ=WEEKLY;BYDAY=MO,FR', '2026-03-06 07:00'],
    ['every evening at nine', 'FREQ=DAILY', '2026-03-04 21:00'],
    ['every night at 2', 'FREQ=DAILY', '2026-03-05 02:00'],
    ['every night at 2 pm', 'FREQ=DAILY', '2026-03-04 14:00'],
    ['every night at twelve', 'FREQ=DAILY', '2026-03-05 00:00'],
    ['every other day at 7', 'FREQ=DAILY;INTERVAL=2', '2026-03-06 07:00'],
    ['every month on the 1st at 8', 'FREQ=MONTHLY;BYMONTHDAY=1', '2026-04-01 08:00'],
    ['every other tuesday at 8', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-03-10 08:00'],
    ['every two weeks on tuesday at 8', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-03-10 08:00'],
    ['every three weeks on friday at 8', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=FR', '2026-03-06 08:00'],
    ['every year on may 5 at 9', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5', '2026-05-05 09:00'],
    ['every hour', 'FREQ=HOURLY', '2026-03-04 11:00'],
    ['on the 1st of every month at 8', 'FREQ=MONTHLY;BYMONTHDAY=1', '2026-04-01 08:00'],
    ['on monday and wednesday at 6', 'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=2', '2026-03-09 06:00'],
    ['every day at 7 starting tomorrow', 'FREQ=DAILY', '2026-03-05 07:00'],
  ])('"%s" comes back by %s, first %s', (words, rule, first) => {
    const occasion = readOccasion(words, ALARM);
    expect(occasion?.rule).toBe(rule);
    const { local } = occasion ?? { local: 0 };
    expect(shown(nextOccurrence(rule, local, Math.max(NOW, local - 1)) ?? undefined)).toBe(first);
  });

  test.each([
    '',
    'pizza',
    'tomorrow',
    'every day',
    '25:00',
    '7 pizza',
    'seven eight',
    'tomorrow today at 7',
    'in',
    '13 pm',
    'at',
  ])('"%s" is no time of an alarm', (words) => expect(readOccasion(words, ALARM)).toBeNull());

  test('a time of today that has passed is none', () => {
    expect(readOccasion('today at 9 am', ALARM)).toBeNull();
    expect(shown(readOccasion('today at 9', ALARM)?.local)).toBe('2026-03-04 21:00');
  });
});

describe('a reminder is split into when and what', () => {
  test.each([
    ['to call mum at five', '2026-03-04 17:00', 'to call mum'],
    ['at five to call mum', '2026-03-04 17:00', 'to call mum'],
    ['tomorrow to take out the bins', '2026-03-05 09:00', 'to take out the bins'],
    ['to take out the bins tomorrow at 7 pm', '2026-03-05 19:00', 'to take out the bins'],
    ['in ten minutes to check the oven', '2026-03-04 10:10', 'to check the oven'],
    ['to check the oven in ten minutes', '2026-03-04 10:10', 'to check the oven'],
    ['about the meeting on friday at 3', '2026-03-06 15:00', 'about the meeting'],
    ['to buy 7 apples at noon', '2026-03-04 12:00', 'to buy 7 apples'],
    ['tonight to lock the door', '2026-03-04 20:00', 'to lock the door'],
    ['to read chapter 7', undefined, 'to read chapter 7'],
    ['to be nice', undefined, 'to be nice'],
  ])('"%s"', (words, when, rest) => {
    const split = splitOccasion(words, REMINDER);
    expect([shown(split.occasion?.local), split.rest]).toEqual([when, rest]);
  });

  test('one that comes back keeps its rule', () => {
    const { occasion, rest } = splitOccasion('to water the plants every sunday at ten', REMINDER);
    expect([occasion?.rule, rest]).toEqual(['FREQ=WEEKLY;BYDAY=SU', 'to water the plants']);
  });
});

test('no words break the reading of times, and a time once is always one to come', () => {
  const words = fc.constantFrom(
    ...'at 7 12 99 0 half past quarter to am p.m. tomorrow every monday and the 31st of february in an hour minutes tonight , pizza'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(words, { maxLength: 12 }).map((all) => all.join(' ')),
        fc.string(),
      ),
      (text) => {
        for (const style of ['alarm', 'reminder'] as const) {
          const occasion = readOccasion(text, { ...ALARM, style }) ?? splitOccasion(text, { ...ALARM, style }).occasion;
          if (occasion === null) continue;
          expect(Number.isFinite(occasion.local)).toBe(true);
          if (occasion.rule === null) expect(occasion.local).toBeGreaterThan(NOW);
        }
      },
    ),
    { numRuns: 300 },
  );
});

describe('rules of recurrence', () => {
  test('are said by their days', () => {
    expect(repeatsOf(null)).toBeNull();
    expect(repeatsOf('FREQ=DAILY')).toEqual({ kind: 'days', days: [0, 1, 2, 3, 4, 5, 6] });
    expect(repeatsOf('FREQ=WEEKLY;BYDAY=MO,TH')).toEqual({ kind: 'days', days: [0, 3] });
    expect(repeatsOf('FREQ=DAILY;INTERVAL=2')).toEqual({ kind: 'other' });
    expect(repeatsOf('FREQ=MONTHLY;BYMONTHDAY=1')).toEqual({ kind: 'monthly', day: 1 });
    expect(repeatsOf('FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1')).toEqual({ kind: 'other' });
    expect(repeatsOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU')).toEqual({ kind: 'everyOther', weekday: 1 });
    expect(repeatsOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH')).toEqual({ kind: 'other' });
    expect(repeatsOf('FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5')).toEqual({ kind: 'yearly', day: 5, month: 5 });
  });

  test('that are none are refused with what was expected', () => {
    expect(() => nextOccurrence('FREQ=SOMETIMES', 0, 0)).toThrowError(/Expected a rule of recurrence/);
  });
});
