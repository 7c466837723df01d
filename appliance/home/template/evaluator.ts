// Walks the tree of a template. Everything costs steps, so that no template can keep the program busy.
import { compareValues, operate } from './arithmetic.ts';
import { Budget, CallArguments, type Evaluation, lookUp } from './evaluation.ts';
import { FILTERS } from './filters.ts';
import { FUNCTIONS } from './functions.ts';
import { callMethod } from './methods.ts';
import { bind, invoke, loopState, ownFunction, Scope } from './scope.ts';
import { itemOf, iterate, memberOf, sliceOf } from './sequences.ts';
import type { Arguments, Expression, Statement } from './syntax.ts';
import { TESTS } from './tests.ts';
import { bounded, toText } from './text-form.ts';
import {
  invalid,
  isFloat,
  Namespace,
  numberOf,
  plainKey,
  TemplateFunction,
  toValue,
  truthy,
  type Value,
} from './value.ts';

type Signal = 'break' | 'continue' | null;

export class Evaluator implements Evaluation {
  readonly budget: Budget;
  readonly now: number;
  readonly #root: Scope;
  readonly #owned = new WeakSet<readonly Value[]>();

  constructor(variables: Readonly<Record<string, unknown>>, steps: number, now: number) {
    this.now = now;
    this.budget = new Budget(steps);
    this.#root = new Scope(null);
    for (const name of Object.keys(variables)) this.#root.values.set(name, toValue(variables[name]));
  }

  /** The text that `statements` make. */
  render(statements: readonly Statement[]): string {
    const output: string[] = [];
    this.#runAll(statements, new Scope(this.#root), output);
    return bounded(output.join(''));
  }

  filter(name: string, input: Value, args: CallArguments): Value {
    this.budget.spend(1);
    return lookUp(FILTERS, name, 'filter')(input, args, this);
  }

  test(name: string, input: Value, args: CallArguments): boolean {
    this.budget.spend(1);
    return lookUp(TESTS, name, 'test')(input, args, this);
  }

  attribute(target: Value, path: Value): Value {
    if (typeof path !== 'string') return itemOf(target, path);
    let value = target;
    for (const part of path.split('.')) {
      this.budget.spend(1);
      value = /^\d+$/.test(part) ? itemOf(value, Number(part)) : memberOf(value, part);
    }
    return value;
  }

  own(list: Value[]): readonly Value[] {
    this.#owned.add(list);
    return list;
  }

