// Whether a thing is in the state that was asked about. Sentences ask covers for "on" and "open", locks for "on" and "locked".
import type { Entity, EntityState } from '../home/house.ts';

const MEANS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  alarm_control_panel: {
    armed: ['armed_away', 'armed_home', 'armed_night', 'armed_vacation', 'armed_custom_bypass'],
    disarmed: ['disarmed'],
  },
  binary_sensor: { open: ['on'], closed: ['off'] },
  cover: { on: ['open'], off: ['closed'], open: ['open', 'opening'], closed: ['closed'] },
  valve: { on: ['open'], off: ['closed'] },
  climate: { on: ['heat', 'cool', 'heat_cool', 'auto', 'dry', 'fan_only'], off: ['off'] },
  lock: { on: ['locked'], off: ['unlocked', 'open'] },
  media_player: { on: ['on', 'playing', 'paused', 'idle', 'buffering'], off: ['off', 'standby'] },
};

/** "on" and "off" of sensors, as people say them of what the sensor watches. */
const SENSED: Readonly<Record<string, readonly [on: string, off: string]>> = {
  battery: ['battery_low', 'fine'],
  battery_charging: ['charging', 'not_charging'],
  carbon_monoxide: ['detected', 'clear'],
  connectivity: ['connected', 'disconnected'],
  door: ['open', 'closed'],
  garage_door: ['open', 'closed'],
  gas: ['detected', 'clear'],
  lock: ['unlocked', 'locked'],
  moisture: ['wet', 'not_wet'],
  motion: ['detected', 'clear'],
  moving: ['running', 'not_running'],
  occupancy: ['occupied', 'free'],
  opening: ['open', 'closed'],
  plug: ['plugged_in', 'unplugged'],
  presence: ['home', 'not_home'],
  problem: ['problem', 'fine'],
  running: ['running', 'not_running'],
  safety: ['unsafe', 'safe'],
  smoke: ['detected', 'clear'],
  sound: ['detected', 'clear'],
  tamper: ['detected', 'clear'],
  update: ['available', 'up_to_date'],
  vibration: ['detected', 'clear'],
  window: ['open', 'closed'],
};

/** What `state` of a thing of this kind means: an open window's "on" is "open". A key of the words in language/. */
export function stateKey({ domain, deviceClass }: Pick<Entity, 'domain' | 'deviceClass'>, state: string): string {
  const sensed = domain === 'binary_sensor' ? SENSED[deviceClass ?? ''] : undefined;
  if (sensed === undefined) return state;
  return state === 'on' ? sensed[0] : state === 'off' ? sensed[1] : state;
}

/** Whoever is known to be somewhere else is not at home. */
const NOWHERE = new Set(['home', 'unknown', 'unavailable']);

/** Unknown states are in none. */
export function isInState(entity: Entity, state: EntityState | null, asked: string): boolean {
  if (state === null) return false;
  if (entity.domain === 'person' && asked === 'not_home') return !NOWHERE.has(state.value);
  const same = MEANS[entity.domain]?.[asked];
  if (same !== undefined) return same.includes(state.value);
  return state.value.toLowerCase() === asked.toLowerCase() || stateKey(entity, state.value) === asked;
}

/** Whether a state is a reading. */
export function isNumber(state: string): boolean {
  return state.trim() !== '' && Number.isFinite(Number(state));
}
