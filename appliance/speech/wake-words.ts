// The words of one detector: each with its phrase, its cut-off and its policy. What every engine does the same way with the
// scores it computes, so that an engine only computes scores.
import { LinnetError } from '../kernel/errors.ts';
import type { OnWakeDecision } from './ports.ts';
import { cutoffAt, WakePolicy, type WakePolicyOptions } from './wake-policy.ts';

export interface WakeWordSpec {
  /** What decisions call it: the stem of the model's file, such as "okay_nabu". */
  readonly word: string;
  /** For people: "Okay Nabu". */
  readonly phrase: string;
  /** The cut-off that the model's author chose, 0 to 1. */
  readonly cutoff: number;
}

export interface WakeWordsOptions {
  /** 0 (rarely wakes by mistake) to 100 (rarely misses). Default 50: each model's own cut-off. */
  readonly sensitivity?: number;
  /** Averaged scores (0 to 1) that detect a word, by word: instead of the model's own, whatever the sensitivity. Words that
   * are not listened for are ignored. */
  readonly cutoffs?: Readonly<Record<string, number>>;
  /** The same for every word that `cutoffs` does not name. Default null: the model's own. */
  readonly threshold?: number | null;
  readonly policy?: WakePolicyOptions;
}

interface WakeWord extends WakeWordSpec {
  readonly policy: WakePolicy;
  override: number | null;
}

export class WakeWords {
  readonly words: readonly string[];
  readonly phrases: ReadonlyMap<string, string>;
  readonly #entries: readonly WakeWord[];
  readonly #onDecision: OnWakeDecision;
  #sensitivity: number;

  constructor(specs: readonly WakeWordSpec[], options: WakeWordsOptions, onDecision: OnWakeDecision) {
    this.words = specs.map((spec) => spec.word);
    const twice = this.words.find((word, i) => this.words.indexOf(word) !== i);
    if (twice !== undefined)
      throw new LinnetError('input.invalid', `Two wake models are called "${twice}"; rename one.`);
    this.phrases = new Map(specs.map((spec) => [spec.word, spec.phrase]));
    this.#sensitivity = options.sensitivity ?? 50;
    this.#onDecision = onDecision;
    this.#entries = specs.map((spec) => ({
      ...spec,
      override: options.cutoffs?.[spec.word] ?? options.threshold ?? null,
      policy: new WakePolicy(0, options.policy),
    }));
    this.#applyCutoffs();
  }

  /** The averaged score of word number `index` for the audio that ends at `atSample`. Allocates only for a decision. */
  observe(index: number, score: number, atSample: number): void {
    const { word, policy } = this.#entries[index] as WakeWord;
    const outcome = policy.observe(score, atSample);
    if (outcome === null) return;
    const { outcomeScore, outcomeSample } = policy;
    this.#onDecision({ word, outcome, atSample: outcomeSample, score: outcomeScore, verifierScore: null });
  }

  ownCutoff(word: string): number {
    return cutoffAt(this.#find(word).cutoff, this.#sensitivity);
  }

  setCutoff(word: string, cutoff: number | null): void {
    this.#find(word).override = cutoff;
    this.#applyCutoffs();
  }

  setSensitivity(percent: number): void {
    this.#sensitivity = percent;
    this.#applyCutoffs();
  }

  peak(word: string): number {
    return this.#find(word).policy.peak;
  }

  reject(word: string, atSample: number): void {
    this.#find(word).policy.reject(atSample);
  }

  maxScores(): ReadonlyMap<string, number> {
    return new Map(this.#entries.map((entry) => [entry.word, entry.policy.maxScore]));
  }

  reset(): void {
    for (const entry of this.#entries) entry.policy.reset();
  }

  #applyCutoffs(): void {
    for (const entry of this.#entries) entry.policy.cutoff = entry.override ?? this.ownCutoff(entry.word);
  }

  #find(word: string): WakeWord {
    const entry = this.#entries.find((candidate) => candidate.word === word);
    if (entry !== undefined) return entry;
    throw new LinnetError('input.invalid', `"${word}" is not listened for; ${this.words.join(', ') || 'nothing'} is.`);
  }
}
