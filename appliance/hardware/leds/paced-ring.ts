// The manners of every real ring: no more frames than its bus carries, none that changes nothing (but for a slow repetition where the
// ring may be plugged in anew), never brighter than its supply allows, dark when it is opened (the last process may have crashed, and
// LEDs keep their colour) and dark when it is closed.
import type { Clock, Timer } from '../../kernel/clock.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { LedRing } from '../ports.ts';

/** What a driver does: send one frame. */
export interface LedBus {
  readonly count: number;
  /** `pixels` holds r, g, b of each LED and is not changed until the promise settles. */
  send(pixels: Uint8Array): Promise<void>;
  /** Releases the bus. Idempotent. */
  close(): Promise<void>;
}

export interface PacedRingOptions {
  /** 50 for SPI, 20 for USB. */
  readonly framesPerSecond: number;
  /** Scales every colour; 1 is as bright as the driver allows. Default 1. */
  readonly brightness?: number;
  /**
   * So long after a frame it is sent again, though nothing changed: a chip that was unplugged and is back shows something of its own,
   * such as where it hears somebody, also on a box that is muted. Default: never.
   */
  readonly repeatMs?: number;
}

export interface PacedRingDeps {
  readonly clock: Clock;
  readonly log: Log;
}

/** After a frame did not get through, it is tried again: a ring that was plugged in again shows something of its own. */
const RETRY_MS = 1000;

export class PacedRing implements LedRing {
  readonly count: number;
  readonly #bus: LedBus;
  readonly #deps: PacedRingDeps;
  readonly #intervalMs: number;
  readonly #brightness: number;
  readonly #repeatMs: number | null;
  readonly #wanted: Uint8Array;
  readonly #sent: Uint8Array;
  /** Whether the ring is known to show what was sent. */
  #arrived = false;
  #sending: Promise<void> | null = null;
  #nextAt = 0;
  #timer: Timer | null = null;
  /** Why the last frame did not arrive. */
  #failure: Error | null = null;
  #closing: Promise<void> | null = null;

  constructor(options: PacedRingOptions, bus: LedBus, deps: PacedRingDeps) {
    this.count = bus.count;
    this.#bus = bus;
    this.#deps = deps;
    this.#intervalMs = 1000 / options.framesPerSecond;
    this.#brightness = options.brightness ?? 1;
    this.#repeatMs = options.repeatMs ?? null;
    this.#wanted = new Uint8Array(bus.count * 3);
    this.#sent = new Uint8Array(bus.count * 3);
    this.#pump(); // dark, at once
  }

  show(pixels: Uint8Array): void {
    if (pixels.length !== this.#wanted.length) {
      throw new LinnetError('input.invalid', `The ring has ${this.count} LEDs; ${pixels.length / 3} came.`);
    }
    if (this.#closing !== null) return;
    for (let i = 0; i < pixels.length; i++) this.#wanted[i] = Math.round((pixels[i] as number) * this.#brightness);
    this.#pump();
  }

  /** What keeps frames from the LEDs; null where the last one that was sent arrived, which the first one is at once. */
  async problem(): Promise<Error | null> {
    await this.#sending;
    return this.#failure;
  }

  close(): Promise<void> {
    this.#closing ??= this.#shut();
    return this.#closing;
  }

  async #shut(): Promise<void> {
    this.#timer?.cancel();
    await this.#sending;
    this.#wanted.fill(0);
    if (!this.#isShown()) await this.#bus.send(this.#wanted).catch((error: unknown) => this.#failed(error));
    await this.#bus.close();
  }

  /** Sends what is wanted, now or as soon as the bus may carry it; the newest frame wins. */
  #pump(): void {
    if (this.#sending !== null || this.#isShown()) return;
    const wait = this.#nextAt - this.#deps.clock.monotonic();
    this.#timer?.cancel();
    if (wait > 0) this.#timer = this.#deps.clock.after(wait, () => this.#pump());
    else this.#sending = this.#send();
  }

  async #send(): Promise<void> {
    this.#nextAt = this.#deps.clock.monotonic() + this.#intervalMs;
    this.#sent.set(this.#wanted);
    try {
      await this.#bus.send(this.#sent);
      this.#failure = null;
      this.#arrived = true;
    } catch (error) {
      this.#failed(error);
    }
    this.#sending = null;
    if (this.#closing !== null) return;
    if (this.#isShown()) this.#repeatLater();
    else if (!this.#isSent()) this.#pump();
    else this.#timer = this.#deps.clock.after(RETRY_MS, () => this.#pump());
  }

  #repeatLater(): void {
    if (this.#repeatMs === null) return;
    this.#timer = this.#deps.clock.after(this.#repeatMs, () => {
      this.#arrived = false;
      this.#pump();
    });
  }

  /** Said once for each time the ring went away; frames go on being tried, so it comes back by itself. */
  #failed(error: unknown): void {
    this.#arrived = false;
    if (this.#failure === null) this.#deps.log.warn({ err: toError(error) }, 'ring does not take frames');
    this.#failure = toError(error);
  }

  #isShown(): boolean {
    return this.#arrived && this.#isSent();
  }

  #isSent(): boolean {
    for (let i = 0; i < this.#wanted.length; i++) if (this.#wanted[i] !== this.#sent[i]) return false;
    return true;
  }
}
