import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { TimerKeeper } from '../../appliance/skills/timer-keeper.ts';
import { createTimerStore, TIMER_MIGRATIONS } from '../../appliance/skills/timer-store.ts';
import { openDatabase, type Sqlite } from '../../appliance/storage/database.ts';

let folder: string;
let database: Sqlite;
let clock: ManualClock;

const MINUTE = 60_000;
const open = () => openDatabase({ path: join(folder, 'linnet.db'), durability: 'full', migrations: TIMER_MIGRATIONS });

function keeper(bootId = 'boot-1') {
  const made = new TimerKeeper(
    { ringMs: 15 * MINUTE },
    { store: createTimerStore(database), clock, log: silentLog, bootId },
  );
  const rang: Array<{ name: string | null; lateMs: number }> = [];
  made.on('rang', (timer, lateMs) => rang.push({ name: timer.name, lateMs }));
  made.start();
  return { timers: made, rang };
}

/** Another process on the same file, `afterMs` later, with a monotonic clock of its own where the machine was restarted. */
function restart(old: TimerKeeper, options: { afterMs: number; reboot: boolean; wallLostMs?: number }) {
  old.close();
  database.close();
  const wall = clock.wall() + options.afterMs - (options.wallLostMs ?? 0);
  if (options.reboot) clock = new ManualClock(wall);
  else clock.advance(options.afterMs);
  database = open();
  return keeper(options.reboot ? 'boot-2' : 'boot-1');
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linnet-timers-'));
  database = open();
  clock = new ManualClock();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('timers', () => {
  test('ring when their time has come, several at once, each by its name', () => {
    const { timers, rang } = keeper();
    timers.set({ name: 'pasta', durationMs: 8 * MINUTE, station: 'linnet' });
    timers.set({ name: 'tea', durationMs: 3 * MINUTE, station: 'linnet' });
    expect(timers.list().map((timer) => timer.name)).toEqual(['tea', 'pasta']);
    clock.advance(3 * MINUTE);
    expect(rang).toEqual([{ name: 'tea', lateMs: 0 }]);
    clock.advance(5 * MINUTE);
    expect(rang.map((each) => each.name)).toEqual(['tea', 'pasta']);
  });

  test('that run ring at their time, whatever the wall clock does meanwhile', () => {
    const { timers, rang } = keeper();
    timers.set({ name: 'tea', durationMs: 3 * MINUTE, station: 'linnet' });
    for (const jumpMs of [-86_400_000, 400 * 86_400_000, -3_600_000]) {
      clock.jumpWall(jumpMs);
      clock.advance(MINUTE - 1);
      expect(rang).toEqual([]);
    }
    clock.advance(3);
    expect(rang).toEqual([{ name: 'tea', lateMs: 0 }]);
  });

  test('are on the disk when they are confirmed', () => {
    const { timers } = keeper();
    timers.set({ name: null, durationMs: 1000, station: 'linnet' });
    const other = open();
    expect(createTimerStore(other).all()).toMatchObject([{ state: 'running', totalMs: 1000 }]);
    other.close();
  });

  test('pause, go on and take more time', () => {
    const { timers, rang } = keeper();
    const { id } = timers.set({ name: null, durationMs: 2 * MINUTE, station: 'linnet' });
    clock.advance(MINUTE);
    expect(timers.pause(id).remainingMs).toBe(MINUTE);
    clock.advance(60 * MINUTE);
    expect(rang).toEqual([]);
    timers.resume(id);
    timers.add(id, MINUTE);
    clock.advance(2 * MINUTE - 1);
    expect(rang).toEqual([]);
    clock.advance(1);
    expect(rang).toHaveLength(1);
  });

  test('fall silent when dismissed, and by themselves after the ring time', () => {
    const { timers } = keeper();
    let silent = 0;
    timers.on('fellSilent', () => silent++);
    timers.set({ name: null, durationMs: 1000, station: 'linnet' });
    clock.advance(1000);
    expect([timers.ringing, timers.dismiss(), timers.ringing, silent]).toEqual([true, 1, false, 1]);
    timers.set({ name: null, durationMs: 1000, station: 'linnet' });
    clock.advance(1000 + 15 * MINUTE);
    expect([timers.ringing, silent]).toEqual([false, 2]);
  });

  test('that ring cannot be held, and go on only when they were held', () => {
    const { timers } = keeper();
    let silent = 0;
    timers.on('fellSilent', () => silent++);
    const { id } = timers.set({ name: null, durationMs: 1000, station: 'linnet' });
    expect(timers.resume(id).state).toBe('running');
    clock.advance(1000);
    expect([timers.pause(id).state, timers.resume(id).state, timers.ringing, silent]).toEqual([
      'ringing',
      'ringing',
      true,
      0,
    ]);
    clock.advance(15 * MINUTE);
    expect([timers.list(), silent]).toEqual([[], 1]);
  });

  test('of a length that makes no sense are refused with what was expected', () => {
    const { timers } = keeper();
    for (const durationMs of [0, -1, Number.NaN, 8 * 24 * 60 * MINUTE]) {
      expect(() => timers.set({ name: null, durationMs, station: 'linnet' })).toThrow(/one second to seven days/);
    }
    expect(() => timers.cancel(99)).toThrowError(expect.objectContaining({ code: 'timer.unknown' }));
  });
});

describe('after a restart', () => {
  test('of the program a timer goes on, even when the wall clock jumped meanwhile', () => {
    const first = keeper();
    first.timers.set({ name: 'eggs', durationMs: 5 * MINUTE, station: 'linnet' });
    clock.jumpWall(-3 * 3_600_000);
    const second = restart(first.timers, { afterMs: 2 * MINUTE, reboot: false });
    expect(second.timers.list()).toMatchObject([{ name: 'eggs', remainingMs: 3 * MINUTE }]);
  });

  test('of the machine a timer goes on by the wall clock', () => {
    const first = keeper();
    first.timers.set({ name: 'eggs', durationMs: 5 * MINUTE, station: 'linnet' });
    const second = restart(first.timers, { afterMs: 2 * MINUTE, reboot: true });
    expect(second.timers.list()).toMatchObject([{ remainingMs: 3 * MINUTE }]);
    clock.advance(3 * MINUTE);
    expect(second.rang).toHaveLength(1);
  });

  test('with a stale wall clock a timer goes on with what was left', () => {
    const first = keeper();
    first.timers.set({ name: 'eggs', durationMs: 5 * MINUTE, station: 'linnet' });
    const second = restart(first.timers, { afterMs: 2 * MINUTE, reboot: true, wallLostMs: 86_400_000 });
    expect(second.timers.list()).toMatchObject([{ remainingMs: 5 * MINUTE }]);
  });

  test('with a stale but later wall clock a timer is right as soon as the clock is', () => {
    const first = keeper();
    first.timers.set({ name: 'eggs', durationMs: 60 * MINUTE, station: 'linnet' });
    first.timers.set({ name: 'tea', durationMs: 30 * MINUTE, station: 'linnet' });
    clock.advance(10 * MINUTE);
    const second = restart(first.timers, { afterMs: 35 * MINUTE, reboot: true, wallLostMs: 34 * MINUTE });
    expect(second.timers.list()).toMatchObject([{ remainingMs: 19 * MINUTE }, { remainingMs: 49 * MINUTE }]);
    clock.advance(MINUTE);
    clock.jumpWall(34 * MINUTE);
    clock.advance(10_000);
    expect(second.rang).toEqual([{ name: 'tea', lateMs: 16 * MINUTE + 10_000 }]);
    expect(second.timers.list()[1]).toMatchObject({ name: 'eggs', remainingMs: 14 * MINUTE - 10_000 });
  });

  test('with a wall clock from before a timer was set, it ends when the corrected clock says so', () => {
    const first = keeper();
    first.timers.set({ name: 'eggs', durationMs: 60 * MINUTE, station: 'linnet' });
    const second = restart(first.timers, { afterMs: 20 * MINUTE, reboot: true, wallLostMs: 86_400_000 });
    expect(second.timers.list()).toMatchObject([{ remainingMs: 60 * MINUTE }]);
    clock.jumpWall(86_400_000);
    clock.advance(10_000);
    expect(second.timers.list()).toMatchObject([{ remainingMs: 40 * MINUTE - 10_000 }]);
    clock.advance(40 * MINUTE - 10_000);
    expect(second.rang).toEqual([{ name: 'eggs', lateMs: 0 }]);
  });

  test('one that ends between two looks at the corrected clock says how late it is', () => {
    const first = keeper();
    first.timers.set({ name: 'eggs', durationMs: 5 * MINUTE, station: 'linnet' });
    const second = restart(first.timers, { afterMs: 25 * MINUTE, reboot: true, wallLostMs: 20 * MINUTE + 3000 });
    clock.jumpWall(20 * MINUTE + 3000);
    clock.advance(3000);
    expect(second.rang).toEqual([{ name: 'eggs', lateMs: 20 * MINUTE + 3000 }]);
  });

  test('a timer set while the clock was stale is right after the next power cut', () => {
    const first = keeper();
    first.timers.set({ name: 'roast', durationMs: 60 * MINUTE, station: 'linnet' });
    clock.jumpWall(5 * 3_600_000);
    clock.advance(10 * MINUTE);
    const second = restart(first.timers, { afterMs: 10 * MINUTE, reboot: true });
    expect(second.timers.list()).toMatchObject([{ remainingMs: 40 * MINUTE }]);
  });

  test('of the machine and then of the program, with a stale clock, loses nothing of what the corrected clock will say', () => {
    const first = keeper();
    first.timers.set({ name: 'eggs', durationMs: 60 * MINUTE, station: 'linnet' });
    const second = restart(first.timers, { afterMs: 30 * MINUTE, reboot: true, wallLostMs: 29 * MINUTE });
    second.timers.close();
    const third = keeper('boot-2');
    clock.jumpWall(29 * MINUTE);
    clock.advance(10_000);
    expect(third.timers.list()).toMatchObject([{ remainingMs: 30 * MINUTE - 10_000 }]);
  });

  test('one that ended meanwhile rings, and says how late it is', () => {
    const first = keeper();
    first.timers.set({ name: 'eggs', durationMs: 5 * MINUTE, station: 'linnet' });
    const second = restart(first.timers, { afterMs: 25 * MINUTE, reboot: true });
    expect(second.rang).toEqual([{ name: 'eggs', lateMs: 20 * MINUTE }]);
  });

  test('one that was ringing rings again', () => {
    const first = keeper();
    first.timers.set({ name: 'eggs', durationMs: 1000, station: 'linnet' });
    clock.advance(1000);
    const second = restart(first.timers, { afterMs: 1000, reboot: false });
    expect(second.rang).toEqual([{ name: 'eggs', lateMs: 0 }]);
  });

  test('on a full disk are refused; those that are kept ring and can be stopped', () => {
    const { timers, rang } = keeper();
    timers.set({ name: 'tea', durationMs: MINUTE, station: 'linnet' });
    database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`);
    const tooLong = 'pizza '.repeat(5000);
    expect(() => timers.set({ name: tooLong, durationMs: MINUTE, station: 'linnet' })).toThrow(/data\.noSpace/);
    expect(timers.list()).toHaveLength(1);
    database.pragma('query_only = ON'); // now nothing at all can be written
    clock.advance(MINUTE);
    expect(rang).toEqual([{ name: 'tea', lateMs: 0 }]);
    expect(timers.dismiss()).toBe(1);
    expect(timers.ringing).toBe(false);
  });
});
