// All ways in which one sentence matches one text, with what they say. Runs only for sentences of which `Reach` knows already that
// they match, and only through states from which the end can be reached. Ways that say the same are one way, the first.

import { type LiteralMatches, matchLiteral } from './literal.ts';
import type { MatchList } from './match-lists.ts';
import type { FoundNumber, LoadedNode, Reach } from './reach.ts';
import { afterNumber, afterValue } from './reach.ts';
import type { Context } from './sentence-file.ts';
import { flagsOf, NO_STATES, OPEN, OPEN_TO_WORD, positionOf, stateOf } from './utterance.ts';

/** A slot that got its value, newest first. */
export interface SlotFill {
  readonly slot: string;
  readonly value: unknown;
  /** The words that gave it. */
  readonly text: string;
  /** The list that the value is from. */
  readonly list: string;
  /** null: no wildcard. `open` until the next item says where it ends. */
  readonly wildcard: 'open' | 'closed' | null;
  /** Where a closed wildcard stands in the text; [0, 0] for anything else. */
  readonly span: readonly [number, number];
  readonly previous: SlotFill | null;
}

/** One way to read the text up to `state`. */
export interface Derivation {
  readonly state: number;
  /** Letters of literal text matched. */
  readonly weight: number;
  readonly fills: SlotFill | null;
  readonly captures: SlotFill | null;
  /** Context, with what list values added. */
  readonly context: Context;
}

/** More ways than this through one item of a sentence are not followed. */
const MAX_WAYS = 64;
const NO_SPAN: readonly [number, number] = [0, 0];

type ListNode = Extract<LoadedNode, { op: 'list' }>;

export interface DeriveDeps {
  readonly nodes: readonly LoadedNode[];
  readonly matches: LiteralMatches;
  list(name: string): MatchList | undefined;
}

export class Deriver {
  readonly #reach: Reach;
  readonly #deps: DeriveDeps;
  readonly #matches: LiteralMatches;

  constructor(reach: Reach, deps: DeriveDeps) {
    this.#reach = reach;
    this.#deps = deps;
    this.#matches = deps.matches;
  }

  /** Every way in which `items`, one after another, match from `state`; `reached[i]` are the states after item i. */
  derive(
    items: readonly number[],
    reached: readonly (readonly number[])[],
    state: number,
    context: Context,
  ): Derivation[] {
    const alive = this.#alive(items, reached);
    let ways: Derivation[] = [{ state, weight: 0, fills: null, captures: null, context }];
    items.forEach((item, i) => {
      const through = ways.flatMap((way) => this.#through(item, way));
      ways = distinct(through.filter((way) => alive[i]?.includes(way.state) === true));
    });
    return ways;
  }

  /** Of the states after each item, those from which the rest of the sentence can still match. */
  #alive(items: readonly number[], reached: readonly (readonly number[])[]): (readonly number[])[] {
    const alive: (readonly number[])[] = reached.slice();
    for (let i = items.length - 2; i >= 0; i--) {
      const next = alive[i + 1] ?? NO_STATES;
      alive[i] = (reached[i] ?? NO_STATES).filter((state) =>
        this.#reach.after(items[i + 1] ?? -1, state).some((after) => next.includes(after)),
      );
    }
    return alive;
  }

