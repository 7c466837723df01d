// When a stream of averaged wake scores is a detection, when a near miss, and when to look away. Pure: sample positions in,
// outcomes out; every engine behind the WakeDetector port uses it, so that all of them behave alike.
//
// After a detection the rest of the same word must not fire again (2 s). Where a second stage then says no, the pause is
// short: a rejected onset (a cough, "a l…") must not hide the real word right behind it.
import { SPEECH_RATE, type WakeDetector } from './ports.ts';

/** A detector that can serve as the first of two stages: what it detects at a low cut-off are candidates. */
export interface CandidateSource extends WakeDetector {
  /** How each word is written for people ("Okay Nabu"), by word. */
  readonly phrases: ReadonlyMap<string, string>;
  /** The cut-off at which this engine would decide `word` alone: the model's own, moved by the sensitivity. */
  ownCutoff(word: string): number;
  /** Averaged scores above `cutoff` are reported as detected from now on; null goes back to `ownCutoff`. */
  setCutoff(word: string, cutoff: number | null): void;
  /** 0 to 100; 50 is the model's own cut-off. Moves `ownCutoff` only. */
  setSensitivity(percent: number): void;
  /** The highest averaged score of `word` since its last detection, that one included; 0 where there was none. */
  peak(word: string): number;
  /** The second stage refused what was detected at `atSample`: listens again soon. Ignored where a newer detection exists. */
  reject(word: string, atSample: number): void;
}

export interface WakePolicyOptions {
  /** After a detection the word is not looked for during this time. Default 2000 ms. */
  readonly refractoryMs?: number;
  /** The same after a rejection by a second stage; then from the first score below the cut-off on. Default 500 ms. */
  readonly rejectedMs?: number;
  /** The latest moment to listen again after a rejection, though the score has not fallen. Default 1000 ms. */
  readonly rejectedAtMostMs?: number;
  /** A score that peaks above this share of the cut-off and falls back is a near miss; 1 reports none. Default 0.6. */
  readonly nearMissShare?: number;
}

const DEFAULTS = { refractoryMs: 2000, rejectedMs: 500, rejectedAtMostMs: 1000, nearMissShare: 0.6 } as const;

/** A bump of the score has ended when it fell below this share of the near-miss level: jitter at its edge counts once. */
const BUMP_END_SHARE = 0.5;

/** Sensitivity 0 asks for five times the model's own odds, 100 is content with a fifth: 0.9 becomes 0.978 or 0.643. */
const SENSITIVITY_LOG_ODDS = Math.log(5);

/** The cut-off of a model whose own one is `cutoff` at a sensitivity of 0 to 100 percent; 50 leaves it as it is. */
export function cutoffAt(cutoff: number, sensitivityPercent: number): number {
  if (sensitivityPercent === 50 || cutoff <= 0 || cutoff >= 1) return cutoff;
  const shift = ((50 - sensitivityPercent) / 50) * SENSITIVITY_LOG_ODDS;
  return 1 / (1 + Math.exp(-Math.log(cutoff / (1 - cutoff)) - shift));
}

/** The scores of one word. `observe` allocates nothing; what it found is read from the fields afterwards. */
export class WakePolicy {
  /** Averaged scores above this are a detection. */
  cutoff: number;
  /** Score and position of what `observe` last returned. */
  outcomeScore = 0;
  outcomeSample = 0;
  /** The highest score since the last detection, that one included; 0 before the first. */
  peak = 0;
  /** The highest score since `reset()`. */
  maxScore = 0;

  readonly #refractory: number;
  readonly #rejected: number;
  readonly #rejectedAtMost: number;
  readonly #nearMissShare: number;
  #phase: 'armed' | 'accepted' | 'rejected' = 'armed';
  #detectedAt = Number.NEGATIVE_INFINITY;
  #bumpScore = 0;
  #bumpSample = 0;

  constructor(cutoff: number, options: WakePolicyOptions = {}) {
    const settings = { ...DEFAULTS, ...options };
    this.cutoff = cutoff;
    this.#refractory = samplesOf(settings.refractoryMs);
    this.#rejected = samplesOf(settings.rejectedMs);
    this.#rejectedAtMost = samplesOf(settings.rejectedAtMostMs);
    this.#nearMissShare = settings.nearMissShare;
  }

  /** One averaged score (0 to 1) of the audio that ends at `atSample`; positions rise. */
  observe(score: number, atSample: number): 'detected' | 'nearMiss' | null {
    if (score > this.maxScore) this.maxScore = score;
    if (this.#looksAway(score, atSample)) {
      if (score > this.peak) this.peak = score;
      return null;
    }
    return score > this.cutoff ? this.#detect(score, atSample) : this.#followBump(score, atSample);
  }

  /** The detection at `atSample` was refused. */
  reject(atSample: number): void {
    if (this.#phase === 'accepted' && atSample === this.#detectedAt) this.#phase = 'rejected';
  }

  reset(): void {
    this.#phase = 'armed';
    this.#detectedAt = Number.NEGATIVE_INFINITY;
    this.#bumpScore = 0;
    this.peak = 0;
    this.maxScore = 0;
  }

  #looksAway(score: number, atSample: number): boolean {
    const passed = atSample - this.#detectedAt;
    if (this.#phase === 'accepted' && passed < this.#refractory) return true;
    if (this.#phase === 'rejected' && passed < this.#rejected) return true;
    if (this.#phase === 'rejected' && score > this.cutoff && passed < this.#rejectedAtMost) return true;
    this.#phase = 'armed';
    return false;
  }

  #detect(score: number, atSample: number): 'detected' {
    this.#phase = 'accepted';
    this.#detectedAt = atSample;
    this.#bumpScore = 0;
    this.peak = score;
    this.outcomeScore = score;
    this.outcomeSample = atSample;
    return 'detected';
  }

  #followBump(score: number, atSample: number): 'nearMiss' | null {
    const level = this.cutoff * this.#nearMissShare;
    if (score > level && score > this.#bumpScore) {
      this.#bumpScore = score;
      this.#bumpSample = atSample;
    }
    if (this.#bumpScore === 0 || score >= level * BUMP_END_SHARE) return null;
    this.outcomeScore = this.#bumpScore;
    this.outcomeSample = this.#bumpSample;
    this.#bumpScore = 0;
    return 'nearMiss';
  }
}

function samplesOf(ms: number): number {
  return (ms * SPEECH_RATE) / 1000;
}
