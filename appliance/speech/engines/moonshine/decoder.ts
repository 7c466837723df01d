// One utterance of PCM in, hypotheses out: padding, the plain transcript, the biased search, and which of both count. Runs in
// the worker; nothing here knows of threads or streams.
import { type Hypothesis, type PhraseScore, SPEECH_RATE } from '../../ports.ts';
import { cutAtQuiet } from '../quiet-cut.ts';
import { type BeamHypothesis, type BeamOptions, DEFAULT_BEAM, hypothesisOf, searchBeam } from './beam.ts';
import type { CommandRivals } from './command-rivals.ts';
import { forcedLogProbability, readSpellings } from './forced.ts';
import { confidenceOf, decodeGreedily, type PlainTranscript, sum } from './greedy.ts';
import { afterLeadIn } from './lead-in.ts';
import { logNormaliser } from './logits.ts';
import type { Heard, MoonshineModel } from './model.ts';
import { advanceBias, NO_BIAS } from './phrase-bias.ts';
import { scorePhrase } from './phrase-score.ts';
import { normalisePhrase, type PhraseTrie } from './phrase-trie.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface DecoderOptions {
  readonly beam: BeamOptions;
  readonly margin: Margin;
}

/**
 * How much less likely than its own plain transcript the model, without any bias, may find a biased hypothesis. The larger of
 * both counts: in a short command one corrected word is most of it, a long one has several.
 */
export interface Margin {
  readonly nats: number;
  readonly natsPerToken: number;
}

/**
 * Measured on 180 recorded and synthesised commands, clean to 0 dB: right corrections reach 7.0 nats ("how we like on" ▸
 * "hallway light on"), 0.58 a token in long ones. Phrases nobody said, forced by λ = 1.5, begin at 8.4 nats, 0.7 a token.
 */
export const DEFAULT_DECODER: DecoderOptions = { beam: DEFAULT_BEAM, margin: { nats: 7, natsPerToken: 0.6 } };

export interface RecogniseRequest {
  /** null: no bias. */
  readonly trie: PhraseTrie | null;
  /** null: what the search finds is all there is. */
  readonly rivals?: CommandRivals | null;
  readonly nbest: number;
  /** The words the audio is known to begin with. Every other text is as if these had been cut off, the others hold what was heard of them. */
  readonly leadIn: string | null;
}

/** All reject with the signal's reason, between two tokens. */
export interface MoonshineDecoder {
  /** Best first; empty where there is nothing to hear or the search ran away. */
  recognise(samples: Float32Array, request: RecogniseRequest, signal: AbortSignal): Promise<Hypothesis[]>;
  /** The plain transcript alone; null where there is nothing to hear or it ran away. */
  transcribe(samples: Float32Array, leadIn: string | null, signal: AbortSignal): Promise<Hypothesis | null>;
  score(samples: Float32Array, spellings: readonly string[], signal: AbortSignal): Promise<PhraseScore>;
}

/** Zeros before and after: speech that ends abruptly is half of all run-aways, and 0.25 s + 0.5 s took word errors from 13.5 to 7.6 %. */
const ZEROS_BEFORE = 0.25 * SPEECH_RATE;
const ZEROS_AFTER = 0.5 * SPEECH_RATE;
/** The encoder's memory grows with the square of the length: 20 s need 0.3 GB less than 40 s. */
const LONGEST_PIECE = { longest: 20 * SPEECH_RATE, searched: 5 * SPEECH_RATE } as const;
/** Digital silence, −80 dBFS: on zeros the model writes "You" and a biased search "Music Music". */
const SILENT_PEAK = 1e-4;
/** Hypotheses whose rivals are looked at; in the others something else is wrong as well. */
const MOST_WITH_RIVALS = 3;
/** How far apart two commands may be for whoever acts to be in doubt between them. */
const RIVAL_NATS = 3;
/** Less than a tenth of a second is no word. */
const SHORTEST = 0.1 * SPEECH_RATE;

interface Deps {
  readonly model: MoonshineModel;
  readonly vocabulary: Vocabulary;
}

export function createMoonshineDecoder(options: DecoderOptions, deps: Deps): MoonshineDecoder {
  return {
    recognise: async (samples, request, signal) => {
      const pieces: Hypothesis[][] = [];
      for (const { piece, leadIn } of piecesOf(samples, request.leadIn)) {
        pieces.push(await recognisePiece(options, deps, piece, { ...request, leadIn }, signal));
      }
      return joinPieces(pieces.filter((hypotheses) => hypotheses.length > 0));
    },
    transcribe: async (samples, wholeLeadIn, signal) => {
      const pieces: Hypothesis[][] = [];
      for (const { piece, leadIn } of piecesOf(samples, wholeLeadIn)) {
        const heard = await listenAfter(deps, piece, leadIn);
        const transcript = await decodeGreedily(deps.model, heard, signal);
        if (!transcript.ranAway) pieces.push([plainHypothesis(options, deps, transcript)]);
      }
      return joinPieces(pieces)[0] ?? null;
    },
    score: async (samples, spellings, signal) => {
      return await scorePhrase(deps, await deps.model.listen(padded(samples)), spellings, signal);
    },
  };
}

/** What is worth decoding; only the first piece begins with the lead-in. */
function piecesOf(samples: Float32Array, leadIn: string | null): Array<{ piece: Float32Array; leadIn: string | null }> {
  return cutAtQuiet(samples, LONGEST_PIECE)
    .map((piece, at) => ({ piece, leadIn: at === 0 ? leadIn : null }))
    .filter(({ piece }) => piece.length >= SHORTEST && !isSilent(piece));
}

