// Takes what the speaker plays out of what the microphone hears. A filter in the frequency domain, cut into blocks of 20 ms
// (Soo & Pang, "Multidelay block frequency domain adaptive filter", 1990), learns the way from one to the other, as a Kalman filter
// (Enzner & Vary, "Frequency-domain adaptive Kalman filter for acoustic echo control in hands-free telephones", 2006): it keeps how
// far off it may be and how loud everything else is, so that it learns within a second and somebody who speaks over the box does not
// unteach it. What likely remains is then turned down, never below −12 dB, since a canceller that eats speech is worse than none.
// Measured by test/bench/echo.ts against libspeexdsp 1.5.2 (README, "Hardware").
import { MICROPHONE_FRAME_MS } from '../hardware/ports.ts';
import { EchoFilter } from './echo-filter.ts';
import { BINS, FRAME, powerOf, SIZE } from './echo-spectra.ts';
import { EchoSuppressor } from './echo-suppressor.ts';
import { RealFft } from './real-fft.ts';

export interface EchoCanceller {
  /** Samples in each call: mono, 16 kHz. */
  readonly frame: number;
  /**
   * Writes the microphone's frame before this one without the echo into `out`: the result is one frame late. The echo of a sample of
   * `reference` must come at the same time in `microphone`, or up to the tail later.
   */
  process(microphone: Int16Array, reference: Int16Array, out: Int16Array): void;
}

/** The longest echo. */
const TAIL_MS = 200;

/** What is left over is averaged over so much of the last frames, to tell what else is heard from the echo. */
const LOUDNESS_RATE = 0.2;
/** Looks at the last half second. */
const GUARD_RATE = 0.04;

export class AdaptiveEchoCanceller implements EchoCanceller {
  readonly frame = FRAME;
  readonly #fft = new RealFft(SIZE);
  readonly #suppressor = new EchoSuppressor(this.#fft);
  readonly #filter = new EchoFilter(Math.ceil(TAIL_MS / MICROPHONE_FRAME_MS), this.#fft);
  readonly #eRe = new Float64Array(BINS);
  readonly #eIm = new Float64Array(BINS);
  /** What the prediction left over, where the prediction stands in a transform. */
  readonly #padded = new Float64Array(SIZE);
  readonly #error = this.#padded.subarray(FRAME, 2 * FRAME);
  readonly #echo = new Float64Array(FRAME);
  readonly #errorPower = new Float64Array(BINS);
  readonly #loudness = new Float64Array(BINS);
  #louder = false;
  #before = 0;
  #after = 0;

  process(microphone: Int16Array, reference: Int16Array, out: Int16Array): void {
    this.#filter.take(reference);
    if (this.#filter.idle) {
      this.#suppressor.pass(microphone, out);
      return;
    }
    this.#cancel(microphone);
    this.#suppressor.apply(this.#error, out);
  }

  /** What this frame taught already counts for it: while there is much to learn, that takes away most of the echo. */
  #cancel(microphone: Int16Array): void {
    this.#filter.predict(this.#echo);
    for (let i = 0; i < FRAME; i++) this.#error[i] = (microphone[i] as number) - (this.#echo[i] as number);
    this.#measureError();
    for (let k = 0; k < BINS; k++) {
      const change = (this.#errorPower[k] as number) - (this.#loudness[k] as number);
      this.#loudness[k] = (this.#loudness[k] as number) + LOUDNESS_RATE * change;
    }
    this.#filter.learn(this.#eRe, this.#eIm, this.#loudness, this.#echo);
    for (let i = 0; i < FRAME; i++) this.#error[i] = (this.#error[i] as number) - (this.#echo[i] as number);
    this.#measureError();
    this.#guard(microphone);
    this.#suppressor.chooseGain(this.#filter.doubt, this.#errorPower);
    // A frame that the filter made louder, as at the end of a word, is better left as it was.
    if (this.#louder) for (let i = 0; i < FRAME; i++) this.#error[i] = microphone[i] as number;
  }

  #measureError(): void {
    this.#fft.forward(this.#padded, this.#eRe, this.#eIm);
    powerOf(this.#eRe, this.#eIm, this.#errorPower);
  }

  /** A filter that makes things louder for long has been taught by a jump of the sound card, or by a fault: it starts anew. */
  #guard(microphone: Int16Array): void {
    let before = 0;
    let after = 0;
    for (let i = 0; i < FRAME; i++) {
      before += (microphone[i] as number) ** 2;
      after += (this.#error[i] as number) ** 2;
    }
    this.#louder = after > before;
    this.#before += GUARD_RATE * (before - this.#before);
    this.#after += GUARD_RATE * (after - this.#after);
    if (this.#after <= 1.05 * this.#before + FRAME) return;
    this.#filter.forget();
    this.#after = this.#before;
  }
}
