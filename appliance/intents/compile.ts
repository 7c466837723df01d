// Compiles a file of sentences. Rules are expanded where they are used (each block may have its own), permutations become a node
// for every subset of their items, and everything equal becomes one node.
import { foldCase, joinUnspacedScripts, normalizeText } from '../language/fold.ts';
import { FragmentFinder } from './fragments.ts';
import { NodeTable, Numbering } from './node-table.ts';
import {
  HOUSE_LISTS,
  PROGRAM_VERSION,
  type ProgramBlock,
  type ProgramConstraint,
  type ProgramList,
  type ProgramNode,
  type ProgramSentence,
  type ProgramValue,
  type SentenceProgram,
  type WildcardEdge,
} from './program.ts';
import type { ListDefinition, SentenceBlock, SentenceFile } from './sentence-file.ts';
import {
  countTextItems,
  type Expression,
  isTemplate,
  type ListReference,
  listReferences,
  MAX_PERMUTATION,
  parseTemplate,
  type TemplateOrigin,
  templateError,
} from './template.ts';

/** Rules within rules. */
const MAX_RULE_DEPTH = 24;
const INLINE_RANGE = /^(\d+)\.\.(\d+)(?:,(\d+))?$/;
const ENDS_WORD = /[ ']$/;
const HOUSE_LIST_NAMES: ReadonlySet<string> = new Set(HOUSE_LISTS);

/** What an expression means where it stands. */
interface Scope {
  readonly origin: TemplateOrigin;
  readonly text: string;
  /** Prefix of the block's own lists and rules; "" for the file's. */
  readonly local: string;
  readonly rules: ReadonlyMap<string, Expression>;
  readonly lists: ReadonlySet<string>;
  readonly constraint: number;
  readonly depth: number;
}

/** Throws `intents.template` for the first sentence, rule or list value that cannot be compiled. */
export function compileSentences(file: SentenceFile, name: string): SentenceProgram {
  return new Compiler(file, name).compile();
}

class Compiler {
  readonly #file: SentenceFile;
  readonly #name: string;
  readonly #table = new NodeTable();
  readonly #lists: Record<string, ProgramList> = {};
  readonly #withContext = new Set<string>(HOUSE_LISTS);
  readonly #constraintKeys = new Numbering();
  readonly #constraints: ProgramConstraint[] = [];
  readonly #blocks: ProgramBlock[] = [];
  readonly #parsedRules: ReadonlyMap<string, Expression>;

  constructor(file: SentenceFile, name: string) {
    this.#file = file;
    this.#name = name;
    this.#parsedRules = this.#parseRules(file.expansion_rules);
  }

  compile(): SentenceProgram {
    this.#constraint({}, {});
    const globals = this.#scope('lists', '', this.#parsedRules, new Set(), 0);
    for (const [list, definition] of Object.entries(this.#file.lists)) this.#list(list, definition, globals);
    const drafts = Object.entries(this.#file.intents).flatMap(([intent, { data }]) =>
      data.flatMap((block) => this.#block(intent, block)),
    );
    const fragments = new Numbering();
    const finder = new FragmentFinder(this.#table.nodes);
    const sentences = drafts.map((draft) => ({
      ...draft,
      clauses: finder.ofSequence(draft.items).map((clause) => clause.map((fragment) => fragments.of(fragment))),
    }));
    return {
      version: PROGRAM_VERSION,
      language: this.#file.language,
      ignoreWhitespace: this.#file.settings.ignore_whitespace,
      skipWords: this.#file.skip_words,
      nodes: this.#table.nodes,
      lists: this.#lists,
      constraints: this.#constraints,
      blocks: this.#blocks,
      sentences,
      fragments: fragments.values,
      responses: this.#file.responses.intents,
      errorResponses: this.#file.responses.errors,
    };
  }

  #parseRules(rules: Readonly<Record<string, string>>): Map<string, Expression> {
    const origin = (rule: string): TemplateOrigin => ({ file: this.#name, owner: `rule <${rule}>` });
    return new Map(Object.entries(rules).map(([rule, body]) => [rule, this.#parse(body, origin(rule))]));
  }

  #parse(text: string, origin: TemplateOrigin): Expression {
    return parseTemplate(this.#file.settings.ignore_whitespace ? joinUnspacedScripts(text) : text, origin);
  }

  #scope(
    owner: string,
    local: string,
    rules: ReadonlyMap<string, Expression>,
    lists: ReadonlySet<string>,
    constraint: number,
  ): Scope {
    return { origin: { file: this.#name, owner }, text: '', local, rules, lists, constraint, depth: 0 };
  }

  #constraint(requires: ProgramConstraint['requires'], excludes: ProgramConstraint['excludes']): number {
    const index = this.#constraintKeys.of(JSON.stringify([requires, excludes]));
    if (index === this.#constraints.length) this.#constraints.push({ requires, excludes });
    return index;
  }

  #block(intent: string, block: SentenceBlock): Omit<ProgramSentence, 'clauses'>[] {
    const index = this.#blocks.length;
    const constraint = this.#constraint(block.requires_context, block.excludes_context);
    this.#blocks.push({
      intent,
      slots: block.slots,
      response: block.response ?? 'default',
      constraint,
      metadata: block.metadata ?? null,
      keywords: block.required_keywords?.map(foldCase) ?? null,
    });
    const rules = new Map([...this.#parsedRules, ...this.#parseRules(block.expansion_rules)]);
    const scope = this.#scope(intent, `${index}:`, rules, new Set(Object.keys(block.lists)), constraint);
    for (const [list, definition] of Object.entries(block.lists)) this.#list(`${index}:${list}`, definition, scope);
    return this.#sentences(block, scope).map((sentence) => ({ block: index, ...sentence }));
  }

  /** Sentences with wildcards come in the order of their words: "play {a} by {b} in {c}" is tried before "play {a} by {b}". */
  #sentences(block: SentenceBlock, scope: Scope): Array<{ items: number[]; edge: WildcardEdge }> {
    const parsed = block.sentences.map((text) => ({ text, expression: this.#parse(text, scope.origin) }));
    const weight = (expression: Expression): number =>
      listReferences(expression).some((reference) => this.#isWildcard(reference)) ? -countTextItems(expression) : 0;
    const sorted = parsed.sort((a, b) => weight(a.expression) - weight(b.expression));
    return sorted.map(({ text, expression }) => {
      const top = expression.kind === 'sequence' ? expression.items : [expression];
      const items = top.map((item) => this.#node(item, { ...scope, text }));
      return { items, edge: expression.kind === 'sequence' ? this.#edge(top) : 'none' };
    });
  }

  #isWildcard(expression: Expression | undefined): boolean {
    return expression?.kind === 'list' && this.#file.lists[expression.list]?.wildcard === true;
  }

  #edge(items: readonly Expression[]): WildcardEdge {
    if (items.length === 1) return this.#isWildcard(items[0]) ? 'whole' : 'none';
    if (this.#isWildcard(items[0])) return 'first';
    return this.#isWildcard(items.at(-1)) ? 'last' : 'none';
  }

  #node(expression: Expression, scope: Scope): number {
    switch (expression.kind) {
      case 'text':
        return this.#table.add(textNode(expression.text, this.#file.settings.ignore_whitespace));
      case 'sequence':
        return this.#sequence(expression.items.map((item) => this.#node(item, scope)));
      case 'alternative':
        return this.#table.add({
          op: 'alternative',
          items: [...new Set(expression.items.map((item) => this.#node(item, scope)))],
        });
      case 'permutation':
        return this.#permutation(expression.items, scope);
      case 'list':
        return this.#listNode(expression, scope);
      case 'rule':
        return this.#rule(expression.name, scope);
    }
  }

  #sequence(items: readonly number[]): number {
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : this.#table.add({ op: 'sequence', items });
  }

  #rule(name: string, scope: Scope): number {
    const body = scope.rules.get(name);
    if (body === undefined) throw this.#misplaced(`<${name}>`, 'a rule that exists', scope);
    if (scope.depth >= MAX_RULE_DEPTH) {
      throw this.#misplaced(`<${name}>`, `at most ${MAX_RULE_DEPTH} rules inside each other`, scope);
    }
    return this.#node(body, { ...scope, depth: scope.depth + 1 });
  }

  #misplaced(part: string, expected: string, scope: Scope): Error {
    return templateError(scope.text, Math.max(0, scope.text.indexOf(part)), `${expected} (${part})`, scope.origin);
  }

  /** Each item first, in turn, and then any order of the rest. */
  #permutation(items: readonly Expression[], scope: Scope): number {
    if (items.length > MAX_PERMUTATION)
      throw this.#misplaced(';', `at most ${MAX_PERMUTATION} items to permute`, scope);
    const order = (rest: readonly number[]): number => {
      const branches = rest.map((item, i) => {
        const others = rest.filter((_, other) => other !== i);
        return others.length === 0 ? item : this.#sequence([item, order(others)]);
      });
      return branches.length === 1 ? (branches[0] ?? 0) : this.#table.add({ op: 'alternative', items: branches });
    };
    return order(items.map((item) => this.#node(item, scope)));
  }

  #listNode(reference: ListReference, scope: Scope): number {
    const list = scope.lists.has(reference.list) ? scope.local + reference.list : reference.list;
    const inline = INLINE_RANGE.exec(list);
    if (inline !== null && this.#lists[list] === undefined) this.#lists[list] = inlineRange(inline);
    if (this.#lists[list] === undefined && !HOUSE_LIST_NAMES.has(list)) {
      throw this.#misplaced(`{${reference.list}`, 'a list that exists', scope);
    }
    const { slot, capture, endOfWord } = reference;
    const constraint = this.#withContext.has(list) ? scope.constraint : 0;
    return this.#table.add({ op: 'list', list, slot, capture, endOfWord, constraint });
  }

  #list(key: string, definition: ListDefinition, scope: Scope): void {
    const origin = { file: this.#name, owner: `list {${key}}` };
    if (definition.values !== undefined) {
      const values = definition.values.map((value) => this.#value(value, { ...scope, origin }));
      if (values.some((value) => value.context !== null)) this.#withContext.add(key);
      this.#lists[key] = { kind: 'values', values };
    } else if (definition.range !== undefined) {
      const { range } = definition;
      if (range.from > range.to) throw templateError(`${range.from}..${range.to}`, 0, 'a range that grows', origin);
      this.#lists[key] = { kind: 'range', range };
    } else if (definition.wildcard === true) this.#lists[key] = { kind: 'wildcard' };
    else throw templateError(JSON.stringify(definition).slice(0, 60), 0, 'values, a range or a wildcard', origin);
  }

  #value(value: NonNullable<ListDefinition['values']>[number], scope: Scope): ProgramValue {
    const words = typeof value === 'string' ? value : value.in;
    const entry: Partial<Exclude<typeof value, string>> = typeof value === 'string' ? {} : value;
    const out = typeof value === 'string' && !isTemplate(value) ? value : 'out' in entry ? (entry.out ?? null) : null;
    const context = entry.context ?? null;
    const metadata = entry.metadata ?? null;
    if (!isTemplate(words)) return { words: foldCase(normalizeText(words)), node: -1, out, context, metadata };
    const node = this.#node(this.#parse(words, scope.origin), { ...scope, text: words });
    return { words: null, node, out, context, metadata };
  }
}

function textNode(text: string, ignoreWhitespace: boolean): ProgramNode {
  const folded = foldCase(ignoreWhitespace ? joinUnspacedScripts(text) : text);
  return { op: 'text', text: folded, endsWord: ENDS_WORD.test(text) };
}

function inlineRange(match: RegExpExecArray): ProgramList {
  const [, from, to, step] = match;
  const range = { from: Number(from), to: Number(to), step: Math.max(1, Number(step ?? 1)), type: 'number' as const };
  return { kind: 'range', range: { ...range, digits: true, words: true } };
}
