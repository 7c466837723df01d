// Things that are set to a value: numbers, choices, and humidifiers.
import type { Entity } from '../home/house.ts';
import { nearestNames } from '../intents/fuzzy-names.ts';
import { foldLoose } from '../language/fold.ts';
import { act } from './acting.ts';
import { nothingMeant } from './answering.ts';
import {
  failed,
  type IntentCall,
  numberSlot,
  type Skill,
  type SkillContext,
  type SkillReply,
  textSlot,
} from './skill.ts';

/** How a kind of thing is set, and where it tells what it can be set to. */
interface Setting {
  readonly service: string;
  readonly key: string;
  readonly limits: readonly [min: string, max: string];
}

const VALUE: Setting = { service: 'set_value', key: 'value', limits: ['min', 'max'] };
const NUMBERS: Readonly<Record<string, Setting>> = {
  number: VALUE,
  input_number: VALUE,
  humidifier: { service: 'set_humidity', key: 'humidity', limits: ['min_humidity', 'max_humidity'] },
};

interface Choice {
  readonly service: string;
  readonly key: string;
  readonly options: string;
}

const OPTION: Choice = { service: 'select_option', key: 'option', options: 'options' };
const CHOICES: Readonly<Record<string, Choice>> = {
  select: OPTION,
  input_select: OPTION,
  humidifier: { service: 'set_mode', key: 'mode', options: 'available_modes' },
};

export const thingValuesSkill: Skill = {
  intents: ['LinnetSetValue', 'LinnetSetOption'],
  handle(call, context) {
    const isChoice = call.intent === 'LinnetSetOption';
    const possible = call.targets.filter(({ domain }) => Object.hasOwn(isChoice ? CHOICES : NUMBERS, domain));
    const things = textSlot(call, 'name') === null ? nearOnes(possible, context) : possible;
    if (things.length === 0) return Promise.resolve(nothingMeant(call, context, 'humidifier'));
    return isChoice ? choose(call, things, context) : setValue(call, things, context);
  },
};

/** Where only a kind was said: that of the speaker's room, else all. */
function nearOnes(things: readonly Entity[], { house, area }: SkillContext): readonly Entity[] {
  const here = house.snapshot().areas.find(({ id, name }) => id === area || name === area)?.id;
  const near = things.filter((thing) => here !== undefined && thing.area === here);
  return near.length > 0 ? near : things;
}

function setValue(call: IntentCall, things: readonly Entity[], context: SkillContext): Promise<SkillReply> {
  const { say } = context;
  const value = numberSlot(call, 'value');
  if (value === null) return Promise.resolve(failed(say.notUnderstood()));
  const [only] = things;
  const broken = only !== undefined && things.length === 1 ? limitBroken(only, value, context) : null;
  if (broken !== null) return Promise.resolve(failed(broken));
  const deed = {
    order: ({ domain }: Entity) => {
      const setting = NUMBERS[domain];
      return setting === undefined ? null : { service: setting.service, data: { [setting.key]: value } };
    },
    words: ([first]: readonly Entity[]) =>
      say.targetIs({ name: first?.name ?? '', degrees: value, unit: unitOf(first) }),
  };
  return act(call, deed, context, things);
}

function unitOf(thing: Entity | undefined): string {
  return thing?.domain === 'humidifier' ? '%' : (thing?.unit ?? '');
}

function limitBroken(thing: Entity, value: number, { house, say }: SkillContext): string | null {
  const [low = '', high = ''] = NUMBERS[thing.domain]?.limits ?? [];
  const { [low]: min, [high]: max } = house.state(thing.id)?.attributes ?? {};
  if (typeof min !== 'number' || typeof max !== 'number' || (value >= min && value <= max)) return null;
  return say.outOfRange({ name: thing.name, min, max, unit: unitOf(thing) });
}

function choose(call: IntentCall, things: readonly Entity[], context: SkillContext): Promise<SkillReply> {
  const { say } = context;
  const words = textSlot(call, 'option') ?? '';
  const options = new Map(things.map((thing) => [thing.id, optionOf(thing, words, context)]));
  const deed = {
    order: ({ id, domain }: Entity) => {
      const [option, choice] = [options.get(id) ?? null, CHOICES[domain]];
      return option === null || choice === undefined
        ? null
        : { service: choice.service, data: { [choice.key]: option } };
    },
    words: ([first]: readonly Entity[]) =>
      say.stateIs({ name: first?.name ?? '', state: options.get(first?.id ?? '') ?? '' }),
  };
  return act(call, deed, context, things);
}

/** The one of its options that the words are nearest to; null where none is, or several are. */
function optionOf({ id, domain }: Entity, words: string, { house }: SkillContext): string | null {
  const offered = house.state(id)?.attributes[CHOICES[domain]?.options ?? ''];
  const options = Array.isArray(offered) ? offered.filter((one): one is string => typeof one === 'string') : [];
  const spoken = (option: string): string => option.replaceAll('_', ' ');
  const exact = options.filter((option) => foldLoose(spoken(option)) === foldLoose(words));
  const near =
    exact.length > 0 ? exact : nearestNames(words, options, (option) => [spoken(option)]).map(({ thing }) => thing);
  return near.length === 1 ? (near[0] ?? null) : null;
}
