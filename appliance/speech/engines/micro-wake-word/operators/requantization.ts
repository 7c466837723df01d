// From 32-bit sums back to 8 bits. TensorFlow's kernels differ from each other in the last bit here; one product of 32-bit
// floats, rounded half to even, stays within a few 256ths of their probabilities for every known model (see the tests).
import type { Operator, Tensor } from '../operator.ts';

const NO_ACTIVATION = 0;
const RELU = 1;
const RELU6 = 3;

/** Adding and taking away 1.5 · 2^52 leaves a double no room for a fraction: it is rounded, half to even. */
const ROUNDER = 1.5 * 2 ** 52;

export interface Requantization {
  /** By output channel. */
  readonly multipliers: Float64Array;
  readonly zeroPoint: number;
  /** The limits of 8 bits, or those of the fused activation. */
  readonly lowest: number;
  readonly highest: number;
}

/** How sums of `input × weights` become values of `output` for `channels` channels. */
export function requantization(
  operator: Operator,
  input: Tensor,
  weights: Tensor,
  output: Tensor,
  channels: number,
  activation: number,
): Requantization {
  const { scales } = weights.spec;
  operator.expect(
    scales.length === 1 || scales.length === channels,
    `${scales.length} scales for ${channels} channels`,
  );
  const scaleIn = scaleOf(operator, input);
  const scaleOut = scaleOf(operator, output);
  const multipliers = Float64Array.from({ length: channels }, (_, c) =>
    Math.fround(Math.fround(scaleIn * (scales[scales.length === 1 ? 0 : c] as number)) / scaleOut),
  );
  return { multipliers, zeroPoint: output.spec.zeroPoint, ...limits(operator, output, activation) };
}

/** The first sums, one a channel, to 8 bits, written to `output` from `at` on. */
export function requantize(sums: Int32Array, to: Requantization, output: Int8Array, at: number): void {
  const { multipliers, zeroPoint, lowest, highest } = to;
  for (let c = 0; c < multipliers.length; c++) {
    const value = (sums[c] as number) * (multipliers[c] as number) + ROUNDER - ROUNDER + zeroPoint;
    output[at + c] = Math.max(lowest, Math.min(value, highest));
  }
}

/** The one scale of a tensor that is not per channel. */
export function scaleOf(operator: Operator, tensor: Tensor): number {
  const scale = tensor.spec.scales[0];
  if (scale === undefined || !Number.isFinite(scale) || scale <= 0) {
    throw operator.refusal(`tensor "${tensor.spec.name}" has the scale ${scale}`);
  }
  return scale;
}

/**
 * Bias minus what the input's zero point adds to every sum, so that the loops need not subtract it; `length` values, zeros
 * beyond the last.
 */
export function foldZeroPoint(
  bias: Int32Array,
  zeroPoint: number,
  weightSums: Int32Array,
  length = bias.length,
): Int32Array {
  const folded = new Int32Array(length);
  folded.set(bias.map((value, c) => value - zeroPoint * (weightSums[c] as number)));
  return folded;
}

function limits(operator: Operator, output: Tensor, activation: number): { lowest: number; highest: number } {
  const { zeroPoint } = output.spec;
  const sixth = Math.min(127, zeroPoint + Math.round(6 / scaleOf(operator, output)));
  switch (activation) {
    case NO_ACTIVATION:
      return { lowest: -128, highest: 127 };
    case RELU:
      return { lowest: Math.max(-128, zeroPoint), highest: 127 };
    case RELU6:
      return { lowest: Math.max(-128, zeroPoint), highest: sixth };
    default:
      throw operator.refusal(`activation ${activation} is not known`);
  }
}
