// Positions and tilts as devices count them, in percent and back, rounded as Home Assistant does (util/scaling.py, mqtt/cover.py): down to
// a percent, and to the nearest step of the device, of two that are as near to the even one.
import { roundHalfEven } from '../template/numbers.ts';
import type { DiscoveryDocument } from './document.ts';

/** Motors stop near a position, not on it. */
export const POSITION_TOLERANCE = 2;

export interface Range {
  readonly closed: number;
  readonly open: number;
}

/** 0 (closed) to 100 (open), whatever the device counts, also backwards. */
export function percentOf(value: number, { closed, open }: Range): number {
  return Math.floor(Math.max(0, Math.min(100, ((value - closed) * 100) / (open - closed))));
}

export function fromPercent(percent: number, { closed, open }: Range): number {
  return roundHalfEven((percent * (open - closed)) / 100 + closed, 0);
}

export function rangeOf(document: DiscoveryDocument, closedKey: string, openKey: string): Range {
  const range = { closed: document.numberOr(closedKey, 0), open: document.numberOr(openKey, 100) };
  return range.closed === range.open ? { closed: 0, open: 100 } : range;
}
