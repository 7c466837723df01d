// The House made of what devices announce over MQTT: by Home Assistant's discovery (zigbee2mqtt, ESPHome, Shelly, Theengs), or by Tasmota's own.
// Everything that comes in was written by whoever can publish to the broker: it is bounded, checked, and never stops this.
import { createHash } from 'node:crypto';
import type { Clock, Timer } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import { refusedOutcome, runCommand } from './command-runner.ts';
import {
  type Announced,
  type DeviceInfo,
  entityId,
  parseAnnouncement,
  parseDiscoveryTopic,
} from './discovery/announcement.ts';
import type { Assumption, Payload, Plan } from './discovery/component.ts';
import { readerOf } from './discovery/components.ts';
import { DeviceBook } from './discovery/device-book.ts';
import { booleanOf } from './discovery/document.ts';
import { EntityRegister } from './entity-register.ts';
import { FollowedTopics } from './followed-topics.ts';
import type { Area, Command, CommandOutcome, Entity, EntityState, House, HouseEvents, HouseSnapshot } from './house.ts';
import { MqttEntity, type Remembered } from './mqtt-entity.ts';
import { TasmotaDevices } from './tasmota/tasmota-devices.ts';
import type { HomeTransport, IncomingMessage } from './transport.ts';

export interface MqttHouseOptions {
  /** Where discovery lives. Default "homeassistant". */
  readonly prefix?: string | undefined;
  /** How long a device may take to report what was asked of it. Default 2,000 ms. */
  readonly confirmMs?: number | undefined;
  /** Devices that are not part of the house, by identifier: this box itself. */
  readonly ignoreIdentities?: readonly string[] | undefined;
  /** More entities are not taken. Default 3,000. */
  readonly maxEntities?: number | undefined;
}

/** From the first change on until `changed` is told of all. */
const SETTLE_MS = 100;

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

