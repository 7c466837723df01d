// When a row of an alarm is due. A length of time passes by the monotonic clock of the boot in which it was said; a time of day is of the
// wall clock, which a Pi has wrong until a time server answers: what was said for "7 am" or "tomorrow" by a wrong clock is then read anew.
import type { AlarmRow } from './alarm-store.ts';
import { nextOccurrence } from './recurrence.ts';
import type { Moment } from './timer-time.ts';
import { localTime, wallTime } from './zoned-time.ts';

/** What was said, for a clock that shows `local`; null where that names no time to come. */
export type ReadAnew = (local: number) => { readonly local: number; readonly rule: string | null } | null;

/** What was said, and when by the monotonic clock. */
export interface Said {
  readonly readAnew: ReadAnew;
  readonly at: number;
}

type DueTimes = Pick<AlarmRow, 'dueLocal' | 'snoozedUntil' | 'monotonicDue' | 'bootId'>;

/** Time servers correct by seconds; a clock that moves by more was wrong, and so is what was awaited by it. */
const WRONG_CLOCK_MS = 60_000;

/** For a row that is awaited by its local time alone. */
export const BY_LOCAL_TIME = { snoozedUntil: null, monotonicDue: null, bootId: null } as const;

export function dueAt({ dueLocal, zone, snoozedUntil }: Pick<AlarmRow, 'dueLocal' | 'zone' | 'snoozedUntil'>): number {
  return snoozedUntil ?? wallTime(dueLocal, zone);
}

/** So much later than now, whatever becomes of the wall clock. */
export function afterLength(delayMs: number, { wall, monotonic, bootId }: Moment): Omit<DueTimes, 'dueLocal'> {
  return { snoozedUntil: wall + delayMs, monotonicDue: monotonic + delayMs, bootId };
}

/** The first time after now; null where there is none. */
export function firstDue(
  { zone, local, rule }: Pick<AlarmRow, 'zone' | 'rule'> & { readonly local: number },
  { wall }: Moment,
): DueTimes | null {
  const now = localTime(wall, zone);
  const dueLocal = nextOccurrence(rule, local, Math.max(now, rule === null ? now : local - 1));
  if (dueLocal === null) return null;
  const toCome = wallTime(dueLocal, zone, wall);
  const isFirst = toCome === wallTime(dueLocal, zone); // of an hour that is there twice
  return { dueLocal, ...BY_LOCAL_TIME, snoozedUntil: isFirst ? null : toCome };
}

/** A row as it was read from the table: only within its own boot does the monotonic clock know it. */
export function takenUp(row: AlarmRow, { bootId }: Moment): AlarmRow {
  return bootId !== null && row.bootId === bootId ? row : { ...row, monotonicDue: null, bootId: null };
}

/** After the wall clock jumped by `jumpMs`; the row itself where it stays as it is. */
export function afterJump(row: AlarmRow, jumpMs: number, said: Said | undefined, now: Moment): AlarmRow {
  const { state, zone, rule, monotonicDue } = row;
  if (state === 'ringing') return row;
  if (monotonicDue !== null) {
    const snoozedUntil = now.wall + monotonicDue - now.monotonic;
    return { ...row, snoozedUntil, ...(state === 'set' ? { dueLocal: localTime(snoozedUntil, zone) } : {}) };
  }
  if (state === 'snoozed' || Math.abs(jumpMs) < WRONG_CLOCK_MS) return row;
  const meant = said === undefined ? null : meantBy(said, zone, now);
  if (meant !== null) return { ...row, ...meant };
  const ranAhead = rule !== null && jumpMs < 0; // what comes back would wait for a day too late
  const dueLocal = ranAhead ? nextOccurrence(rule, row.firstLocal, localTime(now.wall, zone)) : null;
  return dueLocal === null ? row : { ...row, dueLocal };
}

/** By the time at which it really was said; its own time may have passed since. */
function meantBy({ readAnew, at }: Said, zone: string, now: Moment): Partial<AlarmRow> | null {
  const then = { ...now, wall: now.wall - (now.monotonic - at) };
  const meant = readAnew(localTime(then.wall, zone));
  const due = meant === null ? null : firstDue({ ...meant, zone }, then);
  return meant === null || due === null ? null : { rule: meant.rule, firstLocal: meant.local, ...due };
}
