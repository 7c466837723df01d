// One station's conversation: turns what happens into inputs of the turn machine, has its effects performed, and tells what follows
// from its state. It decides nothing itself.
import type { BoardEvent } from '../hardware/board-channel.ts';
import { unreachable } from '../kernel/errors.ts';
import { Emitter } from '../kernel/events.ts';
import { Machine } from '../kernel/machine.ts';
import type { EarEvent } from '../speech/ear-channel.ts';
import type { EndpointHint } from '../speech/ports.ts';
import type { VoiceEvent } from '../speech/voice-channel.ts';
import { type Announcement, Announcements } from './announcements.ts';
import {
  type DialogueEffect,
  type DialogueInput,
  type DialogueState,
  INITIAL_DIALOGUE,
  rings,
  sounds,
} from './dialogue-state.ts';
import { Performer, type PerformerDeps, type PerformerOptions, type Tone } from './performer.ts';
import type { Outcome, Turn } from './turn.ts';
import { TurnLog } from './turn-log.ts';
import { step } from './turn-machine.ts';
import type { TurnWords } from './turn-recorder.ts';

/** From the end of the longest utterance to what was heard, on a slow machine. */
const EAR_MARGIN_MS = 15_000;
/** Voice and board look for each other every 200 ms, and sound begins to flow when they have met. */
const REUNION_MS = 1000;

export interface ConversationOptions extends PerformerOptions {
  /** The longest utterance, in milliseconds. */
  readonly maxSpeechMs: number;
  /** Whether tones are heard. */
  readonly chimes: boolean;
  /** Whether records keep what was said. */
  readonly keepWords: boolean;
}

export interface ConversationDeps extends Pick<PerformerDeps, 'clock' | 'log' | 'parts' | 'responder' | 'say'> {
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
  /** A tone says something, also where the owner wants to hear none. */
  toneDue: [tone: Tone];
}

export class Conversation {
  readonly #options: ConversationOptions;
  readonly #deps: ConversationDeps;
  readonly #machine: Machine<DialogueState, DialogueInput, DialogueEffect>;
  readonly #events: Emitter<ConversationEvents>;
  readonly #turns: TurnLog;
  readonly #announcements: Announcements;
  /** What is needed to be heard and is not there, with the number of its loss; 0: it was never there. */
  readonly #away = new Map<'voice' | 'board', number>([
    ['voice', 0],
    ['board', 0],
  ]);
  #losses = 0;
  /** The turn of the announcement that was begun last. */
  #announced: number | null = null;
  #shown: DialogueState;
  #closed = false;

  constructor(options: ConversationOptions, deps: ConversationDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#events = new Emitter((error, event, owner) =>
      deps.log.error({ err: error, event, owner }, 'listener failed'),
    );
    this.#turns = new TurnLog(options, deps, (turn, words) => this.#events.emit('turnEnded', turn, words));
    const performer = new Performer(options, {
      ...deps,
      turns: this.#turns,
      accept: (input) => this.#accept(input),
      onReplied: (turn, text) => this.#events.emit('replied', turn, text),
      tone: (tone) => this.#tone(tone),
    });
    const longestMs = Math.max(options.noSpeechMs, options.followUpMs) + options.maxSpeechMs;
    this.#shown = { ...INITIAL_DIALOGUE, listeningLimitMs: longestMs + EAR_MARGIN_MS };
    this.#machine = new Machine(this.#shown, step, (effect) => {
      performer.perform(effect);
      if (effect.kind === 'endTurn') this.#turnEnded(effect.turn, effect.outcome);
    });
    this.#announcements = new Announcements({
      clock: deps.clock,
      isFree: () => this.state.phase.name === 'idle' && this.#away.size === 0,
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

  /** Voice or board is there, for the first time or again: what waits to be said can be heard. */
  partReady(part: 'voice' | 'board'): void {
    const loss = this.#away.get(part) ?? 0;
    const there = (): void => {
      if (this.#away.get(part) === loss) this.#away.delete(part);
      this.#announcements.next();
    };
    if (loss === 0) there();
    else this.#deps.clock.after(REUNION_MS, there);
  }

  microphoneLost(): void {
    this.#accept({ kind: 'microphoneLost' });
  }

  /** It is open again, or closed on purpose. */
  microphoneBack(): void {
    this.#accept({ kind: 'microphoneBack' });
  }

  /** Ends and records what is going on; nothing begins after that. Idempotent. */
  close(): void {
    this.#announcements.close();
    this.#accept({ kind: 'closed' });
    this.#closed = true;
    this.#turns.close();
  }

  /** Spoken as soon as nothing else is going on and voice and board are there; else as `Announcements.add`. */
  announce(text: string, options: Partial<Omit<Announcement, 'text'>> = {}): Promise<void> {
    const ended = this.#announcements.add({ text, chime: false, volume: null, listenAfter: false, ...options });
    if ((this.#away.get('voice') ?? 0) > 0) this.#tone('error');
    return ended;
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
    if (event.kind !== 'failed') return;
    this.#expectLoss();
    this.#accept({ kind: 'voiceFailed', turn: event.stream });
  }

  boardEvent(event: BoardEvent): void {
    if (event.kind === 'playbackStarted') {
      this.#sounds(event.stream);
      this.#turns.mark(event.stream, 'sounded', event.atMs);
      this.#accept({ kind: 'playbackStarted', turn: event.stream });
    }
    if (event.kind === 'playbackFinished') {
      if (!event.cancelled) this.#sounds(event.stream);
      else {
        this.#turns.note(event.stream, {
          cut: { clausesPlayed: event.clausesPlayed, playedMs: event.cut?.playedMs ?? 0 },
        });
      }
      this.#turns.mark(event.stream, 'silent', event.atMs);
      const { phase } = this.state;
      if (event.cancelled && phase.name === 'speaking' && phase.turn === event.stream) this.#expectLoss();
      this.#accept({ kind: 'playbackFinished', turn: event.stream, cancelled: event.cancelled });
    }
  }

  /** A voice whose board died, and a board whose voice did, often say so before the loss is known: nothing begins in between. */
  #expectLoss(): void {
    if (this.#away.has('voice')) return;
    this.#away.set('voice', ++this.#losses);
    this.partReady('voice');
  }

  #accept(input: DialogueInput): void {
    if (this.#closed) return;
    if (input.kind === 'childLost' && input.child !== 'ear') this.#away.set(input.child, ++this.#losses);
    this.#machine.accept(input);
    if (this.#machine.running) return; // an effect caused it: what follows is told when all are performed
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

  /** Before anything else can begin; its record may be told later. */
  #turnEnded(turn: number, outcome: Outcome): void {
    if (turn === this.#announced) this.#announcements.ended(outcome);
  }

  #sounds(stream: number): void {
    if (stream === this.#announced) this.#announcements.sounds();
  }

  #tone(tone: Tone): void {
    this.#events.emit('toneDue', tone);
    if (this.#options.chimes) this.#deps.parts.board({ kind: 'chime', chime: tone });
  }

  #chimeBefore(announcement: Announcement): boolean {
    if (!this.#options.chimes) return false;
    this.#events.emit('announcing', announcement);
    return this.#deps.parts.board({ kind: 'chime', chime: 'announcement' });
  }

  #beginAnnouncement(announcement: Announcement): void {
    this.#events.emit('announcing', announcement);
    this.#announced = this.state.nextTurn;
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
}
