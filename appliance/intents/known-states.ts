// The states after each shared item of a program, for one form of one text. Kept between texts; an epoch tells what is old.

export class KnownStates {
  readonly #size: number;
  #epochs = new Int32Array(0);
  #states: (readonly number[])[] = [];
  #epoch = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** Forgets everything, at once. To be called before the first use: most texts have few forms, and those of the others take no memory. */
  clear(): void {
    if (this.#states.length !== this.#size) {
      this.#epochs = new Int32Array(this.#size);
      this.#states = new Array<readonly number[]>(this.#size).fill([]);
    }
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
