// Keeps a device open while it is wanted: a device that is lost, or was never there, is tried again with growing waits until it is
// back, by itself. Openings and closings never overlap, but a device that is no longer wanted is not waited for.
import type { Clock, Timer } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';
import { type BackoffOptions, backoffMs } from '../kernel/retry.ts';

export interface KeptDevice {
  open(onLost: (error: Error) => void): Promise<void>;
  /** Idempotent. During an opening it breaks that off, which then rejects. */
  close(): Promise<void>;
}

export type DeviceState = 'open' | 'closed' | 'lost';

/** A cable that was put back is noticed within 2 s. */
const BACKOFF: BackoffOptions = { firstMs: 100, maxMs: 2000, jitter: 0 };

export class DeviceKeeper {
  readonly #device: KeptDevice;
  readonly #clock: Clock;
  readonly #backoff: BackoffOptions;
  readonly #onState: (state: DeviceState, reason: string | null) => void;
  #wanted = false;
  #opening = false;
  #shutting = false;
  /** The closing that breaks off the present opening. */
  #breaking: Promise<void> | null = null;
  #reason: string | null = null;
  #state: DeviceState = 'closed';
  #attempts = 0;
  #retry: Timer | null = null;
  #work: Promise<void> = Promise.resolve();

  /** `onState` is called for each change; `reason` is why it is closed or lost, for a person. */
  constructor(
    device: KeptDevice,
    deps: { readonly clock: Clock; readonly backoff?: BackoffOptions },
    onState: (state: DeviceState, reason: string | null) => void,
  ) {
    this.#device = device;
    this.#clock = deps.clock;
    this.#backoff = deps.backoff ?? BACKOFF;
    this.#onState = onState;
  }

  get state(): DeviceState {
    return this.#state;
  }

  /** Whether the device is open and is to stay so: not from the moment on at which it is no longer wanted. */
  get delivering(): boolean {
    return this.#state === 'open' && this.#wanted && !this.#shutting;
  }

  /** Whether it holds the device no more: not while it is being opened, nor while such an opening is broken off. */
  get released(): boolean {
    return this.#state === 'closed' && !this.#opening && this.#breaking === null;
  }

  /** Opens or closes the device; resolves after the first attempt. `reason` says why it is closed. Never rejects. */
  want(open: boolean, reason: string | null = null): Promise<void> {
    this.#wanted = open;
    this.#reason = reason;
    this.#attempts = 0;
    this.#retry?.cancel();
    // A microphone that delivers nothing is given up after seconds: muting it and ending the board must not take so long.
    if (!open && this.#opening) this.#breaking ??= this.#device.close().catch(() => {}); // closed once more in turn, which tells
    this.#work = this.#work.then(() => this.#reconcile());
    return this.#work;
  }

  /** Resolves when what is under way is done. */
  settled(): Promise<void> {
    return this.#work;
  }

  async #reconcile(): Promise<void> {
    if (this.#wanted && this.#state !== 'open') await this.#tryOpen();
    else if (!this.#wanted && this.#state !== 'closed') await this.#shut();
  }

  async #tryOpen(): Promise<void> {
    this.#opening = true;
    const failure = await this.#attempt();
    this.#opening = false;
    if (this.#breaking !== null) {
      await this.#breaking;
      this.#breaking = null;
      return this.#shut();
    }
    if (failure !== null) return this.#lost(failure);
    this.#attempts = 0;
    this.#change('open', null);
  }

  async #attempt(): Promise<Error | null> {
    try {
      await this.#device.open((error) => this.#lost(error));
      return null;
    } catch (thrown) {
      return toError(thrown);
    }
  }

  async #shut(): Promise<void> {
    this.#shutting = true;
    await this.#device.close().catch((thrown: unknown) => this.#change('lost', toError(thrown).message));
    this.#shutting = false;
    this.#change('closed', this.#reason);
  }

  #lost(error: Error): void {
    this.#attempts++;
    if (this.#state !== 'lost') this.#change('lost', error.message);
    this.#retry?.cancel();
    if (!this.#wanted) return;
    this.#retry = this.#clock.after(backoffMs(this.#backoff, this.#attempts), () => {
      this.#work = this.#work.then(() => this.#reconcile());
    });
  }

  #change(state: DeviceState, reason: string | null): void {
    this.#state = state;
    this.#onState(state, reason);
  }
}
