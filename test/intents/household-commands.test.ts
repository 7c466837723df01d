// What the fetched sentences of a language lack and people say all the same: steps of temperature, the heating by its usual word,
// everything off, what is on a list; and what a free title may not take in.
import { describe, expect, it } from 'vitest';
import type { HouseSnapshot } from '../../appliance/home/house.ts';
import { HouseGrammars } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import type { Understanding } from '../../appliance/intents/understanding.ts';
import { entity, houseOf } from './support/demo-house.ts';
import { fetchedGrammar, sentenceFiles } from './support/fetched.ts';

const EVERYTHING = ['light.lamp', 'switch.coffee', 'media_player.radio'];

/** Room, and names of lamp, coffee machine, thermostat and shopping list. */
type Names = readonly [room: string, lamp: string, coffee: string, thermostat: string, list: string];

function houseWith([room, lamp, coffee, thermostat, list]: Names): HouseSnapshot {
  const areas = [{ id: 'room', name: room, aliases: [], floor: null }];
  const things = [
    entity('light.lamp', lamp, 'room'),
    entity('switch.coffee', coffee, 'room'),
    entity('media_player.radio', 'Radio', 'room'),
    entity('climate.room', thermostat, 'room'),
    entity('todo.list', list, null),
    entity('cover.shade', 'Shade 1', 'room'),
    entity('binary_sensor.window', 'Window 1', 'room', { deviceClass: 'window' }),
    entity('lock.door', 'Front Door', 'room'),
  ];
  return houseOf(things, areas);
}

interface Said {
  readonly names: Names;
  /** One degree more, two degrees less, to 21, everything off here, everything off in the room, what is on the list. */
  readonly warmer: string;
  readonly cooler: string;
  readonly to21: string;
  /** Said of music, blinds or a lamp as well as of heating. */
  readonly up: readonly string[];
  readonly everything: string;
  readonly everythingThere: string;
  readonly list: string;
}

