// JSON from outside, for templates and payloads: bounded, never throwing.
import type { Value } from './value.ts';

const LONGEST = 1_048_576;

/** The value in `text`; undefined where it is no JSON or longer than 1 MB. */
export function parseJson(text: string): Value {
  if (text.length > LONGEST) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined; // not JSON is an answer here, not a failure
  }
}
