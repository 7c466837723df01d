// A program ready to be matched: one index over its literal fragments, one tree over the first items of its sentences.
import { normalizeForMatching } from '../language/fold.ts';
import { KnownStates } from './known-states.ts';
import { bestMatch, type Match } from './match.ts';
import { type MatchList, programLists } from './match-lists.ts';
import type { ProgramSentence, SentenceProgram } from './program.ts';
import type { LoadedNode } from './reach.ts';
import type { Context } from './sentence-file.ts';
import { SentenceIndex } from './sentence-index.ts';
import { SkipWords } from './skip-words.ts';
import { makeLiteral, TextMatches } from './text-match.ts';
import { TextMatching } from './text-matching.ts';
import { MAX_SAID_LENGTH, MAX_TEXT_LENGTH } from './utterance.ts';

export interface MatcherOptions {
  /** Steps after which a text counts as not matched. An ordinary command takes some hundred. Default 100,000, about 20 ms. */
  readonly stepBudget?: number;
}

const DEFAULT_STEP_BUDGET = 100_000;
/** As it was said, and without skip words: anywhere, at its start, at its end. */
const MAX_FORMS = 4;

export interface MatchQuery {
  /** What is known beside the words: {area: "Kitchen"}. */
  readonly context: Context;
  /** Lists of the house, or lists that take the place of the program's own. */
  readonly lists: ReadonlyMap<string, MatchList>;
  /** What a sentence requires of a name counts only where it is known: for lists that were opened to any words. */
  readonly lenient?: boolean;
}

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
  readonly matches: TextMatches;
  /** One for each form of a text that is being matched. */
  readonly known: readonly KnownStates[];
  /** For endpoint hints. */
  readonly continuations: KnownStates;
}

export class SentenceMatcher {
  readonly loaded: LoadedProgram;
  readonly #budget: number;
  #overBudget = 0;

  constructor(program: SentenceProgram, options: MatcherOptions = {}) {
    this.#budget = options.stepBudget ?? DEFAULT_STEP_BUDGET;
    this.loaded = loadProgram(program);
  }

  /** How many texts were given up for taking more steps than the budget. */
  get overBudget(): number {
    return this.#overBudget;
  }

  /** What `text` means; null where no sentence matches. */
  match(text: string, query: MatchQuery): Match | null {
    return bestMatch(this.matchAll(text, query));
  }

  /** Every match, in the order of the sentences. */
  matchAll(text: string, query: MatchQuery): readonly Match[] {
    const normalized = text.length > MAX_SAID_LENGTH ? '' : normalizeForMatching(text);
    if (normalized === '' || normalized.length > MAX_TEXT_LENGTH) return [];
    const matching = new TextMatching(normalized, query, this.loaded, this.#budget);
    const matches = matching.run();
    if (!matching.gaveUp) return matches;
    this.#overBudget++;
    return [];
  }
}

function loadProgram(program: SentenceProgram): LoadedProgram {
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
      matches: new TextMatches(),
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
