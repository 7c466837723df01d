import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { readOccasion } from '../../appliance/language/occasion-reading.ts';
import type { NewAlarm } from '../../appliance/skills/alarm.ts';
import { AlarmKeeper } from '../../appliance/skills/alarm-keeper.ts';
import { ALARM_MIGRATIONS, createAlarmStore } from '../../appliance/skills/alarm-store.ts';
import { localTime } from '../../appliance/skills/zoned-time.ts';
import { openDatabase, type Sqlite } from '../../appliance/storage/database.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BERLIN = 'Europe/Berlin';

let folder: string;
let database: Sqlite;
let clock: ManualClock;
let boot: string;
let isRight: boolean | null;
let kept: AlarmKeeper | undefined;
/** What happened, as "rang gym 2026-03-05T07:00", by the clock on a wall in Berlin. */
let events: string[];

const open = () => openDatabase({ path: join(folder, 'linnet.db'), durability: 'full', migrations: ALARM_MIGRATIONS });
const now = () => new Date(localTime(clock.wall(), BERLIN)).toISOString().slice(0, 16);

function keeper(): AlarmKeeper {
  const made = new AlarmKeeper(
    { ringMs: 15 * MINUTE },
    { store: createAlarmStore(database), clock, log: silentLog, bootId: boot, clockIsRight: () => isRight },
  );
  made.on('rang', ({ name }, lateMs) =>
    events.push(`rang ${name} ${now()}${lateMs > 0 ? ` ${lateMs / MINUTE} late` : ''}`),
  );
  made.on('reminded', ({ id, name }) => {
    events.push(`reminded ${name} ${now()}`);
    made.told(id);
  });
  made.on('missed', ({ id, name }) => {
    events.push(`missed ${name} ${now()}`);
    made.told(id);
  });
  made.on('fellSilent', () => events.push('silent'));
  made.start();
  kept = made;
  return made;
}

function at(local: string, more: Partial<NewAlarm> = {}): NewAlarm {
  return {
    ...{ kind: 'alarm', name: 'gym', station: 'linnet', zone: BERLIN, rule: null },
    ...more,
    local: Date.parse(`${local}Z`),
  };
}

