// The whole way with a broker that nobody here wrote.
import { afterEach, describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../appliance/home/house.ts';
import { createMqttHouse, type MqttHouse } from '../../appliance/home/house-model.ts';
import type { MqttLink } from '../../appliance/home/mqtt-link.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { away, connected, openLink, until } from './support/broker.ts';
import { type FleetDevice, ZigbeeFleet } from './support/fleet.ts';
import { ACTOR } from './support/house.ts';
import { Mosquitto, mosquittoPath, WITHOUT_MOSQUITTO } from './support/mosquitto.ts';

const undo: Array<() => unknown> = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function link(broker: Mosquitto, options: Parameters<typeof openLink>[1] = {}): MqttLink {
  const opened = openLink(broker.url, options);
  undo.push(() => opened.close());
  return opened;
}

async function start(lines?: readonly string[]): Promise<Mosquitto> {
  const broker = await Mosquitto.start(lines);
  undo.push(() => broker.close());
  return broker;
}

const FLEET = 60;

describe.skipIf(mosquittoPath === null)(`with Mosquitto (else: ${WITHOUT_MOSQUITTO})`, () => {
  it('speaks MQTT 5', async () => {
    const one = link(await start());
    await connected(one);
    expect(one.status().protocol).toBe(5);
  });

  it('speaks 3.1.1 where that is wanted', async () => {
    const one = link(await start(), { protocol: 4 });
    await connected(one);
    expect(one.status().protocol).toBe(4);
  });

  it('says that it was refused where a password is missing', async () => {
    const error = await away(link(await start(['allow_anonymous false'])));
    expect(error.code).toBe('mqtt.refused');
  });

  it('finds a fleet of sixty, commands each, and has each confirm it', async () => {
    const broker = await start();
    const fleet = new ZigbeeFleet(link(broker), FLEET);
    const house = createMqttHouse({}, { transport: link(broker), clock: systemClock, log: silentLog });
    undo.push(() => house.close());
    await ready(house, fleet);
    expect(house.snapshot().areas).toHaveLength(6);
    const outcomes = await Promise.all(fleet.devices.map((device) => command(house, device)));
    expect(outcomes.filter(({ kind }) => kind !== 'confirmed')).toEqual([]);
    expect(fleet.commands).toHaveLength(FLEET);
  });

  it('says that a silent device did not answer', async () => {
    const broker = await start();
    const fleet = new ZigbeeFleet(link(broker), 3);
    const house = createMqttHouse({ confirmMs: 300 }, { transport: link(broker), clock: systemClock, log: silentLog });
    undo.push(() => house.close());
    await ready(house, fleet);
    const [lamp] = fleet.devices as [FleetDevice];
    fleet.silent.add(lamp.name);
    expect(await command(house, lamp)).toMatchObject({ kind: 'notConfirmed' });
  });

  it('goes on after the broker was killed and came back without its memory', async () => {
    const broker = await start();
    const bridge = link(broker);
    const fleet = new ZigbeeFleet(bridge, FLEET);
    const ours = link(broker);
    const house = createMqttHouse({}, { transport: ours, clock: systemClock, log: silentLog });
    undo.push(() => house.close());
    await ready(house, fleet);
    await broker.kill();
    await until(() => !ours.connected);
    const [first, second] = fleet.devices as [FleetDevice, FleetDevice];
    expect(await command(house, first)).toMatchObject({ kind: 'unavailable' });
    expect(house.snapshot().entities).toHaveLength(FLEET * 2);
    await broker.up();
    await Promise.all([connected(ours), connected(bridge)]);
    await until(() => house.isAvailable(second.entity));
    expect(await command(house, second)).toMatchObject({ kind: 'confirmed' });
    expect(house.snapshot().entities).toHaveLength(FLEET * 2);
  });
});

function ready(house: MqttHouse, fleet: ZigbeeFleet): Promise<void> {
  return until(
    () =>
      house.snapshot().entities.length === fleet.devices.length * 2 &&
      fleet.devices.every(({ entity }) => house.state(entity) !== null),
  );
}

function command(house: MqttHouse, { entity, service, data }: FleetDevice): Promise<CommandOutcome> {
  return house.execute({ entity, service, data, actor: ACTOR });
}
