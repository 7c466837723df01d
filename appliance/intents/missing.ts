// "Turn on the garden light" in a house that has none: a whole command or question but for the thing or the room, so that it can be said
// that nothing is called so. Looked at last, when nothing else makes sense of the words, and it never does anything.
import type { Entity } from '../home/house.ts';
import { foldCase, foldForMatching, foldLoose } from '../language/fold.ts';
import { digitsForWords } from '../language/numbers.ts';
import { splitOccasion } from '../language/occasion-reading.ts';
import { isRoom } from '../language/rooms.ts';
import { admits } from './context-check.ts';
import type { LayerMatch } from './grammar.ts';
import { entityContext, isEveryday, namesOf } from './house-lists.ts';
import { linkingWords } from './linking-words.ts';
import { type Match, wildcardCount } from './match.ts';
import type { HouseList } from './program.ts';
import type { Reading } from './reading.ts';
import { strictMatch } from './strict-match.ts';
import type { UnderstandContext, UnderstoodIntent } from './understanding.ts';
import { MAX_SAID_LENGTH } from './utterance.ts';

/** What is done to things that have names; their skills say so where there is none. */
const DONE_TO_THINGS = new Set(
  'HassTurnOn HassTurnOff HassToggle HassLightSet HassSetPosition HassOpenCover HassCloseCover HassFanSetSpeed'.split(
    ' ',
  ),
);
/** Questions, of which the words tell less: only for a room, or where it is plain that a thing is meant. */
const QUESTION = 'HassGetState';
const ASKED_OF_ROOMS = new Set([QUESTION, 'HassClimateGetTemperature']);
const SWITCHED = new Set(['on', 'off']);
/** Fewer letters of literal text than this are no command around a name. */
const MIN_LITERAL = 4;
const MOST_WORDS = 4;
/** Any room will do. */
const ANYWHERE = 'anywhere';
/** Shorter words are in many names. */
const KIND_LETTERS = 3;

/** The command that `text` would be if the house had what it names; null where it is none, or may be about something else. */
export function readMissing(text: string, reading: Reading): UnderstoodIntent | null {
  // said by somebody of whom only the room is not known
  const anywhere = strictMatch(text, reading.grammar, { context: { area: ANYWHERE } });
  if (anywhere !== null && wildcardCount(anywhere.match) === 0) return null;
  return missing('area', text, reading, roomWorth) ?? missing('name', text, reading, thingWorth);
}

interface Candidate {
  readonly meaning: UnderstoodIntent;
  readonly worth: number;
}

/** How much a name accounts for; 0 where it is none that the house could have. */
type Worth = (words: string, found: LayerMatch, text: string, reading: Reading) => number;

function missing(list: HouseList, text: string, reading: Reading, worthOf: Worth): UnderstoodIntent | null {
  let best: Candidate | null = null;
  for (const found of reading.grammar.matchAll(text, { ...reading.query, open: [list] })) {
    const candidate = candidateIn(found, list, text, reading, worthOf);
    if (candidate !== null && candidate.worth > (best?.worth ?? 0)) best = candidate;
  }
  return best?.meaning ?? null;
}

function candidateIn(
  found: LayerMatch,
  list: HouseList,
  text: string,
  reading: Reading,
  worthOf: Worth,
): Candidate | null {
  const { fills, intent, response, weight, slots } = found.match;
  const [fill, ...more] = fills.filter(({ wildcard }) => wildcard !== null);
  const mayLack =
    DONE_TO_THINGS.has(intent) || (list === 'area' ? ASKED_OF_ROOMS.has(intent) : asksOfThing(found.match));
  if (fill?.list !== list || more.length > 0 || weight < MIN_LITERAL || !mayLack) return null;
  const { articles } = linkingWords(reading.context.language);
  const plain = foldForMatching(text);
  const words = foldForMatching(fill.text).replace(articles, '');
  if (plain.replace(articles, '').startsWith(words) || !isName(words, reading) || isThere(words, reading)) return null;
  const about = { intent, slots: { ...slots, [list]: words }, response, entities: [], area: null };
  const meaning: UnderstoodIntent = { kind: 'intent', ...about, text, certainty: 'fuzzy' };
  return { meaning, worth: worthOf(words, found, plain, reading) };
}

/** Whether a named thing is in some state: yes or no. */
function asksOfThing({ intent, response, slots }: Match): boolean {
  return intent === QUESTION && response === 'one_yesno' && typeof slots.state === 'string';
}

/** There is such a thing, with which something else is done: a door is not turned off. */
function isThere(words: string, { context }: Reading): boolean {
  return context.snapshot.entities.some((entity) =>
    namesOf(entity).some((name) => foldLoose(name) === foldLoose(words)),
  );
}

/** No number, no "it", and no word that makes it another sentence. */
function isName(words: string, { context: { language } }: Reading): boolean {
  const { turning, telling, conjunctions, pronouns, articles } = linkingWords(language);
  const others = new Set([...turning, ...telling, ...conjunctions, ...pronouns]);
  const all = words.split(' ');
  if (all.length > MOST_WORDS || /\d/u.test(digitsForWords(words, language))) return false;
  if (`${words} `.replace(articles, '') === '') return false;
  return !all.some((word) => word.length < 2 || others.has(word));
}

function roomWorth(words: string, _found: LayerMatch, text: string): number {
  return isRoom(foldLoose(words).replaceAll(' ', '')) && text.endsWith(words) ? 1 : 0;
}

/** What follows a name ("the lamp tonight") is none of its words. */
function isFollowed(words: string, { language, snapshot }: UnderstandContext): boolean {
  const names = snapshot.entities.flatMap(namesOf).map((name) => `${foldLoose(name)} `);
  const { said } = splitOccasion(words, { now: 0, style: 'reminder', language });
  return said !== '' || names.some((name) => foldLoose(words).startsWith(name));
}

/**
 * It is called as things of the house are that this can be done to, but for a word: then the more of the rest the sentence accounts for,
 * the better. Else the language has words for switching alone, and the longest name says most.
 */
function thingWorth(words: string, { match, layer }: LayerMatch, text: string, { context, grammar }: Reading): number {
  if (isFollowed(words, context)) return 0;
  const requires = grammar.requiresOf(layer, match);
  const fits = (entity: Entity): boolean => isEveryday(entity) && admits(requires, {}, entityContext(entity));
  const known = context.snapshot.entities.filter(fits).flatMap(namesOf).flatMap(kindsIn);
  if (kindsIn(words).some((word) => known.includes(word))) return MAX_SAID_LENGTH + match.weight;
  const { articles, switching } = linkingWords(context.language);
  if (match.intent !== QUESTION) return switching?.test(text) === true ? words.length : 0;
  const said = foldCase(match.fills.find(({ slot }) => slot === 'name')?.text ?? '');
  if (![requires.domain].flat().includes('light')) return 0; // "is the shop open" may be about any shop
  const isOne = said.replace(articles, '') !== said || behindArticle(words, text, articles);
  return isOne && SWITCHED.has(String(match.slots.state)) ? words.length : 0;
}

/** "The sauna", as things of the house are spoken of; what is on without an article is rarely one. */
function behindArticle(words: string, text: string, articles: RegExp): boolean {
  const before = text.slice(0, text.indexOf(words)).trim().split(' ').at(-1) ?? '';
  return before !== '' && `${before} `.replace(articles, '') === '';
}

function kindsIn(name: string): string[] {
  return foldLoose(name)
    .split(' ')
    .filter((word) => word.length > KIND_LETTERS && !isRoom(word));
}
