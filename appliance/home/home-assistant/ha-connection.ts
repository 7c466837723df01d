// One connection to Home Assistant's WebSocket API: it signs in, numbers its requests, and ends when the socket ends.

import type * as WebSocketPackage from 'ws';
import type { RawData, WebSocket } from 'ws';
import type { z } from 'zod';
import type { Clock, Timer } from '../../kernel/clock.ts';
import { requirePackage } from '../../kernel/common-js.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';
import { networkReason, readPem } from '../network-reasons.ts';
import { apiUrl, HaRefusal, haUnreachable, tokenRefused } from './ha-address.ts';
import { probeHomeAssistant } from './ha-probe.ts';
import { type Incoming, incomingSchema } from './messages.ts';

const ws = requirePackage<typeof WebSocketPackage>('ws');

export interface HaConnectionOptions {
  /** "http://homeassistant.local:8123" or https. */
  readonly url: string;
  /** A long-lived access token. */
  readonly token: string;
  /** A file with the authority of its certificate (PEM), read at each connection. */
  readonly caFile?: string | null | undefined;
  /** How long signing in, and each request, may take. Default 10,000 ms. */
  readonly requestMs?: number | undefined;
}

/** Larger messages end the connection: the states of a thousand entities have about 1 MB. */
const MOST_MESSAGE_BYTES = 16_777_216;
const MOST_PENDING = 256;
const PING_MS = 30_000;

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: LinnetError) => void;
  readonly limit: Timer;
}

/**
 * Asks who answers, then signs in. Rejects with `homeAssistant.unreachable`, `homeAssistant.refused` where it does not take the
 * token, or the signal's reason; what was opened is closed then.
 */
