// What was planned for a moment is done when it has come, whoever is there.
import type { Reply, Responder } from '../dialogue/responder.ts';
import type { Actor } from '../home/house.ts';

/** No station can be called this. */
const THREAD = 'automation:planned';

/**
 * In a thread of its own, so that it answers no question, also of what was planned before it, and so that nobody's yes is taken for one
 * to what it asks. Rejects as the responder does.
 */
export async function performPlanned(command: string, responder: Responder): Promise<Reply> {
  const actor: Actor = { kind: 'automation', id: 'planned', person: null };
  const request = { hypotheses: [{ text: command }], station: THREAD, actor };
  responder.dropQuestion(THREAD);
  const reply = await responder.respond(request, new AbortController().signal, { understood: () => {} });
  responder.dropQuestion(THREAD);
  return reply;
}
