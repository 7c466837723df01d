// The engines' ports. PCM is 16 kHz mono; `Int16Array` where it comes from the microphone, `Float32Array` (±1) inside engines.
// Positions are sample indices on the microphone's own count.
import { MICROPHONE_RATE } from '../hardware/ports.ts';

export const SPEECH_RATE = MICROPHONE_RATE;

/** What a wake detector decided about one moment. Scores are 0 to 1 (the first stage's own, averaged as its model says). */
export interface WakeDecision {
  readonly word: string;
  /** `nearMiss`: came near the cut-off and stayed below it. `rejected`: the second stage said no. */
  readonly outcome: 'detected' | 'rejected' | 'nearMiss';
  readonly atSample: number;
  readonly score: number;
  /** What the second stage judged the word by, in nats: mean of log-probability and log-likelihood ratio, or the ratio alone; null where one stage decided alone. */
  readonly verifierScore: number | null;
}

/**
 * Listens for wake words. Decisions come through the callback it was made with, possibly later than the samples that caused
 * them (a second stage takes its time), but in order.
 */
export interface WakeDetector {
  readonly words: readonly string[];
  /** Any number of samples, in order. Never blocks for more than a few milliseconds; `samples` is only read during the call. */
  accept(samples: Int16Array, firstSample: number): void;
  /** The highest averaged score of each word since the last `reset()`, for tuning. */
  maxScores(): ReadonlyMap<string, number>;
  /** Resolves when every decision about what was accepted so far has been made. */
  settled(): Promise<void>;
  /** Forgets all audio. */
  reset(): void;
  close(): Promise<void>;
}

export type OnWakeDecision = (decision: WakeDecision) => void;

/** Speech or not, for windows of exactly 512 samples (32 ms). One instance a process: it owns native memory. */
export interface VoiceActivity {
  readonly windowSamples: number;
  /** The probability-based decision for this window. */
  isSpeech(window: Float32Array): boolean;
  reset(): void;
  close(): void;
}

/** Phrases that this house makes likely, for the recogniser's bias. Weights are 0 to 1. Replaced as a whole; the newest version wins. */
export interface PhraseSet {
  readonly version: number;
  readonly phrases: readonly LikelyPhrase[];
}

export interface LikelyPhrase {
  readonly text: string;
  readonly weight: number;
  /**
   * Of a whole command: how many of its words at the beginning say what to do ("turn on"); the others say with what. Where those were
   * heard, the command is among the hypotheses if it is likely at all.
   */
  readonly verbWords?: number | undefined;
}

/** What the words so far already mean, for the endpointer. Stale ones (another utterance, or not the latest partial) are ignored. */
export interface EndpointHint {
  readonly utterance: number;
  /** The sequence number of the partial transcript this is about. */
  readonly partial: number;
  readonly kind: 'complete' | 'mayContinue' | 'unfinished' | 'unknown';
}

export interface Hypothesis {
  readonly text: string;
  /** Sum of log-probabilities plus bias and length terms; comparable within one result only. */
  readonly score: number;
  /** Mean log-probability per token without any bias (≤ 0); null where the engine gives none. */
  readonly confidence: number | null;
  readonly biased: boolean;
}

export interface Recognition {
  /** Best first; empty where nothing was understood. A biased hypothesis is only here when within the margin of the unbiased one. */
  readonly hypotheses: readonly Hypothesis[];
  readonly audioMs: number;
  readonly decodeMs: number;
  readonly engine: string;
}

export interface RecognitionContext {
  readonly language: string;
  readonly phrases: PhraseSet | null;
  /** How many hypotheses are wanted at the most. */
  readonly nbest: number;
  /**
   * The words that the audio is known to begin with, as they are written ("Okay Nabu,"): what follows is understood as their
   * continuation. They may stand at the beginning of a text all the same, as they were heard: whoever reads it takes them off.
   */
  readonly leadIn?: string;
}

/** One utterance. Exactly one of `finish()` and `abort()` ends it. */
export interface RecognitionStream {
  /** Copies `samples`. */
  write(samples: Float32Array): void;
  /** Greedy text of what was written so far; null where a decode is still running or the engine gives none. Never queues. */
  partial(): Promise<string | null>;
  /** Decodes everything written so far and keeps the stream open: a speculative `finish()`. Its result is used by `finish()` when nothing was written since. */
  decode(): Promise<Recognition>;
  finish(): Promise<Recognition>;
  /** Idempotent; anything pending rejects with `operation.cancelled`. */
  abort(): void;
}

export interface Recognizer {
  readonly id: string;
  open(context: RecognitionContext): RecognitionStream;
  close(): Promise<void>;
}

/** How likely each phrase is in a short piece of audio: what the second wake stage asks. */
export interface PhraseScorer {
  /** `samples` is about 1.2 s. Scores are nats, the best over all spellings and positions; `text` is the greedy transcript. */
  scorePhrase(samples: Float32Array, spellings: readonly string[]): Promise<PhraseScore>;
}

export interface PhraseScore {
  readonly logProbability: number;
  readonly logLikelihoodRatio: number;
  readonly text: string;
}

export interface SynthesizedClause {
  readonly samples: Int16Array;
  readonly sampleRate: number;
  /** Whether it came from a cache and nothing was synthesised; absent means no. */
  readonly cached?: boolean;
}

export interface Synthesizer {
  /** Identifies voice and engine; part of the phrase cache's key. */
  readonly id: string;
  readonly sampleRate: number;
  /** One clause of spoken text (no markdown, no digits that need expanding). Rejects with `synthesis.failed` or `operation.cancelled`. */
  synthesize(text: string, signal: AbortSignal): Promise<SynthesizedClause>;
  close(): Promise<void>;
}
