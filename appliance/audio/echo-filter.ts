// The way from the speaker to the microphone as a filter in the frequency domain, cut into blocks of 20 ms: what it predicts, and how
// it is moved towards what was heard. How far is the canceller's to say.
import { BINS, FRAME, SIZE } from './echo-spectra.ts';
import { dbToAmplitude } from './pcm.ts';
import type { RealFft } from './real-fft.ts';

/** Below this mean square (−70 dBFS) the reference is silence: nothing to learn, and nothing to take away once the tail is over. */
const SILENT = 32_768 ** 2 * 1e-7;

/** What is left over fills one frame of a transform, and so has this much of the power that the whole would. */
const SHARE = 0.4;
/** An echo may be somewhat louder than what is played: what is not known of a bin is as large. */
const UNKNOWN = 3;
/** The first sound comes within so many blocks as a rule; from then on a room of 0.3 s has 4 dB less in each. */
const DIRECT_BLOCKS = 3;
const DECAY_DB = 4;
/** How much the way changes within a frame, as a share of its square: with less, a volume turned up is followed too slowly (measured). */
const CHANGE = 1e-3;
/**
 * Likewise at the highest bin, and less with the square of the frequency: a speaker's clock 100 ppm off turns it by 0.1 rad a frame. Twenty
 * times the square of that is best, since it always turns the same way (measured).
 */
const TURN = 0.2;
/** What is left over has the echo in it that the doubt counts already: this much of it is other sound (measured). */
const OTHER = 0.5;
/** So much of what was not known at first is unknown again after each frame: where there was no echo there may be one, as after a jump. */
const FORGOTTEN = 3e-6;

const CHANGES = Float64Array.from({ length: BINS }, (_, k) => CHANGE + TURN * (k / (BINS - 1)) ** 2);

export class EchoFilter {
  readonly blocks: number;
  /** How much of the echo is likely left over after `learn`: a power, one a bin. */
  readonly doubt = new Float64Array(BINS);
  readonly #fft: RealFft;
  /** The last two frames of the reference, in time. */
  readonly #reference = new Float64Array(2 * FRAME);
  /** Spectra of the reference and the filter, one a block; the newest reference is at `#newest`. */
  readonly #xRe: Float64Array[];
  readonly #xIm: Float64Array[];
  readonly #wRe: Float64Array[];
  readonly #wIm: Float64Array[];
  readonly #re = new Float64Array(BINS);
  readonly #im = new Float64Array(BINS);
  readonly #samples = new Float64Array(SIZE);
  /** How far off each bin of each block may be, as a square. */
  readonly #variance: Float64Array[];
  /** The same before anything is known, one a block. */
  readonly #unknown: readonly number[];
  readonly #step = new Float64Array(BINS);
  #newest = 0;
  #silentFrames = Number.POSITIVE_INFINITY;
  #constrained = 0;

