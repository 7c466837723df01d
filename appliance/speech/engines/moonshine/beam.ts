// Beam search with a bias towards phrases. A hypothesis scores Σ log p + λ · (weighted characters of phrases) + γ · tokens:
// λ outweighs what the audio leaves open, γ keeps it from stopping early (without it a sentence once ended after "1.").
//
// The plain transcript (the likeliest token each time) is carried along as one more row where the bias has pushed it out of
// the beam: confidence and margin come from it, and a row more costs a fifth of a decode of its own.
import type { PlainTranscript } from './greedy.ts';
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

/** Width and λ are what the configuration ships with. */
export const DEFAULT_BEAM: BeamOptions = { width: 4, lambda: 0.5, gamma: 0.3 };

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

export interface BeamResult {
  /** Finished hypotheses, best first; none where all of them ran away. */
  readonly hypotheses: readonly BeamHypothesis[];
  readonly plain: PlainTranscript;
}

/** A finished hypothesis out of its tokens and its log-probability. */
export function hypothesisOf(
  { lambda, gamma }: BeamOptions,
  trie: PhraseTrie | null,
  { tokens, bias, logProbability }: { tokens: readonly number[]; bias: BiasState; logProbability: number },
): BeamHypothesis {
  const bonus = trie === null ? 0 : lambda * worthAtEnd(trie, bias);
  return { tokens, logProbability, bonus, score: logProbability + bonus + gamma * tokens.length };
}

interface Growing {
  /** Its row in the batch. */
  readonly row: number;
  readonly tokens: readonly number[];
  readonly logProbabilities: readonly number[];
  readonly logProbability: number;
  readonly bias: BiasState;
  readonly score: number;
  /** It is the plain transcript so far. */
  readonly isPlain: boolean;
}

export interface BeamDeps {
  readonly model: MoonshineModel;
  readonly vocabulary: Vocabulary;
}

/** Rejects with the signal's reason, between two tokens. `trie` null: no bias. */
export function searchBeam(
  options: BeamOptions,
  deps: BeamDeps,
  heard: Heard,
  trie: PhraseTrie | null,
  signal: AbortSignal,
): Promise<BeamResult> {
  return new BeamSearch(options, deps, trie).run(heard, signal);
}

const START: Growing = {
  row: 0,
  tokens: [],
  logProbabilities: [],
  logProbability: 0,
  bias: NO_BIAS,
  score: 0,
  isPlain: true,
};

class BeamSearch {
  readonly #options: BeamOptions;
  readonly #deps: BeamDeps;
  readonly #trie: PhraseTrie | null;
  readonly #finished: BeamHypothesis[] = [];
  #plain: PlainTranscript | null = null;

  constructor(options: BeamOptions, deps: BeamDeps, trie: PhraseTrie | null) {
    this.#options = options;
    this.#deps = deps;
    this.#trie = trie;
  }

  async run(heard: Heard, signal: AbortSignal): Promise<BeamResult> {
    const budget = tokenBudget(heard.seconds);
    let prediction = heard.first;
    let beam: readonly Growing[] = [START];
    for (let length = 0; ; length++) {
      signal.throwIfAborted();
      beam = this.#select(this.#expand(beam, prediction));
      if (beam.length === 0 || length === budget || this.#isDecided(beam)) break;
      prediction = await extendBeam(this.#deps.model, heard, prediction.past, beam);
      beam = beam.map((hypothesis, row) => ({ ...hypothesis, row }));
    }
    return this.#conclude(beam);
  }

  /** All continuations worth a look; those that end are finished. */
  #expand(beam: readonly Growing[], { logits }: Prediction): Growing[] {
    const size = this.#deps.model.vocabularySize;
    const grown: Growing[] = [];
    for (const hypothesis of beam) {
      const offset = hypothesis.row * size;
      const tokens = likeliestTokens(logits, offset, size, TOKENS_LOOKED_AT);
      const largest = logits[offset + (tokens[0] as number)] as number;
      const normaliser = logNormaliser(logits, offset, size, largest);
      for (const [rank, token] of tokens.entries()) {
        const logProbability = (logits[offset + token] as number) - normaliser;
        const isPlain = hypothesis.isPlain && rank === 0;
        if (token === END_TOKEN) this.#finish(hypothesis, logProbability, isPlain);
        else grown.push(this.#grow(hypothesis, token, logProbability, isPlain));
      }
    }
    return grown;
  }

  /** The best that do not run away, and the plain one whatever its score. */
  #select(grown: Growing[]): readonly Growing[] {
    grown.sort((a, b) => b.score - a.score);
    const kept: Growing[] = [];
    for (const hypothesis of grown) {
      const isWanted = kept.length < this.#options.width || hypothesis.isPlain;
      if (!isWanted) continue;
      if (!repeatsItself(hypothesis.tokens.map(this.#deps.vocabulary.foldCase))) kept.push(hypothesis);
      else if (hypothesis.isPlain) this.#plain = plainOf(hypothesis, true);
    }
    return kept;
  }

  #grow(from: Growing, token: number, logProbability: number, isPlain: boolean): Growing {
    const { lambda, gamma } = this.#options;
    const text = this.#deps.vocabulary.textOf(token);
    const bias = this.#trie === null ? NO_BIAS : advanceBias(this.#trie, from.bias, text);
    const total = from.logProbability + logProbability;
    const tokens = [...from.tokens, token];
    const logProbabilities = [...from.logProbabilities, logProbability];
    const score = total + lambda * worthSoFar(bias) + gamma * tokens.length;
    return { row: from.row, tokens, logProbabilities, logProbability: total, bias, score, isPlain };
  }

  #finish(from: Growing, endLogProbability: number, isPlain: boolean): void {
    const logProbability = from.logProbability + endLogProbability;
    this.#finished.push(hypothesisOf(this.#options, this.#trie, { ...from, logProbability }));
    if (!isPlain) return;
    this.#plain = { ...plainOf(from, false), logProbabilities: [...from.logProbabilities, endLogProbability] };
  }

  /** Enough have ended, the plain one among them, and none that grows can pass the best. */
  #isDecided(beam: readonly Growing[]): boolean {
    if (this.#finished.length < this.#options.width || this.#plain === null) return false;
    const best = Math.max(...this.#finished.map((hypothesis) => hypothesis.score));
    return best > (beam[0] as Growing).score;
  }

  #conclude(beam: readonly Growing[]): BeamResult {
    const plain = beam.find((hypothesis) => hypothesis.isPlain);
    if (this.#finished.length === 0) for (const hypothesis of beam) this.#finish(hypothesis, 0, false);
    return {
      hypotheses: this.#finished.sort((a, b) => b.score - a.score),
      plain: this.#plain ?? plainOf(plain ?? START, false),
    };
  }
}

function plainOf({ tokens, logProbabilities }: Growing, ranAway: boolean): PlainTranscript {
  return { tokens, logProbabilities, ranAway };
}

function extendBeam(model: MoonshineModel, heard: Heard, past: Past, beam: readonly Growing[]): Promise<Prediction> {
  const sources = beam.map((hypothesis) => hypothesis.row);
  const tokens = beam.map((hypothesis) => hypothesis.tokens.at(-1) as number);
  return model.extend(heard, model.pick(past, sources), beam.length, tokens);
}
