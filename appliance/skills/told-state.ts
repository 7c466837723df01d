// One thing's state or setting as a sentence: what it is at, set to, playing, or the colour it shines in.
import { type Pair, rgbToHs, type Triple } from '../home/discovery/color.ts';
import type { Entity, EntityState } from '../home/house.ts';
import { type ReplyClock, shownMoment, shownNumber } from '../intents/shown-state.ts';
import { isNumber, stateKey } from '../intents/state-words.ts';
import { type Color, colorWord } from '../language/color-words.ts';
import type { SkillContext } from './skill.ts';

export interface Known {
  readonly entity: Entity;
  readonly state: EntityState;
}

type Told = (known: Known, context: SkillContext) => string | null;

/** What each setting is, by the name that the sentences have for it; null where the thing does not tell. */
const SETTINGS: Readonly<Record<string, Told>> = {
  position: percent('current_position', 1),
  speed: (known, context) => (isOff(known) ? null : percent('percentage', 1)(known, context)),
  brightness: (known, context) => (isOff(known) ? null : percent('brightness', 100 / 255)(known, context)),
  volume: (known, context) => (isOff(known) ? null : percent('volume_level', 100)(known, context)),
  battery: (known, context) => percent('battery_level', 1)(known, context),
  color: colorOf,
  title: titleOf,
  mode: (known, context) => worded('operation_mode')(known, context) ?? worded('mode')(known, context),
  preset: worded('preset_mode'),
  fan_mode: worded('fan_mode'),
  target: targetOf,
  temperature: temperatureOf,
};

/** Those that are told as the thing's own state where nothing else is known. */
const LIKE_THE_STATE: ReadonlySet<string> = new Set([
  'state',
  'where',
  'mode',
  'position',
  'battery',
  'title',
  'end',
  'power',
]);
/** Their state is what they are set to. */
const CHOICES: ReadonlySet<string> = new Set(['select', 'input_select', 'number', 'input_number']);

/** What the setting `attribute` of one thing is; that it is off, where it has none then; that it is not known. */
export function settingOf(known: Known, attribute: string, context: SkillContext): string {
  const told = SETTINGS[attribute]?.(known, context) ?? null;
  if (told !== null) return told;
  if (LIKE_THE_STATE.has(attribute) || isOff(known) || CHOICES.has(known.entity.domain)) return stateOf(known, context);
  return context.say.stateUnknown({ name: known.entity.name });
}

export function stateOf({ entity, state }: Known, context: SkillContext): string {
  const { say } = context;
  const { name, unit } = entity;
  const moment = shownMoment(entity, state.value, say.locale, clockOf(context));
  if (moment !== null) return say.stateIs({ name, state: moment });
  if (!isNumber(state.value)) return say.stateIs({ name, state: stateKey(entity, state.value) });
  const value = Number(shownNumber(entity, state.value));
  return entity.deviceClass === 'temperature' && unit !== null
    ? say.temperatureIs({ name, value, unit })
    : say.valueIs({ name, value, unit });
}

export function clockOf({ clock, timeZone }: SkillContext): ReplyClock {
  return { now: new Date(clock.wall()), ...(timeZone === undefined ? {} : { timeZone }) };
}

function isOff({ state }: Known): boolean {
  return state.value === 'off' || state.value === 'standby';
}

/** One that is on at all is at one percent at least. */
function percent(attribute: string, factor: number): Told {
  return ({ entity, state }, { say }) => {
    const value = state.attributes[attribute];
    if (typeof value !== 'number') return null;
    const rounded = Math.round(value * factor);
    return say.valueIs({ name: entity.name, value: rounded === 0 && value > 0 ? 1 : rounded, unit: '%' });
  };
}

function worded(attribute: string): Told {
  return ({ entity, state }, { say }) => {
    const value = state.attributes[attribute];
    if (typeof value !== 'string' || value === '' || value === 'none') return null;
    return say.stateIs({ name: entity.name, state: value });
  };
}

function targetOf({ entity, state }: Known, { say }: SkillContext): string | null {
  const isHumid = entity.domain === 'humidifier';
  const value = state.attributes[isHumid ? 'humidity' : 'temperature'];
  if (typeof value !== 'number') return null;
  return say.targetIs({ name: entity.name, degrees: value, unit: isHumid ? '%' : (entity.unit ?? '°C') });
}

function temperatureOf({ entity, state }: Known, { say }: SkillContext): string | null {
  const value = state.attributes.current_temperature;
  return typeof value === 'number' ? say.temperatureIs({ name: entity.name, value, unit: entity.unit ?? '°C' }) : null;
}

function titleOf({ state: { value, attributes } }: Known, { say }: SkillContext): string | null {
  if (value !== 'playing' && value !== 'paused' && value !== 'buffering') return say.nothingPlays();
  const [title, artist] = [attributes.media_title, attributes.media_artist];
  const words = [title, artist].filter((one) => typeof one === 'string' && one !== '');
  return words.length === 0 ? null : `${words.join(', ')}.`;
}

/** The hues of words, in degrees. Below a third of full colour it is a white. */
const HUES: ReadonlyArray<readonly [upTo: number, color: Color]> = [
  [15, 'red'],
  [45, 'orange'],
  [70, 'yellow'],
  [160, 'green'],
  [190, 'turquoise'],
  [255, 'blue'],
  [290, 'purple'],
  [345, 'pink'],
  [360, 'red'],
];
const LEAST_COLOR = 33;

function colorOf(known: Known, { say }: SkillContext): string | null {
  const { entity, state } = known;
  const color = isOff(known) ? null : shownColor(state.attributes);
  return color === null ? null : say.stateIs({ name: entity.name, state: colorWord(color, say.locale) });
}

function shownColor({
  color_mode: mode,
  rgb_color: rgb,
  hs_color: hs,
  color_temp_kelvin: kelvin,
}: EntityState['attributes']): Color | null {
  if (mode === 'color_temp' || mode === 'white') return 'white';
  const shown = isPair(hs) ? hs : isTriple(rgb) ? rgbToHs(rgb) : null;
  if (shown === null) return typeof kelvin === 'number' ? 'white' : null;
  const [hue, saturation] = shown;
  if (saturation < LEAST_COLOR) return 'white';
  return HUES.find(([upTo]) => hue <= upTo)?.[1] ?? null;
}

function isPair(value: unknown): value is Pair {
  return isNumbers(value) && value.length === 2;
}

function isTriple(value: unknown): value is Triple {
  return isNumbers(value) && value.length === 3;
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'number');
}
