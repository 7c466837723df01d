// What anybody who can publish to the broker may send: nothing of it may stop the house or reach further than its own entity.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readerOf } from '../../appliance/home/discovery/components.ts';
import { PacketGuard } from '../../appliance/home/packet-guard.ts';
import { TestHouse } from './support/house.ts';

const DOMAINS = [
  'light',
  'switch',
  'cover',
  'climate',
  'fan',
  'lock',
  'vacuum',
  'valve',
  'sensor',
  'binary_sensor',
  'number',
  'select',
  'text',
  'button',
  'scene',
  'siren',
  'humidifier',
  'water_heater',
  'lawn_mower',
  'alarm_control_panel',
  'device',
  'camera',
];
const KEYS = [
  '~',
  'name',
  'command_topic',
  'state_topic',
  'schema',
  'brightness',
  'brightness_scale',
  'supported_color_modes',
  'value_template',
  'state_template',
  'command_on_template',
  'command_off_template',
  'availability',
  'avty_t',
  'availability_mode',
  'device',
  'dev',
  'cmps',
  'components',
  'o',
  'unique_id',
  'object_id',
  'default_entity_id',
  'payload_on',
  'position_topic',
  'set_position_topic',
  'position_open',
  'position_closed',
  'modes',
  'mode_command_topic',
  'temperature_command_topic',
  'min_temp',
  'options',
  'json_attributes_topic',
  'percentage_command_topic',
  'speed_range_min',
  'speed_range_max',
  'expire_after',
  'off_delay',
  'effect_list',
  'supported_features',
  'migrate_discovery',
  'enabled_by_default',
  'qos',
  'retain',
  'p',
  '__proto__',
  'constructor',
  'toString',
];
const value = fc.oneof(
  fc.constantFrom<unknown>(
    'a',
    'a/b',
    '~/c',
    '+/#',
    '',
    'json',
    'template',
    'online',
    '{{ value_json.x }}',
    '{{ value',
    '{% for i in range(9999) %}{% for j in range(9999) %}x{% endfor %}{% endfor %}',
    true,
    false,
    null,
    0,
    -1,
    1e308,
    [],
    {},
    ['off', 'heat'],
    { topic: 'a' },
    [{ topic: 'a', value_template: '{{ value.x.y }}' }],
    { name: 'D', identifiers: ['i'], suggested_area: 'Room' },
    { x: { p: 'light', command_topic: 'a' }, y: { p: 'sensor' }, z: 5 },
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
/** Built by entries, so that "__proto__" is a key like any other, as in parsed JSON. */
const document = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), value), { maxLength: 14 })
  .map(
    (entries) => `{${entries.map(([key, content]) => `${JSON.stringify(key)}:${JSON.stringify(content)}`).join(',')}}`,
  );
const bytes = fc.uint8Array({ maxLength: 64 });

/** A lamp that must go on working whatever happens around it. */
async function withLamp(): Promise<TestHouse> {
  const home = new TestHouse();
  await home.announce('homeassistant/light/lamp/config', {
    name: 'Good Lamp',
    command_topic: 'lamp/set',
    state_topic: 'lamp',
    unique_id: 'good',
  });
  home.watch('lamp/set', (_topic, payload) => void home.tell('lamp', payload));
  return home;
}

async function expectAlive(home: TestHouse): Promise<void> {
  const on = home.state('light.good_lamp')?.value === 'on';
  expect(await home.run('light.good_lamp', on ? 'turn_off' : 'turn_on')).toMatchObject({ kind: 'confirmed' });
}

