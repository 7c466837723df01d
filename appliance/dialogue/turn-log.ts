// The records of the turns that are going on. A turn that was interrupted while it spoke is recorded a moment later, when the
// board has said where the speech was cut.
import type { Clock } from '../kernel/clock.ts';
import type { Origin } from './dialogue-state.ts';
import type { Outcome, Turn } from './turn.ts';
import { type Mark, type TurnIdentity, TurnRecorder, type TurnWords } from './turn-recorder.ts';

const CUT_WAIT_MS = 1000;

export class TurnLog {
  readonly #clock: Clock;
  readonly #keepWords: boolean;
  readonly #onEnded: (turn: Turn, words: TurnWords) => void;
  readonly #recorders = new Map<number, TurnRecorder>();
  readonly #ending = new Map<number, () => void>();

  constructor(
    options: { readonly keepWords: boolean },
    deps: { readonly clock: Clock },
    onEnded: (turn: Turn, words: TurnWords) => void,
  ) {
    this.#keepWords = options.keepWords;
    this.#clock = deps.clock;
    this.#onEnded = onEnded;
  }

  begin(turn: number, identity: Omit<TurnIdentity, 'startedAt'>, origin: Origin): void {
    const whole = { ...identity, startedAt: this.#clock.wall() };
    this.#recorders.set(turn, new TurnRecorder(whole, origin, this.#clock.monotonic()));
  }

  /** Nothing where the turn is over. */
  mark(turn: number, mark: Mark, atMs = this.#clock.monotonic()): void {
    this.#recorders.get(turn)?.mark(mark, atMs);
    if (mark === 'silent') this.#ending.get(turn)?.();
  }

  note(turn: number, facts: Parameters<TurnRecorder['note']>[0]): void {
    this.#recorders.get(turn)?.note(facts);
  }

  end(turn: number, outcome: Outcome): void {
    const recorder = this.#recorders.get(turn);
    if (recorder === undefined) return;
    const finish = (): void => {
      this.#ending.delete(turn);
      if (this.#recorders.delete(turn)) this.#onEnded(recorder.finish(outcome, this.#keepWords), recorder.words);
    };
    if (!recorder.has('sounded') || recorder.has('silent')) return finish();
    this.#ending.set(turn, finish);
    this.#clock.after(CUT_WAIT_MS, finish);
  }

  /** Records now what still waits to hear where it was cut. */
  close(): void {
    for (const finish of [...this.#ending.values()]) finish();
  }
}
