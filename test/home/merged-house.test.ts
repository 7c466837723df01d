import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HomeAssistantHouse, openHomeAssistant } from '../../appliance/home/home-assistant/ha-house.ts';
import { type MergedHouse, mergeHouses } from '../../appliance/home/merged-house.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { until } from './support/broker.ts';
import { ACTOR, TestHouse } from './support/house.ts';
import { ScriptedHomeAssistant } from './support/scripted-home-assistant.ts';

let server: ScriptedHomeAssistant;
let devices: TestHouse;
let homeAssistant: HomeAssistantHouse;
let house: MergedHouse;

beforeEach(async () => {
  server = new ScriptedHomeAssistant();
  devices = new TestHouse();
  await server.start();
});
afterEach(async () => {
  house?.close();
  homeAssistant?.close();
  await server.stop();
});

async function merged(): Promise<MergedHouse> {
  homeAssistant = openHomeAssistant(
    { url: server.url, token: 'good', firstRetryMs: 5, maxRetryMs: 20, confirmMs: 300 },
    { clock: systemClock, log: silentLog },
  );
  house = mergeHouses(homeAssistant, devices.house, { log: silentLog });
  await until(() => homeAssistant.version !== null);
  return house;
}

const lamp = {
  name: 'Zigbee Lamp',
  unique_id: '0x1',
  command_topic: 'lamp/set',
  state_topic: 'lamp',
  availability_topic: 'lamp/there',
  device: { name: 'Zigbee Lamp', identifiers: ['z1'], suggested_area: 'kitchen' },
};
const lampEntry = { platform: 'mqtt', unique_id: '0x1', area_id: 'bedroom', aliases: ['night lamp'] };

async function announceLamp(): Promise<void> {
  await devices.announce('homeassistant/light/lamp/config', lamp);
  await devices.tell('lamp/there', 'online');
  await devices.tell('lamp', 'OFF');
}

const shown = (): unknown[] => house.snapshot().entities.map(({ id, name, area, source }) => [id, name, area, source]);

