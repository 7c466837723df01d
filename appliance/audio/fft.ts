// A fast Fourier transform in place, radix 2, for the frame path: tables once, nothing allocated afterwards.
import { LinnetError } from '../kernel/errors.ts';

export class Fft {
  readonly size: number;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #reversed: Uint32Array;

  /** `size` is a power of two. */
  constructor(size: number) {
    const bits = Math.log2(size);
    if (!Number.isInteger(bits) || bits < 1) {
      throw new LinnetError('input.invalid', `A transform has a power of two as its size; ${size} came.`);
    }
    this.size = size;
    this.#cos = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.#sin = Float64Array.from({ length: size / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / size));
    this.#reversed = Uint32Array.from({ length: size }, (_, k) => reverseBits(k, bits));
  }

  /** exp(−2πi kn/size), unscaled. */
  forward(re: Float64Array, im: Float64Array): void {
    this.#reorder(re, im);
    for (let half = 1; half < this.size; half *= 2) this.#combine(re, im, half);
  }

  /** exp(+2πi kn/size) / size: undoes forward. */
  inverse(re: Float64Array, im: Float64Array): void {
    this.forward(im, re);
    for (let i = 0; i < this.size; i++) {
      re[i] = (re[i] as number) / this.size;
      im[i] = (im[i] as number) / this.size;
    }
  }

  #reorder(re: Float64Array, im: Float64Array): void {
    for (let i = 0; i < this.size; i++) {
      const j = this.#reversed[i] as number;
      if (j <= i) continue;
      const a = re[i] as number;
      const b = im[i] as number;
      re[i] = re[j] as number;
      im[i] = im[j] as number;
      re[j] = a;
      im[j] = b;
    }
  }

  #combine(re: Float64Array, im: Float64Array, half: number): void {
    const step = this.size / (2 * half);
    for (let start = 0; start < this.size; start += 2 * half) {
      for (let k = 0, table = 0; k < half; k++, table += step) {
        const low = start + k;
        const high = low + half;
        const c = this.#cos[table] as number;
        const s = this.#sin[table] as number;
        const a = (re[high] as number) * c + (im[high] as number) * s;
        const b = (im[high] as number) * c - (re[high] as number) * s;
        re[high] = (re[low] as number) - a;
        im[high] = (im[low] as number) - b;
        re[low] = (re[low] as number) + a;
        im[low] = (im[low] as number) + b;
      }
    }
  }
}

function reverseBits(value: number, bits: number): number {
  let reversed = 0;
  for (let bit = 0; bit < bits; bit++) if (value & (1 << bit)) reversed |= 1 << (bits - 1 - bit);
  return reversed;
}
