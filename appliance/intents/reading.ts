// One text read against one house: what it means if its names are said as they are written.
import type { Area, Entity } from '../home/house.ts';
import { foldForMatching } from '../language/fold.ts';
import { whereaboutsSaid } from '../language/whereabouts.ts';
import { isMoreThanOption } from './free-option.ts';
import type { GrammarQuery, HouseGrammar, LayerMatch } from './grammar.ts';
import { isNumberOfIt } from './level-follow-up.ts';
import { linkingWords } from './linking-words.ts';
import type { Match } from './match.ts';
import { MEANS_ONE, OF_IT, SHORT_NAME } from './sentence-file.ts';
import { delayedMatch, strictMatch } from './strict-match.ts';
import { findArea, findTargets } from './targets.ts';
import { isShortName, namesTwoTimers, withoutArticleName } from './timer-names.ts';
import { titleOf } from './titles.ts';
import type { AmbiguousIntent, UnderstandContext, UnderstoodIntent } from './understanding.ts';

/** It takes any words for a title. */
const PLAY = 'HassMediaSearchAndPlay';

export type Meaning = UnderstoodIntent | AmbiguousIntent;

/** `isOneOfMany`: it is about one thing, and fits several. */
type Matched =
  | { readonly meaning: Meaning | null; readonly isOneOfMany: false }
  | { readonly meaning: UnderstoodIntent; readonly isOneOfMany: true };

export class Reading {
  readonly context: UnderstandContext;
  readonly grammar: HouseGrammar;
  /** Where the speaker is. */
  readonly here: Area | null;

  constructor(context: UnderstandContext, grammar: HouseGrammar) {
    this.context = context;
    this.grammar = grammar;
    this.here = findArea(context.snapshot, context.area);
  }

  get query(): GrammarQuery {
    return { context: this.here === null ? {} : { area: this.here.name } };
  }

  /** What `text` says as it stands, or with its number words as digits; null where it is no command. */
  exact(text: string): Meaning | null {
    const { meaning, isOneOfMany } = this.#match(text);
    if (meaning === null || isOneOfMany) return null;
    if (isPlay(meaning)) return this.#played(meaning, text);
    const { language } = this.context;
    if (namesTwoTimers(meaning, language) || asksOfTwo(meaning, language)) return null;
    if (hangsInTheAir(meaning, text, language)) return null;
    return withoutArticleName(meaning, language);
  }

  /** "Play" takes any words: those that say when are none of the title, and where nothing can play, they were not a command. */
  #played(meaning: UnderstoodIntent, text: string): Meaning | null {
    if (meaning.entities.length === 0) return null;
    const later = delayedMatch(text, this.grammar, this.query);
    if (later !== null && later.inner.intent === PLAY) return this.interpret(later.found, text, 'exact');
    const title = titleOf(meaning, this.context);
    return title === null ? null : { ...meaning, slots: { ...meaning.slots, search_query: title } };
  }

  /** "The lamp" in a room with several lights, of which none is called so: one must be chosen. */
  oneOfMany(text: string): Meaning | null {
    const { meaning, isOneOfMany } = this.#match(text);
    return isOneOfMany ? this.chosen(meaning, true, text, 'exact') : null;
  }

  #match(text: string): Matched {
    const found = strictMatch(text, this.grammar, this.query);
    if (found === null || isMisread(found, this.context)) return { meaning: null, isOneOfMany: false };
    const meaning = this.interpret(found, text, 'exact');
    const isOne = found.match.block.metadata?.[MEANS_ONE] === true;
    if (!isOne || meaning.kind !== 'intent' || meaning.entities.length < 2) return { meaning, isOneOfMany: false };
    return { meaning, isOneOfMany: true };
  }

  /** A match with the things of the house that it means. */
  interpret({ match, layer }: LayerMatch, text: string, certainty: UnderstoodIntent['certainty']): Meaning {
    // Any words may name a timer; what a list or the sentence itself gives is a name of the house.
    const isHouseName = match.slots.name !== undefined && !match.fills.some(isAnyName);
    const requires = this.grammar.requiresOf(layer, match);
    const isPlaceSaid = match.fills.some(({ slot }) => slot === 'area' || slot === 'floor');
    const about = { intent: match.intent, slots: match.slots, isHouseName, isPlaceSaid, requires };
    const { entities, sameName } = findTargets(about, this.context.snapshot, this.here);
    const { intent, response } = match;
    const slots = withWhereabouts(match, entities, this.context.language);
    return this.chosen({ intent, slots, response, entities }, sameName, text, certainty);
  }

  /** One thing is meant, or things of one name of which one must be chosen. */
  chosen(
    about: Pick<UnderstoodIntent, 'intent' | 'slots' | 'response' | 'entities'>,
    mustChoose: boolean,
    text: string,
    certainty: UnderstoodIntent['certainty'],
  ): Meaning {
    const understood = (entities: readonly Entity[]): UnderstoodIntent => ({
      kind: 'intent',
      ...about,
      entities,
      area: typeof about.slots.area === 'string' ? about.slots.area : (this.here?.name ?? null),
      text,
      certainty,
    });
    if (!mustChoose || about.intent === 'HassGetState') return understood(about.entities);
    const labels = this.labels(about.entities);
    if (new Set(labels).size < labels.length) return understood(about.entities); // nothing tells them apart: all of them
    return {
      kind: 'ambiguous',
      text,
      candidates: labels.map((name, i) => ({ name, meaning: understood(about.entities.slice(i, i + 1)) })),
    };
  }

  /** How things are told apart when asked: by name, or by area where they share one. */
  labels(entities: readonly Entity[]): string[] {
    const areas = new Map(this.context.snapshot.areas.map((area) => [area.id, area.name]));
    const names = entities.map((entity) => entity.name);
    if (new Set(names).size === names.length) return names;
    return entities.map((entity) =>
      entity.area === null ? entity.name : `${areas.get(entity.area) ?? ''} ${entity.name}`.trim(),
    );
  }
}

