// Questions about the house. They read and never change anything; what is not known is said to be not known.
import type { Entity, EntityState } from '../home/house.ts';
import { type ReplyClock, shownMoment, shownNumber } from '../intents/shown-state.ts';
import { isInState, isNumber, stateKey } from '../intents/state-words.ts';
import { listAll } from '../language/replies-words.ts';
import { nobody } from '../language/whereabouts.ts';
import { namesOf } from './acting.ts';
import { answer, nothingMeant, speaksOwn } from './answering.ts';
import { done, failed, type IntentCall, type Skill, type SkillContext, type SkillReply, textSlot } from './skill.ts';

export const questionsSkill: Skill = {
  intents: ['HassGetState'],
  handle: (call, context) =>
    Promise.resolve(call.targets.length === 0 ? nothingMeant(call, context) : reply(call, context)),
};

/** Asked of a light: how bright it is. No template has it. */
const BRIGHTNESS = 'brightness_of';

interface Known {
  readonly entity: Entity;
  readonly state: EntityState;
}

/** States that are asked of all where no word says "any": "are the windows closed" is answered by the one that is open. */
const AT_REST: ReadonlySet<string> = new Set(['off', 'closed', 'locked']);
const ANY = new RegExp(
  [
    '(?<!\\p{L})(?:any|some|one of|irgendein\\p{L}*|irgendwelche\\p{L}*|ein\\p{L}{0,2}|eines der|il y a|a-t-il|une?|quelqu\\p{L}+',
    "l'un\\p{L}*|algun\\p{L}*|algún|hay|qualche|qualcun\\p{L}*|c'è|ci sono|alcun\\p{L}*|enig\\p{L}*|een|er|algum\\p{L}*",
    'há|någ\\p{L}+|nog\\p{L}+|jak\\p{L}+|któr\\p{L}+|něj\\p{L}+|něk\\p{L}+|как\\p{L}+)(?!\\p{L})',
  ].join('|'),
  'iu',
);

/** "Are the windows closed" asks of all of them; the sentences take it for "are any". */
function asksOfAll({ response, text = '' }: IntentCall, asked: string | null): boolean {
  return (response === 'any' || response === 'any_short') && asked !== null && AT_REST.has(asked) && !ANY.test(text);
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

function textFor(said: IntentCall, known: readonly Known[], first: Known, context: SkillContext): string {
  const asked = textSlot(said, 'state');
  const call = asksOfAll(said, asked) ? { ...said, response: 'all' } : said;
  const words = (): string => ownWords(call, known, first, asked, context);
  const noOne = asked === null ? null : nobodyIs(call, known, asked, context);
  if (noOne !== null) return noOne;
  if (saysRawState(call, asked, first) && speaksOwn(context)) return words();
  const facts = { entities: known.map(({ entity }) => entity), clock: clockOf(context) };
  return answer(call, { facts, words }, context);
}

/** "Who is at home" where it is no one: most templates say there that no thing is. */
function nobodyIs(call: IntentCall, known: readonly Known[], asked: string, { language }: SkillContext): string | null {
  const isWho = call.slots.domain === 'person' && call.response.startsWith('which');
  return isWho && known.every(({ entity, state }) => !isInState(entity, state, asked)) ? nobody(language) : null;
}

/** These templates print the state as the house writes it ("heat", "not_home", a window's "off"); our own words for it are better. */
function saysRawState({ response, slots }: IntentCall, asked: string | null, { entity, state }: Known): boolean {
  if (response === 'all' && asked !== null && stateKey(entity, asked) !== asked) return true;
  if (response === 'where') return true;
  if (entity.domain === 'person' && (response === 'one_yesno' || response === 'all')) return true;
  if (response === 'one' && slots.name === undefined) return true; // they would leave out what it is
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
  const { name, domain } = first.entity;
  if (call.response === BRIGHTNESS) return brightnessOf(first, context);
  const isPerson = domain === 'person';
  if (call.response === 'where') return say.whereIs({ name, place: first.state.value });
  if (asked === null) return stateOf(first, context);
  const state = stateKey(first.entity, asked);
  const names = (isIn: boolean): string[] =>
    known.filter((one) => isInState(one.entity, one.state, asked) === isIn).map(({ entity }) => entity.name);
  switch (call.response) {
    case 'any':
    case 'any_short':
      return say.anyAre({ names: names(true), state });
    case 'all':
      return say.allAre({ others: names(false), state, arePeople: isPerson });
    case 'how_many':
      return say.howMany({ count: names(true).length, state });
    case 'which':
    case 'which_person':
      return say.thoseAre({ names: names(true), state });
    default:
      return known.length === 1
        ? say.yesNo({ name, state: stateKey(first.entity, first.state.value), yes: names(true).length === 1, isPerson })
        : say.thoseAre({ names: names(true), state });
  }
}

/** What a light is at; one that is off, or does not tell, is on or off. */
function brightnessOf(light: Known, context: SkillContext): string {
  const { brightness } = light.state.attributes;
  if (light.state.value !== 'on' || typeof brightness !== 'number') return stateOf(light, context);
  const value = Math.max(1, Math.round((brightness / 255) * 100));
  return context.say.valueIs({ name: light.entity.name, value, unit: '%' });
}

function stateOf({ entity, state }: Known, context: SkillContext): string {
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

function clockOf({ clock, timeZone }: SkillContext): ReplyClock {
  return { now: new Date(clock.wall()), ...(timeZone === undefined ? {} : { timeZone }) };
}
