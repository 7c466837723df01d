// The House made of what devices announce over MQTT by Home Assistant's discovery (zigbee2mqtt, Tasmota, ESPHome, Shelly, Theengs).
// Everything that comes in was written by whoever can publish to the broker: it is bounded, checked, and never stops this.
import { createHash } from 'node:crypto';
import type { Clock, Timer } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import { refusedOutcome, runCommand } from './command-runner.ts';
import { type Announced, entityId, parseAnnouncement, parseDiscoveryTopic } from './discovery/announcement.ts';
import { Payload, type Plan } from './discovery/component.ts';
import { readerOf } from './discovery/components.ts';
import type { Area, Command, CommandOutcome, Entity, EntityState, House, HouseEvents, HouseSnapshot } from './house.ts';
import { MqttEntity } from './mqtt-entity.ts';
import { slugify } from './template/filters-text.ts';
import type { HomeTransport, IncomingMessage } from './transport.ts';

export interface MqttHouseOptions {
  /** Where discovery lives. Default "homeassistant". */
  readonly prefix?: string | undefined;
  /** How long a device may take to report what was asked of it. Default 2,000 ms. */
  readonly confirmMs?: number | undefined;
  /** Devices that are not part of the house, by identifier: this box itself. */
  readonly ignoreIdentities?: readonly string[] | undefined;
  /** `changed` is told once after this long without a further change. Default 100 ms. */
  readonly settleMs?: number | undefined;
  /** More entities are not taken. Default 3,000. */
  readonly maxEntities?: number | undefined;
}

export interface MqttHouse extends House {
  /** What tells that two sources mean the same thing: unique id and device identities of an entity; null where it is unknown. */
  identityOf(entity: string): EntityIdentity | null;
  close(): void;
}

export interface EntityIdentity {
  readonly uniqueId: string | null;
  readonly device: readonly string[];
}

export interface MqttHouseDeps {
  readonly transport: HomeTransport;
  readonly clock: Clock;
  readonly log: Log;
}

/** Starts following at once. */
export function createMqttHouse(options: MqttHouseOptions, deps: MqttHouseDeps): MqttHouse {
  const house = new DiscoveredHouse(options, deps);
  house.start();
  return house;
}

interface TopicFollowers {
  readonly entities: Set<MqttEntity>;
  /** What the topic said last, for an entity that is announced after it did. */
  last: string | null;
  end: () => void;
}

const LONGEST_REMEMBERED = 8192;

class DiscoveredHouse implements MqttHouse {
  readonly #options: MqttHouseOptions;
  readonly #deps: MqttHouseDeps;
  readonly #prefix: string;
  readonly #events: Emitter<HouseEvents>;
  readonly #reports: Emitter<Record<string, []>>;
  readonly #entities = new Map<string, MqttEntity>();
  /** Ids stay with their announcement, also when it comes again after a removal. */
  readonly #ids = new Map<string, string>();
  /** Discovery topic ▸ what it announced last, and the hash of that. */
  readonly #announcements = new Map<string, { readonly hash: string; readonly entities: readonly MqttEntity[] }>();
  readonly #followers = new Map<string, TopicFollowers>();
  readonly #ends: Array<() => void> = [];
  #version = 0;
  #snapshot: HouseSnapshot | null = null;
  #settling: Timer | null = null;

  constructor(options: MqttHouseOptions, deps: MqttHouseDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#prefix = options.prefix ?? 'homeassistant';
    const onFailure = (error: Error, event: string, owner: string): void =>
      deps.log.error({ error: error.message, event, owner }, 'a listener of the house failed');
    this.#events = new Emitter(onFailure);
    this.#reports = new Emitter(onFailure);
  }

  start(): void {
    const { transport } = this.#deps;
    // Not the whole prefix: some devices keep their states below it too, and those come by their own topics.
    for (const filter of [`${this.#prefix}/+/+/config`, `${this.#prefix}/+/+/+/config`]) {
      this.#ends.push(transport.subscribe(filter, (message) => this.#announced(message)));
    }
  }

