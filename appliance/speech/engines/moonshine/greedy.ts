// The plain transcript: the likeliest token, again and again. It is the partial transcript, the measure of confidence, and
// what the biased search is compared with.
import { bestToken, logNormaliser } from './logits.ts';
import type { Heard, MoonshineModel, Prediction } from './model.ts';
import { repeatsItself, tokenBudget } from './run-away.ts';
import { END_TOKEN } from './vocabulary.ts';

export interface PlainTranscript {
  /** Without the end token. */
  readonly tokens: readonly number[];
  /** Of each token, and then of the end where it was reached. */
  readonly logProbabilities: readonly number[];
  /** It was stopped because it repeated itself: the audio holds no such words. */
  readonly ranAway: boolean;
}

/** Sees the prediction of every position (one row) and what makes its logits log-probabilities. */
export type PositionObserver = (position: number, prediction: Prediction, normaliser: number) => void;

/** Rejects with the signal's reason, between two tokens. */
export async function decodeGreedily(
  model: MoonshineModel,
  heard: Heard,
  signal: AbortSignal,
  observe?: PositionObserver,
): Promise<PlainTranscript> {
  const tokens: number[] = [];
  const logProbabilities: number[] = [];
  const budget = tokenBudget(heard.seconds);
  for (let prediction = heard.first; ; prediction = await extendByOne(model, heard, prediction, tokens)) {
    signal.throwIfAborted();
    const token = bestToken(prediction.logits, 0, model.vocabularySize);
    const logit = prediction.logits[token] as number;
    const normaliser = logNormaliser(prediction.logits, 0, model.vocabularySize, logit);
    observe?.(tokens.length, prediction, normaliser);
    logProbabilities.push(logit - normaliser);
    if (token === END_TOKEN) return { tokens, logProbabilities, ranAway: false };
    tokens.push(token);
    if (repeatsItself(tokens)) return { tokens, logProbabilities, ranAway: true };
    if (tokens.length >= budget) return { tokens, logProbabilities, ranAway: false };
  }
}

/** Mean log-probability a token: commands −0.16 (median), −0.85 (the lowest percent); white noise −0.83 to −1.2. */
export function confidenceOf(transcript: PlainTranscript): number {
  return sum(transcript.logProbabilities) / transcript.logProbabilities.length;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function extendByOne(
  model: MoonshineModel,
  heard: Heard,
  prediction: Prediction,
  tokens: readonly number[],
): Promise<Prediction> {
  return model.extend(heard, prediction.past, 1, [tokens.at(-1) as number]);
}
