// On, off and toggle of whatever can be switched. Home Assistant's intents use "on" for opening a cover and for locking a lock, so
// the kind of the device decides what is meant. Unlocking and opening a door or a garage asks first.
import type { Entity } from '../home/house.ts';
import { act, type Service, switched } from './acting.ts';
import { done, failed, type IntentCall, type Skill, type SkillContext, type SkillReply, textSlot } from './skill.ts';

type Direction = 'on' | 'off' | 'toggle';

const ON_SERVICES: Readonly<Record<string, string>> = {
  cover: 'open_cover',
  valve: 'open_valve',
  lock: 'lock',
  scene: 'turn_on',
  script: 'turn_on',
  button: 'press',
  input_button: 'press',
  vacuum: 'start',
};
const OFF_SERVICES: Readonly<Record<string, string>> = {
  cover: 'close_cover',
  valve: 'close_valve',
  lock: 'unlock',
  vacuum: 'return_to_base',
};
const SWITCHABLE = new Set([
  'light',
  'switch',
  'fan',
  'input_boolean',
  'media_player',
  'siren',
  'humidifier',
  'climate',
  'water_heater',
  'automation',
  'remote',
  'group',
]);
const ENTRANCES = new Set(['door', 'garage', 'gate']);

export const switchingSkill: Skill = {
  intents: ['HassTurnOn', 'HassTurnOff', 'HassToggle'],
  handle(call, context) {
    const direction: Direction = call.intent === 'HassTurnOn' ? 'on' : call.intent === 'HassTurnOff' ? 'off' : 'toggle';
    if (call.targets.length === 0) return Promise.resolve(nothingMeant(call, context));
    const guarded = call.targets.find((entity) => asksFirst(entity, direction, context));
    return guarded === undefined
      ? switchAll(call, context, direction)
      : Promise.resolve(ask(guarded, call, context, direction));
  },
};

/** No device fits the words: say so by name where one was said. */
export function nothingMeant(call: IntentCall, { say }: SkillContext): SkillReply {
  const name = textSlot(call, 'name') ?? textSlot(call, 'area');
  return failed(name === null ? say.notUnderstood() : say.unknownDevice({ name }));
}

function switchAll(call: IntentCall, context: SkillContext, direction: Direction): Promise<SkillReply> {
  const area = textSlot(call, 'area');
  return act(
    call.targets,
    (entity) => serviceFor(entity, direction),
    (entities) => words(entities, area, context, direction),
    context,
  );
}

function serviceFor(entity: Entity, direction: Direction): Service | null {
  const special = (direction === 'off' ? OFF_SERVICES : ON_SERVICES)[entity.domain];
  if (direction === 'toggle')
    return SWITCHABLE.has(entity.domain) || entity.domain === 'cover' ? { service: 'toggle' } : null;
  if (special !== undefined) return { service: special };
  return SWITCHABLE.has(entity.domain) ? { service: direction === 'on' ? 'turn_on' : 'turn_off' } : null;
}

function words(entities: readonly Entity[], area: string | null, { say }: SkillContext, direction: Direction): string {
  const what = switched(entities, area);
  const domain = entities[0]?.domain;
  if (direction === 'toggle') return say.done();
  if (domain === 'cover' || domain === 'valve') return direction === 'on' ? say.opened(what) : say.closed(what);
  if (domain === 'lock') return direction === 'on' ? say.locked(what) : say.unlocked(what);
  if (domain === 'scene' || domain === 'script' || domain === 'button') return say.done();
  return direction === 'on' ? say.turnedOn(what) : say.turnedOff(what);
}

function asksFirst(entity: Entity, direction: Direction, { house }: SkillContext): boolean {
  if (entity.domain === 'lock') return direction === 'off' && house.state(entity.id)?.value !== 'unlocked';
  const entrance = entity.domain === 'cover' && ENTRANCES.has(entity.deviceClass ?? '');
  return entrance && direction !== 'off' && house.state(entity.id)?.value !== 'open';
}

function ask(entity: Entity, call: IntentCall, context: SkillContext, direction: Direction): SkillReply {
  const { say } = context;
  const text = entity.domain === 'lock' ? say.askUnlock({ name: entity.name }) : say.askOpen({ name: entity.name });
  const answered = (yes: boolean): Promise<SkillReply> =>
    yes
      ? switchAll(call, { ...context, signal: new AbortController().signal }, direction)
      : Promise.resolve(done(say.cancelled()));
  return { text, outcome: 'asked', question: { kind: 'yesNo', answered } };
}
