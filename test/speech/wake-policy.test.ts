import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import type { WakeDecision } from '../../appliance/speech/ports.ts';
import { cutoffAt, WakePolicy } from '../../appliance/speech/wake-policy.ts';
import { WakeWords, type WakeWordsOptions } from '../../appliance/speech/wake-words.ts';

const STEP = 480; // 30 ms
const SECOND = 16_000;

/** Feeds one score every 30 ms from position 0 on; what came of it, with the time in ms. */
function outcomes(policy: WakePolicy, scores: readonly number[], from = 0): [string, number, number][] {
  const found: [string, number, number][] = [];
  scores.forEach((score, i) => {
    const outcome = policy.observe(score, from + i * STEP);
    if (outcome !== null) found.push([outcome, policy.outcomeSample / 16, policy.outcomeScore]);
  });
  return found;
}

const of = (count: number, score: number): number[] => new Array<number>(count).fill(score);

describe('the wake policy', () => {
  test('detects when the averaged score is above the cut-off, not at it', () => {
    expect(outcomes(new WakePolicy(0.9), [0.1, 0.9, 0.9, 0.91])).toEqual([['detected', 90, 0.91]]);
  });

  test('detects one long word once', () => {
    expect(outcomes(new WakePolicy(0.9), of(60, 0.99))).toEqual([['detected', 0, 0.99]]);
  });

  test('detects the next word as soon as two seconds have passed', () => {
    const found = outcomes(new WakePolicy(0.9), of(200, 0.99));
    expect(found.map(([, atMs]) => atMs)).toEqual([0, 2010, 4020]);
  });

  test('remembers the highest score since the detection, for a second stage that cannot decide', () => {
    const policy = new WakePolicy(0.1);
    expect(policy.peak).toBe(0);
    outcomes(policy, [0.05, 0.2, 0.7, 0.4]);
    expect(policy.peak).toBe(0.7);
    expect(policy.maxScore).toBe(0.7);
  });

  test('after a rejection, listens again from the first score below the cut-off on, not before half a second', () => {
    const policy = new WakePolicy(0.3);
    outcomes(policy, [0.5]);
    policy.reject(0);
    // 30 to 480 ms: below the cut-off, but too early; 510 to 690 ms still above; below at 720 ms, above again at 750 ms.
    const rest = [...of(16, 0.1), ...of(7, 0.5), 0.1, 0.5];
    expect(outcomes(policy, rest, STEP)).toEqual([['detected', 750, 0.5]]);
  });

  test('after a rejection, listens again after one second though the score never fell', () => {
    const policy = new WakePolicy(0.3);
    outcomes(policy, [0.5]);
    policy.reject(0);
    expect(outcomes(policy, of(40, 0.5), STEP)).toEqual([['detected', 1020, 0.5]]);
  });

  test('ignores a rejection of an older detection', () => {
    const policy = new WakePolicy(0.3);
    outcomes(policy, [0.5]);
    outcomes(policy, [0.5], 3 * SECOND);
    policy.reject(0);
    expect(outcomes(policy, of(40, 0.5), 3 * SECOND + STEP)).toEqual([]);
  });

  test('reports a near miss once, at its peak, when the score has fallen back', () => {
    const policy = new WakePolicy(0.9, { nearMissShare: 0.5 });
    const bump = [0.1, 0.5, 0.8, 0.44, 0.7, 0.44, 0.3, 0.2, 0.1];
    expect(outcomes(policy, bump)).toEqual([['nearMiss', 60, 0.8]]);
    expect(outcomes(policy, bump, SECOND)).toEqual([['nearMiss', 1060, 0.8]]);
  });

  test('reports no near miss for what became a detection, nor with a share of 1', () => {
    expect(outcomes(new WakePolicy(0.9), [0.6, 0.7, 0.95, 0.6, 0.1])).toEqual([['detected', 60, 0.95]]);
    expect(outcomes(new WakePolicy(0.9, { nearMissShare: 1 }), [0.6, 0.9, 0.1])).toEqual([]);
  });

  test('forgets everything on a reset', () => {
    const policy = new WakePolicy(0.9);
    outcomes(policy, [0.95]);
    policy.reset();
    expect([policy.peak, policy.maxScore]).toEqual([0, 0]);
    expect(outcomes(policy, [0.95], STEP)).toEqual([['detected', 30, 0.95]]);
  });

  test('never detects twice within the refractory time, whatever the scores', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 400 }), (scores) => {
        const times = outcomes(new WakePolicy(0.5), scores)
          .filter(([outcome]) => outcome === 'detected')
          .map(([, atMs]) => atMs);
        for (let i = 1; i < times.length; i++) expect(times[i]! - times[i - 1]!).toBeGreaterThanOrEqual(2000);
      }),
    );
  });
});

