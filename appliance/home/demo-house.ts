// The demo house: a fleet of devices that lives on the broker as a client of its own. It announces itself by Home Assistant's
// discovery, takes commands and reports its own state, so that everything between a spoken word and a confirmed act is real.
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { DEMO_DEVICES, type DemoDevice, type DemoState } from './demo-devices.ts';
import type { HomeTransport, OutgoingMessage } from './transport.ts';

export interface DemoHouseOptions {
  /** Where discovery lives. Default "homeassistant". */
  readonly prefix?: string | undefined;
  /** What the topics of the devices begin with. Default "demo". */
  readonly base?: string | undefined;
}

/** How a device behaves: it answers, answers `delayMs` late, ignores everything, or says that it is offline. */
export type DemoBehaviour =
  | { readonly kind: 'normal' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'offline' };

export interface DemoHouse {
  /** Throws nothing for an id that is none; ids are those of the entities, such as "light.kitchen". */
  behave(id: string, behaviour: DemoBehaviour): void;
  /** Puts every device back to how it was at the start. */
  reset(): void;
  /** Takes the devices out of the house again. */
  withdraw(): void;
  close(): Promise<void>;
}

/** The will that the demo house's own client needs: without it, devices would seem alive after a crash. */
export function demoHouseWill(base = 'demo'): OutgoingMessage {
  return { topic: `${base}/bridge/state`, payload: 'offline', qos: 1, retain: true };
}

/** Announces the devices on `transport`, which is closed with the house. */
export function startDemoHouse(
  options: DemoHouseOptions,
  deps: { readonly transport: HomeTransport; readonly clock: Clock; readonly log: Log },
): DemoHouse {
  const house = new Fleet(options, deps);
  house.start();
  return house;
}

class Fleet implements DemoHouse {
  readonly #transport: HomeTransport;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #prefix: string;
  readonly #base: string;
  readonly #states = new Map<string, DemoState>();
  readonly #behaviours = new Map<string, DemoBehaviour>();
  readonly #timers = new Set<Timer>();

  constructor(
    options: DemoHouseOptions,
    deps: { readonly transport: HomeTransport; readonly clock: Clock; readonly log: Log },
  ) {
    this.#transport = deps.transport;
    this.#clock = deps.clock;
    this.#log = deps.log;
    this.#prefix = options.prefix ?? 'homeassistant';
    this.#base = options.base ?? 'demo';
  }

  start(): void {
    for (const device of DEMO_DEVICES) {
      this.#states.set(device.id, device.initial);
      if (device.accept !== null)
        this.#transport.subscribe(this.#topic(device, 'set'), ({ payload }) =>
          this.#commanded(device, payload.toString('utf8')),
        );
    }
    this.#announce();
    this.#transport.onConnection((connected) => {
      if (connected) this.#announce(); // a broker that was restarted has forgotten everything
    });
  }

  behave(id: string, behaviour: DemoBehaviour): void {
    this.#behaviours.set(id, behaviour);
    const device = DEMO_DEVICES.find((one) => one.id === id);
    if (device !== undefined) this.#reportAvailability(device);
  }

  reset(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    this.#behaviours.clear();
    for (const device of DEMO_DEVICES) {
      this.#reportAvailability(device);
      this.#become(device, device.initial);
    }
  }

  withdraw(): void {
    for (const device of DEMO_DEVICES) this.#retain(this.#discoveryTopic(device), '');
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) timer.cancel();
    this.#transport.publish(demoHouseWill(this.#base));
    await this.#transport.close();
  }

  #topic(device: DemoDevice, end: string): string {
    return `${this.#base}/${device.objectId}/${end}`;
  }

  #discoveryTopic(device: DemoDevice): string {
    return `${this.#prefix}/${device.domain}/${this.#base}/${device.objectId}/config`;
  }

  #retain(topic: string, payload: string): void {
    this.#transport.publish({ topic, payload, qos: 1, retain: true });
  }

  #announce(): void {
    this.#retain(`${this.#base}/bridge/state`, 'online');
    for (const device of DEMO_DEVICES) {
      this.#retain(this.#discoveryTopic(device), JSON.stringify(this.#document(device)));
      this.#reportAvailability(device);
      this.#report(device);
    }
  }

  #document(device: DemoDevice): Record<string, unknown> {
    return {
      '~': `${this.#base}/${device.objectId}`,
      name: null,
      unique_id: `${this.#base}_${device.objectId}`,
      default_entity_id: device.id,
      object_id: device.objectId,
      availability: [{ topic: `${this.#base}/bridge/state` }, { topic: '~/availability' }],
      availability_mode: 'all',
      device: {
        identifiers: [`${this.#base}_${device.objectId}`],
        name: device.name,
        manufacturer: 'Linnet',
        model: 'Demo device',
        suggested_area: device.area,
      },
      origin: { name: 'Linnet demo house' },
      ...device.document,
    };
  }

  #reportAvailability(device: DemoDevice): void {
    const isOffline = this.#behaviours.get(device.id)?.kind === 'offline';
    this.#retain(this.#topic(device, 'availability'), isOffline ? 'offline' : 'online');
  }

  #report(device: DemoDevice): void {
    this.#retain(this.#topic(device, 'state'), JSON.stringify(this.#states.get(device.id) ?? device.initial));
  }

  #commanded(device: DemoDevice, payload: string): void {
    const behaviour = this.#behaviours.get(device.id) ?? { kind: 'normal' };
    if (behaviour.kind === 'silent' || behaviour.kind === 'offline') return;
    const before = this.#states.get(device.id) ?? device.initial;
    const next = device.accept?.(payload, before) ?? null;
    if (next === null) {
      this.#log.debug({ device: device.id }, 'a demo device did not understand a command');
      return;
    }
    if (behaviour.kind === 'normal') return this.#become(device, next);
    const timer = this.#clock.after(behaviour.delayMs, () => {
      this.#timers.delete(timer);
      this.#become(device, next);
    });
    this.#timers.add(timer);
  }

  #become(device: DemoDevice, state: DemoState): void {
    this.#states.set(device.id, state);
    this.#report(device);
  }
}