  #through(node: number, way: Derivation): Derivation[] {
    const loaded = this.#deps.nodes[node];
    if (loaded === undefined) return [];
    if (loaded.op === 'text') return this.#text(loaded, way);
    if (this.#reach.after(node, way.state).length === 0) return [];
    if (loaded.op === 'list') return this.#list(loaded, way);
    if (loaded.op === 'alternative') return distinct(loaded.items.flatMap((item) => this.#through(item, way)));
    return loaded.items.reduce<Derivation[]>(
      (ways, item) => distinct(ways.flatMap((one) => this.#through(item, one))),
      [way],
    );
  }

  #text(node: Extract<LoadedNode, { op: 'text' }>, way: Derivation): Derivation[] {
    matchLiteral(node.literal, way.state, this.#reach.utterance, this.#matches);
    const { count, states, weights, wildcardFrom, wildcardTo } = this.#matches;
    const ways: Derivation[] = [];
    for (let i = 0; i < count; i++) {
      const fills = this.#closeWildcard(way.fills, wildcardFrom[i] ?? -1, wildcardTo[i] ?? -1);
      ways.push({ ...way, state: states[i] ?? 0, weight: way.weight + (weights[i] ?? 0), fills });
    }
    return ways;
  }

  #closeWildcard(fills: SlotFill | null, from: number, to: number): SlotFill | null {
    if (fills === null || from < 0) return fills;
    const text = this.#reach.utterance.text.slice(from, to).trim();
    return { ...fills, value: text, text, wildcard: 'closed', span: [from, to] };
  }

  #list(node: ListNode, way: Derivation): Derivation[] {
    const list = this.#deps.list(node.list);
    if (list === undefined) return [];
    if (list.kind === 'values') return this.#values(node, list, way);
    if (list.kind === 'range') return this.#range(node, list, way);
    const flags = flagsOf(way.state) | OPEN | (node.endOfWord ? OPEN_TO_WORD : 0);
    const fill = { slot: node.slot, value: '', text: '', list: node.list, wildcard: 'open' as const, span: NO_SPAN };
    return [{ ...way, state: stateOf(positionOf(way.state), flags), fills: { ...fill, previous: way.fills } }];
  }

  #range(node: ListNode, list: Extract<MatchList, { kind: 'range' }>, way: Derivation): Derivation[] {
    const open = (flagsOf(way.state) & OPEN) !== 0;
    return this.#reach.numbers(list, way.state).flatMap((found) => {
      const closed = open ? this.#closeWildcard(way.fills, positionOf(way.state), found.start) : way.fills;
      if (open && closed?.text === '') return [];
      const value = found.value * (list.range.multiplier ?? 1);
      return [this.#filled(node, way, closed, value, found)];
    });
  }

  #filled(node: ListNode, way: Derivation, fills: SlotFill | null, value: number, found: FoundNumber): Derivation {
    const text = found.words ?? this.#reach.utterance.text.slice(found.start, found.end);
    return {
      ...way,
      state: afterNumber(found, way.state),
      weight: way.weight + (found.words?.length ?? 0),
      fills: { slot: node.slot, value, text, list: node.list, wildcard: null, span: NO_SPAN, previous: fills },
    };
  }

  #values(node: ListNode, list: Extract<MatchList, { kind: 'values' }>, way: Derivation): Derivation[] {
    const ways: Derivation[] = [];
    this.#reach.literalValues(list, node.constraint, way.state, (value, next, from, to) => {
      const fills = this.#closeWildcard(way.fills, from, to);
      ways.push(this.#chosen(node, list, value, { ...way, state: next, fills }, way));
    });
    const admitted = list.admitted(node.constraint);
    for (const template of list.templates) {
      if (admitted[template.value] !== 1) continue;
      for (const inner of this.#through(template.node, way)) {
        if ((flagsOf(inner.state) & OPEN) !== 0) continue;
        const next = { ...inner, weight: way.weight, state: afterValue(inner.state, way.state) };
        ways.push(this.#chosen(node, list, template.value, next, way));
      }
    }
    return ways;
  }

  /** `after` with the value `index` of `list` in the node's slot. */
  #chosen(
    node: ListNode,
    list: Extract<MatchList, { kind: 'values' }>,
    index: number,
    after: Derivation,
    before: Derivation,
  ): Derivation {
    const value = list.values[index];
    const text = this.#valueText(before, after);
    const fill = { slot: node.slot, value: value?.out ?? text, text, list: node.list, wildcard: null, span: NO_SPAN };
    const context = value?.context == null ? after.context : { ...before.context, ...value.context };
    if (node.capture) return { ...after, context, captures: { ...fill, previous: after.captures } };
    return { ...after, context, fills: { ...fill, previous: after.fills } };
  }

  /** The words of a value: from where it may begin up to where it ends, behind the wildcard that it closed. */
  #valueText(before: Derivation, after: Derivation): string {
    const start = positionOf(before.state);
    const [from, to] = after.fills?.span ?? NO_SPAN;
    const begin = to > from && from === start ? to : start;
    return this.#reach.utterance.text.slice(begin, positionOf(after.state));
  }
}

/** The first of each that say the same; not more than a bounded number of them. */
function distinct(ways: Derivation[]): Derivation[] {
  if (ways.length < 2) return ways;
  const seen = new Map<string, Derivation>();
  for (const way of ways) {
    const key = `${way.state} ${way.weight} ${fillsKey(way.fills)} ${fillsKey(way.captures)} ${JSON.stringify(way.context)}`;
    if (!seen.has(key)) seen.set(key, way);
    if (seen.size >= MAX_WAYS) break;
  }
  return [...seen.values()];
}

function fillsKey(fills: SlotFill | null): string {
  let key = '';
  for (let fill = fills; fill !== null; fill = fill.previous) {
    key += `${fill.slot}=${JSON.stringify(fill.value)}/${fill.text}/${fill.wildcard};`;
  }
  return key;
}
