// A tone that nobody heard because the board died: played when it is back, where it does not come too late.
import { chimeMs } from '../audio/chimes.ts';
import type { BoardCommand } from '../hardware/board-channel.ts';
import type { Clock } from '../kernel/clock.ts';

type Tone = Extract<BoardCommand, { kind: 'chime' }>;

interface GivenTone {
  readonly tone: Tone;
  readonly atMs: number;
}

/** A tone that comes later than this would puzzle whoever hears it. */
const KEPT_MS = 10_000;
/** From the hub to the last of it out of the card, beyond its own length: what is queued there, and some time for a death to be noticed. */
const ON_THE_WAY_MS = 150;

export class OwedTone {
  readonly #clock: Clock;
  #last: GivenTone | null = null;
  #owed: GivenTone | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `sent`: whether there was a board to give it to. */
  given(tone: Tone, sent: boolean): void {
    this.#last = { tone, atMs: this.#clock.monotonic() };
    if (!sent) this.#owed = this.#last;
  }

  /** Others hear of a board's death before this process does: a tone that it was given just before cannot have sounded to its end. */
  boardLost(): void {
    if (this.#last === null) return;
    const { tone, atMs } = this.#last;
    if (this.#clock.monotonic() - atMs < chimeMs(tone.chime) + ON_THE_WAY_MS) this.#owed = this.#last;
  }

  /** Owed no more; null where none is. */
  take(): Tone | null {
    const owed = this.#owed;
    this.#owed = null;
    return owed !== null && this.#clock.monotonic() - owed.atMs < KEPT_MS ? owed.tone : null;
  }
}