  close(): void {
    for (const end of this.#ends.splice(0)) end();
    for (const { end } of this.#followers.values()) end();
    for (const entity of this.#entities.values()) entity.close();
    this.#followers.clear();
    this.#settling?.cancel();
  }

  snapshot(): HouseSnapshot {
    this.#snapshot ??= this.#makeSnapshot();
    return this.#snapshot;
  }

  state(id: string): EntityState | null {
    const entity = this.#entities.get(id);
    return entity?.availability.available === true ? entity.state : null;
  }

  isAvailable(id: string): boolean {
    return this.#deps.transport.connected && (this.#entities.get(id)?.availability.available ?? false);
  }

  identityOf(id: string): EntityIdentity | null {
    const announced = this.#entities.get(id)?.announced;
    return announced === undefined
      ? null
      : { uniqueId: announced.uniqueId, device: announced.device?.identities ?? [] };
  }

  on<Name extends keyof HouseEvents>(
    name: Name,
    listener: (...args: HouseEvents[Name]) => void,
    owner?: string,
  ): () => void {
    return this.#events.on(name, listener, owner);
  }

  execute(command: Command, signal?: AbortSignal): Promise<CommandOutcome> {
    const entity = this.#entities.get(command.entity);
    if (entity === undefined)
      return Promise.resolve(refusedOutcome(command.entity, 'there is no such thing in this house'));
    const target = {
      id: command.entity,
      isAvailable: () => this.#deps.transport.connected && entity.availability.available,
      state: () => entity.state,
      plan: (state: EntityState | null) => entity.component.plan(command.service, command.data, state),
      send: (plan: Plan) => {
        for (const message of plan.messages) this.#deps.transport.publish(message);
        return Promise.resolve(null);
      },
      onReport: (listener: () => void) => this.#reports.on(command.entity, listener, 'a command'),
    };
    return runCommand(target, this.#options, this.#deps, signal);
  }

  /** No component of MQTT discovery is a list. */
  listItems(entity: string): Promise<never> {
    return Promise.reject(new LinnetError('home.unknown', `"${entity}" is no list; devices on MQTT have none.`));
  }

  #announced(message: IncomingMessage): void {
    const place = parseDiscoveryTopic(this.#prefix, message.topic);
    if (place === null || (place.kind === 'component' && readerOf(place.domain) === null)) return;
    const hash = createHash('sha1').update(message.payload).digest('base64');
    const known = this.#announcements.get(message.topic);
    if (known?.hash === hash) return;
    try {
      const announced = parseAnnouncement(message.topic, place, message.payload.toString('utf8'));
      this.#replace(
        message.topic,
        hash,
        announced.filter((one) => this.#isWanted(one)),
      );
    } catch (thrown) {
      if (!(thrown instanceof LinnetError)) throw thrown;
      this.#deps.log.warn({ topic: message.topic, error: thrown.message }, 'a discovery document cannot be used');
    }
  }

  #isWanted({ domain, device, values }: Announced): boolean {
    if (readerOf(domain) === null || values.enabled_by_default === false) return false;
    const ignored = this.#options.ignoreIdentities ?? [];
    return !(device?.identities ?? []).some((identity) => ignored.some((one) => one.toLowerCase() === identity));
  }

  /** What `topic` announces now, in place of what it announced before. States that are known stay known. */
  #replace(topic: string, hash: string, announced: readonly Announced[]): void {
    const before = this.#announcements.get(topic)?.entities ?? [];
    const states = new Map(before.map((entity) => [entity.announced.key, entity.state]));
    for (const entity of before) this.#remove(entity);
    const entities = announced.flatMap((one) => this.#add(one, states.get(one.key) ?? null));
    if (announced.length === 0) this.#announcements.delete(topic);
    else this.#announcements.set(topic, { hash, entities });
    if (before.length > 0 || entities.length > 0) this.#changed();
  }

  #add(announced: Announced, restored: EntityState | null): MqttEntity[] {
    if (this.#entities.size >= (this.#options.maxEntities ?? 3000)) {
      this.#deps.log.warn({ key: announced.key }, 'not taken: the house has as many entities as it may');
      return [];
    }
    if (this.#isDouble(announced)) return [];
    try {
      const id = this.#idFor(announced);
      const entity = new MqttEntity(
        { announced, id, area: areaId(announced), restored },
        { clock: this.#deps.clock, onExpired: () => this.#expired(id) },
      );
      this.#entities.set(id, entity);
      for (const topic of entity.topics) this.#follow(topic, entity);
      return [entity];
    } catch (thrown) {
      if (!(thrown instanceof LinnetError)) throw thrown;
      this.#deps.log.warn({ key: announced.key, error: thrown.message }, 'a discovery document cannot be used');
      return [];
    }
  }

  /** A second announcement of the same unique id is the same thing, announced twice. */
  #isDouble({ uniqueId, domain, key }: Announced): boolean {
    if (uniqueId === null) return false;
    for (const { announced } of this.#entities.values()) {
      if (announced.uniqueId === uniqueId && announced.domain === domain && announced.key !== key) return true;
    }
    return false;
  }

  #idFor(announced: Announced): string {
    const key = announced.uniqueId === null ? announced.key : `${announced.domain}:${announced.uniqueId}`;
    const known = this.#ids.get(key);
    if (known !== undefined && !this.#entities.has(known)) return known;
    const wanted = entityId(announced);
    let id = wanted;
    for (let number = 2; this.#entities.has(id); number++) id = `${wanted}_${number}`;
    if (this.#ids.size > 20_000) this.#ids.clear(); // only announcements that come and go without end get here
    this.#ids.set(key, id);
    return id;
  }

  #remove(entity: MqttEntity): void {
    entity.close();
    this.#entities.delete(entity.entity.id);
    for (const topic of entity.topics) {
      const followers = this.#followers.get(topic);
      if (followers === undefined || !followers.entities.delete(entity) || followers.entities.size > 0) continue;
      followers.end();
      this.#followers.delete(topic);
    }
  }

  #follow(topic: string, entity: MqttEntity): void {
    const known = this.#followers.get(topic);
    if (known !== undefined) {
      known.entities.add(entity);
      if (known.last !== null) this.#report(entity, topic, new Payload(known.last));
      return;
    }
    const followers: TopicFollowers = { entities: new Set([entity]), last: null, end: () => {} };
    this.#followers.set(topic, followers);
    followers.end = this.#deps.transport.subscribe(topic, (message) => this.#followed(topic, followers, message));
  }

  #followed(topic: string, followers: TopicFollowers, message: IncomingMessage): void {
    const text = message.payload.toString('utf8');
    followers.last = text.length <= LONGEST_REMEMBERED ? text : null;
    const payload = new Payload(text);
    for (const entity of [...followers.entities]) this.#report(entity, topic, payload);
  }

  #report(entity: MqttEntity, topic: string, payload: Payload): void {
    const before = this.state(entity.entity.id);
    try {
      entity.availability.accept(topic, payload);
    } catch (thrown) {
      this.#templateFailed(entity.entity, thrown);
    }
    const { reported, failure } = entity.accept(topic, payload);
    if (failure !== null) this.#templateFailed(entity.entity, failure);
    this.#tellState(entity.entity, before);
    if (reported) this.#reports.emit(entity.entity.id);
  }

  #templateFailed(entity: Entity, thrown: unknown): void {
    if (!(thrown instanceof LinnetError)) throw thrown;
    this.#deps.log.debug({ entity: entity.id, error: thrown.message }, 'a value template failed');
  }

