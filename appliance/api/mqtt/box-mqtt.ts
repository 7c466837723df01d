// The box on MQTT: what it is and does, out; commands, in. It calls the same actions as every other door.
import type { HomeTransport, OutgoingMessage } from '../../home/transport.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { Scope } from '../../kernel/scope.ts';
import type { BoxActions, BoxSignal, BoxStateSource } from '../actions.ts';
import { BOX_TOPICS, type BoxAddress, type BoxTopicName, topicOf } from './box-topics.ts';
import { openCommandDesk } from './command-desk.ts';
import { type DeviceDescription, discoveryDocuments, discoveryFilters } from './discovery-documents.ts';
import { DiscoveryPublisher } from './discovery-publisher.ts';
import { boxEntities, parseHomeAssistantVersion } from './entities.ts';
import { statePayloads } from './state-payloads.ts';

export interface BoxMqttOptions extends DeviceDescription {
  /** Where Home Assistant discovery lives, such as "homeassistant". */
  readonly discoveryPrefix: string;
  /** Whether the words of a turn, and the names of timers, are published. */
  readonly publishWords: boolean;
  /**
   * The version of the Home Assistant that reads this, as its API told or the owner configured; null where nobody knows. From
   * 2024.5 on it gets a `notify` entity, from 2024.11 on one document for the whole device.
   */
  readonly homeAssistantVersion: string | null;
  /** How long what the broker keeps of us is read before anything is announced. Default 5,000 ms. */
  readonly readMs?: number | undefined;
  /** Between clearing an entity and announcing another. Default 2,000 ms. */
  readonly recreateMs?: number | undefined;
}

export interface BoxMqttDeps {
  readonly transport: HomeTransport;
  readonly clock: Clock;
  readonly log: Log;
  readonly actions: BoxActions;
  readonly source: BoxStateSource;
}

export interface BoxMqtt {
  /** A Home Assistant of this version reads us, as its own API said. */
  setHomeAssistantVersion(version: string | null): void;
  /** Says that the box is offline and stops listening. Idempotent; the transport stays open. */
  close(): Promise<void>;
}

/** What the link must be opened with, so that the broker says "offline" when the box vanishes. */
export function boxWill(address: BoxAddress): OutgoingMessage {
  return availability(address, 'offline');
}

function availability(address: BoxAddress, payload: 'online' | 'offline'): OutgoingMessage {
  return { topic: topicOf(address, 'availability'), payload, qos: BOX_TOPICS.availability.qos, retain: true };
}

/** Publishes at once and goes on until closed. */
export function publishBox(options: BoxMqttOptions, deps: BoxMqttDeps): BoxMqtt {
  const box = new PublishedBox(options, deps);
  box.start();
  return box;
}

class PublishedBox implements BoxMqtt {
  readonly #options: BoxMqttOptions;
  readonly #deps: BoxMqttDeps;
  readonly #scope = new Scope();
  readonly #discovery: DiscoveryPublisher;
  /** Topic ▸ what was published there last. */
  readonly #published = new Map<BoxTopicName, string>();
  #homeAssistantVersion: string | null;
  #announced = '';

  constructor(options: BoxMqttOptions, deps: BoxMqttDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#homeAssistantVersion = options.homeAssistantVersion;
    const { readMs, recreateMs, discoveryPrefix, address } = options;
    this.#discovery = new DiscoveryPublisher(
      { filters: discoveryFilters(discoveryPrefix, address), readMs, recreateMs },
      deps,
    );
  }

  start(): void {
    const { transport, source } = this.#deps;
    const { address, discoveryPrefix } = this.#options;
    this.#scope.defer(() => transport.publish(availability(address, 'offline')));
    this.#scope.defer(openCommandDesk(address, this.#deps));
    this.#announce();
    this.#discovery.start();
    this.#scope.defer(() => this.#discovery.close());
    this.#scope.defer(source.onChange(() => this.#stateChanged()));
    this.#scope.defer(source.onTurn(() => this.#stateChanged()));
    this.#scope.defer(source.onSignal?.((signal) => this.#signalled(signal)) ?? (() => {}));
    this.#scope.defer(transport.onConnection((connected) => connected && this.#publishAll()));
    this.#scope.defer(
      transport.subscribe(`${discoveryPrefix}/status`, ({ payload, retained }) => {
        if (!retained && payload.toString('utf8') === 'online') this.#publishAll();
      }),
    );
    this.#publishAll();
  }

  setHomeAssistantVersion(version: string | null): void {
    this.#homeAssistantVersion = version;
    this.#announce();
  }

  close(): Promise<void> {
    return this.#scope.close();
  }

  /** Availability first, then every state: after a connection, and when Home Assistant has started. */
  #publishAll(): void {
    this.#published.clear();
    this.#deps.transport.publish(availability(this.#options.address, 'online'));
    this.#publishStates();
  }

  #stateChanged(): void {
    this.#publishStates();
    this.#announce();
  }

  #publishStates(): void {
    const payloads = statePayloads(this.#deps.source.read(), this.#options, this.#deps.clock.wall());
    for (const [name, payload] of Object.entries(payloads) as [BoxTopicName, string][]) {
      if (this.#published.get(name) === payload) continue;
      this.#published.set(name, payload);
      this.#publish(name, payload);
    }
  }

  /** What the box can do may change with its state: a ring that is found, an update that is looked for. */
  #announce(): void {
    const { address, publishWords, discoveryPrefix } = this.#options;
    const { actions, source } = this.#deps;
    const homeAssistant = parseHomeAssistantVersion(this.#homeAssistantVersion);
    const entities = boxEntities({
      address,
      actions,
      state: source.read(),
      hasSignals: source.onSignal !== undefined,
      publishWords,
      homeAssistant,
    });
    const shape = `${this.#homeAssistantVersion} ${entities.map(({ objectId }) => objectId).join(' ')}`;
    if (shape === this.#announced) return;
    this.#announced = shape;
    this.#discovery.publish(discoveryDocuments(entities, this.#options, { prefix: discoveryPrefix, homeAssistant }));
  }

  #signalled(signal: BoxSignal): void {
    if (signal.kind === 'button') this.#publish('button', signal.press);
    else this.#publish('event', JSON.stringify({ event_type: 'wake', word: signal.word, score: signal.score }));
  }

  #publish(name: BoxTopicName, payload: string): void {
    const { retained: retain, qos } = BOX_TOPICS[name];
    const topic = topicOf(this.#options.address, name);
    this.#deps.transport.publish({ topic, payload, qos, retain, whileAway: retain ? 'keep' : 'drop' });
  }
}
