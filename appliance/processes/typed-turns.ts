// Turns without sound: words come in, words go out, and the record is the same as of a spoken one.
import type { AskReply } from '../api/actions.ts';
import type { Reply, Responder } from '../dialogue/responder.ts';
import type { Turn } from '../dialogue/turn.ts';
import { THINKING_LIMIT_MS } from '../dialogue/turn-machine.ts';
import { TurnRecorder, type TurnWords } from '../dialogue/turn-recorder.ts';
import type { UnderstoodFacts } from '../dialogue/understood-facts.ts';
import type { Actor } from '../home/house.ts';
import type { Clock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';

export interface TypedTurnsOptions {
  readonly station: string;
  readonly language: string;
  /** Whether records keep what was said. */
  readonly keepWords: boolean;
}

export interface TypedTurnsDeps {
  readonly clock: Clock;
  readonly responder: Responder;
  readonly apologise: (thrown: unknown) => Reply;
  /** Called once for each turn, before its asker has the reply. */
  readonly onEnded: (turn: Turn, words: TurnWords) => void;
}

const CANCELLED: Reply = { text: '', outcome: 'cancelled', listenAfter: false };

export class TypedTurns {
  readonly #options: TypedTurnsOptions;
  readonly #deps: TypedTurnsDeps;
  readonly #going = new Set<(reply: Reply) => void>();

  constructor(options: TypedTurnsOptions, deps: TypedTurnsDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** Each asker has a thread of its own: a question on the console is not answered by somebody in the room. Never rejects. */
  ask(text: string, actor: Actor): Promise<AskReply> {
    const { clock, responder, apologise } = this.#deps;
    const station = `${actor.kind}:${actor.id}`;
    const acting = new AbortController();
    const recorder = this.#begin(station);
    let understood: Pick<AskReply, 'intent' | 'slots'> = { intent: null, slots: {} };
    const onUnderstood = (facts: UnderstoodFacts): void => {
      recorder.mark('understood', clock.monotonic());
      recorder.note(facts);
      understood = { intent: facts.intent, slots: facts.slots };
    };
    return new Promise((resolve) => {
      const end = (reply: Reply): void => {
        if (!this.#going.delete(end)) return;
        limit.cancel();
        this.#finish(recorder, reply);
        resolve({ text: reply.text, outcome: reply.outcome, ...understood });
        acting.abort(new LinnetError('operation.cancelled', 'The turn is over.'));
      };
      this.#going.add(end);
      const tooSlow = new LinnetError('operation.timeout', `Expected a reply within ${THINKING_LIMIT_MS / 1000} s.`);
      const limit = clock.after(THINKING_LIMIT_MS, () => end(apologise(tooSlow)));
      const request = { hypotheses: [{ text }], station, actor };
      const listener = { understood: onUnderstood };
      const onFailed = (thrown: unknown): void => {
        if (!acting.signal.aborted) end(apologise(thrown));
      };
      responder.respond(request, acting.signal, listener).then(end, onFailed);
    });
  }

  /** Ends and records what is going on. Idempotent. */
  close(): void {
    for (const end of [...this.#going]) end(CANCELLED);
  }

  #begin(asker: string): TurnRecorder {
    const { clock } = this.#deps;
    const { station, language } = this.#options;
    const identity = { station, actor: asker, language, startedAt: clock.wall() };
    const recorder = new TurnRecorder(identity, { kind: 'typed' }, clock.monotonic());
    recorder.mark('heard', clock.monotonic());
    return recorder;
  }

  #finish(recorder: TurnRecorder, { text, outcome }: Reply): void {
    recorder.mark('replied', this.#deps.clock.monotonic());
    recorder.note({ reply: text });
    this.#deps.onEnded(recorder.finish(outcome, this.#options.keepWords), recorder.words);
  }
}
