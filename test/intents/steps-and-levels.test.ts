// "By" and "to" are not the same: what rises by two degrees is not set to two, and what is turned on may be turned on at a level.
import { describe, expect, it } from 'vitest';
import type { HouseSnapshot } from '../../appliance/home/house.ts';
import { HouseGrammars } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import { entity, houseOf } from './support/demo-house.ts';
import { fetchedGrammar, sentenceFiles } from './support/fetched.ts';

interface Said {
  /** By two degrees, and to 22. */
  readonly warmerBy: readonly string[];
  readonly to22: string;
  readonly onAt50: readonly string[];
  readonly brighterBy20: readonly string[];
  readonly darkerBy20: readonly string[];
}

/** The lamp is called "Xenia" everywhere: no language bends it. */
const SAID: Readonly<Record<string, Said>> = {
  en: {
    warmerBy: ['increase the temperature by 2 degrees', 'raise the heating by two degrees'],
    to22: 'set the temperature to 22 degrees',
    onAt50: ['turn on xenia at 50 percent', 'turn xenia on at fifty percent', 'turn on the lights at 50%'],
    brighterBy20: ['increase the brightness of xenia by 20 percent', 'increase the brightness by 20 percent'],
    darkerBy20: ['dim xenia by 20 percent', 'lower the brightness by twenty percent'],
  },
  de: {
    warmerBy: ['erhöhe die Temperatur um 2 Grad', 'erhöhe die Heizung um zwei Grad'],
    to22: 'stell die Temperatur auf 22 Grad',
    onAt50: ['schalte Xenia mit 50 Prozent ein', 'mach das Licht auf fünfzig Prozent an'],
    brighterBy20: ['erhöhe die Helligkeit von Xenia um 20 Prozent', 'mach Xenia 20 Prozent heller'],
    darkerBy20: ['dimme Xenia um 20 Prozent', 'senke die Helligkeit um zwanzig Prozent'],
  },
  fr: {
    warmerBy: ['augmente la température de 2 degrés'],
    to22: 'augmente la température à 22 degrés',
    onAt50: ['allume Xenia à 50 %', 'allume la lumière à cinquante pour cent'],
    brighterBy20: ['augmente la luminosité de Xenia de 20 pour cent', 'augmente la luminosité de 20 %'],
    darkerBy20: ['baisse la luminosité de Xenia de vingt pour cent'],
  },
  es: {
    warmerBy: ['sube la temperatura en 2 grados', 'aumenta la temperatura dos grados'],
    to22: 'sube la temperatura a 22 grados',
    onAt50: ['enciende Xenia al 50 por ciento', 'enciende la luz al 50 %'],
    brighterBy20: ['aumenta el brillo de Xenia en 20 %', 'sube el brillo un 20 por ciento'],
    darkerBy20: ['baja el brillo de Xenia un veinte por ciento'],
  },
  it: {
    warmerBy: ['aumenta la temperatura di 2 gradi'],
    to22: 'aumenta la temperatura a 22 gradi',
    onAt50: ['accendi Xenia al 50 per cento', 'accendi la luce al 50 %'],
    brighterBy20: ['aumenta la luminosità di Xenia del 20 per cento'],
    darkerBy20: ['riduci la luminosità del venti per cento'],
  },
  nl: {
    warmerBy: ['verhoog de temperatuur met 2 graden'],
    to22: 'verhoog de temperatuur naar 22 graden',
    onAt50: ['zet Xenia aan op 50 procent', 'doe het licht aan op vijftig procent'],
    brighterBy20: ['verhoog de helderheid van Xenia met 20 procent', 'maak Xenia 20 procent feller'],
    darkerBy20: ['dim Xenia met 20 procent'],
  },
  pt: {
    warmerBy: ['aumenta a temperatura em 2 graus'],
    to22: 'aumenta a temperatura para 22 graus',
    onAt50: ['liga Xenia a 50 por cento', 'acende a luz a 50 %'],
    brighterBy20: ['aumenta o brilho de Xenia em 20 por cento'],
    darkerBy20: ['reduz o brilho em vinte por cento'],
  },
  pl: {
    warmerBy: ['zwiększ temperaturę o 2 stopnie', 'podnieś temperaturę o dwa stopnie'],
    to22: 'zwiększ temperaturę do 22 stopni',
    onAt50: ['włącz Xenia na 50 procent', 'włącz światło na 50 %'],
    brighterBy20: ['zwiększ jasność Xenia o 20 procent'],
    darkerBy20: ['zmniejsz jasność o dwadzieścia procent'],
  },
  sv: {
    warmerBy: ['höj temperaturen med 2 grader'],
    to22: 'höj temperaturen till 22 grader',
    onAt50: ['tänd Xenia på 50 procent', 'tänd ljuset på femtio procent'],
    brighterBy20: ['öka ljusstyrkan på Xenia med 20 procent'],
    darkerBy20: ['sänk ljusstyrkan med 20 procent'],
  },
  da: {
    warmerBy: ['hæv temperaturen med 2 grader', 'øg varmen med to grader'],
    to22: 'hæv temperaturen til 22 grader',
    onAt50: ['tænd Xenia på 50 procent', 'tænd lyset på 50 %'],
    brighterBy20: ['øg lysstyrken på Xenia med 20 procent'],
    darkerBy20: ['dæmp Xenia med 20 procent'],
  },
  ru: {
    warmerBy: ['повысь температуру на 2 градуса', 'увеличь температуру на два градуса', 'подними температуру на 2'],
    to22: 'увеличь температуру до 22 градусов',
    onAt50: ['включи Xenia на 50 процентов', 'включи свет на пятьдесят процентов'],
    brighterBy20: ['увеличь яркость Xenia на 20 процентов', 'увеличь яркость на 20 процентов'],
    darkerBy20: ['уменьши яркость Xenia на двадцать процентов'],
  },
  cs: {
    warmerBy: ['zvyš teplotu o 2 stupně', 'zvyš topení o dva stupně'],
    to22: 'zvyš teplotu na 22 stupňů',
    onAt50: ['zapni Xenia na 50 procent', 'rozsviť světlo na padesát procent'],
    brighterBy20: ['zvyš jas Xenia o 20 procent'],
    darkerBy20: ['sniž jas o dvacet procent'],
  },
};

