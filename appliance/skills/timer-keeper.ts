// Starts timers, counts down, rings, and takes them up again after a restart: with the table and the clock, whatever else is down.
import type { Clock, Timer as ClockTimer } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import { Earshot } from './earshot.ts';
import type { TimerRow, TimerState, TimerStore } from './timer-store.ts';
import { TimerTable } from './timer-table.ts';
import {
  awaitsClock,
  CLOCK_SETTLES_MS,
  lateness,
  type Moment,
  remainingAfterJump,
  remainingAfterRestart,
  restamped,
  stamped,
} from './timer-time.ts';
import { WallJumps } from './wall-jumps.ts';

export interface HouseTimer {
  readonly id: number;
  readonly name: string | null;
  readonly station: string;
  readonly state: TimerState;
  readonly totalMs: number;
  /** 0 while it rings. */
  readonly remainingMs: number;
  /** What is done when it ends, in the words that were said; absent for a timer that rings. */
  readonly command?: string;
}

export interface NewTimer {
  readonly name: string | null;
  readonly durationMs: number;
  readonly station: string;
  readonly command?: string;
}

export interface TimerEvents {
  /** A timer, or the list of them, is not as it was. */
  changed: [];
  /** `lateMs` is 0, or how long ago it ended while the box was off, or had no loudspeaker: it then rings again. */
  rang: [timer: HouseTimer, lateMs: number];
  /** A timer with a command ended, and is gone. `lateMs` as for "rang". */
  due: [timer: HouseTimer, lateMs: number];
  /** Nothing rings any more. */
  fellSilent: [];
}

export interface TimerKeeperOptions {
  /** How long a timer rings when nobody stops it. */
  readonly ringMs: number;
  readonly maxTimers?: number;
}

export const LONGEST_TIMER_MS = 7 * 24 * 3_600_000;
const LATE_MS = 5_000; // later than this after a restart counts as missed
const LOOK_MS = 10_000;
/** Less is a time server's everyday correction. */
const JUMP_MS = 1000;

export class TimerKeeper {
  readonly #options: TimerKeeperOptions;
  readonly #table: TimerTable;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #bootId: string | null;
  readonly #events: Emitter<TimerEvents>;
  readonly #alarms = new Map<number, ClockTimer>();
  readonly #earshot = new Earshot();
  readonly #jumps: WallJumps;
  readonly #madeAt: number;
  #look: ClockTimer | undefined;

