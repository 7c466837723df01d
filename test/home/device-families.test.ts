// Discovery documents in the manner of each family of devices, with the messages that follow.
import { beforeEach, describe, expect, it } from 'vitest';
import { TestHouse } from './support/house.ts';

let home: TestHouse;
beforeEach(() => {
  home = new TestHouse();
});

const told = () =>
  home.house.snapshot().entities.map(({ id, name }) => [id, name, home.state(id)?.value ?? null] as const);

describe('ESPHome', () => {
  const shared = {
    avty_t: 'strip/status',
    dev: {
      ids: '240ac4aabbcc',
      name: 'Strip',
      sw: 'esphome v2025.10.1',
      mdl: 'esp32dev',
      mf: 'Espressif',
      cns: [['mac', '24:0a:c4:aa:bb:cc']],
    },
  };

  it('has lights of five channels, which speak JSON', async () => {
    await home.announce('homeassistant/light/strip/shelf/config', {
      schema: 'json',
      clrm: true,
      sup_clrm: ['color_temp', 'rgbww'],
      brightness: true,
      min_mirs: 153,
      max_mirs: 370,
      effect: true,
      fx_list: ['None', 'Rainbow'],
      name: 'Shelf',
      stat_t: 'strip/light/shelf/state',
      cmd_t: 'strip/light/shelf/command',
      uniq_id: 'ESPlightshelf',
      ...shared,
    });
    await home.tell('strip/status', 'online', true);
    await home.tell('strip/light/shelf/state', {
      state: 'ON',
      color_mode: 'color_temp',
      brightness: 128,
      color: { c: 128, w: 255 },
      color_temp: 250,
    });
    expect(home.state('light.strip_shelf')).toMatchObject({
      value: 'on',
      attributes: { brightness: 128, color_mode: 'color_temp', color_temp_kelvin: 4000, min_color_temp_kelvin: 2702 },
    });
    home.watch('strip/light/shelf/command', () => {
      const color = { r: 255, g: 0, b: 0, c: 0, w: 0 };
      void home.tell('strip/light/shelf/state', { state: 'ON', color_mode: 'rgbww', brightness: 128, color });
    });
    expect(await home.run('light.strip_shelf', 'turn_on', { rgb_color: [255, 0, 0] })).toMatchObject({
      kind: 'confirmed',
    });
    expect(JSON.parse(home.sent[0]?.[1] ?? '')).toEqual({ state: 'ON', color: { r: 255, g: 0, b: 0, c: 0, w: 0 } });
  });

  it('has thermostats, covers and fans, with a topic for everything', async () => {
    await home.announce('homeassistant/climate/strip/heater/config', {
      curr_temp_t: 'strip/climate/heater/current_temperature/state',
      mode_cmd_t: 'strip/climate/heater/mode/command',
      mode_stat_t: 'strip/climate/heater/mode/state',
      modes: ['off', 'heat'],
      temp_cmd_t: 'strip/climate/heater/target_temperature/command',
      temp_stat_t: 'strip/climate/heater/target_temperature/state',
      act_t: 'strip/climate/heater/action/state',
      min_temp: 5,
      max_temp: 30,
      temp_step: 0.5,
      temp_unit: 'C',
      name: 'Heater',
      uniq_id: 'ESPclimateheater',
      ...shared,
    });
    await home.announce('homeassistant/cover/strip/blind/config', {
      pos_t: 'strip/cover/blind/position/state',
      set_pos_t: 'strip/cover/blind/position/command',
      stat_t: 'strip/cover/blind/state',
      cmd_t: 'strip/cover/blind/command',
      name: 'Blind',
      uniq_id: 'ESPcoverblind',
      ...shared,
    });
    await home.announce('homeassistant/fan/strip/vent/config', {
      stat_t: 'strip/fan/vent/state',
      cmd_t: 'strip/fan/vent/command',
      pct_cmd_t: 'strip/fan/vent/speed_level/command',
      pct_stat_t: 'strip/fan/vent/speed_level/state',
      spd_rng_max: 4,
      name: 'Vent',
      uniq_id: 'ESPfanvent',
      ...shared,
    });
    for (const [topic, payload] of Object.entries({
      status: 'online',
      'climate/heater/mode/state': 'heat',
      'climate/heater/action/state': 'heating',
      'climate/heater/current_temperature/state': '18.4',
      'climate/heater/target_temperature/state': '21.0',
      'cover/blind/state': 'open',
      'cover/blind/position/state': '40',
      'fan/vent/state': 'ON',
      'fan/vent/speed_level/state': '2',
    }))
      await home.tell(`strip/${topic}`, payload, true);
    expect(told()).toEqual([
      ['climate.strip_heater', 'Strip Heater', 'heat'],
      ['cover.strip_blind', 'Strip Blind', 'open'],
      ['fan.strip_vent', 'Strip Vent', 'on'],
    ]);
    expect(home.state('climate.strip_heater')?.attributes).toMatchObject({
      current_temperature: 18.4,
      temperature: 21,
      hvac_action: 'heating',
    });
    expect(home.state('fan.strip_vent')?.attributes.percentage).toBe(50);
    home.watch('strip/fan/vent/speed_level/command');
    expect(await home.sends('fan.strip_vent', 'set_percentage', { percentage: 100 })).toEqual([
      ['strip/fan/vent/speed_level/command', '4'],
    ]);
  });
});

