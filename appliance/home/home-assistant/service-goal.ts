// When a service of Home Assistant has done what it was called for: judged by the state of the entity, as with our own devices.

import type { Plan } from '../discovery/component.ts';
import { lightPlan, lightRequest } from '../discovery/light-request.ts';
import { moveGoal, stopGoal } from '../discovery/moving.ts';
import type { EntityState } from '../house.ts';

export type Goal = Pick<Plan, 'reached' | 'answered' | 'patience'>;

/** Nothing to wait for beyond Home Assistant's own answer. */
const NONE: Goal = { reached: null };

type Data = Readonly<Record<string, unknown>>;

const value = (...values: readonly string[]): Goal => ({ reached: (state) => values.includes(state.value) });

function near(key: string, wanted: unknown, tolerance: number): (state: EntityState) => boolean {
  return (state) => Math.abs(Number(state.attributes[key]) - Number(wanted)) <= tolerance;
}

const onOff: Readonly<Record<string, Goal>> = {
  turn_on: { reached: (state) => state.value !== 'off' },
  turn_off: value('off', 'standby'),
};

const GOALS: Readonly<Record<string, (service: string, data: Data, state: EntityState | null) => Goal>> = {
  light: (service, data, state) => {
    const request = lightRequest(service, data, state);
    return request === null ? NONE : lightPlan(request, [], true, 255);
  },
  cover: (service, data) => moving('cover', service, data),
  valve: (service, data) => moving('valve', service, data),
  lock: (service) => ({ ...(service === 'lock' ? value('locked') : value('unlocked', 'open')), patience: 3 }),
  climate: (service, data) => {
    if (service === 'set_hvac_mode') return value(String(data.hvac_mode));
    return service === 'set_temperature' ? temperatures(data) : attribute(service, data);
  },
  water_heater: (service, data) => {
    if (service === 'set_operation_mode') return value(String(data.operation_mode));
    return service === 'set_temperature' ? temperatures(data) : attribute(service, data);
  },
  fan: (service, data) =>
    service === 'set_percentage' ? { reached: near('percentage', data.percentage, 2) } : attribute(service, data),
  humidifier: (service, data) =>
    service === 'set_humidity' ? { reached: near('humidity', data.humidity, 1) } : attribute(service, data),
  media_player: (service, data) => {
    if (service === 'volume_set') return { reached: near('volume_level', data.volume_level, 0.02) };
    if (service === 'media_pause') return value('paused', 'idle');
    return service === 'media_play' ? value('playing', 'buffering') : attribute(service, data);
  },
  number: (_service, data) => ({ reached: (state) => Math.abs(Number(state.value) - Number(data.value)) < 1e-6 }),
  select: (_service, data) => value(String(data.option)),
  text: (_service, data) => value(String(data.value)),
  vacuum: (service) =>
    byService(service, {
      start: ['cleaning'],
      pause: ['paused', 'idle'],
      stop: ['idle', 'docked', 'paused'],
      return_to_base: ['returning', 'docked'],
    }),
  lawn_mower: (service) =>
    byService(service, { start_mowing: ['mowing'], pause: ['paused'], dock: ['docked', 'returning'] }),
  alarm_control_panel: (service) =>
    service === 'alarm_disarm'
      ? value('disarmed')
      : value(service.replace('alarm_arm_', 'armed_'), 'arming', 'pending'),
};

/** Scenes, scripts, buttons, lists: Home Assistant's answer is all there is. */
const STATELESS: ReadonlySet<string> = new Set([
  'scene',
  'script',
  'button',
  'input_button',
  'automation',
  'todo',
  'notify',
]);

/** `toggle` must be resolved before. */
export function serviceGoal(domain: string, service: string, data: Data, state: EntityState | null): Goal {
  if (STATELESS.has(domain)) return NONE;
  const name = domain.replace(/^input_(boolean|number|select|text)$/, '$1');
  if (name !== 'light' && Object.hasOwn(onOff, service)) return onOff[service] as Goal;
  return Object.hasOwn(GOALS, name) ? (GOALS[name]?.(service, data, state) ?? NONE) : NONE;
}

function byService(service: string, states: Readonly<Record<string, readonly string[]>>): Goal {
  const wanted = Object.hasOwn(states, service) ? states[service] : undefined;
  return wanted === undefined ? NONE : { ...value(...wanted), patience: 2 };
}

/** "set_preset_mode" is reached when the attribute "preset_mode" is what was asked. */
function attribute(service: string, data: Data): Goal {
  const key = service === 'oscillate' ? 'oscillating' : service.replace(/^(set|select)_/, '');
  const wanted = data[key];
  return wanted === undefined ? NONE : { reached: (state) => state.attributes[key] === wanted };
}

function temperatures(data: Data): Goal {
  const keys = ['temperature', 'target_temp_low', 'target_temp_high'].filter((key) => data[key] !== undefined);
  if (keys.length === 0) return NONE;
  return { reached: (state) => keys.every((key) => near(key, data[key], 0.3)(state)) };
}

function moving(domain: string, service: string, data: Data): Goal {
  if (service === `open_${domain}`) return moveGoal(100, true);
  if (service === `close_${domain}`) return moveGoal(0, true);
  if (service === `stop_${domain}`) return stopGoal(true);
  if (service === `set_${domain}_position`) return moveGoal(Number(data.position), true);
  return NONE;
}
