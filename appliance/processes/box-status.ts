// What happened last and what does not work: the part of a box's state that others report to it.
import type { Config } from '../config/schema.ts';
import type { Turn } from '../dialogue/turn.ts';
import type { TurnWords } from '../dialogue/turn-recorder.ts';

export class BoxStatus {
  /** Whether what was said last may be told. */
  readonly #tellsWords: boolean;
  readonly #onChanged: () => void;
  readonly #problems = new Map<string, string>();
  #proposals: readonly string[] = [];
  #lastTurn: Turn | null = null;
  #lastWords: TurnWords | null = null;

  constructor({ privacy }: Pick<Config, 'privacy'>, onChanged: () => void) {
    this.#tellsWords = privacy.publishWords;
    this.#onChanged = onChanged;
  }

  get problems(): readonly string[] {
    return [...this.#problems.values()];
  }

  /** What the first of `owners` that has a problem said of it. */
  problemOf(...owners: readonly string[]): string | null {
    const owner = owners.find((one) => this.#problems.has(one));
    return owner === undefined ? null : (this.#problems.get(owner) ?? null);
  }

  get proposals(): readonly string[] {
    return this.#proposals;
  }

  get lastTurn(): Turn | null {
    return this.#lastTurn;
  }

  /** null also where they may not be told. */
  get lastWords(): TurnWords | null {
    return this.#lastWords;
  }

  /** What does not work, by who says so; null when it works again. */
  setProblem(owner: string, problem: string | null): void {
    if ((this.#problems.get(owner) ?? null) === problem) return;
    if (problem === null) this.#problems.delete(owner);
    else this.#problems.set(owner, problem);
    this.#onChanged();
  }

  /** What could be used and is not, as sentences. */
  setProposals(proposals: readonly string[]): void {
    this.#proposals = proposals;
    this.#onChanged();
  }

  record(turn: Turn, words: TurnWords): void {
    this.#lastTurn = turn;
    if (this.#tellsWords) this.#lastWords = words;
  }
}