describe('hostile discovery', () => {
  it('of any bytes changes nothing', async () => {
    const home = await withLamp();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...DOMAINS), bytes, (domain, payload) =>
        home.tell(`homeassistant/${domain}/evil/config`, Buffer.from(payload), true),
      ),
      { numRuns: 500 },
    );
    expect(home.ids).toEqual(['light.good_lamp']);
    await expectAlive(home);
  });

  it("of Tasmota's kind, with anything in any of its fields, harms nobody", async () => {
    const home = await withLamp();
    const good = {
      dn: 'Plug',
      fn: ['Plug', null],
      mac: 'A0B0C00B1C2D',
      ofln: 'Offline',
      onln: 'Online',
      state: ['OFF', 'ON'],
      t: 'plug',
      ft: '%prefix%/%topic%/',
      tp: ['cmnd', 'stat', 'tele'],
      rl: [1, 2, 3, 3],
      swc: [1],
      swn: [null],
      so: { '30': 0 },
      lt_st: 5,
      ver: 1,
    };
    const place = 'tasmota/discovery/A0B0C00B1C2D';
    const changed = fc.dictionary(fc.constantFrom(...Object.keys(good)), value, { maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(changed, fc.jsonValue({ maxDepth: 5 }), fc.json(), async (changes, sensors, message) => {
        await home.announce(`${place}/config`, { ...good, ...changes });
        await home.announce(`${place}/sensors`, { sn: sensors });
        await home.tell('tele/plug/LWT', 'Online');
        for (const topic of ['stat/plug/RESULT', 'tele/plug/STATE', 'tele/plug/SENSOR'])
          await home.tell(topic, message);
        for (const id of home.ids) if (id !== 'light.good_lamp') await home.run(id, 'turn_on', { brightness_pct: 5 });
      }),
      { numRuns: 200 },
    );
    await home.announce(`${place}/config`, '');
    expect(home.ids).toEqual(['light.good_lamp']);
    await expectAlive(home);
  });

  it('of any document, with any messages and commands after it, harms nobody', async () => {
    const home = await withLamp();
    const topics = ['a', 'a/b', 'base/c'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...DOMAINS),
        fc.constantFrom('n1', 'n2', 'n3'),
        document,
        fc.constantFrom(...topics),
        fc.oneof(
          bytes.map((raw) => Buffer.from(raw)),
          fc.json().map((text) => Buffer.from(text)),
        ),
        async (domain, node, announced, topic, payload) => {
          await home.announce(`homeassistant/${domain}/${node}/evil/config`, announced);
          await home.tell(topic, payload);
          for (const { id } of home.house.snapshot().entities) {
            const state = home.state(id);
            expect(state === null || typeof state.value === 'string').toBe(true);
          }
          const [last] = home.ids.slice(-1);
          if (last !== undefined && last !== 'light.good_lamp') await home.run(last, 'turn_on', { brightness_pct: 50 });
        },
      ),
      { numRuns: 1500 },
    );
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    await expectAlive(home);
  });

  it('of endless entities fills the house up to its limit only', async () => {
    const home = new TestHouse({ maxEntities: 50 });
    const components = Object.fromEntries(
      Array.from({ length: 2000 }, (_, number) => [
        `c${number}`,
        { p: 'sensor', name: `S${number}`, state_topic: 's', unique_id: `u${number}` },
      ]),
    );
    await home.announce('homeassistant/device/evil/config', {
      dev: { ids: ['x'] },
      o: { name: 'x' },
      cmps: components,
    });
    for (let number = 0; number < 100; number++)
      await home.announce(`homeassistant/sensor/e${number}/config`, { name: `N${number}`, state_topic: 's' });
    expect(home.ids).toHaveLength(50);
  });

  it('of deep JSON is not taken', async () => {
    const home = await withLamp();
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    await home.announce(
      'homeassistant/light/evil/config',
      `{"command_topic":"a","availability":${deep},"device":${deep},"modes":${deep}}`,
    );
    await home.announce('homeassistant/device/evil/config', `{"components":${deep}}`);
    await expectAlive(home);
  });

  it('with a name of a megabyte gets a short name', async () => {
    const home = await withLamp();
    await home.announce('homeassistant/switch/evil/config', { name: 'x'.repeat(1_000_000), command_topic: 'a' });
    const evil = home.house.snapshot().entities.find(({ domain }) => domain === 'switch');
    expect(evil?.name.length).toBeLessThanOrEqual(100);
    expect(evil?.id.length).toBeLessThanOrEqual(120);
  });
});

