// The states after each shared item of a program, for one form of one text. Kept between texts; an epoch tells what is old.

export class KnownStates {
  readonly #epochs: Int32Array;
  readonly #states: (readonly number[])[];
  #epoch = 0;

  constructor(size: number) {
    this.#epochs = new Int32Array(size);
    this.#states = new Array<readonly number[]>(size).fill([]);
  }

  /** Forgets everything, at once. */
  clear(): void {
    this.#epoch++;
  }

  get(item: number): readonly number[] | undefined {
    return this.#epochs[item] === this.#epoch ? this.#states[item] : undefined;
  }

  set(item: number, states: readonly number[]): void {
    this.#epochs[item] = this.#epoch;
    this.#states[item] = states;
  }
}
