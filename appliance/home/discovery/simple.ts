// Things with one value or one action: sensors, numbers, choices, texts, buttons, scenes.
import type { EntityState } from '../house.ts';
import {
  type ComponentReader,
  cannot,
  isNothing,
  message,
  numberFrom,
  numberIn,
  reading,
  refuse,
  textFrom,
  writer,
} from './component.ts';
import { onOffState } from './on-off.ts';

export const readSensor: ComponentReader = (document) => ({
  domain: 'sensor',
  features: [],
  readings: reading(document, 'state_topic', ['value_template'], (text, draft) => {
    draft.value = isNothing(text) ? null : text.slice(0, 255); // as long as a state may be
  }),
  plan: (service) => cannot(service),
});

export const readBinarySensor: ComponentReader = (document) => {
  const payloads = { on: document.textOr('payload_on', 'ON'), off: document.textOr('payload_off', 'OFF') };
  return {
    domain: 'binary_sensor',
    features: [],
    readings: reading(document, 'state_topic', ['value_template'], onOffState(document, payloads)),
    plan: (service) => cannot(service),
  };
};

export const readNumber: ComponentReader = (document) => {
  const write = writer(document, 'command_topic', 'command_template');
  const limits = {
    min: document.numberOr('min', 1),
    max: document.numberOr('max', 100),
    step: document.numberOr('step', 1),
  };
  const reports = document.stateTopic('state_topic') !== null;
  return {
    domain: 'number',
    features: [],
    fixed: limits,
    readings: reading(document, 'state_topic', ['value_template'], (text, draft) => {
      const value = numberIn(text);
      if (value !== null) draft.value = String(value);
      else if (isNothing(text) || text === document.text('payload_reset')) draft.value = null;
    }),
    plan(service, data) {
      const value = numberFrom(data, 'value');
      if (service !== 'set_value' || write === null || value === null) return cannot(service);
      if (value < limits.min || value > limits.max) return refuse(`it goes from ${limits.min} to ${limits.max}`);
      const reached = (state: EntityState): boolean => Math.abs(Number(state.value) - value) <= limits.step / 2;
      return { messages: [write(value)], reached: reports ? reached : null };
    },
  };
};

export const readSelect: ComponentReader = (document) => {
  const write = writer(document, 'command_topic', 'command_template');
  const options = document.list('options') ?? [];
  const reports = document.stateTopic('state_topic') !== null;
  return {
    domain: 'select',
    features: [],
    fixed: { options },
    readings: reading(document, 'state_topic', ['value_template'], (text, draft) => {
      if (options.includes(text)) draft.value = text;
      else if (isNothing(text)) draft.value = null;
    }),
    plan(service, data) {
      const option = textFrom(data, 'option');
      if (service !== 'select_option' || write === null || option === null) return cannot(service);
      if (!options.includes(option)) return refuse(`it knows ${options.join(', ')} only`);
      return { messages: [write(option)], reached: reports ? (state) => state.value === option : null };
    },
  };
};

export const readText: ComponentReader = (document) => {
  const write = writer(document, 'command_topic', 'command_template');
  const reports = document.stateTopic('state_topic') !== null;
  const [min, max] = [document.numberOr('min', 0), document.numberOr('max', 255)];
  return {
    domain: 'text',
    features: [],
    readings: reading(document, 'state_topic', ['value_template'], (text, draft) => {
      draft.value = text.slice(0, 255);
    }),
    plan(service, data) {
      const value = textFrom(data, 'value');
      if (service !== 'set_value' || write === null || value === null) return cannot(service);
      if (value.length < min || value.length > max) return refuse(`it takes ${min} to ${max} characters`);
      return { messages: [write(value)], reached: reports ? (state) => state.value === value : null };
    },
  };
};

export const readButton: ComponentReader = (document) => {
  const write = writer(document, 'command_topic', 'command_template');
  return {
    domain: 'button',
    features: [],
    initial: 'unknown',
    readings: [],
    plan(service) {
      if (service !== 'press' || write === null) return cannot(service);
      return { messages: [write(document.textOr('payload_press', 'PRESS'))], reached: null };
    },
  };
};

export const readScene: ComponentReader = (document) => {
  const topic = document.requiredCommandTopic();
  return {
    domain: 'scene',
    features: [],
    initial: 'unknown',
    readings: [],
    plan(service) {
      if (service !== 'turn_on') return cannot(service);
      return { messages: [message(document, topic, document.textOr('payload_on', 'ON'))], reached: null };
    },
  };
};
