// Jinja's filters and Home Assistant's, as far as devices and replies use them.
import { boundedList } from './arithmetic.ts';
import type { Filter } from './evaluation.ts';
import { collectionFilters } from './filters-collections.ts';
import { textFilters } from './filters-text.ts';
import { parseJson } from './json.ts';
import { momentFilters } from './moments.ts';
import { roundHalfEven, toFloat, toInteger } from './numbers.ts';
import { formatPercent } from './python-format.ts';
import { iterate } from './sequences.ts';
import { toJson, toText } from './text-form.ts';
import { float, invalid, isFloat, isMapping, isNumber, numberOf, truthy, type Value } from './value.ts';

const whole =
  (operation: (number: number) => number): Filter =>
  (input) =>
    operation(numberOf(input));

function roundTo(number: number, precision: number, method: string): number {
  const scale = 10 ** precision;
  switch (method) {
    case 'floor':
      return Math.floor(number * scale) / scale;
    case 'ceil':
      return Math.ceil(number * scale) / scale;
    case 'half':
      return roundHalfEven(number * 2, 0) / 2;
    default:
      return precision >= 0 ? roundHalfEven(number, precision) : roundHalfEven(number * scale, 0) / scale;
  }
}

const round: Filter = (input, args) => {
  const number = toFloat(input);
  if (number === null) return fallback(args.at(2, 'default'), 'a number to round');
  const precision = Math.max(-15, Math.min(15, Math.trunc(numberOf(args.at(0, 'precision') ?? 0))));
  const rounded = roundTo(numberOf(number), precision, toText(args.at(1, 'method') ?? 'common'));
  return precision === 0 ? rounded : float(rounded);
};

function fallback(value: Value, wanted: string): Value {
  if (value === undefined) throw invalid(`A template expected ${wanted} and got something else.`);
  return value;
}

const logarithm: Filter = (input, args) => {
  const number = toFloat(input);
  const base = args.at(0, 'base');
  const value =
    number === null ? Number.NaN : Math.log(numberOf(number)) / (base === undefined ? 1 : Math.log(numberOf(base)));
  return Number.isNaN(value) ? fallback(args.at(1, 'default'), 'a number with a logarithm') : float(value);
};

const numberFilters: Readonly<Record<string, Filter>> = {
  abs: (input) => (isFloat(input) ? float(Math.abs(numberOf(input))) : Math.abs(numberOf(input))),
  int: (input, args) => toInteger(input, args.at(1, 'base')) ?? fallback(args.at(0, 'default'), 'a whole number'),
  float: (input, args) => toFloat(input) ?? fallback(args.at(0, 'default'), 'a number'),
  round,
  add: (input, args) => {
    const number = toFloat(input);
    return number === null
      ? fallback(args.at(1, 'default'), 'a number')
      : float(numberOf(number) + numberOf(args.at(0, 'amount')));
  },
  multiply: (input, args) => {
    const number = toFloat(input);
    return number === null
      ? fallback(args.at(1, 'default'), 'a number')
      : float(numberOf(number) * numberOf(args.at(0, 'amount')));
  },
  log: logarithm,
  sqrt: (input) => float(Math.sqrt(numberOf(toFloat(input) ?? Number.NaN))),
  bitwise_and: (input, args) => numberOf(input) & numberOf(args.at(0)),
  bitwise_or: (input, args) => numberOf(input) | numberOf(args.at(0)),
  bitwise_xor: (input, args) => numberOf(input) ^ numberOf(args.at(0)),
  ord: (input) => toText(input).codePointAt(0) ?? 0,
  is_number: (input) => isFiniteNumber(input),
  clamp: (input, args) => {
    const [value, low, high] = [toFloat(input), args.at(0, 'min_value') ?? 0, args.at(1, 'max_value') ?? 0];
    if (value === null) return fallback(undefined, 'a number');
    const bounded = numberOf(value) < numberOf(low) ? low : numberOf(value) > numberOf(high) ? high : input;
    return typeof bounded === 'string' ? value : bounded;
  },
  ceil: whole(Math.ceil),
  floor: whole(Math.floor),
};

/** Whether `value` is a number, or text that reads as one, and finite. */
export function isFiniteNumber(value: Value): boolean {
  const number = isNumber(value) || typeof value === 'string' ? toFloat(value) : null;
  return number !== null && Number.isFinite(numberOf(number));
}

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  enable: true,
  '1': true,
  false: false,
  no: false,
  off: false,
  disable: false,
  '0': false,
};

const asBoolean: Filter = (input, args) => {
  if (typeof input === 'boolean') return input;
  if (isNumber(input)) return numberOf(input) !== 0;
  const key = toText(input).trim().toLowerCase();
  return Object.hasOwn(BOOLEANS, key) ? BOOLEANS[key] : fallback(args.at(0, 'default'), 'true or false');
};

const orDefault: Filter = (input, args) => {
  const missing = input === undefined || (truthy(args.at(1, 'boolean')) && !truthy(input));
  return missing ? (args.at(0, 'default_value') ?? '') : input;
};

const generalFilters: Readonly<Record<string, Filter>> = {
  default: orDefault,
  d: orDefault,
  bool: asBoolean,
  string: (input) => toText(input),
  iif: (input, args) => {
    if (input === null && args.has(2, 'if_none')) return args.at(2, 'if_none');
    return truthy(input)
      ? args.has(0, 'if_true')
        ? args.at(0, 'if_true')
        : true
      : args.has(1, 'if_false')
        ? args.at(1, 'if_false')
        : false;
  },
  is_defined: (input) => {
    if (input === undefined) throw invalid('A template needs a value that is not there.');
    return input;
  },
  from_json: (input, args, evaluation) => {
    evaluation.budget.spend(Math.ceil(toText(input).length / 64));
    const parsed = parseJson(toText(input));
    return parsed === undefined ? fallback(args.at(0, 'default'), 'JSON') : parsed;
  },
  to_json: (input) => toJson(input),
  tojson: (input) => toJson(input),
  format: (input, args) => formatPercent(toText(input), args.positional),
  items: (input, _args, evaluation) => {
    if (!isMapping(input)) throw invalid('A template asked for the items of something that is no mapping.');
    return boundedList(
      iterate(input, evaluation.budget).map((key) => [key, evaluation.attribute(input, key)]),
      evaluation,
    );
  },
  safe: (input) => input,
};

export const FILTERS: Readonly<Record<string, Filter>> = {
  ...generalFilters,
  ...numberFilters,
  ...momentFilters,
  ...textFilters,
  ...collectionFilters,
};
