// Questions about the house. They read and never change anything.
import type { Entity } from '../home/house.ts';
import { done, failed, type IntentCall, type Skill, type SkillContext, type SkillReply, textSlot } from './skill.ts';
import { nothingMeant } from './switching.ts';

export const questionsSkill: Skill = {
  intents: ['HassGetState'],
  handle(call, context) {
    return Promise.resolve(call.targets.length === 0 ? nothingMeant(call, context) : answer(call, context));
  },
};

function answer(call: IntentCall, context: SkillContext): SkillReply {
  const asked = textSlot(call, 'state');
  const [only] = call.targets;
  if (asked === null) return only === undefined ? failed(context.say.notUnderstood()) : stateOf(only, context);
  if (call.targets.length === 1 && only !== undefined && textSlot(call, 'name') !== null)
    return yesOrNo(only, asked, context);
  const names = call.targets.filter((entity) => isIn(entity, asked, context)).map((entity) => entity.name);
  return done(context.say.thoseAre({ names, state: asked }));
}

function stateOf(entity: Entity, { house, say }: SkillContext): SkillReply {
  const state = house.state(entity.id);
  if (state === null) return failed(say.stateUnknown({ name: entity.name }));
  const number = state.value.trim() === '' ? Number.NaN : Number(state.value);
  if (!Number.isFinite(number)) return done(say.stateIs({ name: entity.name, state: state.value }));
  const isTemperature = entity.deviceClass === 'temperature' && entity.unit !== null;
  const unit = entity.unit ?? '';
  return done(
    isTemperature
      ? say.temperatureIs({ name: entity.name, value: number, unit })
      : say.valueIs({ name: entity.name, value: number, unit: entity.unit }),
  );
}

function yesOrNo(entity: Entity, asked: string, context: SkillContext): SkillReply {
  const state = context.house.state(entity.id);
  if (state === null) return failed(context.say.stateUnknown({ name: entity.name }));
  return done(context.say.yesNo({ name: entity.name, state: state.value, yes: isIn(entity, asked, context) }));
}

/** "on" asks a cover whether it is open and a lock whether it is locked, as the sentences' data has it. */
function isIn(entity: Entity, asked: string, { house }: SkillContext): boolean {
  const value = house.state(entity.id)?.value;
  if (value === asked) return true;
  if (entity.domain === 'cover') return (asked === 'on' && value === 'open') || (asked === 'off' && value === 'closed');
  return (
    entity.domain === 'lock' && ((asked === 'on' && value === 'locked') || (asked === 'off' && value === 'unlocked'))
  );
}
