// The simulated board's ring, button and mute switch.
import type { Clock, Timer } from '../../kernel/clock.ts';
import { LinnetError } from '../../kernel/errors.ts';
import type { Button, LedRing, MuteSwitch } from '../ports.ts';

/** A ring that keeps the frame it shows. */
export class SimulatedRing implements LedRing {
  readonly count: number;
  readonly pixels: Uint8Array;
  #closed = false;

  constructor(count: number) {
    this.count = count;
    this.pixels = new Uint8Array(count * 3);
  }

  show(pixels: Uint8Array): void {
    if (pixels.length !== this.pixels.length) {
      throw new LinnetError('input.invalid', `The ring has ${this.count} LEDs; ${pixels.length / 3} came.`);
    }
    if (this.#closed) return;
    this.pixels.set(pixels);
  }

  close(): Promise<void> {
    this.pixels.fill(0);
    this.#closed = true;
    return Promise.resolve();
  }
}

export class SimulatedButton implements Button {
  readonly #clock: Clock;
  #onEdge: ((pressed: boolean, atMs: number) => void) | null = null;
  #release: Timer | null = null;
  #pressed = false;

  constructor(deps: { readonly clock: Clock }) {
    this.#clock = deps.clock;
  }

  open(onEdge: (pressed: boolean, atMs: number) => void): Promise<void> {
    this.#onEdge = onEdge;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#onEdge = null;
    this.#release?.cancel();
    return Promise.resolve();
  }

  /** Holds the button down for `forMs`; a press during a press lets go first. */
  press(forMs: number): void {
    this.#release?.cancel();
    this.#set(false);
    this.#set(true);
    this.#release = this.#clock.after(forMs, () => this.#set(false));
  }

  #set(pressed: boolean): void {
    if (this.#pressed === pressed) return;
    this.#pressed = pressed;
    this.#onEdge?.(pressed, this.#clock.monotonic());
  }
}

/** One circuit with a light that its button and software both work, as on the XVF3800. */
export class SimulatedMuteSwitch implements MuteSwitch {
  readonly failure = null;
  #on = false;
  #byPerson = false;
  #onChange: ((muted: boolean) => void) | null = null;

  /** Whether its light is on. */
  get lit(): boolean {
    return this.#on;
  }

  open(onChange: (muted: boolean) => void): Promise<void> {
    this.#onChange = onChange;
    onChange(this.#on);
    return Promise.resolve();
  }

  follow(muted: boolean): Promise<void> {
    if (!this.#byPerson) this.#on = muted;
    return Promise.resolve();
  }

  adopt(): void {
    this.#byPerson = false;
  }

  close(): Promise<void> {
    this.#onChange = null;
    if (!this.#byPerson) this.#on = false;
    return Promise.resolve();
  }

  /** A person switches it. */
  set(muted: boolean): void {
    if (this.#on === muted) return;
    this.#on = muted;
    this.#byPerson = muted;
    this.#onChange?.(muted);
  }
}
