// Filters on lists and mappings.
import { boundedList, operate } from './arithmetic.ts';
import { CallArguments, type Evaluation, type Filter } from './evaluation.ts';
import { iterate } from './sequences.ts';
import { bounded, toText } from './text-form.ts';
import {
  compare,
  describe,
  equal,
  invalid,
  isList,
  isMapping,
  isNumber,
  mappingSize,
  numberOf,
  truthy,
  type Value,
} from './value.ts';

const walk = (input: Value, evaluation: Evaluation): readonly Value[] => iterate(input, evaluation.budget);

function lengthOf(input: Value): number {
  if (typeof input === 'string') return [...input].length;
  if (isList(input)) return input.length;
  if (isMapping(input)) return mappingSize(input);
  if (input === undefined) return 0;
  throw invalid(`A template asked for the length of ${describe(input)}.`);
}

/** `list` joined by `separator`. */
export function join(list: Value, separator: string, attribute: Value, evaluation: Evaluation): string {
  let length = 0;
  const texts = walk(list, evaluation).map((item) => {
    const text = toText(attribute === undefined || attribute === null ? item : evaluation.attribute(item, attribute));
    length += text.length + separator.length;
    evaluation.budget.spend(Math.ceil(text.length / 64));
    if (length > 1_000_000) bounded(' '.repeat(length)); // refused before it is made
    return text;
  });
  return bounded(texts.join(separator));
}

/** The rest of `args` for a test or filter named in them. */
function rest(args: CallArguments, from: number): CallArguments {
  return new CallArguments(args.positional.slice(from), args.named);
}

const selectWhere =
  (wanted: boolean, byAttribute: boolean): Filter =>
  (input, args, evaluation) => {
    const testAt = byAttribute ? 1 : 0;
    const test = args.positional[testAt];
    const subject = (item: Value): Value => (byAttribute ? evaluation.attribute(item, args.positional[0]) : item);
    const holds = (item: Value): boolean =>
      test === undefined ? truthy(subject(item)) : evaluation.test(toText(test), subject(item), rest(args, testAt + 1));
    return evaluation.own(walk(input, evaluation).filter((item) => holds(item) === wanted));
  };

const map: Filter = (input, args, evaluation) => {
  const items = walk(input, evaluation);
  const attribute = args.named.get('attribute');
  if (attribute !== undefined) {
    const missing = args.named.get('default');
    return evaluation.own(items.map((item) => evaluation.attribute(item, attribute) ?? missing));
  }
  const name = args.positional[0];
  if (name === undefined) throw invalid('The filter "map" needs an attribute or the name of a filter.');
  return evaluation.own(items.map((item) => evaluation.filter(toText(name), item, rest(args, 1))));
};

function folded(value: Value, caseSensitive: boolean): Value {
  return typeof value === 'string' && !caseSensitive ? value.toLowerCase() : value;
}

const sort: Filter = (input, args, evaluation) => {
  const attribute = args.at(2, 'attribute');
  const caseSensitive = truthy(args.at(1, 'case_sensitive'));
  const keyed = walk(input, evaluation).map((item) => ({
    item,
    key: folded(attribute === undefined ? item : evaluation.attribute(item, attribute), caseSensitive),
  }));
  evaluation.budget.spend(keyed.length * 4);
  keyed.sort((left, right) => compare(left.key, right.key));
  const sorted = keyed.map(({ item }) => item);
  return evaluation.own(truthy(args.at(0, 'reverse')) ? sorted.reverse() : sorted);
};

const extreme =
  (sign: 1 | -1): Filter =>
  (input, args, evaluation) => {
    const attribute = args.at(1, 'attribute');
    const key = (item: Value): Value =>
      folded(attribute === undefined ? item : evaluation.attribute(item, attribute), false);
    return walk(input, evaluation).reduce<Value>(
      (best, item) => (best === undefined || sign * compare(key(item), key(best)) > 0 ? item : best),
      undefined,
    );
  };

function total(input: Value, attribute: Value, start: Value, evaluation: Evaluation): Value {
  return walk(input, evaluation).reduce<Value>(
    (sum, item) =>
      operate('+', sum, attribute === undefined ? item : evaluation.attribute(item, attribute), evaluation),
    start ?? 0,
  );
}

const unique: Filter = (input, _args, evaluation) => {
  const found: Value[] = [];
  for (const item of walk(input, evaluation)) {
    evaluation.budget.spend(1 + found.length / 16);
    if (!found.some((kept) => equal(folded(kept, false), folded(item, false)))) found.push(item);
  }
  return evaluation.own(found);
};

const median: Filter = (input, args, evaluation) => {
  const numbers = [...walk(input, evaluation)].map(numberOf).sort((a, b) => a - b);
  const [low, high] = [numbers[Math.ceil(numbers.length / 2) - 1], numbers[Math.floor(numbers.length / 2)]];
  if (low !== undefined && high !== undefined)
    return numbers.length % 2 === 1 ? low : operate('/', low + high, 2, evaluation);
  const fallback = args.at(0, 'default');
  if (fallback === undefined) throw invalid('A template asked for the median of nothing.');
  return fallback;
};

const average: Filter = (input, args, evaluation) => {
  const items = walk(input, evaluation);
  if (items.length === 0) {
    const fallback = args.at(0, 'default');
    if (fallback === undefined) throw invalid('A template asked for the average of nothing.');
    return fallback;
  }
  return operate('/', total(items, undefined, 0, evaluation), items.length, evaluation);
};

const reverse: Filter = (input, _args, evaluation) => {
  if (typeof input === 'string') return [...input].reverse().join('');
  return evaluation.own([...walk(input, evaluation)].reverse());
};

export const collectionFilters: Readonly<Record<string, Filter>> = {
  length: lengthOf,
  count: lengthOf,
  first: (input, _args, evaluation) => walk(input, evaluation)[0],
  last: (input, _args, evaluation) => walk(input, evaluation).at(-1),
  list: (input, _args, evaluation) => evaluation.own(boundedList([...walk(input, evaluation)], evaluation)),
  join: (input, args, evaluation) => join(input, toText(args.at(0, 'd') ?? ''), args.at(1, 'attribute'), evaluation),
  select: selectWhere(true, false),
  reject: selectWhere(false, false),
  selectattr: selectWhere(true, true),
  rejectattr: selectWhere(false, true),
  map,
  sort,
  unique,
  reverse,
  average,
  median,
  min: extreme(-1),
  max: extreme(1),
  sum: (input, args, evaluation) => total(input, args.at(0, 'attribute'), args.at(1, 'start'), evaluation),
  dictsort: (input, _args, evaluation) => {
    const keys = [...walk(input, evaluation)].sort((left, right) => compare(folded(left, false), folded(right, false)));
    return evaluation.own(keys.map((key) => [key, evaluation.attribute(input, key)]));
  },
  batch: (input, args, evaluation) => {
    const size = Math.max(1, isNumber(args.at(0)) ? Math.trunc(numberOf(args.at(0))) : 1);
    const items = walk(input, evaluation);
    const rows = Array.from({ length: Math.ceil(items.length / size) }, (_, row) =>
      items.slice(row * size, row * size + size),
    );
    return evaluation.own(rows);
  },
};