const HOUSE = houseOf(
  [
    entity('light.lamp', 'Xenia', 'room'),
    entity('climate.room', 'Klimax', 'room'),
    entity('media_player.radio', 'Radio', 'room'),
    entity('cover.shade', 'Zebrano', 'room'),
  ],
  [{ id: 'room', name: 'Room', aliases: [], floor: null }],
);

async function expectEach(
  language: string,
  texts: readonly string[],
  meaning: object,
  snapshot: HouseSnapshot = HOUSE,
): Promise<void> {
  const { understand } = createUnderstander({}, { grammars: new HouseGrammars([await fetchedGrammar(language)]) });
  for (const text of texts)
    expect(understand(text, { language, area: 'Room', snapshot, lastTurn: null }), text).toMatchObject(meaning);
}

/** Two lights, of which one may be called a lamp. */
function lights(...names: readonly [string, string]): HouseSnapshot {
  return houseOf(
    names.map((name, i) => entity(`light.l${i}`, name, 'room')),
    HOUSE.areas,
  );
}

describe.runIf(sentenceFiles !== null).each(Object.entries(SAID))('in %s', (language, said) => {
  it('it gets warmer by degrees, and as warm as is said', async () => {
    const heating = { intent: 'HassClimateSetTemperature', entities: [{ id: 'climate.room' }] };
    await expectEach(language, said.warmerBy, { ...heating, slots: { temperature_step: 1, degrees: 2 } });
    await expectEach(language, [said.to22], { ...heating, slots: { temperature: 22 } });
  });

  it('a light is turned on at a level, and made brighter or darker by percent', async () => {
    const light = { intent: 'HassLightSet', entities: [{ id: 'light.lamp' }] };
    await expectEach(language, said.onAt50, { ...light, slots: { brightness: 50 } });
    await expectEach(language, said.brighterBy20, { ...light, slots: { brightness_step: 20 } });
    await expectEach(language, said.darkerBy20, { ...light, slots: { brightness_step: -20 } });
  });
});

it.runIf(sentenceFiles !== null)(
  'in ru "на" before the degrees of a step is "by", and before those of a room is "to"',
  async () => {
    const heating = { intent: 'HassClimateSetTemperature', entities: [{ id: 'climate.room' }] };
    for (const verb of ['подними', 'повысь', 'понизь'])
      await expectEach('ru', [`${verb} температуру на 20 градусов`, `${verb} температуру на двадцать`], {
        ...heating,
        slots: { temperature: 20 },
      });
    await expectEach('ru', ['подними температуру на 6'], { ...heating, slots: { temperature_step: 1, degrees: 6 } });
    await expectEach('ru', ['подними отопление на 20', 'снизь отопление на 18 градусов'], { kind: 'unknown' });
  },
);

it.runIf(sentenceFiles !== null)('what goes down by a part is not set to that part', async () => {
  await expectEach('fr', ['baisse Zebrano de 20 %', 'monte Zebrano de 20 %'], { kind: 'unknown' });
});

describe.runIf(sentenceFiles !== null)('"the lamp" in a room with several lights', () => {
  it.each([
    ['ru', 'Лампа', ['включи лампу на 40 процентов', 'увеличь яркость лампы на 20 процентов', 'приглуши лампу']],
    ['pl', 'Lampa', ['włącz lampę na 40 procent', 'przyciemnij lampę o 20 procent', 'rozjaśnij lampę']],
    ['cs', 'Lampa', ['zapni lampu na 40 procent', 'ztlum lampu o 20 procent', 'ztlum lampu']],
    ['sv', 'Lampa', ['tänd lampan på 40 procent', 'dimra lampan med 20 procent', 'gör lampan ljusare']],
    ['da', 'Lampe', ['tænd lampen på 40 procent', 'dæmp lampen med 20 procent', 'gør lampen lysere']],
  ] as const)('in %s is the one that is called so', async (language, name, texts) => {
    await expectEach(language, texts, { kind: 'intent', entities: [{ id: 'light.l0' }] }, lights(name, 'Xenia'));
  });

  it.each([
    ['ru', 'сделай лампу ярче'],
    ['fr', 'tamise la lampe'],
    ['cs', 'ztlum lampu'],
  ])('in %s is asked about where none is called so', async (language, text) => {
    const asked = { kind: 'ambiguous', candidates: [{ name: 'Xenia' }, { name: 'Yvonne' }] };
    await expectEach(language, [text], asked, lights('Xenia', 'Yvonne'));
  });

  it('are the lamps where several are said', async () => {
    const both = { entities: [{ id: 'light.l0' }, { id: 'light.l1' }] };
    await expectEach('ru', ['включи лампы на 40 процентов', 'приглуши лампы'], both, lights('Лампа', 'Xenia'));
  });
});

it.runIf(sentenceFiles !== null)('"the lamp" is the only light of the room, whatever this is called', async () => {
  const light = { intent: 'HassLightSet', entities: [{ id: 'light.lamp' }], slots: { brightness_step: 20 } };
  await expectEach('ru', ['сделай лампу ярче'], light);
  await expectEach('sv', ['gör lampan ljusare'], light);
});
