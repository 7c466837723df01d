// Whether a text could go on: which sentences it is the beginning of. What only a wildcard took in does not count: it takes
// anything, so it says nothing.
import type { KnownStates } from './known-states.ts';
import type { LoadedProgram } from './loaded-program.ts';
import type { MatchList } from './match-lists.ts';
import type { Reach } from './reach.ts';
import {
  flagsOf,
  isBlankFrom,
  NO_STATES,
  OPEN,
  positionOf,
  STARTS_WORD,
  skipSpaces,
  sourceFor,
  stateOf,
} from './utterance.ts';

/** What a sentence could still take. */
export interface Extension {
  readonly sentence: number;
  /** Whether the last word may be part of a longer name or number ("kitchen" of "kitchen light", "twenty" of "twenty five"). */
  readonly insideValue: boolean;
}

const NOTHING = 0;
const WORDS = 1;
const VALUE = 2;
type Taking = typeof NOTHING | typeof WORDS | typeof VALUE;

const NOT_KNOWN = -1;
const START = [stateOf(0, STARTS_WORD)];
const STATE_SPAN = 1 << 14;

export class Continuations {
  readonly #reach: Reach;
  readonly #loaded: LoadedProgram;
  readonly #list: (name: string) => MatchList | undefined;
  readonly #known = new Map<number, Taking>();
  /** For each shared item, what it could take where the text ends. */
  readonly #taken: Int8Array;
  readonly #states: KnownStates;

  constructor(reach: Reach, loaded: LoadedProgram, list: (name: string) => MatchList | undefined) {
    this.#reach = reach;
    this.#loaded = loaded;
    this.#list = list;
    this.#taken = new Int8Array(loaded.sharedItems.count).fill(NOT_KNOWN);
    this.#states = loaded.scratch.continuations;
    this.#states.clear();
  }

  /** Every sentence of which the text is a beginning. */
  find(): Extension[] {
    const { program, paths } = this.#loaded;
    const extensions: Extension[] = [];
    for (let sentence = 0; sentence < paths.length; sentence++) {
      const edge = program.sentences[sentence]?.edge;
      if (edge === 'first' || edge === 'whole') continue;
      const taking = this.#along(paths[sentence] ?? []);
      if (taking !== NOTHING) extensions.push({ sentence, insideValue: taking === VALUE });
    }
    return extensions;
  }

  #along(path: Iterable<number>): Taking {
    let taking: Taking = NOTHING;
    for (const index of path) {
      const states = this.#before(index);
      if (states.length === 0) break;
      const more = this.#shared(index, states);
      if (more === VALUE) return more;
      if (more === WORDS) taking = more;
    }
    return taking;
  }

  #before(index: number): readonly number[] {
    const parent = this.#loaded.sharedItems.parents[index] ?? -1;
    if (parent < 0) return START;
    const known = this.#states.get(parent);
    if (known !== undefined) return known;
    const states = this.#before(parent);
    const node = this.#loaded.sharedItems.nodes[parent] ?? -1;
    const after = states.length === 0 ? NO_STATES : this.#reach.afterAll(node, states);
    this.#states.set(parent, after);
    return after;
  }

  #shared(index: number, states: readonly number[]): Taking {
    const known = this.#taken[index] ?? NOT_KNOWN;
    if (known !== NOT_KNOWN) return known as Taking;
    const taking = this.#any(states, (state) => this.#item(this.#loaded.sharedItems.nodes[index] ?? -1, state));
    this.#taken[index] = taking;
    return taking;
  }

  #any<T>(items: readonly T[], take: (item: T) => Taking): Taking {
    let taking: Taking = NOTHING;
    for (const item of items) {
      const more = take(item);
      if (more === VALUE) return more;
      if (more === WORDS) taking = more;
    }
    return taking;
  }

  #item(node: number, state: number): Taking {
    const loaded = this.#loaded.nodes[node];
    if (loaded === undefined) return NOTHING;
    const source = sourceFor(this.#reach.utterance, flagsOf(state));
    if (loaded.op === 'text') return takesText(loaded.literal.text, source, state);
    const key = node * STATE_SPAN + state;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, NOTHING);
    const taking = this.#compute(loaded, source, state);
    this.#known.set(key, taking);
    return taking;
  }

  #compute(node: Exclude<LoadedProgram['nodes'][number], { op: 'text' }>, source: string, state: number): Taking {
    if (node.op === 'list') return this.#listTakes(node.list, source, state);
    if (node.op === 'alternative') return this.#any(node.items, (item) => this.#item(item, state));
    let states: readonly number[] = [state];
    let taking: Taking = NOTHING;
    for (let i = 0; i < node.items.length && states.length > 0 && taking !== VALUE; i++) {
      const item = node.items[i] ?? -1;
      const more = this.#any(states, (one) => this.#item(item, one));
      if (more !== NOTHING) taking = more;
      states = this.#reach.afterAll(item, states);
    }
    return taking;
  }

  #listTakes(name: string, source: string, state: number): Taking {
    if ((flagsOf(state) & OPEN) !== 0) return NOTHING;
    if (isBlankFrom(source, positionOf(state))) return WORDS;
    const list = this.#list(name);
    if (list === undefined || list.kind === 'wildcard') return NOTHING;
    const rest = source.slice(positionOf(state)).trim();
    if (list.kind === 'range') return list.spoken?.isBeginning(rest) === true ? VALUE : NOTHING;
    if (list.trie.hasLonger(rest)) return VALUE;
    return list.templates.some(({ node }) => this.#item(node, state) !== NOTHING) ? VALUE : NOTHING;
  }
}

function takesText(literal: string, source: string, state: number): Taking {
  const text = literal.trim();
  if (text === '' || (flagsOf(state) & OPEN) !== 0) return NOTHING;
  const at = skipSpaces(source, positionOf(state));
  if (at >= source.length) return WORDS;
  const rest = source.length - at > text.length + 1 ? null : source.slice(at).trim();
  return rest !== null && rest.length < text.length && text.startsWith(rest) ? WORDS : NOTHING;
}
