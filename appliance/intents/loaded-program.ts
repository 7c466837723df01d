// A program ready to be matched: one index over its literal fragments, one tree over the first items of its sentences.
import { KnownStates } from './known-states.ts';
import { LiteralMatches, makeLiteral } from './literal.ts';
import { type MatchList, programLists } from './match-lists.ts';
import type { ProgramSentence, SentenceProgram } from './program.ts';
import type { LoadedNode } from './reach.ts';
import { SentenceIndex } from './sentence-index.ts';
import { SkipWords } from './skip-words.ts';

/** As it was said, and without skip words: anywhere, at its start, at its end. */
const MAX_FORMS = 4;

/** Items that sentences share with all that stands before them, by their index. */
export interface SharedItems {
  readonly count: number;
  readonly nodes: Int32Array;
  /** -1 for a first item. */
  readonly parents: Int32Array;
}

/** What the matching of any text needs of a program. */
export interface LoadedProgram {
  readonly program: SentenceProgram;
  readonly nodes: readonly LoadedNode[];
  readonly lists: ReadonlyMap<string, MatchList>;
  readonly skipWords: SkipWords;
  readonly sharedItems: SharedItems;
  /** For each sentence, its items as indices of `sharedItems`. */
  readonly paths: readonly Int32Array[];
  readonly index: SentenceIndex;
  readonly scratch: Scratch;
}

/** What is used again for every text, since a text takes less time than making these. Matching is never re-entered. */
export interface Scratch {
  readonly matches: LiteralMatches;
  /** One for each form of a text that is being matched. */
  readonly known: readonly KnownStates[];
  /** For endpoint hints. */
  readonly continuations: KnownStates;
}

export function loadProgram(program: SentenceProgram): LoadedProgram {
  const { sharedItems, paths } = shareItems(program.sentences);
  return {
    program,
    nodes: program.nodes.map((node) =>
      node.op === 'text' ? { op: 'text', literal: makeLiteral(node.text, node.endsWord) } : node,
    ),
    lists: programLists(program),
    skipWords: new SkipWords(program.skipWords, program.ignoreWhitespace),
    sharedItems,
    paths,
    index: new SentenceIndex(program),
    scratch: {
      matches: new LiteralMatches(),
      known: Array.from({ length: MAX_FORMS }, () => new KnownStates(sharedItems.count)),
      continuations: new KnownStates(sharedItems.count),
    },
  };
}

function shareItems(sentences: readonly ProgramSentence[]): Pick<LoadedProgram, 'sharedItems' | 'paths'> {
  const known = new Map<string, number>();
  const nodes: number[] = [];
  const parents: number[] = [];
  const paths = sentences.map(({ items }) => {
    let parent = -1;
    return Int32Array.from(items, (node) => {
      const key = `${parent} ${node}`;
      const index = known.get(key) ?? nodes.push(node) - 1;
      parents[index] = parent;
      known.set(key, index);
      parent = index;
      return index;
    });
  });
  const sharedItems = { count: nodes.length, nodes: Int32Array.from(nodes), parents: Int32Array.from(parents) };
  return { sharedItems, paths };
}
