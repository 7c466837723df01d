// A person in a house of sixty devices on a real Mosquitto: what is said reaches them, what they report is what is answered.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MqttLink } from '../../appliance/home/mqtt-link.ts';
import { connected, openLink } from '../home/support/broker.ts';
import { ZigbeeFleet } from '../home/support/fleet.ts';
import { Mosquitto, mosquittoPath, WITHOUT_MOSQUITTO } from '../home/support/mosquitto.ts';
import { type RunningBox, startBox } from '../support/running-box.ts';

// A whole box that is spoken to, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const OFFICE = Array.from({ length: 10 }, (_, number) => `Office light ${3 + 6 * number}`);
const SILENT = 'Office light 57';
const LAMP = 'light.office_light_57';

let broker: Mosquitto;
let link: MqttLink;
let fleet: ZigbeeFleet;
let box: RunningBox;
const undo: Array<() => unknown> = [];

const there = (): boolean => box.hub.house.isAvailable(LAMP) && box.hub.house.state(LAMP) !== null;
const office = (): string[] => fleet.commands.filter((name) => name.startsWith('Office')).sort();

/** Resolves when the fleet hears what is sent to it. */
async function fleetListens(): Promise<void> {
  await connected(link);
  await new Promise<void>((resolve) => {
    const end = link.subscribe('test/heard', () => {
      end();
      resolve();
    });
    link.publish({ topic: 'test/heard', payload: 'now', qos: 1 });
  });
}

describe.skipIf(mosquittoPath === null)(`sixty devices on Mosquitto (else: ${WITHOUT_MOSQUITTO})`, () => {
  beforeAll(async () => {
    broker = await Mosquitto.start();
    undo.push(() => broker.close());
    link = openLink(broker.url);
    undo.push(() => link.close());
    fleet = new ZigbeeFleet(link, 60);
    box = await startBox({ flags: [`mqtt.url=${broker.url}`, 'mqtt.confirmMs=6000'], demoHouse: false });
    undo.push(() => box.close());
    await box.until(there, 'the fleet');
  });
  afterAll(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });

  it('are found by their discovery, each in its room', () => {
    const { areas, entities } = box.hub.house.snapshot();
    expect(entities.filter(({ category }) => category === undefined)).toHaveLength(60);
    expect(areas).toHaveLength(6);
  });

  it('do what is said, and that is answered when each has reported it', async () => {
    const turn = await box.command('Turn on the lights in the office.');
    expect(turn).toMatchObject({ outcome: 'done', intent: 'HassTurnOn' });
    expect(turn.reply).not.toBe('');
    expect(office()).toEqual([...OFFICE].sort());
    expect(box.hub.house.state(LAMP)?.value).toBe('on');
  });

  it('are said to be silent where they are', async () => {
    fleet.silent.add(SILENT);
    const turn = await box.command('Turn off the lights in the office.');
    expect(turn).toMatchObject({ outcome: 'notConfirmed' });
    expect(turn.reply).toContain('I sent it, but the Office light 57 did not answer.');
    fleet.silent.clear();
  });

  it('are out of reach while the broker is dead, and obey again when it is back without its memory', async () => {
    await broker.kill();
    await box.until(() => box.hub.box.read().problems.length > 0, 'the trouble to be shown');
    const away = await box.command('Turn on the lights in the office.');
    expect(away).toMatchObject({ outcome: 'failed' });
    expect(away.reply).toContain('could not reach');
    await broker.up();
    await fleetListens();
    await box.until(() => box.hub.box.read().problems.length === 0 && there(), 'the fleet again');
    fleet.commands.length = 0;
    expect(await box.command('Turn on the lights in the office.')).toMatchObject({ outcome: 'done' });
    expect(office()).toEqual(OFFICE.filter((name) => name !== SILENT).sort()); // that one was on all the time
  });
});
