// Questions about the house. They read and never change anything; what is not known is said to be not known.
import type { Entity, EntityState } from '../home/house.ts';
import { isInState } from '../intents/state-words.ts';
import { listAll } from '../language/replies-words.ts';
import { namesOf } from './acting.ts';
import { answer, nothingMeant, speaksOwn } from './answering.ts';
import { done, failed, type IntentCall, type Skill, type SkillContext, type SkillReply, textSlot } from './skill.ts';

export const questionsSkill: Skill = {
  intents: ['HassGetState'],
  handle: (call, context) =>
    Promise.resolve(call.targets.length === 0 ? nothingMeant(call, context) : reply(call, context)),
};

interface Known {
  readonly entity: Entity;
  readonly state: EntityState;
}

function reply(call: IntentCall, context: SkillContext): SkillReply {
  const known = call.targets.flatMap((entity): Known[] => {
    const state = context.house.state(entity.id);
    return state === null ? [] : [{ entity, state }];
  });
  const unknown = call.targets.filter((entity) => known.every((one) => one.entity !== entity));
  const doubt =
    unknown.length === 0 ? null : context.say.stateUnknown({ name: listAll(context.say.locale, namesOf(unknown)) });
  if (known.length === 0) return failed(doubt ?? context.say.notUnderstood());
  const text = known[0] === undefined ? '' : textFor(call, known, known[0], context);
  return done(doubt === null ? text : `${text} ${doubt}`);
}

function textFor(call: IntentCall, known: readonly Known[], first: Known, context: SkillContext): string {
  const asked = textSlot(call, 'state');
  const words = (): string => ownWords(call, known, first, asked, context);
  if (saysRawState(call, first) && speaksOwn(context)) return words();
  return answer(call, { facts: { entities: known.map(({ entity }) => entity) }, words }, context);
}

/** These templates print the state as the house writes it ("heat", "not_home"); our own words for it are better. */
function saysRawState({ response }: IntentCall, { entity, state }: Known): boolean {
  if (response === 'where') return true;
  return (response === 'one' || response === 'default') && (entity.unit === null || !isNumber(state.value));
}

function ownWords(
  call: IntentCall,
  known: readonly Known[],
  first: Known,
  asked: string | null,
  context: SkillContext,
): string {
  const { say } = context;
  const { name } = first.entity;
  if (call.response === 'where') return say.whereIs({ name, place: first.state.value });
  if (asked === null) return stateOf(first, context);
  const names = (isIn: boolean): string[] =>
    known.filter((one) => isInState(one.entity, one.state, asked) === isIn).map(({ entity }) => entity.name);
  switch (call.response) {
    case 'any':
    case 'any_short':
      return say.anyAre({ names: names(true), state: asked });
    case 'all':
      return say.allAre({ others: names(false), state: asked });
    case 'how_many':
      return say.howMany({ count: names(true).length, state: asked });
    case 'which':
    case 'which_person':
      return say.thoseAre({ names: names(true), state: asked });
    default:
      return known.length === 1
        ? say.yesNo({ name, state: first.state.value, yes: names(true).length === 1 })
        : say.thoseAre({ names: names(true), state: asked });
  }
}

function stateOf({ entity, state }: Known, { say }: SkillContext): string {
  const { name, unit } = entity;
  if (!isNumber(state.value)) return say.stateIs({ name, state: state.value });
  const value = Number(state.value);
  return entity.deviceClass === 'temperature' && unit !== null
    ? say.temperatureIs({ name, value, unit })
    : say.valueIs({ name, value, unit });
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}
