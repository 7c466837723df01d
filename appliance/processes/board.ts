// The board's process: the only one that touches hardware. Its first argument is JSON (board-argument.ts), its control channel is
// Node's IPC, its sound goes over Unix sockets.
import { type MicrophoneServer, serveMicrophone, serveSpeech } from '../audio/data-plane.ts';
import { BOARD_PROTOCOL, type BoardEvent, boardCommandSchema } from '../hardware/board-channel.ts';
import type { LedLayout } from '../hardware/boards.ts';
import { readThrottling } from '../hardware/machine-health.ts';
import type { Board } from '../hardware/ports.ts';
import { watchPower } from '../hardware/power-watch.ts';
import { type ChildLink, openChildLink } from '../kernel/child-link.ts';
import { systemClock } from '../kernel/clock.ts';
import { createLog, type Log } from '../kernel/log.ts';
import { type BoardArgument, boardArgumentSchema } from './board-argument.ts';
import { openChosenBoard } from './board-choice.ts';
import { type BoardRunner, type BoardRunnerDeps, type BoardRunnerOptions, createBoardRunner } from './board-runner.ts';
import { createSimulatedRoom, type SimulatedRoom } from './simulated-room.ts';

const argument = boardArgumentSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const log = createLog(argument.log).child({ component: 'board' });
let runner: BoardRunner | undefined;
const link = openChildLink<Parameters<BoardRunner['command']>[0], BoardEvent>(boardCommandSchema, (command) =>
  runner?.command(command),
);
await start(argument, link, log).catch(async (error: unknown) => {
  log.error({ err: error }, 'board cannot start');
  await link.fail(error);
});

async function start(argument: BoardArgument, link: ChildLink<BoardEvent>, log: Log): Promise<void> {
  const { send, scope } = link;
  const { sockets } = argument;
  const deps = { clock: systemClock, log, scope };
  const simulate = (): SimulatedRoom => createSimulatedRoom(argument.simulated, deps, send);
  const { board, room, layout } = await openChosenBoard(argument, { ...deps, simulate }, (found) => {
    log.info({ board: found.row.id }, 'a board was plugged in: starting again with it');
    void link.end(0);
  });
  const frames = await serveMicrophone(sockets.microphone);
  scope.defer(() => frames.close());
  runner = createBoardRunner(runnerOptions(argument, layout), runnerDeps(board, room, frames, log), send);
  scope.defer(() => runner?.close());
  const speech = await serveSpeech(sockets.speech, runner.speechSink, { log });
  scope.defer(() => speech.close());
  const media = await serveSpeech(sockets.media, runner.mediaSink, { log });
  scope.defer(() => media.close());
  const roomSocket = await serveRoom(sockets.room, room);
  send({
    kind: 'hello',
    build: argument.build,
    protocol: BOARD_PROTOCOL,
    board: board.id,
    leds: board.ring?.count ?? 0,
    cancelsEcho: runner.cancelsEcho,
    microphoneSocket: sockets.microphone,
    speechSocket: sockets.speech,
    roomSocket,
  });
  await runner.start();
  if (room === null) {
    const power = watchPower({ clock: systemClock, read: readThrottling }, (low) => runner?.showPower(low));
    scope.defer(() => power.close());
  }
}

function runnerOptions({ chimes, echo, direction }: BoardArgument, layout: LedLayout | null): BoardRunnerOptions {
  return {
    chimes,
    echo,
    zeroDegrees: (layout?.zeroDegrees ?? 0) + direction.offsetDegrees,
    reversed: direction.reversed,
    ...(layout === null ? {} : { microphoneLeds: layout.microphones }),
  };
}

function runnerDeps(board: Board, room: SimulatedRoom | null, frames: MicrophoneServer, log: Log): BoardRunnerDeps {
  return {
    board,
    clock: systemClock,
    log,
    onFrame: frames.publish,
    framesDropped: frames.dropped,
    ...(room === null ? {} : { simulate: room.simulate }),
  };
}

async function serveRoom(path: string | null, room: SimulatedRoom | null): Promise<string | null> {
  if (path === null || room === null) return null;
  const server = await serveSpeech(path, room.sink, { log });
  link.scope.defer(() => server.close());
  return path;
}
