// One text read against one house: what it means if its names are said as they are written.
import type { Area, Entity } from '../home/house.ts';
import { foldCase, normalizeForMatching } from '../language/fold.ts';
import { digitsForWords } from '../language/numbers.ts';
import type { GrammarQuery, HouseGrammar, LayerMatch } from './grammar.ts';
import { linkingWords } from './linking-words.ts';
import { strictMatch } from './strict-match.ts';
import { findArea, findTargets } from './targets.ts';
import type { AmbiguousIntent, UnderstandContext, UnderstoodIntent } from './understanding.ts';

export type Meaning = UnderstoodIntent | AmbiguousIntent;

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
    const found = strictMatch(text, this.grammar, this.query);
    const meaning = found === null ? null : this.interpret(found, text, 'exact');
    const isNone = meaning !== null && (asksForNothing(meaning) || namesTwoTimers(meaning, this.context.language));
    return isNone ? null : meaning;
  }

  /** A match with the things of the house that it means. */
  interpret({ match, layer }: LayerMatch, text: string, certainty: UnderstoodIntent['certainty']): Meaning {
    // Any words may name a timer; what a list or the sentence itself gives is a name of the house.
    const isHouseName = match.slots.name !== undefined && !match.fills.some(isAnyName);
    const requires = this.grammar.requiresOf(layer, match);
    const about = { intent: match.intent, slots: match.slots, isHouseName, requires };
    const { entities, sameName } = findTargets(about, this.context.snapshot, this.here);
    const { intent, slots, response } = match;
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

function isAnyName({ slot, wildcard }: LayerMatch['match']['fills'][number]): boolean {
  return slot === 'name' && wildcard !== null;
}

/** "Play" takes any words; where nothing can play, they were not a command. */
function asksForNothing(meaning: Meaning): boolean {
  return meaning.kind === 'intent' && meaning.intent === 'HassMediaSearchAndPlay' && meaning.entities.length === 0;
}

const TIMER = /timer|minuteur|temporizador|minutnik|таймер|časovač/iu;

/** Any words may name a timer, those of a second one too: "(a 5 minute) timer and a 10 minute (timer)". */
function namesTwoTimers(meaning: Meaning, language: string): boolean {
  if (meaning.kind !== 'intent' || meaning.intent !== 'HassStartTimer') return false;
  const { name } = meaning.slots;
  if (typeof name !== 'string') return false;
  if (TIMER.test(name) || name.length < 2) return true; // one letter is the article of another timer
  const words = ` ${foldCase(normalizeForMatching(name))} `;
  const links = linkingWords(language).conjunctions.some((conjunction) => words.includes(` ${conjunction} `));
  return links && /\d/u.test(digitsForWords(name, language));
}
