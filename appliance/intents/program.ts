// The compiled form of a file of sentences: plain data, so that it can be written to a cache as JSON. Equal expressions are one
// node, wherever they stand: what was tried once at a position of the text is known for all sentences. Names of the house are not
// in it; they are lists handed to the matcher, so a house that changes recompiles nothing here.
import type { Context, RangeDefinition } from './sentence-file.ts';

/** Grows whenever the shape below changes: an older cache is then compiled anew. */
export const PROGRAM_VERSION = 1;

export type ProgramNode =
  /** Folded text; "" matches nothing and is skipped. */
  | { readonly op: 'text'; readonly text: string; readonly endsWord: boolean }
  | { readonly op: 'sequence'; readonly items: readonly number[] }
  | { readonly op: 'alternative'; readonly items: readonly number[] }
  | {
      readonly op: 'list';
      /** Key into `lists`, or the name of a list of the house. */
      readonly list: string;
      readonly slot: string;
      readonly capture: boolean;
      readonly endOfWord: boolean;
      /** Index into `constraints`: which values the block's context admits. */
      readonly constraint: number;
    };

export interface ProgramValue {
  /** Folded words, or null where `node` is a template. */
  readonly words: string | null;
  readonly node: number;
  /** null: the words as they were said. */
  readonly out: unknown;
  readonly context: Context | null;
  readonly metadata: Context | null;
}

export type ProgramList =
  | { readonly kind: 'values'; readonly values: readonly ProgramValue[] }
  | { readonly kind: 'range'; readonly range: RangeDefinition }
  | { readonly kind: 'wildcard' };

export interface ProgramConstraint {
  readonly requires: Context;
  readonly excludes: Context;
}

export interface ProgramBlock {
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly response: string;
  readonly constraint: number;
  readonly metadata: Context | null;
  readonly keywords: readonly string[] | null;
}

/** `whole`, `first`, `last`: a wildcard is all of the sentence, or its first or last item; skip words are then removed only at the other end. */
export type WildcardEdge = 'none' | 'whole' | 'first' | 'last';

export interface ProgramSentence {
  readonly block: number;
  readonly items: readonly number[];
  readonly edge: WildcardEdge;
  /** Each clause is fragments (indices) of which the text must hold one. */
  readonly clauses: readonly (readonly number[])[];
}

export interface SentenceProgram {
  readonly version: number;
  readonly language: string;
  readonly ignoreWhitespace: boolean;
  readonly skipWords: readonly string[];
  readonly nodes: readonly ProgramNode[];
  readonly lists: Readonly<Record<string, ProgramList>>;
  readonly constraints: readonly ProgramConstraint[];
  readonly blocks: readonly ProgramBlock[];
  /** In the order in which equals win. */
  readonly sentences: readonly ProgramSentence[];
  readonly fragments: readonly string[];
  /** Reply templates: intent ▸ key ▸ template; and those of errors. */
  readonly responses: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly errorResponses: Readonly<Record<string, string>>;
}

/** Lists that the house fills. */
export const HOUSE_LISTS = ['name', 'area', 'floor'] as const;
export type HouseList = (typeof HOUSE_LISTS)[number];
