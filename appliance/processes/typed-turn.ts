// A turn without sound: words come in, words go out, and the record is the same as of a spoken one.
import type { AskReply } from '../api/actions.ts';
import type { Reply, Responder } from '../dialogue/responder.ts';
import type { Turn } from '../dialogue/turn.ts';
import { TurnRecorder, type TurnWords } from '../dialogue/turn-recorder.ts';
import type { UnderstoodFacts } from '../dialogue/understood-facts.ts';
import type { Actor } from '../home/house.ts';
import type { Clock } from '../kernel/clock.ts';

export interface TypedTurn {
  readonly reply: AskReply;
  readonly turn: Turn;
  readonly words: TurnWords;
}

/** Each asker has a thread of its own: a question on the console is not answered by somebody in the room. */
export async function typedTurn(
  { text, actor }: { readonly text: string; readonly actor: Actor },
  options: { readonly station: string; readonly language: string; readonly keepWords: boolean },
  deps: { readonly clock: Clock; readonly responder: Responder; readonly apologise: (thrown: unknown) => Reply },
): Promise<TypedTurn> {
  const { clock, responder, apologise } = deps;
  const { station, language, keepWords } = options;
  const asker = `${actor.kind}:${actor.id}`;
  const identity = { station, actor: asker, language, startedAt: clock.wall() };
  const recorder = new TurnRecorder(identity, { kind: 'typed' }, clock.monotonic());
  recorder.mark('heard', clock.monotonic());
  let understood: Pick<AskReply, 'intent' | 'slots'> = { intent: null, slots: {} };
  const request = { hypotheses: [{ text }], station: asker, actor };
  const onUnderstood = (facts: UnderstoodFacts): void => {
    recorder.mark('understood', clock.monotonic());
    recorder.note(facts);
    understood = { intent: facts.intent, slots: facts.slots };
  };
  const { signal } = new AbortController();
  const reply = await responder.respond(request, signal, { understood: onUnderstood }).catch(apologise);
  recorder.mark('replied', clock.monotonic());
  recorder.note({ reply: reply.text });
  const turn = recorder.finish(reply.outcome, keepWords);
  return { reply: { text: reply.text, outcome: reply.outcome, ...understood }, turn, words: recorder.words };
}
