// Time is injected. `monotonic` never jumps and orders events; `wall` is what a person reads on a clock and may jump, since a
// Pi has no battery-backed clock and boots with a stale one. Only this file touches the runtime's own timers.

export interface Timer {
  /** Idempotent; a timer that has fired ignores it. */
  cancel(): void;
}

export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back, and is the same in every process of this machine. */
  monotonic(): number;
  /** Milliseconds since 1970-01-01 UTC; may jump either way. */
  wall(): number;
  /** Calls `run` once, not before `delayMs` have passed. Never synchronously, also for 0. */
  after(delayMs: number, run: () => void): Timer;
}

const LONGEST_TIMEOUT_MS = 2 ** 31 - 1; // Node fires at once for anything longer

/** The machine's own clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
  wall: () => Date.now(),
  after(delayMs, run) {
    let handle: NodeJS.Timeout;
    const arm = (leftMs: number): void => {
      const stepMs = Math.min(leftMs, LONGEST_TIMEOUT_MS);
      handle = setTimeout(() => (leftMs > stepMs ? arm(leftMs - stepMs) : run()), stepMs).unref();
    };
    arm(Math.max(0, delayMs));
    return { cancel: () => clearTimeout(handle) };
  },
};

/** Keeps the process alive until cancelled, since the clock's own timers do not. */
export function stayAlive(): Timer {
  const handle = setInterval(() => {}, LONGEST_TIMEOUT_MS);
  return { cancel: () => clearInterval(handle) };
}

/** Resolves after `delayMs` on `clock`; rejects with the signal's reason when it aborts first. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const onAbort = (): void => {
      timer.cancel();
      reject(signal?.reason as Error);
    };
    const timer = clock.after(delayMs, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/**
 * A clock that moves only when told to: by a test, or by the samples of a microphone when a recording is run faster than real
 * time. Timers fire in order of their time, synchronously inside `advance`.
 */
export class ManualClock implements Clock {
  #now = 0;
  #wallAtZero: number;
  #sequence = 0;
  readonly #timers = new Map<number, { readonly at: number; readonly run: () => void }>();

  constructor(wallStart = Date.UTC(2026, 0, 1, 12)) {
    this.#wallAtZero = wallStart;
  }

  monotonic(): number {
    return this.#now;
  }

  wall(): number {
    return this.#wallAtZero + this.#now;
  }

  after(delayMs: number, run: () => void): Timer {
    const id = this.#sequence++;
    this.#timers.set(id, { at: this.#now + Math.max(0, delayMs), run });
    return { cancel: () => void this.#timers.delete(id) };
  }

  /** Moves time forward, firing what falls due on the way, also what those timers add. */
  advance(ms: number): void {
    const target = this.#now + ms;
    for (let next = this.#nextDue(target); next !== undefined; next = this.#nextDue(target)) {
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next.id);
      next.run();
    }
    this.#now = target;
  }

  /** The wall clock alone jumps, as after a first answer from a time server. */
  jumpWall(ms: number): void {
    this.#wallAtZero += ms;
  }

  #nextDue(target: number): { id: number; at: number; run: () => void } | undefined {
    let due: { id: number; at: number; run: () => void } | undefined;
    for (const [id, timer] of this.#timers) {
      if (timer.at <= target && (due === undefined || timer.at < due.at)) due = { id, ...timer };
    }
    return due;
  }
}
