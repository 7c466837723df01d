// What the owner may set about the ear.
import type { EndpointingOptions } from './endpointing-rules.ts';
import type { NoiseGateOptions } from './noise-gate.ts';

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
  /** Default 5. */
  readonly nbest?: number;
  /** Mean log-probability a token below which nothing was said. Default −0.9 (real commands: −0.85 at the lowest percent). */
  readonly minConfidence?: number;
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
  nbest: 5,
  minConfidence: -0.9,
  sensitivity: 50,
  cancelsEcho: false,
  echoSensitivityDrop: 20,
  language: 'en',
} as const satisfies Required<EarOptions>;
