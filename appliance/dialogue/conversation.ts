// Performs what the turn machine decides for one station, and turns what happens into its inputs. It decides nothing itself.
import type { BoardCommand, BoardEvent } from '../hardware/board-channel.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import { unreachable } from '../kernel/errors.ts';
import { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import { Machine } from '../kernel/machine.ts';
import type { Replies } from '../language/replies.ts';
import type { EarCommand, EarEvent } from '../speech/ear-channel.ts';
import type { EndpointHint, Hypothesis } from '../speech/ports.ts';
import type { VoiceCommand, VoiceEvent } from '../speech/voice-channel.ts';
import { Acting } from './acting.ts';
import { type Announcement, Announcements } from './announcements.ts';
import type { ReplyListener, Responder } from './responder.ts';
import type { Turn } from './turn.ts';
import { TurnLog } from './turn-log.ts';
import {
  type DialogueEffect,
  type DialogueInput,
  type DialogueState,
  INITIAL_DIALOGUE,
  type Origin,
  step,
  type Utterance,
} from './turn-machine.ts';
import type { TurnWords } from './turn-recorder.ts';

export interface ConversationOptions {
  readonly station: string;
  readonly language: string;
  readonly noSpeechMs: number;
  /** How long it listens after its own question. */
  readonly followUpMs: number;
  readonly chimes: boolean;
  /** Whether records keep what was said. */
  readonly keepWords: boolean;
}

/** The children, as far as a conversation needs them. Each returns false, and does nothing, where the part is not there now. */
export interface ConversationParts {
  ear(command: EarCommand): boolean;
  voice(command: VoiceCommand): boolean;
  board(command: BoardCommand): boolean;
}

export interface ConversationDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly parts: ConversationParts;
  readonly responder: Responder;
  readonly say: Replies;
  /** What the words so far mean for the endpointer; called for each partial transcript, takes about a millisecond. */
  readonly hint: (text: string) => EndpointHint['kind'];
}

export interface ConversationEvents {
  stateChanged: [state: DialogueState];
  partialHeard: [text: string];
  replied: [turn: number, text: string];
  /** `words` is what the record may not hold: whoever passes it on asks the owner's settings. */
  turnEnded: [turn: Turn, words: TurnWords];
  /** An announcement, or the chime before it, is about to sound. */
  announcing: [announcement: Announcement];
}

const FAILURE_CODES = {
  earLost: 'child.crashed',
  microphoneLost: 'microphone.lost',
  recognitionFailed: 'recognition.failed',
  tooSlow: 'operation.timeout',
} as const;

export class Conversation {
  readonly #options: ConversationOptions;
  readonly #deps: ConversationDeps;
  readonly #machine: Machine<DialogueState, DialogueInput, DialogueEffect>;
  readonly #events: Emitter<ConversationEvents>;
  readonly #turns: TurnLog;
  readonly #announcements: Announcements;
  readonly #acting: Acting;
  #deadline: Timer | undefined;
  #shown: DialogueState = INITIAL_DIALOGUE;
  #closed = false;

