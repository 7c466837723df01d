// A house on a loop without sockets, with one device after another announced by a test.

import type { Actor, CommandOutcome, EntityState } from '../../../appliance/home/house.ts';
import { createMqttHouse, type MqttHouse, type MqttHouseOptions } from '../../../appliance/home/house-model.ts';
import { LocalLoop } from '../../../appliance/home/local-loop.ts';
import type { HomeTransport } from '../../../appliance/home/transport.ts';
import { ManualClock } from '../../../appliance/kernel/clock.ts';
import { silentLog } from '../../../appliance/kernel/log.ts';

export const ACTOR: Actor = { kind: 'station', id: 'test', person: null };

export class TestHouse {
  readonly loop = new LocalLoop({ log: silentLog });
  readonly clock = new ManualClock();
  /** The house's own side; closed, there is no broker for it. */
  readonly transport: HomeTransport = this.loop.connect();
  readonly house: MqttHouse;
  /** The device's side. */
  readonly device: HomeTransport = this.loop.connect();
  /** What was sent to devices, oldest first. */
  readonly sent: Array<readonly [topic: string, payload: string]> = [];

  constructor(options: MqttHouseOptions = {}) {
    this.house = createMqttHouse(options, { transport: this.transport, clock: this.clock, log: silentLog });
  }

  async announce(topic: string, document: unknown): Promise<void> {
    const payload = typeof document === 'string' ? document : JSON.stringify(document);
    await this.tell(topic, payload, true);
  }

  async tell(topic: string, payload: string | object | Uint8Array, retain = false): Promise<void> {
    const bytes = typeof payload === 'string' || payload instanceof Uint8Array ? payload : JSON.stringify(payload);
    this.device.publish({ topic, payload: bytes, retain });
    await this.loop.idle();
  }

  /** Remembers what is sent to `filter`, and answers with `answer` if given. */
  watch(filter: string, answer?: (topic: string, payload: string) => void): void {
    this.device.subscribe(filter, ({ topic, payload }) => {
      this.sent.push([topic, payload.toString()]);
      answer?.(topic, payload.toString());
    });
  }

  /** Runs a command, and lets the limit pass where the device does not answer. */
  async run(entity: string, service: string, data: Record<string, unknown> = {}): Promise<CommandOutcome> {
    const outcome = this.house.execute({ entity, service, data, actor: ACTOR });
    await this.loop.idle();
    this.clock.advance(20_000);
    return outcome;
  }

  /** What `run` sends, for a device that is silent. */
  async sends(
    entity: string,
    service: string,
    data: Record<string, unknown> = {},
  ): Promise<Array<readonly [string, string]>> {
    this.sent.length = 0;
    await this.run(entity, service, data);
    return [...this.sent];
  }

  state(entity: string): EntityState | null {
    return this.house.state(entity);
  }

  get ids(): string[] {
    return this.house.snapshot().entities.map(({ id }) => id);
  }
}
