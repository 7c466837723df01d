// When a row of an alarm is due. A length of time passes by the monotonic clock of the boot in which it was said; a time of day is of the
// wall clock, which a Pi has wrong until a time server answers: what was said for "7 am" or "tomorrow" by a wrong clock is then read anew.
import { occasionAt } from '../language/occasion-reading.ts';
import type { AlarmRow, Said } from './alarm-store.ts';
import { nextOccurrence } from './recurrence.ts';
import type { Moment } from './timer-time.ts';
import { localTime, wallTime } from './zoned-time.ts';

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

/**
 * A row as it was read from the table; `clockIsRight` is as `clockWasRight` of what was said. Only within its own boot does the monotonic
 * clock know a row, and whether the wall clock jumped since.
 */
export function takenUp(row: AlarmRow, now: Moment, clockIsRight: boolean | null): AlarmRow {
  const isOfThisBoot = (bootId: string | null): boolean => bootId !== null && bootId === now.bootId;
  const length = isOfThisBoot(row.bootId) ? {} : { monotonicDue: null, bootId: null };
  const taken = { ...row, ...length };
  const said =
    row.said === null || isOfThisBoot(row.said.bootId) ? row.said : carriedOver(taken, row.said, now, clockIsRight);
  return afterJump({ ...taken, said }, said === null ? 0 : wallAt(said, now) - said.wall, now);
}

/**
 * What was said in an earlier boot. After a power cut a clock that is put right cannot be told from one that stood still while the power
 * was off: so only what was said by a clock that nobody had set is read anew, as if the clock had gone on where it stood; where it is
 * right already, as if it were said now, since how far it was wrong is not known any more. Null for what stays as it is.
 */
function carriedOver(row: AlarmRow, said: Said, now: Moment, clockIsRight: boolean | null): Said | null {
  if (said.clockWasRight !== false || (clockIsRight === true && dueAt(row) > now.wall)) return null;
  const agoMs = clockIsRight === true ? 0 : Math.max(0, now.wall - said.wall);
  return { ...said, monotonic: now.monotonic - agoMs, bootId: now.bootId, clockWasRight: clockIsRight };
}

/** After the wall clock jumped by `jumpMs`; the row itself where it stays as it is. */
export function afterJump(row: AlarmRow, jumpMs: number, now: Moment): AlarmRow {
  const { state, zone, rule, said, monotonicDue } = row;
  if (state === 'ringing') return row;
  if (monotonicDue !== null) {
    const snoozedUntil = now.wall + monotonicDue - now.monotonic;
    return { ...row, snoozedUntil, ...(state === 'set' ? { dueLocal: localTime(snoozedUntil, zone) } : {}) };
  }
  if (state === 'snoozed' || Math.abs(jumpMs) < WRONG_CLOCK_MS) return row;
  const meant = said === null ? null : meantBy(said, zone, now);
  if (meant !== null) return { ...row, ...meant };
  const ranAhead = rule !== null && jumpMs < 0; // what comes back would wait for a day too late
  const dueLocal = ranAhead ? nextOccurrence(rule, row.firstLocal, localTime(now.wall, zone)) : null;
  return dueLocal === null ? row : { ...row, dueLocal };
}

/** By the time at which it really was said; its own time may have passed since. */
function meantBy(said: Said, zone: string, now: Moment): Partial<AlarmRow> | null {
  const then = { ...now, wall: wallAt(said, now) };
  const meant = occasionAt(said.occasion, localTime(then.wall, zone));
  const due = meant === null ? null : firstDue({ ...meant, zone }, then);
  if (meant === null || due === null) return null;
  return { rule: meant.rule, firstLocal: meant.local, ...due, said: { ...said, wall: then.wall } };
}

/** What a wall clock that goes right now would have shown when it was said. */
function wallAt(said: Said, { wall, monotonic }: Moment): number {
  return wall - (monotonic - said.monotonic);
}
