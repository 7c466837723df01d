// What the owner may set about the ear.
import type { EndpointingOptions } from './endpointing-rules.ts';
import type { NoiseGateOptions } from './noise-gate.ts';
import { LOWEST_CONFIDENCE } from './transcript-filter.ts';

export interface EarOptions {
  readonly endpointing?: EndpointingOptions;
  readonly noiseGate?: NoiseGateOptions;
  /** What is said to wake the box, by word ("okay_nabu" ▸ "Okay Nabu"). A word without an entry is its own phrase. */
  readonly wakePhrases?: Readonly<Record<string, string>>;
  /** Audio from before the wake decision in which the wake phrase is looked for. Default 900 ms. */
  readonly wakePhraseMs?: number;
  /** How long audio is kept. Default 30 000 ms. */
  readonly historyMs?: number;
  /** Between partial transcripts. Default 400 ms. */
  readonly partialIntervalMs?: number;
  /** Speech before the first partial transcript; with the audio before it that is 0.9 s, and less gives nonsense. Default 600 ms. */
  readonly partialAfterMs?: number;
  /** Hypotheses of an utterance. Default 8: more than are looked at for what was meant, so that its opposite is among them. */
  readonly nbest?: number;
  /**
   * Mean log-probability a token below which nothing was said. Default −1.2: real commands are at −0.16 (median) and −0.85 (the
   * lowest percent), and what is not understood at all is worth a question.
   */
  readonly minConfidence?: number;
  /** The same for utterances shorter than 0.7 s, which a cough may be as well. Default −0.8. */
  readonly minBriefConfidence?: number;
  /** Of wake words, 0 to 100, until a command changes it. Default 50. */
  readonly sensitivity?: number;
  /** Whether the speaker's echo is taken out of what the ear gets. Default false. */
  readonly cancelsEcho?: boolean;
  /** How much less sensitive to wake words it is while the box sounds and its echo comes in, in percent points. Default 20. */
  readonly echoSensitivityDrop?: number;
  /** Of stop words, until something is listened for in another language. Default "en". */
  readonly language?: string;
}

export const EAR_DEFAULTS = {
  endpointing: {},
  noiseGate: {},
  wakePhrases: {},
  wakePhraseMs: 900,
  historyMs: 30_000,
  partialIntervalMs: 400,
  partialAfterMs: 600,
  nbest: 8,
  minConfidence: -1.2,
  minBriefConfidence: LOWEST_CONFIDENCE,
  sensitivity: 50,
  cancelsEcho: false,
  echoSensitivityDrop: 20,
  language: 'en',
} as const satisfies Required<EarOptions>;
