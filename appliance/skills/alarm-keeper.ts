// Keeps alarms, reminders, and commands for a time of day. They are due by the wall clock, which on a Pi is stale after boot and jumps when
// a time server answers: so the clock is looked at every few seconds instead of being trusted once, and what a jump or a pause passed over
// is rung late or told as missed. Like timers, this needs nothing but the table and the clock.
import type { Clock, Timer } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import type { AlarmEvents, HouseAlarm, NewAlarm } from './alarm.ts';
import type { AlarmKind, AlarmRow, AlarmStore } from './alarm-store.ts';
import { AlarmTable } from './alarm-table.ts';
import { afterJump, afterLength, BY_LOCAL_TIME, dueAt, firstDue, takenUp } from './alarm-time.ts';
import { Earshot } from './earshot.ts';
import { nextOccurrence } from './recurrence.ts';
import { CLOCK_SETTLES_MS, type Moment } from './timer-time.ts';
import { WallJumps } from './wall-jumps.ts';
import { localTime } from './zoned-time.ts';

export interface AlarmKeeperOptions {
  /** How long an alarm rings when nobody stops it. */
  readonly ringMs: number;
  /** Default 100. */
  readonly maxAlarms?: number;
}

export interface AlarmKeeperDeps {
  readonly store: AlarmStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly bootId: string | null;
  /** Whether the wall clock was set by a time server since the machine started; null, as without it, where that is not known. */
  readonly clockIsRight?: () => boolean | null;
}

const LOOK_MS = 10_000;
/** Who wanted to be woken an hour ago still wants to be woken. */
const RING_LATE_MS = 3_600_000;
const LATE_MS = 60_000;
/** Less is a time server's everyday correction. */
const JUMP_MS = 1000;

export class AlarmKeeper {
  readonly #options: AlarmKeeperOptions;
  readonly #table: AlarmTable;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #events: Emitter<AlarmEvents>;
  readonly #rings = new Map<number, Timer>();
  readonly #earshot = new Earshot();
  readonly #jumps: WallJumps;
  readonly #bootId: string | null;
  readonly #clockIsRight: () => boolean | null;
  readonly #madeAt: number;
  #look: Timer | undefined;

