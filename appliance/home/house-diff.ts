// What a turn changed in the house, in the units a person speaks in.
import type { EntityState, House } from './house.ts';

export interface HouseStates {
  readonly [entity: string]: EntityState | null;
}

/** `state`; `brightness` and `position` in whole percent, `temperature` in the house's unit, where they changed. */
export interface EntityChange {
  readonly state?: string;
  readonly brightness?: number;
  readonly position?: number;
  readonly temperature?: number;
}

/** Entity ▸ what changed of it. */
export type HouseChanges = Readonly<Record<string, EntityChange>>;

/** The state of every entity now, to be compared later. */
export function recordStates(house: House): HouseStates {
  return Object.fromEntries(house.snapshot().entities.map(({ id }) => [id, house.state(id)]));
}

/** What differs, by entity: `{"light.kitchen": {"state": "on"}}`. Entities that are new or gone count with their state alone. */
export function diffHouse(before: HouseStates, after: HouseStates): HouseChanges {
  const changes: Record<string, EntityChange> = {};
  for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const change = diffEntity(spoken(before[id] ?? null), spoken(after[id] ?? null));
    if (Object.keys(change).length > 0) changes[id] = change;
  }
  return changes;
}

function diffEntity(before: EntityChange, after: EntityChange): EntityChange {
  const differs = ([key, value]: [string, unknown]): boolean => value !== before[key as keyof EntityChange];
  return Object.fromEntries(Object.entries(after).filter(differs));
}

function spoken(state: EntityState | null): EntityChange {
  if (state === null) return { state: 'unavailable' };
  const { brightness, current_position: position, temperature } = state.attributes;
  return {
    state: state.value,
    ...(typeof brightness === 'number' ? { brightness: Math.round((brightness / 255) * 100) } : {}),
    ...(typeof position === 'number' ? { position } : {}),
    ...(typeof temperature === 'number' ? { temperature } : {}),
  };
}
