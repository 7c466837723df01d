// One entity that was announced over MQTT: what it is, what it last said, whether it is there.
import type { Clock, Timer } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { type Announced, fullName } from './discovery/announcement.ts';
import { Availability } from './discovery/availability.ts';
import { type Component, type Draft, Payload, type Reading } from './discovery/component.ts';
import { readerOf } from './discovery/components.ts';
import { DiscoveryDocument } from './discovery/document.ts';
import type { Entity, EntityState } from './house.ts';

/** After so many failures in a row for cost, a reading is switched off until the component is announced again. */
const MOST_OVERRUNS = 3;
const MOST_ATTRIBUTES = 60;

export interface MqttEntityOptions {
  readonly announced: Announced;
  readonly id: string;
  /** The id of its area. */
  readonly area: string | null;
  /** What was known of it when it is announced anew. */
  readonly restored?: EntityState | null;
}

export class MqttEntity {
  readonly announced: Announced;
  readonly entity: Entity;
  readonly component: Component;
  readonly availability: Availability;
  readonly #clock: Clock;
  readonly #draft: Draft;
  readonly #readings: readonly Reading[];
  readonly #overruns = new Map<Reading, number>();
  readonly #expiresMs: number | null;
  readonly #offDelayMs: number | null;
  readonly #onExpired: () => void;
  #state: EntityState | null = null;
  #expiry: Timer | null = null;

  /** Throws `input.invalid` or `template.*` for a document that cannot be used. `onExpired` is called when time changed the state. */
  constructor(options: MqttEntityOptions, deps: { readonly clock: Clock; readonly onExpired: () => void }) {
    const { announced } = options;
    const document = new DiscoveryDocument(announced.values);
    const reader = readerOf(announced.domain);
    if (reader === null)
      throw new LinnetError('input.invalid', `Components of the kind "${announced.domain}" are not known here.`);
    this.announced = announced;
    this.component = reader(document);
    this.availability = new Availability(document);
    this.entity = describeEntity(options, document, this.component);
    this.#readings = [...this.component.readings, ...attributeReadings(document)];
    this.#clock = deps.clock;
    this.#onExpired = deps.onExpired;
    this.#draft = {
      value: options.restored?.value ?? this.component.initial ?? null,
      attributes: { ...options.restored?.attributes, ...this.component.fixed },
    };
    this.#expiresMs = milliseconds(document, 'expire_after');
    this.#offDelayMs = announced.domain === 'binary_sensor' ? milliseconds(document, 'off_delay') : null;
    this.#settle();
  }

  get topics(): ReadonlySet<string> {
    return new Set([...this.#readings.map(({ topic }) => topic), ...this.availability.topics]);
  }

  get state(): EntityState | null {
    return this.#state;
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

  /** Makes the state that others see, a new one only where something differs. */
  #settle(): void {
    const { value, attributes } = this.#draft;
    if (value === null) {
      this.#state = null;
      return;
    }
    const known = this.#state;
    if (known !== null && known.value === value && isSame(known.attributes, attributes)) return;
    this.#state = { value, attributes: { ...attributes }, changedAt: this.#clock.wall() };
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

function describeEntity(
  { announced, id, area }: MqttEntityOptions,
  document: DiscoveryDocument,
  component: Component,
): Entity {
  const category = document.text('entity_category');
  return {
    id,
    domain: announced.domain,
    name: fullName(announced),
    aliases: [],
    area,
    deviceClass: document.text('device_class'),
    unit: document.text('unit_of_measurement') ?? (component.fixed?.temperature_unit as string | undefined) ?? null,
    features: component.features,
    source: 'mqtt',
    ...(category === 'config' || category === 'diagnostic' ? { category } : {}),
  };
}

/** `json_attributes_topic`: an object whose keys become attributes. */
function attributeReadings(document: DiscoveryDocument): Reading[] {
  const topic = document.stateTopic('json_attributes_topic');
  if (topic === null) return [];
  const template = document.template('json_attributes_template');
  return [
    {
      topic,
      apply(payload, draft) {
        const rendered = template === null ? payload : new Payload(payload.render(template));
        const { json } = rendered;
        if (typeof json !== 'object' || json === null || Array.isArray(json)) return;
        for (const [key, value] of Object.entries(json).slice(0, MOST_ATTRIBUTES)) {
          if (key !== '__proto__') draft.attributes[key] = value;
        }
      },
    },
  ];
}
