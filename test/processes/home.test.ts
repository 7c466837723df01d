// The box in a house of two sources: the devices on its own broker, and a Home Assistant that knows some of them too.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callDoor } from '../../appliance/api/door/door-client.ts';
import { DOOR_SOCKET } from '../../appliance/api/door/door-protocol.ts';
import type { EarCommand } from '../../appliance/speech/ear-channel.ts';
import { openLink } from '../home/support/broker.ts';
import { ScriptedHomeAssistant } from '../home/support/scripted-home-assistant.ts';
import { linnet } from '../support/command-line.ts';
import { type RunningBox, startBox } from '../support/running-box.ts';

// A whole box, also on a small machine that is busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: ScriptedHomeAssistant;
let box: RunningBox;
let link: ReturnType<typeof openLink>;
const documents = new Set<string>();
const undo: Array<() => unknown> = [];

beforeAll(async () => {
  server = new ScriptedHomeAssistant();
  server.devices = [{ id: 'own', identifiers: [['mqtt', 'linnet_linnet']], connections: [] }];
  server
    .add('light.attic', 'off', { friendly_name: 'Attic Lamp' })
    .add('switch.linnet_mute', 'off', { friendly_name: 'Secret Mute' }, { device_id: 'own', platform: 'mqtt' })
    .add('light.stove', 'off', { friendly_name: 'Stove Light' }, { platform: 'mqtt', unique_id: 'demo_kitchen' })
    .add('todo.shopping', '1', { friendly_name: 'Groceries', supported_features: 7 })
    .add('weather.home', 'sunny', { friendly_name: 'Home', temperature: 21, temperature_unit: '°C' });
  server.lists['todo.shopping'] = [{ uid: 'u1', summary: 'Milk', status: 'needs_action' }];
  server.onCall = ({ domain, service, target }) => {
    const id = (target as { entity_id: string }).entity_id;
    if (domain === 'light') setImmediate(() => server.become(id, service === 'turn_on' ? 'on' : 'off'));
    return undefined;
  };
  await server.start();
  undo.push(() => server.stop());
  box = await startBox({ flags: [`homeAssistant.url=${server.url}`, 'homeAssistant.token=good'] });
  undo.push(() => box.close());
  link = openLink(box.hub.home.broker);
  undo.push(() => link.close());
  link.subscribe('homeassistant/#', ({ topic, payload }) => {
    if (payload.length > 0) documents.add(topic);
    else documents.delete(topic);
  });
  await box.until(() => has('light.attic') && has('light.hallway'), 'both sources');
});
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const has = (id: string): boolean => box.hub.house.snapshot().entities.some((one) => one.id === id);
const door = (call: Parameters<typeof callDoor>[1]): Promise<unknown> =>
  callDoor(`${box.dataRoot}/${DOOR_SOCKET}`, call);
const ask = (text: string): Promise<unknown> => door({ action: 'ask', text });

