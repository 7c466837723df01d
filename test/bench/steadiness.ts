// Whether a series of measurements stays where it is: its growth by linear fit over what was measured after the warm-up.

export interface Series {
  readonly name: string;
  readonly unit: string;
  /** Time in seconds and value. */
  readonly points: ReadonlyArray<readonly [number, number]>;
}

export interface Limit {
  /** Growth over the measured stretch that counts as none: so much, or this share of the mean, whichever is more. */
  readonly absolute: number;
  readonly share: number;
}

export interface Steadiness {
  readonly growth: number;
  readonly mean: number;
  readonly isFlat: boolean;
}

/** Growth from the first to the last point along the line of least squares. */
export function steadiness({ points }: Series, limit: Limit): Steadiness {
  const n = Math.max(1, points.length);
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const together = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const slope = spread === 0 ? 0 : together / spread;
  const growth = slope * ((points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0));
  return { growth, mean: meanY, isFlat: growth <= Math.max(limit.absolute, limit.share * meanY) };
}
