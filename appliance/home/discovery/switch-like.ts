// Switches, sirens and humidifiers.
import type { EntityState } from '../house.ts';
import {
  type Component,
  type ComponentReader,
  cannot,
  numberFrom,
  numberReading,
  type Plan,
  type Refusal,
  refuse,
  textFrom,
  textReading,
  writer,
} from './component.ts';
import { onOff, switching } from './on-off.ts';

export const readSwitch: ComponentReader = (document) => {
  const switched = onOff(document, { valueTemplates: ['value_template'] });
  return {
    domain: 'switch',
    features: [],
    readings: switched.readings,
    plan: (service, _data, state) => switched.plan(service, state),
  };
};

export const readSiren: ComponentReader = (document) => {
  const switched = onOff(document, { valueTemplates: ['state_value_template', 'value_template'] });
  const tones = document.list('available_tones') ?? [];
  return {
    domain: 'siren',
    features: tones.length > 0 ? ['tones'] : [],
    readings: switched.readings,
    fixed: { available_tones: tones },
    plan(service, data, state) {
      if (service !== 'turn_on') return switched.plan(service, state);
      const details = Object.fromEntries(
        ['tone', 'duration', 'volume_level'].flatMap((key) => (data[key] === undefined ? [] : [[key, data[key]]])),
      );
      return switching(true, [switched.messageFor(true, details)], switched.reports);
    },
  };
};

export const readHumidifier: ComponentReader = (document) => {
  const switched = onOff(document, { valueTemplates: ['state_value_template', 'value_template'] });
  const writeHumidity = writer(document, 'target_humidity_command_topic', 'target_humidity_command_template');
  const writeMode = writer(document, 'mode_command_topic', 'mode_command_template');
  const modes = document.list('modes') ?? [];
  const limits = {
    min_humidity: document.numberOr('min_humidity', 0),
    max_humidity: document.numberOr('max_humidity', 100),
  };

  function setHumidity(percent: number | null): Plan | Refusal {
    if (writeHumidity === null || percent === null) return cannot('set_humidity');
    if (percent < limits.min_humidity || percent > limits.max_humidity) {
      return refuse(`its humidity goes from ${limits.min_humidity} to ${limits.max_humidity}`);
    }
    const reports = document.stateTopic('target_humidity_state_topic') !== null;
    const reached = (state: EntityState): boolean => state.attributes.humidity === percent;
    return { messages: [writeHumidity(percent)], reached: reports ? reached : null };
  }

  function setMode(mode: string | null): Plan | Refusal {
    if (writeMode === null || mode === null || !modes.includes(mode)) return cannot('set_mode');
    const reports = document.stateTopic('mode_state_topic') !== null;
    return { messages: [writeMode(mode)], reached: reports ? (state) => state.attributes.mode === mode : null };
  }

  const component: Component = {
    domain: 'humidifier',
    features: [...(writeHumidity === null ? [] : ['humidity']), ...(modes.length > 0 ? ['modes'] : [])],
    fixed: { ...limits, ...(modes.length > 0 ? { available_modes: modes } : {}) },
    readings: [
      ...switched.readings,
      ...numberReading(document, 'target_humidity_state_topic', ['target_humidity_state_template'], 'humidity'),
      ...numberReading(document, 'current_humidity_topic', ['current_humidity_template'], 'current_humidity'),
      ...textReading(document, 'mode_state_topic', ['mode_state_template'], 'mode'),
      ...textReading(document, 'action_topic', ['action_template'], 'action'),
    ],
    plan(service, data, state) {
      if (service === 'set_humidity') return setHumidity(numberFrom(data, 'humidity'));
      if (service === 'set_mode') return setMode(textFrom(data, 'mode'));
      return switched.plan(service, state);
    },
  };
  return component;
};
