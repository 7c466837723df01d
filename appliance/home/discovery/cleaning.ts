// Machines that drive about: vacuums and lawn mowers.
import { z } from 'zod';
import type { EntityState } from '../house.ts';
import {
  type ComponentReader,
  cannot,
  goalOf,
  isNothing,
  message,
  type Plan,
  type Reading,
  reading,
  refuse,
  setAttribute,
  textFrom,
} from './component.ts';

const vacuumStateSchema = z.object({
  state: z.string().nullable().optional().catch(undefined),
  fan_speed: z.string().optional().catch(undefined),
  battery_level: z.number().optional().catch(undefined),
});

const VACUUM_STATES: ReadonlySet<string> = new Set(['cleaning', 'docked', 'paused', 'idle', 'returning', 'error']);

/** Home Assistant's own, where a document names none. */
const DEFAULT_FEATURES = ['start', 'stop', 'return_home', 'clean_spot'];

/** What each service is called on the wire, and the states that show that it was heard. `always`: those do not show that it is done already. */
const VACUUM_SERVICES: Readonly<
  Record<
    string,
    { readonly key: string; readonly payload: string; readonly states: readonly string[]; readonly always?: true }
  >
> = {
  start: { key: 'payload_start', payload: 'start', states: ['cleaning'] },
  stop: { key: 'payload_stop', payload: 'stop', states: ['idle', 'docked', 'paused'] },
  pause: { key: 'payload_pause', payload: 'pause', states: ['paused', 'idle'] },
  return_to_base: { key: 'payload_return_to_base', payload: 'return_to_base', states: ['returning', 'docked'] },
  clean_spot: { key: 'payload_clean_spot', payload: 'clean_spot', states: ['cleaning'], always: true },
  locate: { key: 'payload_locate', payload: 'locate', states: [] },
};

export const readVacuum: ComponentReader = (document) => {
  const topic = document.commandTopic('command_topic');
  const speedTopic = document.commandTopic('set_fan_speed_topic');
  const stateTopic = document.stateTopic('state_topic');
  const speeds = document.list('fan_speed_list') ?? [];
  const features = document.list('supported_features') ?? DEFAULT_FEATURES;
  const readings: Reading[] =
    stateTopic === null
      ? []
      : [
          {
            topic: stateTopic,
            apply(payload, draft) {
              const state = vacuumStateSchema.safeParse(payload.json);
              if (!state.success) return;
              const { state: activity } = state.data;
              if (activity === null || (activity !== undefined && VACUUM_STATES.has(activity))) draft.value = activity;
              if (state.data.fan_speed !== undefined) setAttribute(draft, 'fan_speed', state.data.fan_speed);
              if (state.data.battery_level !== undefined)
                setAttribute(draft, 'battery_level', state.data.battery_level);
            },
          },
        ];
  return {
    domain: 'vacuum',
    features,
    fixed: speeds.length > 0 ? { fan_speed_list: speeds } : {},
    readings,
    plan(service, data): Plan | ReturnType<typeof refuse> {
      if (service === 'set_fan_speed') {
        const speed = textFrom(data, 'fan_speed');
        if (speedTopic === null || speed === null || !speeds.includes(speed))
          return refuse(`its speeds are ${speeds.join(', ')}`);
        const reached = (state: EntityState): boolean => state.attributes.fan_speed === speed;
        const goal = goalOf(stateTopic !== null, { reached }, { attributes: { fan_speed: speed } });
        return { messages: [message(document, speedTopic, speed)], ...goal };
      }
      const known = Object.hasOwn(VACUUM_SERVICES, service) ? VACUUM_SERVICES[service] : undefined;
      const feature = service === 'return_to_base' ? 'return_home' : service;
      if (known === undefined || topic === null || !features.includes(feature)) return cannot(service);
      const reports = stateTopic !== null && known.states.length > 0;
      return {
        messages: [message(document, topic, document.textOr(known.key, known.payload))],
        reached: reports ? (state) => known.states.includes(state.value) : null,
        ...(known.always === true ? { already: () => false } : {}),
        patience: 2, // it wakes its motors first
      };
    },
  };
};

const MOWER_SERVICES = {
  start_mowing: { name: 'start_mowing', states: ['mowing'] },
  pause: { name: 'pause', states: ['paused'] },
  dock: { name: 'dock', states: ['docked', 'returning'] },
} as const;
const MOWER_STATES: ReadonlySet<string> = new Set(['error', 'paused', 'mowing', 'docked', 'returning']);

export const readLawnMower: ComponentReader = (document) => {
  const reports = document.reports('activity_state_topic');
  const topicOf = (name: string): string | null => document.commandTopic(`${name}_command_topic`);
  return {
    domain: 'lawn_mower',
    assumed: !reports,
    features: Object.values(MOWER_SERVICES)
      .map(({ name }) => name)
      .filter((name) => topicOf(name) !== null),
    readings: reading(document, 'activity_state_topic', ['activity_value_template'], (text, draft) => {
      if (MOWER_STATES.has(text)) draft.value = text;
      else if (isNothing(text)) draft.value = null;
    }),
    plan(service) {
      const known = Object.hasOwn(MOWER_SERVICES, service)
        ? MOWER_SERVICES[service as keyof typeof MOWER_SERVICES]
        : undefined;
      const topic = known === undefined ? null : topicOf(known.name);
      if (known === undefined || topic === null) return cannot(service);
      const template = document.template(`${known.name}_command_template`);
      const payload = template === null ? known.name : template.render({ value: known.name });
      const states: readonly string[] = known.states;
      return {
        messages: [message(document, topic, payload)],
        ...goalOf(
          reports,
          { reached: (state) => states.includes(state.value), patience: 2 },
          { value: known.states[0] },
        ),
      };
    },
  };
};
