// What Home Assistant's documentation of its MQTT integration says of discovery documents, written down by hand: which keys a
// component needs, which it may have, and what they may hold. Strict, so that a key that is not read there is found here.
import { z } from 'zod';

const topic = z.string().regex(/^[^#+]+$/);
const text = z.string().min(1);
const template = z.string().regex(/\{\{.*\}\}|\{%.*%\}/s);
const qos = z.union([z.literal(0), z.literal(1), z.literal(2)]);

const device = z.strictObject({
  identifiers: z.array(text).min(1),
  connections: z.array(z.tuple([text, text])).optional(),
  name: text,
  manufacturer: text.optional(),
  model: text.optional(),
  model_id: text.optional(),
  serial_number: text.optional(),
  hw_version: text.optional(),
  sw_version: text.optional(),
  suggested_area: text.optional(),
  configuration_url: z.url({ protocol: /^(https?|homeassistant)$/ }).optional(),
  via_device: text.optional(),
});

const origin = z.strictObject({ name: text, sw_version: text.optional(), support_url: z.url().optional() });

const availability = z.strictObject({
  topic,
  value_template: template.optional(),
  payload_available: text.optional(),
  payload_not_available: text.optional(),
});

/** Every entity may have these. */
const entity = {
  name: text,
  unique_id: text,
  object_id: z
    .string()
    .regex(/^[a-z0-9_]+$/)
    .optional(),
  default_entity_id: z
    .string()
    .regex(/^[a-z_]+\.[a-z0-9_]+$/)
    .optional(),
  icon: z
    .string()
    .regex(/^mdi:[a-z0-9-]+$/)
    .optional(),
  entity_category: z.enum(['config', 'diagnostic']).optional(),
  enabled_by_default: z.boolean().optional(),
  qos: qos.optional(),
  availability_topic: topic.optional(),
  availability: z.array(availability).optional(),
  availability_mode: z.enum(['all', 'any', 'latest']).optional(),
  json_attributes_topic: topic.optional(),
  json_attributes_template: template.optional(),
};

/** Sensors report, so they cannot be a setting. */
const reporting = { ...entity, entity_category: z.literal('diagnostic').optional() };

const DURATIONS = ['d', 'h', 'min', 's', 'ms'];

const sensor = z
  .strictObject({
    ...reporting,
    state_topic: topic,
    value_template: template.optional(),
    device_class: z.enum(['enum', 'timestamp', 'duration']).optional(),
    options: z.array(text).min(1).optional(),
    state_class: z.enum(['measurement', 'total', 'total_increasing']).optional(),
    unit_of_measurement: text.optional(),
    suggested_display_precision: z.number().int().optional(),
    expire_after: z.number().int().optional(),
    force_update: z.boolean().optional(),
  })
  .refine(({ device_class, options }) => (device_class === 'enum') === (options !== undefined), 'enum has options')
  .refine(
    ({ device_class, state_class, unit_of_measurement: unit }) =>
      (device_class !== 'enum' && device_class !== 'timestamp') || (state_class === undefined && unit === undefined),
    'neither choices nor times are measured',
  )
  .refine(
    ({ device_class, unit_of_measurement: unit }) => device_class !== 'duration' || DURATIONS.includes(unit ?? ''),
    'a duration has a unit of time',
  );

const binarySensor = z.strictObject({
  ...reporting,
  state_topic: topic,
  value_template: template.optional(),
  device_class: z.enum(['problem', 'running', 'sound', 'connectivity']).optional(),
  payload_on: text.optional(),
  payload_off: text.optional(),
  off_delay: z.number().int().optional(),
  expire_after: z.number().int().optional(),
});

const toggle = z.strictObject({
  ...entity,
  command_topic: topic,
  state_topic: topic.optional(),
  value_template: template.optional(),
  payload_on: text.optional(),
  payload_off: text.optional(),
  device_class: z.enum(['outlet', 'switch']).optional(),
  optimistic: z.boolean().optional(),
  retain: z.literal(false).optional(), // what is kept would be done again at each start
});

const number = z
  .strictObject({
    ...entity,
    command_topic: topic,
    command_template: template.optional(),
    state_topic: topic.optional(),
    value_template: template.optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    step: z.number().min(0.001).optional(),
    mode: z.enum(['auto', 'box', 'slider']).optional(),
    unit_of_measurement: text.optional(),
    device_class: text.optional(),
  })
  .refine(({ min = 1, max = 100 }) => min < max, 'min is below max');

const button = z.strictObject({
  ...entity,
  command_topic: topic,
  command_template: template.optional(),
  payload_press: text.optional(),
  device_class: z.enum(['identify', 'restart', 'update']).optional(),
});

const jsonLight = z.strictObject({
  ...entity,
  schema: z.literal('json'),
  command_topic: topic,
  state_topic: topic.optional(),
  brightness: z.boolean().optional(),
  brightness_scale: z.number().int().optional(),
  supported_color_modes: z.array(text).optional(),
});

const textField = z
  .strictObject({
    ...entity,
    command_topic: topic,
    command_template: template.optional(),
    state_topic: topic.optional(),
    value_template: template.optional(),
    min: z.number().int().min(0).max(255).optional(),
    max: z.number().int().min(1).max(255).optional(),
    mode: z.enum(['text', 'password']).optional(),
    pattern: text.optional(),
  })
  .refine(({ min = 0, max = 255 }) => min < max, 'min is below max');

const notify = z.strictObject({ ...entity, command_topic: topic, command_template: template.optional() });

const event = z.strictObject({
  ...entity,
  state_topic: topic,
  event_types: z.array(text).min(1),
  value_template: template.optional(),
  device_class: z.enum(['button', 'doorbell', 'motion']).optional(),
});

const update = z.strictObject({
  ...entity,
  state_topic: topic.optional(),
  value_template: template.optional(),
  latest_version_topic: topic.optional(),
  command_topic: topic.optional(),
  payload_install: text.optional(),
  device_class: z.literal('firmware').optional(),
  title: text.optional(),
  release_url: z.url().optional(),
  release_summary: z.string().max(255).optional(),
  entity_picture: z.url().optional(),
  display_precision: z.number().int().optional(),
});

const deviceTrigger = z.strictObject({
  automation_type: z.literal('trigger'),
  type: text,
  subtype: text,
  topic,
  payload: text.optional(),
  value_template: template.optional(),
  qos: qos.optional(),
});

export const HOME_ASSISTANT_RULES = {
  sensor,
  binary_sensor: binarySensor,
  switch: toggle,
  number,
  button,
  light: jsonLight,
  text: textField,
  notify,
  event,
  update,
  device_automation: deviceTrigger,
} as const;

export type Platform = keyof typeof HOME_ASSISTANT_RULES;

/** "…/<platform>/<node>/<object>/config" with a document of one component: throws what is wrong with it. */
export function checkComponentDocument(configTopic: string, payload: string): void {
  const [, platform = ''] =
    /^homeassistant\/([a-z_]+)\/[a-zA-Z0-9_-]+\/[a-zA-Z0-9_-]+\/config$/.exec(configTopic) ?? [];
  const {
    device: described,
    origin: from,
    ...component
  } = z.record(z.string(), z.unknown()).parse(JSON.parse(payload));
  device.parse(described);
  origin.parse(from);
  HOME_ASSISTANT_RULES[z.enum(Object.keys(HOME_ASSISTANT_RULES) as [Platform]).parse(platform)].parse(component);
}

const deviceDocument = z.strictObject({
  device,
  origin,
  components: z.record(
    z.string(),
    z.looseObject({ platform: z.enum(Object.keys(HOME_ASSISTANT_RULES) as [Platform]) }),
  ),
});

/** A document of a whole device: throws what is wrong with it. Components in `ended` have a platform alone, which ends them. */
export function checkDeviceDocument(payload: string, ended: readonly string[] = []): void {
  const { components } = deviceDocument.parse(JSON.parse(payload));
  for (const [name, { platform, ...component }] of Object.entries(components))
    (ended.includes(name) ? z.strictObject({}) : HOME_ASSISTANT_RULES[platform]).parse(component);
}
