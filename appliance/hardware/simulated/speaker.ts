// A speaker that behaves like a sound card: it asks for blocks as its own clock eats them, holds 60 ms at most, runs dry when it
// is not served in time, and knows what has really left it.
import type { Clock, Timer } from '../../kernel/clock.ts';
import { LinnetError } from '../../kernel/errors.ts';
import type { BlockSource, Speaker } from '../ports.ts';

export interface SimulatedSpeakerOptions {
  /** Hz; default 48,000. */
  readonly sampleRate?: number;
  /** How much of what was played is kept; default 20 s. */
  readonly keepMs?: number;
}

const BLOCK_MS = 20;
/** Blocks the card holds: the 60 ms of the port's contract. */
const BLOCKS_QUEUED = 3;

export class SimulatedSpeaker implements Speaker {
  readonly sampleRate: number;
  readonly #clock: Clock;
  readonly #block: Int16Array;
  readonly #history: Int16Array;
  #source: BlockSource | null = null;
  #onLost: (error: Error) => void = () => {};
  #onBlock: (block: Int16Array) => void = () => {};
  #timer: Timer | null = null;
  #plugged = true;
  /** The moment at which sample 0 would have left the card, had it never run dry. */
  #epoch = 0;
  #requested = 0;
  #played = 0;
  #underruns = 0;

  constructor(options: SimulatedSpeakerOptions, deps: { readonly clock: Clock }) {
    this.sampleRate = options.sampleRate ?? 48_000;
    this.#clock = deps.clock;
    this.#block = new Int16Array((this.sampleRate * BLOCK_MS) / 1000);
    this.#history = new Int16Array(Math.ceil(((options.keepMs ?? 20_000) * this.sampleRate) / 1000));
  }

  /** Hands every block to `tap` as the card takes it: a laptop's own speaker, a test. The block is only valid during the call. */
  onBlock(tap: (block: Int16Array) => void): void {
    this.#onBlock = tap;
  }

  open(source: BlockSource, onLost: (error: Error) => void): Promise<void> {
    if (!this.#plugged) return Promise.reject(unavailable('it is unplugged'));
    if (this.#source !== null) return Promise.reject(unavailable('it is open already'));
    this.#source = source;
    this.#onLost = onLost;
    this.#requested = 0;
    this.#played = 0;
    this.#epoch = this.#clock.monotonic();
    this.#serve();
    return Promise.resolve();
  }

  framesRequested(): number {
    return this.#requested;
  }

  framesPlayed(): number {
    if (this.#source === null) return this.#played;
    const elapsed = Math.floor(((this.#clock.monotonic() - this.#epoch) * this.sampleRate) / 1000);
    this.#played = Math.max(this.#played, Math.min(elapsed, this.#requested));
    return this.#played;
  }

  underruns(): number {
    return this.#underruns;
  }

  close(): Promise<void> {
    this.framesPlayed();
    this.#source = null;
    this.#timer?.cancel();
    return Promise.resolve();
  }

  /** The last of what has left the card since `open()`: at most `ms`, and no more than is kept. */
  recorded(ms: number): Int16Array {
    const played = this.framesPlayed();
    const kept = this.#history.length - (this.#requested - played);
    const count = Math.min(played, kept, Math.round((ms * this.sampleRate) / 1000));
    return Int16Array.from({ length: count }, (_, i) => this.sampleAt(played - count + i));
  }

  /** Sample `index` of those requested since `open()`, or 0 where it is not kept. */
  sampleAt(index: number): number {
    if (index < 0 || index >= this.#requested || index < this.#requested - this.#history.length) return 0;
    return this.#history[index % this.#history.length] as number;
  }

  /** The cable is pulled, or put back. */
  setPlugged(plugged: boolean): void {
    this.#plugged = plugged;
    if (plugged || this.#source === null) return;
    void this.close();
    this.#onLost(new LinnetError('speaker.lost', 'The simulated speaker was unplugged; plug it in again.'));
  }

  #serve(): void {
    this.#noteUnderrun();
    const target = this.framesPlayed() + BLOCKS_QUEUED * this.#block.length;
    while (this.#source !== null && this.#requested + this.#block.length <= target) this.#take(this.#source);
    if (this.#source !== null) this.#timer = this.#clock.after(BLOCK_MS, () => this.#serve());
  }

  #take(source: BlockSource): void {
    source(this.#block);
    const start = this.#requested % this.#history.length;
    const untilEnd = Math.min(this.#block.length, this.#history.length - start);
    this.#history.set(untilEnd === this.#block.length ? this.#block : this.#block.subarray(0, untilEnd), start);
    if (untilEnd < this.#block.length) this.#history.set(this.#block.subarray(untilEnd), 0);
    this.#requested += this.#block.length;
    this.#onBlock(this.#block);
  }

  /** A card that ran dry stands still until it is served: its time line moves on by what was missing. */
  #noteUnderrun(): void {
    const elapsed = ((this.#clock.monotonic() - this.#epoch) * this.sampleRate) / 1000;
    if (this.#requested === 0 || elapsed <= this.#requested) return;
    this.framesPlayed();
    this.#underruns++;
    this.#epoch = this.#clock.monotonic() - (this.#requested * 1000) / this.sampleRate;
  }
}

function unavailable(why: string): LinnetError {
  return new LinnetError('speaker.unavailable', `The simulated speaker cannot be opened: ${why}.`);
}
