import { beforeEach, describe, expect, it } from 'vitest';
import { serviceGoal } from '../../appliance/home/home-assistant/service-goal.ts';
import { TestHouse } from './support/house.ts';

let home: TestHouse;
beforeEach(() => {
  home = new TestHouse();
  home.watch('y/#');
});

const announce = (domain: string, document: object): Promise<void> =>
  home.announce(`homeassistant/${domain}/thing/config`, { name: 'Thing', ...document });

describe('a device that does not tell its state', () => {
  it.each([
    ['without a state topic', { command_topic: 'y/set' }],
    ['that calls itself optimistic', { command_topic: 'y/set', state_topic: 'x', optimistic: true }],
  ])('%s is taken to be what was last asked of it', async (_what, document) => {
    await announce('switch', document);
    expect(home.state('switch.thing')).toBeNull();
    expect(await home.run('switch.thing', 'turn_on')).toMatchObject({ kind: 'sent' });
    expect(home.state('switch.thing')).toMatchObject({ value: 'on', attributes: { assumed_state: true } });
    expect(await home.sends('switch.thing', 'toggle')).toEqual([['y/set', 'OFF']]);
    expect(await home.sends('switch.thing', 'toggle')).toEqual([['y/set', 'ON']]);
  });

  it('is told again what it is taken to be already: someone may have used a wall switch', async () => {
    await announce('switch', { command_topic: 'y/set' });
    await home.run('switch.thing', 'turn_on');
    expect(await home.run('switch.thing', 'turn_on')).toMatchObject({ kind: 'sent' });
    expect(home.sent).toHaveLength(2);
  });

  it('tells its house what it is taken to be', async () => {
    const heard: unknown[] = [];
    await announce('switch', { command_topic: 'y/set' });
    home.house.on('stateChanged', (_entity, now) => heard.push(now?.value ?? null));
    await home.run('switch.thing', 'turn_on');
    expect(heard).toEqual(['on']);
  });

  it.each([
    [
      'light',
      { command_topic: 'y', brightness_command_topic: 'y/b' },
      'turn_on',
      { brightness: 51 },
      'on',
      { brightness: 51 },
    ],
    [
      'light',
      { schema: 'json', command_topic: 'y', brightness: true },
      'turn_on',
      { brightness: 9 },
      'on',
      { brightness: 9 },
    ],
    ['cover', { command_topic: 'y' }, 'close_cover', {}, 'closed', {}],
    ['cover', { set_position_topic: 'y' }, 'set_cover_position', { position: 40 }, 'open', { current_position: 40 }],
    ['lock', { command_topic: 'y' }, 'lock', {}, 'locked', {}],
    [
      'fan',
      { command_topic: 'y', percentage_command_topic: 'y/p' },
      'set_percentage',
      { percentage: 30 },
      'on',
      { percentage: 30 },
    ],
    ['number', { command_topic: 'y' }, 'set_value', { value: 12 }, '12', {}],
    ['select', { command_topic: 'y', options: ['a', 'b'] }, 'select_option', { option: 'b' }, 'b', {}],
    ['text', { command_topic: 'y' }, 'set_value', { value: 'hello' }, 'hello', {}],
    ['siren', { command_topic: 'y' }, 'turn_on', {}, 'on', {}],
    ['lawn_mower', { dock_command_topic: 'y' }, 'dock', {}, 'docked', {}],
    ['climate', { mode_command_topic: 'y' }, 'set_hvac_mode', { hvac_mode: 'heat' }, 'heat', {}],
    [
      'climate',
      { temperature_command_topic: 'y' },
      'set_temperature',
      { temperature: 21 },
      'unknown',
      { temperature: 21 },
    ],
  ])('a %s %o after %s %o', async (domain, document, service, data, value, attributes) => {
    await announce(domain, document);
    expect(await home.run(`${domain}.thing`, service, data)).toMatchObject({ kind: 'sent' });
    expect(home.state(`${domain}.thing`)).toMatchObject({ value, attributes: { assumed_state: true, ...attributes } });
  });

  it('of which Home Assistant says so is not confirmed by what Home Assistant remembers', () => {
    const state = { value: 'on', attributes: { assumed_state: true }, changedAt: 0 };
    expect(serviceGoal('switch', 'turn_off', {}, state).reached).toBeNull();
    expect(serviceGoal('switch', 'turn_off', {}, { ...state, attributes: {} }).reached).not.toBeNull();
  });
});