/** Sentences take any words for where a person is ("zu Hause"); the house has a state for being at home. */
function withWhereabouts({ slots, fills }: Match, entities: readonly Entity[], language: string): Match['slots'] {
  const said = fills.find(({ slot, wildcard }) => slot === 'state' && wildcard !== null)?.text;
  const isOfPeople = entities.length > 0 && entities.every(({ domain }) => domain === 'person');
  return said === undefined || !isOfPeople ? slots : { ...slots, state: whereaboutsSaid(said, language) };
}

/** "Turn it up" behind a fan is no word of music, and "cancel timer ten minutes" sets none of that name. */
function isMisread({ match }: LayerMatch, { lastTurn, language }: UnderstandContext): boolean {
  const { metadata } = match.block;
  if (isMoreThanOption(match, language)) return true;
  if (metadata?.[SHORT_NAME] === true && !isShortName(String(match.slots.name))) return true;
  const spokenOf = lastTurn?.entities ?? [];
  const isSound = spokenOf.length === 0 || spokenOf.some(({ domain }) => domain === 'media_player');
  return metadata?.[OF_IT] === true && !isSound;
}

function isAnyName({ slot, wildcard }: LayerMatch['match']['fills'][number]): boolean {
  return slot === 'name' && wildcard !== null;
}

/** Its title may hold the next command: "play jazz and close the blinds". */
export function isPlay(meaning: Meaning): meaning is UnderstoodIntent {
  return meaning.kind === 'intent' && meaning.intent === PLAY;
}

/** Of several things that may be meant, what it means for the first. */
export function firstReading(meaning: Meaning): UnderstoodIntent | undefined {
  return meaning.kind === 'intent' ? meaning : meaning.candidates[0]?.meaning;
}

export function hasNumber(slots: UnderstoodIntent['slots']): boolean {
  return Object.values(slots).some((value) => typeof value === 'number');
}

/**
 * "Make it 25", which some files take for the heating, whatever was spoken of, and "the kitchen one", which is no light at one percent.
 */
export function hangsInTheAir(meaning: Meaning, text: string, language: string): boolean {
  const said = foldForMatching(text);
  const words = linkingWords(language);
  const slots = firstReading(meaning)?.slots ?? {};
  if (words.theOne?.test(said) === true) return hasNumber(slots);
  return slots.name === undefined && isNumberOfIt(said, words, language);
}

/** "Are Ada (and John home)": a place does not begin with another person. */
function asksOfTwo(meaning: Meaning, language: string): boolean {
  if (meaning.kind !== 'intent' || meaning.intent !== 'HassGetState' || typeof meaning.slots.state !== 'string')
    return false;
  const state = foldForMatching(meaning.slots.state);
  return linkingWords(language).conjunctions.some((conjunction) => state.startsWith(`${conjunction} `));
}
