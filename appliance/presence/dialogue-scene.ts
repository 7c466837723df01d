// The scene of a conversation, as a function of its state.
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import type { Scene } from '../hardware/board-channel.ts';
import { unreachable } from '../kernel/errors.ts';

/** So long it shows that it heard its name, before it shows that it listens; it listens all the while. */
export const WAKING_MS = 300;

/** `forMs`: how long its phase has lasted. */
export function sceneOfDialogue(state: Pick<DialogueState, 'phase' | 'ringing' | 'muted'>, forMs: number): Scene {
  const { phase } = state;
  switch (phase.name) {
    case 'idle':
      if (state.ringing) return { name: 'ringing' };
      return { name: state.muted ? 'muted' : 'idle' };
    case 'listening':
      if (phase.origin === 'followUp') return { name: 'followUp' };
      return { name: phase.origin === 'wake' && forMs < WAKING_MS ? 'waking' : 'listening' };
    case 'thinking':
      return { name: 'thinking' };
    case 'speaking':
      return { name: 'speaking' };
    default:
      return unreachable(phase);
  }
}
