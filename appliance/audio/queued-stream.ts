// One stream of speech inside the player: converted to the speaker's rate as it arrives, with the book-keeping of which clause
// every sample belongs to. Positions count samples of this stream at the speaker's rate.
import { LARGEST_PIECE } from './credited-output.ts';
import { Resampler } from './resampler.ts';
import { SampleRing } from './sample-ring.ts';
import { CREDIT_MS, type SinkFeedback } from './speech-sink.ts';

/** Clauses that begin within one credit of sound; a reply's clauses are longer than 100 ms. */
const MOST_CLAUSES_AHEAD = 64;
/** What is faded after a cancel, so that it does not click. */
const FADE_MS = 5;

export interface Cut {
  readonly clause: number;
  readonly playedMs: number;
}

export class QueuedStream {
  readonly id: number;
  readonly feedback: SinkFeedback;
  /** Samples that the speaker has taken. */
  taken = 0;
  /** The speaker's position after the last sample it took. */
  deviceEnd = 0;
  /** Set by end(): no more will come. */
  ended = false;
  cancelled = false;
  dry = false;
  readonly #inputRate: number;
  readonly #outputRate: number;
  readonly #resampler: Resampler | null;
  readonly #converted: Int16Array;
  readonly #ring: SampleRing;
  /** Clauses that have not sounded to their end; `#passed` of them were taken to their end. */
  readonly #clauses: Array<{ readonly index: number; readonly start: number }> = [];
  #passed = 0;
  #lastIndex = 0;
  #received = 0;
  #written = 0;
  #consumed = 0;
  clausesPlayed = 0;

  constructor(id: number, inputRate: number, outputRate: number, feedback: SinkFeedback) {
    this.id = id;
    this.feedback = feedback;
    this.#inputRate = inputRate;
    this.#outputRate = outputRate;
    this.#resampler = inputRate === outputRate ? null : new Resampler(inputRate, outputRate);
    const largest = this.#resampler?.maxOutput(LARGEST_PIECE) ?? LARGEST_PIECE;
    this.#converted = new Int16Array(this.#resampler === null ? 0 : largest);
    this.#ring = new SampleRing(Math.ceil((CREDIT_MS * outputRate) / 1000) + largest);
  }

  get waiting(): number {
    return this.#ring.length;
  }

  /** False where the writer broke its credit. */
  push(samples: Int16Array): boolean {
    if (samples.length > LARGEST_PIECE) return false;
    const ready = this.#resampler?.process(samples, this.#converted);
    const converted = ready === undefined ? samples : this.#converted.subarray(0, ready);
    if (converted.length > this.#ring.free) return false;
    this.#received += samples.length;
    this.#store(converted);
    return true;
  }

  /** False where the writer begins more clauses than it has sound for. */
  beginClause(index: number): boolean {
    if (this.#clauses.length >= MOST_CLAUSES_AHEAD) return false;
    this.#lastIndex = index;
    this.#clauses.push({ index, start: this.#positionReceived() });
    return true;
  }

  end(): void {
    this.ended = true;
    if (this.#resampler === null) return;
    const held = this.#resampler.flush(this.#converted);
    const due = this.#positionReceived() - this.#written;
    this.#store(this.#converted.subarray(0, Math.max(0, Math.min(held, due, this.#ring.free))));
  }

  /** Drops what has not been taken but for a short fade. */
  cancel(): void {
    this.cancelled = true;
    this.ended = true;
    this.#ring.fadeOut(this.taken === 0 ? 0 : Math.round((FADE_MS * this.#outputRate) / 1000));
  }

  /** Gives the speaker its next samples, which begin at `devicePosition` there; returns how many. */
  take(target: Int16Array, devicePosition: number): number {
    const count = this.#ring.read(target);
    this.taken += count;
    if (count > 0) this.deviceEnd = devicePosition + count;
    return count;
  }

  /** Input samples taken since the last call. */
  newlyConsumed(): number {
    const consumed = Math.floor((this.taken * this.#inputRate) / this.#outputRate);
    const fresh = consumed - this.#consumed;
    this.#consumed = consumed;
    return fresh;
  }

  /** The next clause that was taken to its end, and where on the speaker it ends; null where there is none. */
  passClause(): { readonly index: number; readonly deviceEnd: number } | null {
    const clause = this.#clauses[this.#passed];
    if (clause === undefined || this.cancelled) return null;
    const next = this.#clauses[this.#passed + 1];
    if (next === undefined && !this.ended) return null;
    const end = next?.start ?? this.#written;
    if (end > this.taken) return null;
    this.#passed++;
    return { index: clause.index, deviceEnd: this.deviceEnd - (this.taken - end) };
  }

  /** The first of the clauses that were passed has left the card. */
  clauseSounded(): void {
    this.#clauses.shift();
    this.#passed--;
    this.clausesPlayed++;
  }

  /** Where the stream was cut when the last `unplayed` samples of what was taken never sounded; null before any sound. */
  cut(unplayed: number): Cut | null {
    const position = this.taken - unplayed;
    if (position <= 0) return null;
    // Between two clauses: the one that just ended was whole, of the next nothing was heard.
    if (this.#clauses.length === 0 && this.clausesPlayed > 0) return { clause: this.#lastIndex + 1, playedMs: 0 };
    let current = { index: 0, start: 0 };
    for (const clause of this.#clauses) if (clause.start <= position) current = clause;
    return { clause: current.index, playedMs: Math.round(((position - current.start) * 1000) / this.#outputRate) };
  }

  #positionReceived(): number {
    return Math.ceil((this.#received * this.#outputRate) / this.#inputRate);
  }

  #store(samples: Int16Array): void {
    this.#ring.write(samples);
    this.#written += samples.length;
  }
}