  constructor(
    options: TimerKeeperOptions,
    deps: { readonly store: TimerStore; readonly clock: Clock; readonly log: Log; readonly bootId: string | null },
  ) {
    this.#options = options;
    this.#clock = deps.clock;
    this.#log = deps.log.child({ part: 'timers' });
    this.#table = new TimerTable({ ...deps, log: this.#log });
    this.#bootId = deps.bootId;
    this.#jumps = new WallJumps(deps.clock);
    this.#madeAt = deps.clock.monotonic();
    this.#events = new Emitter((error, event, owner) =>
      this.#log.error({ err: error, event, owner }, 'listener failed'),
    );
  }

  on<Name extends keyof TimerEvents & string>(name: Name, listener: (...args: TimerEvents[Name]) => void): () => void {
    return this.#events.on(name, listener, 'timers');
  }

  /** Takes up what the table holds. What ended meanwhile rings now. Call once, after listeners were added. */
  start(): void {
    for (const row of this.#table.read()) {
      const remainingMs = remainingAfterRestart(row, this.#now());
      this.#noted({ ...row, remainingMs: Math.max(0, remainingMs) });
      if (row.state === 'paused') continue;
      if (row.state !== 'ringing' && (remainingMs > 0 || awaitsClock(row, this.#now()))) this.#arm(row.id);
      else this.#end(row.id, Math.max(0, -remainingMs));
    }
    this.#lookAtWall();
  }

  /** Stops counting; the table keeps everything. */
  close(): void {
    this.#look?.cancel();
    for (const alarm of this.#alarms.values()) alarm.cancel();
    this.#alarms.clear();
    this.#table.close();
  }

  list(): readonly HouseTimer[] {
    return this.#table
      .all()
      .map((row) => this.#shown(row))
      .sort((a, b) => a.remainingMs - b.remainingMs);
  }

  get ringing(): boolean {
    return this.#table.in('ringing').length > 0;
  }

  /** The timer is on the disk when this returns. Throws `input.invalid` for a length out of range or too many of them. */
  set(timer: NewTimer): HouseTimer {
    if (!(timer.durationMs >= 1000 && timer.durationMs <= LONGEST_TIMER_MS)) {
      const text = `Expected a timer of one second to seven days, got ${timer.durationMs} ms.`;
      throw new LinnetError('input.invalid', text);
    }
    if (this.#table.size >= (this.#options.maxTimers ?? 50)) {
      throw new LinnetError('input.invalid', `There are ${this.#table.size} timers already; cancel some first.`);
    }
    const { name, station, durationMs, command = null } = timer;
    const length = { totalMs: durationMs, remainingMs: durationMs };
    const row = this.#table.insert(stamped({ name, station, command, state: 'running', ...length }, this.#now()));
    this.#arm(row.id);
    this.#lookAtWall();
    this.#events.emit('changed');
    return this.#shown(row);
  }

  /** Throws `timer.unknown`. */
  cancel(id: number): HouseTimer {
    const row = this.#table.get(id);
    const shown = this.#shown(row);
    this.#forget(row);
    return shown;
  }

  /** Holds one that runs; any other stays as it is. */
  pause(id: number): HouseTimer {
    const row = this.#table.get(id);
    return row.state === 'running' ? this.#change(id, 'paused', (left) => left) : this.#shown(row);
  }

  /** Goes on with one that is held; any other stays as it is. */
  resume(id: number): HouseTimer {
    const row = this.#table.get(id);
    return row.state === 'paused' ? this.#change(id, 'running', (left) => left) : this.#shown(row);
  }

  /** Adds `ms` (negative: takes away), of which at least one second is left. A ringing timer begins again. */
  add(id: number, ms: number): HouseTimer {
    const { state } = this.#table.get(id);
    return this.#change(id, state === 'ringing' ? 'running' : state, (left) =>
      Math.min(LONGEST_TIMER_MS, Math.max(1000, left + ms)),
    );
  }

  /** Ends everything that rings; how many that were. */
  dismiss(): number {
    const ringing = this.#table.in('ringing');
    for (const row of ringing) this.#forget(row);
    return ringing.length;
  }

  /** Nothing can be heard until `soundBack`. */
  soundLost(): void {
    this.#earshot.soundLost();
  }

  /** What rang meanwhile rings anew, and says how late it is. */
  soundBack(): void {
    const stillRing = this.#earshot.soundBack().map((id) => this.#table.get(id));
    for (const row of [...this.#table.takeUnheard(), ...stillRing]) this.#ring(row.id, lateness(row, this.#now()));
  }

  #change(id: number, state: TimerState, left: (ms: number) => number): HouseTimer {
    const row = this.#table.get(id);
    const remainingMs = left(this.#remaining(row));
    const changed = { ...row, state, remainingMs, totalMs: Math.max(row.totalMs, remainingMs) };
    const next = this.#table.write(stamped(changed, this.#now()));
    this.#disarm(id);
    if (state === 'running') this.#arm(id);
    this.#lookAtWall();
    this.#events.emit('changed');
    if (row.state === 'ringing') this.#announceSilence();
    return this.#shown(next);
  }

  #arm(id: number): void {
    this.#alarms.get(id)?.cancel();
    const wait = this.#clock.after(this.#wait(this.#table.get(id)), () => {
      const row = this.#table.get(id);
      if (row.state !== 'running') return;
      if (this.#wait(row) > 1)
        this.#arm(id); // longer than one timeout of the runtime can be
      else this.#end(id, Math.max(0, -remainingAfterJump(row, this.#now())));
    });
    this.#alarms.set(id, wait);
  }

  #wait(row: TimerRow): number {
    const remaining = this.#remaining(row);
    const settling = this.#madeAt + CLOCK_SETTLES_MS - this.#clock.monotonic();
    return awaitsClock(row, this.#now()) ? Math.max(remaining, settling) : remaining;
  }

  /** While anything runs: after a jump of the wall clock the table is right again, and what ended while the box was off is known. */
  #lookAtWall(): void {
    this.#look?.cancel();
    if (Math.abs(this.#jumps.sinceLastLook()) >= JUMP_MS)
      for (const row of this.#table.in('running')) this.#takeUpAfterJump(row);
    if (this.#table.in('running').length > 0) this.#look = this.#clock.after(LOOK_MS, () => this.#lookAtWall());
  }

  #takeUpAfterJump(row: TimerRow): void {
    const remainingMs = remainingAfterJump(row, this.#now());
    this.#noted({ ...row, remainingMs: Math.max(0, remainingMs) });
    if (remainingMs <= 0) return this.#end(row.id, -remainingMs);
    this.#arm(row.id);
    this.#events.emit('changed');
  }

  #end(id: number, lateMs: number): void {
    const row = this.#table.get(id);
    if (row.command === null) return this.#ring(id, lateMs);
    const shown = this.#shown(row);
    this.#forget(row); // before it is done: a command that ran twice would be worse than one that did not
    this.#events.emit('due', shown, lateMs > LATE_MS ? lateMs : 0);
  }

  #ring(id: number, lateMs: number): void {
    this.#disarm(id);
    const row = this.#noted({ ...this.#table.get(id), state: 'ringing', remainingMs: -lateMs });
    this.#earshot.rings(id);
    const silence = this.#clock.after(this.#options.ringMs, () => this.#ringOut(row));
    this.#alarms.set(id, silence);
    this.#log.info({ timer: id, lateMs: Math.round(lateMs) }, 'timer rings');
    this.#events.emit('changed');
    this.#events.emit('rang', this.#shown(row), lateMs > LATE_MS ? lateMs : 0);
  }

  #ringOut(row: TimerRow): void {
    if (this.#earshot.heard(row.id)) return this.#forget(row);
    if (this.#table.keepUnheard(row)) this.#fallSilent(row);
  }

  #forget(row: TimerRow): void {
    if (this.#table.remove(row)) this.#fallSilent(row);
  }

  #fallSilent(row: TimerRow): void {
    this.#disarm(row.id);
    this.#events.emit('changed');
    if (row.state === 'ringing') this.#announceSilence();
  }

  #disarm(id: number): void {
    this.#alarms.get(id)?.cancel();
    this.#alarms.delete(id);
    this.#earshot.forget(id);
  }

  #announceSilence(): void {
    if (!this.ringing) this.#events.emit('fellSilent');
  }

  #remaining(row: TimerRow): number {
    return Math.max(0, row.state === 'running' ? row.monotonicDeadline - this.#clock.monotonic() : row.remainingMs);
  }

  #now(): Moment {
    return { wall: this.#clock.wall(), monotonic: this.#clock.monotonic(), bootId: this.#bootId };
  }

  #noted(row: TimerRow): TimerRow {
    return this.#table.note(restamped(row, this.#now()));
  }

  #shown(row: TimerRow): HouseTimer {
    const { id, name, station, state, totalMs, command } = row;
    const remainingMs = this.#remaining(row);
    return { id, name, station, state, totalMs, remainingMs, ...(command === null ? {} : { command }) };
  }
}
