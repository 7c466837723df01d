// Tokens of one part of a template ▸ an expression, with Jinja's precedences: `if else`, or, and, not, comparisons, + -, ~,
// * / // %, **, sign, then what follows a value: attribute, item, call, filter, test.
import type { Arguments, BinaryOperator, CompareOperator, Expression } from './syntax.ts';
import { parseNumber } from './text-form.ts';
import { TokenCursor } from './token-cursor.ts';
import { invalid, overBudget } from './value.ts';

const DEEPEST = 60;
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);
/** Words that end an unparenthesised argument of a test. */
const NOT_ARGUMENTS: ReadonlySet<string> = new Set(['else', 'or', 'and', 'if', 'is', 'in', 'not', 'recursive']);

export class ExpressionParser extends TokenCursor {
  #depth = 0;

  /** One expression; with a comma after it, a list of them. */
  expressionOrList(): Expression {
    const first = this.expression();
    if (this.peek().text !== ',' || this.peek().kind !== 'operator') return first;
    const items = [first];
    while (this.accept(',')) if (!this.atEnd) items.push(this.expression());
    return { kind: 'list', items };
  }

  expression(withConditional = true): Expression {
    if (++this.#depth > DEEPEST) throw overBudget('A template is nested too deeply.');
    let result = this.#or();
    while (withConditional && this.accept('if')) {
      const test = this.#or();
      const otherwise = this.accept('else') ? this.expression() : null;
      result = { kind: 'conditional', test, whenTrue: result, otherwise };
    }
    this.#depth--;
    return result;
  }

  #or(): Expression {
    let left = this.#and();
    while (this.accept('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.accept('and')) left = { kind: 'and', left, right: this.#not() };
    return left;
  }

  #not(): Expression {
    let negations = 0;
    while (this.peek().text === 'not' && this.accept('not')) negations++;
    const operand = this.#compare();
    if (negations === 0) return operand;
    const negated: Expression = { kind: 'not', operand };
    return negations % 2 === 1 ? negated : { kind: 'not', operand: negated };
  }

  #compare(): Expression {
    const first = this.#sum();
    const rest: (readonly [CompareOperator, Expression])[] = [];
    for (let operator = this.#compareOperator(); operator !== null; operator = this.#compareOperator()) {
      rest.push([operator, this.#sum()]);
    }
    return rest.length === 0 ? first : { kind: 'compare', first, rest };
  }

  #compareOperator(): CompareOperator | null {
    const token = this.peek();
    if (token.kind === 'operator' && COMPARISONS.has(token.text)) {
      this.skip();
      return token.text as CompareOperator;
    }
    if (this.accept('in')) return 'in';
    if (token.text !== 'not' || token.kind !== 'name' || this.peek(1).text !== 'in') return null;
    this.skip(2);
    return 'not in';
  }

  #sum(): Expression {
    return this.#leftToRight(['+', '-'], () => this.#leftToRight(['~'], () => this.#product()));
  }

