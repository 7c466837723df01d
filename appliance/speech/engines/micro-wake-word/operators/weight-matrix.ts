// Σ weights · input for many outputs at once: where three quarters of an inference are spent. Four outputs go side by side, so
// that each input value is loaded once for four products and no sum waits for another; the weights lie in that order.

const WIDTH = 4;

export class WeightMatrix {
  /** Each output's sum of weights, for folding a zero point into the bias. */
  readonly weightSums: Int32Array;
  readonly #rows: number;
  readonly #length: number;
  /** [rows / 4][length][4]; rows beyond the last are zeros. */
  readonly #blocks: Int8Array;

  /** `weights` has `rows` rows (one an output) of `length` values. */
  constructor(weights: Int8Array, rows: number, length: number) {
    this.#rows = rows;
    this.#length = length;
    this.#blocks = new Int8Array(Math.ceil(rows / WIDTH) * WIDTH * length);
    this.weightSums = new Int32Array(rows);
    for (let row = 0; row < rows; row++) {
      const block = Math.floor(row / WIDTH) * WIDTH * length;
      for (let i = 0; i < length; i++) {
        const weight = weights[row * length + i] as number;
        this.#blocks[block + i * WIDTH + (row % WIDTH)] = weight;
        this.weightSums[row] = (this.weightSums[row] as number) + weight;
      }
    }
  }

  /** How long `sums` must be: the number of rows, rounded up to whole blocks. */
  get paddedRows(): number {
    return Math.ceil(this.#rows / WIDTH) * WIDTH;
  }

  /** Adds to `sums` the products of `count` inputs from `at` on with the weights from column `column` on. */
  addProducts(sums: Int32Array, input: Int8Array, at: number, column: number, count: number): void {
    const blocks = this.#blocks;
    for (let row = 0; row < this.#rows; row += WIDTH) {
      let w = row * this.#length + column * WIDTH;
      let first = 0;
      let second = 0;
      let third = 0;
      let fourth = 0;
      for (let i = at; i < at + count; i++) {
        const value = input[i] as number;
        first = (first + value * (blocks[w] as number)) | 0;
        second = (second + value * (blocks[w + 1] as number)) | 0;
        third = (third + value * (blocks[w + 2] as number)) | 0;
        fourth = (fourth + value * (blocks[w + 3] as number)) | 0;
        w += WIDTH;
      }
      sums[row] = (sums[row] as number) + first;
      sums[row + 1] = (sums[row + 1] as number) + second;
      sums[row + 2] = (sums[row + 2] as number) + third;
      sums[row + 3] = (sums[row + 3] as number) + fourth;
    }
  }
}
