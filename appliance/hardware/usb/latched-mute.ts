// A mute circuit that remembers one bit, which its button and software can both turn, and that cannot say who did: that is kept here,
// so that software never undoes what a person did, and a person's press always counts. So it is read before each writing, and nothing is
// written where it does not answer. A chip that was unplugged has forgotten the bit and is given it again: nobody is listened to because
// a cable was loose. One that kept it from the life before is taken for a person's until software claims it.
import { type Clock, sleep } from '../../kernel/clock.ts';
import { toError } from '../../kernel/errors.ts';
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
  /** What the circuit was last seen to be, or told; null before it was read. */
  #on: boolean | null = null;
  #byPerson = false;
  /** What software said since the last act of a person; null where it said nothing. */
  #wanted: boolean | null = null;
  /** Whether it has been seen as it should be since it was last told, or away. */
  #seen = false;
  #reported = false;
  #failure: Error | null = null;
  #onChange: (muted: boolean) => void = () => {};
  #polling: AbortController | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(circuit: MuteCircuit, deps: { readonly clock: Clock }) {
    this.#circuit = circuit;
    this.#clock = deps.clock;
  }

  get failure(): Error | null {
    return this.#failure;
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
    return this.#inTurn(() => {
      this.#wanted = muted;
      return this.#look();
    });
  }

  adopt(): void {
    this.#byPerson = false;
  }

  close(): Promise<void> {
    this.#polling?.abort();
    this.#onChange = () => {};
    return this.#inTurn(async () => {
      this.#wanted = null;
      if (this.#on !== true || this.#byPerson) return;
      this.#on = false;
      await this.#circuit.setMuted(false);
    });
  }

  async #poll(signal: AbortSignal): Promise<void> {
    for (;;) {
      await sleep(this.#clock, POLL_MS, signal).catch(() => {}); // aborted: the next line ends the loop
      if (signal.aborted) return;
      await this.#inTurn(() => this.#look());
    }
  }

  /** A look never falls between a decision and its writing. A board that does not answer is unplugged or resetting: the next time. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(act).then(
      () => {
        this.#failure = null;
      },
      (thrown: unknown) => {
        this.#failure = toError(thrown);
        this.#seen = false;
      },
    );
    return this.#work;
  }

  /** Reads it, and writes what it should be where it is not. */
  async #look(): Promise<void> {
    const now = await this.#circuit.isMuted();
    this.#believe(now);
    const due = this.#byPerson || this.#wanted;
    if (due !== null && due !== now) {
      await this.#circuit.setMuted(due);
      this.#seen = false;
    }
    if (due !== null) this.#on = due; // also where the chip forgot what it should forget
  }

  #believe(now: boolean): void {
    // It has not taken it, or was away without our noticing: told again rather than believed.
    if (this.#on === true && !now && !this.#seen) return;
    this.#seen = true;
    if (now !== this.#on) {
      if (this.#on !== null) this.#wanted = now;
      this.#on = now;
      this.#byPerson = now;
    } else if (this.#reported) return;
    this.#report(this.#byPerson);
  }

  #report(muted: boolean): void {
    this.#reported = true;
    this.#onChange(muted);
  }
}
