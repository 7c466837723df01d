// Has what was heard understood and acted on, one turn at a time, and says what is to be replied; what fails is a reply too.
import { LinnetError, toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Replies } from '../language/replies.ts';
import type { Hypothesis } from '../speech/ports.ts';
import type { Reply, ReplyListener, Responder } from './responder.ts';

export interface ActingDeps {
  readonly station: string;
  readonly responder: Responder;
  readonly say: Pick<Replies, 'failed'>;
  readonly log: Log;
}

export class Acting {
  readonly #deps: ActingDeps;
  #current: AbortController | undefined;

  constructor(deps: ActingDeps) {
    this.#deps = deps;
  }

  /** `onReply` is called once, unless it is abandoned before. */
  async start(
    hypotheses: readonly Hypothesis[],
    listener: ReplyListener,
    onReply: (reply: Reply) => void,
  ): Promise<void> {
    const { station, responder } = this.#deps;
    const acting = new AbortController();
    this.#current = acting;
    const actor = { kind: 'station', id: station, person: null } as const;
    try {
      const reply = await responder.respond({ hypotheses, station, actor }, acting.signal, listener);
      if (!acting.signal.aborted) onReply(reply);
    } catch (thrown) {
      if (acting.signal.aborted) return;
      onReply(failureReply(thrown, this.#deps));
    }
  }

  /** What was started last ends without a reply. Idempotent. */
  abandon(): void {
    this.#current?.abort(new LinnetError('operation.cancelled', 'The turn was interrupted.'));
  }
}

/** What is said, and logged, of what `thrown` kept from being done. */
export function failureReply(thrown: unknown, { say, log }: Pick<ActingDeps, 'say' | 'log'>): Reply {
  log.error({ err: toError(thrown) }, 'acting failed');
  const code = thrown instanceof LinnetError ? thrown.code : 'unforeseen';
  return { text: say.failed({ code }), outcome: 'failed', listenAfter: false };
}
