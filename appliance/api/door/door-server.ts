import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { LinnetError, toError, unreachable } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { checkSocketPath } from '../../kernel/socket-path.ts';
import type { BoxActions, BoxStateSource } from '../actions.ts';
import { type DoorAnswer, type DoorRequest, doorRequestSchema, LONGEST_LINE } from './door-protocol.ts';

const MOST_CONNECTIONS = 16;

export interface DoorDeps {
  readonly actions: BoxActions;
  readonly state: BoxStateSource;
  /** Where music may be written: past the hub, as all sound. */
  readonly mediaSocket: string;
  /** Why nothing that is said can be heard now; null where it can. */
  readonly silence: () => string | null;
}

/**
 * Opens the door at `path`; the data folder's lock says that no other box uses it, so a socket left there is stale. Rejects with
 * `input.tooLarge` where the path is longer than a socket's may be.
 */
export async function openDoor(
  path: string,
  deps: DoorDeps & { readonly log: Log },
): Promise<{ close(): Promise<void> }> {
  checkSocketPath(path);
  rmSync(path, { force: true });
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => socket.destroy()); // a caller that went away is no news
    serve(socket, (request) => answer(request, deps), deps.log);
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of connections) socket.destroy();
      server.close(() => resolve());
    });
  return { close };
}

function serve(socket: Socket, run: (request: DoorRequest) => unknown, log: Log): void {
  let buffered = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    buffered += chunk;
    const lines = buffered.split('\n');
    buffered = lines.pop() ?? '';
    for (const line of lines) void respond(line, run, log).then((reply) => socket.write(`${JSON.stringify(reply)}\n`));
    if (buffered.length > LONGEST_LINE) socket.destroy();
  });
}

async function respond(line: string, run: (request: DoorRequest) => unknown, log: Log): Promise<DoorAnswer> {
  const parsed = doorRequestSchema.safeParse(readJson(line));
  if (!parsed.success) {
    return {
      id: null,
      ok: false,
      code: 'input.invalid',
      message: `Expected a request of the door's protocol: ${parsed.error.message}`,
    };
  }
  const { id } = parsed.data;
  try {
    return { id, ok: true, result: (await run(parsed.data)) ?? null };
  } catch (thrown) {
    const error = toError(thrown);
    if (!(error instanceof LinnetError)) log.error({ err: error, action: parsed.data.action }, 'action failed');
    return { id, ok: false, code: error instanceof LinnetError ? error.code : 'unforeseen', message: error.message };
  }
}

function answer(request: DoorRequest, { actions, state, mediaSocket, silence }: DoorDeps): unknown {
  switch (request.action) {
    case 'ask':
      return actions.ask(request.text, { kind: 'console', id: 'door', person: null });
    case 'announce':
      void actions.announce(request.text); // taken, which is all that is answered
      return tellSilence(silence());
    case 'talk':
      return actions.talk();
    case 'stop':
      return actions.stop();
    case 'mute':
      return actions.setMuted(request.muted);
    case 'volume':
      return actions.setVolume(request.plane, request.percent);
    case 'state':
      return state.read();
    case 'mediaSocket':
      return mediaSocket;
    case 'house':
      return actions.listHouse();
    case 'editHouse':
      return editing(actions)(request.edit);
    default:
      return unreachable(request);
  }
}

/** Whoever says something had better know that nobody hears it. */
function tellSilence(why: string | null): void {
  if (why !== null) throw new LinnetError('child.unavailable', `Nothing can be heard now. ${why}`);
}

function editing({ editHouse }: BoxActions): NonNullable<BoxActions['editHouse']> {
  if (editHouse !== undefined) return editHouse;
  throw new LinnetError('input.invalid', 'This house cannot be changed from here.');
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined; // the schema says what was expected
  }
}
