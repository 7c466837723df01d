// Lines of the header through onoff: a button in, the power of LEDs out.
import type { Clock, Timer } from '../../kernel/clock.ts';
import { toError } from '../../kernel/errors.ts';
import type { PowerLine } from '../leds/apa102.ts';
import { loadNative } from '../native-package.ts';
import type { Button } from '../ports.ts';

/** What is used of onoff's Gpio. */
export interface GpioLine {
  readSync(): 0 | 1;
  writeSync(value: 0 | 1): void;
  watch(listener: (error: Error | null | undefined, value: 0 | 1) => void): void;
  unwatchAll(): void;
  unexport(): void;
}

/** Opens line `number` of the kernel. */
export type OpenGpio = (number: number, direction: 'in' | 'out', edge: 'none' | 'both') => GpioLine;

export const openOnoff: OpenGpio = (number, direction, edge) => {
  type Gpio = new (number: number, direction: string, edge: string) => GpioLine;
  const { Gpio } = loadNative<{ Gpio: Gpio }>('onoff', 'the button and the power of the LEDs');
  return new Gpio(number, direction, edge);
};

export interface LineButtonOptions {
  /** The kernel's number, see gpioNumber(). */
  readonly number: number;
  readonly activeLow: boolean;
}

export interface LineButtonDeps {
  readonly clock: Clock;
  readonly open?: OpenGpio;
}

/** Contacts bounce for a few milliseconds; nobody presses twice within this. */
const DEBOUNCE_MS = 30;

type OnEdge = (pressed: boolean, atMs: number) => void;
type OnLost = (error: Error) => void;

/**
 * The first edge counts at once; what the contact does in the next 30 ms is looked at when they are over. The line needs a pull-up,
 * which onoff cannot set: the boards have one, elsewhere `gpio=17=pu` in config.txt does it.
 */
export class LineButton implements Button {
  readonly #options: LineButtonOptions;
  readonly #clock: Clock;
  readonly #open: OpenGpio;
  #line: GpioLine | null = null;
  #pressed = false;
  #settling: Timer | null = null;

  constructor(options: LineButtonOptions, deps: LineButtonDeps) {
    this.#options = options;
    this.#clock = deps.clock;
    this.#open = deps.open ?? openOnoff;
  }

  open(onEdge: OnEdge, onLost: OnLost = () => {}): Promise<void> {
    return Promise.resolve().then(() => {
      const line = this.#open(this.#options.number, 'in', 'both');
      this.#line = line;
      // Not a press: a line that nothing pulls up would mute the box, and then set it up anew.
      this.#pressed = this.#isDown(line);
      line.watch(() => this.#look(onEdge, onLost));
    });
  }

  close(): Promise<void> {
    this.#settling?.cancel();
    this.#settling = null;
    const line = this.#line;
    this.#line = null;
    return Promise.resolve().then(() => {
      line?.unwatchAll();
      line?.unexport();
    });
  }

  /** Reads the line itself: a value that came with an edge may be out of date when it arrives. */
  #look(onEdge: OnEdge, onLost: OnLost): void {
    if (this.#line === null || this.#settling !== null) return;
    let pressed = false; // nobody holds a button that is not there
    let failure: Error | null = null;
    try {
      pressed = this.#isDown(this.#line);
    } catch (thrown) {
      failure = toError(thrown);
      void this.close().catch(() => {}); // it may have no way back to the kernel either
    }
    if (pressed !== this.#pressed) {
      this.#pressed = pressed;
      onEdge(pressed, this.#clock.monotonic());
      this.#settle(onEdge, onLost);
    }
    if (failure !== null) onLost(failure);
  }

  #settle(onEdge: OnEdge, onLost: OnLost): void {
    if (this.#line === null) return;
    this.#settling = this.#clock.after(DEBOUNCE_MS, () => {
      this.#settling = null;
      this.#look(onEdge, onLost);
    });
  }

  #isDown(line: GpioLine): boolean {
    return (line.readSync() === 0) === this.#options.activeLow;
  }
}

export function openPowerLine(number: number, open: OpenGpio = openOnoff): PowerLine {
  const line = open(number, 'out', 'none');
  return {
    set: (on) => line.writeSync(on ? 1 : 0),
    close: () => line.unexport(),
  };
}
