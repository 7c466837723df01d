import { beforeEach, describe, expect, it } from 'vitest';
import { LocalLoop } from '../../appliance/home/local-loop.ts';
import { TasmotaDevices } from '../../appliance/home/tasmota/tasmota-devices.ts';
import { type Log, silentLog } from '../../appliance/kernel/log.ts';
import { TestHouse } from './support/house.ts';

let home: TestHouse;
beforeEach(() => {
  home = new TestHouse();
});

/** A device as the firmware describes itself, with what a test wants different. */
const config = (more: Record<string, unknown> = {}) => ({
  ip: '192.0.2.7',
  dn: 'Coffee',
  fn: ['Coffee', null, null, null, null, null, null, null],
  hn: 'tasmota-0B1C2D-3117',
  mac: 'A0B0C00B1C2D',
  md: 'Sonoff S31',
  ty: 0,
  if: 0,
  ofln: 'Offline',
  onln: 'Online',
  state: ['OFF', 'ON', 'TOGGLE', 'HOLD'],
  sw: '14.2.0',
  t: 'coffee',
  ft: '%prefix%/%topic%/',
  tp: ['cmnd', 'stat', 'tele'],
  rl: [1, 0, 0, 0, 0, 0, 0, 0],
  swc: [-1, -1, -1, -1],
  swn: [null, null, null, null],
  btn: [0, 0, 0, 0],
  so: { '4': 0, '11': 0, '13': 0, '17': 0, '20': 0, '30': 0, '68': 0, '73': 0, '82': 0, '114': 0, '117': 0 },
  lk: 1,
  lt_st: 0,
  bat: 0,
  dslp: 0,
  sho: [0, 0, 0, 0],
  sht: [],
  ver: 1,
  ...more,
});

const discovery = 'tasmota/discovery/A0B0C00B1C2D';
const arrives = async (more: Record<string, unknown> = {}, sensors?: object): Promise<void> => {
  await home.announce(`${discovery}/config`, config(more));
  if (sensors !== undefined) await home.announce(`${discovery}/sensors`, { sn: sensors, ver: 1 });
  await home.tell('tele/coffee/LWT', 'Online', true);
};
const named = () => home.house.snapshot().entities.map(({ id, name }) => [id, name]);
/** Answers a command as the firmware does. */
const answers = (command: string, answer: (payload: string) => object): void =>
  home.watch(`cmnd/coffee/${command}`, (_topic, payload) => void home.tell('stat/coffee/RESULT', answer(payload)));

describe('a plug', () => {
  it('is a switch that is there when it says so, and tells its state in answers and by itself', async () => {
    await home.announce(`${discovery}/config`, config());
    expect(named()).toEqual([['switch.coffee', 'Coffee']]);
    expect(home.house.isAvailable('switch.coffee')).toBe(false);
    await home.tell('tele/coffee/LWT', 'Online', true);
    await home.tell('tele/coffee/STATE', { Time: '2026-11-26T10:00:00', Uptime: '0T01:00:00', POWER: 'ON', Wifi: {} });
    expect(home.state('switch.coffee')?.value).toBe('on');
    await home.tell('stat/coffee/RESULT', { POWER: 'OFF' });
    expect(home.state('switch.coffee')?.value).toBe('off');
    await home.tell('stat/coffee/RESULT', { Command: 'Unknown' });
    expect(home.state('switch.coffee')?.value).toBe('off');
    await home.tell('tele/coffee/LWT', 'Offline', true);
    expect(home.house.isAvailable('switch.coffee')).toBe(false);
  });

  it('is commanded, and confirmed by its answer', async () => {
    await arrives();
    answers('POWER1', (payload) => ({ POWER: payload }));
    expect(await home.run('switch.coffee', 'turn_on')).toMatchObject({ kind: 'confirmed' });
    expect(home.sent).toEqual([['cmnd/coffee/POWER1', 'ON']]);
  });

  it('is asked for its state when it comes', async () => {
    home.watch('cmnd/#');
    await arrives();
    await home.loop.idle();
    expect(home.sent).toEqual([
      ['cmnd/coffee/STATE', ''],
      ['cmnd/coffee/STATUS', '10'],
    ]);
  });

  it('measures what it announces, in its reports and in its answer', async () => {
    await arrives(
      {},
      { Time: '2026-11-26T10:00:00', ENERGY: { Total: 3.2, Power: 0, Voltage: 0, Period: 0, Factor: 0 } },
    );
    expect(named()).toEqual([
      ['switch.coffee', 'Coffee'],
      ['sensor.coffee_energy_in_total', 'Coffee Energy in total'],
      ['sensor.coffee_power', 'Coffee Power'],
      ['sensor.coffee_voltage', 'Coffee Voltage'],
    ]);
    await home.tell('tele/coffee/SENSOR', { ENERGY: { Total: 3.3, Power: 1200, Voltage: 231 } });
    expect(home.state('sensor.coffee_power')?.value).toBe('1200');
    await home.tell('stat/coffee/STATUS10', { StatusSNS: { ENERGY: { Total: 3.4, Power: 7 } } });
    expect(home.state('sensor.coffee_power')?.value).toBe('7');
    expect(home.state('sensor.coffee_voltage')?.value).toBe('231');
    expect(home.house.snapshot().entities.find(({ id }) => id === 'sensor.coffee_power')).toMatchObject({
      deviceClass: 'power',
      unit: 'W',
    });
  });

  it('stays as it is when it measures something else and announces it', async () => {
    const measured = (Power: number) => ({ ENERGY: { Power } });
    await arrives({}, measured(0));
    const before = home.house.snapshot().version;
    await home.announce(`${discovery}/sensors`, { sn: measured(7), ver: 1 });
    expect(home.house.snapshot().version).toBe(before);
    await home.announce(`${discovery}/sensors`, { sn: { ENERGY: { Power: 7, Voltage: 231 } }, ver: 1 });
    expect(home.ids).toContain('sensor.coffee_voltage');
  });

  it('is known as Home Assistant knows it: by its MAC address and the number of its relay', async () => {
    await arrives();
    expect(home.house.identityOf('switch.coffee')).toEqual({
      uniqueId: 'A0B0C00B1C2D_switch_relay_0',
      device: ['mac:a0:b0:c0:0b:1c:2d'],
    });
  });

  it('goes when its configuration is taken away, and comes back as the same', async () => {
    await arrives();
    await home.announce(`${discovery}/config`, '');
    expect(home.ids).toEqual([]);
    await home.announce(`${discovery}/config`, config({ dn: 'Tea', fn: ['Tea'] }));
    expect(named()).toEqual([['switch.coffee', 'Tea']]);
  });
});

