// Positions and tilts as devices count them, in percent and back.
import type { DiscoveryDocument } from './document.ts';

/** Motors stop near a position, not on it. */
export const POSITION_TOLERANCE = 2;

export interface Range {
  readonly closed: number;
  readonly open: number;
}

/** 0 (closed) to 100 (open), whatever the device counts, also backwards. */
export function percentOf(value: number, { closed, open }: Range): number {
  return Math.round(Math.max(0, Math.min(100, ((value - closed) / (open - closed)) * 100)));
}

export function fromPercent(percent: number, { closed, open }: Range): number {
  return Math.round(closed + (percent / 100) * (open - closed));
}

export function rangeOf(document: DiscoveryDocument, closedKey: string, openKey: string): Range {
  const range = { closed: document.numberOr(closedKey, 0), open: document.numberOr(openKey, 100) };
  return range.closed === range.open ? { closed: 0, open: 100 } : range;
}
