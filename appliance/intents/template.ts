// Sentence templates in Home Assistant's format: `(a|b)`, `[optional]`, permutations `(a;b)`, `{list:slot}`, `{list:@capture}`,
// `<rule>`, `\` before a character that means itself. A text item is one word with the space that follows it: spaces are part of
// the template, as in "light[s]" against "light [s]".
import { LinnetError } from '../kernel/errors.ts';
import { normalizeText } from '../language/fold.ts';

export type Expression =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'sequence'; readonly items: readonly Expression[] }
  | { readonly kind: 'alternative'; readonly items: readonly Expression[]; readonly optional: boolean }
  | { readonly kind: 'permutation'; readonly items: readonly Expression[] }
  | ListReference
  | { readonly kind: 'rule'; readonly name: string };

export interface ListReference {
  readonly kind: 'list';
  /** The list's name, or an inline range "0..100" or "0..100,5". */
  readonly list: string;
  readonly slot: string;
  /** A capture is for the reply only and fills no slot. */
  readonly capture: boolean;
  /** Whether a space follows in the template: a wildcard then ends where a word does. */
  readonly endOfWord: boolean;
}

/** Where a template stands, for messages. */
export interface TemplateOrigin {
  readonly file: string;
  /** The intent's, rule's or list's name. */
  readonly owner: string;
}

const MAX_TEMPLATE_LENGTH = 4000;
/** Groups within groups; rules count when they are expanded, not here. */
const MAX_TEMPLATE_DEPTH = 24;
/** Items of one permutation: each subset becomes a node, so 7 are 128. */
export const MAX_PERMUTATION = 7;

const SPECIAL = new Set('()[]{}<>|;');
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

/** Whether `text` holds any template syntax at all. */
export function isTemplate(text: string): boolean {
  return /[(){}<>[\]|@]/.test(text);
}

/** Parses one template. Throws `intents.template` with file, owner and position. */
export function parseTemplate(text: string, origin: TemplateOrigin): Expression {
  if (text.length > MAX_TEMPLATE_LENGTH) {
    throw templateError(text.slice(0, 80), 0, `at most ${MAX_TEMPLATE_LENGTH} characters, ${text.length} came`, origin);
  }
  const expression = new TemplateParser(text.trim(), origin).parse();
  const only = expression.kind === 'sequence' && expression.items.length === 1 ? expression.items[0] : undefined;
  const isGroup = only?.kind === 'sequence' || only?.kind === 'alternative' || only?.kind === 'permutation';
  return only !== undefined && isGroup ? only : expression;
}

export function templateError(text: string, position: number, expected: string, origin: TemplateOrigin): LinnetError {
  return new LinnetError(
    'intents.template',
    `${origin.file}, ${origin.owner}: expected ${expected} at position ${position} of "${text}"; correct the template.`,
  );
}

type GroupShape = 'sequence' | 'alternative' | 'permutation';

class TemplateParser {
  readonly #text: string;
  readonly #origin: TemplateOrigin;
  #at = 0;

  constructor(text: string, origin: TemplateOrigin) {
    this.#text = text;
    this.#origin = origin;
  }