const SAID: Readonly<Record<string, Said>> = {
  en: {
    names: ['Kitchen', 'Lamp', 'Coffee Machine', 'Thermostat', 'Shopping List'],
    warmer: 'turn the heating up a bit',
    cooler: 'make it two degrees cooler',
    to21: 'set the heating to 21 degrees',
    up: ['turn it up', 'turn it down a bit', 'lower it', 'raise it', 'turn the kitchen down'],
    everything: 'turn everything off',
    everythingThere: 'turn off everything in the kitchen',
    list: "what's on the shopping list",
  },
  de: {
    names: ['Küche', 'Stehlampe', 'Kaffeemaschine', 'Thermostat', 'Einkaufsliste'],
    warmer: 'mach es etwas wärmer',
    cooler: 'mach es zwei Grad kälter',
    to21: 'stell die Heizung auf 21 Grad',
    up: [
      'mach es auf',
      'mach es hoch',
      'mach es etwas runter',
      'dreh es auf',
      'mach es auf 20',
      'mach die Küche runter',
    ],
    everything: 'schalte alles aus',
    everythingThere: 'mach alles in der Küche aus',
    list: 'was steht auf der Einkaufsliste',
  },
  fr: {
    names: ['Cuisine', 'Lampadaire', 'Cafetière', 'Thermostat', 'Liste de courses'],
    warmer: 'monte le chauffage un peu',
    cooler: 'baisse la température de deux degrés',
    to21: 'mets le chauffage à 21 degrés',
    up: ['monte-le', 'baisse-le un peu', 'baisse la cuisine'],
    everything: 'éteins tout',
    everythingThere: 'éteins tout dans la cuisine',
    list: "qu'est-ce qu'il y a sur ma liste de courses",
  },
  es: {
    names: ['Cocina', 'Lámpara', 'Cafetera', 'Termostato', 'Lista de la compra'],
    warmer: 'sube la calefacción un poco',
    cooler: 'baja la temperatura dos grados',
    to21: 'pon la calefacción a 21 grados',
    up: ['súbelo', 'bájalo un poco', 'baja la cocina'],
    everything: 'apaga todo',
    everythingThere: 'apaga todo en la cocina',
    list: 'qué hay en la lista de la compra',
  },
  it: {
    names: ['Cucina', 'Lampada', 'Caffettiera', 'Termostato', 'Lista della spesa'],
    warmer: "alza il riscaldamento un po'",
    cooler: 'abbassa la temperatura di due gradi',
    to21: 'metti il riscaldamento a 21 gradi',
    up: ['alzalo', "abbassalo un po'", 'abbassa la cucina'],
    everything: 'spegni tutto',
    everythingThere: 'spegni tutto in cucina',
    list: "cosa c'è sulla lista della spesa",
  },
  nl: {
    names: ['Keuken', 'Staande lamp', 'Koffiezetter', 'Thermostaat', 'Boodschappenlijst'],
    warmer: 'zet de verwarming iets hoger',
    cooler: 'maak het twee graden kouder',
    to21: 'zet de verwarming op 21 graden',
    up: ['zet het hoger', 'draai het iets omlaag', 'verlaag het', 'zet de keuken lager'],
    everything: 'zet alles uit',
    everythingThere: 'doe alles in de keuken uit',
    list: 'wat staat er op de boodschappenlijst',
  },
  pt: {
    names: ['Cozinha', 'Candeeiro', 'Cafeteira', 'Termóstato', 'Lista de compras'],
    warmer: 'aumenta o aquecimento um pouco',
    cooler: 'baixa a temperatura dois graus',
    to21: 'põe o aquecimento a 21 graus',
    up: ['aumenta isso', 'baixa-o um pouco', 'baixa a cozinha'],
    everything: 'desliga tudo',
    everythingThere: 'desliga tudo na cozinha',
    list: 'o que está na lista de compras',
  },
  pl: {
    names: ['Kuchnia', 'Lampa', 'Ekspres do kawy', 'Grzejnik', 'Lista zakupów'],
    warmer: 'zwiększ ogrzewanie trochę',
    cooler: 'obniż temperaturę o dwa stopnie',
    to21: 'ustaw ogrzewanie na 21 stopni',
    up: ['podnieś to', 'obniż to trochę', 'obniż kuchnia'],
    everything: 'wyłącz wszystko',
    everythingThere: 'wyłącz wszystko w kuchni',
    list: 'co jest na liście zakupów',
  },
  sv: {
    names: ['Köket', 'Golvlampan', 'Kaffemaskinen', 'Elementet', 'Inköpslistan'],
    warmer: 'gör det lite varmare',
    cooler: 'gör det två grader kallare',
    to21: 'sätt värmen på 21 grader',
    up: ['höj det', 'sänk det lite', 'sänk köket'],
    everything: 'stäng av allt',
    everythingThere: 'stäng av allt i köket',
    list: 'vad står på inköpslistan',
  },
  da: {
    names: ['Køkken', 'Standerlampen', 'Kaffemaskinen', 'Radiatoren', 'Indkøbslisten'],
    warmer: 'gør det lidt varmere',
    cooler: 'gør det to grader koldere',
    to21: 'sæt varmen til 21 grader',
    up: ['hæv det', 'skru ned for det', 'sæt det lidt højere', 'sænk køkken'],
    everything: 'sluk alt',
    everythingThere: 'sluk alt i køkkenet',
    list: 'hvad står der på indkøbslisten',
  },
  ru: {
    names: ['Кухня', 'Торшер', 'Кофемашина', 'Батарея', 'Список покупок'],
    warmer: 'прибавь отопление немного',
    cooler: 'убавь отопление на два градуса',
    to21: 'установи отопление на 21 градус',
    up: ['прибавь это', 'убавь немного', 'подними кухня'],
    everything: 'выключи всё',
    everythingThere: 'выключи всё на кухне',
    list: 'что в списке покупок',
  },
  cs: {
    names: ['Kuchyně', 'Lampa', 'Kávovar', 'Radiátor', 'Nákupní seznam'],
    warmer: 'zvyš topení trochu',
    cooler: 'sniž teplotu o dva stupně',
    to21: 'nastav topení na 21 stupňů',
    up: ['zvedni to', 'sniž to trochu', 'zvedni kuchyně'],
    everything: 'vypni všechno',
    everythingThere: 'vypni všechno v kuchyni',
    list: 'co je na nákupním seznamu',
  },
};

async function understood(language: string, text: string): Promise<Understanding> {
  const { names } = SAID[language]!;
  const { understand } = createUnderstander({}, { grammars: new HouseGrammars([await fetchedGrammar(language)]) });
  return understand(text, { language, area: names[0], snapshot: houseWith(names), lastTurn: null });
}

const things = (meaning: Understanding) => (meaning.kind === 'intent' ? meaning.entities.map(({ id }) => id) : []);

describe.runIf(sentenceFiles !== null).each(Object.entries(SAID))('in %s', (language, said) => {
  it('it is made warmer, colder by degrees, and as warm as is said', async () => {
    const heating = { intent: 'HassClimateSetTemperature', entities: [{ id: 'climate.room' }] };
    expect(await understood(language, said.warmer)).toMatchObject({ ...heating, slots: { temperature_step: 1 } });
    expect(await understood(language, said.cooler)).toMatchObject({
      ...heating,
      slots: { temperature_step: -1, degrees: 2 },
    });
    expect(await understood(language, said.to21)).toMatchObject({ ...heating, slots: { temperature: 21 } });
  });

  it('the heating stays as it is where neither it nor warmth nor degrees are named', async () => {
    for (const text of said.up)
      expect(await understood(language, text), text).not.toMatchObject({ intent: 'HassClimateSetTemperature' });
  });

  it('everything that is switched in the room is turned off, and no lock or heating', async () => {
    for (const text of [said.everything, said.everythingThere]) {
      const meaning = await understood(language, text);
      expect(meaning).toMatchObject({ intent: 'HassTurnOff' });
      expect(things(meaning), text).toEqual(EVERYTHING);
    }
  });

  it('what is on the list is asked', async () => {
    const meaning = await understood(language, said.list);
    expect(meaning).toMatchObject({ intent: 'LinnetListItems' });
    expect(things(meaning)).toEqual(['todo.list']);
  });
});

