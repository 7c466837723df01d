// A mute circuit that remembers one bit, which its button and software can both turn, and that cannot say who did: that is kept here,
// so that software never undoes what a person did, and a person's press always counts. A chip that was unplugged has forgotten the
// bit and is given it again: nobody is listened to because a cable was loose. One that kept it from the life before is taken for a
// person's until software claims it.
import { type Clock, sleep } from '../../kernel/clock.ts';
import type { MuteSwitch } from '../ports.ts';

export interface MuteCircuit {
  isMuted(): Promise<boolean>;
  setMuted(muted: boolean): Promise<void>;
}

/** Faster than a person wonders why the ring is not red yet. */
const POLL_MS = 300;

export class LatchedMute implements MuteSwitch {
  readonly #circuit: MuteCircuit;
  readonly #clock: Clock;
  /** What the circuit was last known or told to be; null before it was read. */
  #on: boolean | null = null;
  #byPerson = false;
  /** To be written to it. */
  #due: boolean | null = null;
  /** Whether it has been seen as it should be since it was last told, or away. */
  #seen = false;
  #reported = false;
  #onChange: (muted: boolean) => void = () => {};
  #polling: AbortController | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(circuit: MuteCircuit, deps: { readonly clock: Clock }) {
    this.#circuit = circuit;
    this.#clock = deps.clock;
  }

  async open(onChange: (muted: boolean) => void): Promise<void> {
    const polling = new AbortController();
    this.#polling = polling;
    this.#onChange = onChange;
    this.#reported = false;
    await this.#inTurn(() => this.#look());
    void this.#poll(polling.signal);
  }

  follow(muted: boolean): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#byPerson || this.#on === muted) return;
      this.#on = muted;
      this.#due = muted;
      await this.#write();
    });
  }

  adopt(): void {
    this.#byPerson = false;
  }

  close(): Promise<void> {
    this.#polling?.abort();
    this.#onChange = () => {};
    return this.#inTurn(async () => {
      if (this.#on !== true || this.#byPerson) return;
      this.#on = false;
      await this.#circuit.setMuted(false);
    });
  }

  async #poll(signal: AbortSignal): Promise<void> {
    for (;;) {
      await sleep(this.#clock, POLL_MS, signal).catch(() => {}); // aborted: the next line ends the loop
      if (signal.aborted) return;
      await this.#inTurn(() => (this.#due === null ? this.#look() : this.#write()));
    }
  }

  /** A look never falls between a decision and its writing. A board that does not answer is unplugged or resetting: the next time. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(act).catch(() => this.#forgotten());
    return this.#work;
  }

  #forgotten(): void {
    this.#seen = false;
    if (this.#on === true) this.#due = true;
  }

  async #write(): Promise<void> {
    if (this.#due === null) return;
    await this.#circuit.setMuted(this.#due);
    this.#due = null;
    this.#seen = false;
  }

  async #look(): Promise<void> {
    const now = await this.#circuit.isMuted();
    if (now === this.#on) {
      this.#seen = true;
      if (!this.#reported) this.#report(this.#byPerson);
      return;
    }
    // It has not taken it, or was away without our noticing: told again rather than believed.
    if (this.#on === true && !this.#seen) {
      this.#due = true;
      return;
    }
    this.#on = now;
    this.#byPerson = now;
    this.#seen = true;
    this.#report(now);
  }

  #report(muted: boolean): void {
    this.#reported = true;
    this.#onChange(muted);
  }
}
