/** The mean of the last `size` probabilities: one loud syllable is not a word. */
export class ScoreWindow {
  readonly #values: Float64Array;
  #next = 0;
  #count = 0;

  constructor(size: number) {
    this.#values = new Float64Array(size);
  }

  /** The mean with this one; −1 until the window is full. */
  add(probability: number): number {
    const values = this.#values;
    values[this.#next] = probability;
    this.#next = (this.#next + 1) % values.length;
    this.#count = Math.min(this.#count + 1, values.length);
    if (this.#count < values.length) return -1;
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[i] as number;
    return sum / values.length;
  }

  reset(): void {
    this.#next = 0;
    this.#count = 0;
  }
}
