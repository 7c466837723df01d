// For how long a device has shown no life, by looks at regular intervals. A look that comes late was this process's own fault: what
// the device did meanwhile has not been read yet, so only one interval of it counts.
import type { Clock } from '../../kernel/clock.ts';

export class StallClock {
  readonly #clock: Clock;
  readonly #everyMs: number;
  #lookedAt: number;
  #stalledMs = 0;

  constructor(clock: Clock, everyMs: number) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#lookedAt = clock.monotonic();
  }

  /** `alive`: whether it has done anything since the last look. The milliseconds for which it has not. */
  look(alive: boolean): number {
    const now = this.#clock.monotonic();
    this.#stalledMs = alive ? 0 : this.#stalledMs + Math.min(now - this.#lookedAt, 2 * this.#everyMs);
    this.#lookedAt = now;
    return this.#stalledMs;
  }
}
