// Lists as the matcher uses them. Those of the sentences are made once; those of the house are made anew when the house changes.
import { foldCase, normalizeText } from '../language/fold.ts';
import type { NumberFinder } from '../language/number-finder.ts';
import { numberFinder } from '../language/numbers.ts';
import { PrefixTrie } from '../language/prefix-trie.ts';
import { admits } from './context-check.ts';
import type { HouseList, ProgramConstraint, ProgramList, ProgramValue, SentenceProgram } from './program.ts';
import type { Context, RangeDefinition } from './sentence-file.ts';

export interface ListValue {
  /** null: the words as they were said. */
  readonly out: unknown;
  readonly context: Context | null;
  readonly metadata: Context | null;
}

export interface ValueList {
  readonly kind: 'values';
  readonly values: readonly ListValue[];
  /** Folded words ▸ index of the value. */
  readonly trie: PrefixTrie<number>;
  readonly words: ReadonlyArray<{ readonly text: string; readonly value: number }>;
  readonly templates: ReadonlyArray<{ readonly node: number; readonly value: number }>;
  /** Which values a block's context admits, by the index of its constraint. */
  admitted(constraint: number): Uint8Array;
}

export interface RangeList {
  readonly kind: 'range';
  readonly range: RangeDefinition;
  /** null where only digits count. */
  readonly spoken: NumberFinder | null;
}

export type MatchList = ValueList | RangeList | { readonly kind: 'wildcard' };

/** One name of the house. */
export interface HouseValue {
  readonly words: string;
  /** What the slot gets: the name as it is written. */
  readonly out: string;
  readonly context: Context | null;
}

export type HouseLists = Readonly<Record<HouseList, readonly HouseValue[]>>;

/** The lists that `program` brings itself. */
export function programLists(program: SentenceProgram): Map<string, MatchList> {
  return new Map(Object.entries(program.lists).map(([name, list]) => [name, programList(list, program)]));
}

/** A list of the house, for the constraints of one program. */
export function houseList(values: readonly HouseValue[], constraints: readonly ProgramConstraint[]): ValueList {
  const entries = values.map(({ words, out, context }) => ({
    words: foldCase(normalizeText(words)),
    node: -1,
    out,
    context,
    metadata: null,
  }));
  return valueList(entries, constraints);
}

export function inRange(range: RangeDefinition, number: number): boolean {
  if (number < range.from || number >= range.to + 1) return false;
  const whole = Math.floor(number);
  if ((whole - range.from) % range.step !== 0) return false;
  if (number === whole) return true;
  if (range.fractions === 'halves') return number - whole === 0.5;
  return range.fractions === 'tenths' && Number.isInteger(Math.round(number * 1e6) / 1e5);
}

function programList(list: ProgramList, program: SentenceProgram): MatchList {
  if (list.kind === 'wildcard') return list;
  if (list.kind === 'values') return valueList(list.values, program.constraints);
  const { range } = list;
  const spoken = range.words ? numberFinder(range.words_language ?? program.language) : null;
  return { kind: 'range', range, spoken };
}

function valueList(values: readonly ProgramValue[], constraints: readonly ProgramConstraint[]): ValueList {
  const trie = new PrefixTrie<number>();
  const words: Array<{ text: string; value: number }> = [];
  const templates: Array<{ node: number; value: number }> = [];
  values.forEach((value, index) => {
    const text = value.words?.trimStart() ?? '';
    if (value.words === null) templates.push({ node: value.node, value: index });
    else if (text !== '') {
      trie.insert(text, index);
      words.push({ text, value: index });
    }
  });
  const known = new Map<number, Uint8Array>();
  const admitted = (constraint: number): Uint8Array => {
    const kept = known.get(constraint) ?? admittedBy(constraints[constraint], values);
    known.set(constraint, kept);
    return kept;
  };
  return { kind: 'values', values, trie, words, templates, admitted };
}

function admittedBy(constraint: ProgramConstraint | undefined, values: readonly ListValue[]): Uint8Array {
  if (constraint === undefined) return new Uint8Array(values.length).fill(1);
  const { requires, excludes } = constraint;
  return Uint8Array.from(values, (value) => (admits(requires, excludes, value.context) ? 1 : 0));
}
