// Two sources, one house: what Home Assistant tells and what devices announce over MQTT themselves. The same thing from both is
// one entity, with Home Assistant's name and area; it is controlled over MQTT, which is one hop less, and through Home Assistant
// while its MQTT side is away.
import { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import type {
  Area,
  Command,
  CommandOutcome,
  Entity,
  EntityState,
  House,
  HouseEvents,
  HouseSnapshot,
  ListItem,
  PlayableMedia,
} from './house.ts';
import type { EntityIdentity } from './house-model.ts';

/** A house that tells what its entities are in the world. */
export interface IdentifiedHouse extends House {
  identityOf(entity: string): EntityIdentity | null;
}

export interface HidingHouse extends IdentifiedHouse {
  /** Whether its owner hides this MQTT entity. */
  hides(domain: string, uniqueId: string): boolean;
}

export interface MergedHouse extends House {
  close(): void;
}

/** Where a merged entity lives. At least one of both is there. */
interface Origin {
  readonly homeAssistant: string | null;
  readonly mqtt: string | null;
}

interface Merged {
  readonly snapshot: HouseSnapshot;
  readonly origins: ReadonlyMap<string, Origin>;
  /** MQTT id ▸ merged id. */
  readonly fromMqtt: ReadonlyMap<string, string>;
}

export function mergeHouses(
  homeAssistant: HidingHouse,
  mqtt: IdentifiedHouse,
  deps: { readonly log: Log },
): MergedHouse {
  return new TwoHouses(homeAssistant, mqtt, deps.log);
}

class TwoHouses implements MergedHouse {
  readonly #homeAssistant: HidingHouse;
  readonly #mqtt: IdentifiedHouse;
  readonly #events: Emitter<HouseEvents>;
  readonly #ends: Array<() => void>;
  #version = 0;
  #merged: Merged | null = null;
  #madeFrom: readonly [HouseSnapshot, HouseSnapshot] | null = null;

  constructor(homeAssistant: HidingHouse, mqtt: IdentifiedHouse, log: Log) {
    this.#homeAssistant = homeAssistant;
    this.#mqtt = mqtt;
    this.#events = new Emitter((error, event, owner) =>
      log.error({ error: error.message, event, owner }, 'a listener of the house failed'),
    );
    const changed = (): void => this.#events.emit('changed', this.snapshot());
    this.#ends = [
      homeAssistant.on('changed', changed, 'merged house'),
      mqtt.on('changed', changed, 'merged house'),
      homeAssistant.on(
        'stateChanged',
        ({ id }, now, before) => this.#toldByHomeAssistant(id, now, before),
        'merged house',
      ),
      mqtt.on(
        'stateChanged',
        ({ id }, now, before) => this.#tell(this.#current().fromMqtt.get(id), now, before),
        'merged house',
      ),
    ];
  }

  close(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  snapshot(): HouseSnapshot {
    return this.#current().snapshot;
  }

  state(id: string): EntityState | null {
    const side = this.#side(id);
    return side === null ? null : side.house.state(side.id);
  }

  isAvailable(id: string): boolean {
    const side = this.#side(id);
    return side?.house.isAvailable(side.id) ?? false;
  }

  async execute(command: Command, signal?: AbortSignal): Promise<CommandOutcome> {
    const side = this.#side(command.entity);
    if (side === null)
      return { kind: 'refused', entity: command.entity, reason: 'there is no such thing in this house', ms: 0 };
    const outcome = await side.house.execute({ ...command, entity: side.id }, signal);
    return { ...outcome, entity: command.entity };
  }

  /** Lists come from Home Assistant alone. */
  listItems(entity: string): Promise<readonly ListItem[]> {
    return this.#homeAssistant.listItems(this.#current().origins.get(entity)?.homeAssistant ?? entity);
  }

  /** Media players come from Home Assistant alone too. */
  searchMedia(player: string, query: string, kind: string | null): Promise<PlayableMedia | null> {
    const id = this.#current().origins.get(player)?.homeAssistant ?? player;
    return this.#homeAssistant.searchMedia(id, query, kind);
  }

  on<Name extends keyof HouseEvents>(
    name: Name,
    listener: (...args: HouseEvents[Name]) => void,
    owner?: string,
  ): () => void {
    return this.#events.on(name, listener, owner);
  }

  /** Who speaks for the entity now: MQTT as long as it is there. */
  #side(id: string): { readonly house: House; readonly id: string } | null {
    const origin = this.#current().origins.get(id);
    if (origin === undefined) return null;
    const { homeAssistant, mqtt } = origin;
    if (mqtt !== null && (homeAssistant === null || this.#mqtt.isAvailable(mqtt)))
      return { house: this.#mqtt, id: mqtt };
    return homeAssistant === null ? null : { house: this.#homeAssistant, id: homeAssistant };
  }

  /** Of what both tell, MQTT's word is heard, unless it is away. */
  #toldByHomeAssistant(id: string, now: EntityState | null, before: EntityState | null): void {
    const side = this.#side(id);
    if (side?.house === this.#homeAssistant) this.#tell(id, now, before);
  }

  #tell(id: string | undefined, now: EntityState | null, before: EntityState | null): void {
    const entity = id === undefined ? undefined : this.snapshot().entities.find((one) => one.id === id);
    if (entity !== undefined) this.#events.emit('stateChanged', entity, now, before);
  }

  /** Merged anew when either side has another snapshot. */
  #current(): Merged {
    const sides = [this.#homeAssistant.snapshot(), this.#mqtt.snapshot()] as const;
    if (this.#merged !== null && this.#madeFrom?.[0] === sides[0] && this.#madeFrom[1] === sides[1])
      return this.#merged;
    this.#madeFrom = sides;
    this.#merged = merge(this.#homeAssistant, this.#mqtt, ++this.#version);
    return this.#merged;
  }
}

function merge(homeAssistant: HidingHouse, mqtt: IdentifiedHouse, version: number): Merged {
  const [first, second] = [homeAssistant.snapshot(), mqtt.snapshot()];
  const pairs = pairUp(homeAssistant, mqtt);
  const { areas, translate } = mergeAreas(first.areas, second.areas);
  const announced = new Map(second.entities.map((entity) => [entity.id, entity]));
  const entities: Entity[] = [];
  const origins = new Map<string, Origin>();
  const fromMqtt = new Map<string, string>();
  const add = (entity: Entity, origin: Origin): void => {
    entities.push(entity);
    origins.set(entity.id, origin);
    if (origin.mqtt !== null) fromMqtt.set(origin.mqtt, entity.id);
  };
  for (const entity of first.entities) {
    const twin = announced.get(pairs.get(entity.id) ?? '');
    if (twin === undefined) add(entity, { homeAssistant: entity.id, mqtt: null });
    else
      add(
        { ...entity, area: entity.area ?? translate(twin.area), features: twin.features },
        { homeAssistant: entity.id, mqtt: twin.id },
      );
  }
  for (const entity of second.entities) {
    const uniqueId = mqtt.identityOf(entity.id)?.uniqueId ?? null;
    if (fromMqtt.has(entity.id) || (uniqueId !== null && homeAssistant.hides(entity.domain, uniqueId))) continue;
    add(
      { ...entity, id: freeId(entity.id, origins), area: translate(entity.area) },
      { homeAssistant: null, mqtt: entity.id },
    );
  }
  return { snapshot: { version, floors: first.floors, areas, entities }, origins, fromMqtt };
}

function freeId(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number++) id = `${wanted}_${number}`;
  return id;
}

/** Home Assistant's entity ▸ the same one over MQTT: by unique id, else as the only one of its kind on a device that both know. */
function pairUp(homeAssistant: IdentifiedHouse, mqtt: IdentifiedHouse): ReadonlyMap<string, string> {
  const ours = homeAssistant.snapshot().entities;
  const theirs = mqtt.snapshot().entities;
  const pairs = new Map<string, string>();
  const byUniqueId = new Map(
    theirs.map((entity) => [`${entity.domain} ${mqtt.identityOf(entity.id)?.uniqueId ?? ''}`, entity.id]),
  );
  for (const { id, domain } of ours) {
    const uniqueId = homeAssistant.identityOf(id)?.uniqueId ?? null;
    const twin = uniqueId === null ? undefined : byUniqueId.get(`${domain} ${uniqueId}`);
    if (twin !== undefined) pairs.set(id, twin);
  }
  const taken = new Set(pairs.values());
  const ourDevices = byDevice(
    homeAssistant,
    ours.filter(({ id }) => !pairs.has(id)),
  );
  const theirDevices = byDevice(
    mqtt,
    theirs.filter(({ id }) => !taken.has(id)),
  );
  for (const [key, ids] of ourDevices) {
    const [one] = ids;
    const [twin] = theirDevices.get(key) ?? [];
    if (one === undefined || twin === undefined || ids.length > 1 || (theirDevices.get(key)?.length ?? 0) > 1) continue;
    if (!pairs.has(one) && !taken.has(twin)) {
      pairs.set(one, twin);
      taken.add(twin);
    }
  }
  return pairs;
}

/** "domain identity" ▸ the entities of that domain on that device. Settings and diagnostics are not what a device is. */
function byDevice(house: IdentifiedHouse, entities: readonly Entity[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { id, domain, category } of entities) {
    if (category !== undefined) continue;
    for (const identity of new Set((house.identityOf(id)?.device ?? []).map(plainIdentity))) {
      const key = `${domain} ${identity}`;
      found.set(key, [...(found.get(key) ?? []), id]);
    }
  }
  return found;
}

/** A MAC address is written in many ways; everything else as it is. */
function plainIdentity(identity: string): string {
  const bare = identity.replace(/^mac:/, '').replaceAll(/[:.-]/g, '');
  return /^[0-9a-f]{12}$/.test(bare) ? bare : identity;
}

interface Areas {
  readonly areas: readonly Area[];
  /** The merged id of an area that MQTT named. */
  readonly translate: (id: string | null) => string | null;
}

function mergeAreas(ours: readonly Area[], theirs: readonly Area[]): Areas {
  const byName = new Map(
    ours.flatMap((area) => [area.name, ...area.aliases].map((name) => [name.trim().toLowerCase(), area.id] as const)),
  );
  const taken = new Set(ours.map(({ id }) => id));
  const translated = new Map<string, string>();
  const areas = [...ours];
  for (const area of theirs) {
    const known = byName.get(area.name.trim().toLowerCase());
    const id = known ?? (taken.has(area.id) ? `mqtt_${area.id}` : area.id);
    translated.set(area.id, id);
    if (known === undefined) areas.push({ ...area, id });
  }
  return { areas, translate: (id) => (id === null ? null : (translated.get(id) ?? id)) };
}
