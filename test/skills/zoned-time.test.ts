import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localTime, wallTime } from '../../appliance/skills/zoned-time.ts';

const BERLIN = 'Europe/Berlin';
const shown = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

describe('local time', () => {
  test.each([
    ['2026-01-15T12:00Z', BERLIN, '2026-01-15T13:00'],
    ['2026-07-15T12:00Z', BERLIN, '2026-07-15T14:00'],
    ['2026-07-15T12:00Z', 'America/New_York', '2026-07-15T08:00'],
    ['2026-07-15T12:00Z', 'Asia/Kolkata', '2026-07-15T17:30'],
    ['2026-07-15T12:00Z', 'UTC', '2026-07-15T12:00'],
  ])('at %s in %s is %s, and back again', (wall, zone, local) => {
    const moment = Date.parse(wall);
    expect(shown(localTime(moment, zone))).toBe(local);
    expect(wallTime(localTime(moment, zone), zone)).toBe(moment);
  });

  test('that clocks leave out comes as much later as they were put forward', () => {
    const wall = wallTime(Date.parse('2026-03-29T02:30Z'), BERLIN);
    expect(shown(wall)).toBe('2026-03-29T01:30');
    expect(shown(localTime(wall, BERLIN))).toBe('2026-03-29T03:30');
  });

  test('that is there twice is the first of the two', () => {
    expect(shown(wallTime(Date.parse('2026-10-25T02:30Z'), BERLIN))).toBe('2026-10-25T00:30');
  });

  test('that is there twice is the second of the two where the first has passed', () => {
    const local = Date.parse('2026-10-25T02:30Z');
    const first = Date.parse('2026-10-25T00:30Z');
    expect(shown(wallTime(local, BERLIN, first - 1))).toBe('2026-10-25T00:30');
    expect(shown(wallTime(local, BERLIN, first))).toBe('2026-10-25T01:30');
    expect(shown(wallTime(local, BERLIN, first + 7_200_000))).toBe('2026-10-25T00:30');
  });

  test('goes there and back everywhere but in the hour that is there twice', () => {
    const zones = fc.constantFrom(BERLIN, 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC');
    fc.assert(
      fc.property(zones, fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) }), (zone, wall) => {
        const local = localTime(wall, zone);
        const back = wallTime(local, zone);
        expect(localTime(back, zone)).toBe(local);
        expect(wall - back).toBeGreaterThanOrEqual(0);
        expect(wall - back).toBeLessThanOrEqual(3_600_000);
      }),
      { numRuns: 200 },
    );
  });
});
