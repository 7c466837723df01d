// Fans: on and off, speed, presets, swinging, direction.
import type { EntityState } from '../house.ts';
import {
  type ComponentReader,
  cannot,
  type Goal,
  goalOf,
  isReset,
  numberFrom,
  numberIn,
  type Plan,
  type Reading,
  type Refusal,
  reading,
  refuse,
  setAttribute,
  textFrom,
  textReading,
  writer,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { onOff, switching } from './on-off.ts';

interface Speeds {
  readonly min: number;
  readonly max: number;
}

/** Home Assistant counts speeds in percent; 0 is off, and the range's first step is the slowest. Rounded up, as there. */
function toSpeed(percent: number, { min, max }: Speeds): number {
  return Math.ceil((percent * (max - min + 1)) / 100 + min - 1);
}

/** Whole percent, rounded down as Home Assistant does: 2 of 3 is 66. */
function toPercent(speed: number, { min, max }: Speeds): number {
  return Math.floor(((speed - min + 1) * 100) / (max - min + 1));
}

export const readFan: ComponentReader = (document) => {
  const switched = onOff(document, { valueTemplates: ['state_value_template', 'value_template'] });
  const speeds = { min: document.numberOr('speed_range_min', 1), max: document.numberOr('speed_range_max', 100) };
  const percentage = writer(document, 'percentage_command_topic', 'percentage_command_template');
  const presets = document.list('preset_modes') ?? [];
  const preset = writer(document, 'preset_mode_command_topic', 'preset_mode_command_template');
  const oscillation = writer(document, 'oscillation_command_topic', 'oscillation_command_template');
  const direction = writer(document, 'direction_command_topic', 'direction_command_template');
  const goal = (name: string, attribute: string, wanted: unknown): Goal =>
    goalOf(
      document.reports(`${name}_state_topic`),
      { reached: (state) => state.attributes[attribute] === wanted },
      { attributes: { [attribute]: wanted } },
    );

  function setPercentage(percent: number | null): Plan | Refusal {
    if (percentage === null) return cannot('set a speed');
    if (percent === null || percent < 0 || percent > 100) return refuse('its speed goes from 0 to 100 percent');
    if (percent === 0) return switched.plan('turn_off', null);
    const speed = toSpeed(percent, speeds);
    const shown = toPercent(speed, speeds);
    return {
      messages: [switched.messageFor(true), percentage(speed)],
      ...speedGoal(document, shown, switched.reports),
    };
  }

  function setPreset(mode: string | null): Plan | Refusal {
    if (preset === null || mode === null || !presets.includes(mode)) return cannot('set_preset_mode');
    return { messages: [preset(mode)], ...goal('preset_mode', 'preset_mode', mode) };
  }

  function oscillate(on: boolean): Plan | Refusal {
    if (oscillation === null) return cannot('oscillate');
    const payload = document.textOr(
      on ? 'payload_oscillation_on' : 'payload_oscillation_off',
      on ? 'oscillate_on' : 'oscillate_off',
    );
    return { messages: [oscillation(payload)], ...goal('oscillation', 'oscillating', on) };
  }

  function setDirection(way: string | null): Plan | Refusal {
    if (direction === null || (way !== 'forward' && way !== 'reverse')) return cannot('set_direction');
    return { messages: [direction(way)], ...goal('direction', 'direction', way) };
  }

  return {
    domain: 'fan',
    assumed: !switched.reports,
    features: Object.entries({ speed: percentage, preset_mode: preset, oscillate: oscillation, direction }).flatMap(
      ([feature, write]) => (write === null ? [] : [feature]),
    ),
    fixed: presets.length > 0 ? { preset_modes: presets } : {},
    readings: [...switched.readings, ...fanReadings(document, speeds)],
    plan(service, data, state) {
      const percent = numberFrom(data, 'percentage');
      if (service === 'set_percentage') return setPercentage(percent);
      if (service === 'turn_on') {
        const mode = textFrom(data, 'preset_mode');
        const hasSpeed = percent !== null && (percent > 0 || mode === null);
        const begun = hasSpeed ? setPercentage(percent) : switched.plan('turn_on', state);
        return mode === null ? begun : withPreset(begun, setPreset(mode), switched.reports);
      }
      if (service === 'set_preset_mode') return setPreset(textFrom(data, 'preset_mode'));
      if (service === 'oscillate') return oscillate(data.oscillating === true);
      if (service === 'set_direction') return setDirection(textFrom(data, 'direction'));
      return switched.plan(service, state);
    },
  };
};

/** On, with a speed or without, and with a preset, which then holds. */
function withPreset(begun: Plan | Refusal, chosen: Plan | Refusal, tellsOn: boolean): Plan | Refusal {
  if ('refused' in begun) return begun;
  if ('refused' in chosen) return chosen;
  return { messages: [...begun.messages, ...chosen.messages], ...bothGoals(switching(true, [], tellsOn), chosen) };
}

/** What each of two goals can be asked of the fan; where one never shows, it is sent each time. */
function bothGoals(one: Goal, other: Goal): Goal {
  const attributes = { ...one.assumes?.attributes, ...other.assumes?.attributes };
  const assumes = { ...one.assumes, ...other.assumes, ...(Object.keys(attributes).length === 0 ? {} : { attributes }) };
  const seen = [one, other].flatMap(({ reached }) => (reached === null ? [] : [reached]));
  if (seen.length === 0) return { reached: null, assumes };
  const reached = (state: EntityState): boolean => seen.every((isSeen) => isSeen(state));
  return { reached, assumes, ...(seen.length < 2 ? { already: () => false } : {}) };
}

/** At this speed, or as much of that as the fan tells. */
function speedGoal(document: DiscoveryDocument, percent: number, tellsOn: boolean): Goal {
  const tellsSpeed = document.reports('percentage_state_topic');
  const isOn = (state: EntityState): boolean => !tellsOn || state.value === 'on';
  const hasSpeed = ({ attributes }: EntityState): boolean => Math.abs(Number(attributes.percentage) - percent) <= 1;
  const assumes = {
    ...(tellsOn ? {} : { value: 'on' }),
    ...(tellsSpeed ? {} : { attributes: { percentage: percent } }),
  };
  if (tellsSpeed) return { reached: (state) => isOn(state) && hasSpeed(state), assumes };
  return tellsOn ? { reached: isOn, already: () => false, assumes } : { reached: null, assumes };
}

function fanReadings(document: DiscoveryDocument, speeds: Speeds): Reading[] {
  const swings = document.textOr('payload_oscillation_on', 'oscillate_on');
  const rests = document.textOr('payload_oscillation_off', 'oscillate_off');
  return [
    ...reading(document, 'percentage_state_topic', ['percentage_value_template'], (text, draft) => {
      const speed = numberIn(text);
      if (isReset(document, text, 'percentage')) return setAttribute(draft, 'percentage', null);
      const percent = speed === null ? Number.NaN : toPercent(speed, speeds);
      if (percent >= 0 && percent <= 100) setAttribute(draft, 'percentage', percent); // anything else is no speed of it
    }),
    ...textReading(document, 'preset_mode_state_topic', ['preset_mode_value_template'], 'preset_mode'),
    ...reading(document, 'oscillation_state_topic', ['oscillation_value_template'], (text, draft) => {
      if (text === swings || text === rests) setAttribute(draft, 'oscillating', text === swings);
    }),
    ...textReading(document, 'direction_state_topic', ['direction_value_template'], 'direction'),
  ];
}
