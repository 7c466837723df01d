import { describe, expect, it } from 'vitest';
import { NoiseGate } from '../../appliance/speech/noise-gate.ts';

const near = new Float32Array(512).fill(0.3);
const far = new Float32Array(512).fill(0.3 * 10 ** (-20 / 20));
const soft = new Float32Array(512).fill(0.3 * 10 ** (-10 / 20));

/** How many of `count` voiced windows pass. */
function passing(gate: NoiseGate, window: Float32Array, count: number): number {
  return Array.from({ length: count }, () => gate.passes(window, true)).filter(Boolean).length;
}

describe('the noise gate', () => {
  it('lets any voice through until somebody spoke long enough to have a level', () => {
    expect(passing(new NoiseGate(), far, 20)).toBe(20);
  });

  it('takes voice far below the level of the speaker for silence, after the tail of a word', () => {
    const gate = new NoiseGate();
    passing(gate, near, 20);
    expect(passing(gate, far, 30)).toBe(2);
  });

  it('lets a soft word of the speaker through', () => {
    const gate = new NoiseGate();
    passing(gate, near, 20);
    expect(passing(gate, soft, 30)).toBe(30);
  });

  it('never makes voice of what is none', () => {
    expect(new NoiseGate().passes(near, false)).toBe(false);
  });

  it('forgets a speaker with the utterance', () => {
    const gate = new NoiseGate();
    passing(gate, near, 20);
    gate.reset();
    expect(passing(gate, far, 20)).toBe(20);
  });
});
