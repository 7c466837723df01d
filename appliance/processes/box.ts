// One box, whatever carries its children: the conversation, the timers, what it shows and what may be asked of it. The hub puts it
// between real processes, the offline commands between the same engines in one process.
import type { Announcement, AskReply, BoxActions, BoxSignal, BoxState, BoxStateSource } from '../api/actions.ts';
import { editHouse, type HouseEdit, type HouseListing, listHouse } from '../api/house-editing.ts';
import type { Config } from '../config/schema.ts';
import { failureReply } from '../dialogue/acting.ts';
import type { Conversation } from '../dialogue/conversation.ts';
import type { ConversationParts } from '../dialogue/performer.ts';
import type { Responder } from '../dialogue/responder.ts';
import type { Turn } from '../dialogue/turn.ts';
import type { TurnWords } from '../dialogue/turn-recorder.ts';
import type { BoardCommand } from '../hardware/board-channel.ts';
import type { Actor, House } from '../home/house.ts';
import type { EditableHouse } from '../home/house-edits.ts';
import type { ReplyRenderer } from '../intents/reply.ts';
import type { Understander } from '../intents/understander.ts';
import type { Clock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import type { Replies } from '../language/replies.ts';
import type { AlarmStore } from '../skills/alarm-store.ts';
import { repliesIn } from '../skills/borrowed-replies.ts';
import type { BoxControls } from '../skills/skill.ts';
import type { HouseTimer, TimerKeeper } from '../skills/timer-keeper.ts';
import type { TimerStore } from '../skills/timer-store.ts';
import type { EarCommand } from '../speech/ear-channel.ts';
import type { EndpointHint } from '../speech/ports.ts';
import type { SettingsFile } from '../storage/settings.ts';
import { Bells } from './bells.ts';
import { createConversation, createResponder } from './box-dialogue.ts';
import { BoxLevels } from './box-levels.ts';
import { BoxMute } from './box-mute.ts';
import { BoxSpeech } from './box-speech.ts';
import { BoxStatus } from './box-status.ts';
import { checkedText } from './checked-text.ts';
import { performPlanned } from './planned-command.ts';
import { RingLight } from './ring-light.ts';
import { TypedTurns } from './typed-turns.ts';

export interface BoxDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly house: House;
  /** The same house, where its owner may change it. */
  readonly editable?: EditableHouse;
  readonly understander: Understander;
  readonly hint: (text: string) => EndpointHint['kind'];
  readonly parts: ConversationParts;
  /** Replies that come with the sentences. */
  readonly templates: ReplyRenderer;
  readonly timerStore: TimerStore;
  readonly alarmStore: AlarmStore;
  readonly settings: SettingsFile;
  readonly bootId: string | null;
  /** As for `AlarmKeeper`. */
  readonly clockIsRight?: () => boolean | null;
  /** What is installed. */
  readonly version: string;
  /** Absent where nothing could start the box anew. */
  readonly restart?: (() => void) | undefined;
  /** Has the other boxes of the house say `message`; how many were told. Absent where there can be none. */
  readonly broadcast?: (message: string) => Promise<number>;
}

interface BoxEvents {
  changed: [];
  turnEnded: [turn: Turn];
  signalled: [signal: BoxSignal];
}

export class Box implements BoxActions, BoxStateSource {
  readonly conversation: Conversation;
  readonly bells: Bells;
  readonly say: Replies;
  readonly ringLight: RingLight;
  readonly mute: BoxMute;
  readonly levels: BoxLevels;
  readonly status: BoxStatus;
  readonly speech: BoxSpeech;
  /** Absent where nothing could start the box anew. */
  readonly restart?: () => void;
  readonly editHouse?: (edit: HouseEdit) => Promise<void>;
  readonly #config: Config;
  readonly #deps: BoxDeps;
  readonly #responder: Responder;
  readonly #typed: TypedTurns;
  readonly #events: Emitter<BoxEvents>;

