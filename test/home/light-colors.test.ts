import { beforeEach, describe, expect, it } from 'vitest';
import { TestHouse } from './support/house.ts';

let home: TestHouse;
beforeEach(() => {
  home = new TestHouse();
  home.watch('y/#');
});

const announce = (document: object): Promise<void> =>
  home.announce('homeassistant/light/lamp/config', {
    name: 'Lamp',
    command_topic: 'y/set',
    state_topic: 'x',
    ...document,
  });
const features = () => home.house.snapshot().entities[0]?.features;

describe('a light with a topic for its channels', () => {
  it.each([
    ['rgb', [255, 0, 128], '255,0,128'],
    ['rgbw', [255, 0, 128], '255,0,128,0'],
    ['rgbw', [200, 100, 100], '200,0,0,200'],
    ['rgbww', [255, 0, 0], '255,0,0,0,0'],
    ['rgbww', [255, 255, 255], '0,0,0,255,255'],
  ])('is told a colour as %s: %o', async (kind, rgb, payload) => {
    await announce({ [`${kind}_command_topic`]: 'y/color', brightness_command_topic: 'y/brightness' });
    expect(features()).toEqual(['brightness', 'color']);
    expect(await home.sends('light.lamp', 'turn_on', { rgb_color: rgb })).toEqual([
      ['y/color', payload],
      ['y/set', 'ON'],
    ]);
  });

  it.each([
    ['rgb', '255,0,0', [255, 0, 0]],
    ['rgbw', '255,0,0,0', [255, 0, 0]],
    ['rgbw', '0,0,0,200', [200, 200, 200]],
    ['rgbww', '255,0,0,255,255', [255, 128, 128]],
  ])('shows the colour that it tells as %s %s', async (kind, told, rgb) => {
    await announce({ [`${kind}_state_topic`]: 'x/color', brightness_state_topic: 'x/brightness' });
    await home.tell('x', 'ON');
    await home.tell('x/color', told);
    expect(home.state('light.lamp')?.attributes).toMatchObject({ color_mode: kind, rgb_color: rgb });
  });

  it('makes its payload by a template of the channels', async () => {
    await announce({
      rgbww_command_topic: 'y/color',
      rgbww_command_template: '{{ red }}/{{ green }}/{{ blue }}/{{ cold_white }}/{{ warm_white }}',
      brightness_command_topic: 'y/brightness',
    });
    const sent = await home.sends('light.lamp', 'turn_on', { rgb_color: [0, 255, 0] });
    expect(sent[0]).toEqual(['y/color', '0/255/0/0/0']);
  });
});

describe('a light whose channels carry its brightness', () => {
  const document = { rgb_command_topic: 'y/rgb', rgb_state_topic: 'x/rgb' };

  it('can be dimmed, and keeps its colour', async () => {
    await announce(document);
    expect(features()).toEqual(['brightness', 'color']);
    await home.tell('x', 'ON');
    await home.tell('x/rgb', '0,0,255');
    expect(await home.sends('light.lamp', 'turn_on', { brightness: 51 })).toEqual([
      ['y/rgb', '0,0,51'],
      ['y/set', 'ON'],
    ]);
  });

  it('is white where no colour is known', async () => {
    await announce(document);
    expect(await home.sends('light.lamp', 'turn_on', { brightness: 51 })).toContainEqual(['y/rgb', '51,51,51']);
  });

  it('keeps its brightness with another colour', async () => {
    await announce(document);
    await home.tell('x/rgb', '0,0,128');
    await home.tell('x', 'ON');
    expect(home.state('light.lamp')?.attributes).toMatchObject({ brightness: 128, rgb_color: [0, 0, 255] });
    const sent = await home.sends('light.lamp', 'turn_on', { rgb_color: [255, 0, 0] });
    expect(sent).toContainEqual(['y/rgb', '128,0,0']);
  });

  it('has no other colour because it is dark', async () => {
    await announce(document);
    await home.tell('x/rgb', '0,0,255');
    await home.tell('x', 'OFF');
    await home.tell('x/rgb', '0,0,0');
    expect(home.state('light.lamp')?.attributes).toMatchObject({ brightness: 255, rgb_color: [0, 0, 255] });
  });

  it('is confirmed by its channels', async () => {
    await announce(document);
    home.watch('y/rgb', (_topic, payload) => void home.tell('x/rgb', payload));
    home.watch('y/set', (_topic, payload) => void home.tell('x', payload));
    expect(await home.run('light.lamp', 'turn_on', { brightness: 51 })).toMatchObject({ kind: 'confirmed' });
    expect(home.state('light.lamp')?.attributes.brightness).toBe(51);
  });
});

it('shows white by its white lamps where it has a topic for them', async () => {
  await announce({ rgb_command_topic: 'y/rgb', white_command_topic: 'y/white', white_scale: 100 });
  const sent = await home.sends('light.lamp', 'turn_on', { rgb_color: [255, 255, 255], brightness_pct: 50 });
  expect(sent).toEqual([
    ['y/white', '50'],
    ['y/set', 'ON'],
  ]);
});

it.each([
  ['rgbw', { r: 200, g: 0, b: 0, w: 200 }],
  ['rgbww', { r: 200, g: 0, b: 0, c: 200, w: 200 }],
])('speaks JSON of %s channels', async (mode, color) => {
  await announce({ schema: 'json', supported_color_modes: [mode] });
  const [sent] = await home.sends('light.lamp', 'turn_on', { rgb_color: [200, 100, 100] });
  expect(JSON.parse(sent?.[1] ?? '')).toEqual({ state: 'ON', color });
  await home.tell('x', { state: 'ON', color_mode: mode, color });
  expect(home.state('light.lamp')?.attributes).toMatchObject({ color_mode: mode, rgb_color: [200, 100, 100] });
});

describe('the whites that a light can show', () => {
  const basic = { color_temp_command_topic: 'y/white', color_temp_state_topic: 'x/white' };
  it.each([
    ['in mireds', { ...basic, min_mireds: 250, max_mireds: 400 }, 2000, '400'],
    ['in mireds', { ...basic, min_mireds: 250, max_mireds: 400 }, 6500, '250'],
    ['in kelvin', { ...basic, min_kelvin: 2500, max_kelvin: 4000, color_temp_kelvin: true }, 2000, '2500'],
    ['in kelvin', { ...basic, min_kelvin: 2500, max_kelvin: 4000, color_temp_kelvin: true }, 3000, '3000'],
  ])('are told %s, and the nearest of them is sent', async (_unit, document, kelvin, payload) => {
    await announce(document);
    await home.tell('x', 'ON');
    expect(home.state('light.lamp')?.attributes).toMatchObject({
      min_color_temp_kelvin: 2500,
      max_color_temp_kelvin: 4000,
    });
    expect(await home.sends('light.lamp', 'turn_on', { color_temp_kelvin: kelvin })).toContainEqual([
      'y/white',
      payload,
    ]);
  });

  it('confirm the light that went as far as it can', async () => {
    await announce({ schema: 'json', supported_color_modes: ['color_temp'], max_mireds: 400 });
    home.watch('y/set', () => void home.tell('x', { state: 'ON', color_temp: 400 }));
    expect(await home.run('light.lamp', 'turn_on', { color_temp_kelvin: 2000 })).toMatchObject({ kind: 'confirmed' });
  });
});
