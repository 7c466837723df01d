// LOGISTIC and QUANTIZE look at one 8-bit value at a time: both are tables of 256 results, made once.
import type { Operator, Step, Tensor } from '../operator.ts';
import { scaleOf } from './requantization.ts';

export function logistic(operator: Operator): Step {
  const input = operator.int8Input(0);
  const output = operator.output(0);
  const scale = scaleOf(operator, input);
  return throughTable(operator, input, output, (value) => 1 / (1 + Math.exp(-(value - input.spec.zeroPoint) * scale)));
}

export function quantize(operator: Operator): Step {
  const input = operator.int8Input(0);
  const scale = scaleOf(operator, input);
  return throughTable(operator, input, operator.output(0), (value) => (value - input.spec.zeroPoint) * scale);
}

/** `real` gives the real number for a stored input value; the table holds what the output stores for it. */
function throughTable(
  operator: Operator,
  input: Tensor<Int8Array>,
  output: Tensor,
  real: (value: number) => number,
): Step {
  const { values } = output;
  operator.expect(!(values instanceof Int32Array), `output 0 is ${output.spec.type}, int8 and uint8 are known`);
  operator.expect(values.length === input.values.length, `${values.length} outputs for ${input.values.length} inputs`);
  operator.spend(values.length);
  const scale = scaleOf(operator, output);
  const [lowest, highest] = values instanceof Uint8Array ? [0, 255] : [-128, 127];
  const table = Int16Array.from({ length: 256 }, (_, i) => {
    const stored = Math.round(real(i - 128) / scale) + output.spec.zeroPoint;
    return Math.min(highest, Math.max(lowest, stored));
  });
  return () => {
    for (let i = 0; i < values.length; i++) values[i] = table[(input.values[i] as number) + 128] as number;
  };
}
