// Whether a text could go on: which sentences it is the beginning of. A sentence that begins with a wildcard fits every text and
// says nothing, so it does not count.
import type { PrefixTrie } from '../language/prefix-trie.ts';
import type { MatchList } from './match-lists.ts';
import type { Reach } from './reach.ts';
import type { LoadedProgram } from './sentence-matcher.ts';
import { flagsOf, isBlankFrom, OPEN, positionOf, STARTS_WORD, sourceFor, stateOf } from './utterance.ts';

/** What a sentence could still take. */
export interface Extension {
  readonly sentence: number;
  /** Whether the last word may be part of a longer name or number ("kitchen" of "kitchen light", "twenty" of "twenty five"). */
  readonly insideValue: boolean;
}

type Taking = 'nothing' | 'words' | 'value';

export class Continuations {
  readonly #reach: Reach;
  readonly #loaded: LoadedProgram;
  readonly #list: (name: string) => MatchList | undefined;
  readonly #known = new Map<string, Taking>();

  constructor(reach: Reach, loaded: LoadedProgram, list: (name: string) => MatchList | undefined) {
    this.#reach = reach;
    this.#loaded = loaded;
    this.#list = list;
  }

  /** Every sentence of which the text is a beginning; `isOpen` says which blocks are looked at. */
  find(isOpen: (block: number) => boolean): Extension[] {
    const extensions: Extension[] = [];
    this.#loaded.program.sentences.forEach((sentence, index) => {
      if (sentence.edge === 'first' || sentence.edge === 'whole' || !isOpen(sentence.block)) return;
      const taking = this.#sequence(sentence.items, [stateOf(0, STARTS_WORD)]);
      if (taking !== 'nothing') extensions.push({ sentence: index, insideValue: taking === 'value' });
    });
    return extensions;
  }

  #sequence(items: readonly number[], from: readonly number[]): Taking {
    let states = from;
    let taking: Taking = 'nothing';
    for (const item of items) {
      for (const state of states) {
        const more = this.#item(item, state);
        if (more === 'value') return more;
        if (more === 'words') taking = more;
      }
      states = this.#reach.afterAll(item, states);
      if (states.length === 0) break;
    }
    return taking;
  }

  #item(node: number, state: number): Taking {
    const loaded = this.#loaded.nodes[node];
    if (loaded === undefined) return 'nothing';
    const source = sourceFor(this.#reach.utterance, flagsOf(state));
    const atEnd = isBlankFrom(source, positionOf(state));
    if (loaded.op === 'text') return takesText(loaded.literal.text.trim(), source, state, atEnd);
    const key = `${node} ${state}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, 'nothing');
    const taking =
      loaded.op === 'list'
        ? this.#listTakes(loaded.list, source, state, atEnd)
        : loaded.op === 'sequence'
          ? this.#sequence(loaded.items, [state])
          : this.#choice(loaded.items, state);
    this.#known.set(key, taking);
    return taking;
  }

  #choice(items: readonly number[], state: number): Taking {
    let taking: Taking = 'nothing';
    for (const item of items) {
      const more = this.#item(item, state);
      if (more === 'value') return more;
      if (more === 'words') taking = more;
    }
    return taking;
  }

  #listTakes(name: string, source: string, state: number, atEnd: boolean): Taking {
    if (atEnd || (flagsOf(state) & OPEN) !== 0) return 'words';
    const list = this.#list(name);
    const rest = source.slice(positionOf(state)).trim();
    if (list === undefined || list.kind === 'wildcard') return list === undefined ? 'nothing' : 'words';
    if (list.kind === 'range') return list.spoken !== null && isBeginning(list.spoken, rest) ? 'value' : 'nothing';
    if (isBeginning(list.trie, rest)) return 'value';
    return list.templates.some(({ node }) => this.#item(node, state) !== 'nothing') ? 'value' : 'nothing';
  }
}

function takesText(text: string, source: string, state: number, atEnd: boolean): Taking {
  if (text === '') return 'nothing';
  if (atEnd || (flagsOf(state) & OPEN) !== 0) return 'words';
  const rest = source.slice(positionOf(state)).trim();
  return rest.length < text.length && text.startsWith(rest) ? 'words' : 'nothing';
}

function isBeginning<V>(trie: PrefixTrie<V>, rest: string): boolean {
  return rest !== '' && trie.hasLonger(rest);
}