it('has a switch for each relay, named as the owner named it', async () => {
  await arrives({ dn: 'Hall', fn: ['Fountain', null, 'Gate'], rl: [1, 1, 1, 0] });
  expect(named()).toEqual([
    ['switch.hall_fountain', 'Hall Fountain'],
    ['switch.hall_switch_2', 'Hall Switch 2'],
    ['switch.hall_gate', 'Hall Gate'],
  ]);
  await home.tell('tele/coffee/STATE', { POWER1: 'ON', POWER2: 'OFF', POWER3: 'ON' });
  expect(home.ids.map((id) => home.state(id)?.value)).toEqual(['on', 'off', 'on']);
  home.watch('cmnd/coffee/POWER3');
  expect(await home.sends('switch.hall_gate', 'turn_off')).toEqual([['cmnd/coffee/POWER3', 'OFF']]);
});

it('makes its topics as the owner wants them', async () => {
  await home.announce(`${discovery}/config`, config({ ft: 'home/%topic%/%id%/%prefix%', tp: ['c', 's', 't'] }));
  await home.tell('home/coffee/0B1C2D/t/LWT', 'Online', true);
  home.watch('home/#');
  expect(await home.sends('switch.coffee', 'turn_on')).toContainEqual(['home/coffee/0B1C2D/c/POWER1', 'ON']);
});

