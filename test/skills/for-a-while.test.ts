// "Turn on the heater for five minutes": on at once, off by itself, and only for what is switched.
import { afterEach, describe, expect, test } from 'vitest';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

const MINUTE = 60_000;
const GRAMMARS = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);
let spoken: SpokenHouse;
let house: ScriptedHouse;
afterEach(() => spoken.close());

async function open(sentences: 'own' | 'fetched'): Promise<void> {
  house = new ScriptedHouse([
    { entity: entity('switch.heater', 'Heater', null), state: 'off' },
    { entity: entity('light.kitchen', 'Kitchen Light', null), state: 'off' },
    { entity: entity('lock.door', 'Front Door', null), state: 'locked' },
    { entity: entity('cover.blinds', 'Blinds', null, { deviceClass: 'blind' }), state: 'closed' },
    { entity: entity('scene.party', 'Party', null), state: 'unknown' },
    { entity: entity('vacuum.rosie', 'Rosie', null), state: 'docked' },
  ]);
  spoken = await SpokenHouse.open({ house, sentences });
}

const sent = () => house.commands.map(({ entity: id, service }) => `${id} ${service}`);
const planned = () => spoken.timers.list().map(({ command, totalMs }) => [command, totalMs / MINUTE]);

describe.each(GRAMMARS)('with the %s sentences', (sentences) => {
  test.each([
    ['turn on the heater for five minutes', 'turn off the heater', 5, 'Off again in 5 minutes.'],
    ['turn the heater on for half an hour please', 'turn the heater off', 30, 'Off again in 30 minutes.'],
    ['switch on the heater for an hour and a half', 'switch off the heater', 90, 'Off again in 1 hour and 30 minutes.'],
  ])('"%s"', async (text, command, minutes, said) => {
    await open(sentences);
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', text: expect.stringContaining(said) });
    expect(sent()).toEqual(['switch.heater turn_on']);
    expect(planned()).toEqual([[command, minutes]]);
  });

  test.each([
    ['make it ten', [['turn off the heater', 10]], 'Off again in 10 minutes.'],
    ['no, ten minutes', [['turn off the heater', 10]], 'Off again in 10 minutes.'],
    ['no, the kitchen light', [['turn off the heater', 5]], undefined],
    ['and the kitchen light', [['turn off the heater', 5]], undefined],
    ['cancel it', [], undefined],
  ])('"%s" behind it is about how long', async (text, left, said) => {
    await open(sentences);
    await spoken.ask('turn on the heater for five minutes');
    const reply = await spoken.ask(text);
    if (said !== undefined) expect(reply.text).toBe(said);
    expect(planned()).toEqual(left);
    expect(sent()).toEqual(['switch.heater turn_on']);
  });

  test('two commands that are put off together are told of once', async () => {
    await open(sentences);
    const { text } = await spoken.ask('in ten minutes turn off the heater and turn on the kitchen light');
    expect(planned()).toEqual([
      ['turn off the heater', 10],
      ['turn on the kitchen light', 10],
    ]);
    expect(text.match(/10 minutes/g)).toHaveLength(1);
  });

  test.each([
    'unlock the front door for five minutes',
    'open the blinds for five minutes',
    'turn on the party for five minutes',
    'turn on rosie for five minutes',
    'turn off the heater for five minutes',
    'turn on the heater for the party',
    'turn on the heater for a while',
    'turn on the heater for five',
    'turn on the heater for zero minutes',
    'turn on the kitchen light and the heater for five minutes',
    'we turn on the heater for five minutes',
    'the heater for five minutes',
  ])('"%s" does nothing', async (text) => {
    await open(sentences);
    await spoken.ask(text);
    expect([sent(), planned()]).toEqual([[], []]);
  });
});
