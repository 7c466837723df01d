// Keeps the timers: starts, counts down, rings, and takes them up again after a restart. It needs nothing but the table and the
// clock, so a timer rings with the voice, the ear and the network down.
import type { Clock, Timer as ClockTimer } from '../kernel/clock.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import type { TimerRow, TimerState, TimerStore } from './timer-store.ts';

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
  /** `lateMs` is 0, or how long ago it ended while the box was off. */
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

export class TimerKeeper {
  readonly #options: TimerKeeperOptions;
  readonly #store: TimerStore;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #bootId: string | null;
  readonly #events: Emitter<TimerEvents>;
  readonly #rows = new Map<number, TimerRow>();
  readonly #alarms = new Map<number, ClockTimer>();

  constructor(
    options: TimerKeeperOptions,
    deps: { readonly store: TimerStore; readonly clock: Clock; readonly log: Log; readonly bootId: string | null },
  ) {
    this.#options = options;
    this.#store = deps.store;
    this.#clock = deps.clock;
    this.#log = deps.log.child({ part: 'timers' });
    this.#bootId = deps.bootId;
    this.#events = new Emitter((error, event, owner) =>
      this.#log.error({ err: error, event, owner }, 'listener failed'),
    );
  }

  on<Name extends keyof TimerEvents & string>(name: Name, listener: (...args: TimerEvents[Name]) => void): () => void {
    return this.#events.on(name, listener, 'timers');
  }

  /** Takes up what the table holds. What ended meanwhile rings now. Call once, after listeners were added. */
  start(): void {
    for (const row of this.#store.all()) {
      const remainingMs = this.#remainingAfterRestart(row);
      this.#noted({ ...row, remainingMs: Math.max(0, remainingMs) });
      if (row.state === 'paused') continue;
      if (remainingMs <= 0 || row.state === 'ringing') this.#end(row.id, row.state === 'ringing' ? 0 : -remainingMs);
      else this.#arm(row.id);
    }
  }

  /** Stops counting; the table keeps everything. */
  close(): void {
    for (const alarm of this.#alarms.values()) alarm.cancel();
    this.#alarms.clear();
  }

  list(): readonly HouseTimer[] {
    return [...this.#rows.values()].map((row) => this.#shown(row)).sort((a, b) => a.remainingMs - b.remainingMs);
  }

  get ringing(): boolean {
    return [...this.#rows.values()].some((row) => row.state === 'ringing');
  }

  /** The timer is on the disk when this returns. Throws `input.invalid` for a length out of range or too many of them. */
  set(timer: NewTimer): HouseTimer {
    if (!(timer.durationMs >= 1000 && timer.durationMs <= LONGEST_TIMER_MS)) {
      throw new LinnetError(
        'input.invalid',
        `Expected a timer of one second to seven days, got ${timer.durationMs} ms.`,
      );
    }
    if (this.#rows.size >= (this.#options.maxTimers ?? 50)) {
      throw new LinnetError('input.invalid', `There are ${this.#rows.size} timers already; cancel some first.`);
    }
    const { name, station, durationMs, command = null } = timer;
    const fresh = this.#stamp({
      name,
      station,
      command,
      state: 'running' as const,
      totalMs: durationMs,
      remainingMs: durationMs,
    });
    const row = this.#store.insert(fresh);
    this.#rows.set(row.id, row);
    this.#arm(row.id);
    this.#events.emit('changed');
    return this.#shown(row);
  }

  /** Throws `timer.unknown`. */
  cancel(id: number): HouseTimer {
    const row = this.#row(id);
    const shown = this.#shown(row);
    this.#forget(row);
    return shown;
  }

  /** Holds one that runs; any other stays as it is. */
  pause(id: number): HouseTimer {
    const row = this.#row(id);
    return row.state === 'running' ? this.#change(id, 'paused', (left) => left) : this.#shown(row);
  }

  /** Goes on with one that is held; any other stays as it is. */
  resume(id: number): HouseTimer {
    const row = this.#row(id);
    return row.state === 'paused' ? this.#change(id, 'running', (left) => left) : this.#shown(row);
  }

  /** Adds `ms` (negative: takes away), of which at least one second is left. A ringing timer begins again. */
  add(id: number, ms: number): HouseTimer {
    const { state } = this.#row(id);
    return this.#change(id, state === 'ringing' ? 'running' : state, (left) =>
      Math.min(LONGEST_TIMER_MS, Math.max(1000, left + ms)),
    );
  }

  /** Ends everything that rings; how many that were. */
  dismiss(): number {
    const ringing = [...this.#rows.values()].filter((row) => row.state === 'ringing');
    for (const row of ringing) this.#forget(row);
    return ringing.length;
  }

  #change(id: number, state: TimerState, left: (ms: number) => number): HouseTimer {
    const row = this.#row(id);
    const remainingMs = left(this.#remaining(row));
    const next = this.#written({ ...row, state, remainingMs, totalMs: Math.max(row.totalMs, remainingMs) });
    this.#alarms.get(id)?.cancel();
    this.#alarms.delete(id);
    if (state === 'running') this.#arm(id);
    this.#events.emit('changed');
    if (row.state === 'ringing') this.#announceSilence();
    return this.#shown(next);
  }

  #arm(id: number): void {
    const row = this.#row(id);
    const wait = this.#clock.after(this.#remaining(row), () => {
      const now = this.#rows.get(id);
      if (now === undefined || now.state !== 'running') return;
      if (this.#remaining(now) > 1)
        this.#arm(id); // longer than one timeout of the runtime can be
      else this.#end(id, 0);
    });
    this.#alarms.set(id, wait);
  }

  #end(id: number, lateMs: number): void {
    const row = this.#row(id);
    if (row.command === null) return this.#ring(id, lateMs);
    const shown = this.#shown(row);
    this.#forget(row); // before it is done: a command that ran twice would be worse than one that did not
    this.#events.emit('due', shown, lateMs > LATE_MS ? lateMs : 0);
  }

  #ring(id: number, lateMs: number): void {
    const row = this.#noted({ ...this.#row(id), state: 'ringing', remainingMs: 0 });
    this.#alarms.set(
      id,
      this.#clock.after(this.#options.ringMs, () => this.#forget(row)),
    );
    this.#log.info({ timer: id, lateMs: Math.round(lateMs) }, 'timer rings');
    this.#events.emit('changed');
    this.#events.emit('rang', this.#shown(row), lateMs > LATE_MS ? lateMs : 0);
  }

  #forget(row: TimerRow): void {
    if (!this.#rows.delete(row.id)) return;
    this.#alarms.get(row.id)?.cancel();
    this.#alarms.delete(row.id);
    this.#tryToKeep(() => this.#store.remove(row.id));
    this.#events.emit('changed');
    if (row.state === 'ringing') this.#announceSilence();
  }

  #announceSilence(): void {
    if (!this.ringing) this.#events.emit('fellSilent');
  }

  #row(id: number): TimerRow {
    const row = this.#rows.get(id);
    if (row === undefined) throw new LinnetError('timer.unknown', `There is no timer ${id}.`);
    return row;
  }

  #remaining(row: TimerRow): number {
    return row.state === 'running' ? Math.max(0, row.monotonicDeadline - this.#clock.monotonic()) : row.remainingMs;
  }

  /** May be negative: how long ago it ended. */
  #remainingAfterRestart(row: TimerRow): number {
    if (row.state !== 'running') return row.remainingMs;
    if (row.bootId !== null && row.bootId === this.#bootId) return row.monotonicDeadline - this.#clock.monotonic();
    // A wall clock that reads earlier than when the row was written is stale: the time that was left then is the best there is.
    return this.#clock.wall() < row.writtenAt ? row.remainingMs : row.wallDeadline - this.#clock.wall();
  }

  #stamp<Row extends { readonly remainingMs: number }>(row: Row) {
    const monotonic = this.#clock.monotonic();
    const wall = this.#clock.wall();
    return {
      ...row,
      wallDeadline: wall + row.remainingMs,
      monotonicDeadline: monotonic + row.remainingMs,
      bootId: this.#bootId,
      writtenAt: wall,
    };
  }

  /** As `#written`, for what has come to be whether it can be written or not. */
  #noted(row: TimerRow): TimerRow {
    const stamped = this.#stamp(row);
    this.#rows.set(row.id, stamped);
    this.#tryToKeep(() => this.#store.update(stamped));
    return stamped;
  }

  /** A full disk must not keep a timer from ringing, or from being stopped. */
  #tryToKeep(write: () => void): void {
    try {
      write();
    } catch (thrown) {
      this.#log.error({ err: toError(thrown) }, 'the table of timers could not be written');
    }
  }

  #written(row: TimerRow): TimerRow {
    const stamped = this.#stamp(row);
    this.#store.update(stamped);
    this.#rows.set(row.id, stamped);
    return stamped;
  }

  #shown(row: TimerRow): HouseTimer {
    const { id, name, station, state, totalMs, command } = row;
    const remainingMs = this.#remaining(row);
    return { id, name, station, state, totalMs, remainingMs, ...(command === null ? {} : { command }) };
  }
}
