// When a person has begun to speak, and when they have finished. Pure: facts in (what VAD said about a window of samples, what
// the words so far mean), effects out; every time is a sample position, so that a recording run faster than real time ends at
// the same sample as live speech.
//
// The rules, each from a complaint about boxes of this kind:
// - The no-speech limit counts real audio, never warm-up or lost frames: short commands used to hang until a 15 s cap.
// - A click or a burst is not speech: below `minSpeechMs` of voice nothing begins, and listening goes on. So it does when an
//   utterance turned out to hold no words. The tail of the wake word needs `wakeTailMs` more, since it is speech as well.
// - The silence limit depends on what the words mean, but only on words that cover all that was said: a hint about an earlier
//   partial transcript says nothing about the last word.
// - Soon after a wake word, while the person takes a breath, a clatter is heard as "I" or "Please". A turn that ends with that misses
//   the command: little voice whose words mean nothing is given the time of an unfinished sentence.
// - Decoding begins at the first `speculateAfterMs` of silence; the end only commits its result. Whoever feeds windows waits for
//   that decode and its hint before the next window: nothing could be answered sooner, and a slow machine does not cut off
//   those whom a fast one lets finish.
import { unreachable } from '../kernel/errors.ts';
import type { EndpointingRules } from './endpointing-rules.ts';
import type { EndpointHint } from './ports.ts';

export type EndpointInput =
  /** The window that ends before sample `end` is speech or not. `length` samples. */
  | { readonly kind: 'window'; readonly end: number; readonly length: number; readonly speech: boolean }
  /** `length` samples were lost. */
  | { readonly kind: 'gap'; readonly length: number }
  /** Partial transcript `sequence`, of everything before sample `covers`, was sent out. */
  | { readonly kind: 'partial'; readonly sequence: number; readonly covers: number }
  | { readonly kind: 'hint'; readonly partial: number; readonly hint: EndpointHint['kind'] }
  /** What was committed holds no words. */
  | { readonly kind: 'wordless' };

export type EndpointEffect =
  /** Someone speaks, since sample `at`; what is decoded begins at `from`. `tail`: in one breath with what was said before listening. */
  | { readonly kind: 'begin'; readonly at: number; readonly from: number; readonly tail: boolean }
  /** Decode everything before sample `to`, in case this silence is the end. */
  | { readonly kind: 'speculate'; readonly to: number }
  /** The speech goes on: a speculation is void. */
  | { readonly kind: 'resume' }
  /** The utterance is over. `speechEnd` is where the voice ended. */
  | {
      readonly kind: 'commit';
      readonly reason: 'silence' | 'hint' | 'tooLong';
      readonly at: number;
      readonly speechEnd: number;
    }
  | { readonly kind: 'giveUp'; readonly reason: 'noSpeech' | 'noise' | 'noWords'; readonly at: number };

/** A stretch of voice with its pauses. */
interface Speech {
  readonly start: number;
  readonly end: number;
  /** Samples of voice after the start of listening. */
  readonly voiced: number;
  /** Samples of silence at its end so far. */
  readonly silence: number;
  /** Samples of voice in that silence, not yet enough to end it. */
  readonly resuming: number;
}

interface Words {
  readonly sequence: number;
  readonly covers: number;
  readonly hint: EndpointHint['kind'];
}

export interface EndpointState {
  readonly phase: 'waiting' | 'speaking' | 'committed' | 'ended';
  /** The sample before which audio has been judged. */
  readonly at: number;
  /** Samples judged since listening began. */
  readonly listened: number;
  readonly speech: Speech | null;
  readonly words: Words | null;
  /** Everything before this sample was decoded ahead. */
  readonly speculation: number | null;
  /** What was dismissed so far, for the reason given at the end. */
  readonly dismissed: 'noSpeech' | 'noise' | 'noWords';
  /** Audio before this belongs to something dismissed. */
  readonly floor: number;
  /** Where what was said before listening fell silent; null where nothing was, or it has not. */
  readonly tailEnd: number | null;
}