describe('a light that tells less than it can do', () => {
  const partly = {
    command_topic: 'y/set',
    state_topic: 'x',
    brightness_command_topic: 'y/brightness',
    color_temp_command_topic: 'y/temperature',
    rgb_command_topic: 'y/rgb',
    effect_command_topic: 'y/effect',
    effect_list: ['rainbow'],
  };
  const answering = async (): Promise<void> => {
    await announce('light', partly);
    home.watch('y/set', (_topic, payload) => void home.tell('x', payload));
  };

  it.each([
    ['brightness', { brightness: 51 }, { brightness: 51 }],
    ['colour temperature', { color_temp_kelvin: 2700 }, { color_temp_kelvin: 2700, color_mode: 'color_temp' }],
    ['colour', { rgb_color: [255, 0, 0] }, { rgb_color: [255, 0, 0] }],
    ['effect', { effect: 'rainbow' }, { effect: 'rainbow' }],
  ])(
    'is confirmed by being on where it does not tell its %s, which is taken for true',
    async (_what, data, attributes) => {
      await answering();
      expect(await home.run('light.thing', 'turn_on', data)).toMatchObject({ kind: 'confirmed' });
      expect(home.state('light.thing')).toMatchObject({ value: 'on', attributes });
    },
  );

  it('is sent what it does not tell, although it may have it', async () => {
    await answering();
    await home.run('light.thing', 'turn_on', { brightness: 51 });
    expect(await home.sends('light.thing', 'turn_on', { brightness: 51 })).toContainEqual(['y/brightness', '51']);
  });

  it('is not confirmed where it does not even tell that it is on', async () => {
    await announce('light', partly);
    expect(await home.run('light.thing', 'turn_on', { brightness: 51 })).toMatchObject({ kind: 'notConfirmed' });
  });
});

describe('a light that is turned on by its brightness', () => {
  const document = {
    command_topic: 'y/set',
    state_topic: 'x',
    brightness_command_topic: 'y/brightness',
    brightness_state_topic: 'x/brightness',
    on_command_type: 'brightness',
  };

  it('comes back as bright as it was', async () => {
    await announce('light', document);
    await home.tell('x/brightness', '80');
    await home.tell('x', 'OFF');
    expect(await home.sends('light.thing', 'turn_on')).toEqual([['y/brightness', '80']]);
  });

  it('is as bright as can be where nothing is known', async () => {
    await announce('light', document);
    expect(await home.sends('light.thing', 'turn_on')).toEqual([['y/brightness', '255']]);
  });
});

