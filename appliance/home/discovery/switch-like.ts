// Switches and humidifiers.
import type { EntityState } from '../house.ts';
import {
  type Component,
  type ComponentReader,
  cannot,
  goalOf,
  type Plan,
  type Refusal,
  textFrom,
  textReading,
  writer,
} from './component.ts';
import { onOff } from './on-off.ts';
import { targetHumidity } from './target-humidity.ts';

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
  const humidity = targetHumidity(document, 0, 100);
  const writeMode = writer(document, 'mode_command_topic', 'mode_command_template');
  const modes = document.list('modes') ?? [];

  function setMode(mode: string | null): Plan | Refusal {
    if (writeMode === null || mode === null || !modes.includes(mode)) return cannot('set_mode');
    const reached = (state: EntityState): boolean => state.attributes.mode === mode;
    const goal = goalOf(document.reports('mode_state_topic'), { reached }, { attributes: { mode } });
    return { messages: [writeMode(mode)], ...goal };
  }

  const component: Component = {
    domain: 'humidifier',
    assumed: !switched.reports,
    features: [...(humidity.isSettable ? ['humidity'] : []), ...(modes.length > 0 ? ['modes'] : [])],
    fixed: { ...humidity.limits, ...(modes.length > 0 ? { available_modes: modes } : {}) },
    readings: [
      ...switched.readings,
      ...humidity.readings,
      ...textReading(document, 'mode_state_topic', ['mode_state_template'], 'mode'),
      ...textReading(document, 'action_topic', ['action_template'], 'action'),
    ],
    plan(service, data, state) {
      if (service === 'set_humidity') return humidity.plan(data);
      if (service === 'set_mode') return setMode(textFrom(data, 'mode'));
      return switched.plan(service, state);
    },
  };
  return component;
};
