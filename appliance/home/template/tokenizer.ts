// Splits a template into text, statements and expressions, and those into tokens. Jinja's syntax, with its whitespace control.
import { invalid } from './value.ts';

export type TokenKind = 'name' | 'number' | 'string' | 'operator' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

export type Section =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output' | 'statement'; readonly tokens: readonly Token[] };

const OPENING = /\{([{%#])([-+]?)/g;
const CLOSING = { '{': '}}', '%': '%}', '#': '#}' } as const;

/** Throws `template.invalid` for a part that is opened and never closed, or that holds a character no expression has. */
export function splitTemplate(source: string): Section[] {
  const sections: Section[] = [];
  let position = 0;
  let trimNext = false;
  const addText = (raw: string, trimEnd: boolean): void => {
    const start = trimNext ? raw.trimStart() : raw;
    const text = trimEnd ? start.trimEnd() : start;
    if (text !== '') sections.push({ kind: 'text', text });
  };
  for (;;) {
    OPENING.lastIndex = position;
    const opening = OPENING.exec(source);
    if (opening === null) break;
    addText(source.slice(position, opening.index), opening[2] === '-');
    const part = readPart(source, opening[1] as '{' | '%' | '#', opening.index + opening[0].length);
    if (part.section !== null) sections.push(part.section);
    trimNext = part.trimNext;
    position = part.end;
  }
  addText(source.slice(position), false);
  return sections;
}

interface Part {
  readonly section: Section | null;
  readonly end: number;
  readonly trimNext: boolean;
}

function readPart(source: string, mark: '{' | '%' | '#', start: number): Part {
  if (mark === '#') return readComment(source, start);
  const { tokens, end } = readTokens(source, start, CLOSING[mark]);
  const trimNext = source[end - 3] === '-';
  if (mark === '%' && tokens[0]?.text === 'raw') return readRaw(source, end);
  return { section: { kind: mark === '{' ? 'output' : 'statement', tokens }, end, trimNext };
}

function readComment(source: string, start: number): Part {
  const end = source.indexOf('#}', start);
  if (end < 0) throw invalid('Expected "#}" at the end of a comment; the template ended first.');
  return { section: null, end: end + 2, trimNext: source[end - 1] === '-' };
}

function readRaw(source: string, start: number): Part {
  const closing = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;
  closing.lastIndex = start;
  const found = closing.exec(source);
  if (found === null) throw invalid('Expected "{% endraw %}"; the template ended first.');
  const section: Section = { kind: 'text', text: source.slice(start, found.index) };
  return { section, end: found.index + found[0].length, trimNext: found[0].endsWith('-%}') };
}

const SPACE = /\s+/y;
const TOKEN =
  /(?<number>\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<string>"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|(?<operator>\*\*|\/\/|==|!=|<=|>=|[-+*/%~<>=()[\]{},:.|])/uy;

function readTokens(source: string, start: number, closing: string): { tokens: Token[]; end: number } {
  const tokens: Token[] = [];
  let nesting = 0; // inside {...} a "}}" may close two mappings
  for (let position = start; ; ) {
    SPACE.lastIndex = position;
    if (SPACE.test(source)) position = SPACE.lastIndex;
    const atEnd = nesting === 0 ? closingAt(source, position, closing) : null;
    if (atEnd !== null) return { tokens: [...tokens, { kind: 'end', text: closing }], end: atEnd };
    TOKEN.lastIndex = position;
    const found = TOKEN.exec(source);
    if (found === null) throw unexpectedCharacter(source, position, closing);
    const token = asToken(found);
    if (token.kind === 'operator') nesting += '([{'.includes(token.text) ? 1 : ')]}'.includes(token.text) ? -1 : 0;
    tokens.push(token);
    position = TOKEN.lastIndex;
  }
}

function closingAt(source: string, position: number, closing: string): number | null {
  const from = source[position] === '-' || source[position] === '+' ? position + 1 : position;
  return source.startsWith(closing, from) ? from + closing.length : null;
}

function unexpectedCharacter(source: string, position: number, closing: string): Error {
  if (position >= source.length) return invalid(`Expected "${closing}"; the template ended first.`);
  return invalid(`Unexpected character "${source[position]}" at position ${position} of a template.`);
}

function asToken(found: RegExpExecArray): Token {
  const { number, name, string, operator } = found.groups ?? {};
  if (number !== undefined) return { kind: 'number', text: number.replaceAll('_', '') };
  if (name !== undefined) return { kind: 'name', text: name };
  if (string !== undefined) return { kind: 'string', text: unescapeAll(string.slice(1, -1)) };
  return { kind: 'operator', text: operator ?? '' };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '\n': '' };

/** Python's escapes; an unknown one keeps its backslash, which is what patterns in device templates count on. */
function unescapeAll(text: string): string {
  return text.replaceAll(
    /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\s\S])/g,
    (all: string, sequence: string) => unescapeOne(sequence) ?? all,
  );
}

function unescapeOne(sequence: string): string | null {
  if (sequence === '\\' || sequence === "'" || sequence === '"') return sequence;
  if (sequence.length > 1) return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
  return ESCAPES[sequence] ?? null;
}
