// A ring of samples between a writer that comes in lumps and a reader that comes in blocks.

export class SampleRing {
  readonly #samples: Int16Array;
  #read = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#samples = new Int16Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  get free(): number {
    return this.#samples.length - this.#length;
  }

  /** The caller has checked that there is room. */
  write(samples: Int16Array): void {
    const start = (this.#read + this.#length) % this.#samples.length;
    const untilEnd = Math.min(samples.length, this.#samples.length - start);
    this.#samples.set(samples.subarray(0, untilEnd), start);
    this.#samples.set(samples.subarray(untilEnd), 0);
    this.#length += samples.length;
  }

  /** Moves up to `target.length` samples into `target`; returns how many. */
  read(target: Int16Array): number {
    const count = Math.min(target.length, this.#length);
    for (let i = 0, at = this.#read; i < count; i++) {
      target[i] = this.#samples[at] as number;
      at = at + 1 === this.#samples.length ? 0 : at + 1;
    }
    this.#read = (this.#read + count) % this.#samples.length;
    this.#length -= count;
    return count;
  }

  /** Keeps the next `count` samples, faded linearly to nothing, and drops the rest. */
  fadeOut(count: number): void {
    this.#length = Math.min(count, this.#length);
    for (let i = 0; i < this.#length; i++) {
      const at = (this.#read + i) % this.#samples.length;
      this.#samples[at] = Math.round((this.#samples[at] as number) * (1 - (i + 1) / this.#length));
    }
  }
}
