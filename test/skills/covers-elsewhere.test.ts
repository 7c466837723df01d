// Blinds spoken of in a room that has none: the only ones of the house are meant, whatever is to be done with them.
import { afterEach, describe, expect, test } from 'vitest';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { ScriptedHouse, type ScriptedThing } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

const AREAS = ['Living Room', 'Bedroom'].map((name) => ({
  id: name.toLowerCase().replace(' ', '_'),
  name,
  aliases: [],
  floor: null,
}));
const cover = (id: string, name: string, deviceClass: string): ScriptedThing => ({
  entity: entity(id, name, 'bedroom', { deviceClass, features: ['open_close', 'position', 'stop'] }),
  state: 'closed',
  attributes: { current_position: 30 },
});

let spoken: SpokenHouse;
let house: ScriptedHouse;
afterEach(() => spoken.close());

async function ask(text: string, things: readonly ScriptedThing[], sentences: 'own' | 'fetched') {
  house = new ScriptedHouse(things, AREAS);
  spoken = await SpokenHouse.open({ house, sentences, area: 'Living Room' });
  return spoken.ask(text);
}

const COMMANDS = [
  ['close the blinds', 'close_cover'],
  ['open the blinds', 'open_cover'],
  ['open the blinds halfway', 'set_cover_position'],
  ['set the blinds to 50 percent', 'set_cover_position'],
  ['stop the blinds', 'stop_cover'],
] as const;

describe.each(sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const))(
  'with %s sentences',
  (sentences) => {
    test.each(COMMANDS)('"%s" is about the only ones', async (text, service) => {
      const reply = await ask(text, [cover('cover.a', 'Roller', 'blind')], sentences);
      expect(reply.outcome).toBe('done');
      expect(house.commands).toMatchObject([{ entity: 'cover.a', service }]);
    });

    test.each(COMMANDS)('"%s" is about none of several', async (text) => {
      const two = [cover('cover.a', 'Roller', 'blind'), cover('cover.b', 'Other Roller', 'blind')];
      expect(await ask(text, two, sentences)).toMatchObject({
        ...{ outcome: 'failed', text: 'There are no blinds in the Living Room.' },
      });
      expect(house.commands).toEqual([]);
    });

    test('a room that was named has what it has', async () => {
      const reply = await ask('close the living room blinds', [cover('cover.a', 'Roller', 'blind')], sentences);
      expect(reply.outcome).toBe('failed');
      expect(house.commands).toEqual([]);
    });

    test('a garage still asks before it is opened', async () => {
      const reply = await ask('open the garage door', [cover('cover.g', 'Gate', 'garage')], sentences);
      expect(reply.outcome).toBe('asked');
      expect(house.commands).toEqual([]);
    });
  },
);
