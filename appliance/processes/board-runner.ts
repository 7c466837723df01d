// One board at work: microphone, speaker, ring, button and mute tied together behind the messages of the board channel. The same
// code runs in the board's own process and, for offline commands, inside the caller's.
import { AdaptiveEchoCanceller } from '../audio/echo-canceller.ts';
import { Player } from '../audio/player.ts';
import type { SpeechOutput } from '../audio/speech-output.ts';
import type { SpeechSink } from '../audio/speech-sink.ts';
import type { BoardCommand, BoardEvent, Scene } from '../hardware/board-channel.ts';
import { DeviceKeeper, type DeviceState, type KeptDevice } from '../hardware/device-keeper.ts';
import type { Board, FrameSink } from '../hardware/ports.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import { unreachable } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { BackoffOptions } from '../kernel/retry.ts';
import { Scope } from '../kernel/scope.ts';
import { type BoardChange, chimeOfChange } from '../presence/board-chimes.ts';
import { SCENES } from '../presence/scenes.ts';
import { BoardCapture } from './board-capture.ts';
import { type EchoChoice, referenceOf, whoCancelsEcho } from './board-echo.ts';
import { BoardMute } from './board-mute.ts';
import { BoardRing } from './board-ring.ts';
import { DirectionWatch } from './direction-watch.ts';

export interface BoardRunnerOptions {
  /** Indices of the LEDs nearest to the microphones; default: each quarter of the ring. */
  readonly microphoneLeds?: readonly number[];
  /** Whether mute and faults are heard as well as seen; default true. */
  readonly chimes?: boolean;
  /** Where the board's 0° of direction lies on the ring, in degrees clockwise from its first LED; default 0. */
  readonly zeroDegrees?: number;
  /** Whether the ring counts against the direction of the board; default false. */
  readonly reversed?: boolean;
  /** Whether echo is cancelled here: "auto", the default, where the board does not do it itself, "on" even there. */
  readonly echo?: EchoChoice;
}

export interface BoardRunnerDeps {
  readonly board: Board;
  readonly clock: Clock;
  readonly log: Log;
  /** Gets the speech channel: mono, 16 kHz, 20 ms, only valid during the call. */
  readonly onFrame: FrameSink;
  /** Frames lost on the way to those who listen, since the start; the device's own losses are added. */
  readonly framesDropped?: () => number;
  /** Acts of a person on a simulated board. */
  readonly simulate?: (command: SimulateCommand) => void;
}

export type SimulateCommand = Extract<BoardCommand, { kind: 'simulatePress' | 'simulateUnplug' | 'simulateSwitch' }>;

export interface BoardRunner {
  /** Whether the speaker's echo is taken out of the frames, by the board or here. */
  readonly cancelsEcho: boolean;
  /** For speech made in this process. */
  readonly player: SpeechOutput;
  /** For speech that arrives on the data plane. */
  readonly speechSink: SpeechSink;
  readonly mediaSink: SpeechSink;
  /** Opens everything but the microphone, which waits for `mute` with false. Never rejects for a device that is away. */
  start(): Promise<void>;
  command(command: BoardCommand): void;
  /** The supply is too weak, or is enough again. */
  showPower(low: boolean): void;
  /** Resolves when what the commands so far asked of the devices was tried. */
  settled(): Promise<void>;
  /** Idempotent: dark, silent, every device released. */
  close(): Promise<void>;
}

const LEVELS_MS = 500;
const BUTTON_BACKOFF: BackoffOptions = { firstMs: 1000, maxMs: 60_000, jitter: 0 };

export function createBoardRunner(
  options: BoardRunnerOptions,
  deps: BoardRunnerDeps,
  onEvent: (event: BoardEvent) => void,
): BoardRunner {
  return new Runner(options, deps, onEvent);
}

class Runner implements BoardRunner {
  readonly player: SpeechOutput;
  readonly speechSink: SpeechSink;
  readonly mediaSink: SpeechSink;
  readonly cancelsEcho: boolean;
  readonly #options: BoardRunnerOptions;
  readonly #deps: BoardRunnerDeps;
  readonly #onEvent: (event: BoardEvent) => void;
  readonly #player: Player;
  readonly #capture: BoardCapture;
  readonly #microphone: DeviceKeeper;
  readonly #speaker: DeviceKeeper;
  readonly #button: DeviceKeeper | null;
  readonly #ring: BoardRing | null;
  readonly #mute: BoardMute;
  readonly #direction: DirectionWatch | null;
  readonly #scope = new Scope();
  #levelsTimer: Timer | null = null;

