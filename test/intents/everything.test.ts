// "Turn everything off upstairs", in each tested language: what is switched on the floor that is named, and nothing that locks, opens or
// heats.
import { describe, expect, it } from 'vitest';
import { Grammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import { entity } from './support/demo-house.ts';

const THINGS = [
  entity('light.hall', 'Lamp A', 'hall'),
  entity('lock.front', 'Lock A', 'hall'),
  entity('light.bed', 'Lamp B', 'bed'),
  entity('fan.bath', 'Fan B', 'bath'),
  entity('switch.bath', 'Plug B', 'bath'),
  entity('media_player.bath', 'Radio B', 'bath'),
  entity('lock.balcony', 'Lock B', 'bed'),
  entity('cover.bed', 'Shade B', 'bed'),
  entity('climate.bed', 'Heating B', 'bed'),
  entity('vacuum.bed', 'Robot B', 'bed'),
  entity('alarm_control_panel.bed', 'Panel B', 'bed'),
];
const UPSTAIRS = ['light.bed', 'fan.bath', 'switch.bath', 'media_player.bath'];

function understood(language: string, floor: string, text: string) {
  const rooms = [
    { id: 'hall', floor: 'ground' },
    { id: 'bed', floor: 'upper' },
    { id: 'bath', floor: 'upper' },
  ];
  const snapshot = {
    version: 1,
    floors: [
      { id: 'ground', name: 'Floor 0', aliases: ['downstairs'] },
      { id: 'upper', name: floor, aliases: ['upstairs'] },
    ],
    areas: rooms.map((room) => ({ ...room, name: room.id, aliases: [] })),
    entities: THINGS,
  };
  const grammars = new HouseGrammars([new Grammar(language, ownSentences(language))]);
  const { understand } = createUnderstander({}, { grammars });
  const meaning = understand(text, { language, area: 'hall', snapshot, lastTurn: null });
  return meaning.kind === 'intent' ? [meaning.intent, ...meaning.entities.map(({ id }) => id)] : [meaning.kind];
}

describe('everything on a floor', () => {
  it.each([
    ['en', 'First Floor', 'turn off everything upstairs'],
    ['en', 'First Floor', 'turn everything off on the first floor'],
    ['en', 'First Floor', 'everything off upstairs'],
    ['de', 'Obergeschoss', 'schalte alles im Obergeschoss aus'],
    ['nl', 'Bovenverdieping', 'zet alles op de bovenverdieping uit'],
    ['sv', 'Övervåningen', 'stäng av allt på övervåningen'],
    ['da', 'Første sal', 'sluk alt på første sal'],
    ['fr', 'Premier étage', 'éteins tout au premier étage'],
    ['fr', 'Étage', "éteins tout à l'étage"],
    ['es', 'Planta alta', 'apaga todo en la planta alta'],
    ['it', 'Primo piano', 'spegni tutto al primo piano'],
    ['pt', 'Primeiro andar', 'apaga tudo no primeiro andar'],
    ['pl', 'Piętrze', 'wyłącz wszystko na piętrze'],
    ['ru', 'Втором этаже', 'выключи всё на втором этаже'],
    ['cs', 'Patře', 'vypni všechno v patře'],
  ])('%s, %s: "%s"', (language, floor, text) => {
    expect(understood(language, floor, text)).toEqual(['HassTurnOff', ...UPSTAIRS]);
  });

  it.each([
    'turn off everything in the house',
    'turn on everything upstairs',
    'unlock everything upstairs',
    'everything upstairs is off',
    "don't turn off everything upstairs",
  ])('is not what is meant: "%s"', (text) => {
    expect(understood('en', 'First Floor', text)).toEqual(['unknown']);
  });

  it('is nothing in a room that the house does not have', () => {
    expect(understood('en', 'First Floor', 'turn off everything in the attic')).toEqual(['HassTurnOff']);
  });

  it.each([
    ['turn off all the lights upstairs', ['HassTurnOff', 'light.bed']],
    ['turn the lights on on the first floor', ['HassTurnOn', 'light.bed']],
    ['turn off the upstairs lights', ['HassTurnOff', 'light.bed']],
    ['turn off the lights downstairs', ['HassTurnOff', 'light.hall']],
  ])('is not all that can be said of one: "%s"', (text, meant) => {
    expect(understood('en', 'First Floor', text)).toEqual(meant);
  });
});
