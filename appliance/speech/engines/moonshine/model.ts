// Moonshine's two networks (version 2: an encoder and a decoder with its cache merged in) as three calls: listen, extend, pick.
//
// What the graphs allow, each compared with the plain way and equal to the last bit: the decoder's mask may be one element, which
// broadcasts over any length of audio (with as many elements as the encoder gave frames it fails beyond 9.27 s); once the keys
// and values of the audio are known the audio itself is not read again; and they may stay a batch of one under a beam of many.
// The weights are int8 and activations are scaled over the whole batch, so that rows of a batch influence one another by up to
// about 0.1 nats: compare what was scored the same way.
import { LinnetError } from '../../../kernel/errors.ts';
import { SPEECH_RATE } from '../../ports.ts';
import { type InferenceSession, loadOnnxRuntime, type OnnxRuntime, openSession, type Tensor } from '../onnxruntime.ts';
import { BEGIN_TOKEN } from './vocabulary.ts';

/** The decoder's memory of `rows` token sequences of one length. */
export interface Past {
  readonly rows: number;
  readonly tensors: Readonly<Record<string, Tensor>>;
}

export interface Prediction {
  /** rows × positions × vocabulary. */
  readonly logits: Float32Array;
  readonly past: Past;
}

/** One piece of audio that the model has heard. */
export interface Heard {
  readonly seconds: number;
  readonly audioKeys: Readonly<Record<string, Tensor>>;
  /** What the first token may be: one row, one position. */
  readonly first: Prediction;
}

export interface MoonshineModel {
  readonly vocabularySize: number;
  /** `samples` at 16 kHz, ±1, at least a tenth of a second. */
  listen(samples: Float32Array): Promise<Heard>;
  /** Continues `past` (or starts anew) by the same number of tokens in each row; `tokens` holds row after row. */
  extend(heard: Heard, past: Past | null, rows: number, tokens: readonly number[]): Promise<Prediction>;
  /** A memory whose row i is row `sources[i]` of `past`. */
  pick(past: Past, sources: readonly number[]): Past;
  close(): Promise<void>;
}

interface Graph {
  readonly runtime: OnnxRuntime;
  readonly encoder: InferenceSession;
  readonly decoder: InferenceSession;
  readonly shape: Shape;
}

interface Shape {
  readonly heads: number;
  readonly headSize: number;
  readonly hiddenSize: number;
  readonly vocabularySize: number;
  /** "0.decoder.key", …: what the decoder remembers of its own tokens, and of the audio. */
  readonly ownKeys: readonly string[];
  readonly audioKeys: readonly string[];
}

/** Rejects with `model.missing`, `model.corrupt` or `model.unsupported`. */
export async function openMoonshineModel(files: { encoder: string; decoder: string }): Promise<MoonshineModel> {
  const runtime = loadOnnxRuntime();
  const encoder = await openSession(runtime, files.encoder);
  const decoder = await openSession(runtime, files.decoder);
  if (!encoder.inputNames.includes('input_values')) throw unsupported(files.encoder, 'an encoder with input_values');
  const graph: Graph = { runtime, encoder, decoder, shape: readShape(decoder, files.decoder) };
  return {
    vocabularySize: graph.shape.vocabularySize,
    listen: (samples) => listen(graph, samples),
    extend: (heard, past, rows, tokens) => extend(graph, heard, past, rows, tokens),
    pick: (past, sources) => pick(graph, past, sources),
    close: async () => {
      await encoder.release();
      await decoder.release();
    },
  };
}

const PAST = 'past_key_values.';
const PRESENT = 'present.';

function readShape(decoder: InferenceSession, path: string): Shape {
  const cached = decoder.inputNames.filter((name) => name.startsWith(PAST)).map((name) => name.slice(PAST.length));
  const [, heads, , headSize] = shapeOf(decoder.inputMetadata, `${PAST}0.decoder.key`);
  const hiddenSize = shapeOf(decoder.inputMetadata, 'encoder_hidden_states')[2];
  const vocabularySize = shapeOf(decoder.outputMetadata, 'logits')[2];
  if (
    typeof heads !== 'number' ||
    typeof headSize !== 'number' ||
    typeof hiddenSize !== 'number' ||
    typeof vocabularySize !== 'number' ||
    !decoder.inputNames.includes('use_cache_branch')
  ) {
    throw unsupported(path, 'a merged decoder of Moonshine version 2');
  }
  const ownKeys = cached.filter((name) => name.includes('.decoder.'));
  const audioKeys = cached.filter((name) => name.includes('.encoder.'));
  return { heads, headSize, hiddenSize, vocabularySize, ownKeys, audioKeys };
}

