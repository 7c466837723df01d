// What an expression of a template is worth. Everything costs steps, so that no template can keep the program busy.
import { compareValues, operate } from './arithmetic.ts';
import { Budget, CallArguments, type Evaluation, lookUp } from './evaluation.ts';
import { FILTERS } from './filters.ts';
import { FUNCTIONS } from './functions.ts';
import { callMethod } from './methods.ts';
import { invoke, ownFunction, type Scope } from './scope.ts';
import { itemOf, memberOf, sliceOf } from './sequences.ts';
import type { Arguments, Expression } from './syntax.ts';
import { TESTS } from './tests.ts';
import { invalid, isFloat, numberOf, plainKey, TemplateFunction, truthy, type Value } from './value.ts';

export class ExpressionEvaluator implements Evaluation {
  readonly budget: Budget;
  readonly now: number;
  readonly #owned = new WeakSet<readonly Value[]>();

  constructor(steps: number, now: number) {
    this.now = now;
    this.budget = new Budget(steps);
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

  /** What `expression` is worth in `scope`. */
  evaluate(expression: Expression, scope: Scope): Value {
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
        return memberOf(this.evaluate(node.target, scope), node.name);
      case 'item':
        return itemOf(this.evaluate(node.target, scope), this.evaluate(node.key, scope));
      case 'slice':
        return this.#slice(node, scope);
      case 'call':
        return this.#call(node, scope);
      case 'filter':
        return this.filter(node.name, this.evaluate(node.target, scope), this.#arguments(node.args, scope));
      case 'test':
        return this.#test(node, scope);
      case 'list':
        return this.own(node.items.map((item) => this.evaluate(item, scope)));
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
        return !truthy(this.evaluate(node.operand, scope));
      case 'negate':
      case 'plus':
        return this.#signed(node.kind, this.evaluate(node.operand, scope));
      case 'binary':
        return operate(node.operator, this.evaluate(node.left, scope), this.evaluate(node.right, scope), this);
      case 'compare':
        return this.#compare(node, scope);
      case 'conditional':
        return this.#conditional(node, scope);
      default: {
        const left = this.evaluate(node.left, scope);
        return truthy(left) === (node.kind === 'or') ? left : this.evaluate(node.right, scope);
      }
    }
  }

  #signed(kind: 'negate' | 'plus', operand: Value): Value {
    const number = numberOf(operand);
    const result = kind === 'negate' ? -number : number;
    return isFloat(operand) ? operate('/', result, 1, this) : result;
  }

  #conditional(node: Extract<Expression, { kind: 'conditional' }>, scope: Scope): Value {
    if (truthy(this.evaluate(node.test, scope))) return this.evaluate(node.whenTrue, scope);
    return node.otherwise === null ? undefined : this.evaluate(node.otherwise, scope);
  }

  #compare(node: Extract<Expression, { kind: 'compare' }>, scope: Scope): boolean {
    let left = this.evaluate(node.first, scope);
    for (const [operator, expression] of node.rest) {
      const right = this.evaluate(expression, scope);
      if (!compareValues(operator, left, right, this)) return false;
      left = right;
    }
    return true;
  }

  #test(node: Extract<Expression, { kind: 'test' }>, scope: Scope): boolean {
    const target = this.evaluate(node.target, scope);
    return this.test(node.name, target, this.#arguments(node.args, scope)) !== node.negated;
  }

  #slice(node: Extract<Expression, { kind: 'slice' }>, scope: Scope): Value {
    const bounds = node.bounds.map((bound) => (bound === null ? null : this.evaluate(bound, scope)));
    return sliceOf(this.evaluate(node.target, scope), bounds, this.budget);
  }

  #mapping(node: Extract<Expression, { kind: 'mapping' }>, scope: Scope): Value {
    const mapping = new Map<Value, Value>();
    for (const [key, value] of node.entries) {
      mapping.set(plainKey(this.evaluate(key, scope)), this.evaluate(value, scope));
    }
    return mapping;
  }

  #arguments(args: Arguments, scope: Scope): CallArguments {
    const positional = args.positional.map((argument) => this.evaluate(argument, scope));
    if (args.named.length === 0) return new CallArguments(positional);
    const named = new Map<string, Value>();
    for (const [name, value] of args.named) named.set(name, this.evaluate(value, scope));
    return new CallArguments(positional, named);
  }

  #call(node: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
    const { target } = node;
    if (target.kind === 'attribute') {
      const owner = this.evaluate(target.target, scope);
      const args = this.#arguments(node.args, scope);
      const member = ownFunction(owner, target.name);
      return member === null ? callMethod(owner, target.name, args, this) : invoke(member, args);
    }
    const args = this.#arguments(node.args, scope);
    if (target.kind === 'name' && scope.find(target.name) === null) {
      return lookUp(FUNCTIONS, target.name, 'function')(args, this);
    }
    const callee = this.evaluate(target, scope);
    if (!(callee instanceof TemplateFunction)) throw invalid('A template called something that is no function.');
    return invoke(callee, args);
  }
}
