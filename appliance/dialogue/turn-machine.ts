// What happens next in a conversation: a pure step from a state and an input to a state and effects. No clock, no promise, no
// I/O; time limits are effects that come back as inputs. Whatever arrives for a turn that is over is ignored by its number.
import { unreachable } from '../kernel/errors.ts';
import type { Step } from '../kernel/machine.ts';
import type { Hypothesis } from '../speech/ports.ts';
import type { DialogueEffect, DialogueInput, DialogueState, Origin, Phase, Utterance } from './dialogue-state.ts';
import type { Outcome } from './turn.ts';

type Next = Step<DialogueState, DialogueEffect>;
type Said = Pick<Extract<Phase, { name: 'speaking' }>, 'outcome'> & Partial<Extract<Phase, { name: 'speaking' }>>;

/** How long acting may take until the box says that it took too long. */
export const THINKING_LIMIT_MS = 15_000;
// From the reply to its first sound: a voice that needs longer is taken for dead. Then the longest that one reply may sound.
const FIRST_SOUND_LIMIT_MS = 8_000;
const SPEAKING_LIMIT_MS = 300_000;

/** One step. A `deadline` effect replaces the one before it. Inputs that do not fit the phase, or belong to another turn, change nothing. */
export function step(state: DialogueState, input: DialogueInput): Next {
  switch (input.kind) {
    case 'wake':
      // Also while listening: the ear tells of a wake word during an utterance only where it is a new beginning.
      return state.muted ? stay(state) : interruptWith(state, input.wake);
    case 'talk':
      return talk(state);
    case 'stop':
      return stop(state);
    case 'announce':
      return announce(state, input.text, input.listenAfter ?? false);
    case 'childLost':
      return childLost(state, input.child);
    case 'microphoneLost':
      return microphoneLost(state);
    case 'microphoneBack':
      return stay(forgetLoss(state));
    case 'muted':
      return mute(state, input.muted);
    case 'ringing':
      return stay({ ...state, ringing: input.ringing });
    case 'closed':
      return end(state, state.phase.name === 'speaking' ? state.phase.outcome : 'cancelled', halt(state));
    case 'heard':
    case 'nothingHeard':
    case 'replied':
    case 'playbackStarted':
    case 'playbackFinished':
    case 'voiceFailed':
    case 'deadline':
      return isCurrent(state, input.turn) ? stepTurn(state, input) : stay(state);
    default:
      return unreachable(input);
  }
}

type TurnInput = Extract<DialogueInput, { readonly turn: number }>;

function stepTurn(state: DialogueState, input: TurnInput): Next {
  switch (input.kind) {
    case 'heard':
      return state.phase.name === 'listening' ? think(state, input.turn, input.hypotheses) : stay(state);
    case 'nothingHeard':
      return state.phase.name === 'listening' ? nothingHeard(state, input.turn, input.failed) : stay(state);
    case 'replied':
      return state.phase.name === 'thinking' ? reply(state, input) : stay(state);
    case 'playbackStarted':
      return state.phase.name === 'speaking'
        ? stay(state, [deadline(input.turn, 'speaking', SPEAKING_LIMIT_MS)])
        : stay(state);
    case 'playbackFinished':
      return state.phase.name === 'speaking' ? finishSpeaking(state, state.phase, input.cancelled) : stay(state);
    case 'voiceFailed':
      return state.phase.name === 'speaking'
        ? end(state, state.phase.unspoken, [...halt(state), chime('error')])
        : stay(state);
    case 'deadline':
      return input.phase === state.phase.name ? overdue(state) : stay(state);
    default:
      return unreachable(input);
  }
}

function talk(state: DialogueState): Next {
  if (state.ringing) return dismiss(state);
  if (state.phase.name !== 'idle') return stop(state);
  return state.muted ? stay(state, [chime('error')]) : begin(state, { kind: 'button' });
}

function stop(state: DialogueState): Next {
  if (state.ringing) return dismiss(state);
  if (state.phase.name === 'idle') return stay(state);
  return end(state, 'cancelled', [...halt(state), { kind: 'dropQuestion' }, chime('cancelled')]);
}

