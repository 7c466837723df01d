// The second wake engine: openWakeWord through onnxruntime. Four times the work of microWakeWord, and its ready-made
// classifiers are not free for every use (CC BY-NC-SA), so it is there for those who bring their own.
//
// Inference is asynchronous, so sound waits in a queue of a minute: on a machine too slow for that, what waits is given up
// and counted, since a wake word heard a minute late helps nobody.
import { SampleRing } from '../../../audio/sample-ring.ts';
import { toError } from '../../../kernel/errors.ts';
import type { Log } from '../../../kernel/log.ts';
import { Scope } from '../../../kernel/scope.ts';
import { type OnWakeDecision, SPEECH_RATE } from '../../ports.ts';
import type { CandidateSource } from '../../wake-policy.ts';
import { WakeWords, type WakeWordsOptions } from '../../wake-words.ts';
import { type ChunkScorer, createChunkScorer } from './chunk-scorer.ts';
import { type Classifier, type ClassifierFile, openClassifier } from './classifier.ts';
import { type BackboneFiles, CHUNK, openSpeechEmbedder } from './speech-embedder.ts';

export interface OpenWakeWordOptions extends WakeWordsOptions {
  readonly backbone: BackboneFiles;
  readonly classifiers: readonly ClassifierFile[];
}

const QUEUE_SECONDS = 60;

/** Loads everything, in the order given. Rejects with the first error: `model.missing`, `.corrupt` or `.unsupported`. */
export async function createOpenWakeWord(
  options: OpenWakeWordOptions,
  deps: { readonly log: Log },
  onDecision: OnWakeDecision,
): Promise<CandidateSource> {
  const scope = new Scope();
  try {
    const embedder = await openSpeechEmbedder(options.backbone);
    scope.defer(() => embedder.close());
    const classifiers: Classifier[] = [];
    for (const file of options.classifiers) {
      const classifier = await openClassifier(file);
      scope.defer(() => classifier.close());
      classifiers.push(classifier);
    }
    const table = new WakeWords(classifiers, options, onDecision);
    return new OpenWakeWord(await createChunkScorer(embedder, classifiers), table, scope, deps.log);
  } catch (error) {
    await scope.close();
    throw error;
  }
}

class OpenWakeWord implements CandidateSource {
  readonly #scorer: ChunkScorer;
  readonly #table: WakeWords;
  readonly #scope: Scope;
  readonly #log: Log;
  readonly #queue = new SampleRing(QUEUE_SECONDS * SPEECH_RATE);
  readonly #chunk = new Int16Array(CHUNK);
  /** The microphone's count after the last sample queued. */
  #position = 0;
  /** What runs now began before a reset: its result is worth nothing. */
  #stale = false;
  #draining: Promise<void> | null = null;
  #closed = false;

  constructor(scorer: ChunkScorer, table: WakeWords, scope: Scope, log: Log) {
    this.#scorer = scorer;
    this.#table = table;
    this.#scope = scope;
    this.#log = log;
  }

  get words(): readonly string[] {
    return this.#table.words;
  }

  get phrases(): ReadonlyMap<string, string> {
    return this.#table.phrases;
  }

  accept(samples: Int16Array, firstSample: number): void {
    if (this.#closed) return;
    if (firstSample < this.#position) this.reset();
    if (samples.length > this.#queue.free) this.#giveUp(samples.length);
    this.#queue.write(samples.subarray(-this.#queue.free));
    this.#position = firstSample + samples.length;
    if (this.#queue.length >= CHUNK) this.#draining ??= this.#drain();
  }

  maxScores(): ReadonlyMap<string, number> {
    return this.#table.maxScores();
  }

  async settled(): Promise<void> {
    await this.#draining;
  }

  reset(): void {
    this.#queue.fadeOut(0);
    this.#position = 0;
    this.#table.reset();
    if (this.#draining === null) this.#forget();
    else this.#stale = true;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
    await this.#scope.close();
  }

  ownCutoff(word: string): number {
    return this.#table.ownCutoff(word);
  }

  setCutoff(word: string, cutoff: number | null): void {
    this.#table.setCutoff(word, cutoff);
  }

  setSensitivity(percent: number): void {
    this.#table.setSensitivity(percent);
  }

  peak(word: string): number {
    return this.#table.peak(word);
  }

  reject(word: string, atSample: number): void {
    this.#table.reject(word, atSample);
  }

  /** One chunk after the other, until less than one is left. Never rejects. */
  async #drain(): Promise<void> {
    while (this.#queue.length >= CHUNK && !this.#closed) {
      await this.#hearNext();
      if (this.#stale) this.#forget();
    }
    this.#draining = null;
  }

  async #hearNext(): Promise<void> {
    this.#queue.read(this.#chunk);
    const end = this.#position - this.#queue.length;
    try {
      await this.#scorer.score(this.#chunk);
      if (!this.#stale) this.#observe(end);
    } catch (error) {
      this.#log.error({ error: toError(error).message }, 'wake inference failed; listening begins anew');
      this.#stale = true;
    }
  }

  #observe(atSample: number): void {
    const { scores } = this.#scorer;
    for (let i = 0; i < scores.length; i++) this.#table.observe(i, scores[i] as number, atSample);
  }

  #forget(): void {
    this.#stale = false;
    this.#scorer.reset();
  }

  #giveUp(arriving: number): void {
    const lostMs = Math.round(
      ((this.#queue.length + Math.max(0, arriving - QUEUE_SECONDS * SPEECH_RATE)) * 1000) / SPEECH_RATE,
    );
    this.#log.warn({ lostMs }, 'wake inference is too slow; sound was skipped');
    this.#queue.fadeOut(0);
    if (this.#draining !== null) this.#stale = true;
  }
}
