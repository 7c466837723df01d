// Hours of the night belong to the day after; midnight and the half hour after it; days that are next, and days that are not there.
import { describe, expect, test } from 'vitest';
import { digitsForTimes } from '../../appliance/language/numbers-times.ts';
import { readOccasion } from '../../appliance/language/occasion-reading.ts';

/** A Wednesday. */
const DAY = Date.UTC(2026, 2, 4);
const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 2, 2, 10);

function read(text: string, language: string, now: number, style: 'alarm' | 'reminder' = 'alarm'): string | null {
  const occasion = readOccasion(text, { now, style, language });
  return occasion === null ? null : new Date(occasion.local).toISOString().slice(0, 16).replace('T', ' ');
}

describe('at six in the morning', () => {
  test.each([
    ['es', 'esta noche a la una', '2026-03-05 01:00'],
    ['es', 'esta noche a las doce', '2026-03-05 00:00'],
    ['de', 'heute Nacht um zwei', '2026-03-05 02:00'],
    ['de', 'heute Nacht um zwölf', '2026-03-05 00:00'],
    ['de', 'um zwei Uhr nachts', '2026-03-05 02:00'],
    ['de', 'um elf Uhr nachts', '2026-03-04 23:00'],
    ['fr', 'cette nuit à deux heures', '2026-03-05 02:00'],
    ['en', 'at 2 at night', '2026-03-05 02:00'],
    ['en', 'at half past two at night', '2026-03-05 02:30'],
    ['en', 'at 12 tonight', '2026-03-05 00:00'],
    ['en', 'tonight at half past twelve', '2026-03-05 00:30'],
    ['en', 'on friday night at 12', '2026-03-07 00:00'],
    ['en', 'friday night at two', '2026-03-07 02:00'],
    ['en', 'tomorrow night at 1', '2026-03-06 01:00'],
    ['en', 'tonight at midnight', '2026-03-05 00:00'],
    ['en', 'tonight at 11', '2026-03-04 23:00'],
    ['en', 'at 10 at night', '2026-03-04 22:00'],
    ['en', 'tonight at 2 pm', '2026-03-04 14:00'],
  ])('%s: "%s" is %s', (language, text, expected) => {
    expect(read(text, language, DAY + 6 * HOUR)).toBe(expected);
  });
});

test.each([
  ['en', 'at 2 at night', '2026-03-04 02:00'],
  ['de', 'heute Nacht um zwei', '2026-03-04 02:00'],
  ['en', 'at 12 tonight', '2026-03-05 00:00'],
])('half an hour after midnight the night is this one: %s "%s" is %s', (language, text, expected) => {
  expect(read(text, language, DAY + HOUR / 2)).toBe(expected);
});

describe('an hour that is zero, or comes before one', () => {
  test.each([
    ['de', 'um null Uhr dreißig', 'um 00:30', '2026-03-05 00:30'],
    ['de', 'um null Uhr', 'um 00:00', '2026-03-05 00:00'],
    ['fr', 'à zéro heure trente', 'à 00:30', '2026-03-05 00:30'],
    ['en', 'at quarter to one', 'at 12:45', '2026-03-04 12:45'],
    ['de', 'um Viertel vor eins', 'um 12:45', '2026-03-04 12:45'],
  ])('%s: "%s" is %s', (language, text, digits, expected) => {
    expect(digitsForTimes(text, language).toLowerCase()).toBe(digits);
    expect(read(text, language, DAY + 6 * HOUR)).toBe(expected);
  });
});

test.each([
  ['en', 'february 30 at 7'],
  ['en', 'on the 31st of june at 7'],
  ['de', 'am 30. Februar um 7'],
  ['fr', 'le 30 février à 7 heures'],
])('a day that no year has is no day, and not today: %s "%s"', (language, text) => {
  for (const style of ['alarm', 'reminder'] as const) expect(read(text, language, DAY + 6 * HOUR, style)).toBeNull();
});

describe('the next Monday, said on a Monday at ten', () => {
  test.each([
    ['en', 'next monday at 11 am'],
    ['de', 'nächsten Montag um 11 Uhr'],
    ['de', 'am kommenden Montag um 11 Uhr'],
    ['nl', 'volgende maandag om 11 uur'],
    ['sv', 'nästa måndag klockan 11'],
    ['da', 'næste mandag klokken 11'],
    ['fr', 'lundi prochain à 11 heures'],
    ['es', 'el próximo lunes a las 11'],
    ['es', 'el lunes que viene a las 11'],
    ['it', 'lunedì prossimo alle 11'],
    ['pt', 'na próxima segunda às 11'],
    ['pl', 'w następny poniedziałek o 11'],
    ['ru', 'в следующий понедельник в 11 часов'],
    ['cs', 'příští pondělí v 11 hodin'],
  ])('%s: "%s" is in a week', (language, text) => {
    expect(read(text, language, MONDAY)).toBe('2026-03-09 11:00');
  });

  test.each([
    ['en', 'monday at 11 am', '2026-03-02 11:00'],
    ['en', 'this monday at 11 am', '2026-03-02 11:00'],
    ['de', 'diesen Montag um 11 Uhr', '2026-03-02 11:00'],
    ['cs', 'toto pondělí v 11 hodin', '2026-03-02 11:00'],
    ['en', 'next tuesday at 11 am', '2026-03-03 11:00'],
  ])('%s: "%s" is %s', (language, text, expected) => {
    expect(read(text, language, MONDAY)).toBe(expected);
  });
});
