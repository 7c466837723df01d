// Takes what the speaker plays out of what the microphone hears. A filter in the frequency domain, cut into blocks of 20 ms
// (Soo & Pang, "Multidelay block frequency domain adaptive filter", 1990), learns the way from one to the other; how fast it may
// learn follows from how much of the error still looks like echo (Valin, "On adjusting the learning rate in frequency domain echo
// cancellation with double-talk", 2007), so that somebody who speaks over the box does not unteach it. What remains of the echo is
// then turned down, never below −12 dB, since a canceller that eats speech is worse than none.
import { BINS, FRAME, mirror, powerOf, SIZE, spectrumOf } from './echo-spectra.ts';
import { EchoSuppressor } from './echo-suppressor.ts';
import { Fft } from './fft.ts';

export interface EchoCanceller {
  /** Samples in each call: mono, 16 kHz. */
  readonly frame: number;
  /**
   * Writes the microphone's frame before this one without the echo into `out`: the result is one frame late. The echo of a sample of
   * `reference` must come at the same time in `microphone`, or up to the tail later.
   */
  process(microphone: Int16Array, reference: Int16Array, out: Int16Array): void;
}

export interface EchoCancellerOptions {
  /** The longest echo, in milliseconds; default 200. */
  readonly tailMs?: number;
}

const FRAME_MS = 20;
/** Below this mean square (−70 dBFS) the reference is silence: nothing to learn, and nothing to take away once the tail is over. */
const SILENT = 32_768 ** 2 * 1e-7;
/** Rates of the statistics, for frames of 20 ms (Speex uses the same shares of a second). */
const MEAN_RATE = 0.02;
const LEAKAGE_RATE = 0.04;
const FASTEST_LEAKAGE_RATE = 0.01;
/** Until the filter has learnt as much as this, its own output cannot tell how much of the error is echo. */
const FIRST_STEP = 0.25;
const LEARNT_ENOUGH = 0.03;
const UNLEARNT = 0.25;
/** Looks at the last half second. */
const GUARD_RATE = 0.04;

export class AdaptiveEchoCanceller implements EchoCanceller {
  readonly frame = FRAME;
  readonly #fft = new Fft(SIZE);
  readonly #suppressor = new EchoSuppressor(this.#fft);
  readonly #blocks: number;
  /** The last two frames of the reference, in time. */
  readonly #reference = new Float64Array(2 * FRAME);
  /** Spectra of the reference and the filter, one a block; the newest reference is at `#newest`. */
  readonly #xRe: Float64Array[];
  readonly #xIm: Float64Array[];
  readonly #wRe: Float64Array[];
  readonly #wIm: Float64Array[];
  #newest = 0;
  readonly #re = new Float64Array(SIZE);
  readonly #im = new Float64Array(SIZE);
  readonly #eRe = new Float64Array(SIZE);
  readonly #eIm = new Float64Array(SIZE);
  readonly #error = new Float64Array(FRAME);
  readonly #echo = new Float64Array(FRAME);
  readonly #power = new Float64Array(BINS);
  readonly #errorPower = new Float64Array(BINS);
  readonly #echoPower = new Float64Array(BINS);
  readonly #errorMean = new Float64Array(BINS);
  readonly #echoMean = new Float64Array(BINS);
  readonly #step = new Float64Array(BINS);
  readonly #weight: Float64Array;
  #crossMean = 0;
  #squareMean = 0;
  #leakage = 0;
  #learnt = 0;
  #trained = false;
  #rate = 0;
  #louder = false;
  #strongest = 0;
  #before = 0;
  #after = 0;
  #silentFrames = Number.POSITIVE_INFINITY;
  #constrained = 0;

