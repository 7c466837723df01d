// Topic names and filters (MQTT 3.1.1 §4.7), and who listens to what.
import { toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { IncomingMessage } from './transport.ts';

/** §1.5.3: a topic is at most 65,535 bytes; deeper than this no broker of ours takes. */
const LONGEST_TOPIC = 1024;
const DEEPEST_TOPIC = 32;

/** Whether `topic` may be published to. */
export function isTopicName(topic: string): boolean {
  return isShaped(topic) && !/[+#]/.test(topic);
}

/** Whether `filter` may be subscribed to. */
export function isTopicFilter(filter: string): boolean {
  if (!isShaped(filter)) return false;
  const levels = filter.split('/');
  return levels.every((level, index) => {
    if (level === '#') return index === levels.length - 1;
    return level === '+' || !/[+#]/.test(level);
  });
}

function isShaped(topic: string): boolean {
  if (topic === '' || topic.length > LONGEST_TOPIC || topic.includes('\u0000')) return false;
  return topic.split('/').length <= DEEPEST_TOPIC;
}

/** Whether `topic` fits `filter`. Topics that begin with "$" are matched by no wildcard at the start (§4.7.2). */
export function matchesFilter(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && /^[+#]/.test(filter)) return false;
  const wanted = filter.split('/');
  const given = topic.split('/');
  for (const [index, level] of wanted.entries()) {
    if (level === '#') return true;
    if (index >= given.length || (level !== '+' && level !== given[index])) return false;
  }
  return wanted.length === given.length;
}

type Listener = (message: IncomingMessage) => void;

/** Hands messages to those who asked for them. A listener that throws is logged and harms nobody. */
export class TopicRouter {
  readonly #exact = new Map<string, Set<Listener>>();
  readonly #wild = new Map<string, Set<Listener>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Every filter somebody listens to. */
  filters(): string[] {
    return [...this.#exact.keys(), ...this.#wild.keys()];
  }

  /** Returns whether this is the filter's first listener. */
  add(filter: string, listener: Listener): boolean {
    const table = this.#tableOf(filter);
    const listeners = table.get(filter);
    if (listeners === undefined) table.set(filter, new Set([listener]));
    else listeners.add(listener);
    return listeners === undefined;
  }

  /** Returns whether nobody listens to the filter any more. */
  remove(filter: string, listener: Listener): boolean {
    const table = this.#tableOf(filter);
    const listeners = table.get(filter);
    if (listeners === undefined || !listeners.delete(listener) || listeners.size > 0) return false;
    table.delete(filter);
    return true;
  }

  dispatch(message: IncomingMessage): void {
    for (const listener of [...(this.#exact.get(message.topic) ?? [])]) this.hand(listener, message);
    for (const [filter, listeners] of [...this.#wild]) {
      if (matchesFilter(filter, message.topic)) for (const listener of [...listeners]) this.hand(listener, message);
    }
  }

  #tableOf(filter: string): Map<string, Set<Listener>> {
    return /[+#]/.test(filter) ? this.#wild : this.#exact;
  }

  /** Calls one listener, guarded. */
  hand(listener: Listener, message: IncomingMessage): void {
    try {
      listener(message);
    } catch (thrown) {
      this.#log.error({ topic: message.topic, error: toError(thrown).message }, 'a listener to a topic failed');
    }
  }
}
