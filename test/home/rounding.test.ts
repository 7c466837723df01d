// Percentages as Home Assistant makes them of what devices count, and back (homeassistant/util/scaling.py, components/mqtt/cover.py,
// valve.py, fan.py, light/schema_basic.py). The numbers are what its formulas give in Python.
import { beforeEach, describe, expect, it } from 'vitest';
import { TestHouse } from './support/house.ts';

let home: TestHouse;
beforeEach(() => {
  home = new TestHouse();
  home.watch('x/set/#');
});

const announce = (domain: string, document: object) =>
  home.announce(`homeassistant/${domain}/x/config`, { name: 'X', unique_id: 'x', ...document });
const shown = (id: string, attribute: string) => home.state(id)?.attributes[attribute];

type Told = readonly [told: string, percent: number];
type Sent = readonly [percent: number, sent: string];

/** Closed and open as the device counts; what it tells; what it is sent. */
const RANGES: ReadonlyArray<readonly [closed: number, open: number, told: readonly Told[], sent: readonly Sent[]]> = [
  [
    0,
    255,
    [
      ['1', 0],
      ['2', 0],
      ['127', 49],
      ['128', 50],
      ['254', 99],
      ['300', 100],
      ['-4', 0],
    ],
    [
      [1, '3'],
      [10, '26'],
      [33, '84'],
      [50, '128'],
      [99, '252'],
    ],
  ],
  [
    0,
    10,
    [
      ['1.99', 19],
      ['9.99', 99],
    ],
    [
      [5, '0'],
      [15, '2'],
      [25, '2'],
      [35, '4'],
      [45, '4'],
    ],
  ],
  [
    255,
    0,
    [
      ['1', 99],
      ['2', 99],
      ['254', 0],
    ],
    [
      [10, '230'],
      [50, '128'],
    ],
  ],
  [
    20,
    -20,
    [
      ['5', 37],
      ['-7', 67],
    ],
    [[33, '7']],
  ],
];

describe.each(RANGES)('from %d to %d', (closed, open, told, sent) => {
  const range = { position_closed: closed, position_open: open };

  it.each(told)('a cover and a valve that tell %s are open to %d %%', async (payload, percent) => {
    await announce('cover', { position_topic: 'x/at', ...range });
    await announce('valve', { state_topic: 'x/at', reports_position: true, ...range });
    await home.tell('x/at', payload);
    expect([shown('cover.x', 'current_position'), shown('valve.x', 'current_position')]).toEqual([percent, percent]);
  });

  it.each(sent)('a cover and a valve that are to be open to %d %% are sent %s', async (position, payload) => {
    await announce('cover', { set_position_topic: 'x/set', position_topic: 'x/at', ...range });
    await announce('valve', { command_topic: 'x/set', reports_position: true, ...range });
    await home.run('cover.x', 'set_cover_position', { position });
    await home.run('valve.x', 'set_valve_position', { position });
    expect(home.sent.map(([, text]) => text)).toEqual([payload, payload]);
  });

  it.each(
    told.filter(
      ([payload]) =>
        Number.isInteger(Number(payload)) && Number(payload) >= Math.min(closed, open) && Number(payload) <= 255,
    ),
  )('slats that tell %s are open to %d %%', async (payload, percent) => {
    await announce('cover', {
      tilt_status_topic: 'x/at',
      tilt_command_topic: 'x/set',
      tilt_min: closed,
      tilt_max: open,
    });
    await home.tell('x/at', payload);
    expect(shown('cover.x', 'current_tilt_position')).toBe(percent);
  });
});

it('a cover that counts coarsely has done what was asked when it is at its own step', async () => {
  const document = { set_position_topic: 'x/set', position_topic: 'x/at', position_closed: 0, position_open: 10 };
  await announce('cover', document);
  await home.tell('x/at', '0');
  home.watch('x/set', (_topic, payload) => void home.tell('x/at', payload));
  expect(await home.run('cover.x', 'set_cover_position', { position: 25 })).toMatchObject({ kind: 'confirmed' });
  expect(shown('cover.x', 'current_position')).toBe(20);
});

it('slats are where they said last when they tell what is none of their positions; a fraction is the nearest', async () => {
  await announce('cover', { tilt_status_topic: 'x/at', tilt_command_topic: 'x/set', tilt_min: 0, tilt_max: 90 });
  for (const [payload, percent] of [
    ['45', 50],
    ['91', 50],
    ['-1', 50],
    ['44.5', 48],
    ['45.5', 51],
    ['90.4', 100],
  ] as const) {
    await home.tell('x/at', payload);
    expect(shown('cover.x', 'current_tilt_position')).toBe(percent);
  }
});

