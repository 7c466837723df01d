import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PreRoll } from '../../appliance/speech/pre-roll.ts';

const RATE = 16_000;
const ramp = (from: number, length: number): Int16Array => Int16Array.from({ length }, (_, i) => (from + i) % 30_000);
const asFloat = (from: number, length: number): number[] => [...ramp(from, length)].map((v) => Math.fround(v / 32768));

function read(ring: PreRoll, from: number, length: number): number[] | null {
  const into = new Float32Array(length);
  return ring.read(from, into) ? [...into] : null;
}

describe('the pre-roll', () => {
  it('returns what was written, by absolute position, across the end of its memory', () => {
    const ring = new PreRoll({ capacity: 1000 }, RATE);
    for (let at = 5000; at < 8000; at += 320) ring.accept(ramp(at, 320), at, 0);
    expect(ring.end).toBe(8200);
    expect(ring.oldest).toBe(7200);
    expect(read(ring, 7200, 1000)).toEqual(asFloat(7200, 1000));
    expect(read(ring, 7777, 100)).toEqual(asFloat(7777, 100));
  });

  it('refuses what was overwritten and what has not come yet', () => {
    const ring = new PreRoll({ capacity: 1000 }, RATE);
    for (let at = 0; at < 3200; at += 320) ring.accept(ramp(at, 320), at, 0);
    expect(read(ring, 2199, 10)).toBeNull();
    expect(read(ring, 3195, 10)).toBeNull();
    expect(read(ring, 3190, 10)).not.toBeNull();
  });

  it('reads lost samples as zeros, says how many they were and where sound goes on', () => {
    const ring = new PreRoll({ capacity: 4000 }, RATE);
    expect(ring.accept(ramp(0, 320), 0, 0)).toBe(0);
    expect(ring.accept(ramp(960, 320), 960, 60)).toBe(640);
    expect(read(ring, 310, 20)).toEqual([...asFloat(310, 10), ...new Array<number>(10).fill(0)]);
    expect(ring.afterGap(0, 320)).toBe(0);
    expect(ring.afterGap(0, 512)).toBe(960);
    expect(ring.afterGap(400, 10)).toBe(960);
    expect(ring.afterGap(960, 320)).toBe(960);
  });

  it('forgets everything when the loss is longer than its memory or the count begins anew', () => {
    const ring = new PreRoll({ capacity: 1000 }, RATE);
    ring.accept(ramp(0, 320), 0, 0);
    expect(ring.accept(ramp(9000, 320), 9000, 0)).toBe(8680);
    expect(ring.oldest).toBe(9000);
    expect(ring.accept(ramp(0, 320), 0, 0)).toBe(-1);
    expect(ring.oldest).toBe(0);
    expect(ring.end).toBe(320);
  });

  it('tells when a sample was captured', () => {
    const ring = new PreRoll({ capacity: 1000 }, RATE);
    ring.accept(ramp(1600, 320), 1600, 500);
    expect(ring.timeOf(1600)).toBe(500);
    expect(ring.timeOf(0)).toBe(400);
    expect(ring.timeOf(3200)).toBe(600);
  });

  it('keeps the newest part of a frame that is longer than itself', () => {
    const ring = new PreRoll({ capacity: 1000 }, RATE);
    ring.accept(ramp(0, 2500), 0, 0);
    expect(ring.oldest).toBe(1500);
    expect(read(ring, 1500, 1000)).toEqual(asFloat(1500, 1000));
  });

  it('holds, after any sequence of frames and losses, exactly what came or zeros', () => {
    const step = fc.record({
      length: fc.integer({ min: 1, max: 700 }),
      lost: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 900 })),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        const ring = new PreRoll({ capacity: 1000 }, RATE);
        const truth = new Map<number, number>();
        let at = 0;
        for (const { length, lost } of steps) {
          at += lost;
          ring.accept(ramp(at, length), at, 0);
          for (const [i, value] of asFloat(at, length).entries()) truth.set(at + i, value);
          at += length;
        }
        const kept = read(ring, ring.oldest, ring.end - ring.oldest);
        expect(ring.end).toBe(at);
        expect(kept).toEqual(kept?.map((_, i) => truth.get(ring.oldest + i) ?? 0));
      }),
    );
  });
});
