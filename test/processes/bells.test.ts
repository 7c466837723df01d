import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../appliance/dialogue/responder.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
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
let ringing: boolean[];
let performed: string[];
let performs: Reply;
let bells: Bells;

function open(): Bells {
  const made = new Bells(
    { ringMs: 15 * MINUTE },
    {
      ...{ clock, log: silentLog, bootId: null, say: replies('en') },
      timerStore: createTimerStore(database),
      alarmStore: createAlarmStore(database),
    },
  );
  made.connect({
    conversation: { announce: (text) => void announced.push(text), setRinging: (rings) => void ringing.push(rings) },
    perform: (command) => {
      performed.push(command);
      return Promise.resolve(performs);
    },
    onChanged: () => {},
  });
  made.start();
  return made;
}

/** The box is off for so long; voice and board come up when the test says so. */
function restart(offMs: number): void {
  bells.close();
  clock = new ManualClock(clock.wall() + offMs);
  bells = open();
}

function ready(): void {
  bells.partReady('board');
  bells.partReady('voice');
}

const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

beforeEach(() => {
  database = openDatabase({ path: ':memory:', durability: 'normal', migrations: SKILL_MIGRATIONS });
  clock = new ManualClock(START);
  [announced, ringing, performed] = [[], [], []];
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
    ready();
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
    ready();
    alarm(MINUTE, 'reminder', 'call mum');
    clock.advance(MINUTE);
    expect([announced, ringing]).toEqual([['Here is your reminder: call mum.'], []]);
  });

  test('tell what was missed once somebody can hear it, and not before', () => {
    bells.timers.set({ name: 'eggs', durationMs: 5 * MINUTE, station: 'linnet' });
    alarm(10 * MINUTE);
    alarm(20 * MINUTE, 'reminder', 'call mum');
    restart(3 * 60 * MINUTE);
    expect(announced).toEqual([]);
    expect(ringing).toContain(true);
    bells.partReady('board');
    expect(announced).toEqual([]);
    bells.partReady('voice');
    expect(announced).toEqual([
      'While I was off, the eggs timer ended 2 hours and 55 minutes ago.',
      'While I was off, the alarm for 12:10 PM passed.',
      'While I was off, there was a reminder for 12:20 PM: call mum.',
    ]);
    bells.partReady('voice');
    expect(announced).toHaveLength(3);
  });

  test('an alarm that is a little late rings, and says what it was', () => {
    alarm(10 * MINUTE);
    restart(30 * MINUTE);
    ready();
    expect(ringing).toEqual([true]);
    expect(announced).toEqual(['While I was off, the alarm for 12:10 PM passed.']);
  });
});

describe('planned commands', () => {
  const plan = (command: string, minutes = 5) =>
    bells.timers.set({ name: null, durationMs: minutes * MINUTE, station: 'linnet', command });

  test('are done when their time has come, and what came of it is said', async () => {
    ready();
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
    ready();
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
    ready();
    await settle();
    expect(performed).toEqual([]);
    expect(announced).toEqual(['While I was off, it was time for “turn off the hallway light”. I did not do it.']);
  });

  test('survive a restart before their time', async () => {
    plan('turn off the hallway light');
    restart(2 * MINUTE);
    clock.advance(3 * MINUTE);
    await settle();
    expect(performed).toEqual(['turn off the hallway light']);
  });
});
