// One entity that was announced over MQTT: what it is, what it last said, whether it is there.
import type { Clock, Timer } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { type Announced, type DeviceInfo, fullName } from './discovery/announcement.ts';
import { Availability } from './discovery/availability.ts';
import type { Assumption, Component, Draft, Payload, Reading } from './discovery/component.ts';
import { readerOf } from './discovery/components.ts';
import { DiscoveryDocument } from './discovery/document.ts';
import { jsonAttributes } from './discovery/json-attributes.ts';
import { type Area, decimalsOf, type Entity, type EntityState } from './house.ts';
import { slugify } from './template/filters-text.ts';
import { Moment } from './template/value.ts';

/** After so many failures in a row for cost, a reading is switched off until the component is announced again. */
const MOST_OVERRUNS = 3;

/** What is known of an entity, for the one that takes its place. */
export interface Remembered {
  readonly draft: Readonly<Draft>;
  /** The topics that made it so: what one of them said last may be older than what another did, or than what time made of it. */
  readonly heard: ReadonlySet<string>;
  readonly availability: Availability;
}

export interface MqttEntityOptions {
  readonly announced: Announced;
  /** What is known of its device, of whatever document. */
  readonly device: DeviceInfo | null;
  readonly id: string;
  /** What was known of it when it is announced anew. */
  readonly restored?: Remembered | null;
}

export class MqttEntity {
  readonly announced: Announced;
  readonly component: Component;
  readonly availability: Availability;
  readonly #clock: Clock;
  readonly #draft: Draft;
  /** What its announcement alone says of it; what the device tells goes before. */
  readonly #announcedAttributes: Readonly<Record<string, unknown>>;
  readonly #heard: Set<string>;
  readonly #readings: readonly Reading[];
  readonly #overruns = new Map<Reading, number>();
  readonly #expiresMs: number | null;
  readonly #offDelayMs: number | null;
  readonly #onExpired: () => void;
  #entity: Entity;
  #area: Area | null;
  #state: EntityState | null = null;
  #expiry: Timer | null = null;

