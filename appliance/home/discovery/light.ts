// Lights that speak in topics of their own for each thing (the "default" schema), and the choice between the three schemas.

import type { OutgoingMessage } from '../transport.ts';
import { asNumbers, type Triple } from './color.ts';
import {
  type Component,
  type ComponentReader,
  cannot,
  type Draft,
  isNothing,
  message,
  numberIn,
  type Reading,
  reading,
  setAttribute,
  type Writer,
  writer,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { readJsonLight } from './light-json.ts';
import {
  colorAttributes,
  fromRgb,
  type LightColor,
  type LightRequest,
  lightPlan,
  lightRequest,
} from './light-request.ts';
import { readTemplateLight } from './light-template.ts';
import { fromScale, hsColor, kelvinFrom, lackingFeature, temperatureValue, toScale, xyColor } from './light-values.ts';
import { onOffState } from './on-off.ts';

export const readLight: ComponentReader = (document) => {
  const schema = document.textOr('schema', 'basic');
  if (schema === 'json') return readJsonLight(document);
  return schema === 'template' ? readTemplateLight(document) : readBasicLight(document);
};

function readBasicLight(document: DiscoveryDocument): Component {
  document.requiredCommandTopic();
  const writers = lightWriters(document);
  const reports = document.stateTopic('state_topic') !== null;
  return {
    domain: 'light',
    features: [
      ...(writers.brightness === null ? [] : ['brightness']),
      ...(writers.color === null ? [] : ['color']),
      ...(writers.colorTemperature === null ? [] : ['color_temp']),
      ...(writers.effect === null ? [] : ['effect']),
    ],
    fixed: document.list('effect_list') === null ? {} : { effect_list: document.list('effect_list') },
    readings: lightReadings(document),
    plan(service, data, state) {
      const request = lightRequest(service, data, state);
      if (request === null) return cannot(service);
      const lacking = lackingFeature(request, writers);
      if (lacking !== null) return { refused: `it has no ${lacking}` };
      return lightPlan(
        request,
        lightMessages(document, request, writers),
        reports,
        document.numberOr('brightness_scale', 255),
      );
    },
  };
}

interface LightWriters {
  readonly brightness: Writer | null;
  readonly color: ((color: LightColor) => OutgoingMessage) | null;
  readonly colorTemperature: Writer | null;
  readonly effect: Writer | null;
}

function lightWriters(document: DiscoveryDocument): LightWriters {
  return {
    brightness: writer(document, 'brightness_command_topic', 'brightness_command_template'),
    color: colorWriter(document),
    colorTemperature: writer(document, 'color_temp_command_topic', 'color_temp_command_template'),
    effect: writer(document, 'effect_command_topic', 'effect_command_template'),
  };
}

function colorWriter(document: DiscoveryDocument): LightWriters['color'] {
  const rgb = writer(document, 'rgb_command_topic', 'rgb_command_template');
  if (rgb !== null) {
    return ({ rgb: [red, green, blue] }) => rgb(`${red},${green},${blue}`, { red, green, blue });
  }
  const hs = writer(document, 'hs_command_topic', 'hs_command_template');
  if (hs !== null) return ({ hs: [hue, sat] }) => hs(`${hue},${sat}`, { hue, sat });
  const xy = writer(document, 'xy_command_topic', 'xy_command_template');
  return xy === null ? null : ({ xy: [x, y] }) => xy(`${x},${y}`, { x, y });
}

/** The order that `on_command_type` wants: state last (default), state first, or brightness instead of it. */
function lightMessages(document: DiscoveryDocument, request: LightRequest, writers: LightWriters): OutgoingMessage[] {
  const topic = document.requiredCommandTopic();
  const state = message(
    document,
    topic,
    document.textOr(request.on ? 'payload_on' : 'payload_off', request.on ? 'ON' : 'OFF'),
  );
  if (!request.on) return [state];
  const order = document.textOr('on_command_type', 'last');
  const scale = document.numberOr('brightness_scale', 255);
  const level = request.brightness ?? (order === 'brightness' ? 255 : null);
  const details = [
    ...(request.color === null ? [] : [writers.color?.(request.color)]),
    ...(request.kelvin === null ? [] : [writers.colorTemperature?.(temperatureValue(document, request.kelvin))]),
    ...(request.effect === null ? [] : [writers.effect?.(request.effect)]),
    ...(level === null ? [] : [writers.brightness?.(toScale(level, scale))]),
  ].filter((made): made is OutgoingMessage => made !== undefined);
  if (order === 'brightness' && writers.brightness !== null) return details;
  return order === 'first' ? [state, ...details] : [...details, state];
}

function lightReadings(document: DiscoveryDocument): Reading[] {
  const payloads = { on: document.textOr('payload_on', 'ON'), off: document.textOr('payload_off', 'OFF') };
  const scale = document.numberOr('brightness_scale', 255);
  return [
    ...reading(document, 'state_topic', ['state_value_template', 'value_template'], onOffState(document, payloads)),
    ...reading(document, 'brightness_state_topic', ['brightness_value_template'], (text, draft) => {
      const value = numberIn(text);
      if (value !== null) draft.attributes.brightness = fromScale(value, scale);
    }),
    ...colorReadings(document),
    ...reading(document, 'color_temp_state_topic', ['color_temp_value_template'], (text, draft) => {
      const value = numberIn(text);
      const kelvin = value === null ? null : kelvinFrom(document, value);
      if (kelvin !== null) Object.assign(draft.attributes, { color_temp_kelvin: kelvin, color_mode: 'color_temp' });
    }),
    ...reading(document, 'effect_state_topic', ['effect_value_template'], (text, draft) =>
      setAttribute(draft, 'effect', isNothing(text) ? null : text),
    ),
    ...reading(document, 'color_mode_state_topic', ['color_mode_value_template'], (text, draft) =>
      setAttribute(draft, 'color_mode', isNothing(text) ? null : text),
    ),
  ];
}

function colorReadings(document: DiscoveryDocument): Reading[] {
  const show =
    (mode: string, toColor: (numbers: readonly number[]) => LightColor, count: number) =>
    (text: string, draft: Draft) => {
      const numbers = asNumbers(text, count);
      if (numbers !== null) Object.assign(draft.attributes, colorAttributes(toColor(numbers), mode));
    };
  const rgb = (numbers: readonly number[]): LightColor => fromRgb(numbers as unknown as Triple);
  return [
    ...reading(document, 'rgb_state_topic', ['rgb_value_template'], show('rgb', rgb, 3)),
    ...reading(document, 'hs_state_topic', ['hs_value_template'], show('hs', hsColor, 2)),
    ...reading(document, 'xy_state_topic', ['xy_value_template'], show('xy', xyColor, 2)),
  ];
}
