// Beam search with a bias towards phrases. A hypothesis scores Σ log p + λ · (weighted characters of phrases) + γ · tokens:
// λ outweighs what the audio leaves open, γ keeps it from stopping early (without it a sentence once ended after "1.").
import { likeliestTokens, logNormaliser } from './logits.ts';
import type { Heard, MoonshineModel, Past, Prediction } from './model.ts';
import { advanceBias, type BiasState, NO_BIAS, worthAtEnd, worthSoFar } from './phrase-bias.ts';
import type { PhraseTrie } from './phrase-trie.ts';
import { repeatsItself, tokenBudget } from './run-away.ts';
import { END_TOKEN, type Vocabulary } from './vocabulary.ts';

export interface BeamOptions {
  /** Hypotheses kept at each step. 4: 2 loses 7 % of whole commands, 8 gains nothing. */
  readonly width: number;
  /** λ, nats a character of a phrase of weight 1. 0.3 to 1 gain; 1.5 puts phrases where none were said. */
  readonly lambda: number;
  /** γ, nats a token. */
  readonly gamma: number;
}

export const DEFAULT_BEAM: BeamOptions = { width: 4, lambda: 0.6, gamma: 0.3 };

/** Tokens of each hypothesis that are looked at; phrases pull up what the model itself puts far down. */
const TOKENS_LOOKED_AT = 12;

export interface BeamHypothesis {
  readonly tokens: readonly number[];
  /** Σ log p, the end token included, nothing else. */
  readonly logProbability: number;
  /** λ · weighted characters. */
  readonly bonus: number;
  readonly score: number;
}

interface Growing {
  /** Its row in the batch. */
  readonly row: number;
  readonly tokens: readonly number[];
  readonly logProbability: number;
  readonly bias: BiasState;
  readonly score: number;
}

interface Search {
  readonly model: MoonshineModel;
  readonly vocabulary: Vocabulary;
  readonly trie: PhraseTrie | null;
  readonly options: BeamOptions;
}

/** Finished hypotheses, best first; none where all of them ran away. Rejects with the signal's reason, between two tokens. */
export async function searchBeam(
  search: Search,
  heard: Heard,
  signal: AbortSignal,
): Promise<readonly BeamHypothesis[]> {
  const finished: BeamHypothesis[] = [];
  const budget = tokenBudget(heard.seconds);
  let prediction = heard.first;
  let beam: readonly Growing[] = [{ row: 0, tokens: [], logProbability: 0, bias: NO_BIAS, score: 0 }];
  for (let length = 0; length < budget && beam.length > 0; length++) {
    signal.throwIfAborted();
    beam = expand(search, beam, prediction, finished);
    if (isDecided(search.options, beam, finished)) break;
    prediction = await extendBeam(search.model, heard, prediction.past, beam);
    beam = beam.map((hypothesis, row) => ({ ...hypothesis, row }));
  }
  if (finished.length === 0) finished.push(...beam.map((hypothesis) => finish(search, hypothesis, 0)));
  return finished.sort((a, b) => b.score - a.score);
}

/** The best continuations of all hypotheses; those that end go to `finished`. */
function expand(
  search: Search,
  beam: readonly Growing[],
  { logits }: Prediction,
  finished: BeamHypothesis[],
): readonly Growing[] {
  const size = search.model.vocabularySize;
  const grown: Growing[] = [];
  for (const hypothesis of beam) {
    const offset = hypothesis.row * size;
    const normaliser = logNormaliser(logits, offset, size);
    for (const token of likeliestTokens(logits, offset, size, TOKENS_LOOKED_AT)) {
      const logProbability = (logits[offset + token] as number) - normaliser;
      if (token === END_TOKEN) finished.push(finish(search, hypothesis, logProbability));
      else grown.push(grow(search, hypothesis, token, logProbability));
    }
  }
  return bestThatGoOn(search, grown);
}

function bestThatGoOn({ vocabulary, options }: Search, grown: Growing[]): readonly Growing[] {
  grown.sort((a, b) => b.score - a.score);
  const kept: Growing[] = [];
  for (const hypothesis of grown) {
    if (kept.length === options.width) break;
    if (!repeatsItself(hypothesis.tokens.map(vocabulary.foldCase))) kept.push(hypothesis);
  }
  return kept;
}

function grow(search: Search, from: Growing, token: number, logProbability: number): Growing {
  const { trie, vocabulary, options } = search;
  const bias = trie === null ? NO_BIAS : advanceBias(trie, from.bias, vocabulary.textOf(token));
  const total = from.logProbability + logProbability;
  const tokens = [...from.tokens, token];
  const score = total + options.lambda * worthSoFar(bias) + options.gamma * tokens.length;
  return { row: from.row, tokens, logProbability: total, bias, score };
}

function finish(search: Search, from: Growing, endLogProbability: number): BeamHypothesis {
  const { trie, options } = search;
  const bonus = trie === null ? 0 : options.lambda * worthAtEnd(trie, from.bias);
  const logProbability = from.logProbability + endLogProbability;
  const score = logProbability + bonus + options.gamma * from.tokens.length;
  return { tokens: from.tokens, logProbability, bonus, score };
}

/** Enough have ended, and none that grows can pass the best of them. */
function isDecided(options: BeamOptions, beam: readonly Growing[], finished: readonly BeamHypothesis[]): boolean {
  if (finished.length < options.width) return false;
  const best = Math.max(...finished.map((hypothesis) => hypothesis.score));
  return best > (beam[0]?.score ?? Number.NEGATIVE_INFINITY);
}

function extendBeam(model: MoonshineModel, heard: Heard, past: Past, beam: readonly Growing[]): Promise<Prediction> {
  const sources = beam.map((hypothesis) => hypothesis.row);
  const tokens = beam.map((hypothesis) => hypothesis.tokens.at(-1) as number);
  return model.extend(heard, model.pick(past, sources), beam.length, tokens);
}
