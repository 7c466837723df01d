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

/** An item that sentences share with all that stands before it; `parent` is -1 for a first item. */
export interface SharedItem {
  readonly node: number;
  readonly parent: number;
}

/** What the matching of any text needs of a program. */
export interface LoadedProgram {
  readonly program: SentenceProgram;
  readonly nodes: readonly LoadedNode[];
  readonly lists: ReadonlyMap<string, MatchList>;
  readonly skipWords: SkipWords;
  readonly sharedItems: readonly SharedItem[];
  /** For each sentence, its items as indices of `sharedItems`. */
  readonly paths: readonly (readonly number[])[];
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
  const sharedItems: SharedItem[] = [];
  const paths = buildPaths(program.sentences, sharedItems);
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
      known: Array.from({ length: MAX_FORMS }, () => new KnownStates(sharedItems.length)),
      continuations: new KnownStates(sharedItems.length),
    },
  };
}

function buildPaths(sentences: readonly ProgramSentence[], shared: SharedItem[]): number[][] {
  const known = new Map<string, number>();
  return sentences.map(({ items }) => {
    let parent = -1;
    return items.map((node) => {
      const key = `${parent} ${node}`;
      const index = known.get(key) ?? shared.push({ node, parent }) - 1;
      known.set(key, index);
      parent = index;
      return index;
    });
  });
}
