// Forced scoring: how likely the model finds a given phrase in a short piece of audio, whatever it would have written itself.
// The phrase may begin after any token of the plain transcript (other words may come before it in the window). Two figures,
// each the best over all spellings and beginnings: its log-probability, and that minus the log-probability of as many tokens
// of the plain transcript from the same place. The second is sharper in quiet, the first steadier in noise.
//
// The first token's probability is known from the plain transcript and bounds the rest from above: continuations that can no
// longer win either figure are never computed.
import { LinnetError } from '../../../kernel/errors.ts';
import type { PhraseScore } from '../../ports.ts';
import { decodeGreedily, type PlainTranscript, sum } from './greedy.ts';
import { logNormaliser } from './logits.ts';
import type { Heard, MoonshineModel } from './model.ts';
import { BEGIN_TOKEN, END_TOKEN, type Vocabulary } from './vocabulary.ts';

/** 1.2 s hold about ten tokens; beginnings behind these are other speech. */
const LAST_BEGINNING = 9;
/** Rows of one batch. */
const BATCH = 8;

interface Attempt {
  readonly beginning: number;
  readonly spelling: readonly number[];
  /** No attempt can score more than its first token. */
  readonly bound: number;
  /** Of as many tokens of the plain transcript. */
  readonly plain: number;
}

interface Best {
  logProbability: number;
  logLikelihoodRatio: number;
}

/** Rejects with `model.unsupported` where no spelling can be written in this vocabulary, or with the signal's reason. */
export async function scorePhrase(
  deps: { readonly model: MoonshineModel; readonly vocabulary: Vocabulary },
  heard: Heard,
  spellings: readonly string[],
  signal: AbortSignal,
): Promise<PhraseScore> {
  const written = writeSpellings(deps.vocabulary, spellings);
  const firstTokens: Map<number, number>[] = [];
  const transcript = await decodeGreedily(deps.model, heard, signal, (position, logits, normaliser) => {
    if (position > LAST_BEGINNING) return;
    firstTokens.push(
      new Map(written.map(([first]) => [first as number, (logits[first as number] as number) - normaliser])),
    );
  });
  const attempts = listAttempts(transcript, written, firstTokens);
  const best = await scoreAttempts(deps.model, heard, transcript, attempts, signal);
  return { ...best, text: deps.vocabulary.decode(transcript.tokens) };
}

function writeSpellings(vocabulary: Vocabulary, spellings: readonly string[]): ReadonlyArray<readonly number[]> {
  const written = spellings.map((spelling) => vocabulary.segment(` ${spelling}`)).filter((tokens) => tokens !== null);
  if (written.length > 0) return written;
  throw new LinnetError(
    'model.unsupported',
    `None of the spellings ${JSON.stringify(spellings)} can be written in this model's vocabulary; give others.`,
  );
}

function listAttempts(
  transcript: PlainTranscript,
  written: ReadonlyArray<readonly number[]>,
  firstTokens: readonly ReadonlyMap<number, number>[],
): Attempt[] {
  const attempts = firstTokens.flatMap((known, beginning) =>
    written.map((spelling) => ({
      beginning,
      spelling,
      bound: known.get(spelling[0] as number) as number,
      plain: sum(transcript.logProbabilities.slice(beginning, beginning + spelling.length)),
    })),
  );
  return attempts.sort((a, b) => b.bound - a.bound);
}

async function scoreAttempts(
  model: MoonshineModel,
  heard: Heard,
  transcript: PlainTranscript,
  attempts: readonly Attempt[],
  signal: AbortSignal,
): Promise<Best> {
  const best: Best = { logProbability: Number.NEGATIVE_INFINITY, logLikelihoodRatio: Number.NEGATIVE_INFINITY };
  for (let left = attempts; left.length > 0; left = left.slice(BATCH).filter((attempt) => canWin(attempt, best))) {
    signal.throwIfAborted();
    await scoreBatch(model, heard, transcript, left.slice(0, BATCH), best);
  }
  return best;
}

function canWin(attempt: Attempt, best: Best): boolean {
  return attempt.bound > best.logProbability || attempt.bound - attempt.plain > best.logLikelihoodRatio;
}

async function scoreBatch(
  model: MoonshineModel,
  heard: Heard,
  transcript: PlainTranscript,
  batch: readonly Attempt[],
  best: Best,
): Promise<void> {
  const rows = batch.map(({ beginning, spelling }) => [
    BEGIN_TOKEN,
    ...transcript.tokens.slice(0, beginning),
    ...spelling,
  ]);
  const length = Math.max(...rows.map((row) => row.length)) - 1; // the last token is predicted, never read
  const padded = rows.flatMap((row) => Array.from({ length }, (_, at) => row[at] ?? END_TOKEN));
  const { logits } = await model.extend(heard, null, rows.length, padded);
  batch.forEach((attempt, row) => {
    const from = row * length + attempt.beginning;
    const logProbability = scoreTokens(logits, from, attempt.spelling, model.vocabularySize);
    best.logProbability = Math.max(best.logProbability, logProbability);
    best.logLikelihoodRatio = Math.max(best.logLikelihoodRatio, logProbability - attempt.plain);
  });
}

/** `from` is the index of the row of logits that predicts the first token. */
function scoreTokens(logits: Float32Array, from: number, tokens: readonly number[], size: number): number {
  let total = 0;
  tokens.forEach((token, at) => {
    const offset = (from + at) * size;
    total += (logits[offset + token] as number) - logNormaliser(logits, offset, size);
  });
  return total;
}
