// Performs what the turn machine decides for one station, one effect after the other. It decides nothing itself; what comes of an
// effect, at once or later, is an input of its own.
import type { BoardCommand } from '../hardware/board-channel.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import { unreachable } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Replies } from '../language/replies.ts';
import type { EarCommand } from '../speech/ear-channel.ts';
import type { Hypothesis } from '../speech/ports.ts';
import type { VoiceCommand } from '../speech/voice-channel.ts';
import { Acting } from './acting.ts';
import type { DialogueEffect, DialogueInput, Origin, Utterance } from './dialogue-state.ts';
import type { ReplyListener, Responder } from './responder.ts';
import type { TurnLog } from './turn-log.ts';

export interface PerformerOptions {
  readonly station: string;
  readonly language: string;
  readonly noSpeechMs: number;
  /** How long it listens after its own question. */
  readonly followUpMs: number;
}

/** The children, as far as a conversation needs them. Each returns false, and does nothing, where the part is not there now. */
export interface ConversationParts {
  ear(command: EarCommand): boolean;
  voice(command: VoiceCommand): boolean;
  board(command: BoardCommand): boolean;
}

export type Tone = Extract<DialogueEffect, { kind: 'chime' }>['chime'];

export interface PerformerDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly parts: ConversationParts;
  readonly responder: Responder;
  readonly say: Replies;
  readonly turns: TurnLog;
  /** Takes what comes of an effect, also while it is performed. */
  readonly accept: (input: DialogueInput) => void;
  readonly onReplied: (turn: number, text: string) => void;
  /** Sounds it, where the owner wants to hear tones. */
  readonly tone: (tone: Tone) => void;
}

const FAILURE_CODES = {
  earLost: 'child.crashed',
  microphoneLost: 'microphone.lost',
  recognitionFailed: 'recognition.failed',
  tooSlow: 'operation.timeout',
} as const;

export class Performer {
  readonly #options: PerformerOptions;
  readonly #deps: PerformerDeps;
  readonly #acting: Acting;
  #deadline: Timer | undefined;

  constructor(options: PerformerOptions, deps: PerformerDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#acting = new Acting({ ...deps, station: options.station });
  }

  perform(effect: DialogueEffect): void {
    const { parts, responder, turns } = this.#deps;
    switch (effect.kind) {
      case 'beginTurn':
        return this.#begin(effect.turn, effect.origin);
      case 'endTurn':
        this.#deadline?.cancel();
        return turns.end(effect.turn, effect.outcome);
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
        return this.#deps.tone(effect.chime);
      case 'dismissRinging':
        return responder.dismissRinging();
      case 'dropQuestion':
        return responder.dropQuestion(this.#options.station);
      case 'deadline':
        return this.#await(effect);
      default:
        return unreachable(effect);
    }
  }

  #await({ turn, phase, ms }: Extract<DialogueEffect, { kind: 'deadline' }>): void {
    this.#deadline?.cancel();
    this.#deadline = this.#deps.clock.after(ms, () => this.#deps.accept({ kind: 'deadline', turn, phase }));
  }

  #begin(turn: number, origin: Origin): void {
    const { station, language } = this.#options;
    this.#deps.turns.begin(turn, { station, actor: `station:${station}`, language }, origin);
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
    if (!sent) this.#deps.accept({ kind: 'childLost', child: 'ear' });
  }

  #understand(turn: number, hypotheses: readonly Hypothesis[]): void {
    const { language } = this.#options;
    const listener: ReplyListener = {
      understood: (facts) => {
        this.#deps.turns.mark(turn, 'understood');
        this.#deps.turns.note(turn, facts);
      },
      foretold: (text) => this.#deps.parts.voice({ kind: 'foretell', text, language }),
    };
    void this.#acting.start(hypotheses, listener, (reply) => this.#deps.accept({ kind: 'replied', turn, ...reply }));
  }

  #speak(turn: number, what: Utterance): void {
    const text = 'text' in what ? what.text : this.#deps.say.failed({ code: FAILURE_CODES[what.failure] });
    this.#deps.turns.mark(turn, 'replied');
    this.#deps.turns.note(turn, { reply: text });
    this.#deps.onReplied(turn, text);
    const { language } = this.#options;
    const sent = this.#deps.parts.voice({ kind: 'speak', stream: turn, text, language, final: true });
    if (!sent) this.#deps.accept({ kind: 'childLost', child: 'voice' });
  }
}
