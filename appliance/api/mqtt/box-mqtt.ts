// The box on MQTT: what it is and does, out; commands, in. It calls the same actions as every other door.
import type { HomeTransport, OutgoingMessage } from '../../home/transport.ts';
import type { Clock, Timer } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { Scope } from '../../kernel/scope.ts';
import type { BoxActions, BoxSignal, BoxStateSource } from '../actions.ts';
import { BOX_TOPICS, type BoxAddress, type BoxTopicName, topicOf } from './box-topics.ts';
import { openCommandDesk } from './command-desk.ts';
import { type DeviceDescription, discoveryDocuments, discoveryFilters } from './discovery-documents.ts';
import { DiscoveryPublisher } from './discovery-publisher.ts';
import { boxEntities } from './entities.ts';
import { parseHomeAssistantVersion } from './home-assistant-version.ts';
import { type StatePayloads, statePayloads } from './state-payloads.ts';
import { TimerTimesBook } from './timer-times.ts';

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

/**
 * Changes within this are told as one: a turn makes several within a few milliseconds, and none of them should cost it anything. Short
 * enough that every phase that a person could see is told.
 */
const TOGETHER_MS = 20;

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
  const { qos, retained: retain } = BOX_TOPICS.availability;
  return { topic: topicOf(address, 'availability'), payload, qos, retain, whileAway: 'drop' };
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
  readonly #times = new TimerTimesBook();
  #homeAssistantVersion: string | null;
  #announced = '';
  #due: Timer | null = null;

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
    this.#scope.defer(() => this.#due?.cancel());
    this.#scope.defer(openCommandDesk(address, this.#deps));
    this.#discovery.start();
    this.#scope.defer(() => this.#discovery.close());
    this.#scope.defer(source.onChange(() => this.#publishSoon()));
    this.#scope.defer(source.onTurn(() => this.#publishSoon()));
    this.#scope.defer(source.onSignal?.((signal) => this.#signalled(signal)) ?? (() => {}));
    this.#scope.defer(transport.onConnection((connected) => connected && this.#publishAll()));
    this.#scope.defer(
      transport.subscribe(`${discoveryPrefix}/status`, ({ payload, retained }) => {
        if (!retained && payload.toString('utf8') === 'online') this.#publishAllSoon();
      }),
    );
    this.#scope.defer(
      // A broker may carry out the will of the connection before this one after this one has said "online".
      transport.subscribe(topicOf(address, 'availability'), ({ payload, retained }) => {
        if (!retained && payload.toString('utf8') === 'offline') this.#publishAllSoon();
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
    this.#publishChanged();
  }

  #publishAllSoon(): void {
    this.#published.clear();
    this.#publishSoon();
  }

  #publishSoon(): void {
    this.#due ??= this.#deps.clock.after(TOGETHER_MS, () => {
      this.#due = null;
      if (this.#deps.transport.connected) this.#publishChanged(); // else all of it is told when the connection is back
    });
  }

  #publishChanged(): void {
    if (this.#published.size === 0) this.#deps.transport.publish(availability(this.#options.address, 'online'));
    this.#publishStates();
    this.#announce();
  }

  #payloads(): StatePayloads {
    const { source, clock } = this.#deps;
    const state = source.read();
    const times = this.#times.read(state.timers, clock.wall());
    return statePayloads({
      state,
      times,
      words: source.readWords?.() ?? null,
      publishWords: this.#options.publishWords,
    });
  }

  #publishStates(): void {
    const payloads = this.#payloads();
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
    const entities = boxEntities(address, {
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
    this.#deps.transport.publish({ topic, payload, qos, retain, whileAway: 'drop' });
  }
}
