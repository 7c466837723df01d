// The matching of one text against one program: which sentences can match at all (fragments), which do (reach), and what they say
// (derive). A text is read in up to four forms, with and without its skip words.
import { foldCase, isPunctuation, joinUnspacedScripts } from '../language/fold.ts';
import { admits, fulfils, isExcluded, readCondition } from './context-check.ts';
import { type Derivation, Deriver, type SlotFill } from './derive.ts';
import { KnownStates } from './known-states.ts';
import type { LoadedProgram } from './loaded-program.ts';
import type { Match } from './match.ts';
import type { MatchList } from './match-lists.ts';
import type { ProgramBlock, ProgramSentence } from './program.ts';
import { Reach } from './reach.ts';
import type { Context } from './sentence-file.ts';
import type { SkipSide } from './skip-words.ts';
import { flagsOf, makeUtterance, NO_STATES, OPEN, positionOf, STARTS_WORD, stateOf } from './utterance.ts';

const START = stateOf(0, STARTS_WORD);

export interface MatchQuery {
  /** What is known beside the words: {area: "Kitchen"}. */
  readonly context: Context;
  /** Lists of the house, or lists that take the place of the program's own. */
  readonly lists: ReadonlyMap<string, MatchList>;
  /** What a sentence requires of a name counts only where it is known: for lists that were opened to any words. */
  readonly lenient?: boolean;
}

/** The text in one form, and the states after each shared item in it. */
interface Form {
  readonly reach: Reach;
  readonly deriver: Deriver;
  readonly known: KnownStates;
}

export class TextMatching {
  readonly #text: string;
  readonly #query: MatchQuery;
  readonly #loaded: LoadedProgram;
  readonly #forms = new Map<string, Form>();
  readonly #plain: string;
  readonly #budget: number;

  /** `text` is normalised. */
  constructor(text: string, query: MatchQuery, loaded: LoadedProgram, budget: number) {
    this.#text = text;
    this.#query = query;
    this.#loaded = loaded;
    this.#budget = budget;
    this.#plain = loaded.skipWords.remove(text, 'everywhere');
  }

