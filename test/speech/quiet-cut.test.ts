import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAtQuiet } from '../../appliance/speech/engines/quiet-cut.ts';

const RATE = 16_000;

describe('long audio in pieces', () => {
  it('leaves short audio whole', () => {
    const samples = new Float32Array(RATE);
    const [only, ...others] = cutAtQuiet(samples, { longest: RATE, searched: 4000 });
    expect(only?.length).toBe(RATE);
    expect(others).toEqual([]);
  });

  it('cuts in the pause, not at the limit', () => {
    const samples = Float32Array.from({ length: 15 * RATE }, (_, i) =>
      i > 7.6 * RATE && i < 8 * RATE ? 0 : Math.sin(i),
    );
    const [first] = cutAtQuiet(samples, { longest: 9 * RATE, searched: 2 * RATE });
    expect((first?.length ?? 0) / RATE).toBeGreaterThan(7.6);
    expect((first?.length ?? 0) / RATE).toBeLessThan(8);
  });

  it('loses no sample, repeats none, and keeps every piece within the limit', () => {
    const property = fc.property(
      fc.integer({ min: 0, max: 200_000 }),
      fc.integer({ min: 9000, max: 50_000 }),
      (length, longest) => {
        const samples = Float32Array.from({ length }, (_, i) => i);
        const pieces = cutAtQuiet(samples, { longest, searched: 8000 });
        expect(pieces.every((piece) => piece.length <= longest)).toBe(true);
        expect(pieces.reduce((total, piece) => total + piece.length, 0)).toBe(length);
        expect(pieces.filter((piece) => piece.length > 0).map((piece) => piece[0])).toEqual(starts(pieces));
      },
    );
    fc.assert(property, { numRuns: 30 });
  });
});

function starts(pieces: readonly Float32Array[]): number[] {
  let at = 0;
  return pieces.flatMap((piece) => {
    const start = at;
    at += piece.length;
    return piece.length > 0 ? [start] : [];
  });
}