function dismiss(state: DialogueState): Next {
  const quiet = { ...state, ringing: false };
  if (state.phase.name === 'idle') return stay(quiet, [{ kind: 'dismissRinging' }]);
  return end(quiet, 'cancelled', [{ kind: 'dismissRinging' }, ...halt(state), { kind: 'dropQuestion' }]);
}

function announce(state: DialogueState, text: string, listenAfter: boolean): Next {
  return state.phase.name === 'idle' ? speakUnasked(state, { text }, listenAfter) : stay(state);
}

function speakUnasked(state: DialogueState, what: Utterance, listenAfter: boolean): Next {
  const turn = state.nextTurn;
  const opened: DialogueState = { ...state, nextTurn: turn + 1 };
  const begun: DialogueEffect = { kind: 'beginTurn', turn, origin: { kind: 'announcement' } };
  // Whoever says yes now means what was said last, which may ask for it, and not what the box asked before.
  const first: readonly DialogueEffect[] = [begun, { kind: 'dropQuestion' }];
  return speak(opened, turn, what, { outcome: 'done', unspoken: 'failed', listenAfter }, first);
}

function interruptWith(state: DialogueState, origin: Origin): Next {
  if (state.phase.name === 'idle') return begin(state, origin);
  const outcome = state.phase.name === 'speaking' ? state.phase.outcome : 'cancelled';
  const ended = end(state, outcome, halt(state));
  const begun = begin(ended.state, origin);
  return { state: begun.state, effects: [...ended.effects, ...begun.effects] };
}

function begin(state: DialogueState, origin: Origin): Next {
  const turn = state.nextTurn;
  const sound: readonly DialogueEffect[] = origin.kind === 'followUp' ? [] : [chime('wake')];
  return {
    state: {
      ...state,
      phase: { name: 'listening', turn, origin: origin.kind },
      nextTurn: turn + 1,
      microphone: origin.kind === 'followUp' ? state.microphone : 'there',
    },
    effects: [
      { kind: 'beginTurn', turn, origin },
      { kind: 'listen', turn, origin },
      ...sound,
      deadline(turn, 'listening', state.listeningLimitMs),
    ],
  };
}

function think(state: DialogueState, turn: number, hypotheses: readonly Hypothesis[]): Next {
  return {
    state: { ...state, phase: { name: 'thinking', turn } },
    effects: [{ kind: 'understand', turn, hypotheses }, deadline(turn, 'thinking', THINKING_LIMIT_MS)],
  };
}

function nothingHeard(state: DialogueState, turn: number, failed: boolean): Next {
  if (failed) return speak(state, turn, { failure: 'recognitionFailed' }, { outcome: 'failed' });
  return end(state, 'nothingHeard', [chime('cancelled')]);
}

function reply(state: DialogueState, input: Extract<TurnInput, { kind: 'replied' }>): Next {
  if (input.text === '') return answered(state, input.outcome, [chime('done')]);
  return speak(state, input.turn, { text: input.text }, input);
}

function finishSpeaking(state: DialogueState, phase: Extract<Phase, { name: 'speaking' }>, cancelled: boolean): Next {
  // Cut off by nobody here, since that would have ended the turn: the voice died while its words sounded.
  if (cancelled) return end(state, phase.unspoken, [chime('error')]);
  const ended = answered(state, phase.outcome, []);
  if (ended.state.phase.name !== 'idle' || !phase.listenAfter || state.muted) return ended;
  const begun = begin(ended.state, { kind: 'followUp' });
  return { state: begun.state, effects: [...ended.effects, ...begun.effects] };
}

/** Ends an answered turn, and then says what had to wait for the answer: that the microphone was lost. */
function answered(state: DialogueState, outcome: Outcome, before: readonly DialogueEffect[]): Next {
  const ended = end(state, outcome, before);
  if (state.microphone !== 'away') return ended;
  const told = speakUnasked({ ...ended.state, microphone: 'told' }, { failure: 'microphoneLost' }, false);
  return { state: told.state, effects: [...ended.effects, ...told.effects] };
}

