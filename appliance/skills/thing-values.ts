// Things that are set to a number: numbers, and humidifiers.
import type { Entity } from '../home/house.ts';
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

export const thingValuesSkill: Skill = {
  intents: ['LinnetSetValue'],
  handle(call, context) {
    const possible = call.targets.filter(({ domain }) => Object.hasOwn(NUMBERS, domain));
    const things = textSlot(call, 'name') === null ? nearOnes(possible, context) : possible;
    if (things.length === 0) return Promise.resolve(nothingMeant(call, context, 'humidifier'));
    return setValue(call, things, context);
  },
};

/** Where only a kind was said: that of the speaker's room, else all. */
export function nearOnes(things: readonly Entity[], { house, area }: SkillContext): readonly Entity[] {
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
