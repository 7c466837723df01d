// What the house does not have is not something else that is called alike: nothing is done, or it is asked.
import { describe, expect, it } from 'vitest';
import type { HouseSnapshot } from '../../appliance/home/house.ts';
import { Grammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import type { Understanding } from '../../appliance/intents/understanding.ts';
import { entity, houseOf } from './support/demo-house.ts';
import { fetchedGrammar, sentenceFiles } from './support/fetched.ts';

const area = (id: string, name: string) => ({ id, name, aliases: [], floor: null });
const english = new HouseGrammars([new Grammar('en', ownSentences('en'))]);

const HOUSE = houseOf(
  [
    entity('light.lamp', 'Lamp', 'kitchen'),
    entity('light.bedroom', 'Bedroom Lamp', 'bedroom'),
    entity('climate.kitchen', 'Thermostat', 'kitchen'),
    entity('climate.bedroom', 'Bedroom Thermostat', 'bedroom'),
    entity('media_player.tv', 'TV', 'kitchen'),
  ],
  [area('kitchen', 'Kitchen'), area('bedroom', 'Bedroom')],
);

function understood(text: string, snapshot: HouseSnapshot = HOUSE, grammars = english, language = 'en') {
  const context = { language, area: snapshot.areas[0]?.name ?? null, snapshot, lastTurn: null };
  return createUnderstander({}, { grammars }).understand(text, context);
}

/** Whether it is about no thing of the house: not understood, or said to be missing. */
function isAboutNothing(meaning: Understanding): boolean {
  return meaning.kind === 'unknown' || (meaning.kind === 'intent' && meaning.entities.length === 0);
}

describe('a room that the house does not have', () => {
  it.each([
    'turn off the lights in the bathroom',
    'turn off the bathroom lights',
    'set the bathroom to 20 degrees',
    'what is the temperature in the bathroom',
  ])('is no room that sounds like it: "%s"', (text) => {
    expect(isAboutNothing(understood(text))).toBe(true);
  });

  it('is still one that is written otherwise, or heard a little wrong', () => {
    for (const text of ['turn on the bed room lights', 'turn on the bedrom lights'])
      expect(understood(text), text).toMatchObject({ slots: { area: 'Bedroom' } });
  });

  it.each([
    ['de', 'schalte alle Lichter außer im Badezimmer aus', 'Gästezimmer'],
    ['nl', 'zet alle lichten uit behalve in de badkamer', 'Eetkamer'],
    ['sv', 'släck alla lampor utom i badrummet', 'Sovrummet'],
    ['da', 'sluk alle lys undtagen i badeværelset', 'Børneværelset'],
  ])('in %s it is not left alone for another one: "%s"', async (language, text, room) => {
    if (sentenceFiles === null) return;
    const lights = [entity('light.x', 'Xenia', 'x'), entity('light.y', 'Yvonne', 'y')];
    const house = houseOf(lights, [area('x', room), area('y', 'Y')]);
    const grammars = new HouseGrammars([await fetchedGrammar(language)]);
    expect(understood(text, house, grammars, language).kind).toBe('unknown');
    const there = text.replace(/\S*bad\S*/iu, room);
    expect(understood(there, house, grammars, language)).toMatchObject({ entities: [{ id: 'light.y' }] });
  });
});

describe('a thing of which only the kind is there', () => {
  it.each(['turn on the garden lamp', 'turn on the bathroom lamp'])('is not taken for another: "%s"', (text) => {
    expect(isAboutNothing(understood(text))).toBe(true);
  });

  it.each(['turn off the other lamp', 'turn on the big lamp'])(
    'is asked about, where the words only describe it, also where one of that kind is in the room: "%s"',
    (text) => {
      expect(understood(text)).toMatchObject({
        kind: 'ambiguous',
        candidates: [{ name: 'Lamp' }, { name: 'Bedroom Lamp' }],
      });
    },
  );

  it.each(['guest room', 'guest bedroom', 'guestroom'])(
    'is told by its room, whatever this is called: "%s"',
    (room) => {
      const lamps = ['Guest Bedroom', 'Bedroom', 'Guest Bathroom', 'Kitchen'].map((name, i) =>
        entity(`light.l${i}`, `${name} Lamp`, null),
      );
      const lit = understood(`turn on the ${room} lamp`, houseOf(lamps));
      expect(lit).toMatchObject({ kind: 'intent', entities: [{ name: 'Guest Bedroom Lamp' }] });
      const bath = understood(`turn on the ${room} lamp`, houseOf(lamps.slice(2, 3)));
      expect(isAboutNothing(bath)).toBe(true);
    },
  );

  it('is not half of what was said', () => {
    expect(understood('set lamp to purple rain and thermostat to 20').kind).toBe('unknown');
  });
});

describe('a name that is answered to', () => {
  it('accounts for each word that was said: what the house does not have is no other thing', () => {
    const snapshot = houseOf([
      entity('light.hallway', 'Hallway Light', 'hallway'),
      entity('light.floor', 'Floor Lamp', 'living_room'),
      entity('light.kitchen', 'Kitchen Light', 'kitchen'),
      entity('lock.front', 'Front Door', 'hallway'),
      entity('lock.back', 'Back Door', 'kitchen'),
      entity('binary_sensor.a', 'Kitchen Window', 'kitchen', { deviceClass: 'window' }),
      entity('binary_sensor.b', 'Bedroom Window', 'bedroom', { deviceClass: 'window' }),
      entity('switch.coffee', 'Coffee Machine', 'kitchen'),
      entity('switch.decoration', 'Christmas Decoration', 'kitchen'),
    ]);
    for (const said of [
      ...[
        'is the attic light on',
        'turn on the attic light',
        'turn on the porch light',
        'is the upper hallway light on',
      ],
      ...['is the side door locked', 'is the cellar door locked', 'unlock the side door', 'is the garage window open'],
      ...['turn on the guest coffee machine', 'is the left floor lamp on', 'is the big light on'],
    ])
      expect(isAboutNothing(understood(said, snapshot)), said).toBe(true);
    for (const [said, name] of [
      ['turn on the old coffee machine', 'Coffee Machine'],
      ['turn on the kitchen christmas decoration', 'Christmas Decoration'],
      ['turn on the hall way light', 'Hallway Light'],
      ['is the floor light on', 'Floor Lamp'],
    ])
      expect(understood(said ?? '', snapshot), said).toMatchObject({ kind: 'intent', slots: { name } });
  });

  it('of one room is not another one of the same kind elsewhere', () => {
    const snapshot = houseOf([
      entity('light.desk', 'Desk Lamp', 'bedroom'),
      entity('media_player.tv', 'TV', 'living_room'),
      entity('switch.pump', 'Pump', null),
    ]);
    expect(understood('turn off the TV in the kitchen', snapshot)).toMatchObject({ kind: 'intent', entities: [] });
    expect(understood('turn off the pump in the kitchen', snapshot)).toMatchObject({
      entities: [{ id: 'switch.pump' }],
    });
    expect(understood('is the bedroom light on', snapshot)).toMatchObject({ entities: [{ id: 'light.desk' }] });
  });
});

describe.runIf(sentenceFiles !== null)('what is turned on in a house', () => {
  it.each([
    ['ru', ['включи свет в ванной', 'включи чайник', 'поставь чайник', 'включи отопление'], 'включи песню Свет'],
    [
      'fr',
      ['mets la lumière dans la salle de bain', 'mets le chauffage', "mets lumière de l'entrée"],
      'mets la chanson Lolita',
    ],
    ['es', ['pon la luz del baño', 'pon la calefacción', 'pon la lámpara de pie'], 'pon Lucía'],
    ['it', ['metti la luce del bagno', 'metti la lampada', "metti luci nell'ingresso"], 'metti la canzone Luce'],
    ['pl', ['puść światło'], 'puść muzykę Światło'],
    ['cs', ['pusť světlo v koupelně', 'pusť topení'], 'pusť píseň Světlo'],
  ])('is not played in %s, although the house does not have it', async (language, texts, title) => {
    const house = houseOf([entity('media_player.tv', 'TV', 'x')], [area('x', 'X')]);
    const grammars = new HouseGrammars([await fetchedGrammar(language)]);
    for (const text of texts) expect(understood(text, house, grammars, language).kind, text).toBe('unknown');
    expect(understood(title, house, grammars, language)).toMatchObject({ intent: 'HassMediaSearchAndPlay' });
  });

  it.each([
    ['ru', ['включи Свет далёкой звезды', 'сыграй Свет', 'хочу послушать свет']],
    ['fr', ['joue Lumières de Paris', 'écoute la lumière', 'mets Lumières de Paris', 'mets la chanson Lumière']],
    ['es', ['reproduce Luz de luna', 'pon Luz Casal', 'escuchar luz']],
    ['it', ['riproduci Luci a San Siro', 'ascolta Luci a San Siro', 'metti Luci a San Siro']],
    ['pl', ['zagraj Światło', 'puść Światło księżyca']],
    ['cs', ['přehraj Světla ramp', 'pusť Světla ramp', 'hraj Světla']],
  ])('is a title in %s behind a verb that only plays, and where more than a place follows', async (language, texts) => {
    const house = houseOf([entity('media_player.tv', 'TV', 'x')], [area('x', 'X')]);
    const grammars = new HouseGrammars([await fetchedGrammar(language)]);
    for (const text of texts)
      expect(understood(text, house, grammars, language), text).toMatchObject({ intent: 'HassMediaSearchAndPlay' });
  });
});

describe('what is to be done later', () => {
  it('is done to each thing then, and neither now nor the other way round', () => {
    const later = (conversation_command: string) => ({
      intent: 'HassStartTimer',
      slots: { conversation_command, minutes: 10 },
    });
    expect(understood('turn off the tv and the lamp in ten minutes')).toMatchObject({
      kind: 'compound',
      parts: [later('turn off the tv'), later('turn off the lamp')],
    });
  });

  it('is no name alone', () => {
    expect(understood('the lamp in ten minutes').kind).toBe('unknown');
    expect(understood('The lamp in ten minutes').kind).toBe('unknown');
    expect(understood('lamp on in ten minutes')).toMatchObject({ intent: 'HassStartTimer' });
  });

  it.runIf(sentenceFiles !== null)('is a scene or a script, or a thing that is all that was said', async () => {
    const grammars = new HouseGrammars([await fetchedGrammar('en')]);
    const things = [
      entity('scene.movie', 'Movie Night', null),
      entity('script.night', 'Good Night', null),
      entity('switch.coffee', 'Coffee Maker', 'kitchen'),
      entity('media_player.tv', 'TV', 'kitchen'),
    ];
    const house = houseOf(things);
    for (const conversation_command of ['movie night', 'the movie night', 'good night', 'coffee maker'])
      expect(understood(`${conversation_command} in ten minutes`, house, grammars)).toMatchObject({
        intent: 'HassStartTimer',
        slots: { conversation_command, minutes: 10 },
      });
    const { parts } = understood('turn off the tv and movie night in ten minutes', house, grammars) as {
      parts: unknown;
    };
    expect(parts).toMatchObject([{ intent: 'HassTurnOff' }, { slots: { conversation_command: 'movie night' } }]);
    expect(understood('turn off the tv and coffee maker in ten minutes', house, grammars)).toMatchObject({
      parts: [
        { slots: { conversation_command: 'turn off the tv' } },
        { slots: { conversation_command: 'turn off the coffee maker' } },
      ],
    });
  });
});
