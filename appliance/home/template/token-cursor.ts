// Where a parser is among the tokens of one part of a template.
import type { Token } from './tokenizer.ts';
import { invalid } from './value.ts';

export class TokenCursor {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.peek().kind === 'end';
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#position + ahead] ?? { kind: 'end', text: '' };
  }

  skip(count = 1): void {
    this.#position += count;
  }

  /** Takes the next token when it is this operator or word. */
  accept(text: string): boolean {
    const token = this.peek();
    if (token.text !== text || (token.kind !== 'operator' && token.kind !== 'name')) return false;
    this.skip();
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw invalid(`Expected "${text}" in a template, got "${this.peek().text}".`);
  }

  expectName(): string {
    const token = this.peek();
    if (token.kind !== 'name') throw invalid(`Expected a name in a template, got "${token.text}".`);
    this.skip();
    return token.text;
  }

  expectEnd(): void {
    this.accept(':'); // Jinja lets a statement end like one of Python's
    if (!this.atEnd) throw invalid(`Expected the end of a template's part, got "${this.peek().text}".`);
  }
}
