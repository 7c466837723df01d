import { describe, expect, it } from 'vitest';
import { voicedParts } from '../../appliance/speech/voiced-parts.ts';
import { LoudnessActivity, MS, sound } from './scripted-engines.ts';

function partsOf(lengthMs: number, stretches: ReadonlyArray<readonly [number, number]>): Array<[number, number]> {
  const samples = Float32Array.from(sound(lengthMs, stretches), (sample) => sample / 32768);
  return voicedParts(samples, new LoudnessActivity()).map(({ from, to }) => [from / MS, to / MS]);
}

describe('the voiced parts of a recording', () => {
  it('have 0.3 s around them', () => {
    expect(partsOf(5000, [[1280, 2240]])).toEqual([[980, 2540]]);
  });

  it('keep short pauses inside and are parted by long ones', () => {
    expect(
      partsOf(8000, [
        [1280, 1920],
        [2560, 3200],
        [4800, 5440],
      ]),
    ).toEqual([
      [980, 3500],
      [4500, 5740],
    ]);
  });

  it('stay within the recording', () => {
    expect(partsOf(1000, [[0, 1000]])).toEqual([[0, 1000]]);
  });

  it('are no clicks, and none where nobody speaks', () => {
    expect(partsOf(3000, [[1280, 1340]])).toEqual([]);
    expect(partsOf(3000, [])).toEqual([]);
    expect(partsOf(0, [])).toEqual([]);
  });
});
