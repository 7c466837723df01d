// From words to an act and an answer: intents first, then (where there is one) a language model, then an honest apology.
import type { Actor } from '../home/house.ts';
import type { Hypothesis } from '../speech/ports.ts';
import type { Outcome } from './turn.ts';

export interface Request {
  /** Best first; one for typed words. */
  readonly hypotheses: readonly Hypothesis[];
  readonly station: string;
  readonly actor: Actor;
}

/** What was understood, for the record: reported before anything is done. */
export interface UnderstoodFacts {
  readonly transcript: string;
  readonly intent: string | null;
  readonly slots: Readonly<Record<string, unknown>>;
}

export interface Reply {
  /** Written text; "" means a tone. */
  readonly text: string;
  readonly outcome: Outcome;
  /** The reply is a question: listen for its answer. */
  readonly listenAfter: boolean;
}

export interface Responder {
  /** Rejects with the signal's reason when aborted, and where something unforeseen failed. */
  respond(request: Request, signal: AbortSignal, understood: (facts: UnderstoodFacts) => void): Promise<Reply>;
  /** Ends whatever rings. */
  dismissRinging(): void;
}
