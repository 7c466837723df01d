import type { Operator, Step } from '../operator.ts';
import { dotProduct } from './dot-product.ts';
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

  const sums = Int32Array.from({ length: units }, (_, unit) => total(weights.values, unit * length, length));
  const bias = foldZeroPoint(operator.int32Constant(2, units), input.spec.zeroPoint, sums);
  const to = requantization(operator, input, weights, output, units, operator.options?.int8(0) ?? 0);
  return () => {
    for (let unit = 0; unit < units; unit++) {
      const product = dotProduct(input.values, 0, weights.values, unit * length, length);
      output.values[unit] = requantize((bias[unit] as number) + product, to.multipliers[unit] as number, to);
    }
  };
}

function total(values: Int8Array, from: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[from + i] as number;
  return sum;
}