export interface EndpointStep {
  readonly state: EndpointState;
  readonly effects: readonly EndpointEffect[];
}

const NOTHING: readonly EndpointEffect[] = [];

/** Before the first window. Nothing before sample `floor` is ever decoded. */
export function startEndpointing(floor: number): EndpointState {
  return {
    phase: 'waiting',
    at: floor,
    listened: 0,
    speech: null,
    words: null,
    speculation: null,
    dismissed: 'noSpeech',
    floor,
    tailEnd: null,
  };
}

export function stepEndpointing(rules: EndpointingRules, state: EndpointState, input: EndpointInput): EndpointStep {
  if (state.phase === 'ended') return keep(state);
  switch (input.kind) {
    case 'window':
      return state.phase === 'committed' ? keep(state) : onWindow(rules, state, input);
    case 'gap':
      return keep({ ...state, at: state.at + input.length });
    case 'partial':
      return keep(onPartial(state, input));
    case 'hint':
      return onHint(rules, state, input);
    case 'wordless':
      return onWordless(rules, state);
    default:
      return unreachable(input);
  }
}

/** The silence that would end the utterance now. */
function silenceLimit(rules: EndpointingRules, state: EndpointState): number {
  const hint = currentHint(state);
  const isFragment = hint === 'unknown' && state.words !== null && (state.speech?.voiced ?? 0) < rules.brief;
  return rules.silence[isFragment ? 'unfinished' : hint];
}

function onWindow(
  rules: EndpointingRules,
  state: EndpointState,
  window: EndpointInput & { readonly kind: 'window' },
): EndpointStep {
  const listened = state.listened + Math.max(0, Math.min(window.length, window.end - rules.from));
  const speech = window.speech ? voice(rules, state.speech, window) : quiet(state.speech, window.length);
  const next = { ...state, at: window.end, listened, speech };
  if (next.phase === 'waiting') return whileWaiting(rules, next);
  return speech === null ? keep(next) : whileSpeaking(rules, next, speech, state.speech);
}

function voice(
  rules: EndpointingRules,
  speech: Speech | null,
  window: { readonly end: number; readonly length: number },
): Speech {
  const { end, length } = window;
  const counted = Math.max(0, Math.min(length, end - rules.from));
  if (speech === null) return { start: end - length, end, voiced: counted, silence: 0, resuming: 0 };
  const resuming = speech.resuming + length;
  const voiced = speech.voiced + counted;
  const goesOn = speech.silence === 0 || resuming >= rules.resume;
  return goesOn ? { ...speech, end, voiced, silence: 0, resuming: 0 } : { ...speech, voiced, resuming };
}

function quiet(speech: Speech | null, length: number): Speech | null {
  if (speech === null) return null;
  return { ...speech, silence: speech.silence + speech.resuming + length, resuming: 0 };
}

function whileWaiting(rules: EndpointingRules, state: EndpointState): EndpointStep {
  const { speech } = state;
  if (speech === null) return giveUpWhenDue(rules, state);
  const isTail = speech.start < rules.from;
  if (speech.voiced >= rules.minSpeech + (isTail ? rules.wakeTail : 0)) return begin(rules, state, speech);
  if (speech.silence < rules.speculateAfter) return keep(state);
  if (isTail) return giveUpWhenDue(rules, { ...state, speech: null, tailEnd: speech.end });
  const dismissed = state.dismissed === 'noWords' ? state.dismissed : 'noise';
  return giveUpWhenDue(rules, { ...state, speech: null, dismissed, floor: speech.end, tailEnd: null });
}

function giveUpWhenDue(rules: EndpointingRules, state: EndpointState): EndpointStep {
  if (state.listened < rules.noSpeech) return keep(state);
  const effect: EndpointEffect = { kind: 'giveUp', reason: state.dismissed, at: state.at };
  return { state: { ...state, phase: 'ended' }, effects: [effect] };
}

