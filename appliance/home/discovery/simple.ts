// Things with one value or one action: sensors, numbers, choices, texts, buttons, scenes.
import type { EntityState } from '../house.ts';
import {
  type ComponentReader,
  cannot,
  goalOf,
  isNothing,
  message,
  numberFrom,
  numberIn,
  reading,
  refuse,
  textFrom,
  verbatimReading,
  writer,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { onOffState } from './on-off.ts';

/** Home Assistant's own words for a state that there is none of. */
const NO_STATE: ReadonlySet<string> = new Set(['unknown', 'unavailable']);

export const readSensor: ComponentReader = (document) => {
  const options = document.list('options');
  const isNumeric = measures(document);
  return {
    domain: 'sensor',
    features: [],
    readings: verbatimReading(document, 'state_topic', ['value_template'], (text, draft) => {
      const isEmpty = text.trim() === '';
      if (isNothing(text)) draft.value = null;
      else if (isNumeric) draft.value = numberIn(text) === null ? draft.value : text.trim();
      else if (isEmpty || NO_STATE.has(text)) draft.value = null;
      else if (options === null || options.includes(text)) draft.value = text.slice(0, 255); // as long as a state may be
    }),
    plan: (service) => cannot(service),
  };
};

const WORDS: ReadonlySet<string> = new Set(['date', 'enum', 'timestamp']);

/** Whether its states are numbers: then any other text changes nothing. To a sensor of words (a button's last press) an empty one is none any more. */
function measures(document: DiscoveryDocument): boolean {
  const kind = document.text('device_class');
  if (kind !== null) return !WORDS.has(kind);
  return ['unit_of_measurement', 'state_class', 'suggested_display_precision'].some(
    (key) => document.text(key) !== null,
  );
}

export const readBinarySensor: ComponentReader = (document) => {
  return {
    domain: 'binary_sensor',
    features: [],
    readings: reading(document, 'state_topic', ['value_template'], onOffState(document)),
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
  const reports = document.reports('state_topic');
  return {
    domain: 'number',
    features: [],
    assumed: !reports,
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
      const already = (state: EntityState): boolean => Number(state.value) === value;
      return { messages: [write(value)], ...goalOf(reports, { reached, already }, { value: String(value) }) };
    },
  };
};

export const readSelect: ComponentReader = (document) => {
  const write = writer(document, 'command_topic', 'command_template');
  const options = document.list('options') ?? [];
  const reports = document.reports('state_topic');
  return {
    domain: 'select',
    features: [],
    assumed: !reports,
    fixed: { options },
    readings: reading(document, 'state_topic', ['value_template'], (text, draft) => {
      if (options.includes(text)) draft.value = text;
      else if (isNothing(text)) draft.value = null;
    }),
    plan(service, data) {
      const option = textFrom(data, 'option');
      if (service !== 'select_option' || write === null || option === null) return cannot(service);
      if (!options.includes(option)) return refuse(`it knows ${options.join(', ')} only`);
      const goal = goalOf(reports, { reached: (state) => state.value === option }, { value: option });
      return { messages: [write(option)], ...goal };
    },
  };
};

export const readText: ComponentReader = (document) => {
  const write = writer(document, 'command_topic', 'command_template');
  const reports = document.reports('state_topic');
  const [min, max] = [document.numberOr('min', 0), document.numberOr('max', 255)];
  return {
    domain: 'text',
    features: [],
    assumed: !reports,
    readings: verbatimReading(document, 'state_topic', ['value_template'], (text, draft) => {
      draft.value = text.slice(0, 255);
    }),
    plan(service, data) {
      const value = textFrom(data, 'value');
      if (service !== 'set_value' || write === null || value === null) return cannot(service);
      if (value.length < min || value.length > max) return refuse(`it takes ${min} to ${max} characters`);
      const goal = goalOf(reports, { reached: (state) => state.value === value }, { value });
      return { messages: [write(value)], ...goal };
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
