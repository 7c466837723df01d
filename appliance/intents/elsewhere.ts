// The act of the turn before for another thing or another room: "no, the kitchen", "and the hallway too". It is the same act, so it is
// done only to things that it can be done to: what is off after "turn off" is never turned on, and no lock is "off".
import type { Area, Entity } from '../home/house.ts';
import { withoutPoliteness } from './bare-name.ts';
import { type FuzzyOptions, nearestNames, type Scored } from './fuzzy-names.ts';
import { isEveryday, namesOf } from './house-lists.ts';
import { wholeSteps } from './level-follow-up.ts';
import type { LinkingWords } from './linking-words.ts';
import type { Meaning, Reading } from './reading.ts';
import { isRun } from './strict-match.ts';
import type { LastTurn, UnderstoodIntent } from './understanding.ts';

/** Slots that say what a command is about, not what is done with it. */
export const ABOUT: readonly string[] = ['name', 'area', 'floor', 'domain', 'device_class'];
/** A name this near is taken before an area, and a thing of another kind before one of the same. */
const SURE = 0.95;

/** Intents that mean the same of all things that are switched. A cover that is "off" is closed, and a lock is open. */
const SWITCHING = new Set(['HassTurnOn', 'HassTurnOff', 'HassToggle', 'HassGetState']);
const SWITCHED = new Set(
  'climate fan group humidifier input_boolean light media_player remote siren switch water_heater'.split(' '),
);
/** What these measure or tell is said by their class alone. */
const TOLD_BY_CLASS = new Set(['binary_sensor', 'sensor']);

export interface Elsewhere {
  readonly reading: Reading;
  readonly words: LinkingWords;
  readonly options: FuzzyOptions;
}

/** What the turn before did, for another name or another area; null where `fragment` names none that it can be done to. */
export function elsewhere(
  fragment: string,
  last: LastTurn,
  { reading, words, options }: Elsewhere,
  certainty: 'followUp' | 'correction',
  many: 'one' | 'all' = 'all',
): Meaning | null {
  const said = withoutPoliteness(fragment, reading).replace(words.articles, '');
  const { entities, areas } = reading.context.snapshot;
  const alike = entities.filter((entity) => isEveryday(entity) && isAlike(entity, last));
  const others = entities.filter((entity) => isEveryday(entity) && !alike.includes(entity));
  const names = nearestNames(said, alike, namesOf, options);
  const otherNames = nearestNames(said, others, namesOf, options);
  const [area, ...moreAreas] = nearestNames(said, areas, namesOf, options);
  const isOther = isSurer(otherNames, names) || (names.length === 0 && area === undefined);
  if (isOther) return withName(otherNames, fragment, last, reading, certainty);
  if (area !== undefined && moreAreas.length === 0 && (names[0]?.score ?? 0) < SURE) {
    const there = inArea(area.thing, alike, fragment, last, reading, certainty, many);
    if (there !== null) return there;
  }
  return withName(names, fragment, last, reading, certainty);
}

/** Of the kind that the turn before was about. */
function isAlike({ domain, deviceClass }: Entity, { entities, slots }: LastTurn): boolean {
  if (entities.length === 0) return domain === slots.domain;
  return entities.some(
    (one) => one.domain === domain && (!TOLD_BY_CLASS.has(domain) || one.deviceClass === deviceClass),
  );
}

function isSurer(others: readonly Scored<Entity>[], names: readonly Scored<Entity>[]): boolean {
  const score = others[0]?.score ?? 0;
  return score >= SURE && score > (names[0]?.score ?? 0);
}

/** Whether what the turn before did can be done to a thing of `domain`, too. */
function canBeDone(domain: string, { intent, entities, slots }: LastTurn): boolean {
  const before = entities.length > 0 ? entities.map((entity) => entity.domain) : [String(slots.domain)];
  if (before.includes(domain)) return true;
  const isSwitched = (one: string): boolean => SWITCHED.has(one) || (intent === 'HassTurnOn' && isRun(one));
  return SWITCHING.has(intent) && isSwitched(domain) && before.every(isSwitched);
}

function withName(
  names: readonly Scored<Entity>[],
  fragment: string,
  last: LastTurn,
  reading: Reading,
  certainty: UnderstoodIntent['certainty'],
): Meaning | null {
  const entities = names.map(({ thing }) => thing);
  if (entities.length === 0 || !entities.every(({ domain }) => canBeDone(domain, last))) return null;
  const { intent } = last;
  const isSameKind = entities.every((entity) => isAlike(entity, last));
  const response = isSameKind || intent === 'HassGetState' ? last.response : 'default';
  const about = { intent, slots: doneIn(last), response, entities };
  return named(reading.chosen(about, entities.length > 1, fragment, certainty));
}

function inArea(
  { id, name }: Area,
  alike: readonly Entity[],
  fragment: string,
  last: LastTurn,
  reading: Reading,
  certainty: UnderstoodIntent['certainty'],
  many: 'one' | 'all',
): Meaning | null {
  const { intent, response, slots: before } = last;
  const entities = alike.filter((entity) => entity.area === id);
  const [first] = entities;
  if (first === undefined) return null;
  if (many === 'one' && before.name !== undefined)
    return named(
      reading.chosen({ intent, slots: doneIn(last), response, entities }, entities.length > 1, fragment, certainty),
    );
  const domains = new Set(last.entities.map(({ domain }) => domain));
  const domain = before.domain ?? (domains.size === 1 ? first.domain : undefined);
  const kind = domain === undefined ? {} : { domain };
  const ofClass = before.device_class === undefined ? {} : { device_class: before.device_class };
  const slots = { ...doneIn(last), area: name, ...kind, ...ofClass };
  return reading.chosen({ intent, slots, response, entities }, false, fragment, certainty);
}

/** What is done, without what it was done to. */
function doneIn(last: LastTurn): UnderstoodIntent['slots'] {
  return Object.fromEntries(Object.entries(wholeSteps(last)).filter(([slot]) => !ABOUT.includes(slot)));
}

function named(meaning: Meaning): Meaning {
  const one = (each: UnderstoodIntent): UnderstoodIntent => {
    const [first] = each.entities;
    return first === undefined ? each : { ...each, slots: { ...each.slots, name: first.name } };
  };
  if (meaning.kind === 'intent') return one(meaning);
  return { ...meaning, candidates: meaning.candidates.map((each) => ({ ...each, meaning: one(each.meaning) })) };
}
