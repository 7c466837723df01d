// The link to a broker. It connects, comes back after every kind of loss by itself, and never makes a caller wait: what is
// published while the broker is away waits in a bounded outbox. MQTT 5 where the broker speaks it, else 3.1.1.
import type { IPublishPacket, MqttClient } from 'mqtt';
import { type Clock, sleep } from '../kernel/clock.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import { backoffMs } from '../kernel/retry.ts';
import { FilterRequests } from './filter-requests.ts';
import { type ConnectionEnd, runConnection } from './mqtt-connection.ts';
import { DEFAULT_MAX_PAYLOAD_BYTES, describeBroker, type MqttLinkOptions, parseBrokerUrl } from './mqtt-options.ts';
import { Outbox } from './outbox.ts';
import { isTopicFilter, isTopicName, TopicRouter } from './topics.ts';
import type { HomeTransport, IncomingMessage, OutgoingMessage } from './transport.ts';

export interface LinkEvents {
  connected: [protocol: 4 | 5];
  /** The connection was lost or could not be made: `mqtt.unreachable`, `mqtt.refused` or `config.invalid`. Told again only when the reason changes. */
  away: [error: LinnetError];
}

export interface LinkStatus {
  readonly connected: boolean;
  readonly broker: string;
  readonly protocol: 4 | 5 | null;
  /** Why there is no connection. */
  readonly error: LinnetError | null;
  readonly queued: number;
  /** Messages that never went out. */
  readonly dropped: number;
  /** Messages that came and were too large. */
  readonly oversized: number;
}

/** Messages given to the client and not confirmed yet. */
const IN_FLIGHT = 64;
const CLOSE_LIMIT_MS = 1000;

interface Connection {
  readonly client: MqttClient;
  readonly protocol: 4 | 5;
  readonly sent: Set<OutgoingMessage>;
}

/** Opens a link; it is trying to connect when this returns. Throws `config.invalid` for an address that is none. */
export function openMqttLink(options: MqttLinkOptions, deps: { readonly clock: Clock; readonly log: Log }): MqttLink {
  parseBrokerUrl(options.url);
  const link = new MqttLink(options, deps);
  link.start();
  return link;
}

export class MqttLink implements HomeTransport {
  readonly #options: MqttLinkOptions;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #events: Emitter<LinkEvents>;
  readonly #router: TopicRouter;
  readonly #outbox: Outbox;
  readonly #ending = new AbortController();
  readonly #filters: FilterRequests;
  #connection: Connection | null = null;
  #attempt: MqttClient | null = null;
  #error: LinnetError | null = null;
  #speaks: 4 | 5;
  #oversized = 0;
  #closing: Promise<void> | null = null;

