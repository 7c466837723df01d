// Asks the board where somebody speaks, as long as the ring says that it listens.
import type { DirectionFinder } from '../hardware/ports.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { type RingPlace, ringDegrees } from './board-direction.ts';

/** Seven times a second: a transfer to a USB chip each, and faster than a head turns. */
const ASK_MS = 150;

export interface DirectionWatchDeps {
  readonly finder: DirectionFinder;
  readonly clock: Clock;
  readonly log: Log;
}

export class DirectionWatch {
  readonly #place: RingPlace;
  readonly #deps: DirectionWatchDeps;
  readonly #onDirection: (degrees: number | null) => void;
  #timer: Timer | null = null;

  /** `onDirection` gets degrees of the ring, and null when nobody is looked for. */
  constructor(place: RingPlace, deps: DirectionWatchDeps, onDirection: (degrees: number | null) => void) {
    this.#place = place;
    this.#deps = deps;
    this.#onDirection = onDirection;
  }

  /** Idempotent. */
  start(): void {
    if (this.#timer === null) this.#wait();
  }

  /** Idempotent. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#onDirection(null);
  }

  #wait(): void {
    this.#timer = this.#deps.clock.after(ASK_MS, () => {
      this.#ask();
      this.#wait();
    });
  }

  #ask(): void {
    const { finder, log } = this.#deps;
    finder.read().then(
      ({ degrees, speech }) => {
        if (speech && this.#timer !== null) this.#onDirection(ringDegrees(this.#place, degrees));
      },
      (error: unknown) => log.debug({ err: error }, 'direction is not known'),
    );
  }
}
