import { describe, expect, it } from 'vitest';
import type { HouseSnapshot } from '../../appliance/home/house.ts';
import { HouseGrammars } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import type { LastTurn, Understanding } from '../../appliance/intents/understanding.ts';
import { entity, houseOf } from './support/demo-house.ts';
import { fetchedGrammar, sentenceFiles } from './support/fetched.ts';

const place = (id: string, name: string) => ({ id, name, aliases: [], floor: null });

const HOUSES: Readonly<Record<string, HouseSnapshot>> = {
  de: houseOf(
    [
      entity('light.k', 'Küchenlicht', 'k'),
      entity('light.w', 'Stehlampe', 'w'),
      entity('light.s', 'Schlafzimmerlampe', 's'),
      entity('cover.s', 'Rollladen', 's'),
    ],
    [place('k', 'Küche'), place('w', 'Wohnzimmer'), place('s', 'Schlafzimmer')],
  ),
  fr: houseOf(
    [
      entity('light.k', 'lampe de la cuisine', 'k'),
      entity('light.w', 'lampadaire', 'w'),
      entity('light.s', 'lampe de chevet', 's'),
      entity('cover.s', 'volet', 's'),
    ],
    [place('k', 'cuisine'), place('w', 'salon'), place('s', 'chambre')],
  ),
  es: houseOf(
    [
      entity('light.k', 'Luz de la cocina', 'k'),
      entity('light.w', 'Lámpara de pie', 'w'),
      entity('light.s', 'Lámpara de noche', 's'),
      entity('cover.s', 'Persiana', 's'),
    ],
    [place('k', 'Cocina'), place('w', 'Salón'), place('s', 'Dormitorio')],
  ),
  it: houseOf(
    [
      entity('light.k', 'Luce della cucina', 'k'),
      entity('light.w', 'Piantana', 'w'),
      entity('light.s', 'Lampada da letto', 's'),
      entity('cover.s', 'Tapparella', 's'),
    ],
    [place('k', 'Cucina'), place('w', 'Salotto'), place('s', 'Camera')],
  ),
  nl: houseOf(
    [
      entity('light.k', 'Keukenlamp', 'k'),
      entity('light.w', 'Staande lamp', 'w'),
      entity('light.s', 'Nachtlamp', 's'),
      entity('cover.s', 'Rolluik', 's'),
    ],
    [place('k', 'Keuken'), place('w', 'Woonkamer'), place('s', 'Slaapkamer')],
  ),
  pt: houseOf(
    [
      entity('light.k', 'Luz da cozinha', 'k'),
      entity('light.w', 'Candeeiro de pé', 'w'),
      entity('light.s', 'Lâmpada de noite', 's'),
      entity('cover.s', 'Persiana', 's'),
    ],
    [place('k', 'Cozinha'), place('w', 'Sala'), place('s', 'Quarto')],
  ),
  pl: houseOf(
    [
      entity('light.k', 'Lampa kuchenna', 'k', { aliases: ['Lampę kuchenną'] }),
      entity('light.w', 'Lampa stojąca', 'w', { aliases: ['Lampę stojącą'] }),
      entity('light.s', 'Lampka nocna', 's', { aliases: ['Lampkę nocną'] }),
      entity('cover.s', 'Roleta', 's', { aliases: ['Roletę'] }),
    ],
    [place('k', 'Kuchnia'), place('w', 'Salon'), place('s', 'Sypialnia')],
  ),
  sv: houseOf(
    [
      entity('light.k', 'Kökslampan', 'k'),
      entity('light.w', 'Golvlampan', 'w'),
      entity('light.s', 'Sänglampan', 's'),
      entity('cover.s', 'Rullgardinen', 's'),
    ],
    [place('k', 'Köket'), place('w', 'Vardagsrummet'), place('s', 'Sovrummet')],
  ),
  ru: houseOf(
    [
      entity('light.k', 'Кухонный свет', 'k'),
      entity('light.w', 'Торшер', 'w'),
      entity('light.s', 'Ночник', 's'),
      entity('cover.s', 'Штора', 's', { aliases: ['Штору'] }),
    ],
    [place('k', 'Кухня'), place('w', 'Гостиная'), place('s', 'Спальня')],
  ),
  da: houseOf(
    [
      entity('light.k', 'Køkkenlampen', 'k'),
      entity('light.w', 'Standerlampen', 'w'),
      entity('light.s', 'Sengelampen', 's'),
      entity('cover.s', 'Rullegardinet', 's'),
    ],
    [place('k', 'Køkkenet'), place('w', 'Stuen'), place('s', 'Soveværelset')],
  ),
  cs: houseOf(
    [
      entity('light.k', 'Kuchyňské světlo', 'k'),
      entity('light.w', 'Stojací lampa', 'w', { aliases: ['Stojací lampu'] }),
      entity('light.s', 'Noční lampička', 's', { aliases: ['Noční lampičku'] }),
      entity('cover.s', 'Roleta', 's', { aliases: ['Roletu'] }),
    ],
    [place('k', 'Kuchyně'), place('w', 'Obývák'), place('s', 'Ložnice')],
  ),
};

