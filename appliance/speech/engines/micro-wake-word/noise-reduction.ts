// Spectral subtraction by channel: a slowly moving estimate of each channel's level is taken away, down to a floor of 5 %.
// Integer arithmetic as in the reference; the products reach 2^46, so they stay doubles, divided and not shifted, and
// `>>> 0` brings them back to the unsigned 32 bits that the reference keeps.
import { CHANNELS } from './mel-filterbank.ts';

const SMOOTHING_BITS = 10;
const Q14_ONE = 16384;
const EVEN_SMOOTHING = 409; // 0.025
const ODD_SMOOTHING = 983; // 0.06
const FLOOR = 819; // 0.05

export class NoiseReduction {
  /** The smoothed level of each channel, times 2^10. What the gain control divides by. */
  readonly estimates = new Uint32Array(CHANNELS);

  /** The level of `channel` without its noise, after the estimate moved towards `level`. */
  reduce(channel: number, level: number): number {
    const smoothing = (channel & 1) === 0 ? EVEN_SMOOTHING : ODD_SMOOTHING;
    const scaled = (level << SMOOTHING_BITS) >>> 0;
    const before = this.estimates[channel] as number;
    const estimate = ((scaled * smoothing + before * (Q14_ONE - smoothing)) / Q14_ONE) >>> 0;
    this.estimates[channel] = estimate;
    const reduced = estimate < scaled ? (scaled - estimate) >>> SMOOTHING_BITS : 0;
    return Math.max(reduced, ((level * FLOOR) / Q14_ONE) >>> 0);
  }

  reset(): void {
    this.estimates.fill(0);
  }
}