describe('a light', () => {
  it('is a relay that the owner calls one', async () => {
    await arrives({ so: { '30': 1 } });
    expect(home.ids).toEqual(['light.coffee']);
    home.watch('cmnd/coffee/POWER1');
    expect(await home.sends('light.coffee', 'turn_on')).toEqual([['cmnd/coffee/POWER1', 'ON']]);
  });

  it.each([
    ['a dimmer', { lt_st: 1 }, ['brightness']],
    ['cold and warm white', { lt_st: 2 }, ['brightness', 'color_temp']],
    ['colour', { lt_st: 3 }, ['brightness', 'color']],
    ['colour and whites', { lt_st: 5 }, ['brightness', 'color', 'color_temp']],
  ])('with %s can do so', async (_what, more, features) => {
    await arrives({ rl: [2, 0, 0, 0], ...more });
    expect(home.house.snapshot().entities.map((entity) => entity.features)).toEqual([features]);
  });

  it('is dimmed in percent, and tells it so', async () => {
    await arrives({ rl: [2], lt_st: 1 });
    answers('Dimmer', (payload) => ({ POWER: 'ON', Dimmer: Number(payload) }));
    answers('POWER1', (payload) => ({ POWER: payload }));
    expect(await home.run('light.coffee', 'turn_on', { brightness_pct: 40 })).toMatchObject({ kind: 'confirmed' });
    expect(home.sent).toEqual([
      ['cmnd/coffee/Dimmer', '40'],
      ['cmnd/coffee/POWER1', 'ON'],
    ]);
    expect(home.state('light.coffee')?.attributes.brightness).toBe(102);
  });

  it('shows a colour or a white, and says which', async () => {
    await arrives({ rl: [2], lt_st: 5 });
    const told = { POWER: 'ON', Dimmer: 100, Color: '0000FF0000', HSBColor: '240,100,100', White: 0, CT: 300 };
    await home.tell('tele/coffee/STATE', told);
    expect(home.state('light.coffee')?.attributes).toMatchObject({ color_mode: 'hs', rgb_color: [0, 0, 255] });
    await home.tell('tele/coffee/STATE', { ...told, White: 100, CT: 250 });
    expect(home.state('light.coffee')?.attributes).toMatchObject({ color_mode: 'color_temp', color_temp_kelvin: 4000 });
    home.watch('cmnd/coffee/#');
    expect((await home.sends('light.coffee', 'turn_on', { rgb_color: [255, 0, 0] }))[0]).toEqual([
      'cmnd/coffee/Color2',
      '255,0,0',
    ]);
    expect((await home.sends('light.coffee', 'turn_on', { color_temp_kelvin: 2700 }))[0]).toEqual([
      'cmnd/coffee/CT',
      '370',
    ]);
  });

  it('whose white is apart from its colour is two', async () => {
    await arrives({ rl: [2, 2], lt_st: 5, lk: 0, fn: ['Coffee', 'Coffee White'] });
    expect(named()).toEqual([
      ['light.coffee', 'Coffee'],
      ['light.coffee_white', 'Coffee White'],
    ]);
    home.watch('cmnd/coffee/#');
    expect((await home.sends('light.coffee', 'turn_on', { rgb_color: [255, 0, 0] }))[0]).toEqual([
      'cmnd/coffee/Color2',
      '255,0,0=',
    ]);
    expect((await home.sends('light.coffee_white', 'turn_on', { brightness_pct: 10 }))[0]).toEqual([
      'cmnd/coffee/Dimmer2',
      '10',
    ]);
  });

  it('whose channels are lamps of their own is as many', async () => {
    await arrives({ rl: [2, 2], lt_st: 2, so: { '68': 1 } });
    await home.tell('tele/coffee/STATE', { POWER1: 'ON', Channel1: 20, POWER2: 'ON', Channel2: 100 });
    expect(home.ids.map((id) => home.state(id)?.attributes.brightness)).toEqual([51, 255]);
  });
});

describe('a shutter', () => {
  const shutter = { dn: 'Blind', fn: ['Blind', null], rl: [3, 3] };
  const told = (position: number, direction: number) => ({
    Shutter1: { Position: position, Direction: direction, Target: 0 },
  });

  it('is two relays that are one cover', async () => {
    await arrives(shutter);
    expect(named()).toEqual([['cover.blind', 'Blind']]);
    await home.tell('tele/coffee/SENSOR', told(0, 0));
    expect(home.state('cover.blind')).toMatchObject({ value: 'closed', attributes: { current_position: 0 } });
    await home.tell('stat/coffee/RESULT', told(20, 1));
    expect(home.state('cover.blind')?.value).toBe('opening');
    await home.tell('stat/coffee/RESULT', told(60, 0));
    expect(home.state('cover.blind')).toMatchObject({ value: 'open', attributes: { current_position: 60 } });
    await home.tell('stat/coffee/STATUS10', { StatusSNS: told(0, 0) });
    expect(home.state('cover.blind')?.value).toBe('closed');
  });

  it.each([
    ['open_cover', {}, 'OPEN'],
    ['close_cover', {}, 'CLOSE'],
    ['stop_cover', {}, 'STOP'],
    ['set_cover_position', { position: 30 }, '30'],
  ])('does %s', async (service, data, payload) => {
    await arrives(shutter);
    await home.tell('tele/coffee/SENSOR', told(50, 0));
    home.watch('cmnd/coffee/ShutterPosition1');
    expect(await home.sends('cover.blind', service, data)).toEqual([['cmnd/coffee/ShutterPosition1', payload]]);
  });

  it('is confirmed as soon as it moves there', async () => {
    await arrives(shutter);
    await home.tell('tele/coffee/SENSOR', told(50, 0));
    answers('ShutterPosition1', () => told(52, 1));
    expect(await home.run('cover.blind', 'open_cover')).toMatchObject({ kind: 'confirmed' });
  });

  it('that counts the other way round is read and told the other way round', async () => {
    await arrives({ ...shutter, sho: [1] });
    await home.tell('tele/coffee/SENSOR', told(100, 0));
    expect(home.state('cover.blind')?.value).toBe('closed');
    home.watch('cmnd/coffee/ShutterPosition1');
    expect(await home.sends('cover.blind', 'set_cover_position', { position: 30 })).toEqual([
      ['cmnd/coffee/ShutterPosition1', '70'],
    ]);
  });
});

