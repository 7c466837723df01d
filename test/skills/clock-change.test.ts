// The night in autumn in which the hour from two to three is there twice: 25 October 2026 in Berlin, CEST until 01:00 UTC, then CET.
import { afterEach, describe, expect, test } from 'vitest';
import { SpokenHouse } from './support/spoken-house.ts';

const MINUTE = 60_000;
/** A time on the wall in the first of the two hours, and in the second. */
const summer = (local: string): number => Date.parse(`2026-10-25T${local}+02:00`);
const winter = (local: string): number => Date.parse(`2026-10-25T${local}+01:00`);

let spoken: SpokenHouse;
afterEach(() => spoken.close());

async function at(wall: number): Promise<SpokenHouse> {
  spoken = await SpokenHouse.open({ wall, timeZone: 'Europe/Berlin' });
  return spoken;
}

const due = (): number[] => spoken.alarms.list().map(({ dueAt }) => dueAt);

describe('where an hour is there twice', () => {
  test.each([
    ['wake me in five minutes', winter('02:30'), winter('02:35')],
    ['wake me in five minutes', summer('02:30'), summer('02:35')],
    ['wake me in an hour', summer('02:30'), winter('02:30')],
    ['wake me in two hours', summer('01:30'), winter('02:30')],
    ['wake me in an hour', winter('02:30'), winter('03:30')],
    ['set an alarm for half past two', winter('02:10'), winter('02:30')],
    ['set an alarm for half past two', summer('02:10'), summer('02:30')],
    ['remind me in an hour to feed the cat', summer('02:30'), winter('02:30')],
  ])('"%s" rings when it should', async (text, now, expected) => {
    await at(now);
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done' });
    expect(due()).toEqual([expected]);
    spoken.clock.advance(expected - spoken.clock.wall() - 1000);
    expect([spoken.alarms.ringing, due()]).toEqual([false, [expected]]);
    spoken.clock.advance(1000);
    expect(spoken.alarms.ringing || due().length === 0).toBe(true);
  });

  test('the time is told as the clock on the wall will show it', async () => {
    await at(summer('02:30'));
    expect((await spoken.ask('wake me in an hour')).text).toBe('Alarm set for 2:30 AM.');
  });

  test('a length of time passes while the box asks what it is for', async () => {
    await at(summer('02:30'));
    expect(await spoken.ask('remind me in an hour')).toMatchObject({ outcome: 'asked' });
    spoken.clock.advance(10_000);
    expect(await spoken.ask('to feed the cat')).toMatchObject({ outcome: 'done' });
    expect(due()).toEqual([winter('02:30')]);
  });

  test('each day at half past two, said in the second hour, begins in it and rings once a day', async () => {
    await at(winter('02:10'));
    await spoken.ask('wake me every day at 2:30 am');
    expect(due()).toEqual([winter('02:30')]);
    spoken.clock.advance(20 * MINUTE);
    expect(spoken.alarms.ringing).toBe(true);
    await spoken.ask('stop');
    expect(due()).toEqual([winter('02:30') + 24 * 60 * MINUTE]);
  });
});