class DiscoveredHouse implements MqttHouse {
  readonly #options: MqttHouseOptions;
  readonly #deps: MqttHouseDeps;
  readonly #prefix: string;
  readonly #events: Emitter<HouseEvents>;
  readonly #reports: Emitter<Record<string, []>>;
  readonly #register: EntityRegister;
  readonly #devices = new DeviceBook();
  readonly #topics: FollowedTopics;
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
    this.#topics = new FollowedTopics(deps.transport, (entity, topic, payload) => this.#report(entity, topic, payload));
    this.#register = new EntityRegister({
      wantedId: (announced) => entityId({ ...announced, device: this.#deviceOf(announced) }),
      create: (announced, id, restored) => this.#create(announced, id, restored),
      begun: (entity) => this.#topics.follow(entity),
      ended: (entity) => {
        entity.close();
        this.#topics.leave(entity);
      },
    });
  }

  start(): void {
    const { transport } = this.#deps;
    // Not the whole prefix: some devices keep their states below it too, and those come by their own topics.
    for (const filter of [`${this.#prefix}/+/+/config`, `${this.#prefix}/+/+/+/config`]) {
      this.#ends.push(transport.subscribe(filter, (message) => this.#announced(message)));
    }
    const announce = (topic: string, hash: string, components: readonly Announced[]): void =>
      this.#replace(topic, hash, components);
    const tasmota = new TasmotaDevices({ transport, log: this.#deps.log, announce });
    tasmota.start();
    this.#ends.push(() => tasmota.close());
  }

  close(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#topics.close();
    for (const entity of this.#register.entities.values()) entity.close();
    this.#settling?.cancel();
  }

  snapshot(): HouseSnapshot {
    this.#snapshot ??= this.#makeSnapshot();
    return this.#snapshot;
  }

  state(id: string): EntityState | null {
    const entity = this.#register.entities.get(id);
    return entity?.availability.available === true ? entity.state : null;
  }

  isAvailable(id: string): boolean {
    return this.#deps.transport.connected && (this.#register.entities.get(id)?.availability.available ?? false);
  }

  identityOf(id: string): EntityIdentity | null {
    const announced = this.#register.entities.get(id)?.announced;
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
    const entity = this.#register.entities.get(command.entity);
    if (entity === undefined)
      return Promise.resolve(refusedOutcome(command.entity, 'there is no such thing in this house'));
    const target = {
      id: command.entity,
      isAvailable: () => this.#deps.transport.connected && entity.availability.available,
      state: () => entity.state,
      plan: (state: EntityState | null) => entity.component.plan(command.service, command.data, state),
      send: (plan: Plan) => {
        for (const message of plan.messages) this.#deps.transport.publish(message);
        if (plan.assumes !== undefined) this.#assume(entity, plan.assumes);
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

  /** Nor a media player. */
  searchMedia(player: string): Promise<never> {
    return Promise.reject(new LinnetError('home.unknown', `"${player}" plays nothing; devices on MQTT do not.`));
  }

  #announced(message: IncomingMessage): void {
    const place = parseDiscoveryTopic(this.#prefix, message.topic);
    if (place === null || (place.kind === 'component' && readerOf(place.domain) === null)) return;
    const hash = createHash('sha1').update(message.payload).digest('base64');
    if (this.#register.hasTaken(message.topic, hash)) return;
    try {
      const announced = parseAnnouncement(message.topic, place, message.payload.toString('utf8'));
      if (announced === 'moves') return this.#register.move(message.topic, hash);
      this.#replace(message.topic, hash, announced);
    } catch (thrown) {
      if (!(thrown instanceof LinnetError)) throw thrown;
      this.#deps.log.warn({ topic: message.topic, error: thrown.message }, 'a discovery document cannot be used');
    }
  }

  #replace(topic: string, hash: string, announced: readonly Announced[]): void {
    if (this.#register.hasTaken(topic, hash)) return;
    const wanted = announced.filter((one) => this.#isWanted(one));
    const device = announced.find((one) => one.device !== null)?.device ?? null;
    if (this.#devices.note(topic, device)) this.#describeAnew();
    if (this.#register.replace(topic, hash, wanted)) this.#changed();
  }

  #deviceOf({ device }: Announced): DeviceInfo | null {
    return device === null ? null : this.#devices.complete(device);
  }

  #describeAnew(): void {
    for (const entity of this.#register.entities.values()) {
      const device = this.#deviceOf(entity.announced);
      if (device !== null) entity.describe(device);
    }
    this.#changed();
  }

  #isWanted({ domain, device, values }: Announced): boolean {
    if (readerOf(domain) === null || booleanOf(values.enabled_by_default) === false) return false;
    const ignored = this.#options.ignoreIdentities ?? [];
    return !(device?.identities ?? []).some((identity) => ignored.some((one) => one.toLowerCase() === identity));
  }

  #create(announced: Announced, id: string, restored: Remembered | null): MqttEntity | null {
    if (this.#register.entities.size >= (this.#options.maxEntities ?? 3000)) {
      this.#deps.log.warn({ key: announced.key }, 'not taken: the house has as many entities as it may');
      return null;
    }
    try {
      const options = { announced, device: this.#deviceOf(announced), id, restored };
      return new MqttEntity(options, { clock: this.#deps.clock, onExpired: () => this.#expired(id) });
    } catch (thrown) {
      if (!(thrown instanceof LinnetError)) throw thrown;
      this.#deps.log.warn({ key: announced.key, error: thrown.message }, 'a discovery document cannot be used');
      return null;
    }
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

  #assume(entity: MqttEntity, assumption: Assumption): void {
    const before = this.state(entity.entity.id);
    entity.assume(assumption);
    this.#tellState(entity.entity, before);
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
    const entity = this.#register.entities.get(id);
    if (entity !== undefined) this.#events.emit('stateChanged', entity.entity, this.state(id), null);
  }

  #changed(): void {
    this.#version++;
    this.#snapshot = null;
    // Not begun anew by each change: a device that announces itself without end would keep all others untold.
    this.#settling ??= this.#deps.clock.after(SETTLE_MS, () => {
      this.#settling = null;
      this.#events.emit('changed', this.snapshot());
    });
  }

  #makeSnapshot(): HouseSnapshot {
    const areas = new Map<string, Area>();
    for (const { area } of this.#register.entities.values()) if (area !== null) areas.set(area.id, area);
    return {
      version: this.#version,
      floors: [],
      areas: [...areas.values()],
      entities: [...this.#register.entities.values()].map(({ entity }) => entity),
    };
  }
}
