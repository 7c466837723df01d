// What waits for the broker: in order, bounded, the oldest dropped and counted. A retained message takes the place of an older
// one of its topic, so hours without a broker leave one state a topic and not all of them.
import type { OutgoingMessage } from './transport.ts';

export class Outbox {
  readonly #capacity: number;
  #items: OutgoingMessage[] = [];
  #dropped = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#items.length;
  }

  /** Messages that were never sent, since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  push(message: OutgoingMessage): void {
    const older = message.retain === true ? this.#items.findIndex((item) => isSameState(item, message)) : -1;
    if (older >= 0) this.#items.splice(older, 1);
    this.#items.push(message);
    this.#trim();
  }

  shift(): OutgoingMessage | undefined {
    return this.#items.shift();
  }

  /** Puts back what was sent without being confirmed, before everything else, except what a newer state replaced. */
  putBack(messages: readonly OutgoingMessage[]): void {
    const wanted = messages.filter((message) => !this.#items.some((item) => isSameState(item, message)));
    this.#items = [...wanted, ...this.#items];
    this.#trim();
  }

  /** Forgets what is stale once the connection was lost. */
  forgetStale(): void {
    this.#items = this.#items.filter((item) => item.whileAway !== 'drop');
  }

  #trim(): void {
    const excess = this.#items.length - this.#capacity;
    if (excess <= 0) return;
    this.#items.splice(0, excess);
    this.#dropped += excess;
  }
}

function isSameState(left: OutgoingMessage, right: OutgoingMessage): boolean {
  return left.retain === true && right.retain === true && left.topic === right.topic;
}