function overdue(state: DialogueState): Next {
  switch (state.phase.name) {
    case 'idle':
      return stay(state);
    case 'listening':
      return end(state, 'failed', [...halt(state), chime('error')]);
    case 'thinking':
      return speak(state, state.phase.turn, { failure: 'tooSlow' }, { outcome: 'failed' }, halt(state));
    case 'speaking':
      return end(state, state.phase.unspoken, [...halt(state), chime('error')]);
    default:
      return unreachable(state.phase);
  }
}

/** A child died with work of this turn: it ends with a sentence or a tone, never in silence. */
function childLost(state: DialogueState, child: 'ear' | 'voice' | 'board'): Next {
  const { phase } = state;
  if (child === 'ear' && phase.name === 'listening')
    return speak(state, phase.turn, { failure: 'earLost' }, { outcome: 'failed' });
  if (child !== 'ear' && phase.name === 'speaking') return end(state, phase.unspoken, [...halt(state), chime('error')]);
  if (child === 'board' && phase.name === 'listening') return end(state, 'failed', [...halt(state), chime('error')]);
  return stay(state);
}

/** Nothing more will be heard of an utterance that was under way. One that was heard is answered first. */
function microphoneLost(state: DialogueState): Next {
  const { phase, microphone } = state;
  if (phase.name === 'idle') return stay(state);
  if (phase.name !== 'listening') return stay(microphone === 'told' ? state : { ...state, microphone: 'away' });
  const told: DialogueState = { ...state, microphone: 'told' };
  return speak(told, phase.turn, { failure: 'microphoneLost' }, { outcome: 'failed' }, halt(state));
}

function forgetLoss(state: DialogueState): DialogueState {
  return state.microphone === 'away' ? { ...state, microphone: 'there' } : state;
}

function mute(state: DialogueState, muted: boolean): Next {
  const next = { ...state, muted };
  if (!muted || state.phase.name !== 'listening') return stay(next);
  return end(next, 'cancelled', [...halt(state), { kind: 'dropQuestion' }]);
}

function speak(
  state: DialogueState,
  turn: number,
  what: Utterance,
  { outcome, unspoken = outcome, listenAfter = false }: Said,
  first: readonly DialogueEffect[] = [],
): Next {
  return {
    state: { ...state, phase: { name: 'speaking', turn, outcome, unspoken, listenAfter } },
    effects: [...first, { kind: 'speak', turn, what }, deadline(turn, 'speaking', FIRST_SOUND_LIMIT_MS)],
  };
}

/** The effects that stop what the present phase has going. */
function halt({ phase }: DialogueState): readonly DialogueEffect[] {
  switch (phase.name) {
    case 'idle':
      return [];
    case 'listening':
      return [{ kind: 'cancelListening', turn: phase.turn }];
    case 'thinking':
      return [{ kind: 'abandon', turn: phase.turn }];
    case 'speaking':
      return [{ kind: 'cancelSpeech', turn: phase.turn }];
    default:
      return unreachable(phase);
  }
}

function end(state: DialogueState, outcome: Outcome, before: readonly DialogueEffect[]): Next {
  const { phase } = state;
  if (phase.name === 'idle') return stay(state);
  return {
    state: { ...forgetLoss(state), phase: { name: 'idle' } },
    effects: [...before, { kind: 'endTurn', turn: phase.turn, outcome }],
  };
}

function stay(state: DialogueState, effects: readonly DialogueEffect[] = []): Next {
  return { state, effects };
}

function isCurrent({ phase }: DialogueState, turn: number): boolean {
  return phase.name !== 'idle' && phase.turn === turn;
}

function chime(name: Extract<DialogueEffect, { kind: 'chime' }>['chime']): DialogueEffect {
  return { kind: 'chime', chime: name };
}

function deadline(turn: number, phase: Phase['name'], ms: number): DialogueEffect {
  return { kind: 'deadline', turn, phase, ms };
}
