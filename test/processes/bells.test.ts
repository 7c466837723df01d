import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../appliance/dialogue/responder.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { replies } from '../../appliance/language/replies.ts';
import { Bells } from '../../appliance/processes/bells.ts';
import { createAlarmStore } from '../../appliance/skills/alarm-store.ts';
import { SKILL_MIGRATIONS } from '../../appliance/skills/skill-set.ts';
import { createTimerStore } from '../../appliance/skills/timer-store.ts';
import { openDatabase, type Sqlite } from '../../appliance/storage/database.ts';

const MINUTE = 60_000;
/** 12:00 in UTC. */
const START = Date.parse('2026-03-04T12:00Z');

let database: Sqlite;
let clock: ManualClock;
let announced: string[];
/** What becomes of what is announced. */
let hearing: () => Promise<void>;
let ringing: boolean[];
let performed: string[];
let performs: Reply;
let bells: Bells;
let boots = 0;

const unheard = (): Promise<void> => new Promise(() => {});
const announce = (text: string): Promise<void> => {
  announced.push(text);
  return hearing();
};

function open(): Bells {
  const made = new Bells(
    { ringMs: 15 * MINUTE },
    {
      ...{ clock, log: silentLog, bootId: `boot-${boots}`, say: replies('en') },
      timerStore: createTimerStore(database),
      alarmStore: createAlarmStore(database),
    },
  );
  made.connect({
    conversation: { announce, setRinging: (rings) => void ringing.push(rings) },
    perform: (command) => {
      performed.push(command);
      return Promise.resolve(performs);
    },
    onChanged: () => {},
  });
  made.start();
  return made;
}

/** The power is cut for so long, of which the wall clock knows nothing of `lostMs`. */
function restart(offMs: number, lostMs = 0): void {
  bells.close();
  boots++;
  clock = new ManualClock(clock.wall() + offMs - lostMs);
  bells = open();
}

const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

beforeEach(() => {
  database = openDatabase({ path: ':memory:', durability: 'normal', migrations: SKILL_MIGRATIONS });
  clock = new ManualClock(START);
  [announced, ringing, performed] = [[], [], []];
  hearing = () => Promise.resolve();
  performs = { text: 'Turned off the Hallway Light.', outcome: 'done', listenAfter: false };
  bells = open();
});
afterEach(() => {
  bells.close();
  database.close();
});

const alarm = (inMs: number, kind: 'alarm' | 'reminder' = 'alarm', name: string | null = null) =>
  bells.alarms.set({ kind, name, station: 'linnet', zone: 'UTC', local: clock.wall() + inMs, rule: null });

describe('bells', () => {
  test('ring until the last of timers and alarms is silent', () => {
    bells.timers.set({ name: null, durationMs: MINUTE, station: 'linnet' });
    alarm(2 * MINUTE);
    clock.advance(2 * MINUTE);
    expect(ringing).toEqual([true, true]);
    bells.timers.dismiss();
    expect(ringing.at(-1)).toBe(true);
    bells.alarms.dismiss();
    expect(ringing.at(-1)).toBe(false);
    expect(announced).toEqual([]);
  });

  test('speak reminders when their time has come, without ringing', () => {
    alarm(MINUTE, 'reminder', 'call mum');
    clock.advance(MINUTE);
    expect([announced, ringing]).toEqual([['Here is your reminder: call mum.'], []]);
  });

  test('tell what was missed', () => {
    bells.timers.set({ name: 'eggs', durationMs: 5 * MINUTE, station: 'linnet' });
    alarm(10 * MINUTE);
    alarm(20 * MINUTE, 'reminder', 'call mum');
    restart(3 * 60 * MINUTE);
    expect(ringing).toContain(true);
    expect(announced).toEqual([
      'While I was off, the eggs timer ended 2 hours and 55 minutes ago.',
      'While I was off, the alarm for 12:10 PM passed.',
      'While I was off, there was a reminder for 12:20 PM: call mum.',
    ]);
  });

  test('an alarm that is a little late rings, and says what it was', () => {
    alarm(10 * MINUTE);
    restart(30 * MINUTE);
    expect(ringing).toEqual([true]);
    expect(announced).toEqual(['While I was off, the alarm for 12:10 PM passed.']);
  });
});