  /** A transform of SIZE. */
  constructor(blocks: number, fft: RealFft) {
    this.blocks = blocks;
    this.#fft = fft;
    const spectra = (): Float64Array[] => Array.from({ length: blocks }, () => new Float64Array(BINS));
    this.#xRe = spectra();
    this.#xIm = spectra();
    this.#wRe = spectra();
    this.#wIm = spectra();
    this.#variance = spectra();
    this.#unknown = this.#variance.map(
      (_, block) => UNKNOWN * dbToAmplitude(-DECAY_DB * Math.max(0, block - DIRECT_BLOCKS + 1)) ** 2,
    );
    this.forget();
  }

  /** Whether nothing of what was played can be heard any more. */
  get idle(): boolean {
    return this.#silentFrames > this.blocks;
  }

  /** The next frame of the reference. */
  take(reference: Int16Array): void {
    this.#reference.copyWithin(0, FRAME);
    let power = 0;
    for (let i = 0; i < FRAME; i++) {
      const sample = reference[i] as number;
      this.#reference[FRAME + i] = sample;
      power += sample * sample;
    }
    this.#newest = (this.#newest + this.blocks - 1) % this.blocks;
    const silent = power / FRAME < SILENT;
    if (silent && this.#silentFrames > 1) this.#clearNewest();
    else this.#transformReference();
    this.#silentFrames = silent ? this.#silentFrames + 1 : 0;
  }

  /** What the filter thinks the microphone hears of the speaker: the second frame of the circular convolution is the linear one. */
  predict(echo: Float64Array): void {
    this.#re.fill(0);
    this.#im.fill(0);
    for (let block = 0; block < this.blocks; block++) this.#addProduct(block);
    this.#toTime(echo);
  }

  /**
   * Moves towards what was heard: `eRe` and `eIm` are the spectrum of what the prediction left over, `loudness` is its power of late, one
   * a bin. What is known well moves little, and everything where much besides the echo is heard. `change` is by what the prediction of
   * this frame would be other now.
   */
  learn(eRe: Float64Array, eIm: Float64Array, loudness: Float64Array, change: Float64Array): void {
    this.#measureDoubt();
    for (let k = 0; k < BINS; k++) {
      const doubt = this.doubt[k] as number;
      const step = 1 / (doubt + OTHER * (loudness[k] as number) + 1);
      this.#step[k] = step;
      this.#re[k] = (eRe[k] as number) * doubt * step;
      this.#im[k] = (eIm[k] as number) * doubt * step;
    }
    this.#toTime(change);
    this.doubt.fill(0);
    for (let block = 0; block < this.blocks; block++) this.#adapt(block, eRe, eIm);
    this.#constrained = (this.#constrained + 1) % this.blocks;
    this.#constrain(this.#constrained);
  }

  forget(): void {
    for (const spectrum of this.#wRe) spectrum.fill(0);
    for (const spectrum of this.#wIm) spectrum.fill(0);
    for (const [block, variance] of this.#variance.entries()) variance.fill(this.#unknown[block] as number);
  }

  #clearNewest(): void {
    (this.#xRe[this.#newest] as Float64Array).fill(0);
    (this.#xIm[this.#newest] as Float64Array).fill(0);
  }

  #transformReference(): void {
    this.#samples.fill(0);
    this.#samples.set(this.#reference);
    this.#fft.forward(this.#samples, this.#xRe[this.#newest] as Float64Array, this.#xIm[this.#newest] as Float64Array);
  }

  #addProduct(block: number): void {
    const at = (this.#newest + block) % this.blocks;
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

  /** Of a circular convolution's spectrum the second frame, which is that of the linear one. */
  #toTime(frame: Float64Array): void {
    this.#fft.inverse(this.#re, this.#im, this.#samples);
    frame.set(this.#samples.subarray(FRAME, 2 * FRAME));
  }

  /** How much of the echo is likely left over, as far as the reference and what is known of the way tell. */
  #measureDoubt(): void {
    const { doubt } = this;
    doubt.fill(0);
    for (let block = 0; block < this.blocks; block++) {
      const at = (this.#newest + block) % this.blocks;
      const [xRe, xIm] = [this.#xRe[at] as Float64Array, this.#xIm[at] as Float64Array];
      const variance = this.#variance[block] as Float64Array;
      for (let k = 0; k < BINS; k++) {
        const a = xRe[k] as number;
        const b = xIm[k] as number;
        doubt[k] = (doubt[k] as number) + SHARE * (variance[k] as number) * (a * a + b * b);
      }
    }
  }

  /** w += variance × step × conj(x) × e, after which the variance is smaller by what this frame told. */
  #adapt(block: number, eRe: Float64Array, eIm: Float64Array): void {
    const at = (this.#newest + block) % this.blocks;
    const [xRe, xIm] = [this.#xRe[at] as Float64Array, this.#xIm[at] as Float64Array];
    const [wRe, wIm] = [this.#wRe[block] as Float64Array, this.#wIm[block] as Float64Array];
    const variance = this.#variance[block] as Float64Array;
    const forgotten = FORGOTTEN * (this.#unknown[block] as number);
    const { doubt } = this;
    for (let k = 0; k < BINS; k++) {
      const a = xRe[k] as number;
      const b = xIm[k] as number;
      const c = eRe[k] as number;
      const d = eIm[k] as number;
      const gain = SHARE * (variance[k] as number) * (this.#step[k] as number);
      const re = (wRe[k] as number) + gain * (a * c + b * d);
      const im = (wIm[k] as number) + gain * (a * d - b * c);
      wRe[k] = re;
      wIm[k] = im;
      const share = SHARE * (a * a + b * b);
      const changed = (CHANGES[k] as number) * (re * re + im * im) + forgotten;
      const left = (1 - Math.min(1, gain * share)) * (variance[k] as number) + changed;
      variance[k] = left;
      doubt[k] = (doubt[k] as number) + share * left;
    }
  }

  /** A block's filter has 20 ms in time; what leaked beyond is the circular convolution's. One block a frame is enough (Speex does it so). */
  #constrain(block: number): void {
    const [wRe, wIm] = [this.#wRe[block] as Float64Array, this.#wIm[block] as Float64Array];
    this.#fft.inverse(wRe, wIm, this.#samples);
    this.#samples.fill(0, FRAME);
    this.#fft.forward(this.#samples, wRe, wIm);
  }
}
