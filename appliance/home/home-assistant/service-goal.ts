// Which service of Home Assistant is meant, and when it has done what it was called for: judged by the state of the entity, as with our own devices.

import type { Goal } from '../discovery/component.ts';
import { lightGoal } from '../discovery/light-goal.ts';
import { lightRequest } from '../discovery/light-request.ts';
import { moveGoal, stopGoal, tiltService, toggled } from '../discovery/moving.ts';
import type { Entity, EntityState } from '../house.ts';

/** Nothing to wait for beyond Home Assistant's own answer. */
const NONE: Goal = { reached: null };

type Data = Readonly<Record<string, unknown>>;

const value = (...values: readonly string[]): Goal => ({ reached: (state) => values.includes(state.value) });

function near(key: string, wanted: unknown, tolerance: number): Goal {
  const differs = (state: EntityState): number => Math.abs(Number(state.attributes[key]) - Number(wanted));
  return { reached: (state) => differs(state) <= tolerance, already: (state) => differs(state) === 0 };
}

const onOff: Readonly<Record<string, Goal>> = {
  turn_on: { reached: (state) => state.value !== 'off' },
  turn_off: value('off', 'standby'),
};

const GOALS: Readonly<Record<string, (service: string, data: Data, state: EntityState | null) => Goal>> = {
  light: (service, data, state) => {
    const request = lightRequest(service, data, state);
    return request === null ? NONE : lightGoal(request, 255);
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
    service === 'set_percentage' ? near('percentage', data.percentage, 2) : attribute(service, data),
  humidifier: (service, data) =>
    service === 'set_humidity' ? near('humidity', data.humidity, 1) : attribute(service, data),
  media_player: (service, data) => {
    if (service === 'volume_set') return near('volume_level', data.volume_level, 0.02);
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
  // An assumed state is Home Assistant's own memory of what it sent, not a report.
  if (STATELESS.has(domain) || state?.attributes.assumed_state === true) return NONE;
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
  const goals = keys.map((key) => near(key, data[key], 0.3));
  return {
    reached: (state) => goals.every((goal) => goal.reached?.(state)),
    already: (state) => goals.every((goal) => goal.already?.(state)),
  };
}

function moving(domain: string, service: string, data: Data): Goal {
  if (service === `open_${domain}`) return moveGoal(100);
  if (service === `close_${domain}`) return moveGoal(0);
  if (service === `stop_${domain}`) return stopGoal;
  if (service === `set_${domain}_position`) return moveGoal(Number(data.position));
  return NONE;
}

/** Covers and locks have no "toggle" that says what it will do; what has nothing but slats is opened by these. */
export function resolveService({ domain, features }: Entity, service: string, state: EntityState | null): string {
  if (domain === 'cover' && features.includes('tilt') && !features.includes('open_close'))
    return tiltService(service, state);
  if (service !== 'toggle') return service;
  if (domain === 'cover' || domain === 'valve') return toggled(domain, state);
  if (domain === 'lock') return state?.value === 'locked' ? 'unlock' : 'lock';
  return state !== null && state.value !== 'off' ? 'turn_off' : 'turn_on';
}
