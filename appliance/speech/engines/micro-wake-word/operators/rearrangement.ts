// RESHAPE, CONCATENATION, SPLIT_V and STRIDED_SLICE move values and change none: each becomes a list of copies, made once.
import type { Operator, Step, Tensor } from '../operator.ts';
import { elementCount } from '../tflite-model.ts';

/** Copies `from` to `to`, which are views of equal length. */
interface Run {
  readonly from: Int8Array;
  readonly to: Int8Array;
}

const MOST_RUNS = 4096;

export function reshape(operator: Operator): Step {
  const input = operator.int8Input(0);
  const output = operator.int8Output(0);
  operator.expect(input.values.length === output.values.length, sizesDiffer(input, output));
  operator.spend(input.values.length);
  return copying([{ from: input.values, to: output.values }]);
}

export function concatenation(operator: Operator): Step {
  const output = operator.int8Output(0);
  const inputs = Array.from({ length: operator.inputCount }, (_, i) => operator.int8Input(i));
  const axis = axisOf(operator, operator.options?.int32(0) ?? 0, output);
  operator.expect((operator.options?.int8(1) ?? 0) === 0, 'a fused activation is not known');
  for (const input of inputs) {
    const same = input.spec.scales[0] === output.spec.scales[0] && input.spec.zeroPoint === output.spec.zeroPoint;
    operator.expect(same, 'inputs of another scale are not known');
  }
  return copying(interleave(operator, output, inputs, axis, (whole, part) => ({ from: part, to: whole })));
}

export function splitByLengths(operator: Operator): Step {
  const input = operator.int8Input(0);
  const outputs = Array.from({ length: operator.outputCount }, (_, i) => operator.int8Output(i));
  const axis = axisOf(operator, operator.int32Constant(2, 1)[0] as number, input);
  return copying(interleave(operator, input, outputs, axis, (whole, part) => ({ from: whole, to: part })));
}

/** Contiguous or not, in steps of 1; masks for the begin and the end only. */
export function stridedSlice(operator: Operator): Step {
  const input = operator.int8Input(0);
  const output = operator.int8Output(0);
  const { shape } = input.spec;
  for (const mask of [2, 3, 4]) operator.expect((operator.options?.int32(mask) ?? 0) === 0, 'this mask is not known');
  operator.expect(
    operator.int32Constant(3, shape.length).every((step) => step === 1),
    'steps other than 1 are not known',
  );
  const begin = bounds(operator, shape, 1, operator.options?.int32(0) ?? 0, 0);
  const end = bounds(operator, shape, 2, operator.options?.int32(1) ?? 0, 1);
  const sizes = shape.map((_, d) => Math.max(0, (end[d] as number) - (begin[d] as number)));
  operator.expect(elementCount(sizes) === output.values.length, sizesDiffer(input, output));
  return copying(sliceRuns(operator, input, output, begin, sizes));
}

function copying(runs: readonly Run[]): Step {
  return () => {
    for (const run of runs) run.to.set(run.from);
  };
}

/** The copies between a whole tensor and parts of it that lie beside each other along `axis`. */
function interleave(
  operator: Operator,
  whole: Tensor<Int8Array>,
  parts: readonly Tensor<Int8Array>[],
  axis: number,
  run: (whole: Int8Array, part: Int8Array) => Run,
): Run[] {
  const outer = elementCount(whole.spec.shape.slice(0, axis));
  const lengths = parts.map((part) => part.values.length / outer);
  const fits = lengths.every(Number.isInteger) && sum(lengths) * outer === whole.values.length;
  operator.expect(outer > 0 && fits, `parts of [${lengths}] do not make up [${whole.spec.shape}]`);
  operator.expect(outer * parts.length <= MOST_RUNS, `${outer * parts.length} pieces are too many`);
  operator.spend(whole.values.length);
  let at = 0;
  const runs: Run[] = [];
  for (let i = 0; i < outer; i++) {
    for (const [p, length] of lengths.entries()) {
      const part = (parts[p] as Tensor<Int8Array>).values.subarray(i * length, (i + 1) * length);
      runs.push(run(whole.values.subarray(at, at + length), part));
      at += length;
    }
  }
  return runs;
}

/** Dimensions behind the last one that is cut are copied in one piece. */
function sliceRuns(
  operator: Operator,
  input: Tensor<Int8Array>,
  output: Tensor<Int8Array>,
  begin: readonly number[],
  sizes: readonly number[],
): Run[] {
  const { shape } = input.spec;
  const cut = shape.findLastIndex((size, d) => size !== sizes[d]);
  if (cut === -1 || output.values.length === 0) return [{ from: input.values, to: output.values }];
  const inner = elementCount(shape.slice(cut + 1));
  const length = (sizes[cut] as number) * inner;
  const count = output.values.length / length;
  operator.expect(count <= MOST_RUNS, `${count} pieces are too many`);
  operator.spend(output.values.length);
  return Array.from({ length: count }, (_, i) => {
    const from = startOfRun(i, cut, shape, begin, sizes) * inner;
    return {
      from: input.values.subarray(from, from + length),
      to: output.values.subarray(i * length, (i + 1) * length),
    };
  });
}

/** Where the `run`th piece begins in the input, counted in pieces of the dimensions behind `cut`. */
function startOfRun(
  run: number,
  cut: number,
  shape: readonly number[],
  begin: readonly number[],
  sizes: readonly number[],
): number {
  let start = begin[cut] as number;
  let stride = shape[cut] as number;
  let rest = run;
  for (let d = cut - 1; d >= 0; d--) {
    const size = sizes[d] as number;
    start += ((begin[d] as number) + (rest % size)) * stride;
    rest = Math.floor(rest / size);
    stride *= shape[d] as number;
  }
  return start;
}

/** Begin or end of each dimension: negative ones count from its end, masked ones are the whole of it. */
function bounds(operator: Operator, shape: readonly number[], input: number, mask: number, whole: 0 | 1): number[] {
  const given = operator.int32Constant(input, shape.length);
  return shape.map((size, d) => {
    if ((mask >> d) & 1) return whole * size;
    const value = given[d] as number;
    return Math.min(size, Math.max(0, value < 0 ? value + size : value));
  });
}

function axisOf(operator: Operator, axis: number, tensor: Tensor): number {
  const rank = tensor.spec.shape.length;
  operator.expect(axis >= -rank && axis < rank, `axis ${axis} of ${rank} dimensions`);
  return axis < 0 ? axis + rank : axis;
}

function sizesDiffer(input: Tensor, output: Tensor): string {
  return `[${input.spec.shape}] does not give [${output.spec.shape}]`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