describe('what nobody has heard yet', () => {
  const REMINDED = 'Here is your reminder: call mum.';
  const MISSED = 'While I was off, there was a reminder for 12:01 PM: call mum.';

  test('a reminder that was due while nothing could be said is told after the next start', async () => {
    hearing = unheard;
    alarm(MINUTE, 'reminder', 'call mum');
    clock.advance(MINUTE);
    await settle();
    restart(10 * MINUTE);
    restart(10 * MINUTE);
    expect(announced).toEqual([REMINDED, MISSED, MISSED]);
    hearing = () => Promise.resolve();
    restart(10 * MINUTE);
    await settle();
    restart(10 * MINUTE);
    expect(announced).toEqual([REMINDED, MISSED, MISSED, MISSED]);
  });

  test('an alarm that was missed is told after the next start', () => {
    hearing = unheard;
    alarm(MINUTE);
    restart(120 * MINUTE);
    restart(MINUTE);
    const text = 'While I was off, the alarm for 12:01 PM passed.';
    expect([announced, ringing]).toEqual([[text, text], []]);
  });

  test('is no alarm or reminder to come, and does not ring', () => {
    hearing = unheard;
    alarm(MINUTE);
    alarm(2 * MINUTE, 'reminder', 'call mum');
    restart(120 * MINUTE);
    expect([bells.alarms.list(), bells.alarms.ringing, bells.alarms.dismiss()]).toEqual([[], false, 0]);
  });

  test('a reminder that somebody stopped is over', async () => {
    hearing = () => Promise.reject(new LinnetError('operation.cancelled', 'It was stopped.'));
    alarm(MINUTE, 'reminder', 'call mum');
    clock.advance(MINUTE);
    await settle();
    restart(MINUTE);
    expect(announced).toEqual([REMINDED]);
  });

  test('a reminder that was being said when the box ended is told after the next start', async () => {
    let end = (_error: LinnetError): void => {};
    hearing = () =>
      new Promise((_heard, reject) => {
        end = reject;
      });
    alarm(MINUTE, 'reminder', 'call mum');
    clock.advance(MINUTE);
    end(new LinnetError('queue.closed', 'The box ended before it was said.'));
    await settle();
    restart(10 * MINUTE);
    expect(announced).toEqual([REMINDED, MISSED]);
  });

  test('what comes back goes on meanwhile, and is told of once', () => {
    hearing = unheard;
    const local = clock.wall() + MINUTE;
    const daily = {
      kind: 'reminder',
      name: 'pills',
      station: 'linnet',
      zone: 'UTC',
      local,
      rule: 'FREQ=DAILY',
    } as const;
    bells.alarms.set(daily);
    clock.advance(3 * 24 * 60 * MINUTE);
    expect(bells.alarms.list()).toMatchObject([{ rule: 'FREQ=DAILY', dueAt: local + 3 * 24 * 60 * MINUTE }]);
    const before = announced.length;
    restart(10 * MINUTE);
    expect(announced.slice(before)).toEqual([
      'While I was off, there was a reminder for Friday, March 6 at 12:01 PM: pills.',
      'While I was off, there was a reminder for every day at 12:01 PM: pills.',
    ]);
    restart(10 * MINUTE);
    expect(announced.slice(before + 2)).toEqual(['While I was off, there was a reminder for 12:01 PM: pills.']);
  });

  test('is tried again while too much waits to be said, and not after the end', async () => {
    hearing = () => Promise.reject(new LinnetError('queue.full', 'Too many wait.'));
    alarm(MINUTE, 'reminder', 'call mum');
    clock.advance(MINUTE);
    await new Promise(setImmediate);
    clock.advance(2 * MINUTE);
    await new Promise(setImmediate);
    expect(announced).toEqual([REMINDED, REMINDED]);
    bells.close();
    clock.advance(60 * MINUTE);
    await new Promise(setImmediate);
    expect(announced).toHaveLength(2);
  });
});

