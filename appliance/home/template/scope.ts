// Names inside a template: where they are kept, how a loop binds them, and what a call by name reaches.
import type { CallArguments } from './evaluation.ts';
import {
  equal,
  invalid,
  isMapping,
  mappingGet,
  mappingHas,
  Namespace,
  TemplateFunction,
  toValue,
  type Value,
} from './value.ts';

export class Scope {
  readonly values = new Map<string, Value>();
  readonly parent: Scope | null;

  constructor(parent: Scope | null) {
    this.parent = parent;
  }

  find(name: string): { readonly value: Value } | null {
    if (this.values.has(name)) return { value: this.values.get(name) };
    return this.parent === null ? null : this.parent.find(name);
  }
}

/** The function kept under `name` in plain data; null where there is none. */
export function ownFunction(owner: Value, name: string): TemplateFunction | null {
  const member =
    owner instanceof Namespace
      ? owner.values.get(name)
      : isMapping(owner) && mappingHas(owner, name)
        ? mappingGet(owner, name)
        : null;
  return member instanceof TemplateFunction ? member : null;
}

export function invoke(callee: TemplateFunction, args: CallArguments): Value {
  return toValue(callee.call(args.positional, Object.fromEntries(args.named)));
}

/** Gives `value` to one name, or its items to several. */
export function bind(targets: readonly string[], value: Value, scope: Scope): void {
  const [only] = targets;
  if (targets.length === 1 && only !== undefined) {
    scope.values.set(only, value);
    return;
  }
  if (!Array.isArray(value) || value.length !== targets.length) {
    throw invalid(`A template wanted ${targets.length} values at once and got something else.`);
  }
  for (const [index, name] of targets.entries()) scope.values.set(name, (value as Value[])[index]);
}

/** What Jinja offers as `loop`. */
export function loopState(items: readonly Value[], index: number): ReadonlyMap<Value, Value> {
  return new Map<Value, Value>([
    ['index', index + 1],
    ['index0', index],
    ['first', index === 0],
    ['last', index === items.length - 1],
    ['length', items.length],
    ['revindex', items.length - index],
    ['revindex0', items.length - index - 1],
    ['previtem', items[index - 1]],
    ['nextitem', items[index + 1]],
    ['changed', index === 0 || !equal(items[index], items[index - 1])],
  ]);
}
