// The simulated board in a process of its own: somebody writes speech to the room's socket and it is said in the room, mixed with
// its noise, into the simulated microphone, at real pace.
import { FileLoudspeaker, type Loudspeaker, RawLoudspeaker } from '../audio/loudspeaker.ts';
import type { SpeechSink } from '../audio/speech-sink.ts';
import { StreamQueue } from '../audio/stream-queue.ts';
import type { BoardEvent } from '../hardware/board-channel.ts';
import { createSimulatedBoard, type SimulatedBoard } from '../hardware/simulated/board.ts';
import type { SoundSource } from '../hardware/simulated/sound-source.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Scope } from '../kernel/scope.ts';
import type { BoardArgument } from './board-argument.ts';
import type { SimulateCommand } from './board-runner.ts';

export interface SimulatedRoom {
  readonly board: SimulatedBoard;
  /** What is written here is said in the room. */
  readonly sink: SpeechSink;
  simulate(command: SimulateCommand): void;
}

/** `onEvent` gets `roomFinished` for each stream written to `sink`. */
export function createSimulatedRoom(
  options: BoardArgument['simulated'],
  deps: { readonly clock: Clock; readonly log: Log; readonly scope: Scope },
  onEvent: (event: BoardEvent) => void,
): SimulatedRoom {
  const speech = new RoomSpeech(deps.clock, onEvent);
  const board = createSimulatedBoard(
    {
      microphone: { channels: options.channels },
      leds: options.leds,
      muteSwitch: options.muteSwitch,
      ...(options.echo === null ? {} : { echo: options.echo }),
      ...(options.noiseDb === null ? {} : { noise: { levelDb: options.noiseDb } }),
    },
    { clock: deps.clock, sources: [speech] },
  );
  if (options.aloud) playAloud(board, deps);
  return { board, sink: speech.queue, simulate: (command) => simulate(board, deps.clock, command) };
}

/** A queue of streams as something that the microphone hears. */
class RoomSpeech implements SoundSource {
  readonly queue: StreamQueue;
  #position = 0;
  #block = new Int16Array(0);

  constructor(clock: Clock, onEvent: (event: BoardEvent) => void) {
    this.queue = new StreamQueue({ sampleRate: 16_000 }, { clock, played: () => this.#position }, (event) => {
      if (event.kind !== 'playbackFinished') return;
      onEvent({ kind: 'roomFinished', stream: event.stream, atMs: event.atMs });
    });
  }

  addTo(frame: Float32Array): void {
    if (this.#block.length !== frame.length) this.#block = new Int16Array(frame.length);
    this.queue.read(this.#block, this.#position);
    this.#position += frame.length;
    for (let i = 0; i < frame.length; i++) frame[i] = (frame[i] as number) + (this.#block[i] as number);
    this.queue.poll();
  }
}

function playAloud(board: SimulatedBoard, deps: { readonly log: Log; readonly scope: Scope }): void {
  const options = { sampleRate: board.speaker.sampleRate };
  const loudspeaker: Loudspeaker =
    process.platform === 'darwin' ? new FileLoudspeaker(options) : new RawLoudspeaker(options, deps);
  deps.scope.defer(() => loudspeaker.close());
  board.speaker.onBlock((block) => loudspeaker.play(block));
}

function simulate(board: SimulatedBoard, clock: Clock, command: SimulateCommand): void {
  if (command.kind === 'simulatePress') return board.button.press(command.forMs);
  if (command.kind === 'simulateSwitch') return board.muteSwitch?.set(command.muted);
  const device = board[command.device];
  device.setPlugged(false);
  clock.after(command.forMs, () => device.setPlugged(true));
}
