// Methods of Python's texts, lists and mappings that templates call. A closed table: an unknown name is refused.
import { boundedList } from './arithmetic.ts';
import { type CallArguments, type Evaluation, lookUp } from './evaluation.ts';
import { join } from './filters-collections.ts';
import { capitalize, replaceText, strip, titleCase } from './filters-text.ts';
import { formatted } from './moments.ts';
import { formatBraces } from './python-format.ts';
import { bounded, toText } from './text-form.ts';
import {
  describe,
  equal,
  float,
  invalid,
  isList,
  isMapping,
  isNumber,
  Moment,
  mappingGet,
  mappingHas,
  mappingKeys,
  numberOf,
  Span,
  type Value,
  type WholeFloat,
} from './value.ts';

type Method<T> = (self: T, args: CallArguments, evaluation: Evaluation) => Value;
type Mapping = Extract<Value, ReadonlyMap<Value, Value>> | { readonly [key: string]: Value };

/** `owner.name(args)`. */
export function callMethod(owner: Value, name: string, args: CallArguments, evaluation: Evaluation): Value {
  evaluation.budget.spend(1);
  if (typeof owner === 'string') {
    evaluation.budget.spend(Math.ceil(owner.length / 64));
    return lookUp(TEXT_METHODS, name, 'method')(owner, args, evaluation);
  }
  if (isList(owner)) return lookUp(LIST_METHODS, name, 'method')(owner, args, evaluation);
  if (isNumber(owner)) return lookUp(NUMBER_METHODS, name, 'method')(owner, args, evaluation);
  if (owner instanceof Moment) return lookUp(MOMENT_METHODS, name, 'method')(owner, args, evaluation);
  if (owner instanceof Span) return lookUp(SPAN_METHODS, name, 'method')(owner, args, evaluation);
  if (isMapping(owner)) return lookUp(MAPPING_METHODS, name, 'method')(owner as Mapping, args, evaluation);
  throw invalid(`A template called "${name}" of ${describe(owner)}.`);
}

function split(text: string, separator: Value, limit: Value, evaluation: Evaluation): Value {
  const all =
    separator === undefined || separator === null ? text.split(/\s+/).filter(Boolean) : text.split(toText(separator));
  const most = isNumber(limit) && numberOf(limit) >= 0 ? numberOf(limit) : Number.POSITIVE_INFINITY;
  const parts = all.length - 1 <= most ? all : [...all.slice(0, most), all.slice(most).join(toText(separator ?? ' '))];
  return evaluation.own(boundedList(parts, evaluation));
}

function anyOf(wanted: Value, holds: (text: string) => boolean): boolean {
  return isList(wanted) ? wanted.some((item) => holds(toText(item))) : holds(toText(wanted));
}

function justify(text: string, args: CallArguments, side: 'start' | 'end'): string {
  const width = Math.min(1000, numberOf(args.at(0)));
  const fill = args.at(1) === undefined ? ' ' : toText(args.at(1)).charAt(0);
  return bounded(side === 'start' ? text.padStart(width, fill) : text.padEnd(width, fill));
}

