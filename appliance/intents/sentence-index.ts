// Which sentences a text may be at all, by the pieces of literal text that it holds. Each sentence stands under the fragments of
// its rarest clause; what is found there is checked against its other clauses.
import { foldCase } from '../language/fold.ts';
import { PrefixTrie } from '../language/prefix-trie.ts';
import type { ProgramSentence, SentenceProgram } from './program.ts';

export class SentenceIndex {
  readonly #fragments = new PrefixTrie<number>();
  readonly #sentences: readonly ProgramSentence[];
  /** Fragment ▸ sentences that stand under it. */
  readonly #under: number[][];
  /** Sentences without any clause. */
  readonly #always: number[] = [];
  readonly #present: Int32Array;
  readonly #seen: Int32Array;
  #epoch = 0;

  constructor(program: SentenceProgram) {
    this.#sentences = program.sentences;
    this.#under = program.fragments.map(() => []);
    this.#present = new Int32Array(program.fragments.length);
    this.#seen = new Int32Array(program.sentences.length);
    program.fragments.forEach((fragment, index) => {
      this.#fragments.insert(fragment, index);
    });
    this.#distribute();
  }

  /** The sentences that any of `texts` may be, in their order. */
  candidates(texts: readonly string[]): number[] {
    this.#epoch++;
    const found: number[] = [];
    for (const sentence of this.#always) found.push(sentence);
    for (const text of texts) this.#collect(foldCase(text), found);
    return found.filter((sentence) => this.#mayMatch(sentence)).sort((a, b) => a - b);
  }

  #distribute(): void {
    const uses = new Int32Array(this.#under.length);
    for (const { clauses } of this.#sentences)
      for (const clause of clauses) for (const one of clause) uses[one] = (uses[one] ?? 0) + 1;
    const cost = (clause: readonly number[]): number =>
      clause.reduce((sum, fragment) => sum + (uses[fragment] ?? 0), 0);
    this.#sentences.forEach(({ clauses }, index) => {
      const [rarest] = [...clauses].sort((a, b) => cost(a) - cost(b));
      if (rarest === undefined) this.#always.push(index);
      else for (const fragment of rarest) this.#under[fragment]?.push(index);
    });
  }

  #collect(text: string, found: number[]): void {
    const visit = (_: number, fragments: readonly number[]): void => {
      for (const fragment of fragments) this.#visit(fragment, found);
    };
    for (let at = 0; at < text.length; at++) this.#fragments.find(text, at, visit);
  }

  #visit(fragment: number, found: number[]): void {
    if (this.#present[fragment] === this.#epoch) return;
    this.#present[fragment] = this.#epoch;
    for (const sentence of this.#under[fragment] ?? []) {
      if (this.#seen[sentence] === this.#epoch) continue;
      this.#seen[sentence] = this.#epoch;
      found.push(sentence);
    }
  }

  #mayMatch(sentence: number): boolean {
    const clauses = this.#sentences[sentence]?.clauses ?? [];
    for (const clause of clauses) {
      let found = false;
      for (let i = 0; i < clause.length && !found; i++) found = this.#present[clause[i] ?? -1] === this.#epoch;
      if (!found) return false;
    }
    return true;
  }
}
