// Turns down what the adaptive filter left of the echo, never below −12 dB: a canceller that eats speech is worse than none. Works on
// two frames that overlap, which costs one frame of delay; the delay is there also while nothing is turned down.
import { BINS, FRAME, SIZE } from './echo-spectra.ts';
import { clampToInt16 } from './pcm.ts';
import type { RealFft } from './real-fft.ts';

const LEAST_GAIN = 0.25; // −12 dB
/** The doubt is more than what is left as a rule: with all of it, speech over the box loses more than the echo does (measured). */
const STRENGTH = 0.125;

/** Its square and that of the next frame's sum to 1. */
const WINDOW = Float64Array.from({ length: 2 * FRAME }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / (2 * FRAME)));

export class EchoSuppressor {
  readonly #fft: RealFft;
  readonly #gain = new Float64Array(BINS);
  readonly #overlap = new Float64Array(FRAME);
  /** The frame before and this one. */
  readonly #frames = new Float64Array(2 * FRAME);
  readonly #windowed = new Float64Array(SIZE);
  readonly #re = new Float64Array(BINS);
  readonly #im = new Float64Array(BINS);

  /** A transform of SIZE. */
  constructor(fft: RealFft) {
    this.#fft = fft;
  }

  /** Nothing that was played can be in there: it goes through bit for bit, and costs next to nothing. */
  pass(microphone: Int16Array, out: Int16Array): void {
    for (let i = 0; i < FRAME; i++) {
      const heard = microphone[i] as number;
      const before = this.#frames[FRAME + i] as number;
      // What apply() would give with a gain of 1 everywhere.
      out[i] = clampToInt16((this.#overlap[i] as number) + before * (WINDOW[i] as number) ** 2);
      this.#overlap[i] = heard * (WINDOW[FRAME + i] as number) ** 2;
      this.#frames[FRAME + i] = heard;
    }
  }

  /** A Wiener gain, by how much of the error is likely echo: powers, one a bin. */
  chooseGain(doubt: Float64Array, errorPower: Float64Array): void {
    for (let k = 0; k < BINS; k++) {
      const left = (STRENGTH * (doubt[k] as number)) / ((errorPower[k] as number) + 1);
      this.#gain[k] = Math.max(LEAST_GAIN, 1 - left);
    }
  }

  /** Applies the gain to two frames that overlap under a sine window, which costs one frame of delay. */
  apply(error: Float64Array, out: Int16Array): void {
    this.#frames.copyWithin(0, FRAME);
    this.#frames.set(error, FRAME);
    this.#windowed.fill(0);
    for (let i = 0; i < 2 * FRAME; i++) this.#windowed[i] = (this.#frames[i] as number) * (WINDOW[i] as number);
    this.#fft.forward(this.#windowed, this.#re, this.#im);
    for (let k = 0; k < BINS; k++) {
      this.#re[k] = (this.#re[k] as number) * (this.#gain[k] as number);
      this.#im[k] = (this.#im[k] as number) * (this.#gain[k] as number);
    }
    this.#fft.inverse(this.#re, this.#im, this.#windowed);
    for (let i = 0; i < FRAME; i++) {
      out[i] = clampToInt16((this.#overlap[i] as number) + (this.#windowed[i] as number) * (WINDOW[i] as number));
      this.#overlap[i] = (this.#windowed[FRAME + i] as number) * (WINDOW[FRAME + i] as number);
    }
  }
}
