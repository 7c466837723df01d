// The second look at a text that no sentence matched: as if any words could stand where a name or an area is, and then which name
// of the house they are nearest to. The words around the name must still be those of a sentence.
import type { Area, Entity } from '../home/house.ts';
import { foldCase, foldForMatching } from '../language/fold.ts';
import { admits } from './context-check.ts';
import { type FuzzyOptions, nearestNames, SAME_KIND, type Scored, sameKind } from './fuzzy-names.ts';
import type { LayerMatch } from './grammar.ts';
import { entityContext, isEveryday, namesOf } from './house-lists.ts';
import { linkingWords } from './linking-words.ts';
import { isAccountedFor, onlyDescribes } from './name-words.ts';
import type { HouseList } from './program.ts';
import type { Meaning, Reading } from './reading.ts';
import type { Context } from './sentence-file.ts';
import { findTargets } from './targets.ts';

/** Fewer letters of literal text than this is no command around a name. */
const MIN_LITERAL = 4;

/** At the beginning of what was said, these are more likely a misheard "is" than part of a name: "is the light off?" is no command. */
const LIKE_BEING = /^(?:his|it's|its|as)(?=\s)/iu;

/** At the end of a name that was nearly said, what leads to a number: "Lamp de 20 %" is by so much, and no lamp's name. */
const BY = /\s(?:by|um|de|d'|un|en|di|del|met|em|o|med|на)$/iu;

/** Whether `fill` says a word beside `name` that turns the command round, a number, or "and": then it is one of two commands. */
function turns(fill: string, name: string, turning: ReadonlySet<string>): boolean {
  const named = new Set(foldForMatching(name).split(' '));
  if (BY.test(fill) && !BY.test(name)) return true;
  const words = foldForMatching(fill).split(' ');
  return words.some((word) => (turning.has(word) || /^\d/u.test(word)) && !named.has(word));
}

/** Whether the words of `fill`, which would be a name in `text`, make it a question or a statement ("this is the kitchen light off"). */
function asksOrTells(fill: string, text: string, being: ReadonlySet<string>): boolean {
  const words = foldForMatching(fill).split(' ');
  return (
    words.some((word) => being.has(word)) || (LIKE_BEING.test(fill) && foldForMatching(text).startsWith(foldCase(fill)))
  );
}

interface Candidate<Thing> {
  readonly found: LayerMatch;
  readonly nearest: readonly Scored<Thing>[];
  readonly score: number;
}

/** What `text` means if one of its names was only nearly said; null where none is near enough. */
export function readFuzzily(text: string, reading: Reading, options: FuzzyOptions): Meaning | null {
  return byNearName(text, reading, options) ?? byNearArea(text, reading, options);
}

function byNearName(text: string, reading: Reading, options: FuzzyOptions): Meaning | null {
  const { snapshot } = reading.context;
  const best = bestCandidate<Entity>(text, 'name', reading, options, ({ match, layer }) => {
    const requires = reading.grammar.requiresOf(layer, match);
    const excludes = reading.grammar.excludesOf(layer, match);
    return snapshot.entities.filter((entity) => isEveryday(entity) && isAskedFor(entity, requires, excludes));
  });
  if (best === null) return null;
  const entities = preferNear(best.nearest, reading.here);
  const [first] = best.nearest;
  const { intent, slots, response } = best.found.match;
  const name = entities.length === 1 ? (entities[0]?.name ?? '') : (first?.name ?? '');
  const about = { intent, slots: { ...slots, name }, response, entities };
  const meaning = reading.chosen(about, entities.length > 1, text, 'fuzzy');
  if (meaning.kind === 'intent') return meaning;
  const named = meaning.candidates.map(({ name: label, meaning: one }) => ({
    name: label,
    meaning: { ...one, slots: { ...one.slots, name: one.entities[0]?.name ?? label } },
  }));
  return { ...meaning, candidates: named };
}

/** Of which class or in which unit a thing must be, it must say. */
function isAskedFor(entity: Entity, requires: Context, excludes: Context): boolean {
  const context = entityContext(entity);
  const isSaid = ['device_class', 'unit_of_measurement'].every((key) => !(key in requires) || key in context);
  return isSaid && admits(requires, excludes, context);
}

/** Where exactly one of several is in the room of the speaker, that one; not where words say which, and only its kind is known. */
function preferNear(nearest: readonly Scored<Entity>[], here: Area | null): Entity[] {
  const all = nearest.map(({ thing }) => thing);
  if (nearest.some(({ score }) => score <= SAME_KIND)) return all;
  const near = all.filter((entity) => here !== null && entity.area === here.id);
  return near.length === 1 ? near : all;
}

function byNearArea(text: string, reading: Reading, options: FuzzyOptions): Meaning | null {
  const { snapshot } = reading.context;
  const best = bestCandidate<Area>(text, 'area', reading, options, () => snapshot.areas);
  const area = best?.nearest[0]?.thing;
  if (best === null || area === undefined || best.nearest.length > 1) return null;
  const { intent, response } = best.found.match;
  const slots = { ...best.found.match.slots, area: area.name };
  const isHouseName = best.found.match.fills.some((fill) => fill.list === 'name');
  const requires = reading.grammar.requiresOf(best.found.layer, best.found.match);
  const { entities, sameName } = findTargets(
    { intent, slots, isHouseName, isPlaceSaid: true, requires },
    snapshot,
    reading.here,
  );
  return reading.chosen({ intent, slots, response, entities }, sameName, text, 'fuzzy');
}

function bestCandidate<Thing extends Area | Entity>(
  text: string,
  list: HouseList,
  reading: Reading,
  options: FuzzyOptions,
  things: (found: LayerMatch) => readonly Thing[],
): Candidate<Thing> | null {
  const { being, turning, conjunctions } = linkingWords(reading.context.language);
  const parting = new Set([...turning, ...conjunctions]);
  let best: Candidate<Thing> | null = null;
  for (const found of reading.grammar.matchAll(text, { ...reading.query, open: [list] })) {
    const opened = found.match.fills.filter((fill) => fill.list === list);
    const others = found.match.fills.filter((fill) => fill.list !== list && fill.wildcard !== null);
    const [fill] = opened;
    if (
      fill === undefined ||
      asksOrTells(fill.text, text, being) ||
      opened.length > 1 ||
      others.length > 0 ||
      found.match.weight < MIN_LITERAL
    )
      continue;
    const nearest = nearTo(fill.text, things(found), found, reading, options).filter(
      ({ name }) => !turns(fill.text, name, parting),
    );
    const score = nearest[0]?.score ?? 0;
    if (score > 0 && (best === null || isBetter({ found, nearest, score }, best))) best = { found, nearest, score };
  }
  return best;
}

/** Things that all the words account for; else those of one kind, where the words only describe which one, for a question back. */
function nearTo<Thing extends Area | Entity>(
  said: string,
  things: readonly Thing[],
  { match }: LayerMatch,
  { context: { snapshot, language } }: Reading,
  options: FuzzyOptions,
): readonly Scored<Thing>[] {
  const placeOf = (thing: Thing): string =>
    ('area' in thing ? snapshot.areas.find(({ id }) => id === thing.area)?.name : undefined) ?? '';
  const near = nearestNames(said, things, namesOf, options).filter(({ thing, name }) =>
    isAccountedFor(said, name, placeOf(thing)),
  );
  if (near.length > 0 || match.intent === 'HassGetState' || !onlyDescribes(said, language)) return near;
  return sameKind(said, things, namesOf);
}

function isBetter<Thing>(a: Candidate<Thing>, b: Candidate<Thing>): boolean {
  return a.score !== b.score ? a.score > b.score : a.found.match.weight > b.found.match.weight;
}
