// What one station's conversation remembers from turn to turn: what was done last, for "it" and "no, the kitchen", and what was asked.
import type { AmbiguousIntent, UnderstoodIntent } from '../intents/understanding.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Question } from '../skills/skill.ts';

export interface PendingQuestion {
  readonly asked: Question | AmbiguousIntent;
  /** It was put a second time: words that are no answer end it. */
  readonly isAgain: boolean;
}

interface Kept<T> {
  readonly value: T;
  readonly untilMs: number;
}

/** After so long, "it" is something else. */
const LAST_TURN_MS = 300_000;

export class Thread {
  readonly #clock: Clock;
  readonly #questionMs: number;
  #last: Kept<UnderstoodIntent> | null = null;
  #question: Kept<PendingQuestion> | null = null;

  /** `questionMs`: how long a question waits for its answer. */
  constructor(questionMs: number, deps: { readonly clock: Clock }) {
    this.#clock = deps.clock;
    this.#questionMs = questionMs;
  }

  /** null where nothing was asked, or too long ago. */
  get question(): PendingQuestion | null {
    return this.#current(this.#question);
  }

  /** null where nothing was done, or too long ago. */
  get lastIntent(): UnderstoodIntent | null {
    return this.#current(this.#last);
  }

  ask(asked: PendingQuestion['asked'], isAgain = false): void {
    this.#question = this.#keep({ asked, isAgain }, this.#questionMs);
  }

  /** The question was answered, or is forgotten. */
  settle(): void {
    this.#question = null;
  }

  remember(intent: UnderstoodIntent): void {
    this.#last = this.#keep(intent, LAST_TURN_MS);
  }

  #keep<T>(value: T, ms: number): Kept<T> {
    return { value, untilMs: this.#clock.monotonic() + ms };
  }

  #current<T>(kept: Kept<T> | null): T | null {
    return kept === null || kept.untilMs < this.#clock.monotonic() ? null : kept.value;
  }
}
