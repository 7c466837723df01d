// 16 kHz sound to what microWakeWord models listen to: every 10 ms, 40 numbers about the last 30 ms. Window ▸ FFT ▸ mel
// channels ▸ noise reduction ▸ gain control ▸ logarithm, value for value what TensorFlow Lite Micro's "micro frontend"
// computes (reference values: test/fixtures/wake). Models see nothing else, so one wrong rounding here is a worse ear.
//
// Hot path: 100 frames a second, allocates nothing.
import { SPEECH_RATE } from '../../ports.ts';
import { controlGain } from './gain-control.ts';
import { scaledLogarithm } from './logarithm.ts';
import { CHANNELS, roundedSquareRoot, sumChannels } from './mel-filterbank.ts';
import { NoiseReduction } from './noise-reduction.ts';
import { FFT_SIZE, RealFft } from './real-fft.ts';

export const FEATURES = CHANNELS;
/** The features' unit: multiply by this for the values the models were trained on. */
export const FEATURE_SCALE = 1 / 25.6;
/** The distance of two frames. Models say in their JSON that they want this (`feature_step_size`). */
export const FRAME_STEP_MS = 10;

const WINDOW = (SPEECH_RATE / 1000) * 30;
const STEP = (SPEECH_RATE / 1000) * FRAME_STEP_MS;
const LOG_HEADROOM_BITS = 3;
/** The Hann window in Q12, computed in 32-bit floats like the reference. */
const HANN = Int16Array.from({ length: WINDOW }, (_, i) => hann(i));

export class AudioFrontEnd {
  /** The newest frame; overwritten by the next. */
  readonly features = new Uint16Array(FEATURES);

  readonly #window = new Int16Array(WINDOW);
  #filled = 0;
  readonly #scaled = new Int16Array(FFT_SIZE); // zero beyond the window
  readonly #fft = new RealFft();
  readonly #energies = new Float64Array(FFT_SIZE / 2);
  readonly #sums = new Float64Array(CHANNELS + 2);
  readonly #noise = new NoiseReduction();

  /**
   * Takes samples from `from` on, as many as complete the next frame and no more; returns how many. `features` is new when
   * `frameComplete` says so.
   */
  write(samples: Int16Array, from: number): number {
    if (this.frameComplete) this.#advance();
    const count = Math.min(samples.length - from, WINDOW - this.#filled);
    const window = this.#window;
    for (let i = 0, at = this.#filled; i < count; i++) window[at + i] = samples[from + i] as number;
    this.#filled += count;
    if (this.frameComplete) this.#analyse();
    return count;
  }

  get frameComplete(): boolean {
    return this.#filled === WINDOW;
  }

  /** Forgets the sound and the noise estimates; the next frame comes after 480 samples. */
  reset(): void {
    this.#filled = 0;
    this.#noise.reset();
  }

  #advance(): void {
    this.#window.copyWithin(0, STEP);
    this.#filled -= STEP;
  }

  #analyse(): void {
    const shift = this.#applyWindow();
    this.#fft.transform(this.#scaled, this.#energies);
    sumChannels(this.#energies, this.#sums);
    for (let channel = 0; channel < CHANNELS; channel++) {
      const root = roundedSquareRoot(this.#sums[channel + 1] as number);
      const reduced = this.#noise.reduce(channel, root >>> shift);
      const normalised = controlGain(reduced, this.#noise.estimates[channel] as number);
      this.features[channel] = scaledLogarithm(normalised * 2 ** LOG_HEADROOM_BITS);
    }
  }

  /** Windows the sound and scales it up to use all 16 bits; returns by how many bits. */
  #applyWindow(): number {
    const window = this.#window;
    const scaled = this.#scaled;
    let loudest = 0;
    for (let i = 0; i < WINDOW; i++) {
      const value = ((window[i] as number) * (HANN[i] as number)) >> 12;
      scaled[i] = value;
      // −32768 has no positive counterpart in 16 bits: the reference's maximum skips it too.
      const size = Math.abs(value);
      if (size > loudest && size < 32768) loudest = size;
    }
    const shift = Math.clz32(loudest) - 17;
    for (let i = 0; i < WINDOW; i++) scaled[i] = (scaled[i] as number) << shift;
    return shift;
  }
}

function hann(i: number): number {
  const step = Math.fround(Math.fround(Math.fround(Math.PI) * 2) / WINDOW);
  const cosine = Math.fround(Math.cos(Math.fround(step * Math.fround(i + 0.5))));
  const value = Math.fround(0.5 - Math.fround(0.5 * cosine));
  return Math.floor(Math.fround(Math.fround(value * 4096) + 0.5));
}