describe('hostile states', () => {
  const everything = async (): Promise<TestHouse> => {
    const home = await withLamp();
    for (const domain of DOMAINS.filter((one) => readerOf(one) !== null)) {
      await home.announce(`homeassistant/${domain}/t/config`, {
        name: 'T',
        unique_id: domain,
        command_topic: 's/set',
        state_topic: 's',
        mode_state_topic: 's',
        position_topic: domain === 'cover' ? 's' : undefined,
        set_position_topic: domain === 'cover' ? 's/set' : undefined,
        brightness_state_topic: 's',
        rgb_state_topic: 's',
        temperature_state_topic: 's',
        json_attributes_topic: 's',
        options: ['a'],
        availability_topic: 's/availability',
      });
    }
    return home;
  };

  it('of any bytes leave every entity with a state or none', async () => {
    const home = await everything();
    await home.tell('s/availability', 'online');
    const payload = fc.oneof(
      bytes.map((raw) => Buffer.from(raw)),
      fc.json({ maxDepth: 5 }).map((text) => Buffer.from(text)),
      fc
        .constantFrom(
          'NaN',
          'Infinity',
          '-1e999',
          '1e400',
          '0x10',
          '\ud800',
          '{"__proto__":{"polluted":1}}',
          `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
          'x'.repeat(200_000),
        )
        .map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(payload, async (raw) => {
        await home.tell('s', raw);
        for (const id of home.ids) {
          const state = home.state(id);
          if (state === null) continue;
          expect(state.value.length).toBeLessThanOrEqual(255);
          expect(Object.getPrototypeOf(state.attributes)).toBe(Object.prototype);
          for (const attribute of Object.values(state.attributes)) expect(Number.isNaN(attribute)).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    await expectAlive(home);
  });

  it('with templates that never end are given up, and their neighbours on the topic live', async () => {
    const home = await withLamp();
    const endless = '{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}';
    for (let number = 0; number < 30; number++) {
      await home.announce(`homeassistant/sensor/evil${number}/config`, {
        name: `Evil ${number}`,
        state_topic: 'shared',
        value_template: endless,
        unique_id: `e${number}`,
      });
    }
    await home.announce('homeassistant/sensor/good/config', {
      name: 'Good',
      state_topic: 'shared',
      value_template: '{{ value_json.t }}',
      unique_id: 'g',
    });
    for (let round = 0; round < 12; round++) await home.tell('shared', { t: round });
    expect(home.state('sensor.good')?.value).toBe('11');
    expect(home.state('sensor.evil_0')).toBeNull();
    await expectAlive(home);
  });
});

describe('the guard of packet sizes', () => {
  const header = (length: number): number[] => {
    const digits: number[] = [];
    for (let left = length; ; left = Math.floor(left / 128)) {
      digits.push(left >= 128 ? (left % 128) | 128 : left);
      if (left < 128) return digits;
    }
  };

  it('passes what is small and leaves out what is not, wherever the network cuts', () => {
    const packets = fc.array(fc.nat({ max: 400 }), { maxLength: 20 });
    fc.assert(
      fc.property(
        packets,
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 30 }),
        (lengths, cuts) => {
          const made = lengths.map((length) =>
            Buffer.concat([Buffer.from([0x30, ...header(length)]), Buffer.alloc(length, length & 255)]),
          );
          let skipped = 0;
          const guard = new PacketGuard(200, () => skipped++);
          const stream = Buffer.concat(made);
          const passed: Buffer[] = [];
          for (let at = 0, turn = 0; at < stream.length; turn++) {
            const size = cuts[turn % cuts.length] as number;
            passed.push(...guard.filter(stream.subarray(at, at + size)).map((piece) => Buffer.from(piece)));
            at += size;
          }
          expect(
            Buffer.concat(passed).equals(Buffer.concat(made.filter((_, index) => (lengths[index] as number) <= 200))),
          ).toBe(true);
          expect(skipped).toBe(lengths.filter((length) => length > 200).length);
        },
      ),
    );
  });
});
