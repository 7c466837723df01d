// Runs quantised streaming models: the thirteen operators that microWakeWord's trainer produces, nothing else. A graph is
// planned once (shapes, types and amounts of work checked, constants folded) into a list of steps; an inference runs the list.
// State lives in variables inside the graph, filled by an initial subgraph, so that each inference needs only what is new.
//
// Hot path: 33 inferences a second and word, allocates nothing.
import { LinnetError } from '../../../kernel/errors.ts';
import { type GraphState, Operator, type Step, type Tensor, type TensorValues } from './operator.ts';
import { convolution, depthwiseConvolution } from './operators/convolution.ts';
import { logistic, quantize } from './operators/element-wise.ts';
import { fullyConnected } from './operators/fully-connected.ts';
import { concatenation, reshape, splitByLengths, stridedSlice } from './operators/rearrangement.ts';
import { assignVariable, readVariable, variableHandle } from './operators/variables.ts';
import { elementCount, type OperatorSpec, type Subgraph, type TensorSpec, type TfliteModel } from './tflite-model.ts';

interface KnownOperator {
  readonly label: string;
  /** Null where nothing is left to do at run time. */
  readonly build: (operator: Operator) => Step | null;
}

/** By the schema's number. CALL_ONCE (129) is handled where the graph is planned. */
const OPERATORS: ReadonlyMap<number, KnownOperator> = new Map([
  [2, { label: 'CONCATENATION', build: concatenation }],
  [3, { label: 'CONV_2D', build: convolution }],
  [4, { label: 'DEPTHWISE_CONV_2D', build: depthwiseConvolution }],
  [9, { label: 'FULLY_CONNECTED', build: fullyConnected }],
  [14, { label: 'LOGISTIC', build: logistic }],
  [22, { label: 'RESHAPE', build: reshape }],
  [45, { label: 'STRIDED_SLICE', build: stridedSlice }],
  [102, { label: 'SPLIT_V', build: splitByLengths }],
  [114, { label: 'QUANTIZE', build: quantize }],
  [142, { label: 'VAR_HANDLE', build: variableHandle }],
  [143, { label: 'READ_VARIABLE', build: readVariable }],
  [144, { label: 'ASSIGN_VARIABLE', build: assignVariable }],
]);
const CALL_ONCE = 129;

const MOST_MEMORY = 16 * 2 ** 20; // the largest known wake model needs 0.2 MB

export class Interpreter {
  /** Written before, read after `invoke()`. */
  readonly input: Tensor;
  readonly output: Tensor;
  readonly #model: TfliteModel;
  readonly #graph: GraphState;
  readonly #initialSteps: Step[] = [];
  readonly #steps: readonly Step[];
  #memory = 0;

  /** Throws `model.unsupported` where the model uses an operator, a type or a shape that is not known here. */
  constructor(model: TfliteModel) {
    this.#model = model;
    this.#graph = { model: model.name, variables: new Map(), handles: new Map(), work: 0 };
    const [main] = model.subgraphs as readonly [Subgraph];
    const tensors = main.tensors.map((spec) => this.#allocate(spec));
    this.#steps = this.#plan(main, tensors, (index) => this.#planInitial(index));
    this.input = this.#onlyTensor('input', main.inputs, tensors);
    this.output = this.#onlyTensor('output', main.outputs, tensors);
    this.reset();
  }

  invoke(): void {
    for (const step of this.#steps) step();
  }

  /** Back to the state before the first inference. */
  reset(): void {
    for (const variable of this.#graph.variables.values()) variable.fill(0);
    for (const step of this.#initialSteps) step();
  }

  #plan(graph: Subgraph, tensors: readonly Tensor[], onCallOnce: (index: number) => void): Step[] {
    const steps: Step[] = [];
    for (const spec of graph.operators) {
      if (spec.code === CALL_ONCE) {
        onCallOnce(spec.options?.int32(0) ?? 0);
        continue;
      }
      const step = this.#build(spec, tensors);
      if (step !== null) steps.push(step);
    }
    return steps;
  }

  #planInitial(index: number): void {
    const graph = this.#model.subgraphs[index];
    if (graph === undefined || index === 0) throw this.#refusal(`CALL_ONCE names graph ${index}`);
    const tensors = graph.tensors.map((spec) => this.#allocate(spec));
    const steps = this.#plan(graph, tensors, () => {
      throw this.#refusal('CALL_ONCE within an initial graph is not known');
    });
    this.#initialSteps.push(...steps);
  }

  #build(spec: OperatorSpec, tensors: readonly Tensor[]): Step | null {
    const known = OPERATORS.get(spec.code);
    if (known === undefined) {
      const names = [...OPERATORS.values()].map((operator) => operator.label).join(', ');
      throw this.#refusal(`operator number ${spec.code} is not known; known are CALL_ONCE, ${names}`);
    }
    const inputs = spec.inputs.map((i) => tensors[i] ?? null);
    const outputs = spec.outputs.map((i) => tensors[i] as Tensor);
    return known.build(new Operator(known.label, inputs, outputs, spec.options, this.#graph));
  }

  #allocate(spec: TensorSpec): Tensor {
    const size = spec.type === 'int32' || spec.type === 'resource' ? 4 : 1;
    this.#memory += elementCount(spec.shape) * size;
    if (this.#memory > MOST_MEMORY) throw this.#refusal(`its tensors need more than ${MOST_MEMORY} bytes`);
    return { spec, values: valuesOf(spec) };
  }

  #onlyTensor(what: string, indices: readonly number[], tensors: readonly Tensor[]): Tensor {
    const tensor = tensors[indices[0] ?? -1];
    if (tensor === undefined || indices.length !== 1) {
      throw this.#refusal(`it has ${indices.length} ${what} tensors, one is expected`);
    }
    return tensor;
  }

  #refusal(why: string): LinnetError {
    return new LinnetError('model.unsupported', `Model "${this.#model.name}" cannot run here: ${why}.`);
  }
}

/** The constant's values (copied: the file's bytes are aligned to nothing), or zeros. */
function valuesOf(spec: TensorSpec): TensorValues {
  const length = elementCount(spec.shape);
  const buffer = spec.constant === null ? null : Uint8Array.from(spec.constant).buffer;
  switch (spec.type) {
    case 'int8':
      return buffer === null ? new Int8Array(length) : new Int8Array(buffer);
    case 'uint8':
      return buffer === null ? new Uint8Array(length) : new Uint8Array(buffer);
    case 'int32':
    case 'resource':
      return buffer === null ? new Int32Array(length) : new Int32Array(buffer);
  }
}
