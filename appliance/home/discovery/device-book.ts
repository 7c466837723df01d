// What is known of each device, whoever of its components said it: a component may name its device by identifiers alone, and then has
// the name and the area that another one gave it. As in Home Assistant's device registry ("async_get_or_create": a device is found by any
// identifier or connection, and what a document does not say of it stays) that lasts as long as anything of the device does.
import type { DeviceInfo } from './announcement.ts';

type Known = Pick<DeviceInfo, 'name' | 'suggestedArea'>;

interface Device {
  readonly identities: Set<string>;
  /** By discovery topic, in the order in which they came. */
  readonly told: Map<string, DeviceInfo>;
  known: Known;
}

/** More discovery topics no house has: only someone who means harm gets here. */
const MOST_TOPICS = 10_000;

export class DeviceBook {
  readonly #byTopic = new Map<string, Device>();
  readonly #byIdentity = new Map<string, Device>();

  /**
   * What `topic` says of its device, in place of what it said before; null where it says nothing any more. Returns whether a device is
   * known otherwise now.
   */
  note(topic: string, told: DeviceInfo | null): boolean {
    const before = this.#byTopic.get(topic);
    const knownBefore = told === null ? [] : this.#known(told).map(({ known }) => known);
    const device = told === null || told.identities.length === 0 ? null : this.#deviceOf(told);
    if (before !== undefined && before !== device) this.#leave(topic, before);
    if (told === null || device === null) return false;
    if (before !== device && this.#byTopic.size >= MOST_TOPICS) return false;
    this.#byTopic.set(topic, device);
    device.told.set(topic, told);
    for (const identity of told.identities) this.#identify(identity, device);
    learn(device);
    return knownBefore.some((known) => !isSame(known, device.known));
  }

  /** `told` with what it does not say itself, and others do. */
  complete(told: DeviceInfo): DeviceInfo {
    const device = this.#known(told)[0];
    const { name, suggestedArea } = told;
    return {
      ...told,
      name: name ?? device?.known.name ?? null,
      suggestedArea: suggestedArea ?? device?.known.suggestedArea ?? null,
    };
  }

  /** Several that turn out to be one become one. */
  #deviceOf(told: DeviceInfo): Device {
    const [first, ...others] = this.#known(told);
    const device = first ?? { identities: new Set(), told: new Map(), known: { name: null, suggestedArea: null } };
    for (const { identities, told: topics, known } of others) {
      for (const identity of identities) this.#identify(identity, device);
      for (const [topic, info] of topics) {
        device.told.set(topic, info);
        this.#byTopic.set(topic, device);
      }
      device.known = merged(device.known, known);
    }
    return device;
  }

  #known({ identities }: DeviceInfo): Device[] {
    return [...new Set(identities.flatMap((identity) => this.#byIdentity.get(identity) ?? []))];
  }

  #identify(identity: string, device: Device): void {
    device.identities.add(identity);
    this.#byIdentity.set(identity, device);
  }

  /** A device of which nothing is left is forgotten. */
  #leave(topic: string, device: Device): void {
    this.#byTopic.delete(topic);
    device.told.delete(topic);
    if (device.told.size === 0) for (const identity of device.identities) this.#byIdentity.delete(identity);
  }
}

/** From whoever is there and said it first; from one that is gone where nobody else does. */
function learn(device: Device): void {
  let said: Known = { name: null, suggestedArea: null };
  for (const told of device.told.values()) said = merged(said, told);
  device.known = merged(said, device.known);
}

function isSame(one: Known, other: Known): boolean {
  return one.name === other.name && one.suggestedArea === other.suggestedArea;
}

function merged(first: Known, second: Known): Known {
  return { name: first.name ?? second.name, suggestedArea: first.suggestedArea ?? second.suggestedArea };
}
