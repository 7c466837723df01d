// Follows what Tasmota devices say of themselves. Their states are not retained: each is asked for them when it comes.
import { createHash } from 'node:crypto';
import { LinnetError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { Announced } from '../discovery/announcement.ts';
import type { HomeTransport, IncomingMessage } from '../transport.ts';
import { tasmotaComponents } from './tasmota-components.ts';
import {
  commandTopic,
  parseTasmotaConfig,
  parseTasmotaSensors,
  type TasmotaConfig,
  telemetryTopic,
} from './tasmota-config.ts';

/** Fixed in the firmware. */
const PREFIX = 'tasmota/discovery';
const TOPIC = /^([0-9A-Fa-f]{12})\/(config|sensors)$/;
const MOST_DEVICES = 500;

export interface TasmotaDeps {
  readonly transport: HomeTransport;
  readonly log: Log;
  /** Takes what the device under `topic` consists of now; nothing where it is gone. */
  readonly announce: (topic: string, hash: string, components: readonly Announced[]) => void;
}

interface Device {
  config: TasmotaConfig | null;
  sensors: Readonly<Record<string, unknown>>;
  /** Ends waiting for it to come. */
  forget: () => void;
}

export class TasmotaDevices {
  readonly #deps: TasmotaDeps;
  /** By MAC address. */
  readonly #devices = new Map<string, Device>();
  #end = (): void => {};
  #isFull = false;

  constructor(deps: TasmotaDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#end = this.#deps.transport.subscribe(`${PREFIX}/+/+`, (message) => this.#heard(message));
  }

  close(): void {
    this.#end();
    for (const { forget } of this.#devices.values()) forget();
    this.#devices.clear();
  }

  #heard({ topic, payload }: IncomingMessage): void {
    const [, mac, kind] = TOPIC.exec(topic.slice(PREFIX.length + 1)) ?? [];
    if (mac === undefined) return;
    const text = payload.toString('utf8');
    try {
      const device = this.#devices.get(mac) ?? { config: null, sensors: {}, forget: () => {} };
      if (!this.#hasRoomFor(mac)) return;
      if (kind === 'sensors') device.sensors = parseTasmotaSensors(text);
      else this.#configure(device, text);
      this.#devices.set(mac, device); // after it was read: what cannot be used takes no room
      this.#tell(mac, device);
    } catch (thrown) {
      if (!(thrown instanceof LinnetError)) throw thrown;
      this.#deps.log.warn({ topic, error: thrown.message }, 'a discovery document cannot be used');
    }
  }

  #hasRoomFor(mac: string): boolean {
    if (this.#devices.has(mac) || this.#devices.size < MOST_DEVICES) return true;
    if (!this.#isFull)
      this.#deps.log.warn({ most: MOST_DEVICES }, 'more Tasmota devices than are taken; one was left out');
    this.#isFull = true;
    return false;
  }

  #configure(device: Device, text: string): void {
    device.config = text.trim() === '' ? null : parseTasmotaConfig(text);
    device.forget();
    device.forget = device.config === null ? (): void => {} : this.#askWhenItComes(device.config);
  }

  #tell(mac: string, { config, sensors }: Device): void {
    const topic = `${PREFIX}/${mac}/config`;
    const components = config === null ? [] : tasmotaComponents(topic, config, sensors);
    const hash = createHash('sha1').update(JSON.stringify(components)).digest('base64'); // the measured values are not in it
    this.#deps.announce(topic, hash, components);
    if (config === null && Object.keys(sensors).length === 0) this.#devices.delete(mac);
  }

  #askWhenItComes(config: TasmotaConfig): () => void {
    const { transport } = this.#deps;
    return transport.subscribe(telemetryTopic(config, 'LWT'), ({ payload }) => {
      if (payload.toString('utf8') !== config.onln) return;
      transport.publish({ topic: commandTopic(config, 'STATE'), payload: '', whileAway: 'drop' });
      transport.publish({ topic: commandTopic(config, 'STATUS'), payload: '10', whileAway: 'drop' });
    });
  }
}
