// A broker inside this process, without sockets: the same messages, kept and handed on in order, each in a microtask of its own.
// Offline commands run the House and the demo house on it.
import type { Log } from '../kernel/log.ts';
import { isTopicFilter, isTopicName, matchesFilter, TopicRouter } from './topics.ts';
import type { HomeTransport, IncomingMessage, OutgoingMessage } from './transport.ts';

const LONGEST_QUEUE = 20_000;

export interface LocalLoopClientOptions {
  /** Published when the client leaves, as a broker does with a will. */
  readonly will?: OutgoingMessage;
}

export class LocalLoop {
  readonly #log: Log;
  readonly #clients = new Set<LocalClient>();
  readonly #retained = new Map<string, Buffer>();
  readonly #queue: Array<() => void> = [];
  #running = false;

  constructor(deps: { readonly log: Log }) {
    this.#log = deps.log;
  }

  connect(options: LocalLoopClientOptions = {}): HomeTransport {
    const client = new LocalClient(this, new TopicRouter(this.#log), options.will ?? null);
    this.#clients.add(client);
    return client;
  }

  /** Hands `message` to every client, and keeps it where it is retained; an empty retained one clears. */
  accept(message: OutgoingMessage): void {
    const payload = Buffer.from(message.payload);
    if (message.retain === true) {
      if (payload.length === 0) this.#retained.delete(message.topic);
      else this.#retained.set(message.topic, payload);
    }
    this.later(() => {
      for (const client of this.#clients) client.router.dispatch({ topic: message.topic, payload, retained: false });
    });
  }

  /** What was kept for `filter`, handed to one new listener. */
  replay(filter: string, router: TopicRouter, listener: (message: IncomingMessage) => void): void {
    this.later(() => {
      for (const [topic, payload] of [...this.#retained]) {
        if (matchesFilter(filter, topic)) router.hand(listener, { topic, payload, retained: true });
      }
    });
  }

  leave(client: LocalClient, will: OutgoingMessage | null): void {
    if (this.#clients.delete(client) && will !== null) this.accept(will);
  }

  /** Drops what is new when clients answer each other without end. */
  later(run: () => void): void {
    if (this.#queue.length >= LONGEST_QUEUE) return this.#log.warn({}, 'too many messages at once; one was dropped');
    this.#queue.push(run);
    if (this.#running) return;
    this.#running = true;
    queueMicrotask(() => this.#drain());
  }

  /** Resolves when every message, and what it caused, has arrived. */
  async idle(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0);
  }

  #drain(): void {
    try {
      for (let run = this.#queue.shift(); run !== undefined; run = this.#queue.shift()) run();
    } finally {
      this.#running = false;
    }
  }
}

class LocalClient implements HomeTransport {
  readonly router: TopicRouter;
  readonly #loop: LocalLoop;
  readonly #will: OutgoingMessage | null;
  #closed = false;

  constructor(loop: LocalLoop, router: TopicRouter, will: OutgoingMessage | null) {
    this.#loop = loop;
    this.router = router;
    this.#will = will;
  }

  get connected(): boolean {
    return !this.#closed;
  }

  publish(message: OutgoingMessage): void {
    if (!this.#closed && isTopicName(message.topic)) this.#loop.accept(message);
  }

  subscribe(filter: string, onMessage: (message: IncomingMessage) => void): () => void {
    if (!isTopicFilter(filter)) return () => {};
    let ended = false;
    const listener = (message: IncomingMessage): void => {
      if (!ended) onMessage(message);
    };
    this.#loop.replay(filter, this.router, listener);
    this.#loop.later(() => {
      if (!ended) this.router.add(filter, listener);
    });
    return () => {
      ended = true;
      this.router.remove(filter, listener);
    };
  }

  onConnection(): () => void {
    return () => {}; // it neither comes nor goes
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#loop.leave(this, this.#will);
    return Promise.resolve();
  }
}