  constructor(options: ConversationOptions, deps: ConversationDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#events = new Emitter((error, event, owner) =>
      deps.log.error({ err: error, event, owner }, 'listener failed'),
    );
    this.#machine = new Machine(INITIAL_DIALOGUE, step, (effect) => this.#perform(effect));
    this.#turns = new TurnLog(options, deps, (turn, words) => this.#events.emit('turnEnded', turn, words));
    this.#acting = new Acting({ ...deps, station: options.station });
    this.#announcements = new Announcements({
      clock: deps.clock,
      isFree: () => this.state.phase.name === 'idle',
      chime: (announcement) => this.#chimeBefore(announcement),
      begin: (announcement) => this.#beginAnnouncement(announcement),
    });
  }

  get state(): DialogueState {
    return this.#machine.state;
  }

  /** Whether a ringing timer is heard now. */
  get rings(): boolean {
    return rings(this.state);
  }

  /** Whether the box sounds now: what the ear is told, so that it hears stop words. */
  get sounds(): boolean {
    return sounds(this.state);
  }

  on<Name extends keyof ConversationEvents & string>(
    name: Name,
    listener: (...args: ConversationEvents[Name]) => void,
    owner?: string,
  ): () => void {
    return this.#events.on(name, listener, owner);
  }

  /** The button's short press, or "start listening": talk, or stop what is going on. */
  talk(): void {
    this.#accept({ kind: 'talk' });
  }

  stop(): void {
    this.#accept({ kind: 'stop' });
  }

  setMuted(muted: boolean): void {
    this.#accept({ kind: 'muted', muted });
  }

  setRinging(ringing: boolean): void {
    this.#accept({ kind: 'ringing', ringing });
  }

  childLost(child: 'ear' | 'voice' | 'board'): void {
    this.#accept({ kind: 'childLost', child });
  }

  microphoneLost(): void {
    this.#accept({ kind: 'microphoneLost' });
  }

  /** Ends and records what is going on; nothing begins after that. Idempotent. */
  close(): void {
    this.#announcements.close();
    this.#accept({ kind: 'closed' });
    this.#closed = true;
    this.#turns.close();
  }

  /** Spoken as soon as nothing else is going on. Throws `queue.full` when twenty wait already. */
  announce(text: string, options: Partial<Omit<Announcement, 'text'>> = {}): void {
    this.#announcements.add({ text, chime: false, volume: null, listenAfter: false, ...options });
  }

  earEvent(event: EarEvent): void {
    switch (event.kind) {
      case 'wake':
        if (event.outcome !== 'detected') return;
        return this.#accept({ kind: 'wake', wake: { ...event, kind: 'wake', fromSample: event.atSample } });
      case 'stopWord':
        return this.stop();
      case 'speechStarted':
        return this.#turns.mark(event.utterance, 'speechStarted', event.atMs);
      case 'partial':
        return this.#partial(event);
      case 'heard':
        return this.#heard(event);
      case 'nothingHeard':
        return this.#accept({ kind: 'nothingHeard', turn: event.utterance, failed: event.reason === 'failed' });
      case 'hello':
      case 'stats':
        return;
      default:
        return unreachable(event);
    }
  }

  voiceEvent(event: VoiceEvent): void {
    if (event.kind === 'firstAudio') this.#turns.mark(event.stream, 'synthesized', event.atMs);
    if (event.kind === 'failed') this.#accept({ kind: 'voiceFailed', turn: event.stream });
  }

  boardEvent(event: BoardEvent): void {
    if (event.kind === 'playbackStarted') {
      this.#turns.mark(event.stream, 'sounded', event.atMs);
      this.#accept({ kind: 'playbackStarted', turn: event.stream });
    }
    if (event.kind === 'playbackFinished') {
      if (event.cancelled) {
        this.#turns.note(event.stream, {
          cut: { clausesPlayed: event.clausesPlayed, playedMs: event.cut?.playedMs ?? 0 },
        });
      }
      this.#turns.mark(event.stream, 'silent', event.atMs);
      this.#accept({ kind: 'playbackFinished', turn: event.stream, cancelled: event.cancelled });
    }
  }

  #accept(input: DialogueInput): void {
    if (this.#closed) return;
    this.#machine.accept(input);
    this.#publish();
    this.#announcements.next();
  }

  /** What follows from the state alone: the ring tone, whether the box sounds, and everybody who shows it. */
  #publish(): void {
    const { state } = this.#machine;
    const before = this.#shown;
    if (state === before) return;
    this.#shown = state;
    if (rings(state) !== rings(before)) this.#deps.parts.board({ kind: 'alarm', ringing: rings(state) });
    if (sounds(state) !== sounds(before)) this.#deps.parts.ear({ kind: 'sounding', sounding: sounds(state) });
    this.#events.emit('stateChanged', state);
  }

  #chimeBefore(announcement: Announcement): boolean {
    if (!this.#options.chimes) return false;
    this.#events.emit('announcing', announcement);
    return this.#deps.parts.board({ kind: 'chime', chime: 'announcement' });
  }

  #beginAnnouncement(announcement: Announcement): void {
    this.#events.emit('announcing', announcement);
    this.#accept({ kind: 'announce', text: announcement.text, listenAfter: announcement.listenAfter });
  }

  #partial(event: Extract<EarEvent, { kind: 'partial' }>): void {
    const hint = this.#deps.hint(event.text);
    this.#deps.parts.ear({ kind: 'hint', utterance: event.utterance, partial: event.sequence, hint });
    this.#events.emit('partialHeard', event.text);
  }

  #heard(event: Extract<EarEvent, { kind: 'heard' }>): void {
    const { utterance: turn, hypotheses, engine } = event;
    this.#turns.mark(turn, 'speechStarted', event.speechStartMs);
    this.#turns.mark(turn, 'speechEnded', event.speechEndMs);
    this.#turns.mark(turn, 'endpoint', event.endpointMs);
    this.#turns.mark(turn, 'heard');
    const [best] = hypotheses;
    this.#turns.note(turn, { transcript: best?.text ?? null, confidence: best?.confidence ?? null, engine });
    this.#accept({ kind: 'heard', turn, hypotheses });
  }

  #perform(effect: DialogueEffect): void {
    const { parts, responder } = this.#deps;
    switch (effect.kind) {
      case 'beginTurn':
        return this.#begin(effect.turn, effect.origin);
      case 'endTurn':
        this.#deadline?.cancel();
        return this.#turns.end(effect.turn, effect.outcome);
      case 'listen':
        return this.#listen(effect.turn, effect.origin);
      case 'cancelListening':
        return void parts.ear({ kind: 'cancel', utterance: effect.turn });
      case 'understand':
        return this.#understand(effect.turn, effect.hypotheses);
      case 'abandon':
        return this.#acting.abandon();
      case 'speak':
        return this.#speak(effect.turn, effect.what);
      case 'cancelSpeech':
        parts.board({ kind: 'cancelSpeech', stream: effect.turn });
        return void parts.voice({ kind: 'cancel', stream: effect.turn });
      case 'chime':
        if (this.#options.chimes) parts.board({ kind: 'chime', chime: effect.chime });
        return;
      case 'dismissRinging':
        return responder.dismissRinging();
      case 'deadline':
        return this.#await(effect);
      default:
        return unreachable(effect);
    }
  }

  #await({ turn, phase, ms }: Extract<DialogueEffect, { kind: 'deadline' }>): void {
    this.#deadline?.cancel();
    this.#deadline = this.#deps.clock.after(ms, () => this.#accept({ kind: 'deadline', turn, phase }));
  }

  #begin(turn: number, origin: Origin): void {
    const { station, language } = this.#options;
    this.#turns.begin(turn, { station, actor: `station:${station}`, language }, origin);
  }

  #listen(turn: number, origin: Origin): void {
    const { language, noSpeechMs, followUpMs } = this.#options;
    const [wake, fromSample] = origin.kind === 'wake' ? [origin.word, origin.fromSample] : [null, null];
    const limitMs = origin.kind === 'followUp' ? followUpMs : noSpeechMs;
    const sent = this.#deps.parts.ear({
      kind: 'listen',
      utterance: turn,
      wake,
      fromSample,
      noSpeechMs: limitMs,
      language,
    });
    if (!sent) this.#machine.accept({ kind: 'childLost', child: 'ear' });
  }

  #understand(turn: number, hypotheses: readonly Hypothesis[]): void {
    const { language } = this.#options;
    const listener: ReplyListener = {
      understood: (facts) => {
        this.#turns.mark(turn, 'understood');
        this.#turns.note(turn, facts);
      },
      foretold: (text) => this.#deps.parts.voice({ kind: 'foretell', text, language }),
    };
    void this.#acting.start(hypotheses, listener, (reply) => this.#accept({ kind: 'replied', turn, ...reply }));
  }

  #speak(turn: number, what: Utterance): void {
    const text = 'text' in what ? what.text : this.#deps.say.failed({ code: FAILURE_CODES[what.failure] });
    this.#turns.mark(turn, 'replied');
    this.#turns.note(turn, { reply: text });
    this.#events.emit('replied', turn, text);
    const { language } = this.#options;
    const sent = this.#deps.parts.voice({ kind: 'speak', stream: turn, text, language, final: true });
    if (!sent) this.#machine.accept({ kind: 'childLost', child: 'voice' });
  }
}

/** A ringing timer waits while somebody talks with the box. */
function rings(state: DialogueState): boolean {
  return state.ringing && state.phase.name === 'idle';
}

function sounds(state: DialogueState): boolean {
  return state.phase.name === 'speaking' || rings(state);
}
