// Streaming conversion between sample rates: a Kaiser-windowed sinc cut into one short filter for each phase of the exact ratio
// (polyphase), so each output sample is one dot product. Output sample n stands at the time of input n × in/out: no delay is
// added, and the last few input samples are held back until their right-hand neighbours came, or flush().
import { LinnetError } from '../kernel/errors.ts';
import { clampToInt16 } from './pcm.ts';

/** Zero crossings of the sinc on each side. With β = 8 the pass band is flat to 0.42 of the lower rate and all above 0.5 is at −80 dB. */
const CROSSINGS = 32;
const KAISER_BETA = 8;
/** The middle of the transition band (0.42 to 0.5 of the lower rate), from Kaiser's formula for 64 taps at 80 dB. */
const CUTOFF = 0.46;
const BLOCK = 1024;
const LOWEST_RATE = 1000;
const HIGHEST_RATE = 768_000;

export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #half: number;
  readonly #taps: number;
  readonly #filters: Float32Array;
  readonly #window: Float32Array;
  #filled: number;
  /** Where the filter of the next output begins in `#window`, and its phase in units of 1/up input samples. */
  #start = 0;
  #phase = 0;

  /** Throws `audio.unsupported` for rates outside 1 to 768 kHz. */
  constructor(inputRate: number, outputRate: number) {
    for (const rate of [inputRate, outputRate]) {
      if (!Number.isInteger(rate) || rate < LOWEST_RATE || rate > HIGHEST_RATE) {
        throw new LinnetError('audio.unsupported', `Expected a sample rate of 1,000 to 768,000 Hz; ${rate} came.`);
      }
    }
    const divisor = greatestCommonDivisor(inputRate, outputRate);
    this.#up = outputRate / divisor;
    this.#down = inputRate / divisor;
    const scale = Math.min(1, this.#up / this.#down);
    this.#half = Math.ceil(CROSSINGS / scale);
    this.#taps = 2 * this.#half;
    this.#filters = designFilters(this.#up, this.#half, scale);
    this.#window = new Float32Array(this.#taps + BLOCK);
    this.#filled = this.#half - 1;
  }

  /** The most output samples that `input` input samples (and a flush) can cause. */
  maxOutput(input: number): number {
    return Math.ceil(((input + this.#taps) * this.#up) / this.#down) + 1;
  }

  /** Takes all of `input`, writes what is ready to the start of `output` (see maxOutput) and returns how many samples that is. */
  process(input: Int16Array, output: Int16Array): number {
    let written = 0;
    for (let at = 0; at < input.length; at += BLOCK) {
      const end = Math.min(input.length, at + BLOCK);
      for (let i = at; i < end; i++) this.#window[this.#filled++] = input[i] as number;
      written = this.#convert(output, written);
    }
    return written;
  }

  /** Writes the samples held back, as if silence followed, and starts anew. */
  flush(output: Int16Array): number {
    this.#window.fill(0, this.#filled, this.#filled + this.#half);
    this.#filled += this.#half;
    const written = this.#convert(output, 0);
    this.reset();
    return written;
  }

  reset(): void {
    this.#window.fill(0);
    this.#filled = this.#half - 1;
    this.#start = 0;
    this.#phase = 0;
  }

  #convert(output: Int16Array, from: number): number {
    let written = from;
    while (this.#start + this.#taps <= this.#filled) {
      output[written++] = this.#sampleAt(this.#start, this.#phase);
      const phase = this.#phase + this.#down;
      this.#start += Math.floor(phase / this.#up);
      this.#phase = phase % this.#up;
    }
    this.#dropConsumed();
    return written;
  }

  #sampleAt(start: number, phase: number): number {
    const filters = this.#filters;
    const window = this.#window;
    const base = phase * this.#taps;
    let sum = 0;
    for (let k = 0; k < this.#taps; k++) sum += (window[start + k] as number) * (filters[base + k] as number);
    return clampToInt16(sum);
  }

  #dropConsumed(): void {
    const gone = Math.min(this.#start, this.#filled);
    this.#window.copyWithin(0, gone, this.#filled);
    this.#filled -= gone;
    this.#start -= gone;
  }
}

/** All of `samples` at once. */
export function resample(samples: Int16Array, inputRate: number, outputRate: number): Int16Array {
  if (inputRate === outputRate) return samples;
  const resampler = new Resampler(inputRate, outputRate);
  const output = new Int16Array(resampler.maxOutput(samples.length));
  const ready = resampler.process(samples, output);
  const wanted = Math.ceil((samples.length * outputRate) / inputRate);
  const tail = new Int16Array(resampler.maxOutput(0));
  const rest = resampler.flush(tail);
  output.set(tail.subarray(0, Math.min(rest, output.length - ready)), ready);
  return output.subarray(0, Math.min(wanted, ready + rest));
}

/** Filter `phase` weighs the `2 × half` inputs around a point `phase / up` after input `half − 1`; each sums to 1. */
function designFilters(up: number, half: number, scale: number): Float32Array {
  const taps = 2 * half;
  const filters = new Float32Array(up * taps);
  const weights = new Float64Array(taps);
  for (let phase = 0; phase < up; phase++) {
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      const distance = k - (half - 1) - phase / up;
      const weight = sinc(2 * CUTOFF * scale * distance) * kaiser(distance / half);
      weights[k] = weight;
      sum += weight;
    }
    for (let k = 0; k < taps; k++) filters[phase * taps + k] = (weights[k] as number) / sum;
  }
  return filters;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : besselI0(KAISER_BETA * Math.sqrt(1 - x * x)) / BESSEL_AT_BETA;
}

/** The modified Bessel function of order 0 by its power series (Abramowitz & Stegun 9.6.12). */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

const BESSEL_AT_BETA = besselI0(KAISER_BETA);

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