describe('a box with a Home Assistant beside its broker', () => {
  it('has the things of both, each once, and neither itself nor its settings', () => {
    const ids = box.hub.house.snapshot().entities.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['light.attic', 'light.stove', 'light.hallway', 'todo.shopping']));
    expect(ids.filter((id) => id === 'light.kitchen' || id.includes('linnet'))).toEqual([]);
  });

  it('commands what only Home Assistant has through it', async () => {
    expect(await ask('Turn on the attic lamp.')).toMatchObject({ outcome: 'done' });
    expect(server.calls).toMatchObject([{ domain: 'light', service: 'turn_on', target: { entity_id: 'light.attic' } }]);
  });

  it('commands what both have over the broker, by the name it has in Home Assistant', async () => {
    server.calls.length = 0;
    expect(await ask('Turn on the stove light.')).toMatchObject({ outcome: 'done' });
    expect(box.hub.house.state('light.stove')?.value).toBe('on');
    expect(server.calls).toEqual([]);
  });

  it('reads and changes its lists, and tells its weather', async () => {
    expect(await ask("What's on the shopping list?")).toMatchObject({ outcome: 'done', text: 'On Groceries: Milk.' });
    await ask('Add eggs to the shopping list.');
    expect(server.calls.at(-1)).toMatchObject({ service: 'add_item', service_data: { item: 'eggs' } });
    await ask('Check off milk from the shopping list.');
    expect(server.calls.at(-1)).toMatchObject({ service: 'update_item', service_data: { item: 'u1' } });
    expect(await ask("What's the weather like?")).toMatchObject({ outcome: 'done', text: '21 °C and sunny.' });
  });

  it('announces itself in the form that this release reads best', async () => {
    await box.until(() => documents.has('homeassistant/device/linnet_linnet/config'), 'the document of the device');
    expect([...documents].filter((topic) => topic.includes('/linnet_linnet/'))).toHaveLength(1);
  });

  it('lights its ring for the room, but shows what it has to say before that', async () => {
    const light = (payload: object) =>
      link.publish({ topic: 'linnet/linnet/command/ring', payload: JSON.stringify(payload), qos: 1 });
    const brightest = (): number => Math.max(...box.hub.ring);
    light({ state: 'ON', brightness: 255 });
    await box.until(() => box.hub.box.read().ringLight?.on === true && brightest() > 200, 'the light');
    expect(box.hub.box.read().ringLight).toEqual({ on: true, brightness: 255 });
    light({ state: 'ON', brightness: 25 });
    await box.until(() => brightest() > 0 && brightest() < 60, 'less light');
    const shown = [...box.hub.ring];
    box.press();
    await box.until(() => box.phase() === 'listening' && box.hub.ring.join() !== shown.join(), 'the ring to listen');
    box.hub.box.stop();
    await box.until(() => box.hub.ring.join() === shown.join(), 'the light again');
    light({ state: 'OFF' });
    await box.until(() => brightest() === 0, 'darkness');
  });

  it('shows that it is away, goes on over the broker, and has it again', async () => {
    await server.stop();
    await box.until(() => box.hub.box.read().problems.length > 0, 'the trouble to be shown');
    expect(box.hub.box.read().problems).toEqual([expect.stringContaining(new URL(server.url).host)]);
    expect(await ask('Turn off the stove light.')).toMatchObject({ outcome: 'done' });
    expect(await ask('Turn off the attic lamp.')).toMatchObject({ outcome: 'failed' });
    await server.start();
    await box.until(() => box.hub.box.read().problems.length === 0, 'the trouble to be over');
    expect(await ask('Turn off the attic lamp.')).toMatchObject({ outcome: 'done' });
  });

  it('shows that its token may not read what is shown, and has nothing of it until it may', async () => {
    server.isAdministrator = false;
    await server.stop();
    await server.start();
    const problems = (): string => box.hub.box.read().problems.join();
    await box.until(() => problems().includes("use an administrator's"), 'the token to be too weak');
    await box.until(() => !has('light.attic'), 'nothing to be shown');
    server.isAdministrator = true;
    server.fire('entity_registry_updated');
    await box.until(() => problems() === '' && has('light.attic'), 'the token to do');
  });
});

describe('what its owner adds', () => {
  const linnetHouse = (...argv: string[]) => linnet(['--data', box.dataRoot, 'house', ...argv]);

  it('is understood in the next sentence, and told to the ear', async () => {
    const phrases: string[] = [];
    const { ear } = box.hub.children;
    const send = ear.send.bind(ear);
    ear.send = (command: EarCommand) => {
      if (command.kind === 'phrases') phrases.push(...command.set.phrases.map(({ text }) => text));
      return send(command);
    };
    expect(await ask('Turn on the wonderlamp.')).not.toMatchObject({ outcome: 'done' });
    expect((await linnetHouse('alias', 'Attic Lamp', 'wonderlamp', 'moon')).status).toBe(0);
    expect(await ask('Turn on the wonderlamp.')).toMatchObject({ outcome: 'done' });
    expect(phrases.map((phrase) => phrase.toLowerCase())).toEqual(expect.arrayContaining(['wonderlamp']));
  });

  it('is an area with what stands in it', async () => {
    expect((await linnetHouse('area', 'add', 'Reading Nook')).status).toBe(0);
    expect((await linnetHouse('place', 'light.attic', 'reading nook')).status).toBe(0);
    expect(await ask('Turn off the lights in the reading nook.')).toMatchObject({ outcome: 'done' });
    expect(server.states['light.attic']?.s).toBe('off');
    const { lines } = await linnetHouse('list', '--json');
    const rows = lines.map((line) => JSON.parse(line) as { id: string });
    expect(rows.find(({ id }) => id === 'light.attic')).toMatchObject({
      kind: 'thing',
      aliases: ['wonderlamp', 'moon'],
      area: 'Reading Nook',
      state: 'off',
      available: true,
    });
    expect((await linnetHouse('list')).lines).toContainEqual(
      expect.stringContaining('Attic Lamp, "wonderlamp", "moon"'),
    );
    expect((await linnetHouse('place', 'light.attic', '--nowhere')).status).toBe(0);
    expect((await linnetHouse('area', 'remove', 'Reading Nook')).status).toBe(0);
    expect(box.hub.house.snapshot().areas.map(({ name }) => name)).not.toContain('Reading Nook');
  });

  it.each([
    ['what is not there', ['alias', 'Nothing', 'x'], 'home.unknown', 1],
    ['an area that its source tells', ['area', 'remove', 'Kitchen'], 'input.invalid', 2],
    ['a place and none', ['place', 'light.attic'], '--nowhere', 2],
    ['a thing whose area its source tells', ['place', 'light.hallway', 'Kitchen'], 'input.invalid', 2],
  ])('is refused for %s', async (_what, argv, says, exit) => {
    const { status, errors } = await linnetHouse(...argv);
    expect([status, errors]).toEqual([exit, expect.stringContaining(says)]);
  });
});