it('a template of a command sees the percentage, and as "value" what the device counts', async () => {
  const limits = { position_closed: 5, position_open: 205, tilt_min: 0, tilt_max: 180 };
  await announce('cover', {
    ...{
      set_position_topic: 'x/set',
      set_position_template:
        '{{ value }} {{ position }} {{ position_closed }} {{ position_open }} {{ tilt_min }} {{ tilt_max }}',
    },
    ...{
      tilt_command_topic: 'x/set/tilt',
      tilt_command_template:
        '{{ value }} {{ tilt_position }} {{ position_closed }} {{ position_open }} {{ tilt_min }} {{ tilt_max }}',
    },
    ...{ ...limits, tilt_opened_value: 90 },
  });
  await home.run('cover.x', 'set_cover_position', { position: 30 });
  await home.run('cover.x', 'set_cover_tilt_position', { tilt_position: 25 });
  await home.run('cover.x', 'open_cover_tilt');
  expect(home.sent.map(([, text]) => text)).toEqual(['65 30 5 205 0 180', '45 25 5 205 0 180', '90 90 5 205 0 180']);
});

/** The slowest and the fastest speed; what it tells; what it is sent. */
const SPEEDS: ReadonlyArray<readonly [min: number, max: number, told: readonly Told[], sent: readonly Sent[]]> = [
  [
    1,
    100,
    [
      ['0', 0],
      ['7', 7],
    ],
    [
      [7, '7'],
      [14, '14'],
      [28, '28'],
      [29, '29'],
      [55, '55'],
      [57, '57'],
    ],
  ],
  [
    1,
    3,
    [
      ['1', 33],
      ['2', 66],
    ],
    [
      [33, '1'],
      [34, '2'],
      [66, '2'],
      [67, '3'],
    ],
  ],
  [
    2,
    9,
    [
      ['2', 12],
      ['3', 25],
      ['8', 87],
    ],
    [
      [7, '2'],
      [12, '2'],
      [13, '3'],
      [58, '6'],
    ],
  ],
];

describe.each(SPEEDS)('a fan of the speeds %d to %d', (min, max, told, sent) => {
  beforeEach(() =>
    announce('fan', {
      ...{ command_topic: 'x/on', state_topic: 'x/state' },
      ...{ percentage_command_topic: 'x/set', percentage_state_topic: 'x/at' },
      ...{ speed_range_min: min, speed_range_max: max },
    }),
  );

  it.each(told)(
    'that tells %s is at %d %%, and stays there when it tells what is no speed of it',
    async (payload, percent) => {
      await home.tell('x/state', 'ON');
      await home.tell('x/at', payload);
      for (const other of [max + 1, min - 2]) await home.tell('x/at', String(other));
      expect(shown('fan.x', 'percentage')).toBe(percent);
    },
  );

  it.each(sent)('that is to be at %d %% is sent %s', async (percentage, payload) => {
    await home.run('fan.x', 'set_percentage', { percentage });
    expect(home.sent.map(([, text]) => text)).toEqual([payload]);
  });
});

describe('a light', () => {
  const document = { command_topic: 'x/on', brightness_command_topic: 'x/set', brightness_state_topic: 'x/at' };

  it.each([
    ['10', 26],
    ['30', 76],
    ['50', 128],
    ['70', 178],
    ['90', 230],
    ['0.1', 1],
  ])('that tells %s of 100 has brightness %d', async (payload, brightness) => {
    await announce('light', { ...document, state_topic: 'x/state', brightness_scale: 100 });
    await home.tell('x/state', 'ON');
    await home.tell('x/at', payload);
    expect(shown('light.x', 'brightness')).toBe(brightness);
  });

  it.each([
    [10, '26'],
    [30, '76'],
    [50, '128'],
    [70, '178'],
    [90, '230'],
  ])('that is to be at %d %% is sent %s of 255', async (brightness_pct, payload) => {
    await announce('light', document);
    await home.run('light.x', 'turn_on', { brightness_pct });
    expect(home.sent.map(([, text]) => text)).toEqual([payload]);
  });

  it('that is dimmed by its colour is sent channels that are rounded down', async () => {
    await announce('light', { command_topic: 'x/on', rgb_command_topic: 'x/set' });
    await home.run('light.x', 'turn_on', { rgb_color: [255, 200, 3], brightness: 100 });
    expect(home.sent.map(([, text]) => text)).toEqual(['100,78,1']);
  });

  it('that counts its white in mireds is sent, and shows, what is rounded down', async () => {
    const white = { color_temp_command_topic: 'x/set', color_temp_state_topic: 'x/white' };
    await announce('light', { command_topic: 'x/on', state_topic: 'x/state', ...white });
    await home.tell('x/state', 'ON');
    await home.run('light.x', 'turn_on', { color_temp_kelvin: 6600 });
    await home.tell('x/white', '370');
    expect([home.sent.map(([, text]) => text), shown('light.x', 'color_temp_kelvin')]).toEqual([['151'], 2702]);
  });
});