  constructor(config: Config, deps: BoxDeps) {
    this.#config = config;
    this.#deps = deps;
    if (deps.restart !== undefined) this.restart = deps.restart;
    const { editable } = deps;
    if (editable !== undefined) this.editHouse = (edit) => editHouse(editable, edit);
    this.#events = new Emitter((error, event, owner) =>
      deps.log.error({ err: error, event, owner }, 'listener failed'),
    );
    this.ringLight = new RingLight(() => this.#events.emit('changed'));
    this.status = new BoxStatus(config, () => this.#events.emit('changed'));
    this.say = repliesIn(config.language.sentences, deps.templates);
    this.bells = new Bells({ ringMs: config.timers.ringMs }, { ...deps, say: this.say });
    const { settings, parts } = deps;
    const board = (command: BoardCommand): void => void parts.board(command);
    const ear = (command: EarCommand): void => void parts.ear(command);
    this.mute = new BoxMute({ settings, board, onChanged: (muted) => this.#muteChanged(muted) });
    this.levels = new BoxLevels(config, { settings, board, ear, onChanged: () => this.#events.emit('changed') });
    const { timers, alarms } = this.bells;
    this.#responder = createResponder(config, { ...deps, timers, alarms, say: this.say, box: this.#controls() });
    this.conversation = createConversation(config, { ...deps, responder: this.#responder, say: this.say });
    this.#typed = this.#makeTyped();
    const errorTone = (): void => {
      if (config.audio.chimes) board({ kind: 'chime', chime: 'error' });
    };
    this.speech = new BoxSpeech({ conversation: this.conversation, errorTone, log: deps.log });
    this.#connect();
  }

  get timers(): TimerKeeper {
    return this.bells.timers;
  }

  /** Takes up timers, alarms and the settings that survive a restart. */
  start(): void {
    this.bells.start();
    this.conversation.setMuted(this.mute.muted);
  }

  /** Ends what is going on, recorded; timers are taken up at the next start. Idempotent. */
  close(): void {
    this.conversation.close();
    this.#typed.close();
    this.bells.close();
  }

  announce(text: string): Promise<void> {
    return this.speech.announce(text);
  }

  announceAs({ text, ...how }: Announcement): Promise<void> {
    return this.speech.announce(text, how);
  }

  startConversation(text: string): Promise<void> {
    return this.speech.announce(text, { listenAfter: true });
  }

  async ask(text: string, actor: Actor): Promise<AskReply> {
    return this.#typed.ask(checkedText(text), actor);
  }

  talk(): void {
    const { phase, ringing } = this.conversation.state;
    this.conversation.talk();
    if (this.mute.muted && phase.name === 'idle' && !ringing)
      throw new LinnetError('microphone.switchedOff', 'The box does not listen, since its microphone is muted.');
  }

  stop(): void {
    this.conversation.stop();
  }

  setMuted(muted: boolean): Promise<void> {
    return this.mute.set(muted);
  }

  setVolume(plane: 'assistant' | 'media', percent: number): Promise<void> {
    return this.levels.setVolume(plane, percent);
  }

  setWakeSensitivity(percent: number): Promise<void> {
    return this.levels.setWakeSensitivity(percent);
  }

  startTimer(timer: { readonly name: string | null; readonly seconds: number }): HouseTimer {
    return this.timers.set({ name: timer.name, durationMs: timer.seconds * 1000, station: this.#config.station.id });
  }

  cancelTimer(id: number): void {
    this.timers.cancel(id);
  }

  pauseTimer(id: number): void {
    this.timers.pause(id);
  }

  resumeTimer(id: number): void {
    this.timers.resume(id);
  }

  extendTimer(id: number, seconds: number): void {
    this.timers.add(id, seconds * 1000);
  }

  setRingLight(light: { readonly on: boolean; readonly brightness: number | null }): Promise<void> {
    return Promise.resolve().then(() => this.ringLight.set(light));
  }

  listHouse(): HouseListing {
    return listHouse(this.#deps.house);
  }

  read(): BoxState {
    const { muted } = this.mute;
    const { phase, ringing } = this.conversation.state;
    const { problems, proposals, lastTurn } = this.status;
    const resting = problems.length > 0 ? 'error' : muted ? 'muted' : 'idle';
    return {
      phase: phase.name === 'idle' ? resting : phase.name,
      muted,
      ringing,
      ...this.levels.read(),
      timers: this.timers.list(),
      nextAlarm: this.bells.alarms.nextAlarm(),
      ...{ lastTurn, problems, proposals },
      ...(this.ringLight.light === null ? {} : { ringLight: this.ringLight.light }),
      update: { installed: this.#deps.version, latest: null, url: null },
    };
  }

  onChange(onChange: () => void): () => void {
    return this.#events.on('changed', onChange, 'door');
  }

  onTurn(onTurn: (turn: Turn) => void): () => void {
    return this.#events.on('turnEnded', onTurn, 'door');
  }

  readWords(): TurnWords | null {
    return this.status.lastWords;
  }

  onSignal(onSignal: (signal: BoxSignal) => void): () => void {
    return this.#events.on('signalled', onSignal, 'door');
  }

  /** A wake word was heard or a button pressed, whatever follows from it. */
  signal(signal: BoxSignal): void {
    this.#events.emit('signalled', signal);
  }

  #makeTyped(): TypedTurns {
    const { station, language, privacy } = this.#config;
    const { clock, log } = this.#deps;
    return new TypedTurns(
      { station: station.id, language: language.sentences, keepWords: privacy.keepTranscripts },
      {
        clock,
        responder: this.#responder,
        apologise: (thrown) => failureReply(thrown, { say: this.say, log }),
        onEnded: (turn, words) => this.#record(turn, words),
      },
    );
  }

  #controls(): BoxControls {
    return {
      volume: () => this.levels.read().assistantVolume,
      setVolume: (percent) => this.setVolume('assistant', percent),
      broadcast: (message) => this.#deps.broadcast?.(message) ?? Promise.resolve(0),
    };
  }

  #connect(): void {
    this.conversation.on('stateChanged', ({ phase }) => this.#stateChanged(phase.name), 'box');
    this.conversation.on('announcing', ({ volume }) => this.levels.borrowVolume(volume), 'box');
    this.conversation.on('turnEnded', (turn, words) => this.#record(turn, words), 'box');
    this.bells.connect({
      conversation: this.conversation,
      perform: (command) => performPlanned(command, this.#responder),
      onChanged: () => this.#events.emit('changed'),
    });
  }

  #muteChanged(muted: boolean): void {
    if (!muted) this.status.setProblem('mute', null); // that it was not known is over
    this.conversation.setMuted(muted);
    this.#events.emit('changed');
  }

  #stateChanged(phase: string): void {
    if (phase !== 'speaking') this.levels.giveVolumeBack();
    this.#events.emit('changed');
  }

  #record(turn: Turn, words: TurnWords): void {
    this.status.record(turn, words);
    this.#events.emit('turnEnded', turn);
    this.#events.emit('changed');
  }
}