/** The box is off for `offMs`; its clock has stood still for `lostMs` of that. */
function restart({ offMs, lostMs = 0 }: { offMs: number; lostMs?: number }): AlarmKeeper {
  kept?.close();
  database.close();
  boot = `${boot}, and the next`;
  clock = new ManualClock(clock.wall() + offMs - lostMs);
  database = open();
  return keeper();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linnet-alarms-'));
  database = open();
  clock = new ManualClock(Date.parse('2026-03-04T09:00Z')); // a Wednesday, 10:00 in Berlin
  boot = 'the first';
  isRight = null;
  events = [];
});
afterEach(() => {
  kept?.close();
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('alarms', () => {
  test('ring at their local time, several at once, each by its name', () => {
    const alarms = keeper();
    alarms.set(at('2026-03-05T07:00'));
    alarms.set(at('2026-03-04T12:30', { name: 'soup' }));
    expect(alarms.list().map(({ name }) => name)).toEqual(['soup', 'gym']);
    expect(alarms.nextAlarm()).toBe(Date.parse('2026-03-04T11:30Z'));
    clock.advance(DAY);
    expect(events).toEqual(['rang soup 2026-03-04T12:30', 'silent', 'rang gym 2026-03-05T07:00', 'silent']);
    expect([alarms.list(), alarms.nextAlarm()]).toEqual([[], null]);
  });

  test('are on the disk when they are confirmed', () => {
    keeper().set(at('2026-03-05T07:00'));
    const other = open();
    expect(createAlarmStore(other).all()).toMatchObject([{ name: 'gym', zone: BERLIN, state: 'set' }]);
    other.close();
  });

  test('stop when dismissed; those that come back come back', () => {
    const alarms = keeper();
    alarms.set(at('2026-03-05T07:00', { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' }));
    clock.advance(21 * HOUR);
    expect([alarms.ringing, alarms.dismiss(), alarms.ringing]).toEqual([true, 1, false]);
    expect(events).toEqual(['rang gym 2026-03-05T07:00', 'silent']);
    clock.advance(6 * DAY);
    expect(events.filter((event) => event.startsWith('rang'))).toEqual([
      'rang gym 2026-03-05T07:00',
      'rang gym 2026-03-06T07:00',
      'rang gym 2026-03-09T07:00',
      'rang gym 2026-03-10T07:00',
      'rang gym 2026-03-11T07:00',
    ]);
  });

  test('snooze, and ring again', () => {
    const alarms = keeper();
    alarms.set(at('2026-03-04T11:00'));
    clock.advance(HOUR);
    expect(alarms.snooze(9 * MINUTE)).toBe(1);
    expect(alarms.nextAlarm()).toBe(clock.wall() + 9 * MINUTE);
    clock.advance(9 * MINUTE);
    expect(events).toEqual(['rang gym 2026-03-04T11:00', 'silent', 'rang gym 2026-03-04T11:09']);
    alarms.dismiss();
    expect(alarms.list()).toEqual([]);
  });

  test('that are cancelled do not ring, also while they ring', () => {
    const alarms = keeper();
    const { id } = alarms.set(at('2026-03-04T11:00'));
    alarms.cancel(id);
    clock.advance(2 * HOUR);
    expect(events).toEqual([]);
    const second = alarms.set(at('2026-03-04T13:00'));
    clock.advance(HOUR);
    alarms.cancel(second.id);
    expect([events, alarms.ringing]).toEqual([['rang gym 2026-03-04T13:00', 'silent'], false]);
    expect(() => alarms.cancel(99)).toThrowError(expect.objectContaining({ code: 'timer.unknown' }));
  });

  test('of the past, and too many, are refused', () => {
    const alarms = keeper();
    expect(() => alarms.set(at('2026-03-04T09:59'))).toThrowError(/still to come/);
    for (let index = 0; index < 100; index++) alarms.set(at('2026-03-05T07:00'));
    expect(() => alarms.set(at('2026-03-05T07:00'))).toThrowError(/100 alarms already/);
  });

  test('reminders are told once and do not ring', () => {
    const alarms = keeper();
    alarms.set(at('2026-03-04T11:00', { kind: 'reminder', name: 'call mum' }));
    clock.advance(HOUR);
    expect([events, alarms.ringing, alarms.list(), alarms.nextAlarm()]).toEqual([
      ['reminded call mum 2026-03-04T11:00'],
      false,
      [],
      null,
    ]);
  });
});

describe('when clocks are changed', () => {
  const daily = (local: string) => at(local, { rule: 'FREQ=DAILY' });

  test('seven stays seven, in spring and in autumn', () => {
    clock = new ManualClock(Date.parse('2026-03-28T09:00Z'));
    const alarms = keeper();
    alarms.set(daily('2026-03-28T07:00'));
    clock.advance(3 * DAY);
    expect(events.filter((event) => event.startsWith('rang'))).toEqual([
      'rang gym 2026-03-29T07:00',
      'rang gym 2026-03-30T07:00',
      'rang gym 2026-03-31T07:00',
    ]);
    expect(alarms.nextAlarm()).toBe(Date.parse('2026-04-01T05:00Z'));
  });

  test('half past two rings once on each of the two odd days', () => {
    clock = new ManualClock(Date.parse('2026-03-28T09:00Z'));
    keeper().set(daily('2026-03-28T02:30'));
    clock.advance(2 * DAY);
    expect(events.filter((event) => event.startsWith('rang'))).toEqual([
      'rang gym 2026-03-29T03:30',
      'rang gym 2026-03-30T02:30',
    ]);
    kept?.close();
    events = [];
    clock = new ManualClock(Date.parse('2026-10-24T09:00Z'));
    keeper();
    clock.advance(2 * DAY);
    expect(events.filter((event) => event.startsWith('rang'))).toEqual([
      'rang gym 2026-10-25T02:30',
      'rang gym 2026-10-26T02:30',
    ]);
  });
});

describe('after a restart', () => {
  test('alarms go on, and one that was ringing rings again', () => {
    keeper().set(at('2026-03-04T11:00'));
    clock.advance(30 * MINUTE);
    const second = restart({ offMs: 20 * MINUTE });
    expect(second.list()).toMatchObject([{ name: 'gym' }]);
    clock.advance(10 * MINUTE);
    expect(events).toEqual(['rang gym 2026-03-04T11:00']);
    const third = restart({ offMs: 1000 });
    expect([third.ringing, events.length]).toEqual([true, 2]);
  });

  test('one that was due a short while ago rings late, one of long ago is told as missed', () => {
    keeper().set(at('2026-03-04T11:00'));
    kept?.set(at('2026-03-04T15:30', { name: 'tea' }));
    restart({ offMs: 6 * HOUR });
    expect(events).toEqual(['missed gym 2026-03-04T16:00', 'rang tea 2026-03-04T16:00 30 late']);
  });

  test('a reminder that was missed is told as missed', () => {
    keeper().set(at('2026-03-04T11:00', { kind: 'reminder', name: 'call mum' }));
    restart({ offMs: 2 * HOUR });
    expect(events).toEqual(['missed call mum 2026-03-04T12:00']);
    expect(kept?.list()).toEqual([]);
  });

  test('one that comes back is missed once, however long the box was off', () => {
    keeper().set(at('2026-03-04T07:00', { rule: 'FREQ=DAILY' }));
    const later = restart({ offMs: 10 * DAY });
    expect(events).toEqual(['missed gym 2026-03-14T10:00']);
    expect(later.nextAlarm()).toBe(Date.parse('2026-03-15T06:00Z'));
  });

  test('with a stale clock nothing rings at the wrong time, and all is right once the clock is', () => {
    keeper().set(at('2026-03-05T07:00'));
    clock.advance(13 * HOUR);
    // Off from 23:00 to 06:50, but the clock stood still.
    restart({ offMs: 7 * HOUR + 50 * MINUTE, lostMs: 7 * HOUR + 50 * MINUTE });
    clock.advance(30_000);
    expect(events).toEqual([]);
    clock.jumpWall(7 * HOUR + 50 * MINUTE);
    clock.advance(9 * MINUTE + 20_000);
    expect(events).toEqual([]);
    clock.advance(10_000);
    expect(events).toEqual(['rang gym 2026-03-05T07:00']);
  });

  test('with a stale clock an alarm that passed meanwhile rings as soon as the clock is right', () => {
    keeper().set(at('2026-03-05T07:00'));
    clock.advance(13 * HOUR);
    restart({ offMs: 8.5 * HOUR, lostMs: 8.5 * HOUR });
    clock.jumpWall(8.5 * HOUR);
    clock.advance(10_000);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatch(/^rang gym 2026-03-05T07:30 30/);
  });

  test('a clock that ran ahead and is put back makes no day without its alarm', () => {
    const alarms = keeper();
    alarms.set(at('2026-03-04T11:00', { rule: 'FREQ=DAILY' }));
    clock.jumpWall(2 * HOUR);
    clock.advance(10_000);
    alarms.dismiss();
    expect(alarms.nextAlarm()).toBe(Date.parse('2026-03-05T10:00Z'));
    clock.jumpWall(-2 * HOUR);
    clock.advance(10_000);
    expect(alarms.nextAlarm()).toBe(Date.parse('2026-03-04T10:00Z'));
  });

  test('a correction by seconds rings nothing twice', () => {
    const alarms = keeper();
    alarms.set(at('2026-03-04T11:00', { rule: 'FREQ=DAILY' }));
    clock.advance(HOUR);
    alarms.dismiss();
    clock.jumpWall(-5000);
    clock.advance(MINUTE);
    expect(events).toEqual(['rang gym 2026-03-04T11:00', 'silent']);
  });
});

describe('what is set while the clock is stale, once it is right', () => {
  /** The clock stands at 22:00 of the third of March; it is 08:30 of the fourth. */
  const LOST = 10.5 * HOUR;
  const stale = () => {
    clock = new ManualClock(Date.parse('2026-03-03T21:00Z'));
    return keeper();
  };
  const ahead = (ms: number, more: Partial<NewAlarm> = {}) => ({
    ...at('2026-03-03T22:00', more),
    dueAt: clock.wall() + ms,
  });

  test('a length of time goes on as it was said, for an alarm, a reminder and a snooze', () => {
    const alarms = stale();
    alarms.set(ahead(30 * MINUTE));
    alarms.set(ahead(20 * MINUTE, { kind: 'reminder', name: 'oven' }));
    clock.jumpWall(LOST);
    clock.advance(20 * MINUTE);
    expect(events).toEqual(['reminded oven 2026-03-04T08:50']);
    clock.advance(10 * MINUTE);
    alarms.snooze(9 * MINUTE);
    clock.jumpWall(2 * HOUR);
    clock.advance(9 * MINUTE);
    expect(events.slice(1)).toEqual(['rang gym 2026-03-04T09:00', 'silent', 'rang gym 2026-03-04T11:09']);
  });

  test('a length of time goes on when the hub began anew meanwhile', () => {
    stale().set(ahead(30 * MINUTE));
    kept?.close();
    clock.advance(5 * MINUTE);
    keeper();
    clock.jumpWall(LOST);
    clock.advance(25 * MINUTE);
    expect(events).toEqual(['rang gym 2026-03-04T09:00']);
  });

  test('a length of time goes on when the clock was put right while the hub was down', () => {
    stale().set(ahead(30 * MINUTE));
    kept?.close();
    clock.jumpWall(LOST);
    clock.advance(5 * MINUTE);
    keeper();
    clock.advance(25 * MINUTE);
    expect(events).toEqual(['rang gym 2026-03-04T09:00']);
  });

  /** As it is said: "7 am", or another time. */
  const said = (text = '7 am', style: 'alarm' | 'reminder' = 'alarm') => {
    const occasion = readOccasion(text, { now: localTime(clock.wall(), BERLIN), style, language: 'en' })!;
    return { local: occasion.local, rule: occasion.rule, said: occasion.said };
  };

  test('a time of day is the next one after it was said', () => {
    const alarms = stale();
    alarms.set({ ...at('2026-03-04T07:00'), ...said() });
    clock.jumpWall(LOST);
    clock.advance(10_000);
    expect([events, alarms.nextAlarm()]).toEqual([[], Date.parse('2026-03-05T06:00Z')]);
  });

  test('a time of day that passed before the clock was right rings late', () => {
    stale().set({ ...at('2026-03-04T07:00'), ...said() });
    clock.advance(8 * HOUR); // said at 23:10, now it is 07:10
    clock.jumpWall(70 * MINUTE);
    clock.advance(10_000);
    expect(events[0]).toMatch(/^rang gym 2026-03-04T07:10 10/);
  });

  describe('over a restart', () => {
    /** Of the hub: the machine and its clocks go on. */
    const restartHub = (): AlarmKeeper => {
      kept?.close();
      database.close();
      clock.advance(MINUTE);
      database = open();
      return keeper();
    };

    test.each([
      ['7 am', '2026-03-05T06:00Z', null],
      ['tomorrow at 7', '2026-03-05T06:00Z', null],
      ['every day at 7:30 am', '2026-03-05T06:30Z', 'FREQ=DAILY'],
      ['every other day at 11 pm', '2026-03-04T22:00Z', 'FREQ=DAILY;INTERVAL=2'],
    ])('"%s" is read anew once the clock is right', (text, due, rule) => {
      stale().set({ ...at('2026-03-04T07:00'), ...said(text) });
      const alarms = restartHub();
      clock.jumpWall(LOST);
      clock.advance(10_000);
      expect([events, alarms.list()]).toMatchObject([[], [{ dueAt: Date.parse(due), rule }]]);
    });

    test('a time of day is read anew where the clock was put right meanwhile', () => {
      stale().set({ ...at('2026-03-04T07:00'), ...said() });
      clock.jumpWall(LOST);
      const alarms = restartHub();
      expect([events, alarms.nextAlarm()]).toEqual([[], Date.parse('2026-03-05T06:00Z')]);
      restart({ offMs: HOUR });
      expect([events, kept?.nextAlarm()]).toEqual([[], Date.parse('2026-03-05T06:00Z')]);
    });

    test('a reminder of which the time passed before the clock was right is told as missed', () => {
      stale().set({ ...at('2026-03-04T07:00', { kind: 'reminder' }), ...said() });
      clock.advance(8 * HOUR); // said at 23:10, now it is 07:10
      restartHub();
      clock.jumpWall(70 * MINUTE);
      clock.advance(10_000);
      expect(events).toEqual(['missed gym 2026-03-04T07:11']);
    });

    test('of the machine, a clock that stood still does not put an alarm off by a day', () => {
      keeper().set({ ...at('2026-03-05T07:00'), ...said() });
      clock.advance(13 * HOUR);
      restart({ offMs: 8.5 * HOUR, lostMs: 8.5 * HOUR });
      clock.jumpWall(8.5 * HOUR);
      clock.advance(10_000);
      expect(events[0]).toMatch(/^rang gym 2026-03-05T07:30 30/);
    });

    describe('of the machine, where no time server had set the clock by which it was said', () => {
      beforeEach(() => {
        isRight = false;
      });
      const setRight = (ms: number): void => {
        isRight = true;
        clock.jumpWall(ms);
        clock.advance(10_000);
      };

      test.each([
        ['7 am', '2026-03-05T06:00Z'],
        ['tomorrow at 7', '2026-03-05T06:00Z'],
        ['every other day at 11 pm', '2026-03-04T22:00Z'],
      ])('"%s" is read anew once it is right', (text, due) => {
        stale().set({ ...at('2026-03-04T07:00'), ...said(text) });
        restart({ offMs: MINUTE, lostMs: MINUTE });
        restart({ offMs: MINUTE, lostMs: MINUTE });
        setRight(LOST + 2 * MINUTE);
        expect([events, kept?.list()]).toMatchObject([[], [{ dueAt: Date.parse(due) }]]);
      });

      test('a length of time goes on from when it was said', () => {
        stale().set({ ...ahead(30 * MINUTE), ...said('in 30 minutes') });
        clock.advance(10 * MINUTE);
        restart({ offMs: 0 });
        setRight(LOST);
        expect(events).toEqual([]);
        clock.advance(20 * MINUTE);
        expect(events).toEqual(['rang gym 2026-03-04T09:00']);
      });

      test('a time of day is read anew where it was put right before the box began', () => {
        stale().set({ ...at('2026-03-04T07:00'), ...said() });
        clock.jumpWall(LOST);
        isRight = true;
        const alarms = restart({ offMs: MINUTE });
        expect([events, alarms.nextAlarm()]).toEqual([[], Date.parse('2026-03-05T06:00Z')]);
      });

      test('what is still to come stays where it may have been right all the same', () => {
        stale().set({ ...at('2026-03-04T07:00'), ...said('tomorrow at 7') });
        clock.advance(3 * HOUR);
        isRight = true;
        expect(restart({ offMs: MINUTE }).nextAlarm()).toBe(Date.parse('2026-03-04T06:00Z'));
      });

      test('what was set before it turned out to be right is as if it had been said then', () => {
        keeper().set({ ...at('2026-03-05T07:00'), ...said() });
        setRight(0);
        clock.advance(13 * HOUR);
        isRight = false;
        restart({ offMs: 8.5 * HOUR, lostMs: 8.5 * HOUR });
        setRight(8.5 * HOUR);
        expect(events[0]).toMatch(/^rang gym 2026-03-05T07:30 30/);
      });
    });

    test('what cannot be read of what was said leaves the alarm as it is', () => {
      stale().set({ ...at('2026-03-04T07:00'), ...said() });
      database.exec(`UPDATE alarms SET said = '{"occasion": 5}'`);
      expect(restartHub().nextAlarm()).toBe(Date.parse('2026-03-04T06:00Z'));
    });
  });
});