function begin(rules: EndpointingRules, state: EndpointState, speech: Speech): EndpointStep {
  const { tailEnd } = state;
  // Soon after the wake word its last sounds are heard with the command ("…oo turn off" ▸ "We would turn off"): decoded with it, it is
  // known for what it is.
  const tail = speech.start < rules.from || (tailEnd !== null && speech.start - tailEnd < rules.tailGap);
  const floor = tail ? state.floor : Math.max(state.floor, tailEnd ?? 0);
  const from = tail && tailEnd !== null ? floor : Math.max(floor, speech.start - rules.onset);
  const effect: EndpointEffect = { kind: 'begin', at: Math.max(speech.start, rules.from), from, tail };
  return { state: { ...state, phase: 'speaking' }, effects: [effect] };
}

function whileSpeaking(
  rules: EndpointingRules,
  state: EndpointState,
  speech: Speech,
  before: Speech | null,
): EndpointStep {
  if (state.at - speech.start >= rules.maxUtterance) return commit(state, speech, 'tooLong');
  if (speech.silence === 0) {
    const resumed = (before?.silence ?? 0) > 0 && state.speculation !== null;
    return resumed ? { state: { ...state, speculation: null }, effects: [{ kind: 'resume' }] } : keep(state);
  }
  if (speech.resuming > 0) return keep(state);
  if (state.speculation === null && speech.silence >= rules.speculateAfter) return speculate(state);
  return commitWhenDue(rules, state, speech);
}

function speculate(state: EndpointState): EndpointStep {
  return { state: { ...state, speculation: state.at }, effects: [{ kind: 'speculate', to: state.at }] };
}

function commitWhenDue(rules: EndpointingRules, state: EndpointState, speech: Speech): EndpointStep {
  if (state.speculation === null || speech.silence < silenceLimit(rules, state)) return keep(state);
  return commit(state, speech, currentHint(state) === 'complete' ? 'hint' : 'silence');
}

function commit(state: EndpointState, speech: Speech, reason: 'silence' | 'hint' | 'tooLong'): EndpointStep {
  const effect: EndpointEffect = { kind: 'commit', reason, at: state.at, speechEnd: speech.end };
  return { state: { ...state, phase: 'committed' }, effects: [effect] };
}

/** A decode that gave the same words again keeps their number, and the hint about them covers more. */
function onPartial(state: EndpointState, input: EndpointInput & { readonly kind: 'partial' }): EndpointState {
  const { sequence, covers } = input;
  const hint = state.words?.sequence === sequence ? state.words.hint : 'unknown';
  return { ...state, words: { sequence, covers, hint } };
}

function onHint(
  rules: EndpointingRules,
  state: EndpointState,
  input: EndpointInput & { readonly kind: 'hint' },
): EndpointStep {
  if (state.words === null || state.words.sequence !== input.partial) return keep(state);
  const next = { ...state, words: { ...state.words, hint: input.hint } };
  if (next.phase !== 'speaking' || next.speech === null || next.speech.resuming > 0) return keep(next);
  return next.speech.silence === 0 ? keep(next) : commitWhenDue(rules, next, next.speech);
}

/** What is known about all that was said: nothing, where someone spoke on after the words that the hint is about. */
function currentHint(state: EndpointState): EndpointHint['kind'] {
  if (state.words === null || state.speech === null) return 'unknown';
  return state.words.covers >= state.speech.end ? state.words.hint : 'unknown';
}

function onWordless(rules: EndpointingRules, state: EndpointState): EndpointStep {
  if (state.phase !== 'committed') return keep(state);
  const isTail = state.speech !== null && state.speech.start < rules.from;
  const waiting: EndpointState = {
    ...state,
    phase: 'waiting',
    speech: null,
    words: null,
    speculation: null,
    dismissed: isTail ? state.dismissed : 'noWords',
    floor: state.speech?.end ?? state.floor,
  };
  return giveUpWhenDue(rules, waiting);
}

function keep(state: EndpointState): EndpointStep {
  return { state, effects: NOTHING };
}
