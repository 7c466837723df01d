// The transform of a real signal by one of half its size: the even samples are the real and the odd ones the imaginary parts, and what
// is mixed in the result is told apart by symmetry (Press et al., "Numerical Recipes", 12.3). Half the work of a complex transform.
import { Fft } from './fft.ts';

export class RealFft {
  /** Of a spectrum: from the constant part to the Nyquist frequency. */
  readonly bins: number;
  readonly #half: Fft;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  /** `size` is a power of two, 4 at least. */
  constructor(size: number) {
    this.bins = size / 2 + 1;
    this.#half = new Fft(size / 2);
    this.#cos = Float64Array.from({ length: this.bins }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.#sin = Float64Array.from({ length: this.bins }, (_, k) => Math.sin((2 * Math.PI * k) / size));
    this.#re = new Float64Array(size / 2);
    this.#im = new Float64Array(size / 2);
  }

  /** The `bins` lower ones of exp(−2πi kn/size), unscaled. */
  forward(samples: Float64Array, re: Float64Array, im: Float64Array): void {
    const half = this.bins - 1;
    for (let i = 0; i < half; i++) {
      re[i] = samples[2 * i] as number;
      im[i] = samples[2 * i + 1] as number;
    }
    this.#half.forward(re, im);
    re[half] = re[0] as number;
    im[half] = im[0] as number;
    for (let k = 0; k <= half / 2; k++) this.#separate(re, im, k, half - k);
  }

  /** Undoes forward. */
  inverse(re: Float64Array, im: Float64Array, samples: Float64Array): void {
    const half = this.bins - 1;
    for (let k = 0; k < half; k++) this.#join(re, im, k, half - k);
    this.#half.inverse(this.#re, this.#im);
    for (let i = 0; i < half; i++) {
      samples[2 * i] = this.#re[i] as number;
      samples[2 * i + 1] = this.#im[i] as number;
    }
  }

  /** Of bins k and half − k: the even samples' share, and the odd ones' turned by their delay. */
  #separate(re: Float64Array, im: Float64Array, low: number, high: number): void {
    const evenRe = ((re[low] as number) + (re[high] as number)) / 2;
    const evenIm = ((im[low] as number) - (im[high] as number)) / 2;
    const oddRe = ((im[low] as number) + (im[high] as number)) / 2;
    const oddIm = ((re[high] as number) - (re[low] as number)) / 2;
    const c = this.#cos[low] as number;
    const s = this.#sin[low] as number;
    const turnedRe = oddRe * c + oddIm * s;
    const turnedIm = oddIm * c - oddRe * s;
    re[low] = evenRe + turnedRe;
    im[low] = evenIm + turnedIm;
    re[high] = evenRe - turnedRe;
    im[high] = turnedIm - evenIm;
  }

  #join(re: Float64Array, im: Float64Array, low: number, high: number): void {
    const evenRe = ((re[low] as number) + (re[high] as number)) / 2;
    const evenIm = ((im[low] as number) - (im[high] as number)) / 2;
    const turnedRe = ((re[low] as number) - (re[high] as number)) / 2;
    const turnedIm = ((im[low] as number) + (im[high] as number)) / 2;
    const c = this.#cos[low] as number;
    const s = this.#sin[low] as number;
    this.#re[low] = evenRe - (turnedRe * s + turnedIm * c);
    this.#im[low] = evenIm + (turnedRe * c - turnedIm * s);
  }
}
