// Spectra of 20 ms frames at 16 kHz, as the echo canceller uses them: two frames and silence make one transform.
export const FRAME = 320;
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
