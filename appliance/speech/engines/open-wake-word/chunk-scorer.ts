// From 80 ms of sound to a score of every word: the shared embedding, then each word's classifier on the newest of them.
import type { Classifier } from './classifier.ts';
import { CHUNK, EMBEDDING_SIZE, type SpeechEmbedder } from './speech-embedder.ts';

/** The first scores after a start look at history that is not there: the reference returns zeros. */
const SILENT_CHUNKS = 5;
const NOISE_AMPLITUDE = 1000;

/** Checks on the way that every classifier runs; rejects with its `model.unsupported`. */
export async function createChunkScorer(
  embedder: SpeechEmbedder,
  classifiers: readonly Classifier[],
): Promise<ChunkScorer> {
  const history = await noiseHistory(embedder, Math.max(0, ...classifiers.map(({ span }) => span)));
  for (const classifier of classifiers) await classifier.score(history);
  return new ChunkScorer(embedder, classifiers, history);
}

export class ChunkScorer {
  readonly classifiers: readonly Classifier[];
  /** By classifier; overwritten by the next chunk. */
  readonly scores: Float64Array;
  readonly #embedder: SpeechEmbedder;
  readonly #initialHistory: Float32Array;
  /** The newest embeddings, oldest first. */
  readonly #history: Float32Array;
  #heard = 0;

  constructor(embedder: SpeechEmbedder, classifiers: readonly Classifier[], initialHistory: Float32Array) {
    this.classifiers = classifiers;
    this.scores = new Float64Array(classifiers.length);
    this.#embedder = embedder;
    this.#initialHistory = initialHistory;
    this.#history = initialHistory.slice();
  }

  /** Updates `scores` by the next 1280 samples. One at a time. */
  async score(chunk: Int16Array): Promise<void> {
    const embedding = await this.#embedder.embed(chunk);
    this.#history.copyWithin(0, EMBEDDING_SIZE);
    this.#history.set(embedding, this.#history.length - EMBEDDING_SIZE);
    this.#heard += 1;
    for (const [i, classifier] of this.classifiers.entries()) {
      const score = await classifier.score(this.#history);
      this.scores[i] = this.#heard > SILENT_CHUNKS ? score : 0;
    }
  }

  /** Forgets the sound. Not while `score` runs. */
  reset(): void {
    this.#embedder.reset();
    this.#history.set(this.#initialHistory);
    this.#heard = 0;
  }
}

/** What the history holds before anything was heard: faint noise, as in the reference, but the same one every time. */
async function noiseHistory(embedder: SpeechEmbedder, span: number): Promise<Float32Array> {
  const history = new Float32Array(span * EMBEDDING_SIZE);
  const chunk = new Int16Array(CHUNK);
  let state = 1;
  for (let row = 0; row < span; row++) {
    for (let i = 0; i < CHUNK; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // Numerical Recipes' generator
      chunk[i] = Math.floor((state / 2 ** 31 - 1) * NOISE_AMPLITUDE);
    }
    history.set(await embedder.embed(chunk), row * EMBEDDING_SIZE);
  }
  embedder.reset();
  return history;
}
