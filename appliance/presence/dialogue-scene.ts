// The scene of a conversation, as a function of its state.
import type { DialogueState } from '../dialogue/turn-machine.ts';
import type { Scene } from '../hardware/board-channel.ts';
import { unreachable } from '../kernel/errors.ts';

/** `direction`: where somebody speaks from, in degrees, where the board knows it. `followUp`: the box asked and listens. */
export function sceneOfDialogue(
  state: Pick<DialogueState, 'phase' | 'ringing' | 'muted'>,
  more: { readonly direction?: number; readonly followUp?: boolean } = {},
): Scene {
  switch (state.phase.name) {
    case 'idle':
      if (state.ringing) return { name: 'ringing' };
      return { name: state.muted ? 'muted' : 'idle' };
    case 'listening': {
      const name = more.followUp === true ? 'followUp' : 'listening';
      return more.direction === undefined ? { name } : { name, direction: more.direction };
    }
    case 'thinking':
      return { name: 'thinking' };
    case 'speaking':
      return { name: 'speaking' };
    default:
      return unreachable(state.phase);
  }
}
