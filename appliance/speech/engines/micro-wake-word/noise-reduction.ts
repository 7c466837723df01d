// Spectral subtraction by channel: a slowly moving estimate of each channel's level is taken away, down to a floor of 5 %.
// Integer arithmetic as in the reference; the products reach 2^46, so they stay doubles and are divided, not shifted.
import { CHANNELS } from './mel-filterbank.ts';

const SMOOTHING_BITS = 10;
const Q14_ONE = 16384;
const EVEN_SMOOTHING = 409; // 0.025
const ODD_SMOOTHING = 983; // 0.06
const FLOOR = 819; // 0.05
const UINT32 = 2 ** 32;

export class NoiseReduction {
  /** The smoothed level of each channel, times 2^10. What the gain control divides by. */
  readonly estimates = new Float64Array(CHANNELS);

  /** The level of `channel` without its noise, after the estimate moved towards `level`. */
  reduce(channel: number, level: number): number {
    const smoothing = (channel & 1) === 0 ? EVEN_SMOOTHING : ODD_SMOOTHING;
    const scaled = (level * 2 ** SMOOTHING_BITS) % UINT32;
    const before = this.estimates[channel] as number;
    const estimate = Math.floor((scaled * smoothing + before * (Q14_ONE - smoothing)) / Q14_ONE) % UINT32;
    this.estimates[channel] = estimate;
    const reduced = Math.floor((scaled - Math.min(scaled, estimate)) / 2 ** SMOOTHING_BITS);
    return Math.max(reduced, Math.floor((level * FLOOR) / Q14_ONE));
  }

  reset(): void {
    this.estimates.fill(0);
  }
}
