// One utterance of PCM in, hypotheses out: padding, the plain transcript, the biased search, and which of both count. Runs in
// the worker; nothing here knows of threads or streams.
import type { Hypothesis, PhraseScore } from '../../ports.ts';
import { cutAtQuiet } from '../quiet-cut.ts';
import { type BeamHypothesis, type BeamOptions, DEFAULT_BEAM, searchBeam } from './beam.ts';
import { confidenceOf, decodeGreedily, type PlainTranscript, sum } from './greedy.ts';
import type { Heard, MoonshineModel } from './model.ts';
import { scorePhrase } from './phrase-score.ts';
import type { PhraseTrie } from './phrase-trie.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface DecoderOptions {
  readonly beam: BeamOptions;
  /**
   * Nats a token. A biased hypothesis counts when the model, without any bias, finds it at most this much less likely than its
   * own plain transcript: further away it is a phrase put into somebody's mouth.
   */
  readonly margin: number;
}

export const DEFAULT_DECODER: DecoderOptions = { beam: DEFAULT_BEAM, margin: 1 };

export interface MoonshineDecoder {
  /** Best first; empty where there is nothing to hear or the search ran away. `trie` null: no bias. */
  recognise(samples: Float32Array, trie: PhraseTrie | null, nbest: number, signal: AbortSignal): Promise<Hypothesis[]>;
  /** The plain transcript alone; null where there is nothing to hear or it ran away. */
  transcribe(samples: Float32Array, signal: AbortSignal): Promise<Hypothesis | null>;
  score(samples: Float32Array, spellings: readonly string[], signal: AbortSignal): Promise<PhraseScore>;
}

const RATE = 16_000;
/** Zeros before and after: speech that ends abruptly is half of all run-aways, and 0.25 s + 0.5 s took word errors from 13.5 to 7.6 %. */
const ZEROS_BEFORE = 0.25 * RATE;
const ZEROS_AFTER = 0.5 * RATE;
/** The encoder's memory grows with the square of the length: 20 s need 0.3 GB less than 40 s. */
const LONGEST_PIECE = { longest: 20 * RATE, searched: 5 * RATE } as const;
/** Digital silence, −80 dBFS: on zeros the model writes "You" and a biased search "Music Music". */
const SILENT_PEAK = 1e-4;
/** Less than a tenth of a second is no word. */
const SHORTEST = 0.1 * RATE;

interface Deps {
  readonly model: MoonshineModel;
  readonly vocabulary: Vocabulary;
}

export function createMoonshineDecoder(options: DecoderOptions, deps: Deps): MoonshineDecoder {
  return {
    recognise: async (samples, trie, nbest, signal) => {
      const pieces: Hypothesis[][] = [];
      for (const piece of piecesOf(samples)) {
        pieces.push(await recognisePiece(options, deps, piece, trie, nbest, signal));
      }
      return joinPieces(pieces.filter((hypotheses) => hypotheses.length > 0));
    },
    transcribe: async (samples, signal) => {
      const pieces: Hypothesis[][] = [];
      for (const piece of piecesOf(samples)) {
        const { transcript } = await listenPlainly(deps, piece, signal);
        if (!transcript.ranAway) pieces.push([plainHypothesis(options, deps, transcript)]);
      }
      return joinPieces(pieces)[0] ?? null;
    },
    score: async (samples, spellings, signal) => {
      return await scorePhrase(deps, await deps.model.listen(padded(samples)), spellings, signal);
    },
  };
}

function piecesOf(samples: Float32Array): readonly Float32Array[] {
  return cutAtQuiet(samples, LONGEST_PIECE).filter((piece) => piece.length >= SHORTEST && !isSilent(piece));
}

function isSilent(samples: Float32Array): boolean {
  return samples.every((sample) => Math.abs(sample) < SILENT_PEAK);
}

async function recognisePiece(
  options: DecoderOptions,
  deps: Deps,
  samples: Float32Array,
  trie: PhraseTrie | null,
  nbest: number,
  signal: AbortSignal,
): Promise<Hypothesis[]> {
  const { heard, transcript } = await listenPlainly(deps, samples, signal);
  const plain = transcript.ranAway ? [] : [plainHypothesis(options, deps, transcript)];
  if (trie === null && nbest === 1 && plain.length > 0) return plain;
  const found = await searchBeam({ ...deps, trie, options: options.beam }, heard, signal);
  const counted = found.filter((hypothesis) => counts(options, hypothesis, transcript));
  const confidence = transcript.ranAway ? null : confidenceOf(transcript);
  const searched = counted.map((hypothesis) => searchedHypothesis(deps, hypothesis, confidence));
  return bestFirst([...searched, ...plain], nbest);
}

async function listenPlainly(
  deps: Deps,
  samples: Float32Array,
  signal: AbortSignal,
): Promise<{ heard: Heard; transcript: PlainTranscript }> {
  const heard = await deps.model.listen(padded(samples));
  return { heard, transcript: await decodeGreedily(deps.model, heard, signal) };
}

/** Whether a hypothesis is within the margin of the plain transcript; where that ran away there is nothing to compare with. */
function counts(
  options: DecoderOptions,
  { tokens, logProbability, bonus }: BeamHypothesis,
  plain: PlainTranscript,
): boolean {
  if (bonus === 0 || plain.ranAway) return true;
  return logProbability / (tokens.length + 1) >= confidenceOf(plain) - options.margin;
}

function plainHypothesis(options: DecoderOptions, deps: Deps, transcript: PlainTranscript): Hypothesis {
  return {
    text: deps.vocabulary.decode(transcript.tokens),
    score: sum(transcript.logProbabilities) + options.beam.gamma * transcript.tokens.length,
    confidence: confidenceOf(transcript),
    biased: false,
  };
}

function searchedHypothesis(deps: Deps, found: BeamHypothesis, plainConfidence: number | null): Hypothesis {
  return {
    text: deps.vocabulary.decode(found.tokens),
    score: found.score,
    confidence: plainConfidence ?? found.logProbability / (found.tokens.length + 1),
    biased: found.bonus > 0,
  };
}

/** Without texts that came before, and with the plain one as the last where it would not be among the first `nbest`. */
function bestFirst(hypotheses: readonly Hypothesis[], nbest: number): Hypothesis[] {
  const sorted = hypotheses.toSorted((a, b) => b.score - a.score);
  const distinct = sorted.filter(({ text }, at) => sorted.findIndex((other) => other.text === text) === at);
  const plain = distinct.find((hypothesis) => !hypothesis.biased);
  if (nbest === 1 || plain === undefined || distinct.indexOf(plain) < nbest) return distinct.slice(0, nbest);
  return [...distinct.slice(0, nbest - 1), plain];
}

/** Of long audio only the best of each piece is kept. */
function joinPieces(pieces: readonly Hypothesis[][]): Hypothesis[] {
  if (pieces.length <= 1) return pieces[0] ?? [];
  const best = pieces.map((hypotheses) => hypotheses[0] as Hypothesis);
  return [
    {
      text: best.map(({ text }) => text).join(' '),
      score: sum(best.map(({ score }) => score)),
      confidence: sum(best.map(({ confidence }) => confidence ?? 0)) / best.length,
      biased: best.some(({ biased }) => biased),
    },
  ];
}

function padded(samples: Float32Array): Float32Array {
  const whole = new Float32Array(ZEROS_BEFORE + samples.length + ZEROS_AFTER);
  whole.set(samples, ZEROS_BEFORE);
  return whole;
}