it('tells a switch that shows a state from a button', async () => {
  await arrives({ rl: [0], swc: [1, 0, 13, -1], swn: ['Door', null, null] });
  expect(named()).toEqual([
    ['binary_sensor.coffee_door', 'Coffee Door'],
    ['binary_sensor.coffee_input_3', 'Coffee Input 3'],
  ]);
  await home.tell('tele/coffee/SENSOR', { Door: 'ON', Switch3: 'OFF' });
  expect(home.state('binary_sensor.coffee_door')?.value).toBe('on');
  await home.tell('stat/coffee/RESULT', { Door: { Action: 'OFF' } });
  expect(home.state('binary_sensor.coffee_door')?.value).toBe('off');
  await home.tell('stat/coffee/RESULT', { Switch3: { Action: 'ON' } });
  expect(home.state('binary_sensor.coffee_input_3')?.value).toBe('on');
  home.clock.advance(1000);
  expect(home.state('binary_sensor.coffee_input_3')?.value).toBe('off');
});

it('measures the weather, in its own units, also while it sleeps', async () => {
  const sensors = {
    AM2301: { Temperature: 70.1, Humidity: 40 },
    DS18B20: { Id: '01131B', Temperature: 68 },
    TempUnit: 'F',
  };
  await home.announce(`${discovery}/config`, config({ dn: 'Garden', rl: [0], dslp: 1 }));
  await home.announce(`${discovery}/sensors`, { sn: sensors, ver: 1 });
  await home.tell('tele/coffee/LWT', 'Offline', true);
  await home.tell('tele/coffee/SENSOR', sensors);
  expect(home.house.snapshot().entities.map(({ name, unit, id }) => [name, unit, home.state(id)?.value])).toEqual([
    ['Garden AM2301 Temperature', '°F', '70.1'],
    ['Garden Humidity', '%', '40'],
    ['Garden DS18B20 Temperature', '°F', '68'],
  ]);
});

describe('what is no device', () => {
  it.each([
    ['no JSON', 'tasmota/discovery/A0B0C00B1C2D/config', 'x'],
    ['half a configuration', 'tasmota/discovery/A0B0C00B1C2D/config', { t: 'a', rl: [1] }],
    ['a topic that wildcards would widen', 'tasmota/discovery/A0B0C00B1C2D/config', config({ t: '#' })],
    [
      'answers that wildcards would widen',
      'tasmota/discovery/A0B0C00B1C2D/config',
      config({ tp: ['cmnd', '+', 'tele'] }),
    ],
    [
      'reports that wildcards would widen',
      'tasmota/discovery/A0B0C00B1C2D/config',
      config({ tp: ['cmnd', 'stat', '#'] }),
    ],
    ['another place', 'tasmota/discovery/somewhere/config', config()],
  ])('is not in the house: %s', async (_what, topic, payload) => {
    await home.announce(topic, payload);
    await home.tell('tele/coffee/LWT', 'Online', true);
    expect(home.ids).toEqual([]);
  });

  it('takes no room from what is one, and of more devices than are taken it is told once', async () => {
    const warnings: string[] = [];
    const log: Log = { ...silentLog, warn: (_fields, message) => void warnings.push(message) };
    const loop = new LocalLoop({ log: silentLog });
    const taken = new Set<string>();
    const announce = (topic: string): void => void taken.add(topic);
    new TasmotaDevices({ transport: loop.connect(), log, announce }).start();
    const device = loop.connect();
    const tell = (number: number, payload: object): void => {
      const mac = number.toString(16).toUpperCase().padStart(12, '0');
      device.publish({ topic: `tasmota/discovery/${mac}/config`, payload: JSON.stringify(payload) });
    };
    for (let number = 0; number < 600; number++) tell(number, { t: 'half' });
    for (let number = 1000; number < 1510; number++) tell(number, config());
    await loop.idle();
    expect(taken.size).toBe(500);
    expect(warnings.filter((message) => message.includes('more Tasmota devices'))).toHaveLength(1);
  });

  it('does no harm with its names in templates', async () => {
    const sensors = { "x'] }}{{ 1/0": { Temperature: 1 }, Good: { Temperature: 2 } };
    await arrives({ rl: [0], swc: [1], swn: ["'] }}{% for"] }, sensors);
    await home.tell('tele/coffee/SENSOR', sensors);
    expect(home.state('sensor.coffee_temperature')?.value).toBe('2');
  });
});