const TEXT_METHODS: Readonly<Record<string, Method<string>>> = {
  lower: (text) => bounded(text.toLowerCase()),
  upper: (text) => bounded(text.toUpperCase()),
  title: (text) => titleCase(text),
  capitalize: (text) => capitalize(text),
  casefold: (text) => text.toLowerCase(),
  strip: (text, args) => strip(text, args.at(0)),
  lstrip: (text, args) => strip(text, args.at(0), 'start'),
  rstrip: (text, args) => strip(text, args.at(0), 'end'),
  replace: (text, args, evaluation) =>
    replaceText(text, toText(args.at(0)), toText(args.at(1)), args.at(2), evaluation),
  split: (text, args, evaluation) => split(text, args.at(0, 'sep'), args.at(1, 'maxsplit'), evaluation),
  splitlines: (text, _args, evaluation) => evaluation.own(boundedList(text.split(/\r?\n/), evaluation)),
  join: (text, args, evaluation) => join(args.at(0), text, undefined, evaluation),
  startswith: (text, args) => anyOf(args.at(0), (prefix) => text.startsWith(prefix)),
  endswith: (text, args) => anyOf(args.at(0), (suffix) => text.endsWith(suffix)),
  find: (text, args) => text.indexOf(toText(args.at(0))),
  count: (text, args) => (toText(args.at(0)) === '' ? text.length + 1 : text.split(toText(args.at(0))).length - 1),
  index: (text, args) => {
    const at = text.indexOf(toText(args.at(0)));
    if (at < 0) throw invalid('A template looked for a text that is not there.');
    return at;
  },
  isdigit: (text) => /^\p{Nd}+$/u.test(text),
  isnumeric: (text) => /^\p{N}+$/u.test(text),
  isdecimal: (text) => /^\p{Nd}+$/u.test(text),
  isalpha: (text) => /^\p{L}+$/u.test(text),
  isalnum: (text) => /^[\p{L}\p{N}]+$/u.test(text),
  isupper: (text) => text !== text.toLowerCase() && text === text.toUpperCase(),
  islower: (text) => text !== text.toUpperCase() && text === text.toLowerCase(),
  isspace: (text) => /^\s+$/.test(text),
  zfill: (text, args) => {
    const width = Math.min(1000, numberOf(args.at(0)));
    return /^[+-]/.test(text) ? text.charAt(0) + text.slice(1).padStart(width - 1, '0') : text.padStart(width, '0');
  },
  ljust: (text, args) => justify(text, args, 'end'),
  rjust: (text, args) => justify(text, args, 'start'),
  format: (text, args) => formatBraces(text, args.positional, args.named),
  removeprefix: (text, args) => (text.startsWith(toText(args.at(0))) ? text.slice(toText(args.at(0)).length) : text),
  removesuffix: (text, args) =>
    toText(args.at(0)) !== '' && text.endsWith(toText(args.at(0))) ? text.slice(0, -toText(args.at(0)).length) : text,
};

const LIST_METHODS: Readonly<Record<string, Method<readonly Value[]>>> = {
  append: (list, args, evaluation) => {
    if (!evaluation.isOwn(list)) throw invalid('A template may append only to a list that it made itself.');
    (list as Value[]).push(args.at(0));
    boundedList(list as Value[], evaluation);
    return null;
  },
  index: (list, args, evaluation) => {
    evaluation.budget.spend(Math.ceil(list.length / 4));
    const at = list.findIndex((item) => equal(item, args.at(0)));
    if (at < 0) throw invalid('A template looked for an item that is not there.');
    return at;
  },
  count: (list, args, evaluation) => {
    evaluation.budget.spend(Math.ceil(list.length / 4));
    return list.filter((item) => equal(item, args.at(0))).length;
  },
};

const NUMBER_METHODS: Readonly<Record<string, Method<number | WholeFloat>>> = {
  is_integer: (number) => Number.isInteger(numberOf(number)),
};

const MOMENT_METHODS: Readonly<Record<string, Method<Moment>>> = {
  isoformat: (moment) => moment.isoText(),
  strftime: (moment, args) => bounded(formatted(moment, toText(args.at(0, 'format')))),
  timestamp: ({ ms }) => float(ms / 1000),
};

const SPAN_METHODS: Readonly<Record<string, Method<Span>>> = { total_seconds: ({ ms }) => float(ms / 1000) };

const MAPPING_METHODS: Readonly<Record<string, Method<Mapping>>> = {
  get: (mapping, args) => {
    if (mappingHas(mapping, args.at(0))) return mappingGet(mapping, args.at(0));
    return args.positional.length > 1 ? args.at(1) : null;
  },
  keys: (mapping, _args, evaluation) => evaluation.own(boundedList(mappingKeys(mapping), evaluation)),
  values: (mapping, _args, evaluation) =>
    evaluation.own(
      boundedList(
        mappingKeys(mapping).map((key) => mappingGet(mapping, key)),
        evaluation,
      ),
    ),
  items: (mapping, _args, evaluation) =>
    evaluation.own(
      boundedList(
        mappingKeys(mapping).map((key) => [key, mappingGet(mapping, key)]),
        evaluation,
      ),
    ),
};
