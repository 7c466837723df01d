// The last stretch of what was heard, for those who look back at it.

/** Keeps the newest `capacity` samples. `append` allocates nothing. */
export class RecentAudio {
  readonly #samples: Int16Array;
  #next = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#samples = new Int16Array(capacity);
  }

  append(samples: Int16Array): void {
    const capacity = this.#samples.length;
    const from = Math.max(0, samples.length - capacity);
    for (let i = from; i < samples.length; i++) {
      this.#samples[this.#next] = samples[i] as number;
      this.#next = this.#next + 1 === capacity ? 0 : this.#next + 1;
    }
    this.#length = Math.min(capacity, this.#length + samples.length);
  }

  /** A copy of all that is kept, oldest first, as ±1. */
  copy(): Float32Array {
    const capacity = this.#samples.length;
    const oldest = (this.#next - this.#length + capacity) % capacity;
    return Float32Array.from({ length: this.#length }, (_, i) => {
      return (this.#samples[(oldest + i) % capacity] as number) / 32768;
    });
  }

  clear(): void {
    this.#next = 0;
    this.#length = 0;
  }
}
