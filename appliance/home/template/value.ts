// The values a template can hold, with Python's manners where they show: `True`, `None`, and a float that stays "20.0" when
// printed. Nothing of JavaScript's objects is reachable: only own keys of plain data are read, and functions are callable only
// when they were wrapped by `templateFunction`.
import { LinnetError } from '../../kernel/errors.ts';

/** How deep comparing and copying follow nested values. */
const DEEPEST = 32;

/** A float that happens to be whole. JavaScript has one kind of number; Python prints 20.0 and 20 differently. */
export class WholeFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** What `namespace()` makes: the only thing whose attributes a template may set. */
export class Namespace {
  readonly values = new Map<string, Value>();
}

/** A function a template may call. Arguments come as plain data; what it returns is read as plain data. */
export class TemplateFunction {
  readonly call: (args: readonly unknown[], named: Readonly<Record<string, unknown>>) => unknown;

  constructor(call: (args: readonly unknown[], named: Readonly<Record<string, unknown>>) => unknown) {
    this.call = call;
  }
}

/** Wraps `call` so that templates may call it; it gets plain numbers, texts, arrays and objects. */
export function templateFunction(
  call: (args: readonly unknown[], named: Readonly<Record<string, unknown>>) => unknown,
): TemplateFunction {
  return new TemplateFunction((args, named) =>
    call(
      args.map((argument) => plain(argument as Value)),
      Object.fromEntries(Object.entries(named).map(([name, value]) => [name, plain(value as Value)])),
    ),
  );
}

function plain(value: Value, depth = 0): unknown {
  if (depth > DEEPEST) throw overBudget('A value is nested too deeply to be handed to a function.');
  if (value instanceof WholeFloat) return value.value;
  if (isList(value)) return value.map((item) => plain(item, depth + 1));
  if (!(value instanceof Map)) return value;
  return Object.fromEntries(
    [...(value as ReadonlyMap<Value, Value>)].map(([key, item]) => [String(key), plain(item, depth + 1)]),
  );
}

export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | WholeFloat
  | Moment
  | Span
  | Namespace
  | TemplateFunction
  | ReadonlyMap<Value, Value>
  | readonly Value[]
  | PlainObject;

export interface PlainObject {
  readonly [key: string]: Value;
}

/** A point in time; `offset` is how many minutes its own clock is ahead of UTC. */
export class Moment {
  readonly ms: number;
  readonly offset: number;

  constructor(ms: number, offset: number) {
    if (!(Math.abs(ms) <= 8.64e15)) throw invalid('A template made a time that no calendar has.');
    this.ms = ms;
    this.offset = offset;
  }

  /** Its own clock, as if it were UTC. */
  get wall(): Date {
    return new Date(this.ms + this.offset * 60_000);
  }

