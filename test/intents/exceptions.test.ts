// "All the lights except the kitchen", in each tested language: everything of the kind but what is named, and nothing at all where what
// is named is not clear.
import { describe, expect, it } from 'vitest';
import { Grammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import type { Understanding } from '../../appliance/intents/understanding.ts';
import { entity, houseOf } from './support/demo-house.ts';
import { fetchedGrammar, sentenceFiles } from './support/fetched.ts';

/** Kitchen, kitchen light, room, floor lamp and ceiling lamp of the room; then sentences with what is left on. */
const SAID: ReadonlyArray<
  readonly [string, readonly [string, string, string, string, string], Record<string, string>]
> = [
  [
    'en',
    ['Kitchen', 'Kitchen Light', 'Living Room', 'Floor Lamp', 'Ceiling Lamp'],
    {
      'turn off all the lights except the kitchen': 'kitchen',
      'turn all the lights off, except for the floor lamp': 'floor',
      'turn off the lights but not the kitchen': 'kitchen',
      'turn off all the lights except the kitchen and the ceiling lamp': 'kitchen ceiling',
    },
  ],
  [
    'de',
    ['Küche', 'Küchenlicht', 'Wohnzimmer', 'Stehlampe', 'Deckenlampe'],
    {
      'schalte alle Lichter außer der Küche aus': 'kitchen',
      'mach alle Lichter aus bis auf die Stehlampe': 'floor',
      'alle Lichter außer in der Küche ausschalten': 'kitchen',
    },
  ],
  [
    'fr',
    ['Cuisine', 'Lumière de la cuisine', 'Salon', 'Lampadaire', 'Plafonnier'],
    {
      'éteins toutes les lumières sauf dans la cuisine': 'kitchen',
      'éteins toutes les lumières de la maison sauf le lampadaire': 'floor',
    },
  ],
  [
    'es',
    ['Cocina', 'Luz de la cocina', 'Salón', 'Lámpara de pie', 'Luz del techo'],
    {
      'apaga todas las luces menos las de la cocina': 'kitchen',
      'apaga todas las luces excepto la lámpara de pie': 'floor',
    },
  ],
  [
    'it',
    ['Cucina', 'Luce della cucina', 'Soggiorno', 'Lampada da terra', 'Lampadario'],
    { 'spegni tutte le luci tranne in cucina': 'kitchen', 'spegni tutte le luci tranne il lampadario': 'ceiling' },
  ],
  [
    'nl',
    ['Keuken', 'Keukenlamp', 'Woonkamer', 'Staande lamp', 'Plafondlamp'],
    { 'doe alle lampen behalve de keuken uit': 'kitchen', 'doe alle lampen uit behalve in de keuken': 'kitchen' },
  ],
  [
    'pt',
    ['Cozinha', 'Luz da cozinha', 'Sala', 'Candeeiro de pé', 'Luz do teto'],
    {
      'apaga todas as luzes exceto a cozinha': 'kitchen',
      'apaga todas as luzes menos o candeeiro de pé': 'floor',
    },
  ],
  [
    'pl',
    ['Kuchnia', 'Lampa w kuchni', 'Salon', 'Lampa stojąca', 'Lampa sufitowa'],
    { 'wyłącz wszystkie światła oprócz kuchni': 'kitchen' },
  ],
  [
    'sv',
    ['Köket', 'Kökslampan', 'Vardagsrummet', 'Golvlampan', 'Taklampan'],
    { 'släck alla lampor utom i köket': 'kitchen' },
  ],
  [
    'da',
    ['Køkken', 'Køkkenlampen', 'Stue', 'Standerlampen', 'Loftslampen'],
    { 'sluk alt lys undtagen i køkkenet': 'kitchen' },
  ],
  [
    'ru',
    ['Кухня', 'Лампа на кухне', 'Гостиная', 'Торшер', 'Люстра'],
    { 'выключи весь свет кроме кухни': 'kitchen', 'выключи весь свет дома кроме торшера': 'floor' },
  ],
  [
    'cs',
    ['Kuchyně', 'Světlo v kuchyni', 'Obývák', 'Stojací lampa', 'Lustr'],
    { 'zhasni všechna světla kromě kuchyně': 'kitchen' },
  ],
];

const ids = (meaning: Understanding): string =>
  meaning.kind === 'intent' ? meaning.entities.map(({ id }) => id.replace('light.', '')).join(' ') : meaning.kind;

const rows = SAID.flatMap(([language, names, sentences]) =>
  Object.entries(sentences).map(([text, left]) => [language, text, names, left] as const),
);

describe.runIf(sentenceFiles !== null)('of all the lights', () => {
  it.each(rows)('%s: "%s" leaves some alone', async (language, text, names, left) => {
    const [kitchen, kitchenLight, room, floorLamp, ceilingLamp] = names;
    const areas = [kitchen, room].map((name, index) => ({ id: `area${index}`, name, aliases: [], floor: null }));
    const things = [
      entity('light.kitchen', kitchenLight, 'area0'),
      entity('light.floor', floorLamp, 'area1'),
      entity('light.ceiling', ceilingLamp, 'area1'),
    ];
    const snapshot = houseOf(things, areas);
    const { understand } = createUnderstander({}, { grammars: new HouseGrammars([await fetchedGrammar(language)]) });
    const meant = ids(understand(text, { language, area: room, snapshot, lastTurn: null }));
    expect(meant.split(' ')).toEqual(['kitchen', 'floor', 'ceiling'].filter((one) => !left.split(' ').includes(one)));
  });
});

describe('an exception', () => {
  const grammars = new HouseGrammars([new Grammar('en', ownSentences('en'))]);
  const { understand } = createUnderstander({}, { grammars });
  const snapshot = houseOf([
    entity('light.kitchen', 'Kitchen Light', 'kitchen'),
    entity('light.counter', 'Counter Light', 'kitchen'),
    entity('light.bedroom', 'Bedroom Light', 'bedroom'),
  ]);
  const said = (text: string) => ids(understand(text, { language: 'en', area: 'kitchen', snapshot, lastTurn: null }));

  it.each([
    'turn off all the lights except the unicorn',
    'turn off all the lights except the unicorn and the kitchen',
    'turn off all the lights except',
    'turn off the kitchen light except the bedroom',
    'we turned off all the lights except the kitchen',
    'turn off all the lights but the unicorn',
    'turn off all the lights but turn on the kitchen light',
    'turn off all the lights but dim the kitchen light to 20 percent',
    'turn off all the lights but leave the kitchen on',
    'turn off the lights but only in the kitchen',
    'turn off the lights but in ten minutes',
    'turn off all the lights but one',
    'turn off the kitchen light but not the bedroom light',
  ])('that is not clear lets nothing be done: "%s"', (text) => {
    expect(said(text)).toBe('unknown');
  });

  it.each([
    ['turn off all the lights but the kitchen', 'bedroom'],
    ['turn off all the lights but not the kitchen', 'bedroom'],
    ['turn all the lights off but the counter light', 'kitchen bedroom'],
    ['turn off all the lights but for the counter light', 'kitchen bedroom'],
    ['turn off all lights besides the kitchen light', 'counter bedroom'],
    ['turn off all lights aside from the kitchen', 'bedroom'],
    ['turn off everything but the counter light', 'kitchen'],
  ])('"%s" means: %s', (text, meant) => expect(said(text)).toBe(meant));

  it('is one thing by its own name, and all of a room by the name of the room', () => {
    expect(said('turn off all lights except the kitchen light')).toBe('counter bedroom');
    expect(said('turn off all lights except the kitchen')).toBe('bedroom');
    expect(said('turn off the kitchen lights except the counter light')).toBe('kitchen');
  });
});
