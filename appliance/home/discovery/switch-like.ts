// Switches and humidifiers.
import type { EntityState } from '../house.ts';
import {
  type Component,
  type ComponentReader,
  cannot,
  goalOf,
  numberFrom,
  numberReading,
  type Plan,
  type Refusal,
  refuse,
  textFrom,
  textReading,
  writer,
} from './component.ts';
import { onOff } from './on-off.ts';

export const readSwitch: ComponentReader = (document) => {
  const switched = onOff(document, { valueTemplates: ['value_template'] });
  return {
    domain: 'switch',
    features: [],
    assumed: !switched.reports,
    readings: switched.readings,
    plan: (service, _data, state) => switched.plan(service, state),
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
    const reached = (state: EntityState): boolean => state.attributes.humidity === percent;
    const goal = goalOf(
      document.reports('target_humidity_state_topic'),
      { reached },
      { attributes: { humidity: percent } },
    );
    return { messages: [writeHumidity(percent)], ...goal };
  }

  function setMode(mode: string | null): Plan | Refusal {
    if (writeMode === null || mode === null || !modes.includes(mode)) return cannot('set_mode');
    const reached = (state: EntityState): boolean => state.attributes.mode === mode;
    const goal = goalOf(document.reports('mode_state_topic'), { reached }, { attributes: { mode } });
    return { messages: [writeMode(mode)], ...goal };
  }

  const component: Component = {
    domain: 'humidifier',
    assumed: !switched.reports,
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