  constructor(options: AlarmKeeperOptions, deps: AlarmKeeperDeps) {
    this.#options = options;
    this.#clock = deps.clock;
    this.#log = deps.log.child({ part: 'alarms' });
    this.#table = new AlarmTable({ ...deps, log: this.#log });
    this.#jumps = new WallJumps(deps.clock);
    this.#bootId = deps.bootId;
    this.#clockIsRight = deps.clockIsRight ?? (() => null);
    this.#madeAt = deps.clock.monotonic();
    this.#events = new Emitter((error, event, owner) =>
      this.#log.error({ err: error, event, owner }, 'listener failed'),
    );
  }

  on<Name extends keyof AlarmEvents & string>(name: Name, listener: (...args: AlarmEvents[Name]) => void): () => void {
    return this.#events.on(name, listener, 'alarms');
  }

  /** Takes up what the table holds. Call once, after listeners were added. */
  start(): void {
    this.#table.load((row) => takenUp(row, this.#now(), this.#clockIsRight()));
    for (const row of this.#table.awaited()) if (row.state === 'ringing') this.#fire(row);
    this.#lookNow();
  }

  /** Nothing can be heard until `soundBack`. */
  soundLost(): void {
    this.#earshot.soundLost();
  }

  /** What rang meanwhile is late now, as after a start. */
  soundBack(): void {
    const stillRing = this.#earshot.soundBack();
    for (const row of this.#ringing()) if (stillRing.includes(row.id)) this.#ring(row);
    for (const row of this.#table.takeUnheard()) this.#fire(row);
  }

  /** Stops looking; the table keeps everything. */
  close(): void {
    this.#look?.cancel();
    for (const ring of this.#rings.values()) ring.cancel();
    this.#rings.clear();
    this.#table.close();
  }

  /** The next first; those that are only to be told are over. */
  list(kind?: AlarmKind): readonly HouseAlarm[] {
    return this.#table
      .awaited()
      .filter((row) => kind === undefined || row.kind === kind)
      .map((row) => this.#shown(row))
      .sort((a, b) => a.dueAt - b.dueAt);
  }

  get ringing(): boolean {
    return this.#rings.size > 0;
  }

  /** Wall clock of the next alarm that will ring; reminders do not count. */
  nextAlarm(): number | null {
    return this.list('alarm').find(({ state }) => state !== 'ringing')?.dueAt ?? null;
  }

  /** On the disk when this returns. Throws `input.invalid` for a time that has passed, a rule that is none, or too many of them. */
  set(alarm: NewAlarm): HouseAlarm {
    if (this.#table.size >= (this.#options.maxAlarms ?? 100)) {
      throw new LinnetError('input.invalid', `There are ${this.#table.size} alarms already; cancel some first.`);
    }
    const { kind, name, station, zone, local, rule } = alarm;
    const due = this.#firstDue(alarm);
    const clockWasRight = this.#clockIsRight();
    const said = alarm.said === undefined ? null : { occasion: alarm.said, ...this.#now(), clockWasRight };
    const row = this.#table.insert({ kind, name, station, zone, rule, ...due, firstLocal: local, state: 'set', said });
    this.#lookNow();
    this.#events.emit('changed');
    return this.#shown(row);
  }

  #firstDue(alarm: NewAlarm): NonNullable<ReturnType<typeof firstDue>> {
    const now = this.#now();
    const { dueAt: moment = null, zone } = alarm;
    if (moment !== null && moment > now.wall)
      return { dueLocal: localTime(moment, zone), ...afterLength(moment - now.wall, now) };
    const due = firstDue(alarm, now);
    if (due === null) throw new LinnetError('input.invalid', 'Expected a time that is still to come.');
    return due;
  }

  /** Throws `timer.unknown`. */
  cancel(id: number): HouseAlarm {
    const row = this.#table.get(id);
    if (row === undefined) throw new LinnetError('timer.unknown', `There is no alarm ${id}.`);
    const shown = this.#shown(row);
    this.#silence(row, () => this.#table.remove(row));
    return shown;
  }

  /** Somebody has heard of what was due or missed. */
  told(id: number): void {
    this.#table.told(id);
  }

  /** Ends everything that rings; how many that were. What comes back stays set. */
  dismiss(): number {
    const ringing = this.#ringing();
    for (const row of ringing) this.#silence(row, () => this.#goOn(row));
    return ringing.length;
  }

  /** Lets everything that rings ring again after `delayMs`; how many that are. */
  snooze(delayMs: number): number {
    const ringing = this.#ringing();
    for (const row of ringing) {
      const until = afterLength(delayMs, this.#now());
      this.#silence(row, () => this.#table.write({ ...row, state: 'snoozed', ...until }));
    }
    return ringing.length;
  }

  /** Fires what is due, and comes back in time for the next. */
  #lookNow(): void {
    this.#look?.cancel();
    const inDoubt = this.#table.awaited().filter(({ said }) => said?.clockWasRight === false);
    const isSettled = inDoubt.length > 0 && this.#clockIsRight() === true; // asked first: it may be put right in between
    this.#followJump();
    if (isSettled) for (const { id } of inDoubt) this.#settle(id);
    const now = this.#clock.wall();
    for (const row of this.#table.awaited()) {
      if (row.state !== 'ringing' && this.#firesAt(row) <= now) this.#fire(row);
    }
    const waits = this.#table
      .awaited()
      .filter(({ state }) => state !== 'ringing')
      .map((row) => this.#firesAt(row) - this.#clock.wall());
    if (waits.length === 0) return;
    this.#look = this.#clock.after(Math.max(1, Math.min(LOOK_MS, ...waits)), () => this.#lookNow());
  }

  /** The clock is right, and what was said by it was read anew where it was not. */
  #settle(id: number): void {
    const row = this.#table.get(id);
    if (row?.said) this.#table.write({ ...row, said: { ...row.said, clockWasRight: true } });
  }

  #followJump(): void {
    const jumpMs = this.#jumps.sinceLastLook();
    if (Math.abs(jumpMs) < JUMP_MS) return;
    const rows = this.#table.awaited();
    const moved = rows.map((row) => afterJump(row, jumpMs, this.#now()));
    for (const row of moved) if (row !== this.#table.get(row.id)) this.#table.write(row);
    if (rows.length > 0) this.#events.emit('changed');
  }

  /** What a command that comes hours late would do, nobody wants: one of an earlier boot waits until the time server may have answered. */
  #firesAt(row: AlarmRow): number {
    const isOfThisBoot = row.said !== null && row.said.bootId === this.#bootId;
    if (row.kind !== 'plan' || isOfThisBoot) return dueAt(row);
    const settlesMs = this.#madeAt + CLOCK_SETTLES_MS - this.#clock.monotonic();
    return Math.max(dueAt(row), this.#clock.wall() + Math.max(0, settlesMs));
  }

  #fire(row: AlarmRow): void {
    const lateMs = this.#lateness(row);
    const isLate = lateMs > LATE_MS;
    if (row.kind === 'plan') return this.#do(row, isLate ? lateMs : 0);
    if (row.kind === 'alarm' && lateMs <= RING_LATE_MS) return this.#ring(row);
    const { id, kind, rule } = row;
    this.#log.info({ alarm: id, kind, lateMs: Math.round(lateMs) }, isLate ? 'alarm missed' : 'reminder due');
    const toldOf = { ...this.#shown(row), id: this.#table.keepUntilTold(row).id };
    if (rule !== null) this.#goOn(row);
    this.#events.emit(isLate ? 'missed' : 'reminded', toldOf);
    this.#events.emit('changed');
  }

  /** On the disk before it is done: a command that ran twice would be worse than one that did not. */
  #do(row: AlarmRow, lateMs: number): void {
    const shown = this.#shown(row);
    this.#goOn(row);
    this.#events.emit('changed');
    this.#events.emit('due', shown, lateMs);
  }

  #lateness(row: AlarmRow): number {
    return this.#clock.wall() - dueAt(row);
  }

  #ring(row: AlarmRow): void {
    const lateMs = this.#lateness(row);
    const ringing = this.#table.write({ ...row, state: 'ringing', ...BY_LOCAL_TIME, said: null });
    this.#rings.get(row.id)?.cancel();
    this.#rings.set(
      row.id,
      this.#clock.after(this.#options.ringMs, () => this.#silence(ringing, () => this.#ringOut(ringing))),
    );
    this.#earshot.rings(row.id);
    this.#log.info({ alarm: row.id, lateMs: Math.round(lateMs) }, 'alarm rings');
    this.#events.emit('changed');
    this.#events.emit('rang', this.#shown(ringing), lateMs > LATE_MS ? lateMs : 0);
  }

  /** Changes `row` by `change`, and tells when that was the last to ring. */
  #silence(row: AlarmRow, change: () => void): void {
    this.#rings.get(row.id)?.cancel();
    this.#rings.delete(row.id);
    change();
    this.#earshot.forget(row.id);
    this.#lookNow();
    this.#events.emit('changed');
    if (row.state === 'ringing' && !this.ringing) this.#events.emit('fellSilent');
  }

  /** What nobody could hear is kept; what comes back goes on all the same. */
  #ringOut(row: AlarmRow): void {
    if (!this.#earshot.heard(row.id)) this.#table.keepUnheard(row);
    if (row.rule !== null || this.#earshot.heard(row.id)) this.#goOn(row);
  }

  /** To the next occurrence; without one it is over. */
  #goOn(row: AlarmRow): void {
    const now = localTime(this.#clock.wall(), row.zone);
    const dueLocal = row.rule === null ? null : nextOccurrence(row.rule, row.firstLocal, Math.max(now, row.dueLocal));
    if (dueLocal === null) return this.#table.remove(row);
    this.#table.write({ ...row, state: 'set', dueLocal, ...BY_LOCAL_TIME, said: null });
  }

  #ringing(): AlarmRow[] {
    return this.#table.awaited().filter(({ id }) => this.#rings.has(id));
  }

  #now(): Moment {
    return { wall: this.#clock.wall(), monotonic: this.#clock.monotonic(), bootId: this.#bootId };
  }

  #shown(row: AlarmRow): HouseAlarm {
    const { id, kind, name, station, state, zone, rule, firstLocal } = row;
    return { id, kind, name, station, state, zone, rule, firstLocal, dueAt: dueAt(row) };
  }
}