describe('the sensitivity', () => {
  test('of 50 is the model’s own cut-off, exactly', () => {
    for (const cutoff of [0.85, 0.9, 0.97]) expect(cutoffAt(cutoff, 50)).toBe(cutoff);
  });

  test('moves the cut-off the other way, and never to 0 or 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 0, max: 99 }),
        (cutoff, percent) => {
          expect(cutoffAt(cutoff, percent + 1)).toBeLessThan(cutoffAt(cutoff, percent));
          expect(cutoffAt(cutoff, percent)).toBeLessThan(1);
          expect(cutoffAt(cutoff, percent + 1)).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('asks for five times the odds at 0 and a fifth of them at 100', () => {
    expect(cutoffAt(0.9, 0)).toBeCloseTo(0.978, 3);
    expect(cutoffAt(0.9, 100)).toBeCloseTo(0.643, 3);
  });
});

describe('the words of a detector', () => {
  const SPECS = [
    { word: 'alexa', phrase: 'Alexa', cutoff: 0.9 },
    { word: 'okay_nabu', phrase: 'Okay Nabu', cutoff: 0.85 },
  ];
  function words(options: WakeWordsOptions = {}): { words: WakeWords; decisions: WakeDecision[] } {
    const decisions: WakeDecision[] = [];
    return { words: new WakeWords(SPECS, options, (decision) => decisions.push(decision)), decisions };
  }

  test('each have their own cut-off and their own pause', () => {
    const { words: table, decisions } = words();
    table.observe(0, 0.88, STEP);
    table.observe(1, 0.88, STEP);
    table.observe(0, 0.95, 2 * STEP);
    const verifierScore = null;
    expect(decisions).toEqual([
      { word: 'okay_nabu', outcome: 'detected', atSample: STEP, score: 0.88, verifierScore },
      { word: 'alexa', outcome: 'detected', atSample: 2 * STEP, score: 0.95, verifierScore },
    ]);
    expect([...table.maxScores()]).toEqual([
      ['alexa', 0.95],
      ['okay_nabu', 0.88],
    ]);
  });

  test('take a cut-off by word before a threshold for all before the sensitivity', () => {
    const { words: table, decisions } = words({ sensitivity: 0, threshold: 0.5, cutoffs: { alexa: 0.1 } });
    table.observe(0, 0.2, STEP);
    table.observe(1, 0.4, STEP);
    table.observe(1, 0.6, 2 * STEP);
    expect(decisions.map(({ word, score }) => [word, score])).toEqual([
      ['alexa', 0.2],
      ['okay_nabu', 0.6],
    ]);
    expect(table.ownCutoff('alexa')).toBeCloseTo(0.978, 3);
  });

  test('follow a change of sensitivity, and a cut-off set and taken back, at once', () => {
    const { words: table, decisions } = words();
    table.setSensitivity(0);
    table.observe(0, 0.95, STEP);
    expect(decisions).toEqual([]);
    table.setCutoff('alexa', 0.3);
    table.observe(0, 0.4, 2 * STEP);
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['detected']);
    expect(table.peak('alexa')).toBe(0.4);
    table.setCutoff('alexa', null);
    table.setSensitivity(50);
    table.observe(0, 0.95, 3 * SECOND);
    expect(decisions.length).toBe(2);
  });

  test('refuse two of one name, and questions about a word they do not have', () => {
    const twice = [...SPECS, { word: 'alexa', phrase: 'Another', cutoff: 0.5 }];
    expect(() => new WakeWords(twice, {}, () => {})).toThrow(/Two wake models are called "alexa"/);
    expect(() => words().words.peak('computer')).toThrow(LinnetError);
    expect(() => words().words.reject('computer', 0)).toThrow(/"computer" is not listened for; alexa, okay_nabu is/);
  });
});