describe.runIf(sentenceFiles !== null)('a title to be played', () => {
  it.each([
    ['fr', 'mets le thermostat à vingt degrés et demi'],
    ['fr', 'mets un minuteur pâtes de 8 minutes'],
    ['fr', 'mets le lampadaire'],
    ['es', 'pon el termostato a veinte grados y medio'],
    ['it', 'metti il termostato a venti gradi e mezzo'],
  ])('%s: is neither measured nor a thing of the house: "%s"', async (language, text) => {
    expect(await understood(language, text)).not.toMatchObject({ intent: 'HassMediaSearchAndPlay' });
  });

  it.each([
    ['en', 'play jazz and turn off the lights', ['HassMediaSearchAndPlay', 'HassTurnOff']],
    ['ru', 'включи свет и закрой шторы', ['HassTurnOn', 'HassTurnOff']],
    ['fr', 'mets du jazz et éteins la lumière', ['HassMediaSearchAndPlay', 'HassTurnOff']],
  ])('%s: ends before the next command: "%s"', async (language, text, intents) => {
    const meaning = await understood(language, text);
    expect(meaning.kind === 'compound' ? meaning.parts.map((part) => 'intent' in part && part.intent) : []).toEqual(
      intents,
    );
  });

  it.each([
    ['en', 'play rock and roll', 'rock and roll'],
    ['en', 'play simon and garfunkel', 'simon and garfunkel'],
    ['fr', 'mets du jazz', 'jazz'],
    ['es', 'pon jazz', 'jazz'],
  ])('%s: is played: "%s"', async (language, text, title) => {
    expect(await understood(language, text)).toMatchObject({
      intent: 'HassMediaSearchAndPlay',
      slots: { search_query: title },
    });
  });
});

describe.runIf(sentenceFiles !== null)('where the fetched sentences mean something else', () => {
  const snapshot = houseOf(
    [
      entity('light.a', 'Lamp', 'room'),
      entity('light.b', 'Other', 'hall'),
      entity('climate.a', 'Thermostat', 'room'),
      entity('climate.b', 'Radiator', 'hall'),
      entity('media_player.tv', 'Televisore', 'room'),
    ],
    ['room', 'hall'].map((id) => ({ id, name: id, aliases: [], floor: null })),
  );

  it.each([
    ['en', 'turn all lights red', 'HassLightSet', ['light.a', 'light.b']],
    ['en', 'set all thermostats to 18', 'HassClimateSetTemperature', ['climate.a', 'climate.b']],
    ['en', 'set the lights red', 'HassLightSet', ['light.a']],
    ['it', 'spegni il televisore', 'HassTurnOff', ['media_player.tv']],
  ])('%s: "%s" is of these', async (language, text, intent, ids) => {
    const understander = createUnderstander({}, { grammars: [await fetchedGrammar(language)] });
    const meaning = understander.understand(text, { language, area: 'room', snapshot, lastTurn: null });
    expect(meaning).toMatchObject({ kind: 'intent', intent });
    expect(things(meaning)).toEqual(ids);
  });
});

