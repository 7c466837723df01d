// A Tasmota device, written as Home Assistant's discovery documents: so it is read, commanded and confirmed as all others are.
import type { Announced, DeviceInfo } from '../discovery/announcement.ts';
import {
  answerTopic,
  commandTopic,
  MEASURED,
  sensorTopics,
  type TasmotaConfig,
  telemetryTopic,
} from './tasmota-config.ts';
import { sensorDocuments } from './tasmota-sensors.ts';

/** What a relay is, in `rl`. */
const [RELAY, LIGHT, SHUTTER] = [1, 2, 3] as const;
/** Kinds of lights, in `lt_st`. */
const [COLD_WARM, RGB, RGBW, RGBCW] = [2, 3, 4, 5] as const;
/** Modes of a switch that shows a state; the others only tell presses. */
const STATEFUL_SWITCHES: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 9, 10, 13, 14, 15, 16]);
/** A motion detector that tells only when it begins. */
const PULSES: ReadonlySet<number> = new Set([13, 14]);

export interface ComponentDocument {
  readonly domain: string;
  /** As Home Assistant's own Tasmota integration counts, so that the same thing is known by the same unique id. */
  readonly part: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** `topic` is that of the configuration. */
export function tasmotaComponents(
  topic: string,
  config: TasmotaConfig,
  sensors: Readonly<Record<string, unknown>>,
): Announced[] {
  const documents = [
    ...relayDocuments(config),
    ...shutterDocuments(config),
    ...switchDocuments(config),
    ...sensorDocuments(config, sensors),
  ];
  const device = deviceOf(config);
  const availability = availabilityOf(config);
  return documents.map(({ domain, part, values }) => ({
    topic,
    key: `${topic}#${domain}_${part}`,
    domain,
    objectId: `${config.mac}_${domain}_${part}`,
    uniqueId: `${config.mac}_${domain}_${part}`,
    device,
    values: { ...values, ...availability },
  }));
}

function deviceOf({ dn, mac }: TasmotaConfig): DeviceInfo {
  const colons = mac.toLowerCase().replaceAll(/(..)(?=.)/g, '$1:');
  return { name: dn.trim() === '' ? null : dn.trim(), suggestedArea: null, identities: [`mac:${colons}`] };
}

/** One that sleeps between its reports is there although it says that it is offline. */
function availabilityOf(config: TasmotaConfig): Record<string, unknown> {
  if (config.dslp > 0) return {};
  return {
    availability_topic: telemetryTopic(config, 'LWT'),
    payload_available: config.onln,
    payload_not_available: config.ofln,
  };
}

function relayDocuments(config: TasmotaConfig): ComponentDocument[] {
  const onlyLights = config.so['30'] === 1;
  return config.rl.flatMap((kind, index): ComponentDocument[] => {
    const named = { name: relayName(config, index, kind === LIGHT ? 'Light' : 'Switch'), ...powerOf(config, index) };
    const isFanLight = config.if && index === 0;
    if (kind === LIGHT && !isFanLight)
      return [{ domain: 'light', part: `light_${index}`, values: { ...named, ...lightOf(config, index) } }];
    if (kind !== RELAY && kind !== LIGHT) return [];
    const domain = onlyLights || isFanLight ? 'light' : 'switch';
    return [{ domain, part: `relay_${index}`, values: named }];
  });
}

/** null where the name is the device's own. */
function relayName({ fn, dn }: TasmotaConfig, index: number, kind: string): string | null {
  const name = fn[index]?.trim() ?? '';
  if (index === 0 && name === dn.trim()) return null;
  return name === '' ? `${kind} ${index + 1}` : name;
}

/** State comes as the answer to a command, and every few minutes by itself. */
function powerOf(config: TasmotaConfig, index: number): Record<string, unknown> {
  const power = `value_json.POWER${index + 1}`;
  return {
    command_topic: commandTopic(config, `POWER${index + 1}`),
    payload_off: config.state[0],
    payload_on: config.state[1],
    state_topic: stateTopics(config),
    value_template: index === 0 ? `{{ value_json.POWER | default(${power}) }}` : `{{ ${power} }}`, // the only one has no number
  };
}

function stateTopics(config: TasmotaConfig): string[] {
  return [answerTopic(config, 'RESULT'), telemetryTopic(config, 'STATE')];
}

/** A light has one dimmer, or each of its channels has one (SetOption68), or its colour and its white have (SetOption37). */
function lightOf(config: TasmotaConfig, index: number): Record<string, unknown> {
  if (config.so['68'] === 1) return dimmerOf(config, `Channel${index + 1}`);
  const place = index - config.rl.indexOf(LIGHT);
  const isSplit = !config.lk && config.lt_st >= RGBW && place < 2;
  if (isSplit && place === 0) return { ...dimmerOf(config, 'Dimmer1'), ...colorOf(config, '=') };
  if (isSplit) return { ...dimmerOf(config, 'Dimmer2'), ...(config.lt_st === RGBCW ? whiteOf(config) : {}) };
  if (config.lt_st === 0) return {};
  const hasColor = config.lt_st >= RGB;
  const hasWhite = config.lt_st === COLD_WARM || config.lt_st === RGBCW;
  return {
    ...dimmerOf(config, config.ty ? 'Dimmer3' : 'Dimmer', 'Dimmer'),
    ...(hasColor ? colorOf(config, '') : {}),
    ...(hasWhite ? whiteOf(config) : {}),
    ...(hasColor && hasWhite ? modeOf(config) : {}),
  };
}

function dimmerOf(config: TasmotaConfig, command: string, told = command): Record<string, unknown> {
  return {
    brightness_command_topic: commandTopic(config, command),
    brightness_state_topic: stateTopics(config),
    brightness_value_template: `{{ value_json.${told} }}`,
    brightness_scale: 100,
  };
}

/** `Color2` keeps the brightness. "=" leaves the white channels alone. */
function colorOf(config: TasmotaConfig, suffix: string): Record<string, unknown> {
  return {
    rgb_command_topic: commandTopic(config, 'Color2'),
    rgb_command_template: `{{ red }},{{ green }},{{ blue }}${suffix}`,
    hs_state_topic: stateTopics(config),
    hs_value_template:
      "{% if value_json.HSBColor is defined %}{{ value_json.HSBColor.split(',')[:2] | join(',') }}{% endif %}",
  };
}

/** In mireds; SetOption82 narrows the range to what Alexa knows. */
function whiteOf(config: TasmotaConfig): Record<string, unknown> {
  const [min, max] = config.so['82'] === 1 ? [200, 380] : [153, 500];
  return {
    color_temp_command_topic: commandTopic(config, 'CT'),
    color_temp_state_topic: stateTopics(config),
    color_temp_value_template: '{{ value_json.CT }}',
    min_mireds: min,
    max_mireds: max,
  };
}

/** Colour and temperature are always told both; which of them shines is seen by the white. */
function modeOf(config: TasmotaConfig): Record<string, unknown> {
  const template =
    "{% if value_json.White is defined %}{{ 'color_temp' if value_json.White > 0 else 'hs' }}{% endif %}";
  return { color_mode_state_topic: stateTopics(config), color_mode_value_template: template };
}

/** Two relays in a row are one shutter. */
function shutterDocuments(config: TasmotaConfig): ComponentDocument[] {
  const count = Math.floor(config.rl.filter((kind) => kind === SHUTTER).length / 2);
  return Array.from({ length: count }, (_none, index) => ({
    domain: 'cover',
    part: `shutter_${index}`,
    values: {
      name: count === 1 ? null : `Cover ${index + 1}`,
      ...shutterOf(config, index),
    },
  }));
}

function shutterOf(config: TasmotaConfig, index: number): Record<string, unknown> {
  const isInverted = ((config.sho[index] ?? 0) & 1) === 1;
  const topics = [answerTopic(config, 'RESULT'), ...sensorTopics(config)];
  const told = `{% set told = ${MEASURED}.Shutter${index + 1} %}`;
  const when = (template: string): string => `${told}{% if told is mapping %}${template}{% endif %}`;
  const [opening, closing] = isInverted ? ['closing', 'opening'] : ['opening', 'closing'];
  const command = commandTopic(config, `ShutterPosition${index + 1}`); // takes these words beside numbers
  return {
    command_topic: command,
    payload_open: 'OPEN',
    payload_close: 'CLOSE',
    payload_stop: 'STOP',
    state_topic: topics,
    value_template: when(
      `{{ '${opening}' if told.Direction > 0 else '${closing}' if told.Direction < 0 else 'stopped' }}`,
    ),
    position_topic: topics,
    position_template: when(isInverted ? '{{ 100 - told.Position }}' : '{{ told.Position }}'),
    set_position_topic: command,
    set_position_template: isInverted ? '{{ 100 - position }}' : '{{ position }}',
  };
}

function switchDocuments(config: TasmotaConfig): ComponentDocument[] {
  return config.swc.flatMap((mode, index): ComponentDocument[] => {
    if (!STATEFUL_SWITCHES.has(mode)) return [];
    const name = config.swn[index]?.trim() ?? '';
    const told = `${MEASURED}['${switchKey(name, index)}']`;
    const values = {
      name: name === '' ? `Input ${index + 1}` : name,
      state_topic: [answerTopic(config, 'RESULT'), ...sensorTopics(config)],
      value_template: `{% set told = ${told} %}{{ told.Action if told is mapping else told }}`,
      payload_off: config.state[0],
      payload_on: config.state[1],
      ...(PULSES.has(mode) ? { off_delay: 1 } : {}),
    };
    return [{ domain: 'binary_sensor', part: `switch_${index}`, values }];
  });
}

/** It is told under its own name where it has one. A name with a quote in it is none that a template could ask for. */
function switchKey(name: string, index: number): string {
  return name === '' || /['"\\{}%]/.test(name) ? `Switch${index + 1}` : name;
}
