// What may follow `is` in a template.
import { compareValues, contains } from './arithmetic.ts';
import { type CallArguments, type Evaluation, lookUp, type Test } from './evaluation.ts';
import { isFiniteNumber } from './filters.ts';
import { matchesPattern } from './filters-text.ts';
import type { CompareOperator } from './syntax.ts';
import { toText } from './text-form.ts';
import { isFloat, isList, isMapping, isNumber, numberOf, TemplateFunction, truthy, type Value } from './value.ts';

const comparing =
  (operator: CompareOperator): Test =>
  (input, args, evaluation) =>
    compareValues(operator, input, args.at(0), evaluation);

const whole = (input: Value): boolean => isNumber(input) && Number.isInteger(numberOf(input)) && !isFloat(input);

/** Tests that Home Assistant offers beside Jinja's. */
const patternTest =
  (where: 'start' | 'anywhere'): Test =>
  (input: Value, args: CallArguments, evaluation: Evaluation) =>
    matchesPattern(input, args, evaluation, where);

export const TESTS: Readonly<Record<string, Test>> = {
  defined: (input) => input !== undefined,
  undefined: (input) => input === undefined,
  none: (input) => input === null,
  boolean: (input) => typeof input === 'boolean',
  true: (input) => input === true,
  false: (input) => input === false,
  number: (input) => isNumber(input) || typeof input === 'boolean',
  integer: whole,
  float: (input) => isFloat(input),
  string: (input) => typeof input === 'string',
  mapping: (input) => isMapping(input),
  sequence: (input) => isList(input) || typeof input === 'string' || isMapping(input),
  iterable: (input) => isList(input) || typeof input === 'string' || isMapping(input),
  list: (input) => isList(input),
  callable: (input) => input instanceof TemplateFunction,
  even: (input) => numberOf(input) % 2 === 0,
  odd: (input) => Math.abs(numberOf(input) % 2) === 1,
  divisibleby: (input, args) => numberOf(input) % numberOf(args.at(0)) === 0,
  lower: (input) => toText(input) === toText(input).toLowerCase(),
  upper: (input) => toText(input) === toText(input).toUpperCase(),
  in: (input, args, evaluation) => contains(args.at(0), input, evaluation),
  contains: (input, args, evaluation) => contains(input, args.at(0), evaluation),
  is_number: (input) => isFiniteNumber(input),
  match: patternTest('start'),
  search: patternTest('anywhere'),
  truthy: (input) => truthy(input),
  eq: comparing('=='),
  equalto: comparing('=='),
  '==': comparing('=='),
  ne: comparing('!='),
  '!=': comparing('!='),
  lt: comparing('<'),
  lessthan: comparing('<'),
  '<': comparing('<'),
  le: comparing('<='),
  '<=': comparing('<='),
  gt: comparing('>'),
  greaterthan: comparing('>'),
  '>': comparing('>'),
  ge: comparing('>='),
  '>=': comparing('>='),
  filter: (input) => isOffered(() => lookUp(TESTS, toText(input), 'test')),
};

function isOffered(find: () => unknown): boolean {
  try {
    find();
    return true;
  } catch {
    return false; // not being there is the answer
  }
}
