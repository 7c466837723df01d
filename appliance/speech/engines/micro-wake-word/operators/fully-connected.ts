import type { Operator, Step } from '../operator.ts';
import { foldZeroPoint, requantization, requantize } from './requantization.ts';

/** FULLY_CONNECTED on one input vector: weights are [outputs, inputs]. */
export function fullyConnected(operator: Operator): Step {
  const input = operator.int8Input(0);
  const weights = operator.weights(1);
  const output = operator.int8Output(0);
  const length = input.values.length;
  const units = output.values.length;
  const [rows, columns] = weights.spec.shape;
  const fits = weights.spec.shape.length === 2 && rows === units && columns === length;
  operator.expect(fits, `weights of [${weights.spec.shape}] for ${length} inputs and ${units} outputs`);
  operator.spend(units * length);

  const weightSums = Int32Array.from({ length: units }, (_, unit) => total(weights.values, unit * length, length));
  const bias = foldZeroPoint(operator.int32Constant(2, units), input.spec.zeroPoint, weightSums);
  const to = requantization(operator, input, weights, output, units, operator.options?.int8(0) ?? 0);
  const sums = new Int32Array(units);
  return () => {
    for (let unit = 0; unit < units; unit++) {
      sums[unit] = (bias[unit] as number) + dotProduct(input.values, weights.values, unit * length, length);
    }
    requantize(sums, to, output.values, 0);
  };
}

/** Σ input[i] · weights[from + i] over `length` values. Mostly for a single output, where a matrix by blocks of four is slower. */
function dotProduct(input: Int8Array, weights: Int8Array, from: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum = (sum + (input[i] as number) * (weights[from + i] as number)) | 0;
  return sum;
}

function total(values: Int8Array, from: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[from + i] as number;
  return sum;
}
