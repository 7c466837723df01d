// The topics that entities live by: one subscription a topic, however many entities read it.
import { Payload } from './discovery/component.ts';
import type { MqttEntity } from './mqtt-entity.ts';
import type { HomeTransport, IncomingMessage } from './transport.ts';

interface FollowedTopic {
  readonly entities: Set<MqttEntity>;
  /** What the topic said last, for an entity that is announced after it did. */
  last: string | null;
  /** Of `last`, among those of all topics: what a device said on one topic may contradict what it had said on another. */
  arrival: number;
  end: () => void;
}

const LONGEST_REMEMBERED = 8192;

export class FollowedTopics {
  readonly #transport: HomeTransport;
  readonly #onMessage: (entity: MqttEntity, topic: string, payload: Payload) => void;
  readonly #topics = new Map<string, FollowedTopic>();
  #arrivals = 0;

  constructor(transport: HomeTransport, onMessage: (entity: MqttEntity, topic: string, payload: Payload) => void) {
    this.#transport = transport;
    this.#onMessage = onMessage;
  }

  /** Tells `entity` what those of its topics that it has not heard said last, in the order in which they said it. */
  follow(entity: MqttEntity): void {
    const { unheard } = entity;
    const known = [...entity.topics].flatMap((topic) => {
      const followed = this.#follow(topic, entity);
      return followed.last !== null && unheard.has(topic)
        ? [{ topic, last: followed.last, arrival: followed.arrival }]
        : [];
    });
    for (const { topic, last } of known.sort((a, b) => a.arrival - b.arrival))
      this.#onMessage(entity, topic, new Payload(last));
  }

  leave(entity: MqttEntity): void {
    for (const topic of entity.topics) {
      const followed = this.#topics.get(topic);
      if (followed === undefined || !followed.entities.delete(entity) || followed.entities.size > 0) continue;
      followed.end();
      this.#topics.delete(topic);
    }
  }

  close(): void {
    for (const { end } of this.#topics.values()) end();
    this.#topics.clear();
  }

  #follow(topic: string, entity: MqttEntity): FollowedTopic {
    const known = this.#topics.get(topic);
    if (known !== undefined) {
      known.entities.add(entity);
      return known;
    }
    const followed: FollowedTopic = { entities: new Set([entity]), last: null, arrival: 0, end: () => {} };
    this.#topics.set(topic, followed);
    followed.end = this.#transport.subscribe(topic, (message) => this.#heard(topic, followed, message));
    return followed;
  }

  #heard(topic: string, followed: FollowedTopic, message: IncomingMessage): void {
    const text = message.payload.toString('utf8');
    followed.last = text.length <= LONGEST_REMEMBERED ? text : null;
    followed.arrival = ++this.#arrivals;
    const payload = new Payload(text);
    for (const entity of [...followed.entities]) this.#onMessage(entity, topic, payload);
  }
}
