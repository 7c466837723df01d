import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import type { OnWakeDecision, PhraseScore, PhraseScorer, WakeDecision } from '../../appliance/speech/ports.ts';
import {
  createVerifiedWake,
  type VerifiedWakeDetector,
  type VerifiedWakeOptions,
} from '../../appliance/speech/verified-wake.ts';
import { type CandidateSource, WakePolicy } from '../../appliance/speech/wake-policy.ts';
import { spellingsOf, wakeVerification } from '../../appliance/speech/wake-spellings.ts';

const OWN_CUTOFF = 0.9;
const FRAME = 320;

/** A first stage whose score is written into the audio: sample / 1000. */
class ScoreReader implements CandidateSource {
  readonly words: readonly string[];
  readonly phrases = new Map([
    ['alexa', 'Alexa'],
    ['my_word', 'Hello House'],
  ]);
  readonly rejected: number[] = [];
  readonly cutoffs = new Map<string, number | null>();
  sensitivity = 50;
  readonly #onDecision: OnWakeDecision;
  readonly #policies: Map<string, WakePolicy>;

  constructor(words: readonly string[], onDecision: OnWakeDecision) {
    this.words = words;
    this.#onDecision = onDecision;
    this.#policies = new Map(words.map((word) => [word, new WakePolicy(OWN_CUTOFF)]));
  }

  accept(samples: Int16Array, firstSample: number): void {
    for (const [word, policy] of this.#policies) {
      const outcome = policy.observe((samples[0] as number) / 1000, firstSample + samples.length);
      if (outcome === null) continue;
      const { outcomeScore: score, outcomeSample: atSample } = policy;
      this.#onDecision({ word, outcome, atSample, score, verifierScore: null });
    }
  }

  ownCutoff(): number {
    return OWN_CUTOFF;
  }

  setCutoff(word: string, cutoff: number | null): void {
    this.cutoffs.set(word, cutoff);
    this.#policy(word).cutoff = cutoff ?? OWN_CUTOFF;
  }

  setSensitivity(percent: number): void {
    this.sensitivity = percent;
  }

  peak(word: string): number {
    return this.#policy(word).peak;
  }

  reject(word: string, atSample: number): void {
    this.rejected.push(atSample);
    this.#policy(word).reject(atSample);
  }

