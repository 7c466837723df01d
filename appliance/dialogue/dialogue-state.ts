// The states of one station's conversation, what happens to it, and what it has done about that.
import type { Hypothesis } from '../speech/ports.ts';
import type { Outcome } from './turn.ts';

export interface WakeOrigin {
  readonly kind: 'wake';
  readonly word: string;
  readonly fromSample: number;
  readonly atMs: number;
  readonly score: number;
  readonly verifierScore: number | null;
}

export type Origin = WakeOrigin | { readonly kind: 'button' | 'followUp' | 'announcement' };

/** What to say: written text, or why something went wrong (the sentence for it is the language's). */
export type Utterance = { readonly text: string } | { readonly failure: FailureReason };
export type FailureReason = 'earLost' | 'microphoneLost' | 'recognitionFailed' | 'tooSlow';

export type Phase =
  | { readonly name: 'idle' }
  | { readonly name: 'listening'; readonly turn: number; readonly origin: Origin['kind'] }
  | { readonly name: 'thinking'; readonly turn: number }
  | {
      readonly name: 'speaking';
      readonly turn: number;
      readonly outcome: Outcome;
      /** What became of the turn where its words are not heard to the end for want of a voice. */
      readonly unspoken: Outcome;
      readonly listenAfter: boolean;
    };

export interface DialogueState {
  readonly phase: Phase;
  /** The number the next turn gets. A turn's utterance and speech stream carry the same number. */
  readonly nextTurn: number;
  readonly muted: boolean;
  /** A timer or alarm wants to be heard. */
  readonly ringing: boolean;
  /** Lost since all was heard, which is said after the reply where it is still away then; once, until somebody talks with the box again. */
  readonly microphone: 'there' | 'away' | 'told';
  /** The ear ends an utterance by itself; so long after its beginning the ear has gone silent. */
  readonly listeningLimitMs: number;
}

export const INITIAL_DIALOGUE: DialogueState = {
  phase: { name: 'idle' },
  nextTurn: 1,
  muted: false,
  ringing: false,
  microphone: 'there',
  listeningLimitMs: 40_000,
};

export type DialogueInput =
  | { readonly kind: 'wake'; readonly wake: WakeOrigin }
  /** The button, or "start listening" from elsewhere: talk, or stop what is going on. */
  | { readonly kind: 'talk' }
  /** The stop word, or "cancel" from elsewhere. */
  | { readonly kind: 'stop' }
  | { readonly kind: 'announce'; readonly text: string; readonly listenAfter?: boolean }
  | { readonly kind: 'heard'; readonly turn: number; readonly hypotheses: readonly Hypothesis[] }
  | { readonly kind: 'nothingHeard'; readonly turn: number; readonly failed: boolean }
  | {
      readonly kind: 'replied';
      readonly turn: number;
      readonly text: string;
      readonly outcome: Outcome;
      readonly listenAfter: boolean;
    }
  | { readonly kind: 'playbackStarted'; readonly turn: number }
  | { readonly kind: 'playbackFinished'; readonly turn: number; readonly cancelled: boolean }
  | { readonly kind: 'voiceFailed'; readonly turn: number }
  | { readonly kind: 'deadline'; readonly turn: number; readonly phase: Phase['name'] }
  | { readonly kind: 'childLost'; readonly child: 'ear' | 'voice' | 'board' }
  /** It was unplugged, or stalled. */
  | { readonly kind: 'microphoneLost' }
  /** It is open again, or closed on purpose. */
  | { readonly kind: 'microphoneBack' }
  | { readonly kind: 'muted'; readonly muted: boolean }
  | { readonly kind: 'ringing'; readonly ringing: boolean }
  /** The box ends: whatever is going on is over, without a sound. */
  | { readonly kind: 'closed' };

export type DialogueEffect =
  | { readonly kind: 'beginTurn'; readonly turn: number; readonly origin: Origin }
  | { readonly kind: 'endTurn'; readonly turn: number; readonly outcome: Outcome }
  | { readonly kind: 'listen'; readonly turn: number; readonly origin: Origin }
  | { readonly kind: 'cancelListening'; readonly turn: number }
  | { readonly kind: 'understand'; readonly turn: number; readonly hypotheses: readonly Hypothesis[] }
  | { readonly kind: 'abandon'; readonly turn: number }
  | { readonly kind: 'speak'; readonly turn: number; readonly what: Utterance }
  | { readonly kind: 'cancelSpeech'; readonly turn: number }
  | { readonly kind: 'chime'; readonly chime: 'wake' | 'done' | 'error' | 'cancelled' }
  | { readonly kind: 'dismissRinging' }
  /** What the box asked is not answered any more. */
  | { readonly kind: 'dropQuestion' }
  | { readonly kind: 'deadline'; readonly turn: number; readonly phase: Phase['name']; readonly ms: number };

/** Whether what rings is heard: it waits while somebody talks with the box. */
export function rings(state: DialogueState): boolean {
  return state.ringing && state.phase.name === 'idle';
}

export function sounds(state: DialogueState): boolean {
  return state.phase.name === 'speaking' || rings(state);
}