describe.runIf(sentenceFiles !== null)('what follows a word for playing', () => {
  const house = houseOf(
    [
      entity('media_player.tv', 'Tele', 'room'),
      entity('media_player.radio', 'Radio', 'room'),
      entity('switch.coffee', 'Kaffee', 'room'),
      entity('scene.cinema', 'Cinema', 'room'),
      entity('input_boolean.guests', 'Guests', 'room'),
      entity('vacuum.rover', 'Rover', 'room'),
    ],
    [{ id: 'room', name: 'Kitchen', aliases: [], floor: null }],
  );
  const said = async (language: string, text: string): Promise<Understanding> => {
    const understander = createUnderstander({}, { grammars: [await fetchedGrammar(language)] });
    return understander.understand(text, { language, area: 'Kitchen', snapshot: house, lastTurn: null });
  };

  it.each([
    ['en', 'play jazz at seven'],
    ['en', 'play jazz tomorrow at half past seven'],
    ['en', 'play it again'],
    ['en', 'play that'],
    ['en', 'play jazz at 30 percent'],
    ['en', 'play jazz louder'],
    ['en', 'play the tele'],
    ['en', 'play in the kitchen'],
    ['de', 'spiele Jazz um sieben'],
    ['de', 'spiel es nochmal'],
    ['de', 'spiele auf dem Radio'],
    ['nl', 'speel het nog eens'],
    ['nl', 'speel jazz om zeven uur'],
    ['fr', 'démarre le lave-linge'],
    ['fr', 'mets la pièce en bleu'],
    ['fr', 'mets à 50'],
    ['es', 'pon 20'],
    ['es', 'pon rojo'],
    ['es', 'pon la escena noche'],
    ['it', 'metti a 20'],
    ['it', 'metti in funzione la lavatrice'],
    ['it', 'metti la scena notte film'],
  ])('%s: is no title: "%s"', async (language, text) => {
    expect(await said(language, text)).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['en', 'play on the radio', 'HassMediaUnpause', { name: 'Radio' }],
    ['en', 'play louder', 'HassSetVolumeRelative', { volume_step: 'up' }],
    ['fr', 'mets plus fort', 'HassSetVolumeRelative', { volume_step: 'up' }],
    ['fr', 'mets le son à 20', 'HassSetVolume', { volume_level: 20 }],
    ['fr', "lance l'aspirateur", 'HassVacuumStart', {}],
    ['fr', 'mets la Tele', 'HassTurnOn', { name: 'Tele' }],
    ['fr', 'lance le mode Cinema', 'HassTurnOn', { name: 'Cinema' }],
    ['es', 'pon la Tele', 'HassTurnOn', { name: 'Tele' }],
    ['es', 'pon la música más baja', 'HassSetVolumeRelative', { volume_step: 'down' }],
    ['es', 'pon el modo Guests', 'HassTurnOn', { name: 'Guests' }],
    ['it', 'metti più forte', 'HassSetVolumeRelative', { volume_step: 'up' }],
    ['it', 'metti in funzione la Kaffee', 'HassTurnOn', { name: 'Kaffee' }],
  ])('%s: is what it asks for: "%s"', async (language, text, intent, slots) => {
    expect(await said(language, text)).toMatchObject({ kind: 'intent', intent, slots });
  });

  it.each([
    ['en', 'play jazz in ten minutes', 'play jazz'],
    ['en', 'play hotel california on the radio in ten minutes', 'play hotel california on the radio'],
    ['fr', 'mets du jazz dans dix minutes', 'mets du jazz'],
  ])('%s: is played later: "%s"', async (language, text, conversation_command) => {
    const slots = { minutes: 10, conversation_command };
    expect(await said(language, text)).toMatchObject({ kind: 'intent', intent: 'HassStartTimer', slots });
  });

  it.each([
    ['en', 'play jazz please', 'jazz'],
    ['en', 'play 99 luftballons', '99 luftballons'],
    ['en', 'play in the end', 'in the end'],
    ['en', 'play the song it', 'it'],
    ['en', 'play one more time', 'one more time'],
    ['es', 'pon jazz por favor', 'jazz'],
    ['es', 'pon la canción rojo', 'rojo'],
    ['fr', "mets le tube de l'été", "le tube de l'été"],
    ['it', 'metti Vasco Rossi', 'Vasco Rossi'],
  ])('%s: is a title: "%s"', async (language, text, search_query) => {
    expect(await said(language, text)).toMatchObject({ intent: 'HassMediaSearchAndPlay', slots: { search_query } });
  });
});

describe.runIf(sentenceFiles !== null)('in the houses that people have', () => {
  it.each([
    ['en', 'are any windows open'],
    ['de', 'welche Fenster sind offen'],
    ['es', 'hay alguna ventana abierta'],
  ])('%s: a window is known by its sensor: "%s"', async (language, text) => {
    const meaning = await understood(language, text);
    expect(meaning).toMatchObject({ intent: 'HassGetState', slots: { state: 'open' } });
    expect(things(meaning)).toEqual(['binary_sensor.window']);
  });

  it('es: what is put on a list ends where a word ends', async () => {
    expect(await understood('es', 'añade leche a la lista de la compra')).toMatchObject({ slots: { item: 'leche' } });
  });

  it.each([
    ['setze die Stehlampe auf 40 Prozent', { name: 'Stehlampe', brightness: 40 }],
    ['stell die Stehlampe auf vierzig Prozent', { name: 'Stehlampe', brightness: 40 }],
    ['mach die Stehlampe blau', { name: 'Stehlampe', color: 'blue' }],
    ['stelle das Licht in der Küche auf 30 %', { area: 'Küche', brightness: 30 }],
  ])('de: a lamp is set without the word for brightness: "%s"', async (text, slots) => {
    expect(await understood('de', text)).toMatchObject({ intent: 'HassLightSet', slots });
  });
});
