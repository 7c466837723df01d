// Per-channel amplification normalisation ("PCAN"): each channel is divided by a power of its own smoothed level, so that a
// word looks alike whether it is said near or far. The gain 2^21 · (x/128 + 80)^-0.95 is a table of parabolas, one for each
// power of two, as in the reference.

const STRENGTH = Math.fround(0.95);
const OFFSET = 80;
const GAIN_BITS = 21;
const INPUT_BITS = 7; // the estimate's 10 fractional bits, less the 3 of the block scaling's correction
const SNR_SHIFT = 6;
const SNR_KNEE = 8192; // 2 in Q12: squared below, linear above
const INTERVALS = 33;

/** The parabola of interval k, which begins at 2^(k-1): start + (first + second · f) · f. */
const START = new Int16Array(INTERVALS);
const FIRST = new Int16Array(INTERVALS);
const SECOND = new Int16Array(INTERVALS);
const GAIN_AT_0 = exactGain(0);
const GAIN_AT_1 = exactGain(1);

for (let k = 2; k < INTERVALS; k++) {
  const from = 2 ** (k - 1);
  const start = exactGain(from);
  const toMiddle = exactGain(from * 1.5) - start;
  const toEnd = exactGain(Math.min(2 * from, 2 ** 32 - 1)) - start;
  START[k] = start;
  FIRST[k] = 4 * toMiddle - toEnd;
  SECOND[k] = toEnd - (FIRST[k] as number);
}

/** The normalised level (Q6) of a channel whose reduced level is `level` and whose noise estimate is `estimate`. */
export function controlGain(level: number, estimate: number): number {
  const ratio = ((level * gainOf(estimate)) / 2 ** SNR_SHIFT) >>> 0;
  return ratio < SNR_KNEE ? Math.imul(ratio, ratio) >> 20 : (ratio >>> 6) - 64;
}

/** The gain at `estimate` (unsigned 32 bits): the table's parabola at the ten bits below the leading one. */
function gainOf(estimate: number): number {
  if (estimate === 0) return GAIN_AT_0;
  if (estimate === 1) return GAIN_AT_1;
  const k = 32 - Math.clz32(estimate);
  const fraction = (k < 11 ? estimate << (11 - k) : estimate >>> (k - 11)) & 0x3ff;
  const slope = ((Math.imul(SECOND[k] as number, fraction) >> 5) + ((FIRST[k] as number) << 5)) | 0;
  const rise = (Math.imul(slope, fraction) + 16384) >> 15;
  return ((rise + (START[k] as number)) << 16) >> 16;
}

function exactGain(x: number): number {
  const base = Math.fround(Math.fround(x / 2 ** INPUT_BITS) + OFFSET);
  const gain = Math.fround(2 ** GAIN_BITS * Math.fround(base ** -STRENGTH));
  return gain > 32767 ? 32767 : Math.floor(Math.fround(gain + 0.5));
}
