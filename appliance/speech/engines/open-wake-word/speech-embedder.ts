// openWakeWord's shared first half: 80 ms of sound ▸ mel spectrogram ▸ one embedding of the last 0.78 s. Recorded values of
// the reference implementation are in test/fixtures/wake. Two things are easy to get wrong and still half work: the sound goes
// in as 16-bit values, not as ±1, and each chunk needs the 30 ms before it, without which three of eight mel frames are missing.
import { LinnetError } from '../../../kernel/errors.ts';
import { type InferenceSession, loadOnnxRuntime, type OnnxRuntime, openSession } from '../onnxruntime.ts';

export const CHUNK = 1280;
export const EMBEDDING_SIZE = 96;

const CONTEXT = 480;
const MEL_BANDS = 32;
const MEL_FRAMES = 76;
const MEL_STEP = 8; // frames of 10 ms in a chunk
const MEL_SCALE = 1 / 10;
const MEL_OFFSET = 2;

export interface BackboneFiles {
  readonly melspectrogramPath: string;
  readonly embeddingPath: string;
}

/** Rejects with `model.missing`, `model.corrupt` or, where the models are others than expected, `model.unsupported`. */
export async function openSpeechEmbedder(files: BackboneFiles): Promise<SpeechEmbedder> {
  const runtime = loadOnnxRuntime();
  const mel = await openSession(runtime, files.melspectrogramPath);
  const embedding = await openSession(runtime, files.embeddingPath);
  const embedder = new SpeechEmbedder(runtime, mel, embedding);
  try {
    await embedder.embed(new Int16Array(CHUNK));
  } catch (cause) {
    await embedder.close();
    const text = `"${files.melspectrogramPath}" and "${files.embeddingPath}" are not openWakeWord's shared models.`;
    throw new LinnetError('model.unsupported', text, { cause });
  }
  embedder.reset();
  return embedder;
}

export class SpeechEmbedder {
  readonly #runtime: OnnxRuntime;
  readonly #mel: InferenceSession;
  readonly #embedding: InferenceSession;
  readonly #sound = new Float32Array(CONTEXT + CHUNK);
  readonly #frames = new Float32Array(MEL_FRAMES * MEL_BANDS);

  constructor(runtime: OnnxRuntime, mel: InferenceSession, embedding: InferenceSession) {
    this.#runtime = runtime;
    this.#mel = mel;
    this.#embedding = embedding;
    this.reset();
  }

  /** The embedding (96 values, a new array) at the end of `chunk`, which has 1280 samples and follows the last one. */
  async embed(chunk: Int16Array): Promise<Float32Array> {
    this.#sound.copyWithin(0, CHUNK);
    this.#sound.set(chunk, CONTEXT);
    const mel = await this.#run(this.#mel, this.#sound, [1, this.#sound.length], MEL_STEP * MEL_BANDS);
    this.#frames.copyWithin(0, mel.length);
    const newest = this.#frames.subarray(-mel.length);
    for (let i = 0; i < mel.length; i++) newest[i] = (mel[i] as number) * MEL_SCALE + MEL_OFFSET;
    return await this.#run(this.#embedding, this.#frames, [1, MEL_FRAMES, MEL_BANDS, 1], EMBEDDING_SIZE);
  }

  /** Forgets the sound. Not while `embed` runs. */
  reset(): void {
    this.#sound.fill(0);
    this.#frames.fill(1); // as the reference begins
  }

  async close(): Promise<void> {
    await Promise.all([this.#mel.release(), this.#embedding.release()]);
  }

  async #run(
    session: InferenceSession,
    values: Float32Array,
    shape: number[],
    expected: number,
  ): Promise<Float32Array> {
    const input = new this.#runtime.Tensor('float32', values, shape);
    const results = await session.run({ [session.inputNames[0] as string]: input });
    const output = results[session.outputNames[0] as string]?.data;
    if (output instanceof Float32Array && output.length === expected) return output;
    throw new Error(`a model returned ${output?.length ?? 'no'} values where ${expected} are expected`);
  }
}
