// Locks that only tell: a sensor that watches a bolt, beside locks that can be turned.
import { afterEach, describe, expect, test } from 'vitest';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse, type SpokenHouseOptions } from './support/spoken-house.ts';

let spoken: SpokenHouse;
afterEach(() => spoken.close());

async function open(lock: string | null, sensor: string, options: SpokenHouseOptions): Promise<void> {
  const door = { entity: entity('lock.front', 'Front Door', null), state: lock };
  const bolt = { entity: entity('binary_sensor.shed', 'Shed Lock', null, { deviceClass: 'lock' }), state: sensor };
  const window = { entity: entity('binary_sensor.bay', 'Bay Window', null, { deviceClass: 'window' }), state: 'on' };
  const things = lock === null ? [bolt, window] : [door, bolt, window];
  spoken = await SpokenHouse.open({ house: new ScriptedHouse(things), ...options });
}

const SOURCES = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);

describe.each(SOURCES)('with the %s sentences, a sensor', (sentences) => {
  test.each([
    ['is anything unlocked', 'on', /^Yes, (?:the )?Shed Lock/],
    ['is anything unlocked', 'off', /^No/],
    ['is everything locked', 'on', /^No, (?:the )?Shed Lock/],
    ['is everything locked', 'off', /^Yes/],
    ['which doors are unlocked', 'on', /^(?:The )?Shed Lock/],
    ['are all the doors locked', 'on', /^No, (?:the )?Shed Lock/],
  ])('"%s" (it says "%s")', async (text, sensor, words) => {
    await open('locked', sensor, { sentences });
    expect((await spoken.ask(text)).text).toMatch(words);
  });

  test('that is all there is of locks is asked alone', async () => {
    await open(null, 'on', { sentences });
    expect((await spoken.ask('is anything unlocked')).text).toMatch(/^Yes, (?:the )?Shed Lock/);
  });

  test('is no lock to be turned', async () => {
    await open('unlocked', 'on', { sentences });
    const house = spoken.house as ScriptedHouse;
    await spoken.ask('lock all the doors');
    expect(house.commands.map(({ entity: id }) => id)).toEqual(['lock.front']);
  });
});

test.runIf(sentenceFiles !== null)('a sensor of a lock is heard in German too', async () => {
  await open('locked', 'on', { sentences: 'fetched', language: 'de' });
  expect((await spoken.ask('Sind alle Türen abgeschlossen?')).text).toMatch(/^Nein.*Shed Lock/);
});
