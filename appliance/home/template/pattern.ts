// Regular expressions of templates, second half: a backtracking matcher that pays for every step from the template's budget, so
// a pattern that would run for years ends with `template.overBudget`.
import type { Budget } from './evaluation.ts';
import { type Instruction, isWord, otherCase, type Program } from './pattern-program.ts';
import { compilePattern } from './pattern-syntax.ts';
import { bounded } from './text-form.ts';

export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  /** The whole match, then each group; undefined where a group took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** Instructions for one step of the budget. */
const INSTRUCTIONS_A_STEP = 8;
/** Choices kept at once; each holds a copy of the captures. */
const MOST_CHOICES = 50_000;

export class Pattern {
  readonly #program: Program;

  /** Throws `template.invalid` for what is no pattern. */
  constructor(source: string, ignoreCase: boolean) {
    this.#program = compilePattern(source, ignoreCase);
  }

  /** The first match at or after `from`. */
  search(text: string, from: number, budget: Budget): PatternMatch | null {
    for (let start = from; start <= text.length; start++) {
      const found = this.matchAt(text, start, budget);
      if (found !== null) return found;
    }
    return null;
  }

  matchAt(text: string, start: number, budget: Budget): PatternMatch | null {
    const run = new Run(this.#program, text, budget);
    const saved = new Array<number>(this.#program.slots).fill(-1);
    const end = run.from(0, start, saved);
    if (end === null) return null;
    const groups: (string | undefined)[] = [text.slice(start, end)];
    for (let group = 1; group < this.#program.groups; group++) groups.push(run.captured(group));
    return { start, end, groups };
  }

  /** Every match, left to right, not overlapping. */
  *matches(text: string, budget: Budget): Generator<PatternMatch, void> {
    for (let position = 0; position <= text.length; ) {
      const found = this.search(text, position, budget);
      if (found === null) return;
      yield found;
      position = found.end > found.start ? found.end : found.end + 1;
    }
  }

  /** Every match replaced; "\1" and "\g<name>" in `replacement` stand for groups. */
  replace(text: string, replacement: string, budget: Budget): string {
    let result = '';
    let position = 0;
    for (const found of this.matches(text, budget)) {
      result += text.slice(position, found.start) + this.#expand(replacement, found);
      position = found.end;
      budget.spend(1);
      bounded(result);
    }
    return bounded(result + text.slice(position));
  }

  #expand(replacement: string, found: PatternMatch): string {
    return replacement.replaceAll(
      /\\(?:g<(\w+)>|(\d)|(n)|(\\))/g,
      (_all, name?: string, digit?: string, newline?: string) => {
        if (name !== undefined) return found.groups[this.#program.names.get(name) ?? Number(name)] ?? '';
        if (digit !== undefined) return found.groups[Number(digit)] ?? '';
        return newline === undefined ? '\\' : '\n';
      },
    );
  }
}

interface Choice {
  readonly instruction: number;
  readonly position: number;
  readonly saved: number[];
}

class Run {
  readonly #program: Program;
  readonly #text: string;
  readonly #budget: Budget;
  #saved: number[] = [];
  #count = 0;

  constructor(program: Program, text: string, budget: Budget) {
    this.#program = program;
    this.#text = text;
    this.#budget = budget;
  }

  captured(group: number): string | undefined {
    const start = this.#saved[group * 2] ?? -1;
    const end = this.#saved[group * 2 + 1] ?? -1;
    return start < 0 || end < 0 ? undefined : this.#text.slice(start, end);
  }

  /** Where a match from `instruction` at `position` ends; null where there is none. */
  from(instruction: number, position: number, saved: number[]): number | null {
    const choices: Choice[] = [{ instruction, position, saved }];
    for (let choice = choices.pop(); choice !== undefined; choice = choices.pop()) {
      const end = this.#follow(choice, choices);
      if (end !== null) return end;
    }
    return null;
  }

  /** Runs until a match or a failure; alternatives on the way are put on `choices`. */
  #follow(choice: Choice, choices: Choice[]): number | null {
    this.#saved = choice.saved;
    let { instruction: at, position } = choice;
    for (;;) {
      if (++this.#count % INSTRUCTIONS_A_STEP === 0) this.#budget.spend(1);
      const instruction = this.#program.instructions[at] as Instruction;
      if (instruction.op === 'match') return position;
      if (instruction.op === 'split') {
        if (choices.length >= MOST_CHOICES) this.#budget.spend(Number.POSITIVE_INFINITY);
        choices.push({ instruction: instruction.second, position, saved: [...this.#saved] });
        at = instruction.first;
      } else if (instruction.op === 'jump') at = instruction.to;
      else if (instruction.op === 'look') {
        if (!this.#looks(instruction, at, position)) return null;
        at = instruction.end;
      } else {
        const next = this.#take(instruction, position);
        if (next === null) return null;
        position = next;
        at++;
      }
    }
  }

  #looks(look: Extract<Instruction, { op: 'look' }>, at: number, position: number): boolean {
    const before = this.#saved;
    const found = this.#budget.nested(() => this.from(at + 1, position, [...before]));
    if (found === null || look.negated) this.#saved = before;
    return (found !== null) !== look.negated;
  }

  /** The position after `instruction`, or null where it fails. */
  #take(
    instruction: Exclude<Instruction, { op: 'match' | 'split' | 'jump' | 'look' }>,
    position: number,
  ): number | null {
    switch (instruction.op) {
      case 'character':
        return position < this.#text.length && instruction.test(this.#text.charCodeAt(position)) ? position + 1 : null;
      case 'save':
        this.#saved[instruction.slot] = position;
        return position;
      case 'progress':
        return this.#saved[instruction.slot] === position ? null : position;
      case 'reference':
        return this.#takeReference(instruction.group, position);
      default:
        return this.#holds(instruction.kind, position) ? position : null;
    }
  }

  #takeReference(group: number, position: number): number | null {
    const wanted = this.captured(group);
    if (wanted === undefined) return null;
    for (let index = 0; index < wanted.length; index++) {
      const code = this.#text.charCodeAt(position + index);
      const same = code === wanted.charCodeAt(index);
      if (!same && !(this.#program.ignoreCase && otherCase(code) === wanted.charCodeAt(index))) return null;
    }
    this.#budget.spend(Math.ceil(wanted.length / 64));
    return position + wanted.length;
  }

  #holds(kind: Extract<Instruction, { op: 'assert' }>['kind'], position: number): boolean {
    const { length } = this.#text;
    switch (kind) {
      case 'start':
        return position === 0;
      case 'end':
        return position === length;
      case 'lineEnd':
        return position === length || (position === length - 1 && this.#text.charCodeAt(position) === 10);
      default:
        return (this.#isWordAt(position - 1) !== this.#isWordAt(position)) === (kind === 'boundary');
    }
  }

  #isWordAt(position: number): boolean {
    return position >= 0 && position < this.#text.length && isWord(this.#text.charCodeAt(position));
  }
}
