// Writes small TensorFlow Lite models for tests: a FlatBuffer whose tables lie in the order in which they are referred to.
// Field numbers are those of TensorFlow's schema.fbs.

type Field = { readonly int32: number } | { readonly int8: number } | { readonly to: Node };
type Node =
  | { readonly table: Readonly<Record<number, Field | undefined>> }
  | { readonly nodes: readonly Node[] }
  | { readonly bytes: Uint8Array; readonly size: number };

const TYPE_NUMBERS = { float32: 0, int32: 2, uint8: 3, int8: 9, resource: 13 } as const;

export interface TestTensor {
  readonly type: keyof typeof TYPE_NUMBERS;
  readonly shape: readonly number[];
  readonly scales?: readonly number[];
  readonly zeroPoint?: number;
  readonly constant?: readonly number[];
}

export interface TestOperator {
  readonly code: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options?: Readonly<Record<number, Field>>;
}

export interface TestGraph {
  readonly tensors: readonly TestTensor[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly operators: readonly TestOperator[];
}

export const text = (value: string): Field => ({ to: { bytes: Buffer.from(value), size: 1 } });

/** The bytes of a .tflite file with these graphs; the first is the main one. */
export function buildTflite(...graphs: TestGraph[]): Uint8Array {
  const constants: Node[] = [{ table: {} }];
  const codes: number[] = [];
  const subgraphs = graphs.map((graph) => graphNode(graph, codes, constants));
  const codeNodes = codes.map((code): Node => ({ table: { 0: { int8: Math.min(code, 127) }, 3: { int32: code } } }));
  return serialize({
    table: {
      0: { int32: 3 },
      1: { to: { nodes: codeNodes } },
      2: { to: { nodes: subgraphs } },
      4: { to: { nodes: constants } },
    },
  });
}

function graphNode(graph: TestGraph, codes: number[], constants: Node[]): Node {
  const tensors = graph.tensors.map((tensor, i) => tensorNode(tensor, `tensor ${i}`, constants));
  const operators = graph.operators.map(({ code, inputs, outputs, options }): Node => {
    if (!codes.includes(code)) codes.push(code);
    const table = options === undefined ? undefined : { to: { table: options } };
    return { table: { 0: { int32: codes.indexOf(code) }, 1: int32s(inputs), 2: int32s(outputs), 4: table } };
  });
  return {
    table: {
      0: { to: { nodes: tensors } },
      1: int32s(graph.inputs),
      2: int32s(graph.outputs),
      3: { to: { nodes: operators } },
    },
  };
}

function tensorNode(tensor: TestTensor, name: string, constants: Node[]): Node {
  const { type, shape, scales, zeroPoint, constant } = tensor;
  const points = BigInt64Array.of(BigInt(zeroPoint ?? 0));
  const quantization: Field | undefined = scales && {
    to: { table: { 2: vector(Float32Array.from(scales)), 3: vector(points) } },
  };
  if (constant !== undefined) {
    const values = type === 'int32' ? Int32Array.from(constant) : Int8Array.from(constant);
    constants.push({ table: { 0: { to: { bytes: bytesOf(values), size: 1 } } } });
  }
  return {
    table: {
      0: int32s(shape),
      1: { int8: TYPE_NUMBERS[type] },
      2: { int32: constant === undefined ? 0 : constants.length - 1 },
      3: text(name),
      4: quantization,
    },
  };
}

function int32s(values: readonly number[]): Field {
  return vector(Int32Array.from(values));
}

function vector(values: Int32Array | Float32Array | BigInt64Array): Field {
  return { to: { bytes: bytesOf(values), size: values.BYTES_PER_ELEMENT } };
}

function bytesOf(values: NodeJS.TypedArray): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function serialize(root: Node): Uint8Array {
  const out = Buffer.alloc(1 << 20);
  out.write('TFL3', 4, 'latin1');
  let end = 8;
  const queue: { node: Node; pointer: number }[] = [{ node: root, pointer: 0 }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { node, pointer } = next;
    end = Math.ceil(end / 8) * 8;
    if ('table' in node) {
      const fields = Object.entries(node.table).filter((entry): entry is [string, Field] => entry[1] !== undefined);
      const slots = Math.max(-1, ...fields.map(([number]) => Number(number))) + 1;
      const fieldTable = end;
      const table = fieldTable + Math.ceil((4 + 2 * slots) / 8) * 8;
      out.writeUInt16LE(4 + 2 * slots, fieldTable);
      out.writeInt32LE(table - fieldTable, table);
      fields.forEach(([number, field], i) => {
        const at = table + 4 + 4 * i;
        out.writeUInt16LE(at - table, fieldTable + 4 + 2 * Number(number));
        if ('int32' in field) out.writeInt32LE(field.int32, at);
        else if ('int8' in field) out.writeInt8(field.int8, at);
        else queue.push({ node: field.to, pointer: at });
      });
      out.writeUInt32LE(table - pointer, pointer);
      end = table + 4 + 4 * fields.length;
    } else if ('nodes' in node) {
      out.writeUInt32LE(end - pointer, pointer);
      out.writeUInt32LE(node.nodes.length, end);
      for (const [i, child] of node.nodes.entries()) queue.push({ node: child, pointer: end + 4 + 4 * i });
      end += 4 + 4 * node.nodes.length;
    } else {
      out.writeUInt32LE(end - pointer, pointer);
      out.writeUInt32LE(node.bytes.length / node.size, end);
      out.set(node.bytes, end + 4);
      end += 4 + node.bytes.length;
    }
  }
  return Uint8Array.from(out.subarray(0, end));
}
