// Sections ▸ statements. What reaches outside the template (include, import, extends, block, call) is refused.
import { ExpressionParser } from './expression-parser.ts';
import type { Expression, Statement } from './syntax.ts';
import { type Section, splitTemplate } from './tokenizer.ts';
import { invalid, overBudget } from './value.ts';

/** Home Assistant's own limit is a 255-character state; the longest template seen in a device or a reply is below 8 KB. */
const LONGEST_SOURCE = 32_768;
const DEEPEST = 40;

type Part = { readonly word: string; readonly parser: ExpressionParser } | Statement;

/** Throws `template.invalid` for what is no template, `template.overBudget` for one that is too long or nested too deeply. */
export function parseTemplate(source: string): readonly Statement[] {
  if (source.length > LONGEST_SOURCE) {
    throw overBudget(`Expected a template of at most ${LONGEST_SOURCE} characters; ${source.length} came.`);
  }
  const reader = new StatementReader(splitTemplate(source.trim()));
  const body = reader.body([]);
  return body.statements;
}

class StatementReader {
  readonly #sections: readonly Section[];
  #position = 0;
  #depth = 0;

  constructor(sections: readonly Section[]) {
    this.#sections = sections;
  }

  /** Statements up to one of the words in `until`, which is taken; up to the end of the template where `until` is empty. */
  body(until: readonly string[]): { statements: Statement[]; word: string; parser: ExpressionParser } {
    if (++this.#depth > DEEPEST) throw overBudget('A template is nested too deeply.');
    const statements: Statement[] = [];
    for (;;) {
      const part = this.#next();
      if (part === null) {
        if (until.length > 0) throw invalid(`Expected "{% ${until.join(' %} or {% ')} %}"; the template ended first.`);
        return { statements, word: '', parser: new ExpressionParser([]) };
      }
      if ('kind' in part) statements.push(part);
      else if (until.includes(part.word)) {
        this.#depth--;
        return { statements, ...part };
      } else statements.push(this.#statement(part.word, part.parser));
    }
  }

  #next(): Part | null {
    const section = this.#sections[this.#position++];
    if (section === undefined) return null;
    if (section.kind === 'text') return section;
    const parser = new ExpressionParser(section.tokens);
    if (section.kind === 'statement') return { word: parser.expectName(), parser };
    const expression = parser.expressionOrList();
    parser.expectEnd();
    return { kind: 'output', expression };
  }

  #statement(word: string, parser: ExpressionParser): Statement {
    switch (word) {
      case 'if':
        return this.#if(parser);
      case 'for':
        return this.#for(parser);
      case 'set':
        return this.#set(parser);
      case 'with':
        return this.#with(parser);
      case 'macro':
        return this.#macro(parser);
      case 'do':
        return { kind: 'do', expression: complete(parser) };
      case 'break':
      case 'continue':
        parser.expectEnd();
        return { kind: word };
      default:
        throw invalid(`A template may not use the statement "${word}".`);
    }
  }

  #if(first: ExpressionParser): Statement {
    const branches: { test: Expression; body: Statement[] }[] = [];
    let parser = first;
    for (;;) {
      const test = complete(parser);
      const part = this.body(['elif', 'else', 'endif']);
      branches.push({ test, body: part.statements });
      if (part.word === 'elif') {
        parser = part.parser;
        continue;
      }
      part.parser.expectEnd();
      return { kind: 'if', branches, otherwise: part.word === 'else' ? this.#closing('endif') : [] };
    }
  }

  #closing(word: string): Statement[] {
    const part = this.body([word]);
    return part.statements;
  }

  #for(parser: ExpressionParser): Statement {
    const targets = targetNames(parser);
    parser.expect('in');
    const iterable = parser.expression(false);
    const condition = parser.accept('if') ? parser.expression() : null;
    parser.expectEnd();
    const part = this.body(['else', 'endfor']);
    const otherwise = part.word === 'else' ? this.#closing('endfor') : [];
    return { kind: 'for', targets, iterable, condition, body: part.statements, otherwise };
  }

  #set(parser: ExpressionParser): Statement {
    const targets = targetNames(parser);
    const attribute = parser.accept('.') ? parser.expectName() : null;
    if (parser.accept('=')) {
      const value = parser.expressionOrList();
      parser.expectEnd();
      return { kind: 'set', targets, attribute, value };
    }
    parser.expectEnd();
    return { kind: 'capture', name: targets[0] ?? '', body: this.#closing('endset') };
  }

  #with(parser: ExpressionParser): Statement {
    const values: (readonly [string, Expression])[] = [];
    while (!parser.atEnd) {
      if (values.length > 0) parser.expect(',');
      const name = parser.expectName();
      parser.expect('=');
      values.push([name, parser.expression()]);
    }
    return { kind: 'with', values, body: this.#closing('endwith') };
  }

  #macro(parser: ExpressionParser): Statement {
    const name = parser.expectName();
    const parameters: { name: string; fallback: Expression | null }[] = [];
    parser.expect('(');
    while (!parser.accept(')')) {
      const parameter = parser.expectName();
      parameters.push({ name: parameter, fallback: parser.accept('=') ? parser.expression() : null });
      if (!parser.accept(',')) {
        parser.expect(')');
        break;
      }
    }
    parser.expectEnd();
    return { kind: 'macro', name, parameters, body: this.#closing('endmacro') };
  }
}

function complete(parser: ExpressionParser): Expression {
  const expression = parser.expressionOrList();
  parser.expectEnd();
  return expression;
}

function targetNames(parser: ExpressionParser): string[] {
  const bracketed = parser.accept('(');
  const names = [parser.expectName()];
  while (parser.accept(',')) names.push(parser.expectName());
  if (bracketed) parser.expect(')');
  return names;
}
