// A person in a house of sixty devices on a real Mosquitto: what is said reaches them, what they report is what is answered.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AskReply } from '../../appliance/api/actions.ts';
import type { Turn } from '../../appliance/dialogue/turn.ts';
import type { MqttLink } from '../../appliance/home/mqtt-link.ts';
import { connected, openLink } from '../home/support/broker.ts';
import { ZigbeeFleet } from '../home/support/fleet.ts';
import { Mosquitto, mosquittoPath, WITHOUT_MOSQUITTO } from '../home/support/mosquitto.ts';
import { type RunningBox, startBox } from '../support/running-box.ts';
import { speak } from '../support/speech.ts';

// A whole box that is spoken to, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const OFFICE = Array.from({ length: 10 }, (_, number) => `Office light ${3 + 6 * number}`);
const ON = 'Turn on the lights in the office.';
const SILENT = 'Office light 57';
const LAMP = 'light.office_light_57';

/** The fleet and the person are as slow as the machine is busy: only what never comes may run into a limit. */
const PATIENT = ['mqtt.confirmMs=12000', 'listen.noSpeechMs=30000'];

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

/** At the button; again where a busy machine missed some of the words, as a person would. */
async function spoken(text: string): Promise<Turn> {
  for (;;) {
    const before = box.ended.length;
    await box.until(() => box.phase() === 'idle', 'the box to be idle');
    box.press();
    await box.until(() => box.phase() === 'listening', 'the box to listen');
    await box.say(text);
    await box.until(() => box.ended.length > before, 'the turn to end');
    const turn = box.ended[before]!;
    if (turn.outcome !== 'notUnderstood' && turn.outcome !== 'nothingHeard') return turn;
  }
}

const typed = (text: string): Promise<AskReply> => box.hub.box.ask(text, { kind: 'console', id: 'test', person: null });

describe.skipIf(mosquittoPath === null)(`sixty devices on Mosquitto (else: ${WITHOUT_MOSQUITTO})`, () => {
  beforeAll(async () => {
    broker = await Mosquitto.start();
    undo.push(() => broker.close());
    link = openLink(broker.url);
    undo.push(() => link.close());
    fleet = new ZigbeeFleet(link, 60);
    box = await startBox({ flags: [`mqtt.url=${broker.url}`, ...PATIENT], demoHouse: false });
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
    await speak(ON); // what is not made yet is made before the box waits for it
    const turn = await spoken(ON);
    expect(turn).toMatchObject({ outcome: 'done', intent: 'HassTurnOn' });
    expect(turn.reply).not.toBe('');
    expect(office()).toEqual([...OFFICE].sort());
    expect(box.hub.house.state(LAMP)?.value).toBe('on');
  });

  it('are said to be silent where they are', async () => {
    fleet.silent.add(SILENT);
    const reply = await typed('Turn off the lights in the office.');
    expect(reply).toMatchObject({ outcome: 'notConfirmed' });
    expect(reply.text).toContain('I sent it, but the Office light 57 did not answer.');
    fleet.silent.clear();
  });

  it('are out of reach while the broker is dead, and obey again when it is back without its memory', async () => {
    await broker.kill();
    await box.until(() => box.hub.box.read().problems.length > 0, 'the trouble to be shown');
    const away = await typed(ON);
    expect(away).toMatchObject({ outcome: 'failed' });
    expect(away.text).toContain('could not reach');
    await broker.up();
    await fleetListens();
    await box.until(() => box.hub.box.read().problems.length === 0 && there(), 'the fleet again');
    fleet.commands.length = 0;
    expect(await typed(ON)).toMatchObject({ outcome: 'done' });
    expect(office()).toEqual(OFFICE.filter((name) => name !== SILENT).sort()); // that one was on all the time
  });
});
