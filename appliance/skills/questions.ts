// Questions about the house. They read and never change anything; what is not known is said to be not known.
import { isInState, isNumber, stateAsked, stateKey } from '../intents/state-words.ts';
import { listAll } from '../language/replies-words.ts';
import { nobody } from '../language/whereabouts.ts';
import { namesOf } from './acting.ts';
import { answer, nothingMeant, speaksOwn } from './answering.ts';
import { done, failed, type IntentCall, type Skill, type SkillContext, type SkillReply, textSlot } from './skill.ts';
import { clockOf, type Known, settingOf, stateOf } from './told-state.ts';

export const questionsSkill: Skill = {
  intents: ['HassGetState'],
  handle: (call, context) =>
    Promise.resolve(call.targets.length === 0 ? nothingMeant(call, context) : reply(call, context)),
};

/** Answers that no template has: a setting, a measure of each of several, and what nobody keeps a record of. */
const OWN: ReadonlySet<string> = new Set(['value_of', 'values', 'history']);
/** Answered with names or a number, also of one. */
const ASKS_WHICH: ReadonlySet<string> = new Set(['which', 'which_person', 'how_many']);
/** Answered with people by name, before whom no article goes. */
const NAMES_PEOPLE: ReadonlySet<string> = new Set(['which', 'which_person', 'any']);
/** More of them are not told one by one. */
const MOST_TOLD = 6;

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
  if (OWN.has(said.response)) return ownAnswer(said, known, first, context);
  const asked = textSlot(said, 'state');
  const call = asksOfAll(said, asked) ? { ...said, response: 'all' } : said;
  const words = (): string => ownWords(call, known, first, asked, context);
  const noOne = asked === null ? null : nobodyIs(call, known, asked, context);
  if (noOne !== null) return noOne;
  if (saysRawState(call, asked, first) && speaksOwn(context)) return words();
  const facts = { entities: known.map(({ entity }) => entity), clock: clockOf(context) };
  return answer(call, { facts, words }, context);
}

function ownAnswer(call: IntentCall, known: readonly Known[], first: Known, context: SkillContext): string {
  if (call.response === 'history')
    return known.length > 1 ? context.say.noRecord() : `${context.say.noRecord()} ${stateOf(first, context)}`;
  const attribute = textSlot(call, 'attribute');
  const playing = attribute === 'title' ? known.filter(({ state }) => state.value === 'playing') : [];
  const told = playing.length > 0 ? playing : known;
  const sentences = told.map((one) =>
    attribute === null ? stateOf(one, context) : settingOf(one, attribute, context),
  );
  return [...new Set(sentences)].slice(0, MOST_TOLD).join(' ');
}

/** "Who is at home" where it is no one: most templates say there that no thing is. */
function nobodyIs(call: IntentCall, known: readonly Known[], asked: string, { language }: SkillContext): string | null {
  const isWho = call.slots.domain === 'person' && call.response.startsWith('which');
  return isWho && known.every(({ entity, state }) => !isInState(entity, state, asked)) ? nobody(language) : null;
}

/** These templates print the state as the house writes it ("heat", "not_home", a window's "off"); our own words for it are better. */
function saysRawState({ response, slots }: IntentCall, asked: string | null, { entity, state }: Known): boolean {
  if (response === 'all' && asked !== null && stateKey(entity, asked) !== asked) return true;
  if (response === 'where' || asked === 'heating') return true;
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
  if (call.response === 'where') return say.whereIs({ name, place: first.state.value });
  if (asked === null) return stateOf(first, context);
  const state = stateKey(first.entity, asked);
  const names = (isIn: boolean): string[] =>
    known.filter((one) => isInState(one.entity, one.state, asked) === isIn).map(({ entity }) => entity.name);
  if (known.length === 1 && !ASKS_WHICH.has(call.response)) return yesOrNo(first, asked, context);
  if (domain === 'person' && NAMES_PEOPLE.has(call.response) && names(true).length > 0)
    return names(true)
      .map((one) => say.whereIs({ name: one, place: asked }))
      .join(' ');
  switch (call.response) {
    case 'any':
    case 'any_short':
      return say.anyAre({ names: names(true), state });
    case 'all':
      return say.allAre({ others: names(false), state, arePeople: domain === 'person' });
    case 'how_many':
      return say.howMany({ count: names(true).length, state });
    default:
      return say.thoseAre({ names: names(true), state });
  }
}

/** Of one thing: with the state that it is in, whatever was asked. */
function yesOrNo({ entity, state }: Known, asked: string, { say }: SkillContext): string {
  const now = stateKey(entity, stateAsked(entity, state, asked));
  const yes = isInState(entity, state, asked);
  return say.yesNo({ name: entity.name, state: now, yes, isPerson: entity.domain === 'person' });
}
