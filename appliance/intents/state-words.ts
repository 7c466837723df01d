// Whether a thing is in the state that was asked about. Sentences ask covers for "on" and "open", locks for "on" and "locked".
import type { Entity, EntityState } from '../home/house.ts';

const ARMED = ['armed_away', 'armed_home', 'armed_night', 'armed_vacation', 'armed_custom_bypass'];

const MEANS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  alarm_control_panel: {
    on: ARMED,
    off: ['disarmed'],
    armed: ARMED,
    disarmed: ['disarmed'],
    triggered: ['triggered', 'pending'],
  },
  binary_sensor: { open: ['on'], closed: ['off'] },
  cover: {
    on: ['open'],
    off: ['closed'],
    ...{ open: ['open', 'opening'], closed: ['closed'], raised: ['open'], lowered: ['closed'] },
  },
  valve: { on: ['open'], off: ['closed'] },
  climate: {
    cooling: ['cool', 'heat_cool', 'auto', 'dry', 'fan_only'],
    not_cooling: ['off', 'heat'],
    on: ['heat', 'cool', 'heat_cool', 'auto', 'dry', 'fan_only'],
    off: ['off'],
  },
  lock: { on: ['locked'], off: ['unlocked', 'open'] },
  media_player: { on: ['on', 'playing', 'paused', 'idle', 'buffering'], off: ['off', 'standby'] },
  vacuum: { running: ['cleaning', 'returning', 'on'], charging: ['docked'], docked: ['docked'] },
  lawn_mower: { running: ['mowing', 'returning'], charging: ['docked'], docked: ['docked'] },
  water_heater: { on: ['on', 'eco', 'electric', 'gas', 'heat_pump', 'high_demand', 'performance'], off: ['off'] },
  fan: { running: ['on'], on: ['on'], off: ['off'] },
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

/** What a thermostat is asked for, as the states that it tells. */
const OF_CLIMATE: Readonly<Record<string, string>> = { heating: 'heat', cooling: 'cool', not_cooling: 'off' };

/** What `state` of a thing of this kind means: an open window's "on" is "open". A key of the words in language/. */
export function stateKey({ domain, deviceClass }: Pick<Entity, 'domain' | 'deviceClass'>, state: string): string {
  if (domain === 'climate' && state in OF_CLIMATE) return OF_CLIMATE[state] ?? state;
  const isSensed = domain === 'binary_sensor' || deviceClass === 'battery';
  const sensed = isSensed ? SENSED[deviceClass ?? ''] : undefined;
  if (sensed === undefined) return state;
  return state === 'on' ? sensed[0] : state === 'off' ? sensed[1] : state;
}

/** Whoever is known to be somewhere else is not at home. */
const NOWHERE = new Set(['home', 'unknown', 'unavailable']);

/** Asked of a thermostat: whether it heats at this moment, which one that is on need not do. */
const HEATING = 'heating';

/** What a thing that is asked for `asked` is in: a thermostat that tells what it does at this moment does that. */
export function stateAsked(entity: Entity, { value, attributes }: EntityState, asked: string): string {
  const { hvac_action: action } = attributes;
  return entity.domain === 'climate' && asked === HEATING && typeof action === 'string' ? action : value;
}

/** Percent; what most devices warn at. */
const LOW_BATTERY = 20;

/** Unknown states are in none. */
export function isInState(entity: Entity, state: EntityState | null, asked: string): boolean {
  if (state === null) return false;
  if (entity.domain === 'person' && asked === 'not_home') return !NOWHERE.has(state.value);
  if (entity.domain === 'sensor' && entity.deviceClass === 'battery' && isNumber(state.value))
    return Number(state.value) <= LOW_BATTERY === (stateKey(entity, asked) === 'battery_low');
  if (entity.domain === 'climate' && asked === HEATING)
    return stateKey(entity, stateAsked(entity, state, asked)) === 'heat';
  const same = MEANS[entity.domain]?.[asked];
  if (same !== undefined) return same.includes(state.value);
  return state.value.toLowerCase() === asked.toLowerCase() || stateKey(entity, state.value) === asked;
}

/** Whether a state is a reading. */
export function isNumber(state: string): boolean {
  return state.trim() !== '' && Number.isFinite(Number(state));
}