  maxScores(): ReadonlyMap<string, number> {
    return new Map([...this.#policies].map(([word, policy]) => [word, policy.maxScore]));
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  reset(): void {
    for (const policy of this.#policies.values()) policy.reset();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #policy(word: string): WakePolicy {
    return this.#policies.get(word) as WakePolicy;
  }
}

type Answer = (samples: Float32Array, spellings: readonly string[]) => Promise<PhraseScore>;

function scored(logProbability: number, logLikelihoodRatio: number): Answer {
  return () => Promise.resolve({ logProbability, logLikelihoodRatio, text: '' });
}

interface Bench {
  readonly wake: VerifiedWakeDetector;
  readonly first: ScoreReader;
  readonly clock: ManualClock;
  readonly decisions: WakeDecision[];
  readonly asked: Array<{ samples: Float32Array; spellings: readonly string[] }>;
  answer: Answer;
  /** 20 ms of audio with each of these scores. */
  hear(...scores: number[]): Promise<void>;
}

async function bench(options: VerifiedWakeOptions = {}, words: readonly string[] = ['alexa']): Promise<Bench> {
  const clock = new ManualClock();
  const decisions: WakeDecision[] = [];
  const asked: Bench['asked'] = [];
  const made: ScoreReader[] = [];
  let position = 0;
  const scorer: PhraseScorer = {
    scorePhrase: (samples, spellings) => {
      asked.push({ samples, spellings });
      return it.answer(samples, spellings);
    },
  };
  const first = (onDecision: OnWakeDecision): Promise<CandidateSource> => {
    made.push(new ScoreReader(words, onDecision));
    return Promise.resolve(made[0] as ScoreReader);
  };
  const wake = await createVerifiedWake(options, { first, scorer, clock, log: silentLog }, (decision) => {
    decisions.push(decision);
  });
  const it: Bench = {
    ...{ wake, first: made[0] as ScoreReader, clock, decisions, asked, answer: scored(-1, -1) },
    hear: async (...scores) => {
      for (const score of scores) {
        wake.accept(new Int16Array(FRAME).fill(Math.round(score * 1000)), position);
        position += FRAME;
        await wake.settled();
        clock.advance(20);
      }
    },
  };
  return it;
}

const QUIET = (count: number): number[] => Array.from({ length: count }, () => 0);

describe('wake in two stages', () => {
  it('asks the recogniser about a candidate 100 ms later, and believes it', async () => {
    const box = await bench();
    await box.hear(...QUIET(60), 0.2, 0.4, 0.5, 0.4, 0.2);
    expect(box.asked).toEqual([]);
    await box.hear(0);
    expect(box.asked.length).toBe(1);
    expect(box.asked[0]?.spellings).toEqual(['Alexa']);
    expect(box.decisions).toEqual([
      { word: 'alexa', outcome: 'detected', atSample: 61 * FRAME, score: 0.5, verifierScore: -1 },
    ]);
    expect(box.wake.counts()).toEqual({ candidates: 1, failures: 0, detections: 1, rejections: 0, nearMisses: 0 });
  });

  it('gives the recogniser the last 1.2 s', async () => {
    const box = await bench();
    await box.hear(...QUIET(100), 0.2, 0.03, 0.03, 0.03, 0.03, 0.03);
    const samples = box.asked[0]?.samples as Float32Array;
    expect(samples.length).toBe(19_200);
    expect(samples.at(-1)).toBeCloseTo(30 / 32_768);
    expect(samples.at(-1 - 5 * FRAME)).toBeCloseTo(200 / 32_768);
    expect(samples[0]).toBe(0);
  });

  it('rejects what the recogniser does not hear, and listens again soon', async () => {
    const box = await bench();
    box.answer = scored(-20, -15);
    await box.hear(...QUIET(10), 0.95, ...QUIET(6));
    expect(box.decisions).toMatchObject([{ outcome: 'rejected', verifierScore: -17.5, score: 0.95 }]);
    expect(box.first.rejected).toEqual([11 * FRAME]);
    box.answer = scored(-1, -1);
    await box.hear(...QUIET(25), 0.2, ...QUIET(6));
    expect(box.decisions[1]).toMatchObject({ outcome: 'detected' });
  });

  it('tells a near miss from a clear rejection', async () => {
    const box = await bench();
    box.answer = scored(-9, -8);
    await box.hear(0.2, ...QUIET(6));
    expect(box.decisions).toMatchObject([{ outcome: 'nearMiss', verifierScore: -8.5 }]);
    expect(box.wake.counts()).toMatchObject({ candidates: 1, nearMisses: 1, rejections: 0 });
  });

  it('does not wake twice for one word', async () => {
    const box = await bench();
    await box.hear(0.2, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, ...QUIET(20), 0.4, ...QUIET(10));
    expect(box.decisions.length).toBe(1);
  });

  it('keeps decisions in the order of their candidates, however long each answer takes', async () => {
    const box = await bench({}, ['alexa', 'my_word']);
    const answers: Array<(score: PhraseScore) => void> = [];
    box.answer = () => new Promise((resolve) => answers.push(resolve));
    box.first.setCutoff('my_word', 0.5);
    for (const [at, score] of [0.2, 0.6, ...QUIET(6)].entries()) {
      box.wake.accept(new Int16Array(FRAME).fill(score * 1000), at * FRAME);
    }
    expect(answers.length).toBe(2);
    answers[1]?.({ logProbability: -1, logLikelihoodRatio: -1, text: '' });
    await Promise.resolve();
    expect(box.decisions).toEqual([]);
    answers[0]?.({ logProbability: -1, logLikelihoodRatio: -1, text: '' });
    await box.wake.settled();
    expect(box.decisions.map(({ word }) => word)).toEqual(['alexa', 'my_word']);
  });

  it('asks for more where it shall be less sensitive, and for less where more', async () => {
    const box = await bench();
    box.answer = scored(-7, -7);
    box.wake.setSensitivity(0);
    await box.hear(0.2, ...QUIET(60));
    box.wake.setSensitivity(50);
    await box.hear(0.2, ...QUIET(120));
    expect(box.decisions.map(({ outcome }) => outcome)).toEqual(['nearMiss', 'detected']);
    expect(box.first.sensitivity).toBe(50);
  });

  it('forgets what was in question when it is reset', async () => {
    const box = await bench();
    const answers: Array<(score: PhraseScore) => void> = [];
    box.answer = () => new Promise((resolve) => answers.push(resolve));
    for (let at = 0; at < 8; at++) box.wake.accept(new Int16Array(FRAME).fill(at === 0 ? 200 : 0), at * FRAME);
    box.wake.reset();
    answers[0]?.({ logProbability: 0, logLikelihoodRatio: 0, text: '' });
    await box.wake.settled();
    expect(box.decisions).toEqual([]);
    await box.wake.close();
  });
});

describe('wake without an answer', () => {
  it('decides as the first stage would alone, and leaves it alone for half a minute', async () => {
    const box = await bench();
    box.answer = () => Promise.reject(new LinnetError('recognition.failed', 'The worker died.'));
    await box.hear(0.2, 0.95, ...QUIET(6));
    expect(box.decisions).toMatchObject([{ outcome: 'detected', score: 0.95, verifierScore: null }]);
    expect(box.first.cutoffs.get('alexa')).toBeNull();
    await box.hear(...QUIET(120), 0.3, ...QUIET(6));
    expect(box.asked.length).toBe(1);
    await box.hear(0.95, ...QUIET(6));
    expect(box.decisions.length).toBe(2);
    box.answer = scored(-1, -1);
    await box.hear(...QUIET(1500), 0.3, ...QUIET(6));
    expect(box.asked.length).toBe(2);
    expect(box.decisions[2]).toMatchObject({ outcome: 'detected', verifierScore: -1 });
    expect(box.wake.counts()).toMatchObject({ candidates: 2, failures: 1, detections: 3 });
  });

  it('rejects what the first stage alone would not have taken', async () => {
    const box = await bench();
    box.answer = () => Promise.reject(new LinnetError('recognition.failed', 'The worker died.'));
    await box.hear(0.2, 0.6, ...QUIET(6));
    expect(box.decisions).toMatchObject([{ outcome: 'rejected', verifierScore: null }]);
  });

  it('waits a second and a half for an answer, and no longer', async () => {
    const box = await bench();
    box.answer = () => new Promise(() => undefined);
    for (const [at, score] of [0.2, 0.95, ...QUIET(6)].entries()) {
      box.wake.accept(new Int16Array(FRAME).fill(score * 1000), at * FRAME);
    }
    box.clock.advance(1499);
    await Promise.resolve();
    expect(box.decisions).toEqual([]);
    box.clock.advance(1);
    await box.wake.settled();
    expect(box.decisions).toMatchObject([{ outcome: 'detected', verifierScore: null }]);
  });

  it('listens for a word in one stage for good where its phrase cannot be written', async () => {
    const box = await bench({ retryMs: 100 }, ['alexa', 'my_word']);
    box.answer = (_, spellings) => {
      if (spellings[0] === 'Alexa') return Promise.resolve({ logProbability: -1, logLikelihoodRatio: -1, text: '' });
      return Promise.reject(new LinnetError('model.unsupported', 'No such spelling.'));
    };
    await box.hear(0.35, ...QUIET(200));
    expect(box.first.cutoffs.get('my_word')).toBeNull();
    expect(box.first.cutoffs.get('alexa')).toBe(0.1);
    await box.hear(0.35, ...QUIET(10));
    expect(box.asked.length).toBe(3);
  });
});

describe('an eager first stage', () => {
  const eager = { alexa: { ...wakeVerification('alexa', 'Alexa'), firstCutoff: 0.05 } };

  it('is not believed about a single onset after silence', async () => {
    const box = await bench({ verifications: eager });
    await box.hear(...QUIET(80), 0.06, 0.06, 0.06, ...QUIET(6));
    expect(box.asked).toEqual([]);
    expect(box.decisions).toMatchObject([{ outcome: 'rejected', verifierScore: -100 }]);
  });

  it('is asked about where somebody spoke', async () => {
    const box = await bench({ verifications: eager });
    const speech = Array.from({ length: 30 }, () => 0.04);
    await box.hear(...QUIET(40), ...speech, 0.06, ...QUIET(6));
    expect(box.asked.length).toBe(1);
    expect(box.decisions).toMatchObject([{ outcome: 'detected' }]);
  });
});

describe('spellings of a wake phrase', () => {
  it('come from a measured table for the words that have one', () => {
    expect(wakeVerification('okay_nabu', 'Okay Nabu')).toMatchObject({ statistic: 'ratio', threshold: -14 });
    expect(wakeVerification('okay_nabu', 'Okay Nabu').spellings).toContain('Ok, now, but');
  });

  it('come from a rule for a word of the user', () => {
    expect(spellingsOf('computer')).toEqual(['Computer']);
    expect(spellingsOf('hello house')).toEqual(['Hello, House', 'Hello House', 'Hello, house', 'Hello house']);
    expect(spellingsOf('okay Nabu')).toEqual(expect.arrayContaining(['Ok, Nabu', 'Okay Nabu', 'OK, Nabu', 'Ok, nabu']));
    expect(wakeVerification('my_word', 'hello house')).toMatchObject({ statistic: 'mean', threshold: -7.5 });
  });
});
