// What is set to one of its words: choices, modes and presets of thermostats, water heaters, humidifiers and fans, and the fan and the
// flaps of an air conditioner.
import type { Entity } from '../home/house.ts';
import { nearestNames } from '../intents/fuzzy-names.ts';
import { foldLoose } from '../language/fold.ts';
import { modeWords, wordedModes } from '../language/mode-words.ts';
import { act, hasFeature, type Order } from './acting.ts';
import { nothingMeant } from './answering.ts';
import { failed, type IntentCall, type Skill, type SkillContext, type SkillReply, textSlot } from './skill.ts';
import { meantBy } from './switching.ts';
import { nearOnes } from './thing-values.ts';

/** One thing of an entity that can be chosen, and where that tells what there is; `part`: it is only meant where it is named. */
interface Choice {
  readonly service: string;
  readonly key: string;
  readonly options: string;
  readonly part?: 'fan' | 'swing';
}

const OPTION: Choice = { service: 'select_option', key: 'option', options: 'options' };
const PRESET: Choice = { service: 'set_preset_mode', key: 'preset_mode', options: 'preset_modes' };
const CHOICES: Readonly<Record<string, readonly Choice[]>> = {
  select: [OPTION],
  input_select: [OPTION],
  humidifier: [{ service: 'set_mode', key: 'mode', options: 'available_modes' }],
  water_heater: [{ service: 'set_operation_mode', key: 'operation_mode', options: 'operation_list' }],
  fan: [PRESET],
  climate: [
    { service: 'set_hvac_mode', key: 'hvac_mode', options: 'hvac_modes' },
    PRESET,
    { service: 'set_fan_mode', key: 'fan_mode', options: 'fan_modes', part: 'fan' },
    { service: 'set_swing_mode', key: 'swing_mode', options: 'swing_modes', part: 'swing' },
    {
      service: 'set_swing_horizontal_mode',
      key: 'swing_horizontal_mode',
      options: 'swing_horizontal_modes',
      part: 'swing',
    },
  ],
};
/** What a thermostat may have in the place of a mode that it was asked for: both choose between heating and cooling by themselves. */
const ALIKE: Readonly<Record<string, string>> = { auto: 'heat_cool', heat_cool: 'auto' };
/** Of a fan that counts its speed and has no words for it. */
const SPEEDS: Readonly<Record<string, number>> = { low: 33, medium: 66, high: 100 };
const NO_PRESET = 'none';
const MOST_TOLD = 12;

export const modesSkill: Skill = {
  intents: ['LinnetSetOption', 'HassClimateSetFanMode'],
  handle(call, context) {
    const possible = meantBy(call, context).filter(({ domain }) => Object.hasOwn(CHOICES, domain));
    // "Turn on eco mode" names nothing: what has that mode is meant
    const having = call.response === 'default' ? [] : possible.filter((thing) => hasMode(call, thing, context));
    const some = having.length > 0 ? having : possible;
    const things = isPlaced(call) ? some : nearOnes(some, context);
    if (things.length === 0) return Promise.resolve(nothingMeant({ ...call, targets: [] }, context, 'climate'));
    return setMode(call, things, context);
  },
};

function isPlaced(call: IntentCall): boolean {
  return ['name', 'area', 'floor'].some((slot) => textSlot(call, slot) !== null);
}

/** Whether `thing` has what was said among its modes. */
export function hasMode(call: IntentCall, thing: Entity, context: SkillContext): boolean {
  return orderFor(call, thing, context) !== null;
}

/** Refused with the modes that there are, where none of `things` has the one that was said. */
export function setMode(call: IntentCall, things: readonly Entity[], context: SkillContext): Promise<SkillReply> {
  const { say } = context;
  const orders = new Map(things.map((thing) => [thing.id, orderFor(call, thing, context)]));
  const [first] = things;
  if (first !== undefined && [...orders.values()].every((order) => order === null))
    return Promise.resolve(failed(refusal(call, first, context)));
  const modeOf = ({ id }: Entity): string => {
    const [mode] = Object.values(orders.get(id)?.data ?? {});
    return typeof mode === 'string' ? mode : said(call);
  };
  const deed = {
    order: ({ id }: Entity) => orders.get(id) ?? null,
    words: ([only, ...others]: readonly Entity[]) =>
      only === undefined || others.length > 0 ? say.done() : say.modeSet({ name: only.name, mode: modeOf(only) }),
  };
  return act(call, deed, context, things);
}

function refusal(call: IntentCall, thing: Entity, context: SkillContext): string {
  const { say, house } = context;
  const modes = choicesOf(call, thing)
    .flatMap((choice) => optionsOf(thing, choice, house))
    .filter((mode) => mode !== NO_PRESET);
  if (modes.length === 0) return say.notPossible({ name: thing.name });
  return say.knowsModes({ name: thing.name, modes: modes.slice(0, MOST_TOLD) });
}

function choicesOf(call: IntentCall, { domain }: Entity): readonly Choice[] {
  const part = call.intent === 'HassClimateSetFanMode' ? 'fan' : (textSlot(call, 'part') ?? undefined);
  return (CHOICES[domain] ?? []).filter((choice) => choice.part === part);
}

function said(call: IntentCall): string {
  return textSlot(call, 'option') ?? textSlot(call, 'fan_mode') ?? '';
}

function orderFor(call: IntentCall, thing: Entity, context: SkillContext): Order | null {
  for (const choice of choicesOf(call, thing)) {
    const options = optionsOf(thing, choice, context.house);
    const found = optionOf(said(call), options, context);
    if (found !== null && call.response !== 'off') return { service: choice.service, data: { [choice.key]: found } };
    if (found !== null && choice === PRESET && options.includes(NO_PRESET))
      return { service: choice.service, data: { [choice.key]: NO_PRESET } };
  }
  const percentage = hasFeature(thing, 'speed') && thing.domain === 'fan' ? SPEEDS[said(call)] : undefined;
  return percentage === undefined ? null : { service: 'set_percentage', data: { percentage } };
}

function optionsOf({ id }: Entity, { options }: Choice, house: SkillContext['house']): readonly string[] {
  const offered = house.state(id)?.attributes[options];
  return Array.isArray(offered) ? offered.filter((one): one is string => typeof one === 'string') : [];
}

/** The one of `options` that the words mean or are nearest to; null where none is, or several are. */
function optionOf(words: string, options: readonly string[], { language }: SkillContext): string | null {
  const named = (mode: string): readonly string[] => modeWords(language, mode);
  const meaning = (mode: string): ReadonlySet<string> => new Set([mode, ...named(mode)].map((one) => foldLoose(one)));
  const wanted = meaning(words);
  const exact = options.filter((option) => [...meaning(option)].some((one) => wanted.has(one)));
  if (exact.length > 0)
    return exact.find((option) => option === words) ?? (exact.length === 1 ? (exact[0] ?? null) : null);
  const alike = ALIKE[words];
  if (alike !== undefined && options.includes(alike)) return alike;
  // what many share is not nearly said: a heat pump is no heating
  const near = wordedModes(language).includes(words) ? [] : nearestNames(words, options, named);
  return near.length === 1 ? (near[0]?.thing ?? null) : null;
}