  #tellState(entity: Entity, before: EntityState | null): void {
    const now = this.state(entity.id);
    if (now !== before) this.#events.emit('stateChanged', entity, now, before);
  }

  #expired(id: string): void {
    const entity = this.#entities.get(id);
    if (entity !== undefined) this.#events.emit('stateChanged', entity.entity, this.state(id), null);
  }

  #changed(): void {
    this.#version++;
    this.#snapshot = null;
    this.#settling?.cancel();
    this.#settling = this.#deps.clock.after(this.#options.settleMs ?? 100, () =>
      this.#events.emit('changed', this.snapshot()),
    );
  }

  #makeSnapshot(): HouseSnapshot {
    const areas = new Map<string, Area>();
    for (const { announced } of this.#entities.values()) {
      const name = announced.device?.suggestedArea;
      const id = areaId(announced);
      if (id !== null && name !== null && name !== undefined) areas.set(id, { id, name, aliases: [], floor: null });
    }
    return {
      version: this.#version,
      floors: [],
      areas: [...areas.values()],
      entities: [...this.#entities.values()].map(({ entity }) => entity),
    };
  }
}

function areaId({ device }: Announced): string | null {
  const name = device?.suggestedArea ?? null;
  return name === null ? null : slugify(name) || name.toLowerCase();
}
