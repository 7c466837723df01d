// The matching of one text against one program: which sentences can match at all (fragments), which do (reach), and what they say
// (derive). A text is read in up to four forms, with and without its skip words.
import { foldCase, isPunctuation } from '../language/fold.ts';
import { admits, fulfils, isExcluded, readCondition } from './context-check.ts';
import { type Derivation, Deriver, type SlotFill } from './derive.ts';
import type { Match } from './match.ts';
import type { MatchList } from './match-lists.ts';
import type { ProgramBlock, ProgramSentence } from './program.ts';
import { Reach } from './reach.ts';
import type { Context } from './sentence-file.ts';
import type { LoadedProgram, MatchQuery } from './sentence-matcher.ts';
import type { SkipSide } from './skip-words.ts';
import { flagsOf, makeUtterance, NO_STATES, OPEN, positionOf, STARTS_WORD, stateOf } from './utterance.ts';

const START = stateOf(0, STARTS_WORD);

/** The text in one form, and the states after each shared item in it. */
interface Form {
  readonly reach: Reach;
  readonly deriver: Deriver;
  readonly after: (readonly number[] | undefined)[];
}

export class TextMatching {
  readonly #text: string;
  readonly #query: MatchQuery;
  readonly #loaded: LoadedProgram;
  readonly #forms = new Map<string, Form>();
  readonly #present: Uint8Array;
  readonly #plain: string;
  #stepsLeft: number;

  /** `text` is normalised. */
  constructor(text: string, query: MatchQuery, loaded: LoadedProgram, budget: number) {
    this.#text = text;
    this.#query = query;
    this.#loaded = loaded;
    this.#stepsLeft = budget;
    this.#plain = loaded.skipWords.remove(text, 'everywhere');
    this.#present = new Uint8Array(loaded.program.fragments.length);
    this.#findFragments(text);
    if (this.#plain !== text) this.#findFragments(this.#plain);
  }

  /** Whether the budget was used up; the result is then worth nothing. */
  get gaveUp(): boolean {
    return this.#stepsLeft < 0;
  }

  run(): Match[] {
    const { program, paths } = this.#loaded;
    const open = this.#openBlocks();
    const matches: Match[] = [];
    for (let i = 0; i < paths.length; i++) {
      const sentence = program.sentences[i];
      if (sentence === undefined || open[sentence.block] !== 1 || !this.#mayMatch(sentence)) continue;
      for (const text of this.#textsFor(sentence)) this.#matchIn(this.#form(text), sentence, paths[i] ?? [], matches);
    }
    this.#countSteps();
    return matches;
  }

  #countSteps(): void {
    for (const form of this.#forms.values()) if (form.reach.stepsLeft < 0) this.#stepsLeft = -1;
  }

  #findFragments(text: string): void {
    const folded = foldCase(text);
    const mark = (_: number, indices: readonly number[]): void => {
      for (const index of indices) this.#present[index] = 1;
    };
    for (let at = 0; at < folded.length; at++) this.#loaded.fragments.find(folded, at, mark);
  }

  #mayMatch(sentence: ProgramSentence): boolean {
    for (const clause of sentence.clauses) {
      let found = false;
      for (let i = 0; i < clause.length && !found; i++) found = this.#present[clause[i] ?? -1] === 1;
      if (!found) return false;
    }
    return true;
  }

  /** Blocks whose keywords are there and whose context does not contradict what is known. */
  #openBlocks(): Uint8Array {
    const { blocks, constraints } = this.#loaded.program;
    const { context } = this.#query;
    const possible = constraints.map(({ requires, excludes }) => admits(requires, excludes, context));
    const words = new Set(foldCase(this.#plain).split(' '));
    return Uint8Array.from(blocks, (block) => {
      const hasKeyword = block.keywords === null || block.keywords.some((keyword) => words.has(keyword));
      return hasKeyword && possible[block.constraint] === true ? 1 : 0;
    });
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
    const known = this.#forms.get(text);
    if (known !== undefined) return known;
    const { nodes, program } = this.#loaded;
    const deps = { nodes, list: (name: string): MatchList | undefined => this.#list(name) };
    const reach = new Reach(makeUtterance(text, program.ignoreWhitespace), deps, this.#stepsLeft);
    const form = { reach, deriver: new Deriver(reach, deps), after: [] };
    this.#forms.set(text, form);
    return form;
  }

  #list(name: string): MatchList | undefined {
    return this.#query.lists.get(name) ?? this.#loaded.lists.get(name);
  }

  #matchIn(form: Form, sentence: ProgramSentence, path: readonly number[], matches: Match[]): void {
    const last = path.at(-1);
    if (last === undefined) return;
    const ends = this.#after(form, last).filter((state) => this.#isEnd(form, state));
    if (ends.length === 0) return;
    const reached = path.map((index, i) => (i === path.length - 1 ? ends : this.#after(form, index)));
    const block = this.#loaded.program.blocks[sentence.block];
    if (block === undefined) return;
    for (const way of form.deriver.derive(sentence.items, reached, START, this.#query.context)) {
      const match = this.#finish(form, way, block);
      if (match !== null) matches.push(match);
    }
  }

  #after(form: Form, index: number): readonly number[] {
    const known = form.after[index];
    if (known !== undefined) return known;
    const item = this.#loaded.sharedItems[index];
    if (item === undefined) return NO_STATES;
    const before = item.parent < 0 ? [START] : this.#after(form, item.parent);
    const states = before.length === 0 ? NO_STATES : form.reach.afterAll(item.node, before);
    form.after[index] = states;
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
