// A verb that is said of lights puts out lights, and "stop everything" switches nothing off.
import { expect, it } from 'vitest';
import { Grammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import { entity, houseOf } from './support/demo-house.ts';
import { fetchedGrammar, sentenceFiles } from './support/fetched.ts';

const snapshot = houseOf([
  entity('light.lamp', 'Lamp', 'living_room'),
  entity('switch.plug', 'Plug', 'living_room'),
  entity('media_player.tv', 'Player', 'living_room'),
  entity('fan.fan', 'Blower', 'living_room'),
]);

function switchedOff(text: string, language: string, grammar: Grammar): readonly string[] {
  const { understand } = createUnderstander({}, { grammars: new HouseGrammars([grammar]) });
  const meaning = understand(text, { language, area: 'living_room', snapshot, lastTurn: null });
  if (meaning.kind !== 'intent' || meaning.intent !== 'HassTurnOff') return [];
  return meaning.entities.map(({ id }) => id);
}

it.each([
  ['sv', 'släck allt', 'stäng av allt'],
  ['pl', 'zgaś wszystko', 'wyłącz wszystko'],
  ['cs', 'zhasni vše', 'vypni vše'],
  ['cs', 'zhasni všechno', 'vypni všechno'],
])('in %s "%s" is of lights, "%s" of everything', (language, lights, everything) => {
  const grammar = new Grammar(language, ownSentences(language));
  expect(switchedOff(lights, language, grammar)).toEqual(['light.lamp']);
  expect(switchedOff(everything, language, grammar)).toEqual(snapshot.entities.map(({ id }) => id));
});

it.runIf(sentenceFiles !== null)('in French "arrête tout" switches nothing off, "éteins tout" does', async () => {
  const grammar = await fetchedGrammar('fr');
  expect(switchedOff('arrête tout', 'fr', grammar)).toEqual([]);
  expect(switchedOff('éteins tout', 'fr', grammar)).toEqual(snapshot.entities.map(({ id }) => id));
  expect(switchedOff('éteindre tout', 'fr', grammar)).toEqual(snapshot.entities.map(({ id }) => id));
});
