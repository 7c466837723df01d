// Writes the smallest ONNX classifier there is, by hand (protobuf; fields of onnx.proto3): sigmoid(weights · input + bias).

const FLOAT = 1;

/** A model with input [1, span, size] and one score; `weights` has span × size values, the oldest row first. */
export function buildClassifier(span: number, size: number, weights: Float32Array, bias: number): Uint8Array {
  const graph = [
    node('Flatten', ['x'], 'flat'),
    node('Gemm', ['flat', 'w', 'b'], 'sum'),
    node('Sigmoid', ['sum'], 'score'),
    field(2, text('classifier')),
    field(5, tensor('w', [span * size, 1], weights)),
    field(5, tensor('b', [1], Float32Array.of(bias))),
    field(11, valueInfo('x', [1, span, size])),
    field(12, valueInfo('score', [1, 1])),
  ];
  const opset = field(8, varint(2, 13));
  return Buffer.concat([varint(1, 8), field(7, Buffer.concat(graph)), opset]);
}

function node(operator: string, inputs: readonly string[], output: string): Buffer {
  const parts = [...inputs.map((input) => field(1, text(input))), field(2, text(output)), field(4, text(operator))];
  return field(1, Buffer.concat(parts));
}

function tensor(name: string, dimensions: readonly number[], values: Float32Array): Buffer {
  const raw = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([
    ...dimensions.map((size) => varint(1, size)),
    varint(2, FLOAT),
    field(8, text(name)),
    field(9, raw),
  ]);
}

function valueInfo(name: string, dimensions: readonly number[]): Buffer {
  const shape = Buffer.concat(dimensions.map((size) => field(1, varint(1, size))));
  const type = field(1, Buffer.concat([varint(1, FLOAT), field(2, shape)]));
  return Buffer.concat([field(1, text(name)), field(2, type)]);
}

const text = (value: string): Buffer => Buffer.from(value);

function field(number: number, payload: Buffer): Buffer {
  return Buffer.concat([base128((number << 3) | 2), base128(payload.length), payload]);
}

function varint(number: number, value: number): Buffer {
  return Buffer.concat([base128(number << 3), base128(value)]);
}

function base128(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return Buffer.from(bytes);
}
