// What belongs to one device: its name stands before theirs, its area is theirs, its identifiers tell who it is, and what it brought
// goes with the last of its entities.
import { beforeEach, describe, expect, it } from 'vitest';
import { TestHouse } from './support/house.ts';

const DEVICE = {
  name: 'Washer',
  identifiers: ['Washer_7', 'zigbee_1'],
  connections: [['mac', 'AA:BB:CC:00:11:22']],
  suggested_area: 'Utility Room',
};
const POWER = { unique_id: 'p', device_class: 'power', unit_of_measurement: 'W', state_topic: 'w/power' };
const DOOR = { unique_id: 'd', name: 'Lid', device_class: 'door', state_topic: 'w/door' };

const MAIN = { unique_id: 'm', name: null, state_topic: 'w/state', command_topic: 'w/set' };

let home: TestHouse;
beforeEach(() => {
  home = new TestHouse();
});

/** Each entity by a document of its own, or all of them by one of the whole device. */
const WAYS = {
  'a document for each': async (entities: Record<string, object | null>) => {
    for (const [key, entity] of Object.entries(entities)) {
      const document = entity === null ? '' : { ...entity, device: DEVICE };
      await home.announce(`homeassistant/${key}/config`, document);
    }
  },
  'one document': async (entities: Record<string, object | null>) => {
    const components = Object.entries(entities).map(([key, entity]) => {
      const [platform = ''] = key.split('/');
      return [key.replace('/', '_'), { platform, ...entity }];
    });
    const isGone = Object.values(entities).every((entity) => entity === null);
    const document = { device: DEVICE, origin: { name: 'test' }, components: Object.fromEntries(components) };
    await home.announce('homeassistant/device/washer/config', isGone ? '' : document);
  },
};

describe.each(Object.entries(WAYS))('a device that comes with %s', (_way, announce) => {
  beforeEach(() => announce({ 'sensor/power': POWER, 'binary_sensor/door': DOOR, 'switch/main': MAIN }));
  const entities = () => home.house.snapshot().entities;

  it('stands by its name before what its entities are called, and alone where one is the device itself', () => {
    expect(entities().map(({ id, name }) => [id, name])).toEqual([
      ['sensor.washer_power', 'Washer Power'],
      ['binary_sensor.washer_lid', 'Washer Lid'],
      ['switch.washer', 'Washer'],
    ]);
  });

  it('puts them all into its area', () => {
    expect(home.house.snapshot().areas).toEqual([
      { id: 'utility_room', name: 'Utility Room', aliases: [], floor: null },
    ]);
    expect(entities().map(({ area }) => area)).toEqual(['utility_room', 'utility_room', 'utility_room']);
  });

  it('tells who they are: each its own unique id, all the same device', () => {
    const device = ['washer_7', 'zigbee_1', 'mac:aa:bb:cc:00:11:22'];
    expect(entities().map(({ id }) => home.house.identityOf(id))).toEqual([
      { uniqueId: 'p', device },
      { uniqueId: 'd', device },
      { uniqueId: 'm', device },
    ]);
  });

  it('stays as long as one of them does, and goes with the last', async () => {
    await home.tell('w/door', 'ON');
    await announce({ 'sensor/power': null, 'binary_sensor/door': DOOR, 'switch/main': null });
    expect(home.ids).toEqual(['binary_sensor.washer_lid']);
    expect(home.house.snapshot().areas.map(({ name }) => name)).toEqual(['Utility Room']);
    expect(home.state('binary_sensor.washer_lid')?.value).toBe('on');
    await announce({ 'sensor/power': null, 'binary_sensor/door': null, 'switch/main': null });
    expect([home.ids, home.house.snapshot().areas]).toEqual([[], []]);
    expect(home.house.identityOf('binary_sensor.washer_lid')).toBeNull();
    await home.tell('w/door', 'OFF');
    expect(home.state('binary_sensor.washer_lid')).toBeNull();
  });
});

it('two devices in one area share it until the second is gone too', async () => {
  const dryer = { name: 'Dryer', identifiers: ['dryer'], suggested_area: 'utility room' };
  await home.announce('homeassistant/sensor/a/config', { ...POWER, device: DEVICE });
  await home.announce('homeassistant/sensor/b/config', { ...POWER, unique_id: 'q', device: dryer });
  const areas = () => home.house.snapshot().areas.map(({ id }) => id);
  expect(areas()).toEqual(['utility_room']);
  await home.announce('homeassistant/sensor/a/config', '');
  expect(areas()).toEqual(['utility_room']);
  await home.announce('homeassistant/sensor/b/config', '');
  expect(areas()).toEqual([]);
});
