// Pink noise, as a quiet room has it: white noise through Paul Kellet's filter (three poles, within 0.5 dB of −3 dB an octave),
// from a generator with a seed, so that a run can be repeated.
import type { SoundSource } from './sound-source.ts';

/** The filter's output has this RMS where the white noise is uniform in ±1 (measured over a million samples). */
const UNSCALED_RMS = 1.77;

export interface RoomNoiseOptions {
  /** RMS in dBFS; a quiet living room through a mic array is about −55. */
  readonly levelDb: number;
  readonly seed?: number;
}

export class RoomNoise implements SoundSource {
  readonly #gain: number;
  #state: number;
  #slow = 0;
  #middle = 0;
  #fast = 0;

  constructor(options: RoomNoiseOptions) {
    this.#gain = (32_768 * 10 ** (options.levelDb / 20)) / UNSCALED_RMS;
    this.#state = (options.seed ?? 1) >>> 0 || 1;
  }

  addTo(frame: Float32Array): void {
    for (let i = 0; i < frame.length; i++) frame[i] = (frame[i] as number) + this.#next() * this.#gain;
  }

  #next(): number {
    const white = this.#white();
    this.#slow = 0.99765 * this.#slow + white * 0.099046;
    this.#middle = 0.963 * this.#middle + white * 0.2965164;
    this.#fast = 0.57 * this.#fast + white * 1.0526913;
    return this.#slow + this.#middle + this.#fast + white * 0.1848;
  }

  /** Marsaglia's xorshift with 32 bits of state, as −1 to 1. */
  #white(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state / 0x8000_0000 - 1;
  }
}
