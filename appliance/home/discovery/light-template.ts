// Lights whose messages are made and read by templates.

import { LinnetError } from '../../kernel/errors.ts';
import type { Template } from '../template/template.ts';
import {
  type Component,
  type Draft,
  isNothing,
  message,
  numberIn,
  type Payload,
  type Reading,
  setAttribute,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { lightComponent } from './light-component.ts';
import { reportedIf } from './light-goal.ts';
import { colorAttributes, fromRgb, type LightRequest } from './light-request.ts';
import { kelvinFrom, showBrightness, temperatureValue } from './light-values.ts';

export function readTemplateLight(document: DiscoveryDocument): Component {
  const topic = document.requiredCommandTopic();
  const [on, off] = [document.template('command_on_template'), document.template('command_off_template')];
  if (on === null || off === null) {
    throw new LinnetError(
      'input.invalid',
      'Expected "command_on_template" and "command_off_template" of a template light.',
    );
  }
  const has = {
    brightness: document.has('brightness_template'),
    color: ['red_template', 'green_template', 'blue_template'].every((key) => document.has(key)),
    colorTemperature: document.has('color_temp_template'),
    effect: document.has('effect_list'),
  };
  const reports = document.reports('state_topic') && document.has('state_template');
  return lightComponent(document, {
    has,
    reported: { ...reportedIf(reports), effect: reports && document.has('effect_template') },
    scale: 255,
    readings: templateReadings(document),
    messages: (request) => [message(document, topic, (request.on ? on : off).render(variables(document, request)))],
  });
}

function variables(document: DiscoveryDocument, request: LightRequest): Record<string, unknown> {
  const { brightness, color, kelvin, effect, transition } = request;
  return {
    state: request.on ? 'on' : 'off',
    ...(brightness === null ? {} : { brightness }),
    ...(color === null
      ? {}
      : { red: color.rgb[0], green: color.rgb[1], blue: color.rgb[2], hue: color.hs[0], sat: color.hs[1] }),
    ...(kelvin === null ? {} : { color_temp: temperatureValue(document, kelvin) }),
    ...(effect === null ? {} : { effect }),
    ...(transition === null ? {} : { transition }),
  };
}

function templateReadings(document: DiscoveryDocument): Reading[] {
  const topic = document.stateTopic('state_topic');
  if (topic === null) return [];
  const one = (key: string, apply: (text: string, draft: Draft) => void): Reading[] => {
    const template = document.template(key);
    return template === null
      ? []
      : [{ topic, apply: (payload, draft) => told(payload.render(template), draft, apply) }];
  };
  return [
    ...one('state_template', (text, draft) => {
      if (text === 'on' || text === 'off') draft.value = text;
      else if (isNothing(text)) draft.value = null;
    }),
    ...one('brightness_template', (text, draft) => showBrightness(draft, numberIn(text), 255)),
    ...one('color_temp_template', (text, draft) => {
      const value = numberIn(text);
      const kelvin = value === null ? null : kelvinFrom(document, value);
      if (kelvin !== null) Object.assign(draft.attributes, { color_temp_kelvin: kelvin, color_mode: 'color_temp' });
    }),
    ...one('effect_template', (text, draft) => setAttribute(draft, 'effect', isNothing(text) ? null : text)),
    ...colorReading(document, topic),
  ];
}

/** A template that finds nothing in a message says nothing. */
function told(text: string, draft: Draft, apply: (text: string, draft: Draft) => void): void {
  if (text.trim() !== '') apply(text, draft);
}

function colorReading(document: DiscoveryDocument, topic: string): Reading[] {
  const templates = ['red_template', 'green_template', 'blue_template'].map((key) => document.template(key));
  if (templates.includes(null)) return [];
  const apply = (payload: Payload, draft: Draft): void => {
    const [red, green, blue] = (templates as Template[]).map((template) => numberIn(payload.render(template)));
    if (typeof red !== 'number' || typeof green !== 'number' || typeof blue !== 'number') return;
    Object.assign(draft.attributes, colorAttributes(fromRgb([red, green, blue]), 'rgb'));
  };
  return [{ topic, apply }];
}