  parse(): Expression {
    const expression = this.#group('', 0);
    if (this.#at < this.#text.length) throw this.#error(`nothing after the end of a group`);
    return expression;
  }

  /** Everything up to `close` ("" for the whole template), which is left unread. */
  #group(close: string, depth: number): Expression {
    if (depth > MAX_TEMPLATE_DEPTH) throw this.#error(`at most ${MAX_TEMPLATE_DEPTH} groups inside each other`);
    let shape: GroupShape = 'sequence';
    let branches: Expression[] = [];
    let items: Expression[] = [];
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined || character === ')' || character === ']') {
        if ((character ?? '') !== close)
          throw this.#error(close === '' ? 'a character that opens no end' : `"${close}"`);
        return finishGroup(shape, branches, items);
      }
      if (character === '|' || character === ';') {
        this.#at++;
        const next: GroupShape = character === '|' ? 'alternative' : 'permutation';
        branches =
          next === shape || shape === 'sequence'
            ? [...branches, sequence(items)]
            : [finishGroup(shape, branches, items)];
        shape = next;
        items = [];
        continue;
      }
      items.push(this.#item(character, depth));
    }
  }

  #item(character: string, depth: number): Expression {
    if (character === '(' || character === '[') return this.#bracket(character, depth);
    if (character === '{') return this.#list();
    if (character === '<') return { kind: 'rule', name: this.#delimited('<', '>') };
    if (character === '}' || character === '>') throw this.#error(`an opening bracket before "${character}"`);
    return this.#word();
  }

  #bracket(open: string, depth: number): Expression {
    const close = CLOSING[open] ?? '';
    this.#at++;
    const start = this.#at;
    const inner = this.#group(close, depth + 1);
    if (this.#at === start) throw this.#error(`something between "${open}" and "${close}"`);
    this.#at++;
    if (open === '(') return inner;
    const items = inner.kind === 'alternative' && !inner.optional ? inner.items : [inner];
    return { kind: 'alternative', items: [...items, { kind: 'text', text: '' }], optional: true };
  }

  #list(): Expression {
    const start = this.#at;
    const body = this.#delimited('{', '}');
    const endOfWord = /^\s/u.test(this.#text.slice(this.#at, this.#at + 1));
    const colon = body.indexOf(':');
    const list = colon < 0 ? body.replace(/^@/, '') : body.slice(0, colon);
    const target = colon < 0 ? body : body.slice(colon + 1);
    const slot = target.replace(/^@/, '');
    if (list === '' || slot === '')
      throw templateError(this.#text, start, 'a list and a slot in {list:slot}', this.#origin);
    return { kind: 'list', list, slot, capture: target.startsWith('@'), endOfWord };
  }

  #delimited(open: string, close: string): string {
    const end = this.#text.indexOf(close, this.#at);
    const body = end < 0 ? '' : this.#text.slice(this.#at + 1, end);
    if (end < 0) throw this.#error(`"${close}" after "${open}"`);
    if (body === '' || body.includes(open)) throw this.#error(`a name between "${open}" and "${close}"`);
    this.#at = end + 1;
    return body;
  }

  /** One word and the spaces after it; leading spaces belong to the word that follows them. */
  #word(): Expression {
    const start = this.#at;
    let raw = '';
    let ended = false;
    while (this.#at < this.#text.length) {
      let character = this.#text.charAt(this.#at);
      if (SPECIAL.has(character) || (ended && character !== ' ')) break;
      if (character === '\\' && this.#at + 1 < this.#text.length) character = this.#text.charAt(++this.#at);
      else if (character === ' ' && this.#at > start) ended = true;
      raw += character;
      this.#at++;
    }
    return { kind: 'text', text: normalizeText(raw) };
  }

  #error(expected: string): LinnetError {
    return templateError(this.#text, this.#at, expected, this.#origin);
  }
}

function sequence(items: readonly Expression[]): Expression {
  return { kind: 'sequence', items };
}

function finishGroup(shape: GroupShape, branches: readonly Expression[], items: readonly Expression[]): Expression {
  if (shape === 'sequence') return sequence(items);
  const all = [...branches, sequence(items)];
  if (shape === 'alternative') return { kind: 'alternative', items: all, optional: false };
  return { kind: 'permutation', items: all.map(spaced) };
}

/** What changes places is always apart from its neighbours. */
function spaced(item: Expression): Expression {
  const items = item.kind === 'sequence' ? item.items : [item];
  const space: Expression = { kind: 'text', text: ' ' };
  return sequence([space, ...items, space]);
}

/** How many text items stand directly in the groups of `expression`; rules are not looked into. */
export function countTextItems(expression: Expression): number {
  if (expression.kind === 'text') return 1;
  if (expression.kind === 'list' || expression.kind === 'rule') return 0;
  return expression.items.reduce((sum, item) => sum + countTextItems(item), 0);
}

/** The list references that stand in `expression` itself, not in its rules. */
export function listReferences(expression: Expression): ListReference[] {
  if (expression.kind === 'list') return [expression];
  if (expression.kind === 'text' || expression.kind === 'rule') return [];
  return expression.items.flatMap(listReferences);
}
