// Spectra of the microphone's frames, as the echo canceller uses them: two frames and silence make one transform.
import { MICROPHONE_FRAME } from '../hardware/ports.ts';

export const FRAME = MICROPHONE_FRAME;
/** The next power of two above two frames. */
export const SIZE = 1024;
export const BINS = SIZE / 2 + 1;

export function powerOf(re: Float64Array, im: Float64Array, power: Float64Array): void {
  for (let k = 0; k < BINS; k++) {
    const a = re[k] as number;
    const b = im[k] as number;
    power[k] = a * a + b * b;
  }
}
