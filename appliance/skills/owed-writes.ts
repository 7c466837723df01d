// What could not be written down, as on a full disk, is written when it can be: what was cancelled meanwhile must not ring after the next
// start, nor what was done be done again.
import type { Clock, Timer } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';

const AGAIN_MS = 60_000;

export class OwedWrites {
  readonly #clock: Clock;
  readonly #onFailed: (error: Error) => void;
  /** By row: only the last is owed. */
  readonly #owed = new Map<number, () => void>();
  #again: Timer | null = null;

  /** `onFailed` is told once of each that cannot be written at once. */
  constructor(deps: { readonly clock: Clock; readonly onFailed: (error: Error) => void }) {
    this.#clock = deps.clock;
    this.#onFailed = deps.onFailed;
  }

  /** Makes row `id` what `write` makes of it, now or later. */
  write(id: number, write: () => void): void {
    this.#owed.set(id, write);
    const failure = this.#pay();
    if (failure !== null && this.#owed.has(id)) this.#onFailed(failure);
  }

  /** Row `id` was written otherwise. */
  forget(id: number): void {
    this.#owed.delete(id);
  }

  close(): void {
    this.#again?.cancel();
    this.#pay();
    this.#again?.cancel();
  }

  /** The first failure ends it: on a full disk the rest would fail as well. */
  #pay(): Error | null {
    this.#again?.cancel();
    for (const [id, write] of this.#owed) {
      try {
        write();
        this.#owed.delete(id);
      } catch (thrown) {
        this.#again = this.#clock.after(AGAIN_MS, () => void this.#pay());
        return toError(thrown);
      }
    }
    return null;
  }
}
