// How values are written: `toText` as Python's str(), `toJson` as Home Assistant's to_json.
import {
  describe,
  float,
  invalid,
  isList,
  isMapping,
  isNumber,
  Moment,
  mappingGet,
  mappingKeys,
  numberOf,
  overBudget,
  Span,
  type Value,
  WholeFloat,
} from './value.ts';

const DEEPEST = 32;
/** No text inside a template grows beyond this many characters; a Home Assistant state holds 255, a payload rarely 4 KB. */
export const LONGEST_TEXT = 65_536;

/** Text as Python prints it; an undefined value is empty, as in Jinja. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : represent(value, 0, false);
}

function represent(value: Value, depth: number, quoted: boolean): string {
  if (depth > DEEPEST) throw overBudget('A value is nested too deeply to be printed.');
  if (value === undefined) return 'Undefined';
  if (value === null) return 'None';
  if (typeof value === 'string') return quoted ? quote(value) : value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isNumber(value)) return numberText(value);
  if (value instanceof Moment) return value.isoText(' ');
  if (value instanceof Span) return spanText(value);
  if (isList(value)) return bounded(`[${value.map((item) => represent(item, depth + 1, true)).join(', ')}]`);
  if (isMapping(value)) return bounded(`{${mappingItems(value, depth).join(', ')}}`);
  return '<object>';
}

/** "1 day, 2:03:04". */
function spanText({ ms }: Span): string {
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const two = (part: number): string => String(part).padStart(2, '0');
  const clock = `${Math.floor(rest / 3600)}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  return days === 0 ? clock : `${days} day${Math.abs(days) === 1 ? '' : 's'}, ${clock}`;
}

function mappingItems(value: Parameters<typeof mappingKeys>[0], depth: number): string[] {
  return mappingKeys(value).map(
    (key) => `${represent(key, depth + 1, true)}: ${represent(mappingGet(value, key), depth + 1, true)}`,
  );
}

function numberText(value: number | WholeFloat): string {
  const number = numberOf(value);
  if (Number.isNaN(number)) return 'nan';
  if (!Number.isFinite(number)) return number > 0 ? 'inf' : '-inf';
  const plain = Object.is(number, -0) ? '-0' : String(number);
  return value instanceof WholeFloat && /^-?\d+$/.test(plain) ? `${plain}.0` : plain;
}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  return mark + text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(mark, `\\${mark}`) + mark;
}

/** `text`, or `template.overBudget` where it is longer than a template may make one. */
export function bounded(text: string): string {
  if (text.length > LONGEST_TEXT) throw overBudget(`A template made a text longer than ${LONGEST_TEXT} characters.`);
  return text;
}

/** Compact JSON. Throws for what JSON cannot hold. */
export function toJson(value: Value): string {
  return bounded(JSON.stringify(jsonOf(value, 0)) ?? 'null');
}

function jsonOf(value: Value, depth: number): unknown {
  if (depth > DEEPEST) throw overBudget('A value is nested too deeply for JSON.');
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (isNumber(value)) return numberOf(value);
  if (isList(value)) return value.map((item) => jsonOf(item, depth + 1));
  if (!isMapping(value)) throw invalid(`JSON cannot hold ${describe(value)}.`);
  const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const key of mappingKeys(value)) object[toText(key)] = jsonOf(mappingGet(value, key), depth + 1);
  return object;
}

/** A number written as Python's int() or float() read it; null where the text is none. */
export function parseNumber(text: string): Value | null {
  const plain = text.trim().replaceAll(/(?<=\d)_(?=\d)/g, '');
  if (/^[+-]?\d+$/.test(plain)) return Number(plain);
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return float(Number(plain));
  return /^[+-]?(inf|infinity|nan)$/i.test(plain) ? specialNumber(plain.toLowerCase()) : null;
}

function specialNumber(text: string): number {
  if (text.endsWith('nan')) return Number.NaN;
  return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
