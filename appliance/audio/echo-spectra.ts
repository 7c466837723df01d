// Spectra of 20 ms frames at 16 kHz, as the echo canceller uses them: two frames and silence make one transform.
import type { Fft } from './fft.ts';

export const FRAME = 320;
/** The next power of two above two frames. */
export const SIZE = 1024;
export const BINS = SIZE / 2 + 1;

/** The upper half of the spectrum of a real signal, from the lower. */
export function mirror(re: Float64Array, im: Float64Array): void {
  for (let k = 1; k < SIZE / 2; k++) {
    re[SIZE - k] = re[k] as number;
    im[SIZE - k] = -(im[k] as number);
  }
}

/** Of a frame that stands where the prediction's second frame does. */
export function spectrumOf(fft: Fft, frame: Float64Array, re: Float64Array, im: Float64Array): void {
  re.fill(0);
  im.fill(0);
  re.set(frame, FRAME);
  fft.forward(re, im);
}

export function powerOf(re: Float64Array, im: Float64Array, power: Float64Array): void {
  for (let k = 0; k < BINS; k++) {
    const a = re[k] as number;
    const b = im[k] as number;
    power[k] = a * a + b * b;
  }
}
