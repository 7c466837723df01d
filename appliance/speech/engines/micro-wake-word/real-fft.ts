// Power spectrum of 512 real samples in 16-bit fixed point, rounding for rounding what the microWakeWord models were trained
// on (the "kissfft" of TensorFlow Lite Micro's audio front end): the even samples are the real and the odd ones the
// imaginary parts of a 256-point transform (four radix-4 stages, decimation in time), which a last pass separates.
// Every stage divides by 4 before it adds, so nothing overflows but what the reference lets wrap in its 16-bit stores.

export const FFT_SIZE = 512;
const HALF = FFT_SIZE / 2;
const Q15_ONE = 32767;
const QUARTER = Math.trunc(Q15_ONE / 4);
const ONE_HALF = Math.trunc(Q15_ONE / 2);

const COSINE = Int16Array.from({ length: HALF }, (_, k) => toQ15(Math.cos((-2 * Math.PI * k) / HALF)));
const SINE = Int16Array.from({ length: HALF }, (_, k) => toQ15(Math.sin((-2 * Math.PI * k) / HALF)));
const SPLIT_REAL = Int16Array.from({ length: HALF / 2 + 1 }, (_, k) => toQ15(Math.cos(splitPhase(k))));
const SPLIT_IMAGINARY = Int16Array.from({ length: HALF / 2 + 1 }, (_, k) => toQ15(Math.sin(splitPhase(k))));
const DIGIT_REVERSED = Uint8Array.from({ length: HALF }, (_, k) => reverseBase4(k));

export class RealFft {
  readonly #real = new Int16Array(HALF);
  readonly #imaginary = new Int16Array(HALF);

  /** Writes re² + im² of bins 1 to 255 to `energies`; the constant part (0) and the Nyquist bin (256) are not computed. */
  transform(samples: Int16Array, energies: Float64Array): void {
    const real = this.#real;
    const imaginary = this.#imaginary;
    for (let k = 0; k < HALF; k++) {
      const from = 2 * (DIGIT_REVERSED[k] as number);
      real[k] = samples[from] as number;
      imaginary[k] = samples[from + 1] as number;
    }
    for (let span = 1; span < HALF; span *= 4) runStage(real, imaginary, span);
    for (let k = 1; k <= HALF / 2; k++) separate(real, imaginary, k, energies);
  }
}

/** All radix-4 butterflies over elements `span` apart, in place. The hottest lines of the wake word: one long loop body. */
function runStage(re: Int16Array, im: Int16Array, span: number): void {
  const turnStep = HALF / (4 * span);
  for (let quad = 0; quad < HALF / 4; quad++) {
    const k = quad & (span - 1);
    const a = 4 * (quad - k) + k;
    const b = a + span;
    const c = b + span;
    const d = c + span;
    const turn = k * turnStep;
    const aRe = scale(re[a] as number, QUARTER);
    const aIm = scale(im[a] as number, QUARTER);
    let x = scale(re[b] as number, QUARTER);
    let y = scale(im[b] as number, QUARTER);
    const bRe = roundQ15(Math.imul(x, COSINE[turn] as number) - Math.imul(y, SINE[turn] as number));
    const bIm = roundQ15(Math.imul(x, SINE[turn] as number) + Math.imul(y, COSINE[turn] as number));
    x = scale(re[c] as number, QUARTER);
    y = scale(im[c] as number, QUARTER);
    const cRe = roundQ15(Math.imul(x, COSINE[2 * turn] as number) - Math.imul(y, SINE[2 * turn] as number));
    const cIm = roundQ15(Math.imul(x, SINE[2 * turn] as number) + Math.imul(y, COSINE[2 * turn] as number));
    x = scale(re[d] as number, QUARTER);
    y = scale(im[d] as number, QUARTER);
    const dRe = roundQ15(Math.imul(x, COSINE[3 * turn] as number) - Math.imul(y, SINE[3 * turn] as number));
    const dIm = roundQ15(Math.imul(x, SINE[3 * turn] as number) + Math.imul(y, COSINE[3 * turn] as number));
    re[a] = aRe + cRe + (bRe + dRe);
    im[a] = aIm + cIm + (bIm + dIm);
    re[b] = aRe - cRe + (bIm - dIm);
    im[b] = aIm - cIm - (bRe - dRe);
    re[c] = aRe + cRe - (bRe + dRe);
    im[c] = aIm + cIm - (bIm + dIm);
    re[d] = aRe - cRe - (bIm - dIm);
    im[d] = aIm - cIm + (bRe - dRe);
  }
}

/** Bins `k` and `256 - k` of the real signal out of the same bins of the half-size transform. */
function separate(re: Int16Array, im: Int16Array, k: number, energies: Float64Array): void {
  const mirror = HALF - k;
  const forwardRe = scale(re[k] as number, ONE_HALF);
  const forwardIm = scale(im[k] as number, ONE_HALF);
  const backwardRe = scale(re[mirror] as number, ONE_HALF);
  const backwardIm = scale(-(im[mirror] as number), ONE_HALF);
  const sumRe = forwardRe + backwardRe;
  const sumIm = forwardIm + backwardIm;
  const turnedRe = productReal(forwardRe - backwardRe, forwardIm - backwardIm, SPLIT_REAL, SPLIT_IMAGINARY, k);
  const turnedIm = productImaginary(forwardRe - backwardRe, forwardIm - backwardIm, SPLIT_REAL, SPLIT_IMAGINARY, k);
  energies[k] = energy((sumRe + turnedRe) >> 1, (sumIm + turnedIm) >> 1);
  energies[mirror] = energy((sumRe - turnedRe) >> 1, (turnedIm - sumIm) >> 1);
}

function productReal(re: number, im: number, cosines: Int16Array, sines: Int16Array, k: number): number {
  return roundQ15(Math.imul(re, cosines[k] as number) - Math.imul(im, sines[k] as number));
}

function productImaginary(re: number, im: number, cosines: Int16Array, sines: Int16Array, k: number): number {
  return roundQ15(Math.imul(re, sines[k] as number) + Math.imul(im, cosines[k] as number));
}

function scale(value: number, factor: number): number {
  return roundQ15(Math.imul(value, factor));
}

function roundQ15(product: number): number {
  return (product + 16384) >> 15;
}

function energy(re: number, im: number): number {
  return re * re + im * im;
}

function toQ15(value: number): number {
  return Math.floor(0.5 + Q15_ONE * value);
}

function splitPhase(k: number): number {
  return -Math.PI * (k / HALF + 0.5);
}

function reverseBase4(k: number): number {
  return ((k & 3) << 6) | (((k >> 2) & 3) << 4) | (((k >> 4) & 3) << 2) | ((k >> 6) & 3);
}