  constructor(options: MqttLinkOptions, deps: { readonly clock: Clock; readonly log: Log }) {
    this.#options = options;
    this.#clock = deps.clock;
    this.#log = deps.log;
    this.#events = new Emitter((error, event, owner) =>
      deps.log.error({ error: error.message, event, owner }, 'a listener failed'),
    );
    this.#router = new TopicRouter(deps.log);
    this.#filters = new FilterRequests(() => this.#connection?.client ?? null, deps.log);
    this.#outbox = new Outbox(options.outboxCapacity ?? 500);
    this.#speaks = options.protocol === 4 ? 4 : 5;
  }

  get connected(): boolean {
    return this.#connection !== null;
  }

  get #maxPayload(): number {
    return this.#options.maxPayloadBytes ?? DEFAULT_MAX_PAYLOAD_BYTES;
  }

  status(): LinkStatus {
    return {
      connected: this.connected,
      broker: describeBroker(this.#options),
      protocol: this.#connection?.protocol ?? null,
      error: this.#error,
      queued: this.#outbox.size,
      dropped: this.#outbox.dropped,
      oversized: this.#oversized,
    };
  }

  on<Name extends keyof LinkEvents>(
    name: Name,
    listener: (...args: LinkEvents[Name]) => void,
    owner?: string,
  ): () => void {
    return this.#events.on(name, listener, owner);
  }

  onConnection(onChange: (connected: boolean) => void): () => void {
    let was = this.connected;
    const tell = (is: boolean): void => {
      if (is !== was) onChange(is);
      was = is;
    };
    const ends = [this.#events.on('connected', () => tell(true)), this.#events.on('away', () => tell(false))];
    return () => {
      for (const end of ends) end();
    };
  }

  start(): void {
    void this.#run();
  }

  publish(message: OutgoingMessage): void {
    if (!isTopicName(message.topic)) {
      this.#log.warn({ topic: message.topic.slice(0, 200) }, 'not published: no topic has this name');
      return;
    }
    if (this.#connection === null && message.whileAway === 'drop') return;
    this.#outbox.push(message);
    this.#send();
  }

  subscribe(filter: string, onMessage: (message: IncomingMessage) => void): () => void {
    if (!isTopicFilter(filter)) {
      this.#log.warn({ filter: filter.slice(0, 200) }, 'not subscribed: no filter looks like this');
      return () => {};
    }
    const listener = (message: IncomingMessage): void => onMessage(message);
    this.#router.add(filter, listener);
    this.#filters.askFor(filter); // also for a further listener
    return () => {
      if (this.#router.remove(filter, listener)) this.#filters.end(filter);
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const limit = this.#clock.monotonic() + CLOSE_LIMIT_MS;
    if (this.#connection !== null) await this.#drained(CLOSE_LIMIT_MS);
    this.#ending.abort(new LinnetError('operation.cancelled', 'The link was closed.'));
    const client = this.#connection?.client ?? this.#attempt;
    if (client !== null) await this.#ended(client, Math.max(100, limit - this.#clock.monotonic()));
  }

  /** Resolves when everything was confirmed, or after `limitMs`. */
  #drained(limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const limit = this.#clock.after(limitMs, resolve);
      const look = (): void => {
        const isEmpty = this.#outbox.size === 0 && (this.#connection?.sent.size ?? 0) === 0;
        if (!isEmpty) return void setImmediate(() => (this.#connection === null ? resolve() : look()));
        limit.cancel();
        resolve();
      };
      look();
    });
  }

  /** Says goodbye, so that the broker does not publish the will; cuts the connection where that takes too long. */
  #ended(client: MqttClient, limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const limit = this.#clock.after(limitMs, () => {
        client.end(true);
        resolve();
      });
      client.end(!client.connected, {}, () => {
        limit.cancel();
        resolve();
      });
    });
  }

  /** Connects, stays until the connection is lost, waits, and begins again. */
  async #run(): Promise<void> {
    for (let failures = 0; !this.#ending.signal.aborted; ) {
      const error = await this.#connectAndStay();
      if (this.#ending.signal.aborted) return;
      failures = error.steady ? 1 : failures + 1;
      this.#tellAway(error.reason);
      await sleep(this.#clock, this.#retryAfter(failures), this.#ending.signal).catch(() => {}); // closing ends the wait
    }
  }

  #retryAfter(failures: number): number {
    const { firstRetryMs = 1000, maxRetryMs = 60_000 } = this.#options;
    return backoffMs({ firstMs: firstRetryMs, maxMs: maxRetryMs }, failures);
  }

  #tellAway(error: LinnetError): void {
    const known = this.#error;
    this.#error = error;
    if (known !== null && known.message === error.message) return;
    this.#log.warn({ error: error.message }, 'no connection to the broker');
    this.#events.emit('away', error);
  }

  /** One try with the newest protocol, and one with the older where the broker did not understand. */
  async #connectAndStay(): Promise<ConnectionEnd> {
    const first = await this.#oneConnection(this.#speaks);
    const mayFallBack = (this.#options.protocol ?? 'auto') === 'auto' && this.#speaks === 5;
    if (!mayFallBack || !first.otherVersionMayHelp || this.#ending.signal.aborted) return first;
    return this.#oneConnection(4);
  }

  async #oneConnection(protocol: 4 | 5): Promise<ConnectionEnd> {
    const end = await runConnection(
      this.#options,
      protocol,
      {
        onAttempt: (client) => {
          this.#attempt = client;
        },
        onOpened: (client) => this.#opened({ client, protocol, sent: new Set() }),
        onMessage: (topic, payload, packet) => this.#receive(topic, payload, packet),
        onOversized: () => this.#oversized++,
        onEnded: () => this.#closed(),
      },
      { clock: this.#clock },
      this.#ending.signal,
    );
    this.#attempt = null;
    return end;
  }

  #opened(connection: Connection): void {
    this.#connection = connection;
    this.#speaks = connection.protocol;
    this.#error = null;
    this.#log.info({ broker: describeBroker(this.#options), protocol: connection.protocol }, 'connected to the broker');
    this.#filters.askForAll(this.#router.filters());
    this.#events.emit('connected', connection.protocol);
    this.#send();
  }

  #closed(): void {
    const connection = this.#connection;
    if (connection === null) return;
    this.#connection = null;
    this.#speaks = this.#options.protocol === 4 ? 4 : connection.protocol;
    this.#outbox.putBack([...connection.sent].filter((message) => message.qos === 1 && message.whileAway !== 'drop'));
    this.#outbox.forgetStale();
  }

  #send(): void {
    const connection = this.#connection;
    if (connection === null) return;
    while (connection.sent.size < IN_FLIGHT) {
      const message = this.#outbox.shift();
      if (message === undefined) return;
      this.#sendOne(connection, message);
    }
  }

  #sendOne(connection: Connection, message: OutgoingMessage): void {
    connection.sent.add(message);
    const payload = typeof message.payload === 'string' ? message.payload : Buffer.from(message.payload);
    connection.client.publish(
      message.topic,
      payload,
      { qos: message.qos ?? 0, retain: message.retain ?? false },
      (error) => {
        if (connection !== this.#connection) return; // this one is in the outbox again
        if (error)
          this.#log.warn({ topic: message.topic, error: toError(error).message }, 'the broker refused a message');
        connection.sent.delete(message);
        this.#send();
      },
    );
  }

  #receive(topic: string, payload: Buffer, packet: IPublishPacket): void {
    if (payload.length > this.#maxPayload) {
      this.#oversized++;
      return;
    }
    this.#router.dispatch({ topic, payload, retained: packet.retain });
  }
}