/** What is said one after the other, and the intents and things it means. */
const EVENINGS: Readonly<Record<string, ReadonlyArray<readonly [said: string, meant: string]>>> = {
  de: [
    ['Schalte das Küchenlicht ein', 'HassTurnOn light.k'],
    ['schalte es aus', 'HassTurnOff light.k'],
    ['nein, das Schlafzimmer', 'HassTurnOff light.s'],
    ['und die Stehlampe auch', 'HassTurnOff light.w'],
    ['mach das Licht in der Küche an und schließe den Rollladen', 'HassTurnOn light.k + HassTurnOff cover.s'],
    ['schalte das Küchenlicht und die Stehlampe aus', 'HassTurnOff light.k + HassTurnOff light.w'],
    ['schalte die Steelampe ein', 'HassTurnOn light.w'],
    ['mach sie etwas heller', 'HassLightSet light.w'],
    ['auf vierzig Prozent', 'HassLightSet light.w'],
  ],
  fr: [
    ['allume le lampadaire', 'HassTurnOn light.w'],
    ['éteins-le', 'HassTurnOff light.w'],
    ['non, la cuisine', 'HassTurnOff light.k'],
    ['et la chambre aussi', 'HassTurnOff light.s'],
    ['allume le lampadaire et ferme le volet', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['allume le lampadère', 'HassTurnOn light.w'],
    ['un peu plus fort', 'HassLightSet light.w'],
    ['à quarante pour cent', 'HassLightSet light.w'],
  ],
  es: [
    ['enciende la lámpara de pie', 'HassTurnOn light.w'],
    ['apágala', 'HassTurnOff light.w'],
    ['no, la cocina', 'HassTurnOff light.k'],
    ['y el dormitorio también', 'HassTurnOff light.s'],
    ['enciende la lámpara de pie y cierra la persiana', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['enciende la lampara de pie', 'HassTurnOn light.w'],
    ['ponla un poco más clara', 'HassLightSet light.w'],
    ['al cuarenta por ciento', 'HassLightSet light.w'],
  ],
  it: [
    ['accendi la piantana', 'HassTurnOn light.w'],
    ['spegnila', 'HassTurnOff light.w'],
    ['no, la cucina', 'HassTurnOff light.k'],
    ['e anche la camera', 'HassTurnOff light.s'],
    ['accendi la piantana e chiudi la tapparella', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['accendi la piantanna', 'HassTurnOn light.w'],
    ["rendila un po' più luminosa", 'HassLightSet light.w'],
    ['al quaranta per cento', 'HassLightSet light.w'],
  ],
  nl: [
    ['zet de keukenlamp aan', 'HassTurnOn light.k'],
    ['zet hem uit', 'HassTurnOff light.k'],
    ['nee, de slaapkamer', 'HassTurnOff light.s'],
    ['en de staande lamp ook', 'HassTurnOff light.w'],
    ['zet de staande lamp aan en sluit het rolluik', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['zet de keukenlam aan', 'HassTurnOn light.k'],
    ['maak hem iets feller', 'HassLightSet light.k'],
    ['op veertig procent', 'HassLightSet light.k'],
  ],
  pt: [
    ['liga o candeeiro de pé', 'HassTurnOn light.w'],
    ['desliga-o', 'HassTurnOff light.w'],
    ['não, a cozinha', 'HassTurnOff light.k'],
    ['e o quarto também', 'HassTurnOff light.s'],
    ['liga o candeeiro de pé e fecha a persiana', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['liga o candeiro de pé', 'HassTurnOn light.w'],
    ['põe isso mais claro', 'HassLightSet light.w'],
    ['para quarenta por cento', 'HassLightSet light.w'],
  ],
  pl: [
    ['włącz lampę stojącą', 'HassTurnOn light.w'],
    ['wyłącz ją', 'HassTurnOff light.w'],
    ['nie, kuchnia', 'HassTurnOff light.k'],
    ['i sypialnia też', 'HassTurnOff light.s'],
    ['włącz lampę stojącą i zamknij roletę', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['włącz lampę stojąco', 'HassTurnOn light.w'],
    ['rozjaśnij ją trochę', 'HassLightSet light.w'],
    ['jaśniej', 'HassLightSet light.w'],
    ['na czterdzieści procent', 'HassLightSet light.w'],
  ],
  sv: [
    ['tänd golvlampan', 'HassTurnOn light.w'],
    ['släck den', 'HassTurnOff light.w'],
    ['nej, köket', 'HassTurnOff light.k'],
    ['och sovrummet också', 'HassTurnOff light.s'],
    ['tänd golvlampan och stäng rullgardinen', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['tänd golvlampn', 'HassTurnOn light.w'],
    ['gör den lite ljusare', 'HassLightSet light.w'],
    ['till fyrtio procent', 'HassLightSet light.w'],
  ],
  ru: [
    ['включи торшер', 'HassTurnOn light.w'],
    ['выключи его', 'HassTurnOff light.w'],
    ['нет, кухня', 'HassTurnOff light.k'],
    ['и спальня тоже', 'HassTurnOff light.s'],
    ['включи торшер и закрой штору', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['включи торшэр', 'HassTurnOn light.w'],
    ['сделай его немного ярче', 'HassLightSet light.w'],
    ['на сорок процентов', 'HassLightSet light.w'],
  ],
  da: [
    ['tænd standerlampen', 'HassTurnOn light.w'],
    ['sluk den', 'HassTurnOff light.w'],
    ['nej, køkkenet', 'HassTurnOff light.k'],
    ['og soveværelset også', 'HassTurnOff light.s'],
    ['tænd standerlampen og luk rullegardinet', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['tænd standerlamen', 'HassTurnOn light.w'],
    ['gør den lidt lysere', 'HassLightSet light.w'],
    ['til fyrre procent', 'HassLightSet light.w'],
  ],
  cs: [
    ['zapni stojací lampu', 'HassTurnOn light.w'],
    ['vypni ji', 'HassTurnOff light.w'],
    ['ne, kuchyně', 'HassTurnOff light.k'],
    ['a ložnice taky', 'HassTurnOff light.s'],
    ['zapni stojací lampu a zatáhni roletu', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['zapni stojací lapmu', 'HassTurnOn light.w'],
    ['nastav ji trochu jasněji', 'HassLightSet light.w'],
    ['na čtyřicet procent', 'HassLightSet light.w'],
  ],
};

function gist(meaning: Understanding): string {
  if (meaning.kind === 'compound') return meaning.parts.map(gist).join(' + ');
  if (meaning.kind !== 'intent') return meaning.kind;
  return [meaning.intent, ...meaning.entities.map((one) => one.id)].join(' ');
}

describe.runIf(sentenceFiles !== null)('turns that hang together', () => {
  it.each(Object.keys(EVENINGS))('in %s', async (language) => {
    const understander = createUnderstander({}, { grammars: new HouseGrammars([await fetchedGrammar(language)]) });
    let lastTurn: LastTurn | null = null;
    const meant: string[] = [];
    for (const [said] of EVENINGS[language]!) {
      const meaning: Understanding = understander.understand(said, {
        language,
        area: 'w',
        snapshot: HOUSES[language]!,
        lastTurn,
      });
      meant.push(gist(meaning));
      if (meaning.kind === 'intent') lastTurn = meaning;
    }
    expect(meant).toEqual(EVENINGS[language]!.map(([, gistOfIt]) => gistOfIt));
  });
});

describe.runIf(sentenceFiles !== null)('"non, moins fort"', () => {
  const french = HOUSES.fr!;
  const snapshot = {
    ...french,
    entities: [...french.entities, entity('media_player.w', 'télé', 'w')],
  };
  const after = async (first: string): Promise<string> => {
    const understander = createUnderstander({}, { grammars: new HouseGrammars([await fetchedGrammar('fr')]) });
    const context = { language: 'fr', area: 'w', snapshot };
    const last = understander.understand(first, { ...context, lastTurn: null });
    if (last.kind !== 'intent') throw new Error(`"${first}" is ${last.kind}`);
    return gist(understander.understand('non moins fort', { ...context, lastTurn: last }));
  };

  it('is for the lamp whose brightness was set', async () => {
    expect(await after('règle le lampadaire à 80 %')).toBe('HassLightSet light.w');
  });

  it('is for the volume where that was set', async () => {
    expect(await after('monte le volume de la télé')).toBe('HassSetVolumeRelative media_player.w');
  });
});

describe.runIf(sentenceFiles !== null)('what is said without a place is meant for the room of the speaker', () => {
  it.each([
    ['de', 'mach hier das Licht an'],
    ['de', 'mach das Licht an'],
    ['fr', 'allume la lumière ici'],
    ['fr', 'allume la lumière'],
    ['es', 'enciende la luz aquí'],
    ['es', 'enciende la luz'],
    ['it', 'accendi la luce qui'],
    ['it', 'accendi la luce'],
    ['nl', 'doe hier het licht aan'],
    ['nl', 'doe het licht aan'],
    ['pt', 'liga a luz aqui'],
    ['pt', 'liga a luz'],
    ['pl', 'włącz tutaj światło'],
    ['pl', 'włącz światło'],
    ['sv', 'tänd ljuset här'],
    ['sv', 'tänd ljuset'],
    ['ru', 'включи здесь свет'],
    ['ru', 'включи свет'],
    ['da', 'tænd lyset her'],
    ['da', 'tænd lyset'],
    ['cs', 'rozsviť tady světlo'],
    ['cs', 'rozsviť světlo'],
  ])('%s: "%s"', async (language, text) => {
    const understander = createUnderstander({}, { grammars: new HouseGrammars([await fetchedGrammar(language)]) });
    const context = { language, area: 'w', snapshot: HOUSES[language]!, lastTurn: null };
    expect(gist(understander.understand(text, context))).toBe('HassTurnOn light.w');
  });
});

describe.runIf(sentenceFiles !== null)('which of two is meant', () => {
  it.each([
    ['de', 'die zweite', 'das Küchenlicht'],
    ['fr', 'la deuxième', 'la lampe de la cuisine'],
    ['es', 'la última', 'la luz de la cocina'],
    ['it', 'la seconda', 'la luce della cucina'],
    ['nl', 'de tweede', 'de keukenlamp'],
    ['pt', 'a segunda', 'a luz da cozinha'],
    ['pl', 'druga', 'lampa kuchenna'],
    ['sv', 'den andra', 'kökslampan'],
    ['ru', 'второй', 'кухонный свет'],
    ['da', 'den anden', 'køkkenlampen'],
    ['cs', 'druhé', 'kuchyňské světlo'],
  ])('%s: "%s", "%s"', async (language, byPlace, byName) => {
    const snapshot = HOUSES[language]!;
    const understander = createUnderstander({}, { grammars: new HouseGrammars([await fetchedGrammar(language)]) });
    const context = { language, area: 'w', snapshot, lastTurn: null };
    const [kitchen, lamp] = snapshot.entities;
    const candidates = [lamp!, kitchen!].map((one) => ({
      name: one.name,
      meaning: {
        ...({ kind: 'intent', intent: 'HassTurnOn', response: 'default', area: null, text: '' } as const),
        ...({ certainty: 'exact', slots: { name: one.name }, entities: [one] } as const),
      },
    }));
    const question = { kind: 'ambiguous', candidates, text: '' } as const;
    const answered = (said: string) => understander.answer(said, question, context)?.entities.map(({ id }) => id);
    expect([answered(byPlace), answered(byName)]).toEqual([['light.k'], ['light.k']]);
  });
});

const MANY_KINDS = houseOf(
  [
    entity('light.k', 'Kitchen Light', 'k'),
    entity('light.w', 'Floor Lamp', 'w'),
    entity('light.s', 'Bedroom Lamp', 's'),
    entity('fan.s', 'Bedroom Fan', 's'),
    entity('switch.tree', 'Christmas Tree', 'w'),
    entity('media_player.tv', 'TV', 'w'),
    entity('cover.g', 'Garage Door', 'g', { deviceClass: 'garage' }),
    entity('lock.f', 'Front Door', 'k'),
    entity('scene.movie', 'Movie Time', null),
    entity('climate.w', 'Thermostat', 'w'),
    entity('climate.s', 'Bedroom Heating', 's'),
    entity('vacuum.r', 'Rover', 'w'),
    entity('todo.shopping', 'Shopping List', null),
    entity('binary_sensor.k', 'Kitchen Window', 'k', { deviceClass: 'window' }),
    entity('binary_sensor.s', 'Bedroom Window', 's', { deviceClass: 'window' }),
    entity('binary_sensor.m', 'Bedroom Motion', 's', { deviceClass: 'motion' }),
  ],
  [place('k', 'Kitchen'), place('w', 'Living Room'), place('s', 'Bedroom'), place('g', 'Garage')],
);

const BELL = { keptIn: 'timers', id: 1 } as const;

/** What the last of several texts means, said one after the other in the living room. */
async function talk(said: readonly string[], language = 'en', snapshot = MANY_KINDS): Promise<Understanding> {
  const understander = createUnderstander({}, { grammars: new HouseGrammars([await fetchedGrammar(language)]) });
  let lastTurn: LastTurn | null = null;
  let meaning: Understanding = { kind: 'unknown', text: '' };
  for (const text of said) {
    meaning = understander.understand(text, { language, area: 'w', snapshot, lastTurn });
    if (meaning.kind === 'intent')
      lastTurn = meaning.intent === 'HassStartTimer' ? { ...meaning, bell: BELL } : meaning;
  }
  return meaning;
}

describe.runIf(sentenceFiles !== null)('a name alone, said as a correction,', () => {
  it.each([
    ['turn off the floor lamp', 'no, the tv', 'HassTurnOff media_player.tv'],
    ['turn off the lights', 'I meant the tv', 'HassTurnOff media_player.tv'],
    ['turn off the lights', 'sorry, the tv please', 'HassTurnOff media_player.tv'],
    ['turn off the floor lamp', 'no, the christmas tree', 'HassTurnOff switch.tree'],
    ['turn off the floor lamp', 'no, the bedroom fan', 'HassTurnOff fan.s'],
    ['is the floor lamp on', 'no, the tv', 'HassGetState media_player.tv'],
  ])('"%s", "%s": what was done is done to that', async (first, then, meant) => {
    expect(gist(await talk([first, then]))).toBe(meant);
  });

  it.each([
    ['turn off the floor lamp', 'no, movie time'],
    ['set the floor lamp to 30 percent', 'no, the tv'],
    ['what time is it', 'no, the tv'],
  ])('"%s", "%s": nothing is done where that cannot be done to it', async (first, then) => {
    expect((await talk([first, then])).kind).toBe('unknown');
  });

  it.each([
    ['de', 'schalte die Stehlampe aus', 'nein, der Fernseher', 'Fernseher'],
    ['fr', 'éteins le lampadaire', 'non, la télé', 'télé'],
    ['es', 'apaga la lámpara de pie', 'no, la tele', 'Tele'],
    ['it', 'spegni la piantana', 'no, il televisore', 'Televisore'],
    ['nl', 'zet de staande lamp uit', 'nee, de televisie', 'Televisie'],
    ['pt', 'desliga o candeeiro de pé', 'não, a televisão', 'Televisão'],
    ['pl', 'wyłącz lampę stojącą', 'nie, telewizor', 'Telewizor'],
    ['sv', 'släck golvlampan', 'nej, teven', 'Teven'],
    ['ru', 'выключи торшер', 'нет, телевизор', 'Телевизор'],
    ['da', 'sluk standerlampen', 'nej, fjernsynet', 'Fjernsynet'],
    ['cs', 'vypni stojací lampu', 'ne, televize', 'Televize'],
  ])('is turned off behind "turn off" in %s', async (language, first, then, name) => {
    const house = HOUSES[language]!;
    const snapshot = { ...house, entities: [...house.entities, entity('media_player.w', name, 'w')] };
    expect(gist(await talk([first, then], language, snapshot))).toBe('HassTurnOff media_player.w');
  });
});

describe.runIf(sentenceFiles !== null)('a command for later is corrected, and not run now', () => {
  it.each([
    ['es', 'enciende la lámpara de pie en diez minutos', 'no, la luz de la cocina', 'enciende la Luz de la cocina'],
    ['it', 'accendi la piantana tra dieci minuti', 'no, la luce della cucina', 'accendi la Luce della cucina'],
  ])('in %s', async (language, first, then, command) => {
    expect(await talk([first, then], language, HOUSES[language])).toMatchObject({
      ...{ intent: 'HassStartTimer', slots: { minutes: 10, conversation_command: command }, corrects: BELL },
    });
  });
});

describe.runIf(sentenceFiles !== null)('a number', () => {
  it.each([
    [['set the volume to 30', 'make it 20'], { volume_level: 20 }],
    [['set the volume to 30', 'set it to 25'], { volume_level: 25 }],
    [['set the volume to 30', 'no 20'], { volume_level: 20 }],
    [['turn on the floor lamp', 'no, make it 40'], { brightness: 40 }],
  ])('%j is of what was spoken of', async (said, slots) => {
    expect(await talk(said)).toMatchObject({ kind: 'intent', slots });
  });

  it.each([
    [['make it 25']],
    [['turn on the tv', 'make it 20']],
    [['what time is it', 'make it eight']],
    [['set the volume to 30', 'make it 120']],
    [['turn on the tv and make it 30']],
  ])('%j is of nothing', async (said) => {
    expect((await talk(said)).kind).toBe('unknown');
  });

  it.each([
    [['turn the heating up by two degrees', 'no, three'], { temperature_step: 1, degrees: 1 }],
    [['turn the heating down by two degrees', 'no, three degrees'], { temperature_step: -1, degrees: 1 }],
    [['make it two degrees warmer', 'no, three', 'no, four'], { temperature_step: 1, degrees: 1 }],
    [['make the floor lamp 20 percent brighter', 'no, ten'], { brightness_step: -10 }],
  ])('%j is how far it goes in all', async (said, slots) => {
    expect(await talk(said)).toMatchObject({ kind: 'intent', slots });
  });

  it.each([
    ['de', 'mach die Heizung zwei Grad wärmer', 'nein, drei'],
    ['nl', 'maak de verwarming twee graden warmer', 'nee, drie'],
    ['fr', 'monte le chauffage de deux degrés', 'non, trois'],
    ['es', 'sube la calefacción dos grados', 'no, tres'],
    ['it', 'alza il riscaldamento di due gradi', 'no, tre'],
  ])('is a step behind a step in %s', async (language, first, then) => {
    const house = HOUSES[language]!;
    const snapshot = { ...house, entities: [...house.entities, entity('climate.w', 'Thermostat', 'w')] };
    expect(await talk([first, then], language, snapshot)).toMatchObject({ slots: { temperature_step: 1, degrees: 1 } });
  });
});

describe.runIf(sentenceFiles !== null)('"the kitchen one"', () => {
  it.each([
    [['turn on the bedroom lamp', 'the kitchen one'], 'HassTurnOn light.k'],
    [['turn off the floor lamp', 'no the bedroom one'], 'HassTurnOff light.s'],
    [['is the kitchen window open', 'the bedroom one'], 'HassGetState binary_sensor.s'],
    [['turn on the bedroom lamp', 'the one in the kitchen'], 'HassTurnOn light.k'],
    [['is the bedroom lamp on', 'the floor one'], 'HassGetState light.w'],
    [['turn on the bedroom lamp', 'the kitchen one', 'not that one'], 'unknown'],
    [['the kitchen one'], 'unknown'],
  ])('%j is the same of that thing, and no brightness', async (said, meant) => {
    expect(gist(await talk(said))).toBe(meant);
  });

  it.each([
    ['de', 'schalte die Stehlampe aus', 'die in der Küche'],
    ['fr', 'éteins le lampadaire', 'celle de la cuisine'],
    ['es', 'apaga la lámpara de pie', 'la de la cocina'],
    ['it', 'spegni la piantana', 'quella della cucina'],
    ['nl', 'zet de staande lamp uit', 'die in de keuken'],
    ['pt', 'desliga o candeeiro de pé', 'a da cozinha'],
    ['sv', 'släck golvlampan', 'den i köket'],
    ['da', 'sluk standerlampen', 'den i køkkenet'],
  ])('in %s', async (language, first, then) => {
    expect(gist(await talk([first, then], language, HOUSES[language]))).toBe('HassTurnOff light.k');
  });
});

describe.runIf(sentenceFiles !== null)('what goes on', () => {
  it.each([
    [['add milk to the shopping list', 'and eggs'], 'HassListAddItem todo.shopping', { item: 'eggs' }],
    [['turn on the floor lamp', 'and lock the front door'], 'HassTurnOn lock.f', {}],
    [['turn on the floor lamp', 'no, turn it off'], 'HassTurnOff light.w', {}],
    [['turn on the floor lamp', 'no, off'], 'HassTurnOff light.w', {}],
    [['set the floor lamp to blue', 'now red'], 'HassLightSet light.w', { color: 'red' }],
  ])('%j', async (said, meant, slots) => {
    const meaning = await talk(said);
    expect(gist(meaning)).toBe(meant);
    expect(meaning).toMatchObject({ slots });
  });

  it('"nein, aus"', async () => {
    expect(gist(await talk(['schalte die Stehlampe ein', 'nein, aus'], 'de', HOUSES.de))).toBe('HassTurnOff light.w');
  });

  it('nothing is put on a list by a sentence', async () => {
    expect((await talk(['add milk to the shopping list', 'and then he was gone for good'])).kind).toBe('unknown');
  });
});