  /** Throws `input.invalid` or `template.*` for a document that cannot be used. `onExpired` is called when time changed the state. */
  constructor(options: MqttEntityOptions, deps: { readonly clock: Clock; readonly onExpired: () => void }) {
    const { announced, restored } = options;
    const document = new DiscoveryDocument(announced.values, () => this.#surroundings());
    const reader = readerOf(announced.domain);
    if (reader === null)
      throw new LinnetError('input.invalid', `Components of the kind "${announced.domain}" are not known here.`);
    this.announced = announced;
    this.component = reader(document);
    this.availability = new Availability(document, restored?.availability);
    this.#area = areaOf(options.device);
    this.#entity = describeEntity(options, document, this.component);
    this.#readings = [...this.component.readings, ...jsonAttributes(document, announced.domain)];
    this.#clock = deps.clock;
    this.#onExpired = deps.onExpired;
    this.#draft = {
      value: restored?.draft.value ?? this.component.initial ?? null,
      attributes: { ...restored?.draft.attributes },
      beside: restored?.draft.beside ?? {},
    };
    this.#announcedAttributes = {
      ...this.component.fixed,
      ...(this.component.assumed === true ? { assumed_state: true } : {}),
    };
    this.#heard = new Set(restored?.heard);
    this.#expiresMs = milliseconds(document, 'expire_after');
    this.#offDelayMs = announced.domain === 'binary_sensor' ? milliseconds(document, 'off_delay') : null;
    this.#settle();
  }

  get entity(): Entity {
    return this.#entity;
  }

  get area(): Area | null {
    return this.#area;
  }

  /** More is known of its device, or less. */
  describe(device: DeviceInfo): void {
    this.#area = areaOf(device);
    const name = fullName({ ...this.announced, device });
    this.#entity = { ...this.#entity, name, area: this.#area?.id ?? null };
  }

  get topics(): ReadonlySet<string> {
    return new Set([...this.#readings.map(({ topic }) => topic), ...this.availability.topics]);
  }

  get state(): EntityState | null {
    return this.#state;
  }

  /** The topics of which it knows nothing yet. */
  get unheard(): ReadonlySet<string> {
    const readings = this.#readings.map(({ topic }) => topic).filter((topic) => !this.#heard.has(topic));
    return new Set([...readings, ...this.availability.unheard]);
  }

  get remembered(): Remembered {
    return { draft: this.#draft, heard: this.#heard, availability: this.availability };
  }

  /** Applies one message. Returns what it did; `failure` is the first template that failed. */
  accept(topic: string, payload: Payload): { readonly reported: boolean; readonly failure: LinnetError | null } {
    let reported = false;
    let failure: LinnetError | null = null;
    for (const reading of this.#readings) {
      if (reading.topic !== topic || (this.#overruns.get(reading) ?? 0) >= MOST_OVERRUNS) continue;
      try {
        reading.apply(payload, this.#draft);
        reported = true;
        this.#heard.add(topic);
        this.#overruns.delete(reading);
      } catch (thrown) {
        if (!(thrown instanceof LinnetError)) throw thrown;
        if (thrown.code === 'template.overBudget' && !payload.exhausted)
          this.#overruns.set(reading, (this.#overruns.get(reading) ?? 0) + 1);
        failure ??= thrown;
      }
    }
    if (reported) this.#afterReport();
    return { reported, failure };
  }

  /** Takes for true what was asked of a device that does not tell. */
  assume({ value, attributes }: Assumption): void {
    if (value !== undefined) this.#draft.value = value;
    Object.assign(this.#draft.attributes, attributes);
    this.#settle();
  }

  close(): void {
    this.#expiry?.cancel();
  }

  #afterReport(): void {
    this.#settle();
    this.#expiry?.cancel();
    if (this.#offDelayMs !== null && this.#draft.value === 'on') this.#expireIn(this.#offDelayMs, 'off');
    else if (this.#expiresMs !== null) this.#expireIn(this.#expiresMs, null);
  }

  #expireIn(delayMs: number, value: string | null): void {
    this.#expiry = this.#clock.after(delayMs, () => {
      this.#draft.value = value;
      this.#settle();
      this.#onExpired();
    });
  }

  /** What Home Assistant gives to every template of an entity. */
  #surroundings(): Readonly<Record<string, unknown>> {
    const { id, domain, name } = this.entity;
    const state = this.#state;
    const isAway = !this.availability.available;
    const own = {
      ...{ entity_id: id, domain, object_id: id.slice(domain.length + 1), name },
      state: isAway ? 'unavailable' : (state?.value ?? 'unknown'),
      attributes: { ...(isAway ? {} : state?.attributes), friendly_name: name },
      last_changed: state === null ? null : new Moment(state.changedAt, 0),
    };
    return { entity_id: id, name: this.announced.values.name ?? null, this: own };
  }

  /** Makes the state that others see, a new one only where something differs. */
  #settle(): void {
    const { value } = this.#draft;
    const attributes = { ...this.#draft.beside, ...this.#announcedAttributes, ...this.#draft.attributes };
    if (value === null) {
      this.#state = null;
      return;
    }
    const known = this.#state;
    if (known !== null && known.value === value && isSame(known.attributes, attributes)) return;
    this.#state = { value, attributes, changedAt: this.#clock.wall() };
  }
}

function isSame(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => left[key] === right[key] || JSON.stringify(left[key]) === JSON.stringify(right[key]));
}

function milliseconds(document: DiscoveryDocument, key: string): number | null {
  const seconds = document.number(key);
  return seconds === null || seconds <= 0 ? null : seconds * 1000;
}

function areaOf(device: DeviceInfo | null): Area | null {
  const name = device?.suggestedArea ?? null;
  return name === null ? null : { id: slugify(name) || name.toLowerCase(), name, aliases: [], floor: null };
}

function describeEntity(
  { announced, id, device }: MqttEntityOptions,
  document: DiscoveryDocument,
  component: Component,
): Entity {
  const category = document.text('entity_category');
  const decimals = decimalsOf(document.number('suggested_display_precision'));
  return {
    id,
    domain: announced.domain,
    name: fullName({ ...announced, device }),
    aliases: [],
    area: areaOf(device)?.id ?? null,
    deviceClass: document.text('device_class'),
    unit: document.text('unit_of_measurement') ?? (component.fixed?.temperature_unit as string | undefined) ?? null,
    ...(decimals === null ? {} : { decimals }),
    features: component.features,
    source: 'mqtt',
    ...(category === 'config' || category === 'diagnostic' ? { category } : {}),
  };
}
