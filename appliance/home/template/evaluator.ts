// Runs the statements of a template and gathers the text they make. They spend from the budget of the expressions in them.
import type { Budget } from './evaluation.ts';
import { ExpressionEvaluator } from './expression-evaluator.ts';
import { bind, loopState, Scope } from './scope.ts';
import { iterate } from './sequences.ts';
import type { Statement } from './syntax.ts';
import { bounded, toText } from './text-form.ts';
import { invalid, Namespace, TemplateFunction, toValue, truthy, type Value } from './value.ts';

type Signal = 'break' | 'continue' | null;

export class Evaluator {
  readonly budget: Budget;
  readonly #expressions: ExpressionEvaluator;
  readonly #root: Scope;

  constructor(variables: Readonly<Record<string, unknown>>, steps: number, now: number) {
    this.#expressions = new ExpressionEvaluator(steps, now);
    this.budget = this.#expressions.budget;
    this.#root = new Scope(null);
    for (const name of Object.keys(variables)) this.#root.values.set(name, toValue(variables[name]));
  }

  /** The text that `statements` make. */
  render(statements: readonly Statement[]): string {
    const output: string[] = [];
    this.#runAll(statements, new Scope(this.#root), output);
    return bounded(output.join(''));
  }

  #runAll(statements: readonly Statement[], scope: Scope, output: string[]): Signal {
    for (const statement of statements) {
      const signal = this.budget.nested(() => this.#run(statement, scope, output));
      if (signal !== null) return signal;
    }
    return null;
  }

  #run(statement: Statement, scope: Scope, output: string[]): Signal {
    this.budget.spend(1);
    switch (statement.kind) {
      case 'text':
        this.#write(statement.text, output);
        return null;
      case 'output':
        this.#write(toText(this.#expressions.evaluate(statement.expression, scope)), output);
        return null;
      case 'do':
        this.#expressions.evaluate(statement.expression, scope);
        return null;
      case 'if':
        return this.#runIf(statement, scope, output);
      case 'for':
        this.#runFor(statement, scope, output);
        return null;
      case 'with':
        return this.#runWith(statement, scope, output);
      case 'set':
        this.#set(statement, this.#expressions.evaluate(statement.value, scope), scope);
        return null;
      case 'capture':
        scope.values.set(statement.name, this.#captured(statement.body, scope));
        return null;
      case 'macro':
        scope.values.set(statement.name, this.#macro(statement, scope));
        return null;
      default:
        return statement.kind;
    }
  }

  /** A written character costs a sixteenth of a step, so the steps also bound the length of the result. */
  #write(text: string, output: string[]): void {
    this.budget.spend(Math.ceil(text.length / 16));
    output.push(text);
  }

  #runIf(statement: Extract<Statement, { kind: 'if' }>, scope: Scope, output: string[]): Signal {
    const branch = statement.branches.find(({ test }) => truthy(this.#expressions.evaluate(test, scope)));
    return this.#runAll(branch?.body ?? statement.otherwise, scope, output);
  }

  #runFor(statement: Extract<Statement, { kind: 'for' }>, scope: Scope, output: string[]): void {
    const items = this.#loopItems(statement, scope);
    if (items.length === 0) {
      this.#runAll(statement.otherwise, scope, output);
      return;
    }
    for (let index = 0; index < items.length; index++) {
      this.budget.spend(1);
      const inner = new Scope(scope);
      bind(statement.targets, items[index], inner);
      inner.values.set('loop', loopState(items, index));
      if (this.#runAll(statement.body, inner, output) === 'break') return;
    }
  }

  /** The values are those of outside, and the names are known inside alone. */
  #runWith(statement: Extract<Statement, { kind: 'with' }>, scope: Scope, output: string[]): Signal {
    const inner = new Scope(scope);
    for (const [name, value] of statement.values) inner.values.set(name, this.#expressions.evaluate(value, scope));
    return this.#runAll(statement.body, inner, output);
  }

  #loopItems(statement: Extract<Statement, { kind: 'for' }>, scope: Scope): readonly Value[] {
    const items = iterate(this.#expressions.evaluate(statement.iterable, scope), this.budget);
    const { condition } = statement;
    if (condition === null) return items;
    return items.filter((item) => {
      const inner = new Scope(scope);
      bind(statement.targets, item, inner);
      return truthy(this.#expressions.evaluate(condition, inner));
    });
  }

  #set(statement: Extract<Statement, { kind: 'set' }>, value: Value, scope: Scope): void {
    if (statement.attribute === null) {
      bind(statement.targets, value, scope);
      return;
    }
    const target = scope.find(statement.targets[0] ?? '')?.value;
    if (!(target instanceof Namespace)) throw invalid('A template may set attributes of a namespace() only.');
    target.values.set(statement.attribute, value);
  }

  #captured(body: readonly Statement[], scope: Scope): string {
    const output: string[] = [];
    this.#runAll(body, scope, output);
    return bounded(output.join(''));
  }

  #macro(macro: Extract<Statement, { kind: 'macro' }>, scope: Scope): TemplateFunction {
    return new TemplateFunction((positional, named) => {
      const inner = new Scope(scope);
      macro.parameters.forEach(({ name, fallback }, index) => {
        const given = index < positional.length ? positional[index] : named[name];
        const value =
          given === undefined && fallback !== null ? this.#expressions.evaluate(fallback, inner) : toValue(given);
        inner.values.set(name, value);
      });
      return this.budget.nested(() => this.#captured(macro.body, inner));
    });
  }
}