  /** Whether the budget was used up; the result is then worth nothing. */
  get gaveUp(): boolean {
    return [...this.#forms.values()].some((form) => form.reach.stepsLeft < 0);
  }

  run(): Match[] {
    const { program, paths, index } = this.#loaded;
    const matches: Match[] = [];
    const forms = this.#plain === this.#text ? [this.#text] : [this.#text, this.#plain];
    const searched = program.ignoreWhitespace ? forms.flatMap((form) => [form, joinUnspacedScripts(form)]) : forms;
    for (const candidate of index.candidates(searched)) {
      const sentence = program.sentences[candidate];
      if (sentence === undefined || !this.#isOpen(sentence.block)) continue;
      for (const text of this.#textsFor(sentence))
        this.#matchIn(this.#form(text), sentence, paths[candidate] ?? [], matches);
    }
    return matches;
  }

  /** Whether a block's keywords are there and its context does not contradict what is known. */
  #isOpen(index: number): boolean {
    const block = this.#loaded.program.blocks[index];
    if (block === undefined) return false;
    const words = block.keywords === null ? null : foldCase(this.#plain).split(' ');
    if (words !== null && !block.keywords?.some((keyword) => words.includes(keyword))) return false;
    const constraint = this.#loaded.program.constraints[block.constraint];
    return constraint === undefined || admits(constraint.requires, constraint.excludes, this.#query.context);
  }

  /** What was said comes before what is left when filler is taken out of it. */
  #textsFor(sentence: ProgramSentence): readonly string[] {
    if (this.#plain === this.#text) return [this.#text];
    if (sentence.edge === 'whole') return [this.#text];
    const side: SkipSide = sentence.edge === 'first' ? 'end' : sentence.edge === 'last' ? 'start' : 'everywhere';
    const stripped = side === 'everywhere' ? this.#plain : this.#loaded.skipWords.remove(this.#text, side);
    return stripped === this.#plain ? [this.#text, stripped] : [stripped];
  }

  #form(text: string): Form {
    const made = this.#forms.get(text);
    if (made !== undefined) return made;
    const { nodes, program, scratch } = this.#loaded;
    const known = scratch.known[this.#forms.size] ?? new KnownStates(this.#loaded.sharedItems.count);
    known.clear();
    const deps = { nodes, matches: scratch.matches, list: (name: string): MatchList | undefined => this.#list(name) };
    const reach = new Reach(makeUtterance(text, program.ignoreWhitespace), deps, this.#budget);
    const form = { reach, deriver: new Deriver(reach, deps), known };
    this.#forms.set(text, form);
    return form;
  }

  #list(name: string): MatchList | undefined {
    return this.#query.lists.get(name) ?? this.#loaded.lists.get(name);
  }

  #matchIn(form: Form, sentence: ProgramSentence, path: readonly number[] | Int32Array, matches: Match[]): void {
    const last = path.at(-1);
    if (last === undefined) return;
    const ends = this.#after(form, last).filter((state) => this.#isEnd(form, state));
    if (ends.length === 0) return;
    const reached = Array.from(path, (index, i) => (i === path.length - 1 ? ends : this.#after(form, index)));
    const block = this.#loaded.program.blocks[sentence.block];
    if (block === undefined) return;
    for (const way of form.deriver.derive(sentence.items, reached, START, this.#query.context)) {
      const match = this.#finish(form, way, block);
      if (match !== null) matches.push(match);
    }
  }

  #after(form: Form, index: number): readonly number[] {
    const known = form.known.get(index);
    if (known !== undefined) return known;
    const { nodes, parents } = this.#loaded.sharedItems;
    const parent = parents[index] ?? -1;
    const before = parent < 0 ? [START] : this.#after(form, parent);
    const states = before.length === 0 ? NO_STATES : form.reach.afterAll(nodes[index] ?? -1, before);
    form.known.set(index, states);
    return states;
  }

  /** Nothing but spaces and punctuation is left, or an open wildcard takes what is left. */
  #isEnd(form: Form, state: number): boolean {
    const { folded } = form.reach.utterance;
    const open = (flagsOf(state) & OPEN) !== 0;
    for (let at = positionOf(state); at < folded.length; at++) {
      const character = folded.charAt(at);
      if (character !== ' ' && (open || !isPunctuation(character))) return open;
    }
    return !open;
  }

  #finish(form: Form, way: Derivation, block: ProgramBlock): Match | null {
    const { requires, excludes } = this.#loaded.program.constraints[block.constraint] ?? { requires: {}, excludes: {} };
    const fromContext = new Map<string, unknown>();
    if (isExcluded(excludes, way.context)) return null;
    const required = this.#query.lenient === true ? knownOnly(requires, way.context) : requires;
    if (!fulfils(required, way.context, fromContext)) return null;
    const fills = closedFills(way.fills, form.reach.utterance.text.slice(positionOf(way.state)).trim());
    if (fills.some((fill) => fill.wildcard !== null && fill.text === '')) return null;
    const filled = Object.fromEntries(fills.map((fill) => [fill.slot, fill.value]));
    return {
      intent: block.intent,
      slots: { ...filled, ...without(block.slots, filled), ...without(Object.fromEntries(fromContext), filled) },
      response: block.response,
      fills,
      captures: Object.fromEntries(closedFills(way.captures, '').map((fill) => [fill.slot, fill.text.trim()])),
      context: way.context,
      block,
      weight: way.weight,
    };
  }
}

/** In the order of the text; a wildcard that is still open takes `rest`. */
function closedFills(newest: SlotFill | null, rest: string): SlotFill[] {
  const fills: SlotFill[] = [];
  for (let fill = newest; fill !== null; fill = fill.previous) {
    const isOpen = fill.wildcard === 'open' && fill === newest;
    fills.push(isOpen ? { ...fill, value: rest, text: rest, wildcard: 'closed' } : fill);
  }
  return fills.reverse();
}

function without(slots: Context, taken: Context): Context {
  return Object.fromEntries(Object.entries(slots).filter(([slot]) => !(slot in taken)));
}

/** Of what is required, that which is known or is copied into a slot. */
function knownOnly(requires: Context, context: Context): Context {
  return Object.fromEntries(
    Object.entries(requires).filter(([key, raw]) => key in context || readCondition(key, raw).slot !== null),
  );
}