  constructor(options: EchoCancellerOptions = {}) {
    this.#blocks = Math.ceil((options.tailMs ?? 200) / FRAME_MS);
    this.#weight = new Float64Array(this.#blocks).fill(1 / this.#blocks);
    const spectra = (): Float64Array[] => Array.from({ length: this.#blocks }, () => new Float64Array(BINS));
    this.#xRe = spectra();
    this.#xIm = spectra();
    this.#wRe = spectra();
    this.#wIm = spectra();
  }

  process(microphone: Int16Array, reference: Int16Array, out: Int16Array): void {
    const silent = this.#takeReference(reference);
    this.#silentFrames = silent ? this.#silentFrames + 1 : 0;
    if (this.#silentFrames > this.#blocks) {
      this.#suppressor.pass(microphone, out);
      return;
    }
    this.#cancel(microphone);
    this.#suppressor.apply(this.#error, out);
  }

  #cancel(microphone: Int16Array): void {
    this.#predict();
    for (let i = 0; i < FRAME; i++) this.#error[i] = (microphone[i] as number) - (this.#echo[i] as number);
    this.#guard(microphone);
    this.#measure();
    this.#learn();
    this.#suppressor.chooseGain(this.#leakage, this.#echoPower, this.#errorPower);
    // A frame that the filter made louder, as at the end of a word, is better left as it was.
    if (this.#louder) for (let i = 0; i < FRAME; i++) this.#error[i] = microphone[i] as number;
  }

  /** Whether it is silence. */
  #takeReference(reference: Int16Array): boolean {
    this.#reference.copyWithin(0, FRAME);
    let power = 0;
    for (let i = 0; i < FRAME; i++) {
      const sample = reference[i] as number;
      this.#reference[FRAME + i] = sample;
      power += sample * sample;
    }
    this.#newest = (this.#newest + this.#blocks - 1) % this.#blocks;
    const silent = power / FRAME < SILENT;
    if (silent && this.#silentFrames > 1) this.#clearNewest();
    else this.#transformReference();
    return silent;
  }

  #clearNewest(): void {
    (this.#xRe[this.#newest] as Float64Array).fill(0);
    (this.#xIm[this.#newest] as Float64Array).fill(0);
  }

  #transformReference(): void {
    this.#re.fill(0);
    this.#im.fill(0);
    this.#re.set(this.#reference);
    this.#fft.forward(this.#re, this.#im);
    (this.#xRe[this.#newest] as Float64Array).set(this.#re.subarray(0, BINS));
    (this.#xIm[this.#newest] as Float64Array).set(this.#im.subarray(0, BINS));
  }

  /** What the filter thinks the microphone hears of the speaker: the second frame of the circular convolution is the linear one. */
  #predict(): void {
    this.#re.fill(0);
    this.#im.fill(0);
    for (let block = 0; block < this.#blocks; block++) this.#addProduct(block);
    mirror(this.#re, this.#im);
    this.#fft.inverse(this.#re, this.#im);
    this.#echo.set(this.#re.subarray(FRAME, 2 * FRAME));
  }

  #addProduct(block: number): void {
    const at = (this.#newest + block) % this.#blocks;
    const [xRe, xIm] = [this.#xRe[at] as Float64Array, this.#xIm[at] as Float64Array];
    const [wRe, wIm] = [this.#wRe[block] as Float64Array, this.#wIm[block] as Float64Array];
    const [re, im] = [this.#re, this.#im];
    for (let k = 0; k < BINS; k++) {
      const a = xRe[k] as number;
      const b = xIm[k] as number;
      const c = wRe[k] as number;
      const d = wIm[k] as number;
      re[k] = (re[k] as number) + a * c - b * d;
      im[k] = (im[k] as number) + a * d + b * c;
    }
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
    if (this.#after > 1.4 * this.#before + FRAME) this.#forget();
  }

  #forget(): void {
    for (const spectrum of this.#wRe) spectrum.fill(0);
    for (const spectrum of this.#wIm) spectrum.fill(0);
    this.#after = this.#before;
    this.#learnt = 0;
    this.#trained = false;
    this.#crossMean = 0;
    this.#squareMean = 0;
  }

  /** Spectra of error and echo, and from how they rise and fall together the share of echo that is left in the error. */
  #measure(): void {
    this.#averagePower();
    spectrumOf(this.#fft, this.#echo, this.#eRe, this.#eIm);
    powerOf(this.#eRe, this.#eIm, this.#echoPower);
    spectrumOf(this.#fft, this.#error, this.#eRe, this.#eIm);
    powerOf(this.#eRe, this.#eIm, this.#errorPower);
    let [cross, square, echoSum, errorSum] = [0, 0, 0, 0];
    for (let k = 0; k < BINS; k++) {
      const echo = this.#echoPower[k] as number;
      const error = this.#errorPower[k] as number;
      const echoChange = echo - (this.#echoMean[k] as number);
      const errorChange = error - (this.#errorMean[k] as number);
      this.#echoMean[k] = (this.#echoMean[k] as number) + MEAN_RATE * echoChange;
      this.#errorMean[k] = (this.#errorMean[k] as number) + MEAN_RATE * errorChange;
      cross += echoChange * errorChange;
      square += echoChange * echoChange;
      echoSum += echo;
      errorSum += error;
    }
    const rate = Math.min(FASTEST_LEAKAGE_RATE, (LEAKAGE_RATE * echoSum) / (errorSum + 1));
    this.#crossMean += rate * (cross - this.#crossMean);
    this.#squareMean += rate * (square - this.#squareMean);
    this.#leakage = Math.min(1, Math.max(0.005, this.#crossMean / (this.#squareMean + 1)));
    this.#chooseRate(echoSum, errorSum);
  }

  /** How fast to learn in this frame, over all bins. */
  #chooseRate(echoSum: number, errorSum: number): void {
    const referenceSum = sum(this.#power) / this.#blocks;
    if (!this.#trained) {
      this.#rate = (FIRST_STEP * Math.min(referenceSum, 0.25 * errorSum)) / (errorSum + 1);
      this.#learnt += this.#rate;
      this.#trained = this.#learnt > this.#blocks * 0.25 && this.#leakage > LEARNT_ENOUGH;
      return;
    }
    const share = (3 * this.#leakage * echoSum + 1e-4 * referenceSum) / (errorSum + 1);
    this.#rate = Math.min(0.5, share);
  }

  #learn(): void {
    for (let k = 0; k < BINS; k++) {
      const error = (this.#errorPower[k] as number) + 1;
      const left = Math.min(0.5, (this.#leakage * (this.#echoPower[k] as number)) / error);
      const step = this.#trained ? 0.7 * left + 0.3 * this.#rate : this.#rate;
      this.#step[k] = (this.#blocks * step) / ((this.#power[k] as number) + 10 * SIZE * this.#blocks);
    }
    for (let block = 0; block < this.#blocks; block++) this.#adapt(block, this.#weight[block] as number);
    this.#constrained = (this.#constrained + 1) % this.#blocks;
    this.#constrain(this.#constrained);
    this.#weigh();
  }

  /** Blocks that carry much of the echo learn faster than those that carry none (proportionate adaptation); the weights sum to 1. */
  #weigh(): void {
    let most = 0;
    let energy = 0;
    for (let block = 0; block < this.#blocks; block++) {
      const own = energyOf(this.#wRe[block] as Float64Array, this.#wIm[block] as Float64Array);
      this.#weight[block] = Math.sqrt(own);
      most = Math.max(most, this.#weight[block] as number);
      energy += own;
    }
    this.#noteUnlearning(energy);
    const total = sum(this.#weight) + this.#blocks * (0.1 * most + 1e-9);
    for (let block = 0; block < this.#blocks; block++) {
      this.#weight[block] = ((this.#weight[block] as number) + 0.1 * most + 1e-9) / total;
    }
  }

  /** A filter that shrinks to a fraction of itself is unlearning a way that is no more, and would learn the new one too slowly. */
  #noteUnlearning(energy: number): void {
    if (!this.#trained) this.#strongest = 0;
    else this.#strongest = Math.max(energy, this.#strongest);
    if (energy < UNLEARNT * this.#strongest) this.#forget();
  }

  /** The power of the reference in each bin over the whole tail. */
  #averagePower(): void {
    const power = this.#power;
    power.fill(0);
    for (let block = 0; block < this.#blocks; block++) {
      const [xRe, xIm] = [this.#xRe[block] as Float64Array, this.#xIm[block] as Float64Array];
      for (let k = 0; k < BINS; k++) {
        const a = xRe[k] as number;
        const b = xIm[k] as number;
        power[k] = (power[k] as number) + a * a + b * b;
      }
    }
  }

  /** w += weight × step × conj(x) × e */
  #adapt(block: number, weight: number): void {
    const at = (this.#newest + block) % this.#blocks;
    const [xRe, xIm] = [this.#xRe[at] as Float64Array, this.#xIm[at] as Float64Array];
    const [wRe, wIm] = [this.#wRe[block] as Float64Array, this.#wIm[block] as Float64Array];
    const [eRe, eIm, steps] = [this.#eRe, this.#eIm, this.#step];
    for (let k = 0; k < BINS; k++) {
      const a = xRe[k] as number;
      const b = xIm[k] as number;
      const c = eRe[k] as number;
      const d = eIm[k] as number;
      const step = weight * (steps[k] as number);
      wRe[k] = (wRe[k] as number) + step * (a * c + b * d);
      wIm[k] = (wIm[k] as number) + step * (a * d - b * c);
    }
  }

  /** A block's filter has 20 ms in time; what leaked beyond is the circular convolution's. One block a frame is enough (Speex does it so). */
  #constrain(block: number): void {
    const [wRe, wIm] = [this.#wRe[block] as Float64Array, this.#wIm[block] as Float64Array];
    this.#re.set(wRe);
    this.#im.set(wIm);
    mirror(this.#re, this.#im);
    this.#fft.inverse(this.#re, this.#im);
    this.#re.fill(0, FRAME);
    this.#im.fill(0);
    this.#fft.forward(this.#re, this.#im);
    wRe.set(this.#re.subarray(0, BINS));
    wIm.set(this.#im.subarray(0, BINS));
  }
}

function energyOf(re: Float64Array, im: Float64Array): number {
  let energy = 0;
  for (let k = 0; k < BINS; k++) {
    const a = re[k] as number;
    const b = im[k] as number;
    energy += a * a + b * b;
  }
  return energy;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
