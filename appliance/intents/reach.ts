// Which states a node of the program leads to from a state. Every (node, state) is computed once a text, so the work is bounded by
// nodes × positions whatever the text repeats; a budget of steps is the last resort.

import type { NumberFinder } from '../language/number-finder.ts';
import { type Literal, type LiteralMatches, matchLiteral } from './literal.ts';
import type { MatchList, RangeList, ValueList } from './match-lists.ts';
import { inRange } from './match-lists.ts';
import type { ProgramNode } from './program.ts';
import {
  BROKEN,
  flagsOf,
  isBlankFrom,
  NO_STATES,
  OPEN,
  OPEN_TO_WORD,
  positionOf,
  STARTS_WORD,
  skipSpaces,
  sourceFor,
  stateOf,
  type Utterance,
} from './utterance.ts';

/** A node ready to be matched. */
export type LoadedNode =
  | { readonly op: 'text'; readonly literal: Literal }
  | { readonly op: 'sequence'; readonly items: readonly number[] }
  | { readonly op: 'alternative'; readonly items: readonly number[] }
  | Extract<ProgramNode, { op: 'list' }>;

/** A number found in the text. */
export interface FoundNumber {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** null for digits. */
  readonly words: string | null;
}

const INTEGER = /\s*-?[0-9]+/gy;
const DECIMAL = /\s*-?[0-9]+(?:[.,][0-9]+)?/gy;
const INTEGER_ANYWHERE = /\s*-?[0-9]+/g;
const DECIMAL_ANYWHERE = /\s*-?[0-9]+(?:[.,][0-9]+)?/g;
const STATE_SPAN = 1 << 14;

export interface ReachDeps {
  readonly nodes: readonly LoadedNode[];
  /** Used again for every text. */
  readonly matches: LiteralMatches;
  list(name: string): MatchList | undefined;
}

/** The matching of one text. */
export class Reach {
  readonly utterance: Utterance;
  readonly #deps: ReachDeps;
  readonly #known = new Map<number, readonly number[]>();
  readonly #matches: LiteralMatches;
  #stepsLeft: number;

  constructor(utterance: Utterance, deps: ReachDeps, budget: number) {
    this.utterance = utterance;
    this.#deps = deps;
    this.#matches = deps.matches;
    this.#stepsLeft = budget;
  }

  /** Steps of the budget that are left; below zero the text was given up. */
  get stepsLeft(): number {
    return this.#stepsLeft;
  }

  /** All states after `node`, without doubles. */
  after(node: number, state: number): readonly number[] {
    const loaded = this.#deps.nodes[node];
    if (loaded === undefined) return NO_STATES;
    if (loaded.op === 'text') return this.#afterText(loaded.literal, state);
    const key = node * STATE_SPAN + state;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (--this.#stepsLeft < 0) return NO_STATES;
    const states = this.#compute(loaded, state);
    this.#known.set(key, states);
    return states;
  }

  /** All states after `node` from any of `states`. */
  afterAll(node: number, states: readonly number[]): readonly number[] {
    const [first] = states;
    if (first === undefined) return NO_STATES;
    if (states.length === 1) return this.after(node, first);
    const all: number[] = [];
    for (const state of states) addAll(all, this.after(node, state));
    return all;
  }

  /** The digits or number words of a range at `position`, or anywhere after it when a wildcard is open. */
  numbers(list: RangeList, state: number): readonly FoundNumber[] {
    const start = positionOf(state);
    if (start >= this.utterance.folded.length) return [];
    const source = sourceFor(this.utterance, flagsOf(state));
    const open = (flagsOf(state) & OPEN) !== 0;
    const digits = open ? digitsAnywhere(list, source, start) : digitsAt(list, source, start);
    if (digits.length > 0) return list.range.digits ? digits.filter((found) => inRange(list.range, found.value)) : [];
    if (list.spoken === null) return [];
    return open ? spokenAnywhere(list, source, start) : spokenAt(list, list.spoken, source, start);
  }

  #compute(node: Exclude<LoadedNode, { op: 'text' }>, state: number): readonly number[] {
    if (node.op === 'list') return this.#afterList(node, state);
    if (node.op === 'sequence') {
      let states: readonly number[] = [state];
      for (let i = 0; i < node.items.length && states.length > 0; i++) {
        states = this.afterAll(node.items[i] ?? -1, states);
      }
      return states;
    }
    let all: number[] | null = null;
    for (const item of node.items) {
      const states = this.after(item, state);
      if (states.length === 0) continue;
      all ??= [];
      addAll(all, states);
    }
    return all ?? NO_STATES;
  }

