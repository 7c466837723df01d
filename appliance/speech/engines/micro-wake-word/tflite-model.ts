// A .tflite file as data: tensors, operators, constants. Nothing is executed here. Numbers of fields and codes are those of
// TensorFlow's schema.fbs (lite/schema, version 3). Only the types that quantised streaming models use are known.
import { LinnetError } from '../../../kernel/errors.ts';
import { FlatBuffer, type FlatTable } from './flatbuffer.ts';

export type TensorType = 'int8' | 'uint8' | 'int32' | 'resource';

export interface TensorSpec {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  /** Value = scale × (stored − zero point); one scale for all or one a channel; empty where nothing is quantised. */
  readonly scales: readonly number[];
  readonly zeroPoint: number;
  /** The constant's bytes (a view of the file, aligned to nothing), or null for what is computed. */
  readonly constant: Uint8Array | null;
}

export interface OperatorSpec {
  /** The schema's number of the operator. */
  readonly code: number;
  /** Indices of tensors; −1 stands for an absent optional one. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options: FlatTable | null;
}

export interface Subgraph {
  readonly tensors: readonly TensorSpec[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly operators: readonly OperatorSpec[];
}

export interface TfliteModel {
  /** What messages call this model. */
  readonly name: string;
  readonly subgraphs: readonly Subgraph[];
}

const IDENTIFIER = 'TFL3';
const LARGEST_FILE = 4 * 2 ** 20; // fifty times the largest known wake model
const MOST_ELEMENTS = 2 ** 20;
const MOST_DIMENSIONS = 6;
const MOST_CHANNELS = 4096;
const MOST_OPERANDS = 64;

const TYPES: ReadonlyMap<number, TensorType> = new Map([
  [2, 'int32'],
  [3, 'uint8'],
  [9, 'int8'],
  [13, 'resource'],
]);

const ELEMENT_SIZE: Readonly<Record<TensorType, number>> = { int8: 1, uint8: 1, int32: 4, resource: 4 };

/** Reads a model. Throws `model.corrupt` for what is no TFLite file and `model.unsupported` for one that uses other types. */
export function readTfliteModel(bytes: Uint8Array, name: string): TfliteModel {
  const buffer = new FlatBuffer(bytes, name);
  if (bytes.length > LARGEST_FILE) throw buffer.corrupt(`it has ${bytes.length} bytes, ${LARGEST_FILE} are the limit`);
  if (bytes.length < 8 || Buffer.from(bytes.subarray(4, 8)).toString('latin1') !== IDENTIFIER) {
    throw buffer.corrupt(`bytes 4 to 7 are not "${IDENTIFIER}"`);
  }
  const root = buffer.root();
  const codes = root.tables(1).map((code) => Math.max(code.int32(3), code.int8(0)));
  const constants = root.tables(4).map((entry) => entry.bytes(0));
  const subgraphs = root.tables(2).map((graph) => readSubgraph(graph, codes, constants, buffer));
  if (subgraphs.length === 0) throw buffer.corrupt('it holds no graph');
  return { name, subgraphs };
}

/** How many values a tensor of this shape has. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((count, size) => count * size, 1);
}

function readSubgraph(
  graph: FlatTable,
  codes: readonly number[],
  constants: readonly Uint8Array[],
  buffer: FlatBuffer,
): Subgraph {
  const tensors = graph.tables(0).map((table) => readTensor(table, constants, buffer));
  const indices = (table: FlatTable, field: number, lowest: number): number[] => {
    const found = table.int32s(field, MOST_OPERANDS);
    if (found.some((i) => i < lowest || i >= tensors.length))
      throw buffer.corrupt('it names a tensor it does not have');
    return found;
  };
  const operators = graph.tables(3).map((table): OperatorSpec => {
    const code = codes[table.int32(0)];
    if (code === undefined) throw buffer.corrupt('it names an operator it does not have');
    return { code, inputs: indices(table, 1, -1), outputs: indices(table, 2, 0), options: table.table(4) };
  });
  return { tensors, operators, inputs: indices(graph, 1, 0), outputs: indices(graph, 2, 0) };
}

function readTensor(table: FlatTable, constants: readonly Uint8Array[], buffer: FlatBuffer): TensorSpec {
  const name = table.text(3);
  const shape = table.int32s(0, MOST_DIMENSIONS);
  const type = TYPES.get(table.int8(1));
  if (type === undefined) throw unknownType(buffer.name, name, table.int8(1));
  const elements = elementCount(shape);
  if (shape.some((size) => size < 0) || elements > MOST_ELEMENTS) {
    throw buffer.corrupt(`tensor "${name}" has the shape [${shape}]`);
  }
  const constant = constants[table.int32(2)];
  if (constant === undefined) throw buffer.corrupt(`tensor "${name}" names a constant that is not there`);
  if (constant.length !== 0 && constant.length !== elements * ELEMENT_SIZE[type]) {
    throw buffer.corrupt(`tensor "${name}" has ${constant.length} bytes for ${elements} values of ${type}`);
  }
  const quantization = table.table(4);
  return {
    name,
    type,
    shape,
    scales: quantization?.float32s(2, MOST_CHANNELS) ?? [],
    zeroPoint: readZeroPoint(quantization, buffer),
    constant: constant.length === 0 ? null : constant,
  };
}

/** One zero point for the whole tensor: per-channel weights have zeros only. */
function readZeroPoint(quantization: FlatTable | null, buffer: FlatBuffer): number {
  const points = quantization?.int64s(3, MOST_CHANNELS) ?? [];
  if (points.some((point) => point !== points[0]))
    throw buffer.corrupt('channels of one tensor have different zero points');
  return points[0] ?? 0;
}

function unknownType(model: string, tensor: string, type: number): LinnetError {
  const text = `Model "${model}" cannot run here: tensor "${tensor}" has type ${type}, int8, uint8 and int32 are known. Export it quantised.`;
  return new LinnetError('model.unsupported', text);
}
