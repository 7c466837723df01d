// The last seconds of the microphone, addressed by the microphone's own sample count. A command may follow the wake word
// without a pause, the wake decision comes after the word, and a decode may take longer than the next frame: all of that reads
// from here. Writing and reading allocate nothing; only a loss of frames is written down.

export interface PreRollOptions {
  /** How much is kept, in samples. */
  readonly capacity: number;
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

/** More gaps than this in one ring: the oldest is forgotten, and its zeros pass for silence. */
const GAPS_REMEMBERED = 16;

export class PreRoll {
  readonly #ring: Int16Array;
  #gaps: Gap[] = [];
  #start = 0;
  #end = 0;
  #timedSample = 0;
  #timedAtMs = 0;
  readonly #samplesPerMs: number;

  constructor(options: PreRollOptions, sampleRate: number) {
    this.#ring = new Int16Array(options.capacity);
    this.#samplesPerMs = sampleRate / 1000;
  }

  /** The first sample that can still be read. Equal to `end` while nothing is kept. */
  get oldest(): number {
    return Math.max(this.#start, this.#end - this.#ring.length);
  }

  /** One past the newest sample. */
  get end(): number {
    return this.#end;
  }

  /** When `sample` was captured, by the time of the newest frame. */
  timeOf(sample: number): number {
    return this.#timedAtMs + (sample - this.#timedSample) / this.#samplesPerMs;
  }

  /**
   * Keeps `samples`. Returns how many samples are missing between the last frame and this one; they read as zeros and are
   * known to `afterGap`. A count that goes back (the capture began anew) returns -1, and everything older is forgotten.
   */
  accept(samples: Int16Array, firstSample: number, capturedAtMs: number): number {
    const missing = this.#begin(firstSample);
    this.#timedSample = firstSample;
    this.#timedAtMs = capturedAtMs;
    const kept = samples.length > this.#ring.length ? samples.subarray(-this.#ring.length) : samples;
    this.#end = firstSample + samples.length - kept.length;
    this.#append(kept);
    return missing;
  }

  /** Reads `into.length` samples from `from` on as ±1. False, and `into` untouched, where some are overwritten or not yet there. */
  read(from: number, into: Float32Array): boolean {
    if (from < this.oldest || from + into.length > this.#end) return false;
    let at = from % this.#ring.length;
    for (let i = 0; i < into.length; i++) {
      into[i] = (this.#ring[at] ?? 0) / 32768;
      at = at + 1 === this.#ring.length ? 0 : at + 1;
    }
    return true;
  }

  /** The first position from `from` on whose next `length` samples hold nothing that was lost; `from` itself where nothing was. */
  afterGap(from: number, length: number): number {
    let position = from;
    for (const gap of this.#gaps) {
      if (gap.from < position + length && gap.to > position) position = gap.to;
    }
    return position;
  }

  #begin(firstSample: number): number {
    if (firstSample === this.#end) return 0;
    const empty = this.#start === this.#end;
    const missing = firstSample - this.#end;
    if (empty || missing < 0) {
      this.#restart(firstSample);
      return empty ? 0 : -1;
    }
    this.#bridge(missing);
    return missing;
  }

  #restart(at: number): void {
    this.#start = at;
    this.#end = at;
    this.#gaps = [];
  }

  #bridge(missing: number): void {
    const gap = { from: this.#end, to: this.#end + missing };
    if (missing >= this.#ring.length) {
      this.#restart(gap.to);
      return;
    }
    this.#fillZeros(missing);
    this.#gaps = [...this.#gaps.filter((known) => known.to > this.oldest), gap].slice(-GAPS_REMEMBERED);
  }

  #fillZeros(count: number): void {
    const at = this.#end % this.#ring.length;
    const first = Math.min(count, this.#ring.length - at);
    this.#ring.fill(0, at, at + first);
    this.#ring.fill(0, 0, count - first);
    this.#end += count;
  }

  #append(samples: Int16Array): void {
    const at = this.#end % this.#ring.length;
    const first = Math.min(samples.length, this.#ring.length - at);
    this.#ring.set(first === samples.length ? samples : samples.subarray(0, first), at);
    if (first < samples.length) this.#ring.set(samples.subarray(first), 0);
    this.#end += samples.length;
  }
}
