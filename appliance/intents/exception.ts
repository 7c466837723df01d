// "All the lights except the kitchen": a command for many things, and which of them it leaves alone. What is left alone must be known
// for certain; otherwise nothing is done.
import type { Entity } from '../home/house.ts';
import { foldCase, foldLoose, normalizeForMatching } from '../language/fold.ts';
import { commandIn } from './bare-name.ts';
import { type FuzzyOptions, nearestNames } from './fuzzy-names.ts';
import { namesOf } from './house-lists.ts';
import { linkingWords } from './linking-words.ts';
import type { Meaning, Reading } from './reading.ts';
import { findTargets } from './targets.ts';
import type { UnderstoodIntent } from './understanding.ts';

/** Words behind the exception that belong to the command: "alle Lichter außer der Küche ausschalten". */
const MOST_TAIL = 3;
/** No reply of the sentences says that something was left out, so that the box says what it did in its own words. */
const RESPONSE = 'exception';
/** A place named so is that place; less may be a thing in it. */
const SURE = 0.95;
/** Lower than for what is acted on: the name may be bent by its case, and only something of the house can be left alone. */
const CUT_OFF = 0.6;

interface Cut {
  /** The command for all of them. */
  readonly base: string;
  readonly excepted: string;
  /** The end of the command where it stood behind the exception. */
  readonly tail: string;
}

/** What `text` means where it names an exception; null where it names none, or one that is not clear. */
export function readException(text: string, reading: Reading, options: FuzzyOptions): Meaning | null {
  for (const cut of cuts(normalizeForMatching(text), reading.context.language)) {
    const all = reading.exact(cut.base);
    if (all?.kind !== 'intent' || all.slots.name !== undefined) continue;
    if (commandIn(cut.excepted, reading) !== null) return null; // "… but turn on the hallway light"
    const rest =
      without(cut, all, reading, options) ?? without(cut, everywhere(all, cut.base, reading), reading, options);
    if (rest !== null) return { ...rest, response: RESPONSE, text };
  }
  return null;
}

export function hasException(text: string, language: string): boolean {
  return exceptionIn(foldCase(text), language) !== null;
}

function exceptionIn(folded: string, language: string): string | null {
  return linkingWords(language).exceptions.find((each) => folded.includes(` ${each} `)) ?? null;
}

/** "The lights except the kitchen" said in the living room: where that leaves nothing alone here, the whole house is meant. */
function everywhere(all: UnderstoodIntent, base: string, { context, here }: Reading): UnderstoodIntent | null {
  const { area, ...slots } = all.slots;
  const isSaid = here === null || area !== here.name || foldLoose(base).includes(foldLoose(here.name));
  if (isSaid) return null;
  const about = { intent: all.intent, slots, isHouseName: false, requires: {} };
  return { ...all, slots, area: null, entities: findTargets(about, context.snapshot, null).entities };
}

/** `all` but for what is left alone; null where that is nothing, or not clear, or all of it. */
function without(
  cut: Cut,
  all: UnderstoodIntent | null,
  reading: Reading,
  options: FuzzyOptions,
): UnderstoodIntent | null {
  const left = all === null ? null : leftAlone(cut, all, reading, { cutOff: CUT_OFF, ...options });
  if (all === null || left === null) return null;
  const entities = all.entities.filter(({ id }) => !left.has(id));
  return entities.length > 0 && entities.length < all.entities.length ? { ...all, entities } : null;
}

function cuts(text: string, language: string): Cut[] {
  const folded = foldCase(text);
  const word = exceptionIn(folded, language);
  if (word === null) return [];
  const at = folded.indexOf(` ${word} `);
  const before = text.slice(0, at);
  const after = text.slice(at + word.length + 2).split(' ');
  return Array.from({ length: Math.min(MOST_TAIL + 1, after.length) }, (_, count) => {
    const tail = after.slice(after.length - count).join(' ');
    return { base: `${before} ${tail}`.trim(), excepted: after.slice(0, after.length - count).join(' '), tail };
  });
}

/** Ids of what each of the exceptions names; null where one names nothing. */
function leftAlone(cut: Cut, all: UnderstoodIntent, reading: Reading, options: FuzzyOptions): Set<string> | null {
  const { conjunctions, articles } = linkingWords(reading.context.language);
  const left = new Set<string>();
  for (const said of splitAt(cut.excepted, conjunctions)) {
    const plain = foldCase(said).replace(articles, '').replace(articles, ''); // "in", then "the"
    const things = named(plain, said, cut, all, reading, options);
    if (things.length === 0) return null;
    for (const { id } of things) left.add(id);
  }
  return left;
}

/** The things of an area, or those that the same command would be about with the exception as its object, or those called so. */
function named(
  plain: string,
  said: string,
  { base, tail }: Cut,
  all: UnderstoodIntent,
  reading: Reading,
  options: FuzzyOptions,
): readonly Entity[] {
  const areas = nearestNames(plain, reading.context.snapshot.areas, namesOf, options);
  const [area] = areas;
  const inArea = area === undefined || areas.length > 1 ? [] : all.entities.filter((one) => one.area === area.thing.id);
  if (area !== undefined && area.score >= SURE && inArea.length > 0) return inArea;
  const things = nearestNames(plain, all.entities, namesOf, options);
  const [thing] = things;
  if (thing !== undefined && things.length === 1 && thing.score >= SURE) return [thing.thing];
  const words = base.split(' ');
  for (let count = words.length - 1; count > 0; count--) {
    const meaning = reading.exact(`${words.slice(0, count).join(' ')} ${said} ${tail}`.trim());
    if (meaning?.kind === 'intent' && meaning.intent === all.intent && meaning.entities.length > 0)
      return meaning.entities;
  }
  return thing !== undefined && things.length === 1 ? [thing.thing] : inArea;
}

function splitAt(text: string, conjunctions: readonly string[]): string[] {
  let parts = [text];
  for (const word of conjunctions) parts = parts.flatMap((part) => part.split(` ${word} `));
  return parts;
}
