// Context: what is known beside the words (where the speaker is, the domain of a named thing), and what a block of sentences asks
// of it. A condition is a value, a list of values, or {value, slot}; null or no value means "anything, but it must be known".
import type { Context } from './sentence-file.ts';

/** What a condition asks, and the slot that its value is copied into, if any. */
export interface Condition {
  readonly value: unknown;
  readonly slot: string | null;
}

export function readCondition(key: string, raw: unknown): Condition {
  if (!isRecord(raw)) return { value: raw ?? null, slot: null };
  const slot = typeof raw.slot === 'string' ? raw.slot : raw.slot === true ? key : null;
  return { value: raw.value ?? null, slot };
}

/** Whether a list value with `context` may stand in a block that requires and excludes this; unknown keys are no objection. */
export function admits(requires: Context, excludes: Context, context: Context | null): boolean {
  if (context === null) return true;
  for (const key of Object.keys(requires)) {
    const { value } = readCondition(key, requires[key]);
    if (key in context && value !== null && !equalsOrIn(plain(context[key]), value)) return false;
  }
  return !isExcluded(excludes, context);
}

export function isExcluded(excludes: Context, context: Context): boolean {
  for (const key of Object.keys(excludes)) {
    const { value } = readCondition(key, excludes[key]);
    if (key in context && equalsOrIn(plain(context[key]), value)) return true;
  }
  return false;
}

/** Whether everything required is there; fills `slots` with what is to be copied. */
export function fulfils(requires: Context, context: Context, slots: Map<string, unknown>): boolean {
  for (const key of Object.keys(requires)) {
    const { value, slot } = readCondition(key, requires[key]);
    const actual = plain(context[key]);
    if (actual === null || (value !== null && !equalsOrIn(actual, value))) return false;
    if (slot !== null) slots.set(slot, actual);
  }
  return true;
}

function plain(value: unknown): unknown {
  return (isRecord(value) ? value.value : value) ?? null;
}

function equalsOrIn(actual: unknown, expected: unknown): boolean {
  return Array.isArray(expected) ? expected.includes(actual) : actual === expected;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
