// A server that speaks Home Assistant's WebSocket messages and answers GET /api/config, for the cases that a real one will not produce on demand.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { type WebSocket, WebSocketServer } from 'ws';

type Message = Record<string, unknown> & { id: number; type: string };

export interface ScriptedEntity {
  readonly s: string;
  readonly a: Record<string, unknown>;
}

export class ScriptedHomeAssistant {
  version = '2026.3.1';
  token = 'good';
  /** Whether the token is an administrator's. */
  isAdministrator = true;
  areas: object[] = [
    { area_id: 'kitchen', name: 'Kitchen', aliases: ['galley'], floor_id: 'ground' },
    { area_id: 'bedroom', name: 'Bedroom', aliases: [], floor_id: null },
  ];
  floors: object[] | null = [{ floor_id: 'ground', name: 'Ground Floor', aliases: [], level: 0 }];
  devices: object[] = [];
  entries: Array<Record<string, unknown>> = [];
  exposed: Record<string, Record<string, boolean>> | null = null;
  states: Record<string, ScriptedEntity> = {};
  lists: Record<string, object[]> = {};
  /** What `search_media` of each player finds. */
  media: Record<string, object[]> = {};
  readonly calls: Array<Record<string, unknown>> = [];
  /** What a service does; its return value, if any, is the error. Undefined: nothing ever happens. */
  onCall: (call: Record<string, unknown>) => { code: string; message: string } | 'silent' | undefined = () => undefined;
  /** Takes the place of every answer, to misbehave. */
  onMessage: ((socket: WebSocket, message: Message) => boolean) | null = null;
  /** Takes the place of the answer to GET /api/config, to misbehave. */
  onRequest: ((request: IncomingMessage, response: ServerResponse) => void) | null = null;
  connections = 0;
  requests = 0;
  readonly #sockets = new Set<WebSocket>();
  readonly #entitySubscriptions = new Map<WebSocket, number>();
  readonly #eventSubscriptions: Array<{ socket: WebSocket; id: number; event: string }> = [];
  readonly #tls: TlsOptions | null;
  #http: Server | null = null;
  #port = 0;

  constructor(tls: TlsOptions | null = null) {
    this.#tls = tls;
  }

  get url(): string {
    return `${this.#tls === null ? 'http' : 'https'}://127.0.0.1:${this.#port}`;
  }

  /** Adds an entity with a registry entry, shown to voice assistants. */
  add(id: string, state: string, attributes: Record<string, unknown> = {}, entry: Record<string, unknown> = {}): this {
    this.states[id] = { s: state, a: { friendly_name: id.split('.')[1]?.replaceAll('_', ' '), ...attributes } };
    this.entries.push({
      entity_id: id,
      unique_id: `uid_${id}`,
      platform: 'test',
      area_id: null,
      device_id: null,
      aliases: [],
      ...entry,
    });
    this.exposed = { ...this.exposed, [id]: { conversation: true } };
    return this;
  }

