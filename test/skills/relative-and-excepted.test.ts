// What is told and what is sent where a command is relative, is for everything, or leaves something alone: on the demo house.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
beforeEach(async () => {
  spoken = await SpokenHouse.open();
});
afterEach(() => spoken.close());

describe('a temperature', () => {
  test('is so many degrees above or below what the thermostat is set to, and the new one is said', async () => {
    await spoken.ask('set the living room thermostat to 20 degrees');
    const said = await spoken.ask('make it one and a half degrees warmer');
    expect(said).toMatchObject({ outcome: 'done', text: expect.stringContaining('21.5') });
    expect(spoken.attribute('climate.living_room', 'temperature')).toBe(21.5);
    await spoken.ask('turn the heating down a bit');
    expect(spoken.attribute('climate.living_room', 'temperature')).toBe(20.5);
    await spoken.ask('two degrees cooler');
    expect(spoken.attribute('climate.living_room', 'temperature')).toBe(18.5);
  });

  test('beyond what the thermostat reaches is refused, and nothing is sent', async () => {
    await spoken.ask('set the living room thermostat to 20 degrees');
    expect(await spoken.ask('make it twenty degrees warmer')).toMatchObject({ outcome: 'failed' });
    expect(spoken.sent).toEqual([]);
    expect(spoken.attribute('climate.living_room', 'temperature')).toBe(20);
  });

  test('is not changed by steps where nobody knows what it is now', async () => {
    const targets = [
      { ...spoken.house.snapshot().entities.find(({ domain }) => domain === 'climate')!, id: 'climate.x' },
    ];
    const reply = await spoken.handle('HassClimateSetTemperature', 'climate', { temperature_step: 1 }, targets);
    expect(reply.outcome).toBe('failed');
    expect(spoken.sent).toEqual([]);
  });
});

describe('a step of several thermostats', () => {
  const step = async () => {
    const { entities } = spoken.house.snapshot();
    const targets = ['climate.extra', 'climate.living_room'].map((id) => entities.find((one) => one.id === id)!);
    return spoken.handle('HassClimateSetTemperature', 'climate', { temperature_step: 1 }, targets);
  };

  beforeEach(async () => {
    await spoken.ask('set the living room thermostat to 20 degrees');
    spoken.sent.length = 0;
    const extra = { '~': 'x', name: 'Extra', uniq_id: 'x', temp_cmd_t: '~/set', temp_stat_t: '~/state' };
    await spoken.announce('climate', { ...extra, default_entity_id: 'climate.extra' }, (payload) => payload);
  });

  test('is taken by those of which it is known what they are set to', async () => {
    const reply = await step();
    expect(reply).toMatchObject({ outcome: 'done', text: expect.stringContaining('21') });
    expect(spoken.attribute('climate.living_room', 'temperature')).toBe(21);
  });

  test('is not told as one temperature where they are set differently', async () => {
    await spoken.report('x/state', '16');
    const reply = await step();
    expect(reply.outcome).toBe('done');
    expect(reply.text).not.toMatch(/\d/);
    expect(spoken.attribute('climate.extra', 'temperature')).toBe(17);
    expect(spoken.attribute('climate.living_room', 'temperature')).toBe(21);
  });
});

describe('all of them but one', () => {
  test('are switched, and the reply does not speak of all', async () => {
    await spoken.ask('turn on all the lights');
    const said = await spoken.ask('turn off all the lights except the kitchen');
    expect(said.outcome).toBe('done');
    expect(said.text).not.toMatch(/\ball\b/i);
    expect(spoken.state('light.kitchen')).toBe('on');
    expect(spoken.state('light.bedroom')).toBe('off');
    expect(spoken.state('light.hallway')).toBe('off');
  });
});
