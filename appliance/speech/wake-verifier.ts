// The second wake stage's question and its judgement: is this phrase in these 1.2 s?
import { MICROPHONE_FRAME, MICROPHONE_FRAME_MS } from '../hardware/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import type { PhraseScore, PhraseScorer, WakeDecision } from './ports.ts';
import type { WakeVerification } from './wake-spellings.ts';

export interface WakeVerifierOptions {
  /** An answer that takes longer is not waited for. */
  readonly timeoutMs: number;
}

export interface WakeVerifierDeps {
  readonly scorer: PhraseScorer;
  readonly clock: Clock;
}

export type Ruling = Pick<WakeDecision, 'outcome' | 'verifierScore'>;

/** Sensitivity 0 asks for this much more, 100 for as much less: a quarter of the gap between words and other speech in quiet. */
const SENSITIVITY_NATS = 2;
/** A rejected candidate this close below the threshold is a near miss. */
const NEAR_MISS_NATS = 3;
/** A first stage more eager than this proposes single onsets after silence, which the recogniser finds likely: then speech must be there. */
const EAGER_CUTOFF = 0.1;
const LEAST_SPEECH_MS = 400;
/** Nats: as unlikely as anything; a finite number, since scores travel as JSON. */
const LOWEST_SCORE = -100;
const NO_SPEECH: PhraseScore = { logProbability: LOWEST_SCORE, logLikelihoodRatio: LOWEST_SCORE, text: '' };

/** Never rejects: what went wrong is the answer. `operation.timeout` where it took too long. */
export async function askVerifier(
  options: WakeVerifierOptions,
  { scorer, clock }: WakeVerifierDeps,
  verification: WakeVerification,
  audio: Float32Array,
): Promise<PhraseScore | Error> {
  if (verification.firstCutoff < EAGER_CUTOFF && speechMs(audio) < LEAST_SPEECH_MS) return NO_SPEECH;
  const late = new LinnetError('operation.timeout', `No answer about a wake word within ${options.timeoutMs} ms.`);
  return await new Promise((resolve) => {
    const timer = clock.after(options.timeoutMs, () => resolve(late));
    const answer = scorer.scorePhrase(audio, verification.spellings).catch(toError);
    void answer.then(resolve).finally(() => timer.cancel());
  });
}

/** `sensitivity` is 0 to 100; 50 leaves the threshold as it was measured. */
export function judgeScore(
  { statistic, threshold }: WakeVerification,
  { logProbability, logLikelihoodRatio }: PhraseScore,
  sensitivity: number,
): Ruling {
  const score = statistic === 'mean' ? (logProbability + logLikelihoodRatio) / 2 : logLikelihoodRatio;
  const verifierScore = Math.max(LOWEST_SCORE, score);
  const needed = threshold + ((50 - sensitivity) / 50) * SENSITIVITY_NATS;
  if (verifierScore > needed) return { outcome: 'detected', verifierScore };
  return { outcome: verifierScore > needed - NEAR_MISS_NATS ? 'nearMiss' : 'rejected', verifierScore };
}

/** A frame of 20 ms is speech within 25 dB of the loudest, and not below −60 dBFS. */
const BELOW_LOUDEST = 10 ** (-25 / 10);
const LEAST_POWER = 10 ** (-60 / 10);

/** How much of `audio` has the energy of speech, in milliseconds. */
function speechMs(audio: Float32Array): number {
  const powers = Array.from({ length: Math.floor(audio.length / MICROPHONE_FRAME) }, (_, i) => {
    const frame = audio.subarray(i * MICROPHONE_FRAME, (i + 1) * MICROPHONE_FRAME);
    return frame.reduce((sum, sample) => sum + sample * sample, 0) / MICROPHONE_FRAME;
  });
  const least = Math.max(LEAST_POWER, Math.max(0, ...powers) * BELOW_LOUDEST);
  return powers.filter((power) => power >= least).length * MICROPHONE_FRAME_MS;
}
