// What the house does not have is said to be missing where all else of a command is clear, and nothing is done.
import { afterEach, describe, expect, test } from 'vitest';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
let house: ScriptedHouse;
afterEach(() => spoken.close());

async function ask(language: string, sentences: 'own' | 'fetched', light: string, text: string) {
  const area = 'living_room';
  house = new ScriptedHouse(
    [
      { entity: entity('light.kitchen', light, area), state: 'on' },
      { entity: entity('cover.blinds', 'Left Blinds', area, { deviceClass: 'blind' }), state: 'open' },
      { entity: entity('switch.lampion', 'Lampion', area), state: 'on' },
      { entity: entity('lock.front', 'Front Door', area), state: 'locked' },
    ],
    [{ id: area, name: 'Living Room', aliases: [], floor: null }],
  );
  spoken = await SpokenHouse.open({ language, sentences, house, area: 'Living Room' });
  const reply = await spoken.ask(text);
  expect(house.commands).toEqual([]);
  return reply;
}

const GRAMMARS = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);

describe.each(GRAMMARS)('with the %s English sentences', (sentences) => {
  test.each([
    ['turn on the garden light', 'I do not know a device called garden light.'],
    ['turn the garden light off please', 'I do not know a device called garden light.'],
    ['set the garden light to 50 percent', 'I do not know a device called garden light.'],
    ['is the garden light on', 'I do not know a device called garden light.'],
    ['turn on the sauna', 'I do not know a device called sauna.'],
    ['close the garden blinds', 'I do not know a device called garden blinds.'],
    ['turn off the lights in the garden', 'There are no lights in the garden.'],
    ['turn off everything in the attic', 'There is nothing like that in the attic.'],
  ])('"%s": %s', async (text, said) => {
    expect(await ask('en', sentences, 'Kitchen Light', text)).toMatchObject({ outcome: 'failed', text: said });
  });

  test.each([
    'turn on',
    'turn off the',
    'turn it on',
    'turn this off',
    'turn on some music',
    'turn on 5',
    'put on your shoes',
    'open your eyes',
    'garden light on',
    'the garden light on',
    'is the shop open',
    'we turned on the garden light',
    "don't turn on the garden light",
    'turn on the unicorn and the kitchen light',
    'turn on the kitchen light and the unicorn',
    'turn off all the lights but one',
    'turn off the lampion tonight',
    'turn off the lampion immediately',
    'turn on the lights for dinner',
    'turn off the front door',
    'turn on the Front Door',
  ])('"%s" is not understood', async (text) => {
    expect(await ask('en', sentences, 'Kitchen Light', text)).toMatchObject({ outcome: 'notUnderstood' });
  });
});

describe.runIf(sentenceFiles !== null)('in each language', () => {
  test.each([
    ['de', 'Licht Küche', 'schalte das Licht Sauna ein', 'Ein Gerät namens licht sauna kenne ich nicht.'],
    ['fr', 'Lampe de la cuisine', 'allume la lampe du sauna', "Je ne connais pas d'appareil nommé lampe du sauna."],
    ['es', 'Lámpara cocina', 'enciende la lámpara sauna', 'No conozco ningún dispositivo llamado lámpara sauna.'],
    ['it', 'Lampada cucina', 'accendi la lampada sauna', /lampada sauna/],
    ['nl', 'Keuken lamp', 'zet de sauna lamp aan', /sauna lamp/],
    ['pt', 'Lâmpada cozinha', 'liga a lâmpada sauna', /lâmpada sauna/],
    ['pl', 'Lampa kuchnia', 'włącz lampa sauna', /lampa sauna/],
    ['sv', 'Köket lampan', 'tänd sauna lampan', /sauna lampan/],
    ['da', 'Køkken lampen', 'tænd sauna lampen', /sauna lampen/],
    ['ru', 'Лампа кухня', 'включи лампа сауна', /лампа сауна/],
    ['cs', 'Lampa kuchyně', 'zapni lampa sauna', /lampa sauna/],
  ])('%s, where there is "%s": "%s"', async (language, light, text, said) => {
    expect(await ask(language, 'fetched', light, text)).toMatchObject({
      outcome: 'failed',
      text: typeof said === 'string' ? said : expect.stringMatching(said),
    });
  });
});
