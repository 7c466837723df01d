// What the broker is asked to send: filters that come one after another in the same moment are asked for in one packet.
import type { MqttClient } from 'mqtt';
import type { Log } from '../kernel/log.ts';

const FILTERS_A_PACKET = 100;

export class FilterRequests {
  readonly #client: () => MqttClient | null;
  readonly #log: Log;
  readonly #waiting = new Set<string>();

  /** `client` is the one that is connected now. */
  constructor(client: () => MqttClient | null, log: Log) {
    this.#client = client;
    this.#log = log;
  }

  /** Also for a filter that is known: asking again brings the retained messages. */
  askFor(filter: string): void {
    this.#waiting.add(filter);
    if (this.#waiting.size > 1) return;
    setImmediate(() => {
      const filters = [...this.#waiting];
      this.#waiting.clear();
      this.#request(filters);
    });
  }

  end(filter: string): void {
    this.#waiting.delete(filter);
    this.#client()?.unsubscribe(filter, () => {});
  }

  /** For a new connection, which knows none of them. */
  askForAll(filters: readonly string[]): void {
    this.#waiting.clear();
    this.#request(filters);
  }

  /** At QoS 0: an oversized message that is skipped then needs no answer, and TCP already delivers in order. */
  #request(filters: readonly string[]): void {
    const client = this.#client();
    if (client === null) return;
    for (let first = 0; first < filters.length; first += FILTERS_A_PACKET) {
      client.subscribe(filters.slice(first, first + FILTERS_A_PACKET), { qos: 0 }, (error, granted) => {
        const refused = (granted ?? []).filter(({ qos }) => qos >= 128).map(({ topic }) => topic);
        if (error !== null && client === this.#client()) refused.push(error.message);
        if (refused.length > 0) this.#log.warn({ refused }, 'the broker refused a subscription');
      });
    }
  }
}
