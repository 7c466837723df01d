// The board's process: the only one that touches hardware. Its first argument is JSON (board-argument.ts), its control channel is
// Node's IPC, its sound goes over Unix sockets.
import { type MicrophoneServer, serveMicrophone, serveSpeech } from '../audio/data-plane.ts';
import { BOARD_PROTOCOL, type BoardEvent, boardCommandSchema } from '../hardware/board-channel.ts';
import type { Board } from '../hardware/ports.ts';
import { type ChildLink, openChildLink } from '../kernel/child-link.ts';
import { systemClock } from '../kernel/clock.ts';
import { createLog, type Log } from '../kernel/log.ts';
import { type BoardArgument, boardArgumentSchema } from './board-argument.ts';
import { type BoardRunner, createBoardRunner } from './board-runner.ts';
import { createSimulatedRoom, type SimulatedRoom } from './simulated-room.ts';

const argument = boardArgumentSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const log = createLog(argument.log).child({ component: 'board' });
let runner: BoardRunner | undefined;
const link = openChildLink<Parameters<BoardRunner['command']>[0], BoardEvent>(boardCommandSchema, (command) =>
  runner?.command(command),
);
await start(argument, link, log).catch(async (error: unknown) => {
  log.error({ err: error }, 'board cannot start');
  await link.end(1);
});

async function start(
  { sockets, ...rest }: BoardArgument,
  { send, scope }: ChildLink<BoardEvent>,
  log: Log,
): Promise<void> {
  const room = createSimulatedRoom(rest.simulated, { clock: systemClock, log, scope }, send);
  const { board } = room;
  const frames = await serveMicrophone(sockets.microphone);
  scope.defer(() => frames.close());
  runner = createBoardRunner({ chimes: rest.chimes }, runnerDeps(board, room, frames, log), send);
  scope.defer(() => runner?.close());
  const speech = await serveSpeech(sockets.speech, runner.speechSink, { log });
  scope.defer(() => speech.close());
  const roomSocket = await serveRoom(sockets.room, room);
  send({
    kind: 'hello',
    build: rest.build,
    protocol: BOARD_PROTOCOL,
    board: board.id,
    leds: board.ring?.count ?? 0,
    cancelsEcho: board.cancelsEcho,
    microphoneSocket: sockets.microphone,
    speechSocket: sockets.speech,
    roomSocket,
  });
  await runner.start();
}

function runnerDeps(board: Board, room: SimulatedRoom | null, frames: MicrophoneServer, log: Log) {
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
