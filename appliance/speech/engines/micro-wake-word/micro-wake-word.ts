// The default wake engine: microWakeWord models (several at once) on one shared front end. No native code, no thread.
// A model's probability comes every 30 ms; the mean of the last few (the model's JSON says how many) is its score.
import type { Log } from '../../../kernel/log.ts';
import type { OnWakeDecision } from '../../ports.ts';
import type { CandidateSource } from '../../wake-policy.ts';
import { WakeWords, type WakeWordsOptions } from '../../wake-words.ts';
import { AudioFrontEnd } from './audio-front-end.ts';
import { ScoreWindow } from './score-window.ts';
import { loadWakeModel, type WakeModel, type WakeModelFiles } from './wake-model-file.ts';

export interface MicroWakeWordOptions extends WakeWordsOptions {
  readonly models: readonly WakeModelFiles[];
}

/**
 * Loads every model and listens for all of them. Throws the first model's error: `model.missing`, `model.corrupt`,
 * `model.unsupported` (see `findWakeModels` for a folder in which some may be broken).
 */
export async function createMicroWakeWord(
  options: MicroWakeWordOptions,
  deps: { readonly log: Log },
  onDecision: OnWakeDecision,
): Promise<CandidateSource> {
  const models = await Promise.all(options.models.map((files) => loadWakeModel(files)));
  const detector = new MicroWakeWord(models, options, onDecision);
  for (const { word, phrase } of models)
    deps.log.debug({ word, phrase, cutoff: detector.ownCutoff(word) }, 'wake model loaded');
  return detector;
}

class MicroWakeWord implements CandidateSource {
  readonly words: readonly string[];
  readonly phrases: ReadonlyMap<string, string>;
  readonly #models: readonly WakeModel[];
  readonly #windows: readonly ScoreWindow[];
  readonly #table: WakeWords;
  readonly #frontEnd = new AudioFrontEnd();
  /** The microphone's count after the last sample accepted. */
  #position = 0;

  constructor(models: readonly WakeModel[], options: WakeWordsOptions, onDecision: OnWakeDecision) {
    this.#models = models;
    this.#windows = models.map((model) => new ScoreWindow(model.windowSize));
    this.#table = new WakeWords(models, options, onDecision);
    this.words = this.#table.words;
    this.phrases = this.#table.phrases;
  }

  accept(samples: Int16Array, firstSample: number): void {
    // A microphone that counts from anew: positions remembered from before would mean nothing.
    if (firstSample < this.#position) this.reset();
    this.#position = firstSample + samples.length;
    for (let at = 0; at < samples.length; ) {
      at += this.#frontEnd.write(samples, at);
      if (this.#frontEnd.frameComplete) this.#score(firstSample + at);
    }
  }

  maxScores(): ReadonlyMap<string, number> {
    return this.#table.maxScores();
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  reset(): void {
    this.#position = 0;
    this.#frontEnd.reset();
    this.#table.reset();
    for (const { model } of this.#models) model.reset();
    for (const window of this.#windows) window.reset();
  }

  close(): Promise<void> {
    return Promise.resolve();
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

  #score(atSample: number): void {
    for (let i = 0; i < this.#models.length; i++) {
      const probability = (this.#models[i] as WakeModel).model.accept(this.#frontEnd.features);
      if (probability < 0) continue;
      const score = (this.#windows[i] as ScoreWindow).add(probability);
      if (score >= 0) this.#table.observe(i, score, atSample);
    }
  }
}
