// The devices of the demo house: how they announce themselves, how they start, and what each makes of a command.
import { z } from 'zod';

export type DemoState = Readonly<Record<string, string | number>>;

export interface DemoDevice {
  /** The entity it becomes. */
  readonly id: string;
  readonly domain: string;
  readonly objectId: string;
  readonly name: string;
  readonly area: string;
  /** What is special to its kind in its discovery document. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly initial: DemoState;
  /** The state after a command; null for one it does not understand. Null instead of a function: it takes none. */
  readonly accept: ((payload: string, state: DemoState) => DemoState | null) | null;
}

const lightCommand = z.object({ state: z.enum(['ON', 'OFF']), brightness: z.number().min(0).max(255).optional() });

function light(objectId: string, name: string, area: string, initial: DemoState): DemoDevice {
  return {
    id: `light.${objectId}`,
    domain: 'light',
    objectId,
    name,
    area,
    document: { schema: 'json', command_topic: '~/set', state_topic: '~/state', brightness: true },
    initial,
    accept(payload, state) {
      const command = lightCommand.safeParse(parseJson(payload));
      if (!command.success) return null;
      const brightness = command.data.brightness ?? state.brightness ?? 255;
      return command.data.state === 'ON' ? { state: 'ON', brightness } : { ...state, state: 'OFF' };
    },
  };
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(payload) as unknown;
  } catch {
    return null; // a device ignores what it cannot read
  }
}

const BLINDS: DemoDevice = {
  id: 'cover.bedroom_blinds',
  domain: 'cover',
  objectId: 'bedroom_blinds',
  name: 'Bedroom Blinds',
  area: 'Bedroom',
  document: {
    device_class: 'blind',
    command_topic: '~/set',
    set_position_topic: '~/set',
    position_topic: '~/state',
    position_template: '{{ value_json.position }}',
  },
  initial: { position: 100 },
  accept(payload, state) {
    const words: Readonly<Record<string, number>> = { OPEN: 100, CLOSE: 0, STOP: Number(state.position) };
    const position = Object.hasOwn(words, payload)
      ? words[payload]
      : payload.trim() === ''
        ? Number.NaN
        : Number(payload);
    return position !== undefined && position >= 0 && position <= 100 ? { position: Math.round(position) } : null;
  },
};

const FRONT_DOOR: DemoDevice = {
  id: 'lock.front_door',
  domain: 'lock',
  objectId: 'front_door',
  name: 'Front Door',
  area: 'Hallway',
  document: { command_topic: '~/set', state_topic: '~/state', value_template: '{{ value_json.state }}' },
  initial: { state: 'LOCKED' },
  accept(payload) {
    if (payload === 'LOCK') return { state: 'LOCKED' };
    return payload === 'UNLOCK' ? { state: 'UNLOCKED' } : null;
  },
};

const MODES = ['off', 'heat'];

const THERMOSTAT: DemoDevice = {
  id: 'climate.living_room',
  domain: 'climate',
  objectId: 'living_room',
  name: 'Living Room Thermostat',
  area: 'Living Room',
  document: {
    modes: MODES,
    mode_command_topic: '~/set',
    mode_state_topic: '~/state',
    mode_state_template: '{{ value_json.mode }}',
    temperature_command_topic: '~/set',
    temperature_state_topic: '~/state',
    temperature_state_template: '{{ value_json.temperature }}',
    current_temperature_topic: '~/state',
    current_temperature_template: '{{ value_json.current_temperature }}',
    temperature_unit: 'C',
    min_temp: 7,
    max_temp: 30,
    temp_step: 0.5,
  },
  initial: { mode: 'heat', temperature: 20, current_temperature: 19.5 },
  accept(payload, state) {
    if (MODES.includes(payload)) return { ...state, mode: payload };
    const temperature = payload.trim() === '' ? Number.NaN : Number(payload);
    return temperature >= 7 && temperature <= 30 ? { ...state, temperature } : null;
  },
};

const OUTDOOR: DemoDevice = {
  id: 'sensor.outdoor_temperature',
  domain: 'sensor',
  objectId: 'outdoor_temperature',
  name: 'Outdoor Temperature',
  area: 'Outside',
  document: {
    device_class: 'temperature',
    state_class: 'measurement',
    unit_of_measurement: '°C',
    state_topic: '~/state',
    value_template: '{{ value_json.temperature }}',
  },
  initial: { temperature: 12.5 },
  accept: null,
};

export const DEMO_DEVICES: readonly DemoDevice[] = [
  light('kitchen', 'Kitchen Light', 'Kitchen', { state: 'OFF', brightness: 255 }),
  light('living_room_lamp', 'Living Room Lamp', 'Living Room', { state: 'ON', brightness: 153 }), // 60 %
  light('bedroom', 'Bedroom Light', 'Bedroom', { state: 'OFF', brightness: 255 }),
  light('hallway', 'Hallway Light', 'Hallway', { state: 'ON', brightness: 255 }),
  BLINDS,
  FRONT_DOOR,
  THERMOSTAT,
  OUTDOOR,
];