describe('what rings while there is no loudspeaker', () => {
  const DAY = 24 * 60 * MINUTE;
  const daily = () =>
    bells.alarms.set({
      ...{ kind: 'alarm', name: null, station: 'linnet', zone: 'UTC' },
      local: clock.wall() + 10 * MINUTE,
      rule: 'FREQ=DAILY',
    });

  test('rings when there is one again, and says what it was, as after a start', () => {
    bells.soundLost();
    bells.timers.set({ name: 'eggs', durationMs: 5 * MINUTE, station: 'linnet' });
    alarm(10 * MINUTE);
    clock.advance(60 * MINUTE);
    expect([bells.timers.ringing, bells.alarms.ringing, bells.timers.list(), announced]).toEqual([
      false,
      false,
      [],
      [],
    ]);
    bells.soundBack();
    expect([bells.timers.ringing, bells.alarms.ringing]).toEqual([true, true]);
    expect(announced).toEqual([
      'While I was off, the eggs timer ended 55 minutes ago.',
      'While I was off, the alarm for 12:10 PM passed.',
    ]);
    clock.advance(15 * MINUTE);
    expect([ringing.at(-1), bells.timers.list(), bells.alarms.list()]).toEqual([false, [], []]);
    bells.soundLost();
    bells.soundBack();
    expect(announced).toHaveLength(2);
  });

  test('is only told where that is long after its time', async () => {
    bells.soundLost();
    alarm(10 * MINUTE);
    clock.advance(3 * 60 * MINUTE);
    bells.soundBack();
    await settle();
    expect([bells.alarms.ringing, announced]).toEqual([false, ['While I was off, the alarm for 12:10 PM passed.']]);
    restart(MINUTE);
    expect(announced).toHaveLength(1);
  });

  test('and comes back goes on, and is told of once', () => {
    const { dueAt } = daily();
    bells.soundLost();
    clock.advance(3 * DAY);
    bells.soundBack();
    expect(announced).toEqual(['While I was off, the alarm for Friday, March 6 at 12:10 PM passed.']);
    expect(bells.alarms.list()).toMatchObject([{ rule: 'FREQ=DAILY', dueAt: dueAt + 3 * DAY }]);
  });

  test('is not forgotten in a power cut', () => {
    bells.soundLost();
    bells.timers.set({ name: 'eggs', durationMs: 5 * MINUTE, station: 'linnet' });
    alarm(10 * MINUTE);
    clock.advance(40 * MINUTE);
    restart(10 * MINUTE);
    expect([bells.timers.ringing, bells.alarms.ringing]).toEqual([true, true]);
    expect(announced).toEqual([
      'While I was off, the eggs timer ended 45 minutes ago.',
      'While I was off, the alarm for 12:10 PM passed.',
    ]);
  });

  test('rings its whole time from when it can be heard', () => {
    bells.soundLost();
    alarm(10 * MINUTE);
    clock.advance(20 * MINUTE);
    bells.soundBack();
    clock.advance(14 * MINUTE);
    expect(bells.alarms.ringing).toBe(true);
    clock.advance(MINUTE);
    expect(bells.alarms.ringing).toBe(false);
  });

  test('and was stopped all the same is over', () => {
    bells.soundLost();
    bells.timers.set({ name: 'eggs', durationMs: MINUTE, station: 'linnet' });
    alarm(MINUTE);
    clock.advance(2 * MINUTE);
    expect([bells.timers.dismiss(), bells.alarms.dismiss()]).toEqual([1, 1]);
    bells.soundBack();
    expect([ringing.at(-1), announced]).toEqual([false, []]);
  });

  test('is kept on a box that never has one, but not for ever', () => {
    bells.soundLost();
    for (let nth = 0; nth < 120; nth++) {
      bells.timers.set({ name: null, durationMs: 1000, station: 'linnet' });
      alarm(MINUTE);
      clock.advance(20 * MINUTE);
    }
    expect(createTimerStore(database).all()).toHaveLength(20);
    expect(createAlarmStore(database).all()).toHaveLength(100);
    bells.soundBack();
    expect(bells.timers.list()).toHaveLength(20);
  });
});

