// Lights that speak in topics of their own for each thing (the "default" schema), and the choice between the three schemas.

import type { EntityState } from '../house.ts';
import type { OutgoingMessage } from '../transport.ts';
import {
  type Component,
  type ComponentReader,
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
import {
  type ColorWriter,
  colorReadings,
  colorWriter,
  isDimmedByColor,
  lastColor,
  tellsColor,
  whiteWriter,
} from './light-color.ts';
import { lightComponent } from './light-component.ts';
import type { Reported } from './light-goal.ts';
import { readJsonLight } from './light-json.ts';
import type { LightRequest } from './light-request.ts';
import { readTemplateLight } from './light-template.ts';
import { kelvinFrom, showBrightness, temperatureValue, toScale } from './light-values.ts';
import { onOffState } from './on-off.ts';

export const readLight: ComponentReader = (document) => {
  const schema = document.textOr('schema', 'basic');
  if (schema === 'json') return readJsonLight(document);
  return schema === 'template' ? readTemplateLight(document) : readBasicLight(document);
};

function readBasicLight(document: DiscoveryDocument): Component {
  document.requiredCommandTopic();
  const writers = lightWriters(document);
  return lightComponent(document, {
    has: writers,
    reported: reportedBy(document),
    scale: document.numberOr('brightness_scale', 255),
    readings: lightReadings(document),
    messages: (request, state) => lightMessages(document, request, writers, state),
  });
}

function reportedBy(document: DiscoveryDocument): Reported {
  return {
    on: document.reports('state_topic'),
    brightness: document.reports('brightness_state_topic') || (isDimmedByColor(document) && tellsColor(document)),
    color: tellsColor(document),
    kelvin: document.reports('color_temp_state_topic'),
    effect: document.reports('effect_state_topic'),
  };
}

interface LightWriters {
  /** Where there is no topic for it, channels may carry it. */
  readonly brightness: Writer | 'channels' | null;
  readonly color: ColorWriter | null;
  readonly white: ReturnType<typeof whiteWriter>;
  readonly colorTemperature: Writer | null;
  readonly effect: Writer | null;
}

function lightWriters(document: DiscoveryDocument): LightWriters {
  return {
    brightness:
      writer(document, 'brightness_command_topic', 'brightness_command_template') ??
      (isDimmedByColor(document) ? 'channels' : null),
    color: colorWriter(document),
    white: whiteWriter(document),
    colorTemperature: writer(document, 'color_temp_command_topic', 'color_temp_command_template'),
    effect: writer(document, 'effect_command_topic', 'effect_command_template'),
  };
}

/** The order that `on_command_type` wants: state last (default), state first, or brightness instead of it. */
function lightMessages(
  document: DiscoveryDocument,
  request: LightRequest,
  writers: LightWriters,
  state: EntityState | null,
): OutgoingMessage[] {
  const topic = document.requiredCommandTopic();
  const power = message(
    document,
    topic,
    document.textOr(request.on ? 'payload_on' : 'payload_off', request.on ? 'ON' : 'OFF'),
  );
  if (!request.on) return [power];
  const order = document.textOr('on_command_type', 'last');
  const scale = document.numberOr('brightness_scale', 255);
  const level = request.brightness ?? (order === 'brightness' ? lastBrightness(state) : null);
  const dims = typeof writers.brightness === 'function' ? writers.brightness : null;
  const details = [
    colorMessage(request, writers, level, state),
    request.kelvin === null ? null : writers.colorTemperature?.(temperatureValue(document, request.kelvin)),
    request.effect === null ? null : writers.effect?.(request.effect),
    level === null ? null : dims?.(toScale(level, scale)),
  ].filter((made): made is OutgoingMessage => made !== undefined && made !== null);
  if (order === 'brightness' && writers.brightness !== null) return details;
  return order === 'first' ? [power, ...details] : [...details, power];
}

/** The colour asked for; where channels carry the brightness, that of the colour asked for or shown. */
function colorMessage(
  { color }: LightRequest,
  writers: LightWriters,
  level: number | null,
  state: EntityState | null,
): OutgoingMessage | null {
  const isDimmed = writers.brightness === 'channels';
  const shown = color ?? (isDimmed && level !== null ? lastColor(state) : null);
  if (shown === null || writers.color === null) return null;
  const strength = level ?? lastBrightness(state);
  if (color !== null && shown.hs[1] < 1 && writers.white !== null) return writers.white(strength);
  return writers.color.write(shown, isDimmed ? strength : 255);
}

/** A light remembers it while it is off. */
function lastBrightness(state: EntityState | null): number {
  const brightness = state?.attributes.brightness;
  return typeof brightness === 'number' ? brightness : 255;
}

function lightReadings(document: DiscoveryDocument): Reading[] {
  const scale = document.numberOr('brightness_scale', 255);
  return [
    ...reading(document, 'state_topic', ['state_value_template', 'value_template'], onOffState(document)),
    ...reading(document, 'brightness_state_topic', ['brightness_value_template'], (text, draft) =>
      showBrightness(draft, numberIn(text), scale),
    ),
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
