// What a configuration field says about itself beside its type. The reference, the example file, `config explain` and the
// console all read it from here.
import { z } from 'zod';

export interface FieldInfo {
  readonly help: string;
  /** What may stand there, in words, where the type alone would show a pattern. */
  readonly form?: string;
  /** "ms", "%", "MB" … where the value has one. */
  readonly unit?: string;
  /** Takes effect at once when changed at run time; the others need a restart. */
  readonly live?: boolean;
  /** Never shown, logged or sent. */
  readonly secret?: boolean;
}

const registry = z.registry<FieldInfo>();

/** Attaches `info` to `type`. */
export function field<Type extends z.ZodType>(type: Type, info: FieldInfo): Type {
  registry.add(type, info);
  return type;
}

/** A number of milliseconds. */
export function milliseconds(preset: number, range: readonly [number, number], help: string) {
  return field(z.number().int().min(range[0]).max(range[1]).default(preset), { help, unit: 'ms' });
}

/** A whole percentage that may change at run time. */
export function livePercent(preset: number, help: string) {
  return field(z.number().int().min(0).max(100).default(preset), { help, unit: '%', live: true });
}

/** What `type` says about itself; undefined for a section. */
export function fieldInfo(type: z.ZodType): FieldInfo | undefined {
  return registry.get(type);
}
