// When timers end, so that what is the same looks the same: a time that is worked out anew at every look would jitter by a second,
// and seconds that are left would make every message another.
import type { HouseTimer } from '../../skills/timer-keeper.ts';

export interface TimerTimes {
  /** Wall clock, milliseconds, whole seconds; null for one that does not run. */
  readonly endsAt: number | null;
  /** Seconds that were left when it was started, paused or changed. */
  readonly remaining: number;
}

/** Clocks that were read a little apart, and a wall clock that is disciplined, move an end by less than this. */
const SAME_END_MS = 2000;

export class TimerTimesBook {
  #known = new Map<number, TimerTimes>();

  /** The times of `timers`, in their order; those of others are forgotten. `now` is the wall clock in milliseconds. */
  read(timers: readonly HouseTimer[], now: number): readonly TimerTimes[] {
    const read = timers.map((timer) => [timer.id, this.#timesOf(timer, now)] as const);
    this.#known = new Map(read);
    return read.map(([, times]) => times);
  }

  #timesOf({ id, state, remainingMs }: HouseTimer, now: number): TimerTimes {
    const remaining = Math.round(remainingMs / 1000);
    if (state !== 'running') return { endsAt: null, remaining };
    const endsAt = Math.round((now + remainingMs) / 1000) * 1000;
    const known = this.#known.get(id);
    const isSame = known !== undefined && known.endsAt !== null && Math.abs(known.endsAt - endsAt) < SAME_END_MS;
    return isSame ? known : { endsAt, remaining };
  }
}