describe('on a disk that takes nothing for a while', () => {
  const takes = (nothing: boolean): void => void database.pragma(`query_only = ${nothing ? 'ON' : 'OFF'}`);

  test.each([
    ['when it takes something again', 2 * MINUTE],
    ['at the latest when the box ends', 0],
  ])('what was cancelled is written off %s, and does not ring after the next start', (_when, passed) => {
    const timer = bells.timers.set({ name: 'eggs', durationMs: 30 * MINUTE, station: 'linnet' });
    const { id } = alarm(30 * MINUTE);
    takes(true);
    bells.timers.cancel(timer.id);
    bells.alarms.cancel(id);
    clock.advance(5 * MINUTE);
    takes(false);
    clock.advance(passed);
    if (passed > 0) expect([createTimerStore(database).all(), createAlarmStore(database).all()]).toEqual([[], []]);
    restart(60 * MINUTE);
    expect([ringing, announced]).toEqual([[], []]);
  });

  test('what was done is not done again, and what was changed last counts', async () => {
    bells.timers.set({ name: null, durationMs: MINUTE, station: 'linnet', command: 'turn off the hallway light' });
    const { id } = bells.timers.set({ name: 'eggs', durationMs: 2 * MINUTE, station: 'linnet' });
    takes(true);
    clock.advance(2 * MINUTE);
    await settle();
    takes(false);
    bells.timers.add(id, 30 * MINUTE); // written before what is owed of it
    clock.advance(2 * MINUTE);
    restart(MINUTE);
    clock.advance(2 * MINUTE);
    await settle();
    expect(performed).toEqual(['turn off the hallway light']);
    expect(bells.timers.list()).toMatchObject([{ name: 'eggs', state: 'running', remainingMs: 25 * MINUTE }]);
  });
});

