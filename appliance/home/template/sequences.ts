// Reading inside values: members, items, slices, iteration. Only own keys of plain data; nothing that objects inherit.
import type { Budget } from './evaluation.ts';
import {
  describe,
  invalid,
  isList,
  isMapping,
  isNumber,
  Moment,
  mappingGet,
  mappingHas,
  mappingKeys,
  Namespace,
  numberOf,
  toValue,
  type Value,
} from './value.ts';

/** `target.name`; undefined where there is none. An undefined target is an error, as in Jinja. */
export function memberOf(target: Value, name: string): Value {
  if (target === undefined) throw invalid(`A template asked for "${name}" of an undefined value.`);
  if (target instanceof Namespace) return target.values.get(name);
  if (target instanceof Moment) return partOf(target, name);
  return isMapping(target) ? mappingGet(target, name) : undefined;
}

function partOf({ wall }: Moment, name: string): Value {
  const [date = '', time = ''] = wall.toISOString().split(/[TZ]/u);
  const parts = [...date.split('-'), ...time.split(/[:.]/u)].map(Number);
  return parts[['year', 'month', 'day', 'hour', 'minute', 'second'].indexOf(name)];
}

/** `target[key]`; negative indices count from the end. */
export function itemOf(target: Value, key: Value): Value {
  if (target === undefined) throw invalid('A template asked for an item of an undefined value.');
  if (isMapping(target)) return mappingHas(target, key) || isNumber(key) ? mappingGet(target, key) : undefined;
  if (!isNumber(key) && typeof key !== 'boolean') return undefined;
  if (typeof target === 'string') return [...target].at(Math.trunc(numberOf(key)));
  return isList(target) ? toValue(target.at(Math.trunc(numberOf(key)))) : undefined;
}

/** What a loop walks over: items of a list, characters of a text, keys of a mapping, nothing for an undefined value. */
export function iterate(value: Value, budget: Budget): readonly Value[] {
  const items = itemsOf(value);
  budget.spend(Math.ceil(items.length / 4));
  return items;
}

function itemsOf(value: Value): readonly Value[] {
  if (isList(value)) return value.map(toValue);
  if (typeof value === 'string') return [...value];
  if (isMapping(value)) return mappingKeys(value);
  if (value === undefined) return [];
  throw invalid(`A template tried to walk over ${describe(value)}.`);
}

/** `target[start:stop:step]` as in Python. */
export function sliceOf(target: Value, bounds: readonly (Value | null)[], budget: Budget): Value {
  if (typeof target !== 'string' && !isList(target)) throw invalid(`A template tried to slice ${describe(target)}.`);
  const items = iterate(target, budget);
  const step = boundOf(bounds[2]) ?? 1;
  if (step === 0) throw invalid('A slice in a template has the step 0.');
  const picked: Value[] = [];
  const [start, stop] = sliceRange(items.length, boundOf(bounds[0]), boundOf(bounds[1]), step);
  for (let index = start; step > 0 ? index < stop : index > stop; index += step) picked.push(items[index]);
  return typeof target === 'string' ? picked.join('') : picked;
}

function boundOf(bound: Value | null | undefined): number | null {
  if (bound === null || bound === undefined) return null;
  const number = Math.trunc(numberOf(bound));
  return Number.isNaN(number) ? null : number;
}

function sliceRange(length: number, start: number | null, stop: number | null, step: number): [number, number] {
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const place = (bound: number | null, fallback: number): number => {
    if (bound === null) return fallback;
    return Math.max(lowest, Math.min(highest, bound < 0 ? bound + length : bound));
  };
  return step > 0 ? [place(start, 0), place(stop, length)] : [place(start, length - 1), place(stop, -1)];
}
