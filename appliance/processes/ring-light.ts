// The ring as a lamp of the room, where the board has one. Not kept over restarts: after a power cut nobody wants light.
import type { BoxState } from '../api/actions.ts';
import { LinnetError } from '../kernel/errors.ts';

type Light = NonNullable<BoxState['ringLight']>;

const FULL = 255;

export class RingLight {
  readonly #onChanged: () => void;
  #light: Light | null = null;

  constructor(onChanged: () => void) {
    this.#onChanged = onChanged;
  }

  /** Off where the ring has just been found; null where there is none. */
  get light(): Light | null {
    return this.#light;
  }

  /** What the board says of itself; one that comes back has the light it had. */
  boardFound(leds: number): void {
    if (leds > 0 === (this.#light !== null)) return;
    this.#light = leds > 0 ? { on: false, brightness: FULL } : null;
    this.#onChanged();
  }

  /** `brightness` 0 to 255; null: as it was. 0 is off, as Home Assistant has it. Throws `input.invalid` where there is no ring. */
  set({ on, brightness }: { readonly on: boolean; readonly brightness: number | null }): void {
    if (this.#light === null) throw new LinnetError('input.invalid', 'This box has no ring that could be a light.');
    const wanted = Math.round(brightness ?? this.#light.brightness);
    this.#light = { on: on && wanted > 0, brightness: wanted > 0 ? wanted : this.#light.brightness };
    this.#onChanged();
  }
}
