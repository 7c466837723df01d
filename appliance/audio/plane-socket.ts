// Unix sockets of the data plane: a server that leaves nothing behind, and a client that may come back by itself.
import { chmod, rm } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import type { Clock, Timer } from '../kernel/clock.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import { checkSocketPath } from '../kernel/socket-path.ts';

export interface PlaneServer {
  /** Idempotent: ends every connection and removes the socket's file. */
  close(): Promise<void>;
}

/** Listens on `path` (mode 0600). A file left there by a process that was killed is replaced: the data root is locked. */
export async function listenOn(path: string, onConnection: (socket: Socket) => void): Promise<PlaneServer> {
  checkSocketPath(path);
  await rm(path, { force: true });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy()); // a peer that was killed; 'close' follows and is handled there
    onConnection(socket);
  });
  await started(server, path);
  await chmod(path, 0o600);
  let closing: Promise<void> | undefined;
  return {
    close() {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
      return closing;
    },
  };
}

function started(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new LinnetError('child.unavailable', `The socket "${path}" cannot be opened: ${cause.message}.`, { cause }),
      );
    });
    server.listen(path, resolve);
  });
}

export interface Reconnect {
  readonly clock: Clock;
  /** The wait between two attempts. */
  readonly retryMs: number;
}

export interface PlaneClientHandlers {
  onConnected(socket: Socket): void;
  onBytes(bytes: Buffer): void;
  /** Also for an attempt that failed. */
  onDisconnected(error: Error): void;
}

/** Keeps a connection to `path`: once, or again and again where `reconnect` says so. */
export class PlaneClient {
  readonly #path: string;
  readonly #handlers: PlaneClientHandlers;
  readonly #reconnect: Reconnect | null;
  #socket: Socket | null = null;
  #retry: Timer | null = null;
  #closed = false;

  constructor(path: string, handlers: PlaneClientHandlers, reconnect: Reconnect | null) {
    checkSocketPath(path);
    this.#path = path;
    this.#handlers = handlers;
    this.#reconnect = reconnect;
  }

  start(): void {
    this.#connect();
  }

  /** Whether bytes can be written now; before the connection stands they wait in the socket. */
  get usable(): boolean {
    return this.#socket !== null && !this.#socket.destroyed;
  }

  write(bytes: Uint8Array): void {
    this.#socket?.write(bytes);
  }

  close(): void {
    this.#closed = true;
    this.#retry?.cancel();
    this.#socket?.destroy();
  }

  #connect(): void {
    const socket = createConnection(this.#path);
    this.#socket = socket;
    let failure: Error | undefined;
    socket.once('connect', () => this.#handlers.onConnected(socket));
    socket.on('data', (bytes: Buffer) => this.#take(socket, bytes));
    socket.on('error', (error) => {
      failure = error;
    });
    socket.once('close', () => this.#lost(failure));
  }

  #take(socket: Socket, bytes: Buffer): void {
    try {
      this.#handlers.onBytes(bytes);
    } catch (thrown) {
      socket.destroy(toError(thrown));
    }
  }

  #lost(cause: Error | undefined): void {
    this.#socket = null;
    if (this.#closed) return;
    const reconnect = this.#reconnect;
    if (reconnect !== null) this.#retry = reconnect.clock.after(reconnect.retryMs, () => this.#connect());
    const why = cause?.message ?? 'the other end closed it';
    this.#handlers.onDisconnected(
      new LinnetError('child.unavailable', `The connection to "${this.#path}" ended: ${why}.`, { cause }),
    );
  }
}
