// What filters, tests and functions get from the evaluator: the budget, and a way to call each other.
import { invalid, overBudget, type Value } from './value.ts';

/** Arguments of a filter, test, method or function, by position and by name. */
export class CallArguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;

  constructor(positional: readonly Value[], named: ReadonlyMap<string, Value> = new Map()) {
    this.positional = positional;
    this.named = named;
  }

  /** The argument at `index`, or called `name`; undefined where it was not given. */
  at(index: number, name?: string): Value {
    if (index < this.positional.length) return this.positional[index];
    return name === undefined ? undefined : this.named.get(name);
  }

  has(index: number, name: string): boolean {
    return index < this.positional.length || this.named.has(name);
  }
}

/** Counts what a template costs. Every node, loop turn and list item is a step; long texts cost by their length. */
export class Budget {
  #steps: number;
  #depth = 0;

  constructor(steps: number) {
    this.#steps = steps;
  }

  get left(): number {
    return Math.max(0, this.#steps);
  }

  /** Throws `template.overBudget` when nothing is left. */
  spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw overBudget('A template took more steps than it may.');
  }

  /** Runs `inner` one level deeper. The limit keeps any template far from the end of the stack. */
  nested<T>(inner: () => T): T {
    if (++this.#depth > 400) throw overBudget('A template is nested too deeply.');
    try {
      return inner();
    } finally {
      this.#depth--;
    }
  }
}

export interface Evaluation {
  readonly budget: Budget;
  /** Wall clock, milliseconds: the same for all of one rendering. */
  readonly now: number;
  filter(name: string, input: Value, args: CallArguments): Value;
  test(name: string, input: Value, args: CallArguments): boolean;
  /** An attribute, or a path of them ("a.b.0"), of plain data. */
  attribute(target: Value, path: Value): Value;
  /** Marks a list as made by this template, which may therefore append to it. */
  own(list: Value[]): readonly Value[];
  isOwn(list: readonly Value[]): boolean;
}

export type Filter = (input: Value, args: CallArguments, evaluation: Evaluation) => Value;
export type Test = (input: Value, args: CallArguments, evaluation: Evaluation) => boolean;

/** Looks a name up in a table without ever reaching what objects inherit. */
export function lookUp<T>(table: Readonly<Record<string, T>>, name: string, what: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) throw invalid(`A template may not use the ${what} "${name}"; there is none of that name.`);
  return found;
}