describe('planned commands', () => {
  const plan = (command: string, minutes = 5) =>
    bells.timers.set({ name: null, durationMs: minutes * MINUTE, station: 'linnet', command });

  test('are done when their time has come, and what came of it is said', async () => {
    plan('turn off the hallway light');
    clock.advance(5 * MINUTE);
    await settle();
    expect([performed, announced, ringing]).toEqual([
      ['turn off the hallway light'],
      ['Turned off the Hallway Light.'],
      [],
    ]);
  });

  test('that need a yes are not done, and say so', async () => {
    performs = { text: 'Do you really want me to unlock the Front Door?', outcome: 'asked', listenAfter: true };
    plan('unlock the front door');
    clock.advance(5 * MINUTE);
    await settle();
    expect(announced).toEqual([
      'It is time for “unlock the front door”, but that needs your yes. Please say it again.',
    ]);
  });

  test('that came due while the box was off are told and not done', async () => {
    plan('turn off the hallway light');
    restart(60 * MINUTE);
    clock.advance(MINUTE);
    await settle();
    expect(performed).toEqual([]);
    expect(announced).toEqual(['While I was off, it was time for “turn off the hallway light”. I did not do it.']);
  });

  test('that came due while the box was off are told and not done, also where the clock is stale at first', async () => {
    plan('turn off the hallway light');
    restart(60 * MINUTE, 56 * MINUTE); // by the stale clock it is due in a minute
    clock.advance(20_000);
    clock.jumpWall(56 * MINUTE);
    clock.advance(10_000);
    await settle();
    expect([performed, announced]).toEqual([
      [],
      ['While I was off, it was time for “turn off the hallway light”. I did not do it.'],
    ]);
  });

  test('that are due right after a power cut wait until the clock had time to be corrected', async () => {
    plan('turn off the hallway light');
    plan('turn on the fan');
    restart(60 * MINUTE, 55 * MINUTE + 2000); // both due in two seconds
    clock.advance(20_000);
    clock.jumpWall(55 * MINUTE + 2000);
    clock.advance(60_000);
    await settle();
    expect([performed, announced.length]).toEqual([[], 2]);
  });

  test('that are due right after a power cut are done where nothing corrects the clock', async () => {
    plan('turn off the hallway light');
    restart(5 * MINUTE - 2000);
    clock.advance(59_000);
    await settle();
    expect(performed).toEqual([]);
    clock.advance(1000);
    await settle();
    expect(performed).toEqual(['turn off the hallway light']);
  });

  test('that seem to have come due just before a power cut ended wait for the clock as well', async () => {
    plan('turn off the hallway light');
    restart(60 * MINUTE, 55 * MINUTE - 3000); // by the stale clock it was due three seconds ago
    clock.advance(20_000);
    await settle();
    expect([performed, announced]).toEqual([[], []]);
    clock.jumpWall(55 * MINUTE - 3000);
    clock.advance(60_000);
    await settle();
    expect([performed, announced.length]).toEqual([[], 1]);
  });

  test('that came due in a short power cut are done where nothing corrects the clock', async () => {
    plan('turn off the hallway light');
    restart(5 * MINUTE + 3000);
    clock.advance(MINUTE);
    await settle();
    expect(performed).toEqual(['turn off the hallway light']);
  });

  test('survive a restart before their time', async () => {
    plan('turn off the hallway light');
    restart(2 * MINUTE);
    clock.advance(3 * MINUTE);
    await settle();
    expect(performed).toEqual(['turn off the hallway light']);
  });

  const planAt = (inMs: number, rule: string | null = null) =>
    bells.alarms.set({
      kind: 'plan',
      name: 'close the blinds',
      ...{ station: 'linnet', zone: 'UTC' },
      local: clock.wall() + inMs,
      rule,
    });

  test('for a time of day are done, after a restart too, and again where they come back', async () => {
    planAt(10 * MINUTE, 'FREQ=DAILY');
    restart(2 * MINUTE);
    clock.advance(8 * MINUTE);
    await settle();
    expect([performed, announced]).toEqual([['close the blinds'], ['Turned off the Hallway Light.']]);
    clock.advance(24 * 60 * MINUTE);
    await settle();
    expect(performed).toHaveLength(2);
    expect(bells.alarms.list('plan')).toMatchObject([{ name: 'close the blinds', rule: 'FREQ=DAILY' }]);
  });

  test('for a time of day that passed while the box was off are told and not done, and what comes back goes on', async () => {
    planAt(10 * MINUTE, 'FREQ=DAILY');
    restart(60 * MINUTE, 55 * MINUTE); // by the stale clock it is due in five minutes
    clock.advance(20_000);
    clock.jumpWall(55 * MINUTE);
    clock.advance(60_000);
    await settle();
    expect([performed, announced]).toEqual([
      [],
      ['While I was off, it was time for “close the blinds”. I did not do it.'],
    ]);
    clock.advance(24 * 60 * MINUTE);
    await settle();
    expect(performed).toEqual(['close the blinds']);
  });

  test('for a time of day right after a power cut wait until the clock had time to be corrected', async () => {
    planAt(10 * MINUTE);
    restart(60 * MINUTE, 50 * MINUTE + 2000); // by the stale clock it is due in two seconds
    clock.advance(20_000);
    clock.jumpWall(50 * MINUTE + 2000);
    clock.advance(60_000);
    await settle();
    expect([performed, announced.length]).toEqual([[], 1]);
  });
});
