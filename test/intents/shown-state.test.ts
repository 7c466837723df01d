import { expect, it } from 'vitest';
import { shownAttribute, shownMoment, shownNumber } from '../../appliance/intents/shown-state.ts';

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'ru', 'da', 'cs'];
const now = new Date('2026-11-27T08:00:00Z');
const clock = { now, timeZone: 'Europe/Berlin' };
const sensor = (deviceClass: string | null) => ({ domain: 'sensor', deviceClass });

it.each([
  ['19.6666667', undefined, '19.67'],
  ['19.6666667', 0, '20'],
  ['19.6666667', 1, '19.7'],
  ['0.00042', 4, '0.0004'],
  ['-0.001', undefined, '0'],
  ['1.23456e3', undefined, '1234.56'],
  ['21.50', undefined, '21.50'],
  ['0012', undefined, '0012'],
  ['1.2.3456', undefined, '1.2.3456'],
  ['asleep', 1, 'asleep'],
])('"%s" with %s decimals is told as "%s"', (value, decimals, told) => {
  expect(shownNumber(decimals === undefined ? {} : { decimals }, value)).toBe(told);
});

it('attributes that are floats of arithmetic are rounded, others are not', () => {
  expect([19.666666666666668, -0.001, 5, '19.6666667', null].map(shownAttribute)).toEqual([
    19.67,
    0,
    5,
    '19.6666667',
    null,
  ]);
});

it.each(LANGUAGES)('a moment is a time of today, or a day with its date and time, in %s', (locale) => {
  const today = shownMoment(sensor('timestamp'), '2026-11-27T19:05:00+00:00', locale, clock);
  expect(today).toMatch(/^(?:20[:.]05|8:05 PM)$/);
  const later = shownMoment(sensor('timestamp'), '2026-11-29T23:30:00Z', locale, clock) ?? '';
  expect(later).toMatch(/0?0[:.]30|12:30 AM/);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  expect(later).toContain(weekday.format(new Date('2026-11-30')));
  expect(later).not.toMatch(/2026|T\d/);
});

it.each(LANGUAGES)('a date is a day by name in %s', (locale) => {
  const told = shownMoment(sensor('date'), '2026-12-24', locale, clock) ?? '';
  expect(told).toContain(new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(new Date('2026-12-24T12:00Z')));
  expect(told).toContain('24');
  expect(told).not.toMatch(/2026|:/);
  expect(shownMoment(sensor('date'), '2027-01-02', locale, clock)).toContain('2027');
});

it.each([
  [sensor('timestamp'), 'soon'],
  [sensor('timestamp'), '2026-13-45T99:99:00Z'],
  [sensor(null), '2026-11-27T19:05:00Z'],
  [{ domain: 'text', deviceClass: 'timestamp' }, '2026-11-27T19:05:00Z'],
])('what is no moment of a sensor is none (%j, %s)', (entity, value) => {
  expect(shownMoment(entity, value, 'en', clock)).toBeNull();
});
