// A bounded queue between a producer and one consumer. What happens when it is full is named, never accidental.
import { LinnetError } from './errors.ts';

/** `wait`: send() resolves when there is room. `dropOldest`: the oldest item goes and is counted. `latest`: only the newest is kept. */
export type OverflowPolicy = 'wait' | 'dropOldest' | 'latest';

export interface ChannelOptions {
  readonly capacity: number;
  readonly overflow: OverflowPolicy;
}

export class Channel<T> implements AsyncIterable<T> {
  readonly #capacity: number;
  readonly #overflow: OverflowPolicy;
  readonly #items: T[] = [];
  readonly #senders: Array<{ readonly item: T; readonly sent: () => void; readonly failed: (error: Error) => void }> =
    [];
  readonly #receivers: Array<(result: IteratorResult<T, undefined>) => void> = [];
  #closed = false;
  #dropped = 0;

  constructor(options: ChannelOptions) {
    if (!Number.isInteger(options.capacity) || options.capacity < 1) {
      throw new LinnetError('input.invalid', `A channel holds one item or more; capacity ${options.capacity} came.`);
    }
    this.#capacity = options.overflow === 'latest' ? 1 : options.capacity;
    this.#overflow = options.overflow;
  }

  get size(): number {
    return this.#items.length;
  }

  /** Items lost to `dropOldest` or `latest` since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Rejects with `queue.closed` once closed. */
  send(item: T): Promise<void> {
    if (this.#closed) return Promise.reject(new LinnetError('queue.closed', 'The queue was closed before this item.'));
    const receiver = this.#receivers.shift();
    if (receiver !== undefined) {
      receiver({ done: false, value: item });
      return Promise.resolve();
    }
    if (this.#items.length >= this.#capacity) {
      if (this.#overflow === 'wait') {
        return new Promise((sent, failed) => this.#senders.push({ item, sent, failed }));
      }
      this.#items.shift();
      this.#dropped++;
    }
    this.#items.push(item);
    return Promise.resolve();
  }

  /** The next item; `done` after the last item of a closed channel. */
  receive(): Promise<IteratorResult<T, undefined>> {
    if (this.#items.length > 0) {
      const value = this.#items.shift() as T;
      const sender = this.#senders.shift();
      if (sender !== undefined) {
        this.#items.push(sender.item);
        sender.sent();
      }
      return Promise.resolve({ done: false, value });
    }
    if (this.#closed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.#receivers.push(resolve));
  }

  /** Idempotent. Items already accepted can still be received; senders that wait are refused. */
  close(): void {
    this.#closed = true;
    for (const sender of this.#senders.splice(0)) {
      sender.failed(new LinnetError('queue.closed', 'The queue was closed while this item waited.'));
    }
    for (const receiver of this.#receivers.splice(0)) receiver({ done: true, value: undefined });
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    for (;;) {
      const next = await this.receive();
      if (next.done) return undefined;
      yield next.value;
    }
  }
}