  isOwn(list: readonly Value[]): boolean {
    return this.#owned.has(list);
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
        this.#write(toText(this.#evaluate(statement.expression, scope)), output);
        return null;
      case 'do':
        this.#evaluate(statement.expression, scope);
        return null;
      case 'if':
        return this.#runIf(statement, scope, output);
      case 'for':
        this.#runFor(statement, scope, output);
        return null;
      case 'with':
        return this.#runWith(statement, scope, output);
      case 'set':
        this.#set(statement, this.#evaluate(statement.value, scope), scope);
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
    const branch = statement.branches.find(({ test }) => truthy(this.#evaluate(test, scope)));
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
    for (const [name, value] of statement.values) inner.values.set(name, this.#evaluate(value, scope));
    return this.#runAll(statement.body, inner, output);
  }

  #loopItems(statement: Extract<Statement, { kind: 'for' }>, scope: Scope): readonly Value[] {
    const items = iterate(this.#evaluate(statement.iterable, scope), this.budget);
    const { condition } = statement;
    if (condition === null) return items;
    return items.filter((item) => {
      const inner = new Scope(scope);
      bind(statement.targets, item, inner);
      return truthy(this.#evaluate(condition, inner));
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
        const value = given === undefined && fallback !== null ? this.#evaluate(fallback, inner) : toValue(given);
        inner.values.set(name, value);
      });
      return this.budget.nested(() => this.#captured(macro.body, inner));
    });
  }

  #evaluate(expression: Expression, scope: Scope): Value {
    this.budget.spend(1);
    return this.budget.nested(() => this.#evaluateNode(expression, scope));
  }

  #evaluateNode(node: Expression, scope: Scope): Value {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'name':
        return scope.find(node.name)?.value;
      case 'attribute':
        return memberOf(this.#evaluate(node.target, scope), node.name);
      case 'item':
        return itemOf(this.#evaluate(node.target, scope), this.#evaluate(node.key, scope));
      case 'slice':
        return this.#slice(node, scope);
      case 'call':
        return this.#call(node, scope);
      case 'filter':
        return this.filter(node.name, this.#evaluate(node.target, scope), this.#arguments(node.args, scope));
      case 'test':
        return this.#test(node, scope);
      case 'list':
        return this.own(node.items.map((item) => this.#evaluate(item, scope)));
      case 'mapping':
        return this.#mapping(node, scope);
      default:
        return this.#evaluateOperator(node, scope);
    }
  }

  #evaluateOperator(
    node: Extract<
      Expression,
      { kind: 'negate' | 'plus' | 'not' | 'binary' | 'compare' | 'and' | 'or' | 'conditional' }
    >,
    scope: Scope,
  ): Value {
    switch (node.kind) {
      case 'not':
        return !truthy(this.#evaluate(node.operand, scope));
      case 'negate':
      case 'plus':
        return this.#signed(node.kind, this.#evaluate(node.operand, scope));
      case 'binary':
        return operate(node.operator, this.#evaluate(node.left, scope), this.#evaluate(node.right, scope), this);
      case 'compare':
        return this.#compare(node, scope);
      case 'conditional':
        return this.#conditional(node, scope);
      default: {
        const left = this.#evaluate(node.left, scope);
        return truthy(left) === (node.kind === 'or') ? left : this.#evaluate(node.right, scope);
      }
    }
  }

  #signed(kind: 'negate' | 'plus', operand: Value): Value {
    const number = numberOf(operand);
    const result = kind === 'negate' ? -number : number;
    return isFloat(operand) ? operate('/', result, 1, this) : result;
  }

  #conditional(node: Extract<Expression, { kind: 'conditional' }>, scope: Scope): Value {
    if (truthy(this.#evaluate(node.test, scope))) return this.#evaluate(node.whenTrue, scope);
    return node.otherwise === null ? undefined : this.#evaluate(node.otherwise, scope);
  }

  #compare(node: Extract<Expression, { kind: 'compare' }>, scope: Scope): boolean {
    let left = this.#evaluate(node.first, scope);
    for (const [operator, expression] of node.rest) {
      const right = this.#evaluate(expression, scope);
      if (!compareValues(operator, left, right, this)) return false;
      left = right;
    }
    return true;
  }

  #test(node: Extract<Expression, { kind: 'test' }>, scope: Scope): boolean {
    const target = this.#evaluate(node.target, scope);
    return this.test(node.name, target, this.#arguments(node.args, scope)) !== node.negated;
  }

  #slice(node: Extract<Expression, { kind: 'slice' }>, scope: Scope): Value {
    const bounds = node.bounds.map((bound) => (bound === null ? null : this.#evaluate(bound, scope)));
    return sliceOf(this.#evaluate(node.target, scope), bounds, this.budget);
  }

  #mapping(node: Extract<Expression, { kind: 'mapping' }>, scope: Scope): Value {
    const mapping = new Map<Value, Value>();
    for (const [key, value] of node.entries) {
      mapping.set(plainKey(this.#evaluate(key, scope)), this.#evaluate(value, scope));
    }
    return mapping;
  }

  #arguments(args: Arguments, scope: Scope): CallArguments {
    const positional = args.positional.map((argument) => this.#evaluate(argument, scope));
    if (args.named.length === 0) return new CallArguments(positional);
    const named = new Map<string, Value>();
    for (const [name, value] of args.named) named.set(name, this.#evaluate(value, scope));
    return new CallArguments(positional, named);
  }

  #call(node: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
    const { target } = node;
    if (target.kind === 'attribute') {
      const owner = this.#evaluate(target.target, scope);
      const args = this.#arguments(node.args, scope);
      const member = ownFunction(owner, target.name);
      return member === null ? callMethod(owner, target.name, args, this) : invoke(member, args);
    }
    const args = this.#arguments(node.args, scope);
    if (target.kind === 'name' && scope.find(target.name) === null) {
      return lookUp(FUNCTIONS, target.name, 'function')(args, this);
    }
    const callee = this.#evaluate(target, scope);
    if (!(callee instanceof TemplateFunction)) throw invalid('A template called something that is no function.');
    return invoke(callee, args);
  }
}
