// When a timer's row ends. Within a boot the monotonic clock tells it, whatever the wall clock does. After a power cut only the wall
// clock can, and a Pi without a battery starts with the time of its last shutdown or later, never with more than the true one: so the
// wall deadline is the latest that a timer of an earlier boot may end, and it is asked again whenever the wall clock jumps.
import type { TimerRow } from './timer-store.ts';

/** A command of an earlier boot waits for this long after the start, for the time server to say whether it comes hours late. */
export const CLOCK_SETTLES_MS = 60_000;

export interface Moment {
  readonly wall: number;
  readonly monotonic: number;
  readonly bootId: string | null;
}

/** Where no boot has an id, every row of this process is its own. */
function isOfEarlierBoot(row: Pick<TimerRow, 'bootId'>, { bootId }: Moment): boolean {
  return row.bootId !== bootId;
}

/** A command that ended while the box was off may come hours late: only a corrected clock knows. */
export function awaitsClock(row: TimerRow, now: Moment): boolean {
  return row.command !== null && isOfEarlierBoot(row, now);
}

/** `row` with its deadlines by the clocks of now. */
export function stamped<Row extends { readonly remainingMs: number }>(row: Row, { wall, monotonic, bootId }: Moment) {
  const [wallDeadline, monotonicDeadline] = [wall + row.remainingMs, monotonic + row.remainingMs];
  return { ...row, wallDeadline, monotonicDeadline, bootId, writtenAt: wall };
}

/** As `stamped`, but a running row of an earlier boot stays one, with the wall deadline that was written there. */
export function restamped(row: TimerRow, now: Moment): TimerRow {
  const { wallDeadline, bootId } = row;
  const isCarried = row.state === 'running' && isOfEarlierBoot(row, now);
  return { ...stamped(row, now), ...(isCarried ? { wallDeadline, bootId } : {}) };
}

/** May be negative: how long ago it ended, which one that rings has. For a row just read from the table. */
export function remainingAfterRestart(row: TimerRow, now: Moment): number {
  if (row.state === 'paused') return row.remainingMs;
  if (row.bootId !== null && row.bootId === now.bootId) return row.monotonicDeadline - now.monotonic;
  return Math.min(row.remainingMs, row.wallDeadline - now.wall);
}

/** For a running row of this process after the wall clock jumped: it ends no later than by the wall clock of its own boot. */
export function remainingAfterJump(row: TimerRow, now: Moment): number {
  const remaining = row.monotonicDeadline - now.monotonic;
  return isOfEarlierBoot(row, now) ? Math.min(remaining, row.wallDeadline - now.wall) : remaining;
}

/** How long ago a row that rings ended, in this process. */
export function lateness(row: TimerRow, now: Moment): number {
  return Math.max(0, now.monotonic - row.monotonicDeadline);
}
