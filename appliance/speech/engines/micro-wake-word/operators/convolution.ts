// CONV_2D and DEPTHWISE_CONV_2D without padding or dilation: streaming models have had theirs replaced by state. Tensors are
// [1, rows, columns, channels]; a kernel's row lies in one piece of memory, and all of its rows do where it is as wide as the
// input, which is what streaming models have.
import type { Operator, Step, Tensor } from '../operator.ts';
import { foldZeroPoint, type Requantization, requantization, requantize } from './requantization.ts';
import { WeightMatrix } from './weight-matrix.ts';

interface Geometry {
  readonly channels: number;
  readonly columns: number;
  readonly outRows: number;
  readonly outColumns: number;
  readonly outChannels: number;
  readonly kernelRows: number;
  readonly kernelColumns: number;
  /** From one output row (column) to the next, in input values. */
  readonly rowStep: number;
  readonly columnStep: number;
}

/** Fields of the operators' options in TensorFlow's schema; both begin with padding, stride_w, stride_h. */
const CONV_FIELDS = { activation: 3, dilationColumns: 4, dilationRows: 5 } as const;
const DEPTHWISE_FIELDS = { activation: 4, dilationColumns: 5, dilationRows: 6 } as const;

export function convolution(operator: Operator): Step {
  const input = operator.int8Input(0);
  const weights = operator.weights(1);
  const output = operator.int8Output(0);
  const shape = geometry(operator, input, weights, output, CONV_FIELDS);
  const { channels, outChannels, kernelRows, kernelColumns } = shape;
  const [rows] = weights.spec.shape;
  operator.expect(rows === outChannels, `weights of ${rows} for ${outChannels} channels`);
  operator.expect(weights.spec.shape[3] === channels, 'grouped convolution is not known');
  const size = kernelRows * kernelColumns * channels;
  operator.spend(shape.outRows * shape.outColumns * outChannels * size);

  const matrix = new WeightMatrix(weights.values, outChannels, size);
  const constant = operator.int32Constant(2, outChannels);
  const bias = foldZeroPoint(constant, input.spec.zeroPoint, matrix.weightSums, matrix.paddedRows);
  const activation = operator.options?.int8(CONV_FIELDS.activation) ?? 0;
  const to = requantization(operator, input, weights, output, outChannels, activation);
  const pieces = shape.columns === kernelColumns ? 1 : kernelRows;
  return overCorners(shape, bias, to, output.values, (sums, corner) => {
    for (let piece = 0; piece < pieces; piece++) {
      const from = corner + piece * shape.columns * channels;
      matrix.addProducts(sums, input.values, from, (piece * size) / pieces, size / pieces);
    }
  });
}

export function depthwiseConvolution(operator: Operator): Step {
  const input = operator.int8Input(0);
  const weights = operator.weights(1);
  const output = operator.int8Output(0);
  const shape = geometry(operator, input, weights, output, DEPTHWISE_FIELDS);
  const { channels, columns, kernelRows, kernelColumns } = shape;
  operator.expect(shape.outChannels === channels, 'more output than input channels are not known');
  operator.expect(weights.spec.shape[3] === channels, `weights of ${weights.spec.shape[3]} for ${channels} channels`);
  const taps = kernelRows * kernelColumns;
  operator.spend(shape.outRows * shape.outColumns * taps * channels);

  const weightSums = Int32Array.from({ length: channels }, (_, c) => total(weights.values, c, channels, taps));
  const bias = foldZeroPoint(operator.int32Constant(2, channels), input.spec.zeroPoint, weightSums);
  const activation = operator.options?.int8(DEPTHWISE_FIELDS.activation) ?? 0;
  const to = requantization(operator, input, weights, output, channels, activation);
  return overCorners(shape, bias, to, output.values, (sums, corner) => {
    for (let tap = 0; tap < taps; tap++) {
      const column = tap % kernelColumns;
      const from = corner + (((tap - column) / kernelColumns) * columns + column) * channels;
      addProducts(sums, input.values, from, weights.values, tap * channels);
    }
  });
}

/** For each place of the kernel: begins with the bias, lets `addAt` add its products, and writes all channels. */
function overCorners(
  shape: Geometry,
  bias: Int32Array,
  to: Requantization,
  output: Int8Array,
  addAt: (sums: Int32Array, corner: number) => void,
): Step {
  const { outRows, outColumns, outChannels, rowStep, columnStep } = shape;
  const sums = new Int32Array(bias.length);
  return () => {
    let at = 0;
    for (let row = 0; row < outRows; row++) {
      for (let column = 0; column < outColumns; column++) {
        sums.set(bias);
        addAt(sums, row * rowStep + column * columnStep);
        requantize(sums, to, output, at);
        at += outChannels;
      }
    }
  };
}

/** One tap of the kernel: each channel's input times its weight. */
function addProducts(sums: Int32Array, input: Int8Array, from: number, weights: Int8Array, weightsFrom: number): void {
  for (let c = 0; c < sums.length; c++) {
    sums[c] = ((sums[c] as number) + (input[from + c] as number) * (weights[weightsFrom + c] as number)) | 0;
  }
}

function geometry(
  operator: Operator,
  input: Tensor,
  weights: Tensor,
  output: Tensor,
  fields: typeof CONV_FIELDS | typeof DEPTHWISE_FIELDS,
): Geometry {
  const [, rows, columns, channels] = fourSizes(operator, input);
  const [, kernelRows, kernelColumns] = fourSizes(operator, weights);
  const [, outRows, outColumns, outChannels] = fourSizes(operator, output);
  const strideColumns = operator.options?.int32(1) ?? 1;
  const strideRows = operator.options?.int32(2) ?? 1;
  const dilated = (field: number): boolean => (operator.options?.int32(field, 1) ?? 1) !== 1;
  operator.expect(!dilated(fields.dilationColumns) && !dilated(fields.dilationRows), 'dilation is not known');
  operator.expect(strideColumns >= 1 && strideRows >= 1, `strides of ${strideRows} and ${strideColumns}`);
  const fits =
    outRows === Math.floor((rows - kernelRows) / strideRows) + 1 &&
    outColumns === Math.floor((columns - kernelColumns) / strideColumns) + 1;
  operator.expect(
    fits,
    `a kernel of ${kernelRows}×${kernelColumns} on ${rows}×${columns} gives ${outRows}×${outColumns}`,
  );
  const columnStep = strideColumns * channels;
  const rowStep = strideRows * columns * channels;
  return { channels, columns, outRows, outColumns, outChannels, kernelRows, kernelColumns, rowStep, columnStep };
}

function fourSizes(operator: Operator, tensor: Tensor): [number, number, number, number] {
  const [batch, rows, columns, channels] = tensor.spec.shape;
  const whole = tensor.spec.shape.length === 4 && tensor.spec.shape.every((size) => size > 0);
  if (!whole || batch === undefined || rows === undefined || columns === undefined || channels === undefined) {
    throw operator.refusal(`"${tensor.spec.name}" has the shape [${tensor.spec.shape}], four sizes are expected`);
  }
  return [batch, rows, columns, channels];
}

function total(values: Int8Array, from: number, step: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[from + i * step] as number;
  return sum;
}