describe('Shelly of the second generation, announced by a script on the device', () => {
  const shared = {
    availability: { topic: 'shellyplus/online', payload_available: 'true', payload_not_available: 'false' },
    device: {
      name: 'Boiler',
      identifiers: ['a8032abe54dc'],
      connections: [['mac', 'A8:03:2A:BE:54:DC']],
      model: 'Plus 1PM',
    },
    origin: { name: 'Shelly' },
  };
  const rpc = (method: string, params: object): string => JSON.stringify({ id: 1, src: 'ha', method, params });

  it('has switches that are commanded by calls, and told by status objects', async () => {
    await home.announce('homeassistant/switch/a8032abe54dc-0/config', {
      ...shared,
      name: null,
      command_topic: 'shellyplus/rpc',
      payload_on: rpc('Switch.Set', { id: 0, on: true }),
      payload_off: rpc('Switch.Set', { id: 0, on: false }),
      state_topic: 'shellyplus/status/switch:0',
      value_template: '{% if value_json.output %}on{% else %}off{% endif %}',
      state_on: 'on',
      state_off: 'off',
      unique_id: 'a8032abe54dc-switch-0',
    });
    await home.announce('homeassistant/sensor/a8032abe54dc-0-power/config', {
      ...shared,
      name: 'Power',
      state_topic: 'shellyplus/status/switch:0',
      value_template: '{{ value_json.apower | round(1) }}',
      device_class: 'power',
      state_class: 'measurement',
      unit_of_measurement: 'W',
      unique_id: 'a8032abe54dc-0-power',
    });
    await home.tell('shellyplus/online', 'true', true);
    await home.tell('shellyplus/status/switch:0', { id: 0, output: true, apower: 812.46, temperature: { tC: 44.1 } });
    expect(told()).toEqual([
      ['switch.boiler', 'Boiler', 'on'],
      ['sensor.boiler_power', 'Boiler Power', '812.5'],
    ]);
    home.watch(
      'shellyplus/rpc',
      () => void home.tell('shellyplus/status/switch:0', { id: 0, output: false, apower: 0 }),
    );
    expect(await home.run('switch.boiler', 'turn_off')).toMatchObject({ kind: 'confirmed' });
    expect(home.sent).toEqual([['shellyplus/rpc', rpc('Switch.Set', { id: 0, on: false })]]);
  });

  it('has covers that go to a position', async () => {
    await home.announce('homeassistant/cover/a8032abe54dc-0/config', {
      ...shared,
      name: 'Awning',
      command_topic: 'shellyplus/rpc',
      payload_open: rpc('Cover.Open', { id: 0 }),
      payload_close: rpc('Cover.Close', { id: 0 }),
      payload_stop: rpc('Cover.Stop', { id: 0 }),
      position_topic: 'shellyplus/status/cover:0',
      position_template: '{% if value_json.current_pos != none %}{{ value_json.current_pos }}{% endif %}',
      set_position_topic: 'shellyplus/rpc',
      set_position_template:
        '{"id": 1, "src": "ha", "method": "Cover.GoToPosition", "params": {"id": 0, "pos": {{ position }}}}',
      state_topic: 'shellyplus/status/cover:0',
      value_template: '{{ value_json.state }}',
      unique_id: 'a8032abe54dc-cover-0',
    });
    await home.tell('shellyplus/online', 'true', true);
    await home.tell('shellyplus/status/cover:0', { id: 0, state: 'stopped', current_pos: 0 });
    expect(home.state('cover.boiler_awning')).toMatchObject({ value: 'closed', attributes: { current_position: 0 } });
    await home.tell('shellyplus/status/cover:0', { id: 0, state: 'stopped', current_pos: null });
    expect(home.state('cover.boiler_awning')?.attributes.current_position).toBe(0);
    home.watch('shellyplus/rpc');
    const [sent] = await home.sends('cover.boiler_awning', 'set_cover_position', { position: 60 });
    expect(JSON.parse(sent?.[1] ?? '')).toMatchObject({ method: 'Cover.GoToPosition', params: { pos: 60 } });
  });
});

