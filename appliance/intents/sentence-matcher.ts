// Matches texts against one program, each within a budget of steps.
import { normalizeForMatching } from '../language/fold.ts';
import { type LoadedProgram, loadProgram } from './loaded-program.ts';
import { bestMatch, type Match } from './match.ts';
import type { SentenceProgram } from './program.ts';
import { type MatchQuery, TextMatching } from './text-matching.ts';
import { MAX_SAID_LENGTH, MAX_TEXT_LENGTH } from './utterance.ts';

export interface MatcherOptions {
  /** Steps after which a text counts as not matched. An ordinary command takes some hundred. Default 100,000, about 20 ms. */
  readonly stepBudget?: number;
}

const DEFAULT_STEP_BUDGET = 100_000;

export class SentenceMatcher {
  readonly loaded: LoadedProgram;
  readonly #budget: number;
  #overBudget = 0;

  constructor(program: SentenceProgram, options: MatcherOptions = {}) {
    this.#budget = options.stepBudget ?? DEFAULT_STEP_BUDGET;
    this.loaded = loadProgram(program);
  }

  /** How many texts were given up for taking more steps than the budget. */
  get overBudget(): number {
    return this.#overBudget;
  }

  /** What `text` means; null where no sentence matches. */
  match(text: string, query: MatchQuery): Match | null {
    return bestMatch(this.matchAll(text, query));
  }

  /** Every match, in the order of the sentences. */
  matchAll(text: string, query: MatchQuery): readonly Match[] {
    const normalized = text.length > MAX_SAID_LENGTH ? '' : normalizeForMatching(text);
    if (normalized === '' || normalized.length > MAX_TEXT_LENGTH) return [];
    const matching = new TextMatching(normalized, query, this.loaded, this.#budget);
    const matches = matching.run();
    if (!matching.gaveUp) return matches;
    this.#overBudget++;
    return [];
  }
}
