import { beforeEach, describe, expect, it } from 'vitest';
import { TestHouse } from './support/house.ts';

let home: TestHouse;
beforeEach(() => {
  home = new TestHouse();
});

const entity = (id: string) => home.house.snapshot().entities.find((one) => one.id === id);

describe('a house made of discovery', () => {
  it('takes a light as zigbee2mqtt announces it', async () => {
    await home.announce('homeassistant/light/0x00158d0001a2b3c4/light/config', {
      availability: [
        { topic: 'zigbee2mqtt/bridge/state', value_template: '{{ value_json.state }}' },
        { topic: 'zigbee2mqtt/Desk Lamp/availability', value_template: '{{ value_json.state }}' },
      ],
      availability_mode: 'all',
      brightness: true,
      brightness_scale: 254,
      command_topic: 'zigbee2mqtt/Desk Lamp/set',
      default_entity_id: 'light.desk_lamp',
      device: {
        identifiers: ['zigbee2mqtt_0x00158d0001a2b3c4'],
        manufacturer: 'IKEA',
        model: 'TRADFRI',
        name: 'Desk Lamp',
        suggested_area: 'Study',
        via_device: 'zigbee2mqtt_bridge',
      },
      effect: true,
      effect_list: ['blink', 'breathe'],
      max_mireds: 454,
      min_mireds: 250,
      name: null,
      object_id: 'desk_lamp',
      origin: { name: 'Zigbee2MQTT', sw: '2.1.0', url: 'https://www.zigbee2mqtt.io' },
      schema: 'json',
      state_topic: 'zigbee2mqtt/Desk Lamp',
      supported_color_modes: ['color_temp'],
      unique_id: '0x00158d0001a2b3c4_light_zigbee2mqtt',
    });
    expect(entity('light.desk_lamp')).toEqual({
      id: 'light.desk_lamp',
      domain: 'light',
      name: 'Desk Lamp',
      aliases: [],
      area: 'study',
      deviceClass: null,
      unit: null,
      features: ['brightness', 'color_temp', 'effect'],
      source: 'mqtt',
    });
    expect(home.house.snapshot().areas).toEqual([{ id: 'study', name: 'Study', aliases: [], floor: null }]);
    await home.tell('zigbee2mqtt/Desk Lamp', {
      state: 'ON',
      brightness: 127,
      color_mode: 'color_temp',
      color_temp: 250,
      linkquality: 88,
    });
    expect(home.state('light.desk_lamp')).toBeNull();
    await home.tell('zigbee2mqtt/bridge/state', { state: 'online' });
    expect(home.house.isAvailable('light.desk_lamp')).toBe(false);
    await home.tell('zigbee2mqtt/Desk Lamp/availability', { state: 'online' });
    expect(home.house.isAvailable('light.desk_lamp')).toBe(true);
    expect(home.state('light.desk_lamp')).toMatchObject({
      value: 'on',
      attributes: { brightness: 128, color_mode: 'color_temp', color_temp_kelvin: 4000 },
    });
    home.watch(
      'zigbee2mqtt/Desk Lamp/set',
      () => void home.tell('zigbee2mqtt/Desk Lamp', { state: 'ON', brightness: 76 }),
    );
    expect(await home.run('light.desk_lamp', 'turn_on', { brightness_pct: 30 })).toMatchObject({ kind: 'confirmed' });
    expect(home.sent).toEqual([['zigbee2mqtt/Desk Lamp/set', '{"state":"ON","brightness":76}']]);
  });

  it('takes abbreviated keys and a base topic, as Tasmota announces a switch', async () => {
    await home.announce('homeassistant/switch/DC4F22_RL_1/config', {
      '~': 'tasmota_DC4F22/',
      name: 'Coffee',
      cmd_t: '~cmnd/POWER',
      stat_t: '~tele/STATE',
      val_tpl: '{{value_json.POWER}}',
      pl_off: 'OFF',
      pl_on: 'ON',
      avty_t: '~tele/LWT',
      pl_avail: 'Online',
      pl_not_avail: 'Offline',
      uniq_id: 'DC4F22_RL_1',
      dev: { ids: ['DC4F22'], name: 'Kitchen Plug', sa: 'Kitchen' },
    });
    await home.tell('tasmota_DC4F22/tele/LWT', 'Online');
    await home.tell('tasmota_DC4F22/tele/STATE', { POWER: 'OFF' });
    expect(entity('switch.kitchen_plug_coffee')).toMatchObject({ name: 'Kitchen Plug Coffee', area: 'kitchen' });
    expect(home.state('switch.kitchen_plug_coffee')?.value).toBe('off');
    home.watch('tasmota_DC4F22/cmnd/POWER');
    expect(await home.sends('switch.kitchen_plug_coffee', 'turn_on')).toEqual([['tasmota_DC4F22/cmnd/POWER', 'ON']]);
  });

  it('takes the short keys of a lawn mower', async () => {
    await home.announce('homeassistant/lawn_mower/a/config', {
      name: 'Mower',
      act_stat_t: 'mower/state',
      act_val_tpl: '{{ value_json.activity }}',
      strt_mw_cmd_t: 'mower/start',
      strt_mw_cmd_tpl: 'go {{ value }}',
      dock_cmd_t: 'mower/dock',
      dock_cmd_tpl: 'go {{ value }}',
      pause_cmd_t: 'mower/pause',
      pause_mw_cmd_tpl: 'go {{ value }}',
    });
    await home.tell('mower/state', { activity: 'docked' });
    expect(home.state('lawn_mower.mower')?.value).toBe('docked');
    home.watch('mower/#');
    expect(await home.sends('lawn_mower.mower', 'start_mowing')).toEqual([['mower/start', 'go start_mowing']]);
    expect(await home.sends('lawn_mower.mower', 'pause')).toEqual([['mower/pause', 'go pause']]);
    await home.tell('mower/state', { activity: 'mowing' });
    expect(await home.sends('lawn_mower.mower', 'dock')).toContainEqual(['mower/dock', 'go dock']);
  });

  it('takes the short keys of a valve that tells where it is, and of an alarm that can be set off', async () => {
    await home.announce('homeassistant/valve/a/config', { name: 'Tap', cmd_t: 'tap/set', stat_t: 'tap', pos: true });
    await home.tell('tap', '40');
    expect(home.state('valve.tap')).toMatchObject({ value: 'open', attributes: { current_position: 40 } });
    await home.announce('homeassistant/alarm_control_panel/a/config', {
      name: 'Alarm',
      cmd_t: 'alarm/set',
      stat_t: 'alarm',
      pl_trig: 'PANIC',
    });
    home.watch('alarm/set');
    expect(await home.sends('alarm_control_panel.alarm', 'alarm_trigger')).toEqual([['alarm/set', 'PANIC']]);
  });

  it('takes all components of a device from one document, and takes away what it drops', async () => {
    const document = (components: object) => ({
      dev: { ids: 'ea334450945afc', name: 'Weather' },
      o: { name: 'bla2mqtt' },
      stat_t: 'weather/state',
      cmps: components,
    });
    const temperature = {
      p: 'sensor',
      dev_cla: 'temperature',
      unit_of_meas: '°C',
      val_tpl: '{{ value_json.t }}',
      uniq_id: 't1',
    };
    const humidity = {
      p: 'sensor',
      dev_cla: 'humidity',
      unit_of_meas: '%',
      val_tpl: '{{ value_json.h }}',
      uniq_id: 'h1',
    };
    await home.announce('homeassistant/device/0AFFD2/config', document({ one: temperature, two: humidity }));
    await home.tell('weather/state', { t: 21.5, h: 40 });
    expect(home.ids).toEqual(['sensor.weather_temperature', 'sensor.weather_humidity']);
    expect(home.state('sensor.weather_humidity')?.value).toBe('40');
    await home.announce('homeassistant/device/0AFFD2/config', document({ one: temperature, two: { p: 'sensor' } }));
    expect(home.ids).toEqual(['sensor.weather_temperature']);
    expect(home.state('sensor.weather_temperature')?.value).toBe('21.5');
    await home.announce('homeassistant/device/0AFFD2/config', '');
    expect(home.ids).toEqual([]);
  });

  it('removes what is withdrawn, and takes it back under the same id', async () => {
    const document = { name: 'Lamp', command_topic: 'a/set', state_topic: 'a', unique_id: 'x' };
    await home.announce('homeassistant/light/a/config', document);
    await home.tell('a', 'ON', true);
    await home.announce('homeassistant/light/a/config', '');
    expect(home.house.snapshot().entities).toEqual([]);
    expect(home.state('light.lamp')).toBeNull();
    await home.announce('homeassistant/light/a/config', { ...document, name: 'Renamed Lamp' });
    expect(entity('light.lamp')?.name).toBe('Renamed Lamp');
    expect(home.state('light.lamp')?.value).toBe('on');
  });

  it('keeps the known state when a device announces itself anew', async () => {
    const document = { name: 'Lamp', command_topic: 'a/set', state_topic: 'a', unique_id: 'x' };
    await home.announce('homeassistant/light/a/config', document);
    await home.tell('a', 'ON');
    await home.announce('homeassistant/light/a/config', {
      ...document,
      device: { name: 'Lamp', identifiers: ['x'], suggested_area: 'Attic' },
    });
    expect(home.state('light.lamp')?.value).toBe('on');
    expect(entity('light.lamp')?.area).toBe('attic');
  });

  it('takes the same unique id once', async () => {
    await home.announce('homeassistant/light/a/config', { name: 'One', command_topic: 'a', unique_id: 'x' });
    await home.announce('homeassistant/light/b/config', { name: 'Two', command_topic: 'b', unique_id: 'x' });
    expect(home.ids).toEqual(['light.one']);
  });

  const moving = { name: 'Lamp', uniq_id: 'lamp-1', cmd_t: 'lamp/set', stat_t: 'lamp' };
  const deviceOf = (component: object) => ({
    dev: { ids: 'lamp', name: 'Lamp' },
    o: { name: 'lamps' },
    cmps: { main: { p: 'light', ...component } },
  });

  it('keeps a thing whose announcement moves, whichever of both comes first', async () => {
    await home.announce('homeassistant/light/old/config', moving);
    await home.tell('lamp', 'ON');
    await home.announce('homeassistant/light/new/config', { ...moving, name: 'Lamp' });
    expect(home.ids).toEqual(['light.lamp']);
    await home.announce('homeassistant/light/old/config', '');
    expect(home.ids).toEqual(['light.lamp']);
    expect(home.state('light.lamp')?.value).toBe('on');
    await home.announce('homeassistant/light/new/config', '');
    expect(home.ids).toEqual([]);
    await home.announce('homeassistant/light/old/config', moving);
    expect(home.ids).toEqual(['light.lamp']);
  });

  it('takes a double in as soon as the first is announced as something else', async () => {
    await home.announce('homeassistant/light/a/config', moving);
    await home.announce('homeassistant/light/b/config', { ...moving, command_topic: 'other/set' });
    await home.announce('homeassistant/light/a/config', { ...moving, uniq_id: 'lamp-2', name: 'Another' });
    expect(home.ids).toEqual(['light.another', 'light.lamp']);
    home.watch('other/set');
    expect(await home.sends('light.lamp', 'turn_on')).toEqual([['other/set', 'ON']]);
  });

  it.each(['migrate_discovery', 'migr_discvry'])(
    'keeps a thing that says it moves (%s) until its device has announced it',
    async (key) => {
      await home.announce('homeassistant/light/lamp/config', moving);
      await home.tell('lamp', 'ON');
      await home.announce('homeassistant/light/lamp/config', { [key]: true });
      expect(home.state('light.lamp')?.value).toBe('on');
      await home.announce('homeassistant/device/lamp/config', deviceOf({ ...moving, cmd_t: 'lamp/new/set' }));
      await home.announce('homeassistant/light/lamp/config', '');
      expect(home.ids).toEqual(['light.lamp']);
      expect(home.state('light.lamp')?.value).toBe('on');
      home.watch('lamp/new/set');
      expect(await home.sends('light.lamp', 'turn_off')).toEqual([['lamp/new/set', 'OFF']]);
    },
  );

  it('takes a thing back from the document of its device', async () => {
    await home.announce('homeassistant/device/lamp/config', deviceOf(moving));
    await home.announce('homeassistant/device/lamp/config', { migrate_discovery: true });
    await home.announce('homeassistant/light/lamp/config', moving);
    await home.announce('homeassistant/device/lamp/config', '');
    expect(home.ids).toEqual(['light.lamp']);
  });

  it('keeps a thing that says it moves where its new announcement cannot be used', async () => {
    await home.announce('homeassistant/light/lamp/config', moving);
    await home.tell('lamp', 'ON');
    await home.announce('homeassistant/light/lamp/config', { migrate_discovery: true });
    await home.announce('homeassistant/device/lamp/config', deviceOf({ ...moving, val_tpl: '{{ broken' }));
    home.watch('lamp/set');
    expect(home.ids).toEqual(['light.lamp']);
    expect(home.state('light.lamp')?.value).toBe('on');
    expect(await home.sends('light.lamp', 'turn_off')).toEqual([['lamp/set', 'OFF']]);
    await home.announce('homeassistant/device/lamp/config', deviceOf({ ...moving, cmd_t: 'lamp/new/set' }));
    home.watch('lamp/new/set');
    expect(home.ids).toEqual(['light.lamp']);
    expect(await home.sends('light.lamp', 'turn_off')).toEqual([['lamp/new/set', 'OFF']]);
  });

  it('forgets a thing that said it moves when it is taken away without having moved', async () => {
    await home.announce('homeassistant/light/lamp/config', moving);
    await home.announce('homeassistant/light/lamp/config', { migrate_discovery: true });
    await home.announce('homeassistant/light/lamp/config', '');
    expect(home.ids).toEqual([]);
  });

  it('gives two things of one name two ids', async () => {
    await home.announce('homeassistant/light/a/config', { name: 'Lamp', command_topic: 'a', unique_id: 'x' });
    await home.announce('homeassistant/light/b/config', { name: 'Lamp', command_topic: 'b', unique_id: 'y' });
    expect(home.ids).toEqual(['light.lamp', 'light.lamp_2']);
  });

  it('does not take the devices it is told to ignore, those switched off, and kinds it does not know', async () => {
    home = new TestHouse({ ignoreIdentities: ['linnet_box'] });
    await home.announce('homeassistant/switch/linnet_box/mute/config', {
      name: 'Mute',
      command_topic: 'a',
      device: { identifiers: ['linnet_box'] },
    });
    await home.announce('homeassistant/switch/b/config', {
      name: 'Off',
      command_topic: 'a',
      enabled_by_default: false,
    });
    await home.announce('homeassistant/camera/c/config', { name: 'Camera', topic: 'a' });
    await home.announce('homeassistant/tag/d/config', { topic: 'a' });
    expect(home.ids).toEqual([]);
  });

  it('tells settings and diagnostics apart from what is meant by a name', async () => {
    await home.announce('homeassistant/sensor/a/config', {
      name: 'Signal',
      state_topic: 'a',
      entity_category: 'diagnostic',
    });
    expect(entity('sensor.signal')?.category).toBe('diagnostic');
  });

  it('says once that it changed, after it has settled', async () => {
    const versions: number[] = [];
    home.house.on('changed', ({ version }) => versions.push(version));
    for (let number = 0; number < 10; number++) {
      await home.announce(`homeassistant/light/l${number}/config`, {
        name: `Lamp ${number}`,
        command_topic: 'a',
        unique_id: `u${number}`,
      });
    }
    expect(home.house.snapshot().entities).toHaveLength(10);
    home.clock.advance(100);
    expect(versions).toEqual([10]);
  });

  it('says what a state was and is', async () => {
    const heard: unknown[] = [];
    await home.announce('homeassistant/binary_sensor/a/config', {
      name: 'Door',
      state_topic: 'a',
      device_class: 'door',
    });
    home.house.on('stateChanged', ({ id }, now, before) => heard.push([id, before?.value ?? null, now?.value ?? null]));
    await home.tell('a', 'ON');
    await home.tell('a', 'ON');
    await home.tell('a', 'OFF');
    expect(heard).toEqual([
      ['binary_sensor.door', null, 'on'],
      ['binary_sensor.door', 'on', 'off'],
    ]);
  });

  it.each([
    ['{"name": "x"', 'half of a document'],
    ['[]', 'a list'],
    ['null', 'null'],
    ['"text"', 'a text'],
    ['{}', 'nothing to command'],
    ['{"command_topic": "a/#", "name": "x"}', 'a wildcard as a command topic'],
    ['{"command_topic": 5, "name": "x"}', 'a number as a topic'],
    ['{"command_topic": "a", "state_topic": "b", "value_template": "{{ broken", "name": "x"}', 'a broken template'],
    [
      '{"command_topic": "a", "state_topic": "b", "value_template": "{% include \'x\' %}", "name": "x"}',
      'a template that reaches out',
    ],
  ])('does not take %s (%s)', async (document) => {
    await home.announce('homeassistant/light/a/config', document);
    expect(home.ids).toEqual([]);
  });

  it.each([
    'homeassistant/light/config',
    'homeassistant/light/a/b/c/config',
    'homeassistant/light/a/state',
    'other/light/a/config',
    'homeassistant/light/a b/config',
  ])('does not listen to %s', async (topic) => {
    await home.announce(topic, { name: 'Lamp', command_topic: 'a' });
    expect(home.ids).toEqual([]);
  });
});