describe('Theengs', () => {
  it('has sensors that any of several gateways may hear, and that are not touched by what a message leaves out', async () => {
    const sensor = (quantity: string, deviceClass: string, unit: string) => ({
      stat_t: '+/+/BTtoMQTT/A4C138112233',
      name: deviceClass,
      uniq_id: `A4C138112233-${quantity}`,
      dev_cla: deviceClass,
      stat_cla: 'measurement',
      unit_of_meas: unit,
      val_tpl: `{{ value_json.${quantity} | is_defined }}`,
      device: {
        ids: ['A4C138112233'],
        cns: [['mac', 'A4C138112233']],
        mf: 'Xiaomi',
        mdl: 'LYWSD03MMC',
        name: 'Cellar',
        via_device: 'TheengsGateway',
      },
    });
    await home.announce('homeassistant/sensor/A4C138112233-tempc/config', sensor('tempc', 'temperature', '°C'));
    await home.announce('homeassistant/sensor/A4C138112233-hum/config', sensor('hum', 'humidity', '%'));
    await home.tell('home/TheengsGateway/BTtoMQTT/A4C138112233', {
      id: 'A4:C1:38:11:22:33',
      rssi: -70,
      tempc: 11.2,
      hum: 71,
    });
    await home.tell('home/OpenMQTTGateway/BTtoMQTT/A4C138112233', { id: 'A4:C1:38:11:22:33', rssi: -88, hum: 72 });
    expect(told()).toEqual([
      ['sensor.cellar_temperature', 'Cellar temperature', '11.2'],
      ['sensor.cellar_humidity', 'Cellar humidity', '72'],
    ]);
  });
});

describe('Z-Wave JS UI', () => {
  it('has locks whose words are numbers', async () => {
    await home.announce('homeassistant/lock/Front_Door/lock/config', {
      command_topic: 'zwave/Front_Door/98/0/targetMode/set',
      state_topic: 'zwave/Front_Door/98/0/currentMode',
      payload_lock: 255,
      payload_unlock: 0,
      state_locked: 255,
      state_unlocked: 0,
      value_template: '{{ value_json.value }}',
      availability: [
        {
          payload_available: 'true',
          payload_not_available: 'false',
          topic: 'zwave/Front_Door/status',
          value_template: "{{'true' if value_json.value else 'false'}}",
        },
        {
          topic: 'zwave/_CLIENTS/ZWAVE_GATEWAY-box/status',
          value_template: "{{'online' if value_json.value else 'offline'}}",
        },
      ],
      availability_mode: 'all',
      device: {
        identifiers: ['zwavejs2mqtt_0xe1_node12'],
        manufacturer: 'Yale',
        model: 'Door lock',
        name: 'Front Door',
      },
      name: 'lock',
      unique_id: 'zwavejs2mqtt_0xe1_12-98-0-currentMode',
    });
    await home.tell('zwave/Front_Door/status', { value: true, status: 'Alive' }, true);
    await home.tell('zwave/_CLIENTS/ZWAVE_GATEWAY-box/status', { value: true }, true);
    await home.tell('zwave/Front_Door/98/0/currentMode', { time: 1, value: 0 });
    expect(told()).toEqual([['lock.front_door_lock', 'Front Door lock', 'unlocked']]);
    const set = 'zwave/Front_Door/98/0/targetMode/set';
    home.watch(set, () => void home.tell('zwave/Front_Door/98/0/currentMode', { time: 2, value: 255 }));
    expect(await home.run('lock.front_door_lock', 'lock')).toMatchObject({ kind: 'confirmed' });
    expect(home.sent).toEqual([[set, '255']]);
  });
});

describe('one document for a whole device', () => {
  it('with short keys, a base topic and what all of its components share', async () => {
    await home.announce('homeassistant/device/ac-7c2c67/config', {
      dev: { ids: '7c2c67', name: 'Bedroom Cooler', sa: 'Bedroom', mf: 'Example' },
      o: { name: 'cooler2mqtt', sw: '1.4' },
      '~': 'cooler/7c2c67',
      avty: { t: '~/online', pl_avail: '1', pl_not_avail: '0' },
      stat_t: '~/state',
      cmps: {
        climate: {
          p: 'climate',
          name: null,
          modes: ['off', 'cool', 'dry'],
          mode_cmd_t: '~/mode',
          mode_stat_t: '~/state',
          mode_stat_tpl: '{{ value_json.mode }}',
          temp_cmd_t: '~/target',
          temp_stat_t: '~/state',
          temp_stat_tpl: '{{ value_json.target }}',
          uniq_id: '7c2c67-climate',
        },
        filter: {
          p: 'binary_sensor',
          name: 'Filter',
          dev_cla: 'problem',
          val_tpl: '{{ value_json.filter }}',
          uniq_id: '7c2c67-filter',
        },
        beep: {
          p: 'switch',
          name: 'Beep',
          cmd_t: '~/beep',
          val_tpl: '{{ value_json.beep }}',
          ent_cat: 'config',
          uniq_id: '7c2c67-beep',
        },
        gone: { p: 'sensor' },
      },
    });
    await home.tell('cooler/7c2c67/online', '1', true);
    await home.tell('cooler/7c2c67/state', { mode: 'cool', target: 23, filter: 'OFF', beep: 'ON' });
    expect(told()).toEqual([
      ['climate.bedroom_cooler', 'Bedroom Cooler', 'cool'],
      ['binary_sensor.bedroom_cooler_filter', 'Bedroom Cooler Filter', 'off'],
      ['switch.bedroom_cooler_beep', 'Bedroom Cooler Beep', 'on'],
    ]);
    home.watch('cooler/7c2c67/mode');
    expect(await home.sends('climate.bedroom_cooler', 'set_hvac_mode', { hvac_mode: 'dry' })).toEqual([
      ['cooler/7c2c67/mode', 'dry'],
    ]);
  });
});