describe('what a device already is', () => {
  it.each([
    ['brightness', { brightness: 128 }, { brightness: 129 }],
    ['colour temperature', { color_temp: 370, color_mode: 'color_temp' }, { color_temp_kelvin: 2800 }],
    ['hue', { color: { h: 10, s: 100 }, color_mode: 'hs' }, { hs_color: [15, 100] }],
  ])('is not another %s that is near it', async (_what, told, asked) => {
    await announce('light', {
      schema: 'json',
      command_topic: 'y/set',
      state_topic: 'x',
      brightness: true,
      supported_color_modes: ['color_temp', 'hs'],
    });
    await home.tell('x', { state: 'ON', brightness: 128, ...told });
    expect(await home.sends('light.thing', 'turn_on', asked)).toHaveLength(1);
  });

  it('is the same where the device could not tell the difference', async () => {
    await announce('light', {
      schema: 'json',
      command_topic: 'y/set',
      state_topic: 'x',
      supported_color_modes: ['color_temp'],
    });
    await home.tell('x', { state: 'ON', color_temp: 370, color_mode: 'color_temp' });
    expect(await home.run('light.thing', 'turn_on', { color_temp_kelvin: 2700 })).toMatchObject({ kind: 'already' });
  });

  it('is another temperature than one a little lower', async () => {
    await announce('climate', {
      temperature_command_topic: 'y/t',
      temperature_state_topic: 'x',
      mode_state_topic: 'x/m',
    });
    await home.tell('x/m', 'heat');
    await home.tell('x', '21.3');
    expect(await home.sends('climate.thing', 'set_temperature', { temperature: 21.5 })).toEqual([['y/t', '21.5']]);
    await home.tell('x', '21.5');
    expect(await home.run('climate.thing', 'set_temperature', { temperature: 21.5 })).toMatchObject({
      kind: 'already',
    });
  });

  it('is another position than one beside it', async () => {
    await announce('cover', { set_position_topic: 'y/p', position_topic: 'x' });
    await home.tell('x', '49');
    expect(await home.sends('cover.thing', 'set_cover_position', { position: 50 })).toEqual([['y/p', '50']]);
    await home.tell('x', '50');
    expect(await home.run('cover.thing', 'set_cover_position', { position: 50 })).toMatchObject({ kind: 'already' });
  });

  it('is not fully open for a cover that only tells that it is not closed', async () => {
    await announce('cover', { command_topic: 'y/set', state_topic: 'x' });
    await home.tell('x', 'open');
    expect(await home.sends('cover.thing', 'open_cover')).toEqual([['y/set', 'OPEN']]);
    await home.tell('x', 'closed');
    expect(await home.run('cover.thing', 'close_cover')).toMatchObject({ kind: 'already' });
  });

  it('is no spot that a vacuum cleans while it cleans the house', async () => {
    await announce('vacuum', { command_topic: 'y/set', state_topic: 'x' });
    await home.tell('x', { state: 'cleaning' });
    expect(await home.sends('vacuum.thing', 'clean_spot')).toEqual([['y/set', 'clean_spot']]);
  });

  it('is warm enough without the mode that is asked with the temperature', async () => {
    await announce('climate', {
      temperature_command_topic: 'y/t',
      temperature_state_topic: 'x',
      mode_command_topic: 'y/m',
      mode_state_topic: 'x/m',
    });
    await home.tell('x/m', 'off');
    await home.tell('x', '21');
    const asked = { temperature: 21, hvac_mode: 'heat' };
    expect(await home.sends('climate.thing', 'set_temperature', asked)).toEqual([
      ['y/m', 'heat'],
      ['y/t', '21'],
    ]);
  });
});

describe('a thermostat that tells nothing', () => {
  it('is taken to be as warm, and in the mode, that was asked', async () => {
    await announce('climate', { temperature_command_topic: 'y/t', mode_command_topic: 'y/m' });
    await home.run('climate.thing', 'set_temperature', { temperature: 21, hvac_mode: 'heat' });
    expect(home.state('climate.thing')).toMatchObject({ value: 'heat', attributes: { temperature: 21 } });
  });
});

describe('a thermostat that tells its temperature and not its mode', () => {
  it('is taken to be in the mode that was asked with the temperature', async () => {
    await announce('climate', {
      temperature_command_topic: 'y/t',
      temperature_state_topic: 'x',
      mode_command_topic: 'y/m',
    });
    await home.tell('x', '19');
    home.watch('y/t', () => void home.tell('x', '21'));
    const asked = { temperature: 21, hvac_mode: 'heat' };
    expect(await home.run('climate.thing', 'set_temperature', asked)).toMatchObject({ kind: 'confirmed' });
    expect(home.state('climate.thing')).toMatchObject({ value: 'heat', attributes: { temperature: 21 } });
  });
});

describe('a thermostat with a switch of its own', () => {
  it('is switched by it alone, also where it knows no modes', async () => {
    await announce('climate', { power_command_topic: 'y/power', temperature_command_topic: 'y/t' });
    expect(await home.sends('climate.thing', 'turn_on')).toEqual([['y/power', 'ON']]);
    expect(await home.sends('climate.thing', 'turn_off')).toEqual([['y/power', 'OFF']]);
    expect(home.state('climate.thing')?.value).toBe('off');
  });

  it('is confirmed by its mode where it tells that', async () => {
    await announce('climate', { power_command_topic: 'y/power', mode_command_topic: 'y/m', mode_state_topic: 'x' });
    await home.tell('x', 'heat');
    home.watch('y/power', () => void home.tell('x', 'off'));
    expect(await home.run('climate.thing', 'turn_off')).toMatchObject({ kind: 'confirmed' });
    expect(home.sent.filter(([topic]) => topic === 'y/m')).toEqual([]);
  });
});
