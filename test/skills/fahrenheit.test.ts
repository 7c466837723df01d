// Degrees of a unit that is said are those of the thermostat's own unit; what is said without one is never taken for another.
import { afterEach, describe, expect, test } from 'vitest';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
let house: ScriptedHouse;
afterEach(() => spoken.close());

async function open(unit: '°C' | '°F', sentences: 'own' | 'fetched'): Promise<void> {
  const [min_temp, max_temp] = unit === '°C' ? [7, 30] : [45, 86];
  const thermostat = entity('climate.living', 'Thermostat', null, { unit });
  house = new ScriptedHouse([
    { entity: thermostat, state: 'heat', attributes: { temperature: 20, min_temp, max_temp } },
  ]);
  spoken = await SpokenHouse.open({ house, sentences });
}

const GRAMMARS = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);

describe.each(GRAMMARS)('with the %s sentences', (sentences) => {
  test.each([
    ['°C', 'set the thermostat to 70 degrees fahrenheit', 21],
    ['°C', 'set the thermostat to 68 fahrenheit', 20],
    ['°C', 'set the thermostat to seventy one degrees fahrenheit', 21.5],
    ['°C', 'set the thermostat to 21 degrees celsius', 21],
    ['°C', 'set the thermostat to 21 degrees', 21],
    ['°F', 'set the thermostat to 21 degrees celsius', 70],
    ['°F', 'set the thermostat to 70 degrees fahrenheit', 70],
    ['°F', 'set the thermostat to 70 degrees', 70],
  ] as const)('in %s: "%s" is %d', async (unit, text, temperature) => {
    await open(unit, sentences);
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', text: expect.stringContaining(`${temperature}`) });
    expect(house.commands).toMatchObject([{ service: 'set_temperature', data: { temperature } }]);
  });

  test.each([
    ['°C', 'set the thermostat to 70 degrees', 'The Thermostat only goes from 7 to 30 degrees.'],
    ['°C', 'set the thermostat to 95 degrees fahrenheit', 'The Thermostat only goes from 7 to 30 degrees.'],
    ['°C', 'set the thermostat to 21 fahrenheit', 'The Thermostat only goes from 7 to 30 degrees.'],
    ['°F', 'set the thermostat to 20 degrees', 'The Thermostat only goes from 45 to 86 degrees.'],
  ] as const)('in %s: "%s" is refused', async (unit, text, said) => {
    await open(unit, sentences);
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'failed', text: said });
    expect(house.commands).toEqual([]);
  });

  test('a number said afterwards is of the same unit', async () => {
    await open('°C', sentences);
    await spoken.ask('set the thermostat to 70 degrees fahrenheit');
    await spoken.ask('make it 68');
    expect(house.commands.at(-1)).toMatchObject({ data: { temperature: 20 } });
  });
});