  isoText(between = 'T'): string {
    const text = this.wall
      .toISOString()
      .replace('Z', '')
      .replace(/\.000$/, '')
      .replace(/(\.\d{3})$/, '$1000');
    const minutes = Math.abs(this.offset);
    const two = (part: number): string => String(part).padStart(2, '0');
    const zone = `${this.offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    return `${text.replace('T', between)}${zone}`;
  }
}

/** A length of time. */
export class Span {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

/** Ends rendering: the template asked for something that does not work with the values it got. */
export function invalid(text: string): LinnetError {
  return new LinnetError('template.invalid', text);
}

export function overBudget(text: string): LinnetError {
  return new LinnetError('template.overBudget', text);
}

/** Outside data as a template value. Only data comes through: functions, symbols and class machinery become undefined. */
export function toValue(raw: unknown): Value {
  switch (typeof raw) {
    case 'function':
    case 'symbol':
      return undefined;
    case 'bigint':
      return Number(raw);
    default:
      return raw as Value;
  }
}

export function isNumber(value: Value): value is number | WholeFloat {
  return typeof value === 'number' || value instanceof WholeFloat;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMapping(value: Value): value is ReadonlyMap<Value, Value> | PlainObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(
    value instanceof WholeFloat ||
    value instanceof Moment ||
    value instanceof Span ||
    value instanceof Namespace ||
    value instanceof TemplateFunction
  );
}

/** Python's view of a whole result of float arithmetic. */
export function float(value: number): Value {
  return Number.isInteger(value) ? new WholeFloat(value) : value;
}

/** The number in `value`; true and false count as 1 and 0, as in Python. Throws for anything else. */
export function numberOf(value: Value): number {
  if (typeof value === 'number') return value;
  if (value instanceof WholeFloat) return value.value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw invalid(`Expected a number, got ${describe(value)}.`);
}

export function isFloat(value: Value): boolean {
  return value instanceof WholeFloat || (typeof value === 'number' && !Number.isInteger(value));
}

export function truthy(value: Value): boolean {
  if (value instanceof WholeFloat) return value.value !== 0;
  if (value instanceof Span) return value.ms !== 0;
  if (isList(value)) return value.length > 0;
  if (isMapping(value)) return mappingSize(value) > 0;
  return Boolean(value);
}

/** A short name of a value's kind for messages; never the value itself, which may be somebody's data. */
export function describe(value: Value): string {
  if (value === undefined) return 'an undefined value';
  if (value === null) return 'none';
  if (isList(value)) return 'a list';
  if (isNumber(value)) return 'a number';
  if (value instanceof Moment) return 'a time';
  if (value instanceof Span) return 'a length of time';
  if (isMapping(value)) return 'a mapping';
  return typeof value === 'string' ? 'a text' : typeof value === 'boolean' ? 'a boolean' : 'an object';
}

export function mappingGet(mapping: ReadonlyMap<Value, Value> | PlainObject, key: Value): Value {
  if (mapping instanceof Map) return mapping.get(plainKey(key)) as Value;
  const name = typeof key === 'string' ? key : isNumber(key) ? String(numberOf(key)) : null;
  if (name === null || !Object.hasOwn(mapping, name)) return undefined;
  return toValue((mapping as Record<string, unknown>)[name]);
}

export function mappingHas(mapping: ReadonlyMap<Value, Value> | PlainObject, key: Value): boolean {
  if (mapping instanceof Map) return mapping.has(plainKey(key));
  return typeof key === 'string' && Object.hasOwn(mapping, key);
}

export function mappingKeys(mapping: ReadonlyMap<Value, Value> | PlainObject): Value[] {
  return mapping instanceof Map ? [...mapping.keys()] : Object.keys(mapping);
}

export function mappingSize(mapping: ReadonlyMap<Value, Value> | PlainObject): number {
  return mapping instanceof Map ? mapping.size : Object.keys(mapping).length;
}

/** Python takes 1, 1.0 and True for the same key. */
export function plainKey(key: Value): Value {
  return key instanceof WholeFloat ? key.value : typeof key === 'boolean' ? Number(key) : key;
}

/** As Python's `==`. */
export function equal(left: Value, right: Value, depth = 0): boolean {
  if (depth > DEEPEST) throw overBudget('A value is nested too deeply to be compared.');
  if ((left instanceof Moment && right instanceof Moment) || (left instanceof Span && right instanceof Span))
    return left.ms === right.ms;
  const comparable = (value: Value): boolean => isNumber(value) || typeof value === 'boolean';
  if (comparable(left) && comparable(right)) return numberOf(left) === numberOf(right);
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index], depth + 1));
  }
  if (isMapping(left) && isMapping(right)) return equalMappings(left, right, depth);
  return left === right;
}

type Mapping = ReadonlyMap<Value, Value> | PlainObject;

function equalMappings(left: Mapping, right: Mapping, depth: number): boolean {
  if (mappingSize(left) !== mappingSize(right)) return false;
  return mappingKeys(left).every(
    (key) => mappingHas(right, key) && equal(mappingGet(left, key), mappingGet(right, key), depth + 1),
  );
}

/** Less than, equal, greater than 0, as Python orders numbers, texts and lists. Throws where Python would. */
export function compare(left: Value, right: Value, depth = 0): number {
  if (depth > DEEPEST) throw overBudget('A value is nested too deeply to be compared.');
  if ((left instanceof Moment && right instanceof Moment) || (left instanceof Span && right instanceof Span))
    return left.ms - right.ms;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (isList(left) && isList(right)) {
    for (let index = 0; index < Math.min(left.length, right.length); index++) {
      const order = compare(left[index], right[index], depth + 1);
      if (order !== 0) return order;
    }
    return left.length - right.length;
  }
  return numberOf(left) - numberOf(right);
}
