// `json_attributes_topic`: an object whose keys are shown beside the state. Devices send all that they know there; what the component
// itself reads (a brightness, a position) comes from its own topics alone.
import { Payload, type Reading } from './component.ts';
import type { DiscoveryDocument } from './document.ts';

const MOST_ATTRIBUTES = 60;
const ALWAYS_OWN = [
  'assumed_state',
  'device_class',
  'friendly_name',
  'state',
  'supported_features',
  'unit_of_measurement',
];
const THERMAL = [
  'current_humidity',
  'current_temperature',
  'fan_mode',
  'humidity',
  'hvac_action',
  'hvac_modes',
  'max_humidity',
  'max_temp',
  'min_humidity',
  'min_temp',
  'operation_list',
  'preset_mode',
  'swing_horizontal_mode',
  'swing_mode',
  'target_temp_high',
  'target_temp_low',
  'temperature',
  'temperature_unit',
];
const MOVING = ['current_position', 'current_tilt_position'];

/** What each kind of component shows of its own, known yet or not. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  climate: THERMAL,
  cover: MOVING,
  fan: ['direction', 'oscillating', 'percentage', 'preset_mode', 'preset_modes'],
  humidifier: ['action', 'available_modes', 'current_humidity', 'humidity', 'max_humidity', 'min_humidity', 'mode'],
  light: [
    'brightness',
    'color_mode',
    'color_temp',
    'color_temp_kelvin',
    'effect',
    'effect_list',
    'hs_color',
    'max_color_temp_kelvin',
    'min_color_temp_kelvin',
    'rgb_color',
    'xy_color',
  ],
  number: ['max', 'min', 'step'],
  select: ['options'],
  siren: ['available_tones', 'duration', 'tone', 'volume_level'],
  vacuum: ['fan_speed', 'fan_speed_list'],
  valve: MOVING,
  water_heater: THERMAL,
};

export function jsonAttributes(document: DiscoveryDocument, domain: string): Reading[] {
  const topic = document.stateTopic('json_attributes_topic');
  if (topic === null) return [];
  const template = document.template('json_attributes_template');
  const own = new Set([...ALWAYS_OWN, ...(OWN[domain] ?? []), '__proto__']);
  return [
    {
      topic,
      apply(payload, draft) {
        const { json } = template === null ? payload : new Payload(payload.render(template));
        if (typeof json !== 'object' || json === null || Array.isArray(json)) return;
        const shown = Object.entries(json).filter(([key]) => !own.has(key));
        draft.beside = Object.fromEntries(shown.slice(0, MOST_ATTRIBUTES));
      },
    },
  ];
}
