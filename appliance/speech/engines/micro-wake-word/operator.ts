// What building one operator of a graph needs: its tensors with their types checked, and refusals that name the model, the
// operator and what was expected. Building happens once; what it returns runs for every inference and allocates nothing.
import { LinnetError } from '../../../kernel/errors.ts';
import type { FlatTable } from './flatbuffer.ts';
import type { TensorSpec } from './tflite-model.ts';

export type TensorValues = Int8Array | Uint8Array | Int32Array;

export interface Tensor<Values extends TensorValues = TensorValues> {
  readonly spec: TensorSpec;
  readonly values: Values;
}

/** Runs one operator on the tensors it was built with. */
export type Step = () => void;

/** What operators of one model share. */
export interface GraphState {
  readonly model: string;
  /** The streaming state: values that live on from one inference to the next, by name. */
  readonly variables: Map<string, Int8Array>;
  /** Which variable a resource tensor stands for. */
  readonly handles: Map<Tensor, string>;
  /** Multiplications in one inference so far. */
  work: number;
}

/** 500 times the largest known wake model: a damaged file must not keep the ear busy. */
const MOST_WORK = 2 ** 24;

export class Operator {
  readonly options: FlatTable | null;
  readonly graph: GraphState;
  readonly #label: string;
  readonly #inputs: readonly (Tensor | null)[];
  readonly #outputs: readonly Tensor[];

  constructor(
    label: string,
    inputs: readonly (Tensor | null)[],
    outputs: readonly Tensor[],
    options: FlatTable | null,
    graph: GraphState,
  ) {
    this.#label = label;
    this.#inputs = inputs;
    this.#outputs = outputs;
    this.options = options;
    this.graph = graph;
  }

  get inputCount(): number {
    return this.#inputs.length;
  }

  get outputCount(): number {
    return this.#outputs.length;
  }

  /** Input `i` in any type. */
  input(i: number): Tensor {
    const tensor = this.#inputs[i];
    if (!tensor) throw this.refusal(`input ${i} is missing`);
    return tensor;
  }

  output(i: number): Tensor {
    const tensor = this.#outputs[i];
    if (!tensor) throw this.refusal(`output ${i} is missing`);
    return tensor;
  }

  int8Input(i: number): Tensor<Int8Array> {
    return this.#asInt8(this.input(i), `input ${i}`);
  }

  int8Output(i: number): Tensor<Int8Array> {
    return this.#asInt8(this.output(i), `output ${i}`);
  }

  /** Weights: int8, constant, and symmetric (zero point 0) as the quantisation specification has them. */
  weights(i: number): Tensor<Int8Array> {
    const tensor = this.int8Input(i);
    this.expect(tensor.spec.constant !== null, `input ${i} must be a constant`);
    this.expect(tensor.spec.zeroPoint === 0, `weights have the zero point ${tensor.spec.zeroPoint}, 0 is known`);
    return tensor;
  }

  /** A constant int32 input of `length` values; zeros where it is absent. */
  int32Constant(i: number, length: number): Int32Array {
    const tensor = this.#inputs[i];
    if (!tensor) return new Int32Array(length);
    const { values } = tensor;
    if (!(values instanceof Int32Array)) throw this.refusal(`input ${i} is ${tensor.spec.type}, int32 is known`);
    this.expect(tensor.spec.constant !== null, `input ${i} must be a constant`);
    this.expect(values.length === length, `input ${i} has ${values.length} values where ${length} are expected`);
    return values;
  }

  /** Refuses the model unless `holds`. */
  expect(holds: boolean, otherwise: string): void {
    if (!holds) throw this.refusal(otherwise);
  }

  /** Counts `multiplications` and refuses a model that needs too many. */
  spend(multiplications: number): void {
    this.graph.work += multiplications;
    this.expect(this.graph.work <= MOST_WORK, `more than ${MOST_WORK} multiplications an inference are too many`);
  }

  refusal(why: string): LinnetError {
    const text = `Model "${this.graph.model}" cannot run here: operator ${this.#label}: ${why}.`;
    return new LinnetError('model.unsupported', text);
  }

  #asInt8(tensor: Tensor, what: string): Tensor<Int8Array> {
    const { spec, values } = tensor;
    if (!(values instanceof Int8Array)) throw this.refusal(`${what} is ${spec.type}, int8 is known`);
    return { spec, values };
  }
}
