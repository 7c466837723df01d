// What one station's conversation remembers from turn to turn: what was done last, for "it" and "no, the kitchen", and what was asked.
import type { LastTurn, UnderstoodIntent } from '../intents/understanding.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AlarmKeeper } from '../skills/alarm-keeper.ts';
import type { Bell, Question } from '../skills/skill.ts';
import type { TimerKeeper } from '../skills/timer-keeper.ts';

export interface PendingQuestion {
  readonly asked: Question;
  /** It was put a second time: words that are no answer end it. */
  readonly isAgain: boolean;
}

export interface ThreadDeps {
  readonly clock: Clock;
  readonly timers: TimerKeeper;
  readonly alarms: AlarmKeeper;
}

interface Kept<T> {
  readonly value: T;
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** After so long, "it" is something else. */
const LAST_TURN_MS = 300_000;

export class Thread {
  readonly #deps: ThreadDeps;
  readonly #questionMs: number;
  #last: Kept<UnderstoodIntent> | null = null;
  #bell: Bell | null = null;
  #isUndone = false;
  #question: Kept<PendingQuestion> | null = null;

  /** `questionMs`: how long a question waits for its answer. */
  constructor(questionMs: number, deps: ThreadDeps) {
    this.#deps = deps;
    this.#questionMs = questionMs;
  }

  /** null where nothing was asked, or too long ago. */
  get question(): PendingQuestion | null {
    return this.#current(this.#question);
  }

  /** null where nothing was done, or too long ago. */
  get lastTurn(): LastTurn | null {
    const kept = this.#last;
    const last = this.#current(kept);
    const bell = this.#bell;
    if (kept === null || last === null) return null;
    const ageMs = this.#deps.clock.monotonic() - kept.sinceMs;
    const turn = { ...last, ageMs, ...(this.#isUndone ? { isUndone: true } : {}) };
    if (bell === null || !this.#deps[bell.keptIn].list().some(({ id }) => id === bell.id)) return turn;
    const { spokenOf, ...ref } = bell;
    return { ...turn, bell: ref, ...(spokenOf === undefined ? {} : { spokenOf }) };
  }

  ask(asked: Question, isAgain: boolean): void {
    this.#question = this.#keep({ asked, isAgain }, this.#questionMs);
  }

  /** The question was answered, or is forgotten. */
  settle(): void {
    this.#question = null;
  }

  remember(intent: UnderstoodIntent): void {
    this.#last = this.#keep(intent, LAST_TURN_MS);
    this.#bell = null;
    this.#isUndone = false;
  }

  /** What came of the intent remembered last, or of the answer to its question. */
  noteOutcome(isDone: boolean): void {
    this.#isUndone = !isDone;
  }

  /** What the intent remembered last has set or spoken of, itself or with the answer to its question. */
  noteBell(bell: Bell): void {
    this.#bell = bell;
  }

  #keep<T>(value: T, ms: number): Kept<T> {
    const sinceMs = this.#deps.clock.monotonic();
    return { value, sinceMs, untilMs: sinceMs + ms };
  }

  #current<T>(kept: Kept<T> | null): T | null {
    return kept === null || kept.untilMs < this.#deps.clock.monotonic() ? null : kept.value;
  }
}