  #afterText(literal: Literal, state: number): readonly number[] {
    const matches = this.#matches;
    matchLiteral(literal, state, this.utterance, matches);
    if (matches.count === 0) return NO_STATES;
    const states: number[] = [];
    for (let i = 0; i < matches.count; i++) {
      const next = matches.states[i] ?? 0;
      if (!states.includes(next)) states.push(next);
    }
    return states;
  }

  #afterList(node: Extract<LoadedNode, { op: 'list' }>, state: number): readonly number[] {
    const list = this.#deps.list(node.list);
    if (list === undefined || positionOf(state) >= this.utterance.folded.length) return NO_STATES;
    if (list.kind === 'values') return this.#afterValues(list, node.constraint, state);
    const flags = flagsOf(state);
    if (list.kind === 'wildcard') {
      if ((flags & OPEN) !== 0) return NO_STATES; // a wildcard right after another would leave the first one empty
      return [stateOf(positionOf(state), flags | OPEN | (node.endOfWord ? OPEN_TO_WORD : 0))];
    }
    const states: number[] = [];
    for (const found of this.numbers(list, state)) add(states, afterNumber(found, state));
    return states;
  }

  #afterValues(list: ValueList, constraint: number, state: number): readonly number[] {
    const states: number[] = [];
    this.literalValues(list, constraint, state, (_, next) => add(states, next));
    const admitted = list.admitted(constraint);
    for (const template of list.templates) {
      if (admitted[template.value] !== 1) continue;
      for (const next of this.after(template.node, state)) {
        if ((flagsOf(next) & OPEN) === 0) add(states, afterValue(next, state));
      }
    }
    return states;
  }

  /**
   * Calls `found` with each admitted literal value at `state`, the state after it, and the wildcard that it closed (from -1 where
   * there was none).
   */
  literalValues(
    list: ValueList,
    constraint: number,
    state: number,
    found: (value: number, next: number, wildcardFrom: number, wildcardTo: number) => void,
  ): void {
    const admitted = list.admitted(constraint);
    const flags = flagsOf(state);
    if ((flags & OPEN) !== 0) return this.#valuesAnywhere(list, admitted, state, found);
    const source = sourceFor(this.utterance, flags);
    const trims = (flags & STARTS_WORD) !== 0 && !this.utterance.ignoreWhitespace;
    const start = trims ? skipSpaces(source, positionOf(state)) : positionOf(state);
    const kept = flags & (STARTS_WORD | BROKEN);
    list.trie.find(source, start, (end, values) => {
      for (const value of values) if (admitted[value] === 1) found(value, stateOf(end, kept), -1, -1);
    });
    if (!this.utterance.hasHyphen || (flags & BROKEN) !== 0) return;
    list.trie.find(this.utterance.broken, start, (end, values) => {
      if (this.utterance.folded.slice(start, end) === this.utterance.broken.slice(start, end)) return;
      for (const value of values) if (admitted[value] === 1) found(value, stateOf(end, kept | BROKEN), -1, -1);
    });
  }

  #valuesAnywhere(
    list: ValueList,
    admitted: Uint8Array,
    state: number,
    found: (value: number, next: number, wildcardFrom: number, wildcardTo: number) => void,
  ): void {
    const matches = this.#matches;
    for (const { text, value } of list.words) {
      if (admitted[value] !== 1) continue;
      const literal = { text, trimmedStart: text, blank: false, weight: 0, endsWord: false };
      matchLiteral(literal, state, this.utterance, matches);
      for (let i = 0; i < matches.count; i++) {
        const next = afterValue(matches.states[i] ?? 0, state);
        found(value, next, matches.wildcardFrom[i] ?? -1, matches.wildcardTo[i] ?? -1);
      }
    }
  }
}

/** A list's value leaves the word state as it was before it. */
export function afterValue(next: number, before: number): number {
  return stateOf(positionOf(next), (flagsOf(next) & BROKEN) | (flagsOf(before) & STARTS_WORD));
}

/** After digits the word state is as before; after number words the word is not at its end. */
export function afterNumber(found: FoundNumber, before: number): number {
  const kept = flagsOf(before) & BROKEN;
  return stateOf(found.end, found.words === null ? kept | (flagsOf(before) & STARTS_WORD) : kept);
}

function add(states: number[], state: number): void {
  if (!states.includes(state)) states.push(state);
}

function addAll(states: number[], more: readonly number[]): void {
  for (const state of more) if (!states.includes(state)) states.push(state);
}

function digitsAt(list: RangeList, source: string, start: number): FoundNumber[] {
  const pattern = list.range.fractions === undefined ? INTEGER : DECIMAL;
  pattern.lastIndex = start;
  const match = pattern.exec(source);
  return match === null ? [] : [digits(match)];
}

function digitsAnywhere(list: RangeList, source: string, start: number): FoundNumber[] {
  const pattern = list.range.fractions === undefined ? INTEGER_ANYWHERE : DECIMAL_ANYWHERE;
  return [...source.slice(start).matchAll(pattern)].map((match) => shifted(digits(match), start));
}

function digits(match: RegExpExecArray | RegExpMatchArray): FoundNumber {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length, value: Number(match[0].replace(',', '.')), words: null };
}

function shifted(found: FoundNumber, by: number): FoundNumber {
  return { ...found, start: found.start + by, end: found.end + by };
}

function spokenAt(list: RangeList, finder: NumberFinder, source: string, start: number): FoundNumber[] {
  const all: FoundNumber[] = [];
  for (const { end, value } of finder.find(source, start, list.range.fractions === undefined ? 'none' : 'wanted')) {
    const words = source.slice(start, end);
    if (isBlankFrom(source, end) && finder.isBareArticle(words)) continue;
    if (inRange(list.range, value)) all.push({ start, end, value, words });
  }
  return all;
}

/** The first occurrence of each number: what stands further on is what the wildcard's end already passed. */
function spokenAnywhere(list: RangeList, source: string, start: number): FoundNumber[] {
  const seen = new Set<string>();
  const all: FoundNumber[] = [];
  for (let at = start; at < source.length && list.spoken !== null; at++) {
    for (const found of spokenAt(list, list.spoken, source, at)) {
      if (found.words === null || seen.has(found.words)) continue;
      seen.add(found.words);
      if (at > start) all.push(found);
    }
  }
  return all;
}