function shapeOf(metadata: readonly InferenceSession.ValueMetadata[], name: string): readonly (number | string)[] {
  const found = metadata.find((entry) => entry.name === name);
  return found?.isTensor ? found.shape : [];
}

function unsupported(path: string, expected: string): LinnetError {
  return new LinnetError(
    'model.unsupported',
    `Expected ${expected} in "${path}", but its inputs are others; were the files swapped?`,
  );
}

async function listen(graph: Graph, samples: Float32Array): Promise<Heard> {
  const { Tensor } = graph.runtime;
  const { last_hidden_state: hidden } = await graph.encoder.run({
    input_values: new Tensor('float32', samples, [1, samples.length]),
    attention_mask: ones(graph, samples.length),
  });
  if (hidden === undefined) throw new LinnetError('recognition.failed', 'The encoder gave no last_hidden_state.');
  const result = await graph.decoder.run({
    ...inputs(graph, 1, [BEGIN_TOKEN], hidden, false),
    ...prefixed(emptyKeys(graph, graph.shape.ownKeys, 1)),
    ...prefixed(emptyKeys(graph, graph.shape.audioKeys, 1)),
  });
  return {
    seconds: samples.length / SPEECH_RATE,
    audioKeys: present(result, graph.shape.audioKeys),
    first: prediction(graph, result, 1),
  };
}

async function extend(
  graph: Graph,
  heard: Heard,
  past: Past | null,
  rows: number,
  tokens: readonly number[],
): Promise<Prediction> {
  const { ownKeys, hiddenSize } = graph.shape;
  const unread = new graph.runtime.Tensor('float32', new Float32Array(hiddenSize), [1, 1, hiddenSize]);
  const feeds = {
    ...inputs(graph, rows, tokens, unread, true),
    ...prefixed(past?.tensors ?? emptyKeys(graph, ownKeys, rows)),
    ...prefixed(heard.audioKeys),
  };
  const outputs = ['logits', ...ownKeys.map((name) => PRESENT + name)];
  return prediction(graph, await graph.decoder.run(feeds, outputs), rows);
}

function pick(graph: Graph, past: Past, sources: readonly number[]): Past {
  if (sources.length === past.rows && sources.every((source, row) => source === row)) return past;
  const tensors: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(past.tensors)) {
    const data = tensor.data as Float32Array;
    const size = data.length / past.rows;
    const picked = new Float32Array(size * sources.length);
    sources.forEach((source, row) => {
      picked.set(data.subarray(source * size, (source + 1) * size), row * size);
    });
    tensors[name] = new graph.runtime.Tensor('float32', picked, [sources.length, ...tensor.dims.slice(1)]);
  }
  return { rows: sources.length, tensors };
}

function inputs(
  graph: Graph,
  rows: number,
  tokens: readonly number[],
  hidden: Tensor,
  cached: boolean,
): Record<string, Tensor> {
  const { Tensor } = graph.runtime;
  return {
    input_ids: new Tensor('int64', BigInt64Array.from(tokens, BigInt), [rows, tokens.length / rows]),
    encoder_hidden_states: hidden,
    encoder_attention_mask: ones(graph, 1),
    use_cache_branch: new Tensor('bool', [cached], [1]),
  };
}

function ones(graph: Graph, length: number): Tensor {
  return new graph.runtime.Tensor('int64', new BigInt64Array(length).fill(1n), [1, length]);
}

function emptyKeys(graph: Graph, names: readonly string[], rows: number): Record<string, Tensor> {
  const { heads, headSize } = graph.shape;
  const empty = new graph.runtime.Tensor('float32', new Float32Array(0), [rows, heads, 0, headSize]);
  return Object.fromEntries(names.map((name) => [name, empty]));
}

function prefixed(tensors: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [PAST + name, tensor]));
}

function present(result: Readonly<Record<string, Tensor>>, names: readonly string[]): Record<string, Tensor> {
  return Object.fromEntries(names.map((name) => [name, result[PRESENT + name] as Tensor]));
}

function prediction(graph: Graph, result: Readonly<Record<string, Tensor>>, rows: number): Prediction {
  const logits = (result.logits as Tensor).data as Float32Array;
  return { logits, past: { rows, tensors: present(result, graph.shape.ownKeys) } };
}
