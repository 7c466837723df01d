// One wake word of openWakeWord: a small network on the last embeddings (16 of them, 1.28 s, in most) that returns a score.
import { basename, join } from 'node:path';
import { LinnetError } from '../../../kernel/errors.ts';
import { type InferenceSession, loadOnnxRuntime, type OnnxRuntime, openSession } from '../onnxruntime.ts';
import { namesInWakeFolder } from '../wake-folder.ts';
import { EMBEDDING_SIZE } from './speech-embedder.ts';

export interface ClassifierFile {
  readonly path: string;
  /** For people. Default: made of the file's name, "hey_jarvis_v0.1.onnx" ▸ "Hey Jarvis". */
  readonly phrase?: string;
  /** The score above which it has heard its word. Default 0.5, openWakeWord's own. */
  readonly cutoff?: number;
}

const DEFAULT_CUTOFF = 0.5;
const MOST_EMBEDDINGS = 120; // what the reference keeps: 9.6 s

/** Rejects with `model.missing`, `model.corrupt` or `model.unsupported`. */
export async function openClassifier(file: ClassifierFile): Promise<Classifier> {
  const runtime = loadOnnxRuntime();
  const session = await openSession(runtime, file.path);
  try {
    return new Classifier(runtime, session, file);
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** The classifiers of a folder by the word that each listens for; of several versions the newest. */
export async function findClassifiers(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = (await namesInWakeFolder(folder)).filter((name) => name.endsWith('.onnx'));
  const byVersion = [...files].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return new Map(byVersion.map((name) => [wordOf(name), join(folder, name)]));
}

/** "hey_jarvis_v0.1.onnx" ▸ "hey_jarvis". */
function wordOf(path: string): string {
  return basename(path, '.onnx').replace(/_v[\d.]+$/, '');
}

export class Classifier {
  /** The file's name without its version: "hey_jarvis". */
  readonly word: string;
  readonly phrase: string;
  readonly cutoff: number;
  /** How many embeddings it looks at. */
  readonly span: number;
  readonly #runtime: OnnxRuntime;
  readonly #session: InferenceSession;

  constructor(runtime: OnnxRuntime, session: InferenceSession, file: ClassifierFile) {
    this.word = wordOf(file.path);
    this.phrase = file.phrase ?? this.word.replace(/_/g, ' ').replace(/\b\w/g, (letter) => letter.toUpperCase());
    this.cutoff = file.cutoff ?? DEFAULT_CUTOFF;
    this.span = spanOf(session, file.path);
    this.#runtime = runtime;
    this.#session = session;
  }

  /** The score (0 to 1) of the newest `span` rows of `history`. */
  async score(history: Float32Array): Promise<number> {
    const newest = history.subarray(history.length - this.span * EMBEDDING_SIZE);
    const input = new this.#runtime.Tensor('float32', newest, [1, this.span, EMBEDDING_SIZE]);
    const results = await this.#session.run({ [this.#session.inputNames[0] as string]: input });
    const output = results[this.#session.outputNames[0] as string]?.data;
    if (output instanceof Float32Array && output.length === 1) return output[0] as number;
    const text = `"${this.word}" returned ${output?.length ?? 'no'} scores, one is expected; use a model of a single word.`;
    throw new LinnetError('model.unsupported', text);
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}

function spanOf(session: InferenceSession, path: string): number {
  const [input] = session.inputMetadata;
  const shape = input?.isTensor === true ? input.shape : [];
  const [batch, span, size] = shape;
  const fits = shape.length === 3 && batch === 1 && size === EMBEDDING_SIZE && session.inputNames.length === 1;
  if (fits && typeof span === 'number' && span >= 1 && span <= MOST_EMBEDDINGS) return span;
  const text = `"${path}" is no openWakeWord classifier: its input is [${shape}], [1, 16, ${EMBEDDING_SIZE}] is expected.`;
  throw new LinnetError('model.unsupported', text);
}
