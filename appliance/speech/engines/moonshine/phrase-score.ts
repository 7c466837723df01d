// Forced scoring: how likely the model finds a given phrase in a short piece of audio, whatever it would have written itself.
// The phrase may begin after any token of the plain transcript (other words may come before it in the window). Two figures,
// each the best over all spellings and beginnings: its log-probability, and that minus the log-probability of as many tokens
// of the plain transcript from the same place. The second is sharper in quiet, the first steadier in noise.
//
// The plain transcript already tells the probability of each spelling's first token at each place, and the decoder's memory
// there is kept: a beginning costs one run of all its spellings, and those that can no longer win are left out, since every
// further token only takes away.
import { LinnetError } from '../../../kernel/errors.ts';
import type { PhraseScore } from '../../ports.ts';
import { forcedLogProbability, readSpellings, type Spelling } from './forced.ts';
import { decodeGreedily, type PlainTranscript, sum } from './greedy.ts';
import type { Heard, MoonshineModel, Past } from './model.ts';
import type { Vocabulary } from './vocabulary.ts';

/** 1.2 s hold about ten tokens; what begins behind these is other speech. */
const LAST_BEGINNING = 9;
/** Of those, the ones whose first token is likeliest beside the plain transcript's own. */
const BEGINNINGS_TRIED = 4;

interface Beginning {
  /** The decoder's memory of what comes before. */
  readonly past: Past;
  /** Log-probabilities of the plain transcript from here on. */
  readonly plain: readonly number[];
  /** Of each spelling's first token. */
  readonly first: readonly number[];
}

interface Best {
  logProbability: number;
  logLikelihoodRatio: number;
}

interface Deps {
  readonly model: MoonshineModel;
  readonly vocabulary: Vocabulary;
}

/** Rejects with `model.unsupported` where no spelling can be written in this vocabulary, or with the signal's reason. */
export async function scorePhrase(
  deps: Deps,
  heard: Heard,
  spellings: readonly string[],
  signal: AbortSignal,
): Promise<PhraseScore> {
  const written = writeSpellings(deps.vocabulary, spellings);
  const { transcript, beginnings } = await listBeginnings(deps, heard, written, signal);
  const best: Best = { logProbability: Number.NEGATIVE_INFINITY, logLikelihoodRatio: Number.NEGATIVE_INFINITY };
  for (const beginning of beginnings) {
    signal.throwIfAborted();
    await scoreBeginning(deps.model, heard, beginning, written, best);
  }
  return { ...best, text: deps.vocabulary.decode(transcript.tokens) };
}

function writeSpellings(vocabulary: Vocabulary, spellings: readonly string[]): readonly Spelling[] {
  const written = spellings.map((spelling) => vocabulary.segment(` ${spelling}`)).filter((tokens) => tokens !== null);
  if (written.length > 0) return written;
  throw new LinnetError(
    'model.unsupported',
    `None of the spellings ${JSON.stringify(spellings)} can be written in this model's vocabulary; give others.`,
  );
}

/** The most promising first. */
async function listBeginnings(
  { model }: Deps,
  heard: Heard,
  spellings: readonly Spelling[],
  signal: AbortSignal,
): Promise<{ transcript: PlainTranscript; beginnings: readonly Beginning[] }> {
  const seen: Array<Pick<Beginning, 'past' | 'first'>> = [];
  const transcript = await decodeGreedily(model, heard, signal, (position, { logits, past }, normaliser) => {
    if (position > LAST_BEGINNING) return;
    seen.push({ past, first: spellings.map(([token]) => (logits[token as number] as number) - normaliser) });
  });
  const plain = transcript.logProbabilities;
  const beginnings = seen.map((place, position) => ({ ...place, plain: plain.slice(position) }));
  const promise = ({ first, plain: [own = 0] }: Beginning): number => Math.max(...first) - own;
  return { transcript, beginnings: beginnings.sort((a, b) => promise(b) - promise(a)).slice(0, BEGINNINGS_TRIED) };
}

async function scoreBeginning(
  model: MoonshineModel,
  heard: Heard,
  { past, plain, first }: Beginning,
  spellings: readonly Spelling[],
  best: Best,
): Promise<void> {
  const attempts = spellings
    .map((tokens, i) => ({ tokens, first: first[i] as number, plain: sum(plain.slice(0, tokens.length)) }))
    .filter((attempt) => attempt.first > leastUseful(best, attempt.plain));
  const tokens = attempts.map((attempt) => attempt.tokens);
  const reading = await readSpellings(model, heard, past, tokens);
  attempts.forEach((attempt, row) => {
    const least = leastUseful(best, attempt.plain);
    const score = forcedLogProbability(reading, row, attempt.tokens, attempt.first, least);
    best.logProbability = Math.max(best.logProbability, score);
    best.logLikelihoodRatio = Math.max(best.logLikelihoodRatio, score - attempt.plain);
  });
}

/** A log-probability at or below this improves neither figure. */
function leastUseful(best: Best, plain: number): number {
  return Math.min(best.logProbability, best.logLikelihoodRatio + plain);
}
