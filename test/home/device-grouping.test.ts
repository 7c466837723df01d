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

describe('a component that names its device by an identifier alone', () => {
  const bare = { ...POWER, device: { identifiers: 'zigbee_1' } };
  const full = { ...DOOR, device: DEVICE };
  const announce = (place: string, document: unknown) => home.announce(`homeassistant/${place}/config`, document);
  const shown = () => home.house.snapshot().entities.map(({ name, area }) => [name, area]);
  const areas = () => home.house.snapshot().areas.map(({ name }) => name);

  it.each([
    ['after', [full, bare]],
    ['before', [bare, full]],
  ])('has name and area of a sibling that comes %s it', async (order, documents) => {
    const place = (document: object) => (document === bare ? 'sensor/power' : 'binary_sensor/door');
    for (const document of documents) await announce(place(document), document);
    const [power, door] = [
      ['Washer Power', 'utility_room'],
      ['Washer Lid', 'utility_room'],
    ];
    expect(shown()).toEqual(order === 'after' ? [door, power] : [power, door]);
    expect(areas()).toEqual(['Utility Room']);
  });

  it('tells that it is called otherwise, and keeps its id and its state', async () => {
    await announce('sensor/power', bare);
    await home.tell('w/power', '7');
    const told: string[][] = [];
    home.house.on('changed', ({ entities }) => told.push(entities.map(({ id, name }) => `${id} ${name}`)));
    await announce('binary_sensor/door', full);
    home.clock.advance(1000);
    expect(told).toEqual([['sensor.power Washer Power', 'binary_sensor.washer_lid Washer Lid']]);
    expect(home.state('sensor.power')?.value).toBe('7');
  });

  it('keeps them when that sibling goes, and not when the device comes again', async () => {
    await announce('binary_sensor/door', full);
    await announce('sensor/power', bare);
    await announce('binary_sensor/door', '');
    expect([shown(), areas()]).toEqual([[['Washer Power', 'utility_room']], ['Utility Room']]);
    await announce('sensor/power', '');
    await announce('sensor/power', bare);
    expect([shown(), areas()]).toEqual([[['Power', null]], []]);
  });

  it('follows a sibling that is called otherwise from now on, also where the sibling itself is not wanted here', async () => {
    await announce('sensor/power', bare);
    await announce('binary_sensor/door', { ...full, enabled_by_default: false });
    expect(shown()).toEqual([['Washer Power', 'utility_room']]);
    const renamed = { ...DEVICE, name: 'Old Washer', suggested_area: 'Cellar' };
    await announce('binary_sensor/door', { ...full, enabled_by_default: false, device: renamed });
    expect([shown(), areas()]).toEqual([[['Old Washer Power', 'cellar']], ['Cellar']]);
  });

  it('goes by what it says itself, and takes the rest from whoever says it first', async () => {
    await announce('switch/main', { ...MAIN, device: { identifiers: ['zigbee_1'], suggested_area: 'Bath' } });
    await announce('binary_sensor/door', full);
    const second = { identifiers: ['Washer_7'], name: 'Second', suggested_area: 'Attic' };
    await announce('sensor/voltage', { ...POWER, unique_id: 'v', device: second });
    await announce('sensor/power', bare);
    expect(shown()).toEqual([
      ['Washer', 'bath'],
      ['Washer Lid', 'utility_room'],
      ['Second Power', 'attic'],
      ['Washer Power', 'bath'],
    ]);
  });

  it('belongs to a device of which two halves turn out to be one', async () => {
    await announce('sensor/power', bare);
    await announce('sensor/voltage', { ...POWER, unique_id: 'v', device: { identifiers: ['other'], name: 'Washer' } });
    expect(shown()).toEqual([
      ['Power', null],
      ['Washer Power', null],
    ]);
    await announce('binary_sensor/door', { ...DOOR, device: { identifiers: ['other', 'zigbee_1'] } });
    expect(shown().map(([name]) => name)).toEqual(['Washer Power', 'Washer Power', 'Washer Lid']);
  });
});