describe('a house from two sources', () => {
  it('has the same thing once, named by Home Assistant and controlled over MQTT', async () => {
    await announceLamp();
    server.add('light.night_lamp', 'off', { friendly_name: 'Night Lamp' }, lampEntry);
    await merged();
    expect(shown()).toEqual([['light.night_lamp', 'Night Lamp', 'bedroom', 'homeassistant']]);
    expect(house.snapshot().entities[0]?.aliases).toEqual(['night lamp']);
    devices.watch('lamp/set', (_topic, payload) => void devices.tell('lamp', payload));
    expect(
      await house.execute({ entity: 'light.night_lamp', service: 'turn_on', data: {}, actor: ACTOR }),
    ).toMatchObject({ kind: 'confirmed', entity: 'light.night_lamp' });
    expect(devices.sent).toEqual([['lamp/set', 'ON']]);
    expect(server.calls).toEqual([]);
    expect(house.state('light.night_lamp')?.value).toBe('on');
  });

  it('goes through Home Assistant while the MQTT side is away', async () => {
    await announceLamp();
    server.add('light.night_lamp', 'off', {}, lampEntry);
    await merged();
    await devices.tell('lamp/there', 'offline');
    server.onCall = () => {
      setImmediate(() => server.become('light.night_lamp', 'on'));
      return undefined;
    };
    expect(
      await house.execute({ entity: 'light.night_lamp', service: 'turn_on', data: {}, actor: ACTOR }),
    ).toMatchObject({ kind: 'confirmed' });
    expect(server.calls).toHaveLength(1);
  });

  it('goes through Home Assistant while the broker is away', async () => {
    await announceLamp();
    server.add('light.night_lamp', 'off', {}, lampEntry);
    await merged();
    await devices.transport.close();
    server.onCall = () => {
      setImmediate(() => server.become('light.night_lamp', 'on'));
      return undefined;
    };
    expect(
      await house.execute({ entity: 'light.night_lamp', service: 'turn_on', data: {}, actor: ACTOR }),
    ).toMatchObject({ kind: 'confirmed' });
  });

  it('has the lists and the media of Home Assistant, and no others', async () => {
    await announceLamp();
    server.add('todo.shopping', '1');
    server.lists['todo.shopping'] = [{ uid: '1', summary: 'Milk', status: 'needs_action' }];
    server.add('media_player.x', 'idle');
    server.media['media_player.x'] = [{ media_content_id: 'library:7', media_content_type: 'album' }];
    await merged();
    expect(await house.searchMedia('media_player.x', 'blue', null)).toEqual({ id: 'library:7', type: 'album' });
    expect(await house.listItems('todo.shopping')).toMatchObject([{ summary: 'Milk' }]);
    await expect(house.listItems('light.zigbee_lamp')).rejects.toMatchObject({ code: 'home.unknown' });
    await expect(devices.house.listItems('light.zigbee_lamp')).rejects.toMatchObject({ code: 'home.unknown' });
    await expect(devices.house.searchMedia('light.zigbee_lamp', 'x', null)).rejects.toMatchObject({
      code: 'home.unknown',
    });
  });

  it('goes on over MQTT while Home Assistant is away', async () => {
    await announceLamp();
    server.add('light.night_lamp', 'off', {}, lampEntry);
    await merged();
    await server.stop();
    await until(() => homeAssistant.version === null);
    expect(house.isAvailable('light.night_lamp')).toBe(true);
    await server.start();
  });

  it('knows the only light of a device by its MAC address, however it is written', async () => {
    await devices.announce('homeassistant/light/shelly/config', {
      name: 'L',
      unique_id: 'other',
      command_topic: 'a',
      device: { name: 'Shelly', cns: [['mac', 'AA:BB:CC:DD:EE:FF']] },
    });
    server.devices = [
      { id: 'd', identifiers: [['shelly', 'AABBCCDDEEFF']], connections: [['mac', 'aa:bb:cc:dd:ee:ff']] },
    ];
    server.add('light.shelly', 'off', {}, { platform: 'shelly', unique_id: 'x', device_id: 'd' });
    await merged();
    expect(shown()).toHaveLength(1);
  });

  it('knows each relay of a Tasmota device that both have, and hides what is hidden', async () => {
    await devices.announce('tasmota/discovery/A0B0C00B1C2D/config', {
      dn: 'Hall',
      fn: ['Fountain', 'Gate', 'Pump'],
      mac: 'A0B0C00B1C2D',
      ofln: 'Offline',
      onln: 'Online',
      state: ['OFF', 'ON'],
      t: 'hall',
      ft: '%prefix%/%topic%/',
      tp: ['cmnd', 'stat', 'tele'],
      rl: [1, 1, 1],
      ver: 1,
    });
    for (const number of [0, 1, 2]) {
      const entry = { platform: 'tasmota', unique_id: `A0B0C00B1C2D_switch_relay_${number}` };
      server.add(`switch.hall_${number}`, 'off', {}, entry);
    }
    server.exposed = { ...server.exposed, 'switch.hall_2': { conversation: false } };
    await merged();
    await devices.tell('tele/hall/LWT', 'Online');
    expect(shown()).toHaveLength(2);
    devices.watch('cmnd/hall/POWER2', (_topic, payload) => void devices.tell('stat/hall/RESULT', { POWER2: payload }));
    expect(await house.execute({ entity: 'switch.hall_1', service: 'turn_on', data: {}, actor: ACTOR })).toMatchObject({
      kind: 'confirmed',
    });
    expect(devices.sent).toEqual([['cmnd/hall/POWER2', 'ON']]);
  });

  it('does not take two lights of one device for each other', async () => {
    for (const number of [1, 2]) {
      await devices.announce(`homeassistant/light/l${number}/config`, {
        name: `L${number}`,
        unique_id: `u${number}`,
        command_topic: 'a',
        device: { name: 'D', ids: 'same' },
      });
    }
    server.devices = [{ id: 'd', identifiers: [['x', 'same']], connections: [] }];
    server.add('light.one', 'off', {}, { device_id: 'd' });
    await merged();
    expect(shown()).toHaveLength(3);
  });

  it('adds what only MQTT has, in the area of the same name', async () => {
    await devices.announce('homeassistant/switch/a/config', {
      name: 'S',
      unique_id: 's',
      command_topic: 'a',
      device: { name: 'Pump', ids: 'p', suggested_area: 'GALLEY' },
    });
    await devices.announce('homeassistant/switch/b/config', {
      name: 'S',
      unique_id: 't',
      command_topic: 'a',
      device: { name: 'Saw', ids: 'q', suggested_area: 'Workshop' },
    });
    server.add('light.a', 'on');
    await merged();
    expect(shown()).toEqual([
      ['light.a', 'a', null, 'homeassistant'],
      ['switch.pump_s', 'Pump S', 'kitchen', 'mqtt'],
      ['switch.saw_s', 'Saw S', 'workshop', 'mqtt'],
    ]);
    expect(house.snapshot().areas.map(({ name }) => name)).toEqual(['Kitchen', 'Bedroom', 'Workshop']);
  });

  it('hides over MQTT what its owner hides in Home Assistant', async () => {
    await announceLamp();
    server.add('light.night_lamp', 'off', {}, lampEntry);
    server.exposed = { 'light.night_lamp': { conversation: false } };
    await merged();
    expect(shown()).toEqual([]);
  });

  it('tells a change of the same thing once', async () => {
    await announceLamp();
    server.add('light.night_lamp', 'off', {}, lampEntry);
    await merged();
    const heard: unknown[] = [];
    house.on('stateChanged', ({ id }, now) => heard.push([id, now?.value]));
    await devices.tell('lamp', 'ON');
    server.become('light.night_lamp', 'on');
    await until(() => homeAssistant.state('light.night_lamp')?.value === 'on');
    expect(heard).toEqual([['light.night_lamp', 'on']]);
  });

  it('follows what comes and goes on either side', async () => {
    server.add('light.a', 'on');
    await merged();
    const versions: number[] = [];
    house.on('changed', ({ version }) => versions.push(version));
    await announceLamp();
    devices.clock.advance(100);
    expect(shown()).toHaveLength(2);
    expect(versions).toHaveLength(1);
    await devices.announce('homeassistant/light/lamp/config', '');
    devices.clock.advance(100);
    expect(shown()).toHaveLength(1);
    expect(
      await house.execute({ entity: 'light.zigbee_lamp', service: 'turn_on', data: {}, actor: ACTOR }),
    ).toMatchObject({ kind: 'refused' });
  });
});
