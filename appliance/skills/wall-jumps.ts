// By how much the wall clock jumped since it was last looked at: what it moved beyond the monotonic clock.
import type { Clock } from '../kernel/clock.ts';

export class WallJumps {
  readonly #clock: Clock;
  #offset: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offset = clock.wall() - clock.monotonic();
  }

  /** Milliseconds, negative where it went back; what is told once is not told again. */
  sinceLastLook(): number {
    const offset = this.#clock.wall() - this.#clock.monotonic();
    const jump = offset - this.#offset;
    this.#offset = offset;
    return jump;
  }
}
