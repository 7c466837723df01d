import { beforeEach, describe, expect, it } from 'vitest';
import { TestHouse } from './support/house.ts';

let home: TestHouse;
beforeEach(() => {
  home = new TestHouse();
});

describe('a thing that is announced anew', () => {
  const told = { name: 'Lamp', cmd_t: 'a/set', uniq_id: 'x', stat_t: ['answer', 'report'] };

  it('is what it said last, on whichever topic that was', async () => {
    await home.announce('homeassistant/light/a/config', { ...told, val_tpl: '{{ value_json.POWER }}' });
    await home.tell('report', { POWER: 'OFF' });
    await home.tell('answer', { POWER: 'ON' });
    await home.tell('answer', { POWER: 'OFF' });
    await home.tell('report', { POWER: 'ON' });
    await home.tell('answer', { POWER: 'OFF' });
    await home.announce('homeassistant/light/a/config', {
      ...told,
      name: 'Lantern',
      val_tpl: '{{ value_json.POWER }}',
    });
    expect(home.state('light.lamp')?.value).toBe('off');
  });

  it('is there or not as it said last', async () => {
    const there = { avty: [{ t: 'there' }, { t: 'bridge' }] };
    await home.announce('homeassistant/light/a/config', { ...told, ...there });
    await home.tell('bridge', 'online');
    await home.tell('there', 'offline');
    await home.tell('report', 'ON');
    await home.announce('homeassistant/light/a/config', { ...told, ...there, name: 'Lantern' });
    expect(home.house.isAvailable('light.lamp')).toBe(false);
    await home.tell('there', 'online');
    await home.announce('homeassistant/light/a/config', { ...told, ...there });
    expect(home.house.isAvailable('light.lamp')).toBe(true);
  });

  it('does not move again where the movement has ended by itself', async () => {
    const motion = { name: 'Motion', stat_t: 'motion', uniq_id: 'm', off_dly: 5 };
    await home.announce('homeassistant/binary_sensor/m/config', motion);
    await home.tell('motion', 'ON');
    home.clock.advance(6000);
    await home.announce('homeassistant/binary_sensor/m/config', { ...motion, dev_cla: 'motion' });
    expect(home.state('binary_sensor.motion')?.value).toBe('off');
  });

  it('hears what a topic said that it had not followed', async () => {
    await home.announce('homeassistant/light/a/config', told);
    await home.tell('report', 'ON');
    await home.announce('homeassistant/sensor/b/config', { name: 'Power', stat_t: 'level', uniq_id: 'b' });
    await home.tell('level', '128');
    await home.announce('homeassistant/light/a/config', { ...told, bri_cmd_t: 'a/level', bri_stat_t: 'level' });
    expect(home.state('light.lamp')).toMatchObject({ value: 'on', attributes: { brightness: 128 } });
  });

  it('is what was last said on several topics that another thing follows already', async () => {
    const twin = { ...told, val_tpl: '{{ value_json.POWER }}' };
    await home.announce('homeassistant/light/a/config', twin);
    await home.tell('report', { POWER: 'OFF' });
    await home.tell('answer', { POWER: 'ON' });
    await home.announce('homeassistant/light/b/config', { ...twin, name: 'Lantern', uniq_id: 'y' });
    expect(home.state('light.lantern')?.value).toBe('on');
  });

  it('does not assume what it tells now, and has no effects that it does not announce', async () => {
    const lamp = { name: 'Lamp', cmd_t: 'p/set', uniq_id: 'p' };
    const effects = { fx_cmd_t: 'p/effect', fx_list: ['blink'] };
    await home.announce('homeassistant/light/a/config', { ...lamp, ...effects });
    await home.run('light.lamp', 'turn_on');
    expect(home.state('light.lamp')?.attributes).toEqual({ assumed_state: true, effect_list: ['blink'] });
    await home.announce('homeassistant/light/a/config', { ...lamp, stat_t: 'p' });
    expect(home.state('light.lamp')).toMatchObject({ value: 'on', attributes: {} });
    expect(home.state('light.lamp')?.attributes).toEqual({});
  });
});
