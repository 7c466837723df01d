// Whether a thing is in the state that was asked about. Sentences ask covers for "on" and "open", locks for "on" and "locked".
import type { Entity, EntityState } from '../home/house.ts';

const MEANS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  cover: { on: ['open'], off: ['closed'], open: ['open', 'opening'], closed: ['closed'] },
  valve: { on: ['open'], off: ['closed'] },
  climate: { on: ['heat', 'cool', 'heat_cool', 'auto', 'dry', 'fan_only'], off: ['off'] },
  lock: { on: ['locked'], off: ['unlocked', 'open'] },
  media_player: { on: ['on', 'playing', 'paused', 'idle', 'buffering'], off: ['off', 'standby'] },
};

/** Unknown states are in none. */
export function isInState(entity: Entity, state: EntityState | null, asked: string): boolean {
  if (state === null) return false;
  const same = MEANS[entity.domain]?.[asked];
  return same === undefined ? state.value.toLowerCase() === asked.toLowerCase() : same.includes(state.value);
}