  #product(): Expression {
    return this.#leftToRight(['*', '/', '//', '%'], () => this.#leftToRight(['**'], () => this.#signed(true)));
  }

  #leftToRight(operators: readonly BinaryOperator[], next: () => Expression): Expression {
    let left = next();
    for (;;) {
      const token = this.peek();
      const operator = token.kind === 'operator' ? operators.find((candidate) => candidate === token.text) : undefined;
      if (operator === undefined) return left;
      this.skip();
      left = { kind: 'binary', operator, left, right: next() };
    }
  }

  #signed(withFilters: boolean): Expression {
    if (++this.#depth > DEEPEST) throw overBudget('A template is nested too deeply.');
    let result: Expression;
    if (this.accept('-')) result = { kind: 'negate', operand: this.#signed(false) };
    else if (this.accept('+')) result = { kind: 'plus', operand: this.#signed(false) };
    else result = this.#primary();
    result = this.#postfix(result);
    this.#depth--;
    return withFilters ? this.#filtered(result) : result;
  }

  #primary(): Expression {
    const token = this.peek();
    if (token.kind === 'end') throw invalid('Expected a value in a template; its part ended first.');
    this.skip();
    if (token.kind === 'number') return { kind: 'literal', value: parseNumber(token.text) ?? undefined };
    if (token.kind === 'string') return { kind: 'literal', value: this.#joinedStrings(token.text) };
    if (token.kind === 'name') return this.#named(token.text);
    if (token.text === '(') return this.#parenthesised();
    if (token.text === '[') return { kind: 'list', items: this.#items(']') };
    if (token.text === '{') return this.#mapping();
    throw invalid(`Expected a value in a template, got "${token.text}".`);
  }

  /** "a" "b" is one string, as in Python. */
  #joinedStrings(first: string): string {
    let text = first;
    while (this.peek().kind === 'string') {
      text += this.peek().text;
      this.skip();
    }
    return text;
  }

  #named(name: string): Expression {
    const literal = LITERALS.get(name);
    return literal === undefined ? { kind: 'name', name } : { kind: 'literal', value: literal };
  }

  #parenthesised(): Expression {
    if (this.accept(')')) return { kind: 'list', items: [] };
    const first = this.expression();
    if (!this.accept(',')) {
      this.expect(')');
      return first;
    }
    return { kind: 'list', items: [first, ...this.#items(')')] };
  }

  #items(closing: string): Expression[] {
    const items: Expression[] = [];
    while (!this.accept(closing)) {
      items.push(this.expression());
      if (!this.accept(',')) {
        this.expect(closing);
        break;
      }
    }
    return items;
  }

  #mapping(): Expression {
    const entries: (readonly [Expression, Expression])[] = [];
    while (!this.accept('}')) {
      const key = this.expression();
      this.expect(':');
      entries.push([key, this.expression()]);
      if (!this.accept(',')) {
        this.expect('}');
        break;
      }
    }
    return { kind: 'mapping', entries };
  }

  #postfix(target: Expression): Expression {
    let result = target;
    for (;;) {
      if (this.accept('.')) result = this.#member(result);
      else if (this.accept('[')) result = this.#subscript(result);
      else if (this.accept('(')) result = { kind: 'call', target: result, args: this.#arguments() };
      else return result;
    }
  }

  #member(target: Expression): Expression {
    const token = this.peek();
    if (token.kind === 'number' && /^\d+$/.test(token.text)) {
      this.skip();
      return { kind: 'item', target, key: { kind: 'literal', value: Number(token.text) } };
    }
    return { kind: 'attribute', target, name: this.expectName() };
  }

  #subscript(target: Expression): Expression {
    const bounds: (Expression | null)[] = [];
    let part: Expression | null = null;
    let isSlice = false;
    for (;;) {
      if (this.accept(']')) break;
      if (this.accept(':')) {
        isSlice = true;
        bounds.push(part);
        part = null;
      } else part = this.expression();
    }
    if (isSlice) return { kind: 'slice', target, bounds: [...bounds, part] };
    if (part === null) throw invalid('Expected a key between "[" and "]" in a template.');
    return { kind: 'item', target, key: part };
  }

  #arguments(): Arguments {
    const positional: Expression[] = [];
    const named: (readonly [string, Expression])[] = [];
    while (!this.accept(')')) {
      if (this.peek().kind === 'name' && this.peek(1).text === '=' && this.peek(1).kind === 'operator') {
        const name = this.expectName();
        this.expect('=');
        named.push([name, this.expression()]);
      } else positional.push(this.expression());
      if (!this.accept(',')) {
        this.expect(')');
        break;
      }
    }
    return { positional, named };
  }

  #filtered(target: Expression): Expression {
    let result = target;
    for (;;) {
      if (this.accept('|')) result = this.#filter(result);
      else if (this.accept('is')) result = this.#test(result);
      else if (this.accept('(')) result = { kind: 'call', target: result, args: this.#arguments() };
      else return result;
    }
  }

  #filter(target: Expression): Expression {
    const name = this.expectName();
    const args = this.accept('(') ? this.#arguments() : { positional: [], named: [] };
    return { kind: 'filter', target, name, args };
  }

  #test(target: Expression): Expression {
    const negated = this.accept('not');
    const token = this.peek();
    const name = token.kind === 'operator' && COMPARISONS.has(token.text) ? token.text : null;
    if (name !== null) this.skip();
    const word = name ?? this.expectName();
    return { kind: 'test', target, name: word, args: this.#testArguments(), negated };
  }

  #testArguments(): Arguments {
    if (this.accept('(')) return this.#arguments();
    const token = this.peek();
    const begins =
      token.kind === 'string' ||
      token.kind === 'number' ||
      (token.kind === 'name' && !NOT_ARGUMENTS.has(token.text)) ||
      (token.kind === 'operator' && (token.text === '[' || token.text === '{'));
    return { positional: begins ? [this.#postfix(this.#primary())] : [], named: [] };
  }
}