describe('availability', () => {
  const document = (more: object) => ({ name: 'Lamp', command_topic: 'a/set', state_topic: 'a', ...more });
  const two = [{ topic: 'one' }, { topic: 'two', payload_available: 'yes', payload_not_available: 'no' }];

  it.each([
    ['all', { one: 'online' }, false],
    ['all', { one: 'online', two: 'yes' }, true],
    ['all', { one: 'online', two: 'no' }, false],
    ['any', { one: 'online', two: 'no' }, true],
    ['any', { one: 'offline', two: 'no' }, false],
    ['latest', { one: 'offline', two: 'yes' }, true],
    ['latest', { two: 'yes', one: 'offline' }, false],
  ])('in mode %s after %o is %s', async (mode, messages, expected) => {
    await home.announce('homeassistant/light/a/config', document({ availability: two, availability_mode: mode }));
    for (const [topic, payload] of Object.entries(messages)) await home.tell(topic, payload);
    expect(home.house.isAvailable('light.lamp')).toBe(expected);
  });

  it('is not touched by messages that mean neither', async () => {
    await home.announce('homeassistant/light/a/config', document({ availability_topic: 'one' }));
    await home.tell('one', 'online');
    await home.tell('one', 'maybe');
    expect(home.house.isAvailable('light.lamp')).toBe(true);
  });

  it.each([
    [
      'a list of short keys without a base topic',
      [{ t: 'one', pl_avail: 'up', pl_not_avail: 'down', val_tpl: '{{ value_json.s }}' }],
    ],
    [
      'one object in place of a list',
      { t: 'one', pl_avail: 'up', pl_not_avail: 'down', val_tpl: '{{ value_json.s }}' },
    ],
  ])('is taken from %s', async (_what, avty) => {
    await home.announce('homeassistant/light/a/config', document({ avty }));
    expect(home.house.isAvailable('light.lamp')).toBe(false);
    await home.tell('one', { s: 'up' });
    expect(home.house.isAvailable('light.lamp')).toBe(true);
    await home.tell('one', { s: 'down' });
    expect(home.house.isAvailable('light.lamp')).toBe(false);
  });

  it('is told when it changes', async () => {
    const heard: unknown[] = [];
    await home.announce('homeassistant/light/a/config', document({ availability_topic: 'one' }));
    await home.tell('a', 'ON');
    home.house.on('stateChanged', (_entity, now) => heard.push(now?.value ?? null));
    await home.tell('one', 'online');
    await home.tell('one', 'offline');
    expect(heard).toEqual(['on', null]);
  });
});

describe('states that end by themselves', () => {
  it('a sensor that is silent for too long is unknown', async () => {
    await home.announce('homeassistant/sensor/a/config', { name: 'T', state_topic: 'a', expire_after: 60 });
    await home.tell('a', '20');
    home.clock.advance(59_000);
    expect(home.state('sensor.t')?.value).toBe('20');
    home.clock.advance(1000);
    expect(home.state('sensor.t')).toBeNull();
  });

  it('a motion that only reports its start ends after its delay', async () => {
    await home.announce('homeassistant/binary_sensor/a/config', { name: 'Motion', state_topic: 'a', off_delay: 5 });
    await home.tell('a', 'ON');
    expect(home.state('binary_sensor.motion')?.value).toBe('on');
    home.clock.advance(5000);
    expect(home.state('binary_sensor.motion')?.value).toBe('off');
  });
});