  async start(): Promise<void> {
    const onRequest = (request: IncomingMessage, response: ServerResponse): void => this.#asked(request, response);
    this.#http = this.#tls === null ? createServer(onRequest) : createTlsServer(this.#tls, onRequest);
    const server = new WebSocketServer({ server: this.#http, path: '/api/websocket' });
    server.on('connection', (socket) => this.#connected(socket));
    this.#http.listen(this.#port, '127.0.0.1');
    await once(this.#http, 'listening');
    this.#port = (this.#http.address() as AddressInfo).port;
  }

  /** Cuts every connection and stops listening; `start` takes the same port again. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    this.#http?.closeAllConnections();
    await new Promise((resolve) => this.#http?.close(resolve));
  }

  /** Changes a state, and tells everybody who follows. */
  become(id: string, state: string, attributes: Record<string, unknown> = {}): void {
    const before = this.states[id];
    this.states[id] = { s: state, a: { ...before?.a, ...attributes } };
    this.sendEntities({ c: { [id]: { '+': { s: state, a: attributes, lc: 1000 } } } });
  }

  sendEntities(event: object): void {
    for (const [socket, id] of this.#entitySubscriptions) socket.send(JSON.stringify({ id, type: 'event', event }));
  }

  fire(event: string): void {
    for (const { socket, id, event: wanted } of this.#eventSubscriptions) {
      if (wanted === event) socket.send(JSON.stringify({ id, type: 'event', event: { event_type: event, data: {} } }));
    }
  }

  #asked(request: IncomingMessage, response: ServerResponse): void {
    this.requests++;
    if (this.onRequest !== null) return this.onRequest(request, response);
    const isSignedIn = request.headers.authorization === `Bearer ${this.token}`;
    if (request.url !== '/api/config') return void response.writeHead(404).end('404: Not Found');
    if (!isSignedIn) return void response.writeHead(401).end('401: Unauthorized');
    response.end(JSON.stringify({ version: this.version, location_name: 'Test House', state: 'RUNNING' }));
  }

  #connected(socket: WebSocket): void {
    this.connections++;
    this.#sockets.add(socket);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#entitySubscriptions.delete(socket);
    });
    socket.on('error', () => {});
    socket.on('message', (raw) => this.#accept(socket, JSON.parse((raw as Buffer).toString()) as Message));
    socket.send(JSON.stringify({ type: 'auth_required', ha_version: this.version }));
  }

  #accept(socket: WebSocket, message: Message): void {
    if (this.onMessage?.(socket, message) === true) return;
    if (message.type === 'auth') {
      const ok = message.access_token === this.token;
      socket.send(
        JSON.stringify(
          ok
            ? { type: 'auth_ok', ha_version: this.version }
            : { type: 'auth_invalid', message: 'Invalid access token or password' },
        ),
      );
      return;
    }
    if (message.type === 'ping') return socket.send(JSON.stringify({ id: message.id, type: 'pong' }));
    const answer = this.#answer(socket, message);
    if (answer !== 'silent') socket.send(JSON.stringify({ id: message.id, type: 'result', ...answer }));
    if (message.type === 'subscribe_entities') {
      this.#entitySubscriptions.set(socket, message.id);
      socket.send(JSON.stringify({ id: message.id, type: 'event', event: { a: this.states } }));
    }
  }

  /** A search is answered only where the answer was asked for, as Home Assistant does. */
  #found({ service, target }: Message): object {
    const { entity_id: id } = target as { entity_id: string };
    return { response: service === 'search_media' ? { [id]: { result: this.media[id] ?? [] } } : null };
  }

  #answer(socket: WebSocket, message: Message): object | 'silent' {
    const result = (value: unknown): object => ({ success: true, result: value });
    const unknown = { success: false, error: { code: 'unknown_command', message: 'Unknown command.' } };
    switch (message.type) {
      case 'config/area_registry/list':
        return result(this.areas);
      case 'config/floor_registry/list':
        return this.floors === null ? unknown : result(this.floors);
      case 'config/device_registry/list':
        return result(this.devices);
      case 'config/entity_registry/list':
        return result(this.entries.map(({ aliases: _aliases, ...entry }) => entry));
      case 'config/entity_registry/get_entries':
        return result(
          Object.fromEntries(
            (message.entity_ids as string[]).map((id) => [
              id,
              this.entries.find(({ entity_id }) => entity_id === id) ?? null,
            ]),
          ),
        );
      case 'homeassistant/expose_entity/list':
        if (!this.isAdministrator) return { success: false, error: { code: 'unauthorized', message: 'Unauthorized' } };
        return this.exposed === null ? unknown : result({ exposed_entities: this.exposed });
      case 'subscribe_entities':
        return result(null);
      case 'subscribe_events':
        this.#eventSubscriptions.push({ socket, id: message.id, event: message.event_type as string });
        return result(null);
      case 'todo/item/list':
        return message.entity_id !== undefined && Object.hasOwn(this.lists, message.entity_id as string)
          ? result({ items: this.lists[message.entity_id as string] })
          : unknown;
      case 'call_service': {
        this.calls.push(message);
        const error = this.onCall(message);
        if (error === 'silent') return 'silent';
        if (error !== undefined) return { success: false, error };
        return result({ context: {}, ...(message.return_response === true ? this.#found(message) : {}) });
      }
      default:
        return unknown;
    }
  }
}
