import { expect, test } from 'vitest';
import { type Series, steadiness } from './steadiness.ts';

const LIMIT = { absolute: 10, share: 0.06 };
const WOBBLE = [0, 3, -2, 1, -3, 2];

function series(value: (i: number) => number): Series {
  const points = Array.from({ length: 24 }, (_, i) => [i * 10, value(i) + (WOBBLE[i % WOBBLE.length] ?? 0)] as const);
  return { name: 'memory', unit: 'MB', points };
}

test('memory that goes up and down around the same value is flat', () => {
  expect(
    steadiness(
      series(() => 120),
      LIMIT,
    ).isFlat,
  ).toBe(true);
});

test('memory that grows by a megabyte a sample is not', () => {
  const { growth, isFlat } = steadiness(
    series((i) => 120 + i),
    LIMIT,
  );
  expect(growth).toBeCloseTo(23, 0);
  expect(isFlat).toBe(false);
});

test('what shrinks is no leak', () => {
  expect(
    steadiness(
      series((i) => 200 - 3 * i),
      LIMIT,
    ).isFlat,
  ).toBe(true);
});

test('a single sample has no growth', () => {
  expect(steadiness({ name: 'memory', unit: 'MB', points: [[0, 100]] }, LIMIT)).toMatchObject({
    growth: 0,
    isFlat: true,
  });
});