  constructor(options: BoardRunnerOptions, deps: BoardRunnerDeps, onEvent: (event: BoardEvent) => void) {
    const { board, clock } = deps;
    this.#options = options;
    this.#deps = deps;
    this.#onEvent = onEvent;
    const cancelling = whoCancelsEcho(options.echo ?? 'auto', board.cancelsEcho);
    this.cancelsEcho = cancelling !== 'nobody';
    const reference = cancelling === 'software' ? referenceOf(board.speaker) : null;
    this.#player = new Player(
      { speaker: board.speaker, clock, ...(reference && { onMixed: reference.write }) },
      onEvent,
    );
    this.player = this.#player.speech;
    this.speechSink = this.#player.speechSink;
    this.mediaSink = this.#player.mediaSink;
    this.#capture = new BoardCapture(
      board.microphone,
      reference && { canceller: new AdaptiveEchoCanceller(), reference: reference.read },
      deps.onFrame,
    );
    this.#microphone = new DeviceKeeper(this.#capture, deps, (state, reason) => this.#microphoneIs(state, reason));
    this.#speaker = new DeviceKeeper(this.#player, deps, (state, reason) => this.#speakerIs(state, reason));
    this.#mute = new BoardMute(
      { ...deps, muteSwitch: board.muteSwitch },
      {
        onSwitch: (muted) => onEvent({ kind: 'muteSwitch', muted }),
        onUnread: (reason) => onEvent({ kind: 'muteSwitchUnread', reason }),
        onChange: () => this.#applyMute(),
      },
    );
    this.#button = this.#makeButton();
    this.#ring = this.#makeRing();
    this.#direction = this.#makeDirection();
  }

  async start(): Promise<void> {
    this.#onEvent({ kind: 'microphone', state: 'closed', reason: 'Nobody said yet whether it may listen.' });
    this.#scope.defer(() => this.#deps.board.close());
    this.#scope.defer(() => this.#speaker.want(false));
    this.#scope.defer(() => this.#microphone.want(false));
    this.#scope.defer(() => this.#darken());
    this.#scope.defer(() => this.#button?.want(false));
    this.#scope.defer(() => this.#mute.close());
    this.#scope.defer(() => this.#direction?.stop());
    await Promise.all([this.#speaker.want(true), this.#button?.want(true), this.#mute.start()]);
    this.#ring?.repaint();
    this.#scheduleLevels();
    this.#scope.defer(() => this.#levelsTimer?.cancel());
  }

  command(command: BoardCommand): void {
    switch (command.kind) {
      case 'scene':
        return this.#showScene(command.scene);
      case 'chime':
        return this.#player.chime(command.chime);
      case 'alarm':
        return this.#ringAlarm(command.ringing);
      case 'cancelSpeech':
        return this.#player.cancelSpeech(command.stream);
      case 'volume':
        return this.#setVolume(command);
      case 'mute':
        if (command.adopt === true) this.#mute.adopt();
        return this.#muteBySoftware(command.muted);
      case 'simulatePress':
      case 'simulateUnplug':
      case 'simulateSwitch':
        return this.#deps.simulate?.(command);
      default:
        return unreachable(command);
    }
  }

  showPower(low: boolean): void {
    if (low) this.#ring?.hold('power', { name: 'lowPower' });
    else this.#ring?.clear('power');
    this.#onEvent({ kind: 'power', low });
  }

  async settled(): Promise<void> {
    await Promise.all([this.#microphone.settled(), this.#speaker.settled()]);
  }

  close(): Promise<void> {
    return this.#scope.close();
  }

  /** What cannot be read, now or any more, comes again: udev may be late, a driver may be loaded anew. */
  #makeButton(): DeviceKeeper | null {
    const { board, log } = this.#deps;
    const { button } = board;
    if (button === null) return null;
    const device: KeptDevice = {
      open: (onLost) => button.open((pressed, atMs) => this.#onEvent({ kind: 'button', pressed, atMs }), onLost),
      close: () => button.close(),
    };
    return new DeviceKeeper(device, { ...this.#deps, backoff: BUTTON_BACKOFF }, (state, reason) => {
      if (state === 'lost') log.warn({ reason }, 'the button does not work, and is tried again');
      else log.debug({ state }, 'the button');
    });
  }

  #makeRing(): BoardRing | null {
    const { board, clock, log } = this.#deps;
    if (board.ring === null) return null;
    const { count } = board.ring;
    const microphones = this.#options.microphoneLeds ?? quarters(count);
    const truth = () => {
      const { delivering, released } = this.#microphone;
      return { microphoneOpen: delivering, muted: released && this.#mute.muted };
    };
    return new BoardRing({ count, microphones }, { clock, log, ring: board.ring, truth }, (pixels) =>
      this.#onEvent({ kind: 'ring', pixels: [...pixels] }),
    );
  }

  /** Not waited for, nor does it wait for others: a sound device that hangs must leave no LED on. Closing the board waits for it. */
  #darken(): void {
    this.#ring?.close();
    void this.#deps.board.ring?.close().catch(this.#warn('LEDs'));
  }

  #makeDirection(): DirectionWatch | null {
    const { board, clock, log } = this.#deps;
    const ring = this.#ring;
    if (board.direction === null || board.ring === null || ring === null) return null;
    const { zeroDegrees = 0, reversed = false } = this.#options;
    const place = { count: board.ring.count, zeroDegrees, reversed };
    return new DirectionWatch(place, { finder: board.direction, clock, log }, (degrees) => ring.setDirection(degrees));
  }

  #showScene(scene: Scene): void {
    this.#ring?.show('hub', scene);
    if (SCENES[scene.name].needsMicrophone) this.#direction?.start();
    else this.#direction?.stop();
  }

  #muteBySoftware(muted: boolean): void {
    if (this.#mute.set(muted)) this.#sound(muted ? 'muted' : 'unmuted');
  }

  #applyMute(): void {
    void this.#microphone.want(!this.#mute.muted, this.#mute.reason);
    this.#ring?.repaint();
  }

  #microphoneIs(state: DeviceState, reason: string | null): void {
    if (state === 'lost') this.#sound('microphoneLost');
    this.#showFault('microphone', state);
    this.#onEvent({ kind: 'microphone', state, reason });
  }

  #speakerIs(state: DeviceState, reason: string | null): void {
    this.#showFault('speaker', state);
    if (state !== 'closed') this.#onEvent({ kind: 'speaker', state, reason });
  }

  #showFault(owner: string, state: DeviceState): void {
    if (state === 'lost') this.#ring?.hold(owner, { name: 'degraded' });
    else this.#ring?.clear(owner);
  }

  #ringAlarm(ringing: boolean): void {
    this.#player.setAlarm(ringing);
    if (ringing) this.#ring?.hold('alarm', { name: 'ringing' });
    else this.#ring?.clear('alarm');
  }

  #setVolume({ plane, percent, turned }: Extract<BoardCommand, { kind: 'volume' }>): void {
    this.#player.setVolume(plane, percent);
    if (turned === true) this.#ring?.show('volume', { name: 'volume', fraction: percent / 100 });
  }

  #sound(change: BoardChange): void {
    const chime = chimeOfChange(change);
    if (chime !== null && this.#options.chimes !== false) this.#player.chime(chime);
  }

  #scheduleLevels(): void {
    this.#levelsTimer = this.#deps.clock.after(LEVELS_MS, () => {
      this.#onEvent({
        kind: 'levels',
        ...this.#capture.takeLevels(),
        framesDropped: this.#capture.framesLost + (this.#deps.framesDropped?.() ?? 0),
        speakerUnderruns: this.#player.underruns + this.#deps.board.speaker.underruns(),
        rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
      });
      this.#scheduleLevels();
    });
  }

  #warn(what: string): (error: unknown) => void {
    return (error) => this.#deps.log.warn({ err: error, what }, 'part of the board does not work');
  }
}

function quarters(count: number): number[] {
  return count < 4 ? [0, count - 1] : [0, 1, 2, 3].map((quarter) => Math.round((quarter * count) / 4));
}
