// Operators, with Python's results: "/" always makes a float, "%" takes the sign of the divisor, texts and lists repeat.
import type { Evaluation } from './evaluation.ts';
import { formatPercent } from './python-format.ts';
import type { BinaryOperator, CompareOperator } from './syntax.ts';
import { bounded, LONGEST_TEXT, toText } from './text-form.ts';
import {
  compare,
  describe,
  equal,
  float,
  invalid,
  isFloat,
  isList,
  isMapping,
  Moment,
  mappingHas,
  numberOf,
  overBudget,
  Span,
  type Value,
} from './value.ts';

/** The longest list a template may make. */
export const LONGEST_LIST = 10_000;

export function operate(operator: BinaryOperator, left: Value, right: Value, evaluation: Evaluation): Value {
  if (operator === '~') return joined(toText(left), toText(right), evaluation);
  const times = betweenTimes(operator, left, right);
  if (times !== null) return times;
  if (operator === '+') return add(left, right, evaluation);
  if (operator === '*') return multiply(left, right, evaluation);
  if (operator === '%' && typeof left === 'string') return formatPercent(left, isList(right) ? right : [right]);
  return calculate(operator, numberOf(left), numberOf(right), isFloat(left) || isFloat(right));
}

/** Two times are a length apart, and a time and a length make a time; null where neither is one. */
function betweenTimes(operator: BinaryOperator, left: Value, right: Value): Value | null {
  if (operator !== '+' && operator !== '-') return null;
  const sign = operator === '+' ? 1 : -1;
  if (left instanceof Moment && right instanceof Moment && sign < 0) return new Span(left.ms - right.ms);
  if (left instanceof Moment && right instanceof Span) return new Moment(left.ms + sign * right.ms, left.offset);
  if (left instanceof Span && right instanceof Moment && sign > 0) return new Moment(left.ms + right.ms, right.offset);
  return left instanceof Span && right instanceof Span ? new Span(left.ms + sign * right.ms) : null;
}

function joined(left: string, right: string, evaluation: Evaluation): string {
  evaluation.budget.spend(Math.ceil((left.length + right.length) / 64));
  return bounded(left + right);
}

function add(left: Value, right: Value, evaluation: Evaluation): Value {
  if (typeof left === 'string' && typeof right === 'string') return joined(left, right, evaluation);
  if (isList(left) && isList(right)) return evaluation.own(boundedList([...left, ...right], evaluation));
  if (typeof left === 'string' || typeof right === 'string') {
    throw invalid(`A template cannot add ${describe(left)} and ${describe(right)}.`);
  }
  return calculate('+', numberOf(left), numberOf(right), isFloat(left) || isFloat(right));
}

function multiply(left: Value, right: Value, evaluation: Evaluation): Value {
  const [repeated, times] = typeof right === 'string' || isList(right) ? [right, left] : [left, right];
  if (typeof repeated !== 'string' && !isList(repeated)) {
    return calculate('*', numberOf(left), numberOf(right), isFloat(left) || isFloat(right));
  }
  const count = Math.max(0, Math.trunc(numberOf(times)));
  if (repeated.length * count > LONGEST_TEXT) throw overBudget('A template repeated something too often.');
  evaluation.budget.spend(Math.ceil((repeated.length * count) / 16));
  if (typeof repeated === 'string') return repeated.repeat(count);
  return evaluation.own(boundedList(Array.from({ length: count }, () => repeated).flat(), evaluation));
}

/** `list`, or `template.overBudget` where it is longer than a template may make one. */
export function boundedList(list: Value[], evaluation: Evaluation): Value[] {
  evaluation.budget.spend(Math.ceil(list.length / 4));
  if (list.length > LONGEST_LIST) throw overBudget(`A template made a list longer than ${LONGEST_LIST}.`);
  return list;
}

function calculate(operator: Exclude<BinaryOperator, '~'>, left: number, right: number, asFloat: boolean): Value {
  const result = (value: number): Value => (asFloat ? float(value) : value);
  switch (operator) {
    case '+':
      return result(left + right);
    case '-':
      return result(left - right);
    case '*':
      return result(left * right);
    case '**':
      return power(left, right, asFloat);
    default:
      if (right === 0) throw invalid('A template divided by zero.');
      if (operator === '/') return float(left / right);
      return result(operator === '//' ? Math.floor(left / right) : left - right * Math.floor(left / right));
  }
}

function power(left: number, right: number, asFloat: boolean): Value {
  const value = left ** right;
  if (!Number.isFinite(value)) throw invalid('A template raised a number to a power that has no value.');
  return asFloat || right < 0 ? float(value) : value;
}

export function compareValues(operator: CompareOperator, left: Value, right: Value, evaluation: Evaluation): boolean {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case 'in':
      return contains(right, left, evaluation);
    case 'not in':
      return !contains(right, left, evaluation);
    default:
      return ordered(operator, compare(left, right));
  }
}

function ordered(operator: '<' | '<=' | '>' | '>=', order: number): boolean {
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

/** Whether `item` is in a text, a list, or among the keys of a mapping. */
export function contains(container: Value, item: Value, evaluation: Evaluation): boolean {
  if (typeof container === 'string') {
    evaluation.budget.spend(Math.ceil(container.length / 64));
    return typeof item === 'string' && container.includes(item);
  }
  if (isList(container)) {
    evaluation.budget.spend(Math.ceil(container.length / 4));
    return container.some((candidate) => equal(candidate, item));
  }
  if (isMapping(container)) return mappingHas(container, item);
  if (container === undefined) return false;
  throw invalid(`A template looked for something in ${describe(container)}.`);
}