export async function connectHomeAssistant(
  options: HaConnectionOptions,
  deps: { readonly clock: Clock },
  signal: AbortSignal,
): Promise<HaConnection> {
  const { url, token, requestMs } = options;
  const ca = await readPem(options.caFile, 'Home Assistant');
  const facts = await probeHomeAssistant({ url, token, ca, requestMs }, deps, signal);
  signal.throwIfAborted();
  const connection = new HaConnection(options, { ca, name: facts.name }, deps.clock);
  const onAbort = (): void => connection.close();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await connection.signedIn;
    signal.throwIfAborted();
    return connection;
  } catch (thrown) {
    connection.close();
    throw thrown;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

export class HaConnection {
  readonly signedIn: Promise<void>;
  /** What its owner calls the house. */
  readonly name: string;
  /** Resolves when the connection has ended, with the reason. */
  readonly ended: Promise<LinnetError>;
  readonly #options: HaConnectionOptions;
  readonly #clock: Clock;
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  readonly #signIn = deferred<void>();
  readonly #ending = deferred<LinnetError>();
  readonly #signInLimit: Timer;
  readonly #subscriptions = new Map<number, (event: unknown) => void>();
  #version = '';
  #nextId = 1;
  #reason: LinnetError | null = null;
  #ping: Timer | null = null;

  constructor(
    options: HaConnectionOptions,
    { ca, name }: { readonly ca: Buffer | undefined; readonly name: string },
    clock: Clock,
  ) {
    this.#options = options;
    this.name = name;
    this.#clock = clock;
    const url = apiUrl(options.url, 'websocket');
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#socket = new ws.WebSocket(url, {
      maxPayload: MOST_MESSAGE_BYTES,
      ...(ca === undefined ? {} : { ca }),
    });
    this.signedIn = this.#signIn.promise;
    this.signedIn.catch(() => {}); // whoever waits for it has the rejection; nobody has to wait
    this.ended = this.#ending.promise;
    this.#signInLimit = clock.after(options.requestMs ?? 10_000, () =>
      this.#end(this.#unreachable('it does not answer')),
    );
    this.#listen();
  }

  /** "2026.3.1"; empty before signing in. */
  get version(): string {
    return this.#version;
  }

  /** Rejects with a `HaRefusal` (`home.unavailable`) where Home Assistant says no, `operation.timeout`, or the reason why the connection ended. */
  async request<T>(schema: z.ZodType<T>, type: string, data: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const parsed = schema.safeParse(await this.#send(type, data));
    if (parsed.success) return parsed.data;
    throw new LinnetError(
      'homeAssistant.unreachable',
      `Home Assistant answered "${type}" with something else than it documents.`,
      { cause: parsed.error },
    );
  }

  /** Resolves when subscribed; `onEvent` is called until the connection ends. */
  async subscribe(
    type: string,
    data: Readonly<Record<string, unknown>>,
    onEvent: (event: unknown) => void,
  ): Promise<void> {
    const id = this.#nextId;
    this.#subscriptions.set(id, onEvent);
    try {
      await this.#send(type, data);
    } catch (thrown) {
      this.#subscriptions.delete(id);
      throw thrown;
    }
  }

  close(): void {
    this.#end(new LinnetError('operation.cancelled', 'The connection to Home Assistant was closed.'));
  }

  #send(type: string, data: Readonly<Record<string, unknown>>): Promise<unknown> {
    const id = this.#nextId++;
    if (this.#reason !== null) return Promise.reject(this.#reason);
    if (this.#pending.size >= MOST_PENDING) {
      return Promise.reject(new LinnetError('queue.full', 'Home Assistant has too many of our requests unanswered.'));
    }
    return new Promise((resolve, reject) => {
      const limit = this.#clock.after(this.#options.requestMs ?? 10_000, () => {
        this.#pending.delete(id);
        reject(new LinnetError('operation.timeout', `Home Assistant did not answer "${type}" in time.`));
      });
      this.#pending.set(id, { resolve, reject, limit });
      this.#socket.send(JSON.stringify({ id, type, ...data }));
    });
  }

  #listen(): void {
    this.#socket.on('message', (raw) => {
      const message = parseIncoming(raw);
      if (message !== null) this.#accept(message);
    });
    this.#socket.on('error', (error) => this.#end(this.#unreachable(networkReason(toError(error)))));
    this.#socket.on('close', () => this.#closed());
  }

  #closed(): void {
    this.#signInLimit.cancel();
    this.#ping?.cancel();
    const reason = this.#reason ?? this.#unreachable('it ended the connection');
    this.#reason = reason;
    for (const { reject, limit } of this.#pending.values()) {
      limit.cancel();
      reject(reason);
    }
    this.#pending.clear();
    this.#signIn.reject(reason);
    this.#ending.resolve(reason);
  }

  #accept(message: Incoming): void {
    switch (message.type) {
      case 'auth_required':
        this.#socket.send(JSON.stringify({ type: 'auth', access_token: this.#options.token }));
        return;
      case 'auth_ok':
        this.#version = message.ha_version;
        this.#signInLimit.cancel();
        this.#pingLater();
        this.#signIn.resolve();
        return;
      case 'auth_invalid':
        this.#end(tokenRefused());
        return;
      case 'event':
        this.#subscriptions.get(message.id)?.(message.event);
        return;
      default:
        this.#answered(message);
    }
  }

  #answered(message: Extract<Incoming, { type: 'result' | 'pong' }>): void {
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    this.#pending.delete(message.id);
    pending.limit.cancel();
    if (message.type === 'pong' || message.success) pending.resolve(message.type === 'pong' ? null : message.result);
    else {
      const { code = '', message: why = 'no reason given', translation_key: key } = message.error ?? {};
      pending.reject(new HaRefusal(String(code), why, key ?? undefined));
    }
  }

  /** A dead peer is noticed by a ping that is not answered. */
  #pingLater(): void {
    this.#ping = this.#clock.after(PING_MS, () => {
      this.#send('ping', {}).then(
        () => this.#pingLater(),
        () => this.#end(this.#unreachable('it does not answer any more')),
      );
    });
  }

  #unreachable(reason: string): LinnetError {
    return haUnreachable(this.#options.url, reason);
  }

  #end(reason: LinnetError): void {
    this.#reason ??= reason;
    this.#socket.terminate();
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: LinnetError) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve: Deferred<T>['resolve'] = () => {};
  let reject: Deferred<T>['reject'] = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

function parseIncoming(raw: RawData): Incoming | null {
  try {
    const parsed = incomingSchema.safeParse(JSON.parse((raw as Buffer).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // what is no JSON is nothing to us
  }
}