function isSilent(samples: Float32Array): boolean {
  return samples.every((sample) => Math.abs(sample) < SILENT_PEAK);
}

async function recognisePiece(
  options: DecoderOptions,
  deps: Deps,
  samples: Float32Array,
  { trie, rivals = null, nbest, leadIn }: RecogniseRequest,
  signal: AbortSignal,
): Promise<Hypothesis[]> {
  const heard = await deps.model.listen(padded(samples));
  const whole = (): Promise<Hypothesis[]> => recogniseHeard(options, deps, heard, { trie, rivals, nbest }, signal);
  if (leadIn === null) return await whole();
  const after = await afterLeadIn(deps, heard, leadIn);
  const told = await recogniseHeard(options, deps, after, { trie, rivals, nbest }, signal);
  return after === heard ? told : alternating(told, await whole(), nbest);
}

/**
 * Both readings of audio that begins with known words: given these beforehand, and as it is heard. Told "Okay Nabu," the decoder makes
 * "We would turn off …" of four in eight noisy "Okay Nabu, turn off …", where the plain reading has "Ok, now, but turn off …", from
 * which the phrase can be taken; in other clips it is the other way round. Which one is a command, the house knows.
 */
function alternating(told: readonly Hypothesis[], plain: readonly Hypothesis[], nbest: number): Hypothesis[] {
  const both = told.flatMap((hypothesis, at) => [hypothesis, ...plain.slice(at, at + 1)]);
  return [...both, ...plain.slice(told.length)].slice(0, nbest);
}

async function recogniseHeard(
  options: DecoderOptions,
  deps: Deps,
  heard: Heard,
  { trie, rivals = null, nbest }: Omit<RecogniseRequest, 'leadIn'>,
  signal: AbortSignal,
): Promise<Hypothesis[]> {
  const { hypotheses, plain } = await searchBeam(options.beam, deps, heard, trie, signal);
  if (trie === null && plain.ranAway) return [];
  const others = rivals === null ? [] : await scoreRivals(options, deps, heard, { trie, rivals, hypotheses });
  const counted = [...hypotheses, ...others].filter((hypothesis) => counts(options, hypothesis, plain));
  counted.push(...besideCommands(deps, rivals, counted, others));
  const confidence = plain.ranAway ? null : confidenceOf(plain);
  const searched = counted.map((hypothesis) => searchedHypothesis(deps, hypothesis, confidence));
  return bestFirst([...searched, ...(plain.ranAway ? [] : [plainHypothesis(options, deps, plain)])], nbest);
}

/** Rivals nearly as likely as a command that counts: at the edge of the margin "unlock" must not fall while "lock" stays. */
function besideCommands(
  { vocabulary }: Deps,
  rivals: CommandRivals | null,
  counted: readonly BeamHypothesis[],
  others: readonly BeamHypothesis[],
): BeamHypothesis[] {
  const commands = counted.filter(({ tokens }) => rivals?.hasCommand(vocabulary.decode(tokens)) === true);
  const least = Math.min(...commands.map(({ logProbability }) => logProbability)) - RIVAL_NATS;
  return others.filter((other) => !counted.includes(other) && other.logProbability >= least);
}

/** Rivals of the likeliest hypotheses, with what the model itself gives them. */
async function scoreRivals(
  { beam }: DecoderOptions,
  { model, vocabulary }: Deps,
  heard: Heard,
  found: { trie: PhraseTrie | null; rivals: CommandRivals; hypotheses: readonly BeamHypothesis[] },
): Promise<BeamHypothesis[]> {
  const likeliest = found.hypotheses.slice(0, MOST_WITH_RIVALS).map(({ tokens }) => vocabulary.decode(tokens));
  const texts = found.rivals.of(likeliest);
  const written = texts.map((text) => vocabulary.segment(` ${text}`)).filter((tokens) => tokens !== null);
  if (written.length === 0) return [];
  const { logits, past } = heard.first;
  const normaliser = logNormaliser(logits, 0, model.vocabularySize);
  const reading = await readSpellings(model, heard, past, written);
  return written.map((tokens, row) => {
    const first = (logits[tokens[0] as number] as number) - normaliser;
    const logProbability = forcedLogProbability(reading, row, tokens, first);
    const bias = found.trie === null ? NO_BIAS : advanceBias(found.trie, NO_BIAS, ` ${vocabulary.decode(tokens)}`);
    return hypothesisOf(beam, found.trie, { tokens, bias, logProbability });
  });
}

async function listenAfter(deps: Deps, samples: Float32Array, leadIn: string | null): Promise<Heard> {
  const heard = await deps.model.listen(padded(samples));
  return leadIn === null ? heard : await afterLeadIn(deps, heard, leadIn);
}

/** Whether a hypothesis is within the margin of the plain transcript; where that ran away there is nothing to compare with. */
function counts({ margin }: DecoderOptions, found: BeamHypothesis, plain: PlainTranscript): boolean {
  if (found.bonus === 0 || plain.ranAway) return true;
  const allowed = Math.max(margin.nats, margin.natsPerToken * found.tokens.length);
  return sum(plain.logProbabilities) - found.logProbability <= allowed;
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

/** Distinct in their words; the plain one is the last where it would not be among the first `nbest`. */
function bestFirst(hypotheses: readonly Hypothesis[], nbest: number): Hypothesis[] {
  const sorted = hypotheses.toSorted((a, b) => b.score - a.score);
  const words = sorted.map(({ text }) => normalisePhrase(text));
  const distinct = sorted.filter((_, at) => words.indexOf(words[at] as string) === at);
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
