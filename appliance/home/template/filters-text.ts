// Filters on text, patterns among them.
import type { CallArguments, Evaluation, Filter } from './evaluation.ts';
import { Pattern } from './pattern.ts';
import { itemOf } from './sequences.ts';
import { bounded, toText } from './text-form.ts';
import { isNumber, numberOf, truthy, type Value } from './value.ts';

const onText =
  (operation: (text: string) => string): Filter =>
  (input, _args, evaluation) => {
    const text = toText(input);
    evaluation.budget.spend(Math.ceil(text.length / 64));
    return bounded(operation(text));
  };

/** First letter upper, the rest lower. */
export function capitalize(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('').toLowerCase();
}

export function titleCase(text: string): string {
  return text.replaceAll(/[^\s\-({[<]+/g, capitalize);
}

/** `text` without the characters in `characters` (white space where undefined) at its start, end or both. */
export function strip(text: string, characters: Value, side: 'start' | 'end' | 'both' = 'both'): string {
  if (characters === undefined || characters === null) {
    return side === 'both' ? text.trim() : side === 'start' ? text.trimStart() : text.trimEnd();
  }
  const set = new Set(toText(characters));
  let start = 0;
  let end = text.length;
  if (side !== 'end') while (start < end && set.has(text.charAt(start))) start++;
  if (side !== 'start') while (end > start && set.has(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** As Python's str.replace. The size of the result is known, and refused, before it is made. */
export function replaceText(text: string, from: string, to: string, count: Value, evaluation: Evaluation): string {
  evaluation.budget.spend(Math.ceil(text.length / 16));
  const parts = from === '' ? ['', ...text, ''] : text.split(from);
  const most = isNumber(count) && numberOf(count) >= 0 ? Math.min(numberOf(count), parts.length - 1) : parts.length - 1;
  evaluation.budget.spend(Math.ceil((text.length + most * to.length) / 64));
  const replaced = parts.slice(0, most + 1).join(to);
  const kept = parts.slice(most + 1);
  return bounded(kept.length === 0 ? replaced : [replaced, ...kept].join(from));
}

/** Lower-case letters and digits, joined by `separator`: what Home Assistant makes entity ids of. */
export function slugify(text: string, separator = '_'): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
  return plain
    .replaceAll(/[^a-z0-9]+/g, separator)
    .replaceAll(new RegExp(`^[${separator}]+|[${separator}]+$`, 'g'), '');
}

function pattern(args: CallArguments, ignoreCaseAt: number): Pattern {
  return new Pattern(toText(args.at(0, 'find') ?? ''), truthy(args.at(ignoreCaseAt, 'ignorecase')));
}

/** Whether the pattern matches at the start (`match`) or anywhere (`search`) in `input`. */
export function matchesPattern(
  input: Value,
  args: CallArguments,
  evaluation: Evaluation,
  where: 'start' | 'anywhere',
): boolean {
  const compiled = pattern(args, 1);
  const text = toText(input);
  const found =
    where === 'start' ? compiled.matchAt(text, 0, evaluation.budget) : compiled.search(text, 0, evaluation.budget);
  return found !== null;
}

function findAll(input: Value, args: CallArguments, evaluation: Evaluation, ignoreCaseAt: number): Value[] {
  const found = [...pattern(args, ignoreCaseAt).matches(toText(input), evaluation.budget)];
  evaluation.budget.spend(found.length);
  return found.map(({ groups }) => {
    if (groups.length === 1) return groups[0] ?? '';
    return groups.length === 2 ? (groups[1] ?? '') : groups.slice(1).map((group) => group ?? '');
  });
}

const LONGEST_ORDINAL_EXCEPTION = 13;

function ordinal(number: number): string {
  const lastTwo = Math.abs(number) % 100;
  const isTeen = lastTwo > 10 && lastTwo <= LONGEST_ORDINAL_EXCEPTION;
  return number + (isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][lastTwo % 10] ?? 'th'));
}

export const textFilters: Readonly<Record<string, Filter>> = {
  lower: onText((text) => text.toLowerCase()),
  upper: onText((text) => text.toUpperCase()),
  title: onText(titleCase),
  capitalize: onText(capitalize),
  trim: (input, args) => strip(toText(input), args.at(0, 'chars')),
  replace: (input, args, evaluation) =>
    replaceText(toText(input), toText(args.at(0, 'old')), toText(args.at(1, 'new')), args.at(2, 'count'), evaluation),
  wordcount: (input) => toText(input).split(/\s+/).filter(Boolean).length,
  slugify: (input, args) => slugify(toText(input), args.at(0, 'separator') === '-' ? '-' : '_'),
  ordinal: (input) => ordinal(Math.trunc(numberOf(input))),
  urlencode: onText((text) => encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd'))),
  base64_encode: onText((text) => Buffer.from(text, 'utf8').toString('base64')),
  base64_decode: onText((text) => Buffer.from(text, 'base64').toString('utf8')),
  truncate: (input, args) => {
    const length = isNumber(args.at(0, 'length')) ? numberOf(args.at(0, 'length')) : 255;
    const text = toText(input);
    return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 3))}...`;
  },
  regex_match: (input, args, evaluation) => matchesPattern(input, args, evaluation, 'start'),
  regex_search: (input, args, evaluation) => matchesPattern(input, args, evaluation, 'anywhere'),
  regex_replace: (input, args, evaluation) =>
    pattern(args, 2).replace(toText(input), toText(args.at(1, 'replace')), evaluation.budget),
  regex_findall: (input, args, evaluation) => findAll(input, args, evaluation, 1),
  regex_findall_index: (input, args, evaluation) =>
    itemOf(findAll(input, args, evaluation, 2), args.at(1, 'index') ?? 0),
};
