// The box with a real Home Assistant as a second source of its house: its names, areas, lists, scripts and scenes, beside the devices
// on the broker that both of them use.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callDoor } from '../../appliance/api/door/door-client.ts';
import { DOOR_SOCKET } from '../../appliance/api/door/door-protocol.ts';
import { startEmbeddedBroker } from '../../appliance/home/embedded-broker.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { hassPath, RealHomeAssistant, WITHOUT_HASS } from '../home/support/real-home-assistant.ts';
import { linnet } from '../support/command-line.ts';
import { type RunningBox, startBox, temporaryFolder } from '../support/running-box.ts';
import { type Api, openApi } from './api.ts';

let real: RealHomeAssistant;
let api: Api;
let box: RunningBox;
const scope = new Scope();

const thing = (id: string) => box.hub.house.snapshot().entities.find((one) => one.id === id);
const ask = (text: string): Promise<unknown> => callDoor(`${box.dataRoot}/${DOOR_SOCKET}`, { action: 'ask', text });

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}

describe.skipIf(hassPath === null)(`a house of a real Home Assistant and its broker (else: ${WITHOUT_HASS})`, () => {
  beforeAll(async () => {
    const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0 }, { clock: systemClock, log: silentLog });
    scope.defer(() => broker.close());
    real = await RealHomeAssistant.start(Number(new URL(broker.url).port));
    scope.defer(() => real.close());
    await real.integrate('shopping_list');
    api = await openApi(real.url, real.token);
    scope.defer(() => api.close());
    const flags = [`mqtt.url=${broker.url}`, `homeAssistant.url=${real.url}`, `homeAssistant.token=${real.token}`];
    box = await startBox({ flags });
    scope.defer(() => box.close());
    await until(async () => (await real.state('light.kitchen')) !== null);
    await api.ask('homeassistant/expose_entity', {
      assistants: ['conversation'],
      entity_ids: ['input_boolean.guests', 'script.supper', 'scene.quiet_evening', 'todo.shopping_list'],
      should_expose: true,
    });
    await until(() => thing('script.supper') !== undefined && thing('todo.shopping_list') !== undefined);
  }, 900_000); // the first start of a fresh Home Assistant brings packages of its own

  afterAll(async () => {
    await scope.close();
  }, 60_000);

  it('has what both know once, and nothing of the box itself', async () => {
    const lights = () => box.hub.house.snapshot().entities.filter(({ domain }) => domain === 'light');
    await until(() => lights().filter(({ source }) => source === 'homeassistant').length === 4);
    expect(
      lights()
        .map(({ id, source }) => [id, source])
        .sort(),
    ).toEqual([
      ['light.bedroom', 'homeassistant'],
      ['light.hallway', 'homeassistant'],
      ['light.kitchen', 'homeassistant'],
      ['light.living_room_lamp', 'homeassistant'],
    ]);
    expect(box.hub.house.snapshot().entities.filter(({ id }) => id.includes('linnet'))).toEqual([]);
  });

  it('follows the names, aliases and areas that are given there, and understands them', async () => {
    const area = (await api.ask('config/area_registry/create', { name: 'Scullery', aliases: ['pantry'] })) as {
      area_id: string;
    };
    await api.ask('config/entity_registry/update', {
      entity_id: 'light.kitchen',
      name: 'Cooker Lamp',
      aliases: ['hob light'],
      area_id: area.area_id,
    });
    await until(() => thing('light.kitchen')?.area === area.area_id && thing('light.kitchen')?.name === 'Cooker Lamp');
    expect(await ask('Turn on the hob light.')).toMatchObject({ outcome: 'done' });
    await until(async () => (await real.state('light.kitchen'))?.state === 'on');
    expect(await ask('Turn off the lights in the pantry.')).toMatchObject({ outcome: 'done' });
    await until(async () => (await real.state('light.kitchen'))?.state === 'off');
  });

  it('runs its scripts and scenes, and switches what only it has', async () => {
    expect(await ask('Turn on guest mode.')).toMatchObject({ outcome: 'done' });
    await until(async () => (await real.state('input_boolean.guests'))?.state === 'on');
    expect(await ask('Turn on quiet evening.')).toMatchObject({ outcome: 'done' });
    await until(async () => (await real.state('input_boolean.guests'))?.state === 'off');
    expect(await ask('Run supper time.')).toMatchObject({ outcome: 'done' });
    await until(async () => (await real.state('input_boolean.guests'))?.state === 'on');
  });

  it('keeps its shopping list', async () => {
    expect(await ask('Add oat milk to the shopping list.')).toMatchObject({ outcome: 'done' });
    expect(await ask("What's on the shopping list?")).toMatchObject({
      outcome: 'done',
      text: expect.stringMatching(/: oat milk\.$/i),
    });
    expect(await ask('Check off oat milk from the shopping list.')).toMatchObject({ outcome: 'done' });
    expect(await ask("What's on the shopping list?")).toMatchObject({ text: expect.stringContaining('nothing') });
  });

  it('is found in order by the doctor', async () => {
    const folder = temporaryFolder(scope);
    const set = [`homeAssistant.url=${real.url}`, `homeAssistant.token=${real.token}`, 'network.lookAround=false'];
    const { lines } = await linnet([
      ...set.flatMap((one) => ['--set', one]),
      ...['--data', folder, 'doctor', '--json'],
    ]);
    const finding = lines.map((line) => JSON.parse(line)).find(({ check }) => check === 'Home Assistant');
    expect(finding).toMatchObject({ state: 'ok', says: expect.stringMatching(/^2024\.3\.\d+ ".*" answers/) });
  });

  it('is shown to be away while it restarts, and is whole again after it', async () => {
    await real.down();
    await box.until(() => box.hub.box.read().problems.length > 0, 'its absence to be shown');
    expect(await ask('Turn on the hob light.')).toMatchObject({ outcome: 'done' });
    await real.up();
    await until(() => box.hub.box.read().problems.length === 0 && box.hub.house.state('input_boolean.guests') !== null);
    expect(await ask('Turn off guest mode.')).toMatchObject({ outcome: 'done' });
    expect(await real.complaintsAbout('linnet')).toEqual([]);
  }, 180_000);
});
