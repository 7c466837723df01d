// Thermostats, air conditioners and water heaters.
import type { EntityState } from '../house.ts';
import {
  type Assumption,
  type Component,
  type ComponentReader,
  cannot,
  type Draft,
  type Goal,
  goalOf,
  isNothing,
  numberFrom,
  numberReading,
  type Plan,
  type Reading,
  type Refusal,
  reading,
  refuse,
  setAttribute,
  textFrom,
  textReading,
  type Writer,
  writer,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { targetHumidity } from './target-humidity.ts';

/** Devices round to their own steps, the coarsest of which is half a degree. */
const TEMPERATURE_TOLERANCE = 0.3;
const NO_PRESET = 'none';
const HORIZONTAL_SWING = 'swing_horizontal_mode';
const DEFAULT_MODES = ['auto', 'off', 'cool', 'heat', 'dry', 'fan_only'];

export const readClimate: ComponentReader = (document) => thermal(document, CLIMATE);
export const readWaterHeater: ComponentReader = (document) => thermal(document, WATER_HEATER);

interface Kind {
  readonly domain: string;
  readonly modeService: string;
  readonly modeKey: string;
  readonly defaultModes: readonly string[];
  /** The mode that "turn on" means when nothing says more. */
  readonly onModes: readonly string[];
  /** Degrees Celsius where the document says nothing. */
  readonly limits: readonly [number, number];
}

const CLIMATE: Kind = {
  domain: 'climate',
  modeService: 'set_hvac_mode',
  modeKey: 'hvac_mode',
  defaultModes: DEFAULT_MODES,
  onModes: ['heat_cool', 'heat', 'cool', 'auto'],
  limits: [7, 35],
};

const WATER_HEATER: Kind = {
  domain: 'water_heater',
  modeService: 'set_operation_mode',
  modeKey: 'operation_mode',
  defaultModes: ['off', 'eco', 'electric', 'gas', 'heat_pump', 'high_demand', 'performance'],
  onModes: ['eco', 'electric', 'heat_pump', 'gas', 'performance', 'high_demand'],
  limits: [43.3, 60],
};

/** A choice among words: a mode, a preset, a fan speed, a swing. */
interface Choice {
  readonly service: string;
  readonly key: string;
  readonly write: Writer | null;
  readonly words: readonly string[];
  readonly reports: boolean;
  readonly valueOf: (state: EntityState) => unknown;
  readonly assumes: (word: string) => Assumption;
}

function thermal(document: DiscoveryDocument, kind: Kind): Component {
  const modes = document.list('modes') ?? kind.defaultModes;
  const choices = choicesOf(document, kind, modes);
  const [mode] = choices;
  const temperature = temperatureOf(document, kind);
  const humidity = targetHumidity(document, 30, 99);
  const power = writer(document, 'power_command_topic', 'power_command_template');
  return {
    domain: kind.domain,
    assumed: !mode.reports,
    ...(document.stateTopic('mode_state_topic') === null ? { initial: 'unknown' } : {}), // its temperatures can be asked for all the same
    features: [
      ...temperature.features,
      ...(humidity.isSettable ? ['target_humidity'] : []),
      ...choices.filter(({ write }) => write !== null).map(({ service }) => service.replace('set_', '')),
    ],
    fixed: {
      [kind.domain === 'climate' ? 'hvac_modes' : 'operation_list']: modes,
      ...temperature.limits,
      ...(humidity.isSettable ? humidity.limits : {}),
    },
    readings: [
      ...modeReadings(document, modes),
      ...temperature.readings,
      ...humidity.readings,
      ...choiceReadings(document),
    ],
    plan(service, data, state) {
      if (service === 'set_temperature') return temperature.plan(data, mode);
      if (service === 'set_humidity') return humidity.plan(data);
      const choice = choices.find((candidate) => candidate.service === service);
      if (choice !== undefined) return choose(choice, textFrom(data, choice.key));
      const wantsOn = service === 'turn_on' || (service === 'toggle' && state?.value === 'off');
      if (!wantsOn && service !== 'turn_off' && service !== 'toggle') return cannot(service);
      const word = wantsOn ? onMode(kind, modes) : 'off';
      if (power === null) return choose(mode, word);
      const payload = document.textOr(wantsOn ? 'payload_on' : 'payload_off', wantsOn ? 'ON' : 'OFF');
      return { messages: [power(payload)], ...powerGoal(wantsOn, word, mode) };
    },
  };
}

function onMode(kind: Kind, modes: readonly string[]): string | null {
  return kind.onModes.find((word) => modes.includes(word)) ?? modes.find((word) => word !== 'off') ?? null;
}

/** Whether it runs is seen in its mode, where it tells one and "off" is among them. */
function powerGoal(on: boolean, word: string | null, mode: Choice): Goal {
  if (mode.reports && !mode.words.includes('off')) return { reached: null };
  const reached = (state: EntityState): boolean => (state.value !== 'off') === on;
  return goalOf(mode.reports, { reached }, word === null ? {} : { value: word });
}

function choicesOf(document: DiscoveryDocument, kind: Kind, modes: readonly string[]): readonly [Choice, ...Choice[]] {
  const choice = (name: string, words: readonly string[], attribute: string): Choice => ({
    service: `set_${name}`,
    key: name,
    write: writer(document, `${name}_command_topic`, `${name}_command_template`),
    words,
    reports: document.reports(`${name}_state_topic`),
    valueOf: (state) => state.attributes[attribute],
    assumes: (word) => ({ attributes: { [attribute]: word } }),
  });
  return [
    {
      service: kind.modeService,
      key: kind.modeKey,
      write: writer(document, 'mode_command_topic', 'mode_command_template'),
      words: modes,
      reports: document.reports('mode_state_topic'),
      valueOf: (state) => state.value,
      assumes: (word) => ({ value: word }),
    },
    choice('preset_mode', presetsOf(document), 'preset_mode'),
    choice('fan_mode', document.list('fan_modes') ?? ['auto', 'low', 'medium', 'high'], 'fan_mode'),
    choice('swing_mode', document.list('swing_modes') ?? ['on', 'off'], 'swing_mode'),
    choice(HORIZONTAL_SWING, document.list('swing_horizontal_modes') ?? ['on', 'off'], HORIZONTAL_SWING),
  ];
}

/** As in Home Assistant, "none" is among them wherever there are any. */
function presetsOf(document: DiscoveryDocument): readonly string[] {
  const presets = document.list('preset_modes') ?? [];
  return presets.length === 0 ? [] : [NO_PRESET, ...presets];
}

function choose(choice: Choice, word: string | null): Plan | Refusal {
  if (choice.write === null) return cannot(choice.service);
  if (word === null || !choice.words.includes(word)) return refuse(`it knows ${choice.words.join(', ')} only`);
  const goal = goalOf(choice.reports, { reached: (state) => choice.valueOf(state) === word }, choice.assumes(word));
  return { messages: [choice.write(word)], ...goal };
}

function modeReadings(document: DiscoveryDocument, modes: readonly string[]): Reading[] {
  const apply = (text: string, draft: Draft): void => {
    if (modes.includes(text)) draft.value = text;
    else if (isNothing(text)) draft.value = null;
  };
  return reading(document, 'mode_state_topic', ['mode_state_template'], apply);
}

function choiceReadings(document: DiscoveryDocument): Reading[] {
  return [
    ...textReading(document, 'action_topic', ['action_template'], 'hvac_action'),
    ...reading(document, 'preset_mode_state_topic', ['preset_mode_value_template'], (text, draft) =>
      setAttribute(draft, 'preset_mode', isNothing(text) ? NO_PRESET : text),
    ),
    ...textReading(document, 'fan_mode_state_topic', ['fan_mode_state_template'], 'fan_mode'),
    ...textReading(document, 'swing_mode_state_topic', ['swing_mode_state_template'], 'swing_mode'),
    ...textReading(
      document,
      `${HORIZONTAL_SWING}_state_topic`,
      [`${HORIZONTAL_SWING}_state_template`],
      HORIZONTAL_SWING,
    ),
  ];
}

/** One temperature that can be set. */
interface Target {
  readonly key: string;
  readonly write: Writer | null;
  readonly reports: boolean;
}

interface Temperature {
  readonly features: readonly string[];
  readonly limits: Readonly<Record<string, unknown>>;
  readonly readings: readonly Reading[];
  plan(data: Readonly<Record<string, unknown>>, mode: Choice): Plan | Refusal;
}

function temperatureOf(document: DiscoveryDocument, kind: Kind): Temperature {
  const unit = document.textOr('temperature_unit', 'C').toUpperCase() === 'F' ? '°F' : '°C';
  const inUnit = (celsius: number): number => (unit === '°F' ? Math.round(celsius * 1.8 + 32) : celsius);
  const min = document.numberOr('min_temp', inUnit(kind.limits[0]));
  const max = document.numberOr('max_temp', inUnit(kind.limits[1]));
  const one = (name: string, attribute: string): Target => ({
    key: attribute,
    write: writer(document, `${name}_command_topic`, `${name}_command_template`),
    reports: document.reports(`${name}_state_topic`),
  });
  const targets = [
    one('temperature', 'temperature'),
    one('temperature_low', 'target_temp_low'),
    one('temperature_high', 'target_temp_high'),
  ];
  const limits = { min_temp: min, max_temp: max, temperature_unit: unit };

  function plan(data: Readonly<Record<string, unknown>>, mode: Choice): Plan | Refusal {
    const wanted = targets.flatMap((target) => {
      const degrees = numberFrom(data, target.key);
      return degrees === null ? [] : [{ ...target, degrees }];
    });
    if (wanted.length === 0 || wanted.some(({ write }) => write === null)) return cannot('set_temperature');
    if (wanted.some(({ degrees }) => degrees < min || degrees > max))
      return refuse(`its temperature goes from ${min} to ${max} ${unit}`);
    const word = textFrom(data, mode.key);
    const first = word === null ? null : choose(mode, word);
    if (first !== null && 'refused' in first) return first;
    const settings = wanted.flatMap(({ write, degrees }) => (write === null ? [] : [write(degrees)]));
    return { messages: [...(first?.messages ?? []), ...settings], ...temperatureGoal(wanted, mode, word) };
  }

  return {
    features: targets
      .flatMap(({ write }, index) =>
        write === null ? [] : [index === 0 ? 'target_temperature' : 'target_temperature_range'],
      )
      .filter((feature, index, all) => all.indexOf(feature) === index),
    limits,
    readings: [
      ...targets.flatMap(({ key }, index) =>
        targetReading(document, ['temperature', 'temperature_low', 'temperature_high'][index] ?? '', key),
      ),
      ...numberReading(document, 'current_temperature_topic', ['current_temperature_template'], 'current_temperature'),
    ],
    plan,
  };
}

/** As warm as was asked, in the mode that was asked with it. */
function temperatureGoal(
  wanted: ReadonlyArray<Target & { readonly degrees: number }>,
  mode: Choice,
  word: string | null,
): Goal {
  const hasMode = (state: EntityState): boolean => word === null || mode.valueOf(state) === word;
  const goal: Goal = {
    reached: (state) =>
      (!mode.reports || hasMode(state)) && wanted.every(({ key, degrees }) => isNear(state, key, degrees)),
    already: (state) => hasMode(state) && wanted.every(({ key, degrees }) => state.attributes[key] === degrees),
  };
  const assumedMode = word === null || mode.reports ? null : mode.assumes(word);
  if (wanted.every(({ reports }) => reports)) return assumedMode === null ? goal : { ...goal, assumes: assumedMode };
  const attributes = Object.fromEntries(wanted.map(({ key, degrees }) => [key, degrees]));
  return { reached: null, assumes: { ...assumedMode, attributes } };
}

function targetReading(document: DiscoveryDocument, name: string, attribute: string): Reading[] {
  return numberReading(document, `${name}_state_topic`, [`${name}_state_template`], attribute);
}

function isNear(state: EntityState, key: string, degrees: number): boolean {
  const now = state.attributes[key];
  return typeof now === 'number' && Math.abs(now - degrees) <= TEMPERATURE_TOLERANCE;
}
