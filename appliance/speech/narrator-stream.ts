// One reply on its way into speech: the text so far in clauses, and whoever waits for the next one.
import { LinnetError } from '../kernel/errors.ts';
import { spokenText } from '../language/spoken-text.ts';
import { type ClauseSplitter, createClauseSplitter, splitClauses } from './clauses.ts';

export interface SpokenClause {
  /** As the voice reads it. */
  readonly spoken: string;
  /** Whether a sentence ends here; false where a long one was cut inside. */
  readonly endsSentence: boolean;
}

/** The clauses of a text that is all there, as the voice reads them. */
export function spokenClauses(text: string, language: string): string[] {
  const clauses = splitClauses(text, { language });
  return clauses.map((clause) => spokenText(clause, language)).filter((spoken) => spoken !== '');
}

export class NarratorStream {
  readonly id: number;
  readonly #language: string;
  readonly #splitter: ClauseSplitter;
  readonly #abort = new AbortController();
  readonly #written: string[] = [];
  readonly #clauses: SpokenClause[] = [];
  #isFinal = false;
  #failure: LinnetError | null = null;
  #length = 0;
  #wake: (() => void) | null = null;

  constructor(id: number, language: string) {
    this.id = id;
    this.#language = language;
    this.#splitter = createClauseSplitter({ language });
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The clauses so far as they were written; those in which nothing can be said are left out. */
  get written(): readonly string[] {
    return this.#written;
  }

  /** Characters so far. */
  get length(): number {
    return this.#length;
  }

  /** Why it was ended, where that was not on purpose. */
  get failure(): LinnetError | null {
    return this.#failure;
  }

  /** More text; says whether it made new clauses. Text after the final one is not heard. */
  add(text: string, isFinal: boolean): boolean {
    if (this.#isFinal) return false;
    this.#length += text.length;
    this.#isFinal = isFinal;
    const clauses = [...this.#splitter.push(text), ...(isFinal ? this.#splitter.flush() : [])];
    const before = this.#clauses.length;
    for (const clause of clauses) this.#addClause(clause);
    this.#wake?.();
    return this.#clauses.length > before || isFinal;
  }

  at(index: number): SpokenClause | undefined {
    return this.#clauses[index];
  }

  /** Clause `index` once it is there; null where the stream ends before it. Rejects when the stream is cancelled. */
  async clause(index: number): Promise<SpokenClause | null> {
    for (;;) {
      this.signal.throwIfAborted();
      const clause = this.#clauses[index];
      if (clause !== undefined) return clause;
      if (this.#isFinal) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  cancel(): void {
    this.#abort.abort(new LinnetError('operation.cancelled', `Speech stream ${this.id} was cancelled.`));
    this.#wake?.();
  }

  fail(error: LinnetError): void {
    this.#failure ??= error;
    this.cancel();
  }

  #addClause(written: string): void {
    const spoken = spokenText(written, this.#language);
    if (spoken === '') return;
    this.#written.push(written);
    this.#clauses.push({ spoken, endsSentence: /[.!?…:]["'”’)\]*_`]*$|^#|\n$/u.test(written) });
  }
}
