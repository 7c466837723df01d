// All sentences of one language, in layers: the user's own before our steps before the fetched ones before ours. A match with fewer
// wildcards is worth more than the order of the layers, since a wildcard fits anything.
import type { HouseSnapshot } from '../home/house.ts';
import { compileSentences } from './compile.ts';
import { houseLists } from './house-lists.ts';
import type { LoadedProgram } from './loaded-program.ts';
import { bestMatch, type Match, wildcardCount } from './match.ts';
import { type HouseLists, houseList, type MatchList } from './match-lists.ts';
import { HOUSE_LISTS, type HouseList, type SentenceProgram } from './program.ts';
import { type Context, parseSentenceFile } from './sentence-file.ts';
import { SentenceMatcher } from './sentence-matcher.ts';
import { ownSentenceFile, ownStepFile } from './sentences/own.ts';

/** A match and the layer it is from. */
export interface LayerMatch {
  readonly match: Match;
  readonly layer: number;
}

export interface GrammarQuery {
  readonly context: Context;
  /** Lists of the house that take any words: what was said there is compared with the names afterwards. */
  readonly open?: readonly HouseList[];
}

export class Grammar {
  readonly language: string;
  readonly layers: readonly SentenceMatcher[];

  constructor(language: string, programs: readonly SentenceProgram[]) {
    this.language = language;
    this.layers = programs.map((program) => new SentenceMatcher(program));
  }

  /** The lists of `house` for each layer. Only these are made anew when the house changes. */
  listsFor(house: HouseLists): ReadonlyArray<ReadonlyMap<string, MatchList>> {
    return this.layers.map(({ loaded }) => {
      const { constraints } = loaded.program;
      return new Map(HOUSE_LISTS.map((name) => [name, houseList(house[name], constraints)]));
    });
  }
}

/** A grammar and one house. */
export class HouseGrammar {
  readonly grammar: Grammar;
  readonly lists: ReadonlyArray<ReadonlyMap<string, MatchList>>;
  readonly #slots = new WeakMap<LoadedProgram, Set<string>[]>();

  constructor(grammar: Grammar, house: HouseLists) {
    this.grammar = grammar;
    this.lists = grammar.listsFor(house);
  }

  /** What `text` means; null where no sentence matches. A match without wildcards cannot be outdone by a later layer. */
  match(text: string, query: GrammarQuery): LayerMatch | null {
    let best: LayerMatch | null = null;
    for (let layer = 0; layer < this.grammar.layers.length; layer++) {
      const match = bestMatch(this.#matchesOf(layer, text, query));
      if (match !== null && (best === null || isClearer(match, best.match))) best = { match, layer };
      if (best !== null && wildcardCount(best.match) === 0) break;
    }
    return best;
  }

  /** Every match of every layer. */
  matchAll(text: string, query: GrammarQuery): LayerMatch[] {
    return this.grammar.layers.flatMap((_, layer) =>
      this.#matchesOf(layer, text, query).map((match) => ({ match, layer })),
    );
  }

  /** What the sentence of `match` requires of a name's context. */
  requiresOf(layer: number, match: Match): Context {
    const { constraints } = this.grammar.layers[layer]?.loaded.program ?? {};
    return constraints?.[match.block.constraint]?.requires ?? {};
  }

  /** What the matched sentence wants no named thing to be. */
  excludesOf(layer: number, match: Match): Context {
    const { constraints } = this.grammar.layers[layer]?.loaded.program ?? {};
    return constraints?.[match.block.constraint]?.excludes ?? {};
  }

  /** The slots that a sentence can fill by its words. */
  slotsOf(loaded: LoadedProgram, sentence: number): ReadonlySet<string> {
    const known = this.#slots.get(loaded) ?? [];
    this.#slots.set(loaded, known);
    const slots = known[sentence] ?? slotsUnder(loaded.program, loaded.program.sentences[sentence]?.items ?? []);
    known[sentence] = slots;
    return slots;
  }

  /** Texts given up for want of steps, in all layers. */
  get overBudget(): number {
    return this.grammar.layers.reduce((sum, layer) => sum + layer.overBudget, 0);
  }

  #matchesOf(layer: number, text: string, query: GrammarQuery): readonly Match[] {
    const lists = opened(this.lists[layer] ?? new Map(), query.open ?? []);
    const asked = { context: query.context, lists, lenient: query.open !== undefined };
    return this.grammar.layers[layer]?.matchAll(text, asked) ?? [];
  }
}

/** Our own sentences of `language`, compiled, in the order of their layers; none where there are none. */
export function ownSentences(language: string): SentenceProgram[] {
  return [ownStepFile(language), ownSentenceFile(language)].flatMap((own) =>
    own === null ? [] : [compileSentences(parseSentenceFile(own.content, own.name), own.name)],
  );
}

/** The lists of each grammar for the house as it is: made once a snapshot. */
export class HouseGrammars {
  readonly #grammars: ReadonlyMap<string, Grammar>;
  readonly #made = new WeakMap<HouseSnapshot, Map<string, HouseGrammar>>();

  constructor(grammars: readonly Grammar[]) {
    this.#grammars = new Map(grammars.map((grammar) => [grammar.language, grammar]));
  }

  /** The grammar of `language` ("de-AT" falls back to "de"); null where there is none. */
  of(language: string, snapshot: HouseSnapshot): HouseGrammar | null {
    const grammar = this.#grammars.get(language) ?? this.#grammars.get(language.split('-')[0] ?? language);
    if (grammar === undefined) return null;
    const made = this.#made.get(snapshot) ?? new Map<string, HouseGrammar>();
    this.#made.set(snapshot, made);
    const known = made.get(grammar.language) ?? new HouseGrammar(grammar, houseLists(snapshot));
    made.set(grammar.language, known);
    return known;
  }
}

function opened(lists: ReadonlyMap<string, MatchList>, open: readonly HouseList[]): ReadonlyMap<string, MatchList> {
  if (open.length === 0) return lists;
  return new Map([...lists, ...open.map((name): [string, MatchList] => [name, { kind: 'wildcard' }])]);
}

function isClearer(match: Match, than: Match): boolean {
  const wildcards = wildcardCount(match);
  const others = wildcardCount(than);
  if (wildcards !== others) return wildcards < others;
  return wildcards > 0 && match.weight > than.weight;
}

function slotsUnder(program: SentenceProgram, items: readonly number[]): Set<string> {
  const slots = new Set<string>();
  const visit = (id: number): void => {
    const node = program.nodes[id];
    if (node === undefined || node.op === 'text') return;
    if (node.op === 'list') slots.add(node.slot);
    else node.items.forEach(visit);
  };
  items.forEach(visit);
  return slots;
}
