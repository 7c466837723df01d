// Functions a template may call by name.
import { boundedList, LONGEST_LIST } from './arithmetic.ts';
import { CallArguments, type Evaluation } from './evaluation.ts';
import { FILTERS } from './filters.ts';
import { local, timedelta } from './moments.ts';
import {
  invalid,
  isMapping,
  Moment,
  mappingGet,
  mappingKeys,
  Namespace,
  numberOf,
  overBudget,
  type Value,
} from './value.ts';

type TemplateBuiltin = (args: CallArguments, evaluation: Evaluation) => Value;

const NO_ARGUMENTS = new CallArguments([]);

const range: TemplateBuiltin = (args, evaluation) => {
  const [first = 0, second] = args.positional;
  const [start, stop] = second === undefined ? [0, numberOf(first)] : [numberOf(first), numberOf(second)];
  const step = numberOf(args.at(2) ?? 1);
  if (step === 0 || ![start, stop, step].every(Number.isFinite)) throw invalid('A range in a template never ends.');
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (length > LONGEST_LIST) throw overBudget(`A template made a list longer than ${LONGEST_LIST}.`);
  return evaluation.own(
    boundedList(
      Array.from({ length }, (_, index) => start + index * step),
      evaluation,
    ),
  );
};

const namespace: TemplateBuiltin = (args) => {
  const made = new Namespace();
  const [source] = args.positional;
  if (isMapping(source)) for (const key of mappingKeys(source)) made.values.set(String(key), mappingGet(source, key));
  for (const [name, value] of args.named) made.values.set(name, value);
  return made;
};

const dict: TemplateBuiltin = (args, evaluation) => {
  const made = new Map<Value, Value>();
  const [source] = args.positional;
  if (isMapping(source)) for (const key of mappingKeys(source)) made.set(key, mappingGet(source, key));
  if (Array.isArray(source))
    for (const pair of source as Value[]) made.set(evaluation.attribute(pair, 0), evaluation.attribute(pair, 1));
  for (const [name, value] of args.named) made.set(name, value);
  return made;
};

const zip: TemplateBuiltin = (args, evaluation) => {
  const lists = args.positional.map((list) => evaluation.filter('list', list, NO_ARGUMENTS) as Value[]);
  const length = Math.min(...lists.map((list) => list.length), LONGEST_LIST);
  const rows = Array.from({ length: lists.length === 0 ? 0 : length }, (_, row) => lists.map((list) => list[row]));
  return evaluation.own(boundedList(rows, evaluation));
};

/** A filter called as a function: its input is the first argument. */
const asFunction =
  (name: string): TemplateBuiltin =>
  (args, evaluation) => {
    const filter = FILTERS[name] as (typeof FILTERS)[string];
    const rest = new CallArguments(args.positional.slice(1), args.named);
    return filter(args.positional[0], rest, evaluation);
  };

/** max(a, b) and max([a, b]) are both written. */
const ofAll =
  (name: 'min' | 'max' | 'average' | 'median'): TemplateBuiltin =>
  (args, evaluation) => {
    const input: Value = args.positional.length === 1 ? args.positional[0] : [...args.positional];
    return evaluation.filter(name, input, NO_ARGUMENTS);
  };

export const FUNCTIONS: Readonly<Record<string, TemplateBuiltin>> = {
  range,
  namespace,
  dict,
  zip,
  min: ofAll('min'),
  max: ofAll('max'),
  average: ofAll('average'),
  median: ofAll('median'),
  now: (_args, { now }) => local(now),
  utcnow: (_args, { now }) => new Moment(now, 0),
  timedelta,
  ...Object.fromEntries(
    [
      'int',
      'float',
      'bool',
      'iif',
      'log',
      'sqrt',
      'is_number',
      'slugify',
      'from_json',
      'to_json',
      'ord',
      'round',
      'abs',
      'clamp',
      'as_timestamp',
      'as_datetime',
      'as_local',
      'timestamp_custom',
      'strptime',
    ].map((name) => [name, asFunction(name)]),
  ),
  str: asFunction('string'),
  len: asFunction('length'),
  list: asFunction('list'),
};
