// Who announced what, and under which id it lives here. A thing with a unique id is the same thing wherever it is announced: of two
// announcements at the same time one counts, and the other takes over when that one ends or says that it moves
// ("migrate_discovery": Home Assistant's documentation, "MQTT discovery", on moving to a document of the whole device).
import type { Announced } from './discovery/announcement.ts';
import type { MqttEntity, Remembered } from './mqtt-entity.ts';

export interface EntityMaker {
  /** The id that it would have, were it alone. */
  wantedId(announced: Announced): string;
  /** null where the document cannot be used. */
  create(announced: Announced, id: string, restored: Remembered | null): MqttEntity | null;
  /** Called when it is in the register. */
  begun(entity: MqttEntity): void;
  /** Called when it has left, after whatever takes its place has begun. */
  ended(entity: MqttEntity): void;
}

interface Announcement {
  /** Of the message. */
  readonly hash: string;
  /** Those whose thing is here, be it by another announcement. */
  readonly announced: readonly Announced[];
  /** It said that its things move elsewhere: they stay until they are announced there. */
  readonly moves: boolean;
}

/** More announcements that come and go than any house has: only someone who means harm gets here. */
const MOST_IDS = 20_000;
const MOST_ANNOUNCEMENTS = 5000;

export class EntityRegister {
  readonly #maker: EntityMaker;
  /** By id. */
  readonly #entities = new Map<string, MqttEntity>();
  /** By what they are for ever. */
  readonly #holders = new Map<string, MqttEntity>();
  /** Ids stay with what they are, also when it comes again after a removal. */
  readonly #ids = new Map<string, string>();
  readonly #leaving: MqttEntity[] = [];
  /** By discovery topic. */
  readonly #announcements = new Map<string, Announcement>();

  constructor(maker: EntityMaker) {
    this.#maker = maker;
  }

  get entities(): ReadonlyMap<string, MqttEntity> {
    return this.#entities;
  }

  /** Whether the same message was taken last. */
  hasTaken(topic: string, hash: string): boolean {
    return this.#announcements.get(topic)?.hash === hash;
  }

  /** What `topic` announces now, in place of what it announced before; known states stay. Returns whether anything changed. */
  replace(topic: string, hash: string, announced: readonly Announced[]): boolean {
    const before = this.#entitiesOf(topic);
    const remembered = new Map(before.map((entity) => [lastingName(entity.announced), entity.remembered]));
    for (const entity of before) this.#remove(entity);
    if (announced.length === 0) this.#announcements.delete(topic);
    else this.#announcements.set(topic, { hash, announced, moves: false });
    const added = announced.filter((one) => this.#add(one, remembered.get(lastingName(one)) ?? null));
    this.#letSuccessorsIn(remembered);
    this.#forgetUseless(topic);
    for (const entity of this.#leaving.splice(0)) this.#maker.ended(entity);
    return before.length > 0 || added.length > 0;
  }

  /** What `topic` announced is about to be announced elsewhere. */
  move(topic: string, hash: string): void {
    const known = this.#announcements.get(topic);
    if (known !== undefined) this.#announcements.set(topic, { ...known, hash, moves: true });
  }

  #entitiesOf(topic: string): MqttEntity[] {
    const announced = this.#announcements.get(topic)?.announced ?? [];
    return announced.flatMap((one) => {
      const holder = this.#holders.get(lastingName(one));
      return holder?.announced.key === one.key ? [holder] : [];
    });
  }

  #add(announced: Announced, restored: Remembered | null): boolean {
    const name = lastingName(announced);
    const holder = this.#holders.get(name);
    if (holder !== undefined && !this.#moves(holder)) return false;
    const id = holder?.entity.id ?? this.#idFor(name, announced);
    const entity = this.#maker.create(announced, id, restored ?? holder?.remembered ?? null);
    if (entity === null) return false;
    if (holder !== undefined) this.#remove(holder);
    this.#entities.set(entity.entity.id, entity);
    this.#holders.set(name, entity);
    this.#maker.begun(entity);
    return true;
  }

  #moves({ announced }: MqttEntity): boolean {
    return this.#announcements.get(announced.topic)?.moves === true;
  }

  /** What else announces a thing that has just ended. */
  #letSuccessorsIn(ended: ReadonlyMap<string, Remembered>): void {
    const free = [...ended].filter(([name]) => !this.#holders.has(name));
    if (free.length === 0) return;
    const remembered = new Map(free);
    for (const { announced } of this.#announcements.values()) {
      for (const one of announced) {
        const last = remembered.get(lastingName(one));
        if (last !== undefined) this.#add(one, last);
      }
    }
  }

  /** What `topic` announced and nothing came of; and of more announcements than may be kept the oldest of which nothing is here. */
  #forgetUseless(topic: string): void {
    const known = this.#announcements.get(topic);
    if (known === undefined) return;
    const announced = known.announced.filter((one) => this.#holders.has(lastingName(one)));
    this.#announcements.set(topic, { ...known, announced });
    if (this.#announcements.size <= MOST_ANNOUNCEMENTS) return;
    const useless = [...this.#announcements.keys()].find((one) => this.#entitiesOf(one).length === 0);
    if (useless !== undefined) this.#announcements.delete(useless);
  }

  #remove(entity: MqttEntity): void {
    this.#entities.delete(entity.entity.id);
    this.#holders.delete(lastingName(entity.announced));
    this.#leaving.push(entity);
  }

  #idFor(name: string, announced: Announced): string {
    const known = this.#ids.get(name);
    if (known !== undefined && !this.#entities.has(known)) return known;
    const wanted = this.#maker.wantedId(announced);
    let id = wanted;
    for (let number = 2; this.#entities.has(id); number++) id = `${wanted}_${number}`;
    if (this.#ids.size > MOST_IDS) this.#ids.clear();
    this.#ids.set(name, id);
    return id;
  }
}

function lastingName({ uniqueId, domain, key }: Announced): string {
  return uniqueId === null ? key : `${domain}:${uniqueId}`;
}
