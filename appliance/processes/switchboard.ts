// Passes what the children tell to those whom it concerns, and tells a child that has just started what it must know.
import type { Config } from '../config/schema.ts';
import type { TurnStore } from '../dialogue/turn-store.ts';
import type { BoardCommand, BoardEvent } from '../hardware/board-channel.ts';
import { systemClock } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';
import type { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import type { ChildState } from '../kernel/supervised-child.ts';
import { type ButtonReader, createButtonReader } from '../presence/button-reader.ts';
import type { EarEvent } from '../speech/ear-channel.ts';
import type { VoiceEvent } from '../speech/voice-channel.ts';
import type { Box } from './box.ts';
import { buttonActs } from './button-acts.ts';
import type { ChildListeners, ChildName, Children } from './children.ts';
import type { HubEvents } from './hub.ts';
import type { HubConsole } from './hub-console.ts';
import { OwedTone } from './owed-tone.ts';
import type { SetUpMode } from './set-up-mode.ts';
import { hasBegun, hasNetwork, needsNetwork, Showing } from './showing.ts';
import type { Understanding } from './understanding.ts';

interface Connected {
  readonly box: Box;
  readonly children: Children;
  readonly understanding: Understanding;
  readonly setUp: SetUpMode;
  readonly turns: TurnStore;
  readonly shown: HubConsole;
  readonly config: Config;
  readonly log: Log;
}

export class Switchboard implements ChildListeners {
  readonly #events: Emitter<HubEvents>;
  #connected: Connected | undefined;
  #button: ButtonReader | undefined;
  #showing: Showing | undefined;
  #microphoneOpen = false;
  #listening = false;
  #sounding = false;
  #cancelsEcho = false;
  #started = false;
  /** Whether this board has said how its mute switch is. */
  #knowsSwitch = false;
  readonly #owedTone = new OwedTone(systemClock);

  constructor(events: Emitter<HubEvents>) {
    this.#events = events;
  }

  get listening(): boolean {
    return this.#listening;
  }

  get sounding(): boolean {
    return this.#sounding;
  }

  /** The returned function undoes it. */
  connect(connected: Connected): () => void {
    const { box, children, understanding, turns, setUp } = connected;
    this.#connected = connected;
    box.bells.soundLost(); // no board is there yet
    this.#showing = new Showing({
      box,
      send: (scene) => children.board.send({ kind: 'scene', scene }),
      clock: systemClock,
      starting: () => !this.#hasStarted(),
      offline: () => needsNetwork(connected.config) && !hasNetwork(),
      settingUp: () => setUp.shown,
    });
    this.#button = this.#readButton();
    const ends = [
      box.onTurn((turn) => turns.add(turn)),
      understanding.onPhrases((set) => children.ear.send({ kind: 'phrases', set })),
    ];
    return () => {
      for (const end of ends) end();
      this.#button?.close();
      this.#showing?.close();
    };
  }

  /** What the ring must show has changed, apart from the box. */
  refreshRing(): void {
    this.#showing?.refresh();
  }

  /** False where the board is not there; a tone is then played when it is back. */
  sendToBoard(command: BoardCommand): boolean {
    const sent = this.#connect().children.board.send(command);
    if (command.kind === 'chime') this.#owedTone.given(command, sent);
    return sent;
  }

  onBoard(event: BoardEvent): void {
    const { box, shown } = this.#connect();
    box.conversation.boardEvent(event);
    if (event.kind === 'hello') {
      this.#cancelsEcho = event.cancelsEcho;
      this.#connect().children.ear.send({ kind: 'echo', cancelled: event.cancelsEcho });
      box.ringLight.boardFound(event.leds);
      this.#welcomeBoard();
      box.conversation.partReady('board');
    }
    if (event.kind === 'button') this.#button?.edge(event.pressed, event.atMs);
    if (event.kind === 'playbackStarted') this.#sounding = true;
    if (event.kind === 'playbackFinished') this.#sounding = false;
    if (event.kind === 'power')
      box.status.setProblem(
        'power',
        event.low ? 'The power supply is too weak; use the official one and a short cable.' : null,
      );
    if (event.kind === 'muteSwitch') this.#muteSwitch(event.muted);
    if (event.kind === 'muteSwitchUnread')
      box.status.setProblem('muteSwitch', `The mute switch cannot be read, and counts as off: ${event.reason}`);
    if (event.kind === 'ring') shown.setRing(event.pixels);
    if (event.kind === 'microphone') this.#microphone(event.state, event.reason);
    if (event.kind === 'speaker') this.#speaker(event.state, event.reason);
    this.#events.emit('boardEvent', event);
  }

  onEar(event: EarEvent): void {
    const { box, turns, config, understanding, children } = this.#connect();
    box.conversation.earEvent(event);
    if (event.kind === 'hello') {
      children.ear.send({ kind: 'phrases', set: understanding.phrases() });
      children.ear.send({ kind: 'sensitivity', percent: box.read().wakeSensitivity });
      children.ear.send({ kind: 'sounding', sounding: box.conversation.sounds });
      children.ear.send({ kind: 'echo', cancelled: this.#cancelsEcho });
      this.#tellListening();
    }
    if (event.kind === 'wake') {
      const { word, outcome, score, verifierScore } = event;
      if (outcome === 'detected' && !box.read().muted) box.signal({ kind: 'wake', word, score });
      turns.addWake({ at: systemClock.wall(), station: config.station.id, word, outcome, score, verifierScore });
    }
    this.#events.emit('earEvent', event);
  }

  onVoice(event: VoiceEvent): void {
    const { box, children, config, understanding } = this.#connect();
    box.conversation.voiceEvent(event);
    if (event.kind === 'hello') {
      children.voice.send({
        kind: 'prepare',
        texts: [...understanding.fixedReplies],
        language: config.language.sentences,
      });
      box.conversation.partReady('voice');
    }
    this.#events.emit('voiceEvent', event);
  }

  onStateChanged(child: ChildName, state: ChildState, reason: string | null): void {
    if (this.#connected === undefined) return;
    const { box } = this.#connected;
    if (state === 'waiting' || state === 'degraded') {
      if (child === 'board') this.#loseBoard();
      if (child !== 'voice') this.#listening = false;
      box.conversation.childLost(child);
    }
    if (state === 'degraded')
      box.status.setProblem(child, `The ${child} does not run, and is tried again: ${reason ?? 'unknown'}`);
    if (state === 'ready') box.status.setProblem(child, null);
    this.#connected.shown.tellBox();
    this.#events.emit('childChanged', child, state, reason);
  }

  /** A board that has just started knows nothing yet; its microphone stays closed until it is told. */
  #welcomeBoard(): void {
    const { box, children } = this.#connect();
    const { assistantVolume, mediaVolume } = box.read();
    this.#knowsSwitch = false;
    box.status.setProblem('power', null);
    box.status.setProblem('muteSwitch', null);
    children.board.send({ kind: 'volume', plane: 'assistant', percent: assistantVolume });
    children.board.send({ kind: 'volume', plane: 'media', percent: mediaVolume });
    children.board.send({ kind: 'mute', muted: box.mute.bySoftware });
    if (box.conversation.rings) children.board.send({ kind: 'alarm', ringing: true });
    const owed = this.#owedTone.take();
    if (owed !== null) children.board.send(owed);
    this.#showing?.refresh();
  }

  /** What the board said last no longer holds. */
  #loseBoard(): void {
    const { box } = this.#connect();
    box.mute.lostBoard();
    box.bells.soundLost();
    this.#microphoneOpen = false;
    this.#sounding = false;
    this.#owedTone.boardLost();
    this.#button?.close(); // a press whose end was never told must not become a long one
    this.#button = this.#readButton();
  }

  #readButton(): ButtonReader {
    const { box, setUp, log } = this.#connect();
    return createButtonReader({ clock: systemClock }, buttonActs({ box, speech: box.speech, setUp, log }));
  }

  #microphone(state: 'open' | 'closed' | 'lost', reason: string | null): void {
    const { box, shown } = this.#connect();
    this.#microphoneOpen = state === 'open';
    if (!this.#microphoneOpen) this.#listening = false;
    box.status.setProblem('microphone', state === 'lost' ? `The microphone is away: ${reason ?? 'unknown'}.` : null);
    if (state === 'lost') box.conversation.microphoneLost();
    else box.conversation.microphoneBack();
    this.#tellListening();
    shown.tellBox();
  }

  #speaker(state: 'open' | 'lost', reason: string | null): void {
    const { box } = this.#connect();
    const isOpen = state === 'open';
    box.status.setProblem('speaker', isOpen ? null : `The loudspeaker is away: ${reason ?? 'unknown'}.`);
    if (isOpen) box.bells.soundBack();
    else box.bells.soundLost();
  }

  #muteSwitch(off: boolean): void {
    const { box, log } = this.#connect();
    const first = !this.#knowsSwitch;
    this.#knowsSwitch = true;
    box.status.setProblem('muteSwitch', null);
    if (first) return box.mute.foundSwitch(off);
    box.mute.switched(off).catch((error: unknown) => log.error({ err: toError(error) }, 'mute cannot be kept'));
  }

  #hasStarted(): boolean {
    const { ear, voice } = this.#connect().children;
    this.#started ||= hasBegun([ear.state, voice.state]);
    return this.#started;
  }

  #tellListening(): void {
    if (this.#listening || !this.#microphoneOpen || this.#connect().children.ear.state !== 'ready') return;
    this.#listening = true;
    this.#connect().shown.tellBox();
    this.#events.emit('listening');
  }

  #connect(): Connected {
    if (this.#connected === undefined) throw new Error('A child spoke before the hub was connected.');
    return this.#connected;
  }
}
