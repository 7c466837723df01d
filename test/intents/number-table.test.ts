// Numbers in words and in digits, in each tested language, through the sentences of a real house: what is meant must be the same.
import { describe, expect, it } from 'vitest';
import { HouseGrammar } from '../../appliance/intents/grammar.ts';
import { strictMatch } from '../../appliance/intents/strict-match.ts';
import { readOccasion } from '../../appliance/language/occasion-reading.ts';
import { FETCHED_LANGUAGES, fetchedGrammar, sentenceFiles } from './support/fetched.ts';

const house = {
  name: [
    { words: 'Lampada', out: 'Lampada', context: { domain: 'light' } },
    { words: 'Thermo', out: 'Thermo', context: { domain: 'climate' } },
  ],
  area: [{ words: 'Atrium', out: 'Atrium', context: null }],
  floor: [],
};

/** Spellings of one value, digits and words; `…` in the sentence stands for them. */
interface Table {
  readonly brightness: string;
  readonly percents: Readonly<Record<number, readonly string[]>>;
  readonly temperature: string;
  readonly degrees: Readonly<Record<number, readonly string[]>>;
  readonly timer: string;
  readonly minutes: Readonly<Record<number, readonly string[]>>;
  readonly alarm: string;
  /** By what a clock shows next, at ten in the morning. */
  readonly times: Readonly<Record<string, readonly string[]>>;
}

const TABLES: Readonly<Record<(typeof FETCHED_LANGUAGES)[number], Table>> = {
  en: {
    brightness: 'set Lampada brightness to …',
    percents: {
      25: ['25%', '25 %', '25 percent', 'twenty five percent', 'twenty-five per cent'],
      40: ['40%', '40 per cent', 'forty per cent', 'forty percent'],
      100: ['100%', 'one hundred percent', 'a hundred percent'],
    },
    temperature: 'set the temperature of Thermo to …',
    degrees: {
      21: ['21', '21°', '21 degrees', 'twenty one degrees'],
      20.5: ['20.5°', '20.5 °', '20.5 degrees', 'twenty point five degrees', 'twenty and a half degrees'],
    },
    timer: 'set a timer for … minutes',
    minutes: { 25: ['25', 'twenty five', 'twenty-five'], 90: ['90', 'ninety'] },
    alarm: 'set an alarm for …',
    times: {
      '18:30': ['18:30', '6:30 pm', 'half past six', 'six thirty'],
      '10:45': ['10:45', 'quarter to eleven'],
      '18:15': ['18:15', 'quarter past six'],
    },
  },
  de: {
    brightness: 'setze die Helligkeit von Lampada auf …',
    percents: {
      25: ['25%', '25 %', '25 Prozent', 'fünfundzwanzig Prozent', 'fünf und zwanzig Prozent'],
      40: ['40%', '40 Prozent', 'vierzig Prozent'],
      100: ['100%', 'hundert Prozent', 'einhundert Prozent'],
    },
    temperature: 'stelle die Temperatur von Thermo auf …',
    degrees: {
      21: ['21 Grad', '21°', 'einundzwanzig Grad'],
      20.5: ['20,5 °', '20.5 Grad', '20,5 Grad', 'zwanzig Komma fünf Grad', 'zwanzigeinhalb Grad'],
    },
    timer: 'stelle einen Timer auf … Minuten',
    minutes: { 25: ['25', 'fünfundzwanzig'], 90: ['90', 'neunzig'] },
    alarm: 'stelle einen Wecker auf …',
    times: {
      '18:30': ['18:30', '18 Uhr 30', 'halb sieben', 'sechs Uhr dreißig'],
      '10:45': ['10:45 Uhr', 'Viertel vor elf', 'dreiviertel elf'],
      '18:15': ['18:15 Uhr', 'Viertel nach sechs', 'viertel sieben'],
    },
  },
  fr: {
    brightness: 'règle la luminosité de Lampada à …',
    percents: {
      25: ['25%', '25 %', '25 pour cent', 'vingt-cinq pour cent', 'vingt cinq pour cent'],
      40: ['40%', '40 pour cent', 'quarante pour cent'],
      100: ['100%', 'cent pour cent'],
    },
    temperature: 'règle la température de Thermo à …',
    degrees: {
      21: ['21 degrés', '21°', 'vingt et un degrés', 'vingt-et-un degrés'],
      20.5: ['20,5 °', '20.5 degrés', 'vingt virgule cinq degrés'],
    },
    timer: 'crée un minuteur de … minutes',
    minutes: { 25: ['25', 'vingt-cinq', 'vingt cinq'], 90: ['90', 'quatre-vingt-dix', 'nonante'] },
    alarm: 'mets une alarme pour …',
    times: {
      '18:30': ['18h30', '18:30', 'six heures et demie'],
      '10:45': ['10h45', 'onze heures moins le quart'],
      '18:15': ['18h15', 'six heures et quart'],
    },
  },
  es: {
    brightness: 'pon el brillo de Lampada al …',
    percents: {
      25: ['25%', '25 %', '25 por ciento', 'veinticinco por ciento'],
      40: ['40%', '40 por ciento', 'cuarenta por ciento'],
      100: ['100%', 'cien por ciento'],
    },
    temperature: 'pon la temperatura de Thermo a …',
    degrees: {
      21: ['21 grados', '21°', 'veintiún grados'],
      20.5: ['20,5 °', '20.5 grados', 'veinte coma cinco grados', 'veinte y medio grados'],
    },
    timer: 'crea un temporizador de … minutos',
    minutes: { 25: ['25', 'veinticinco'], 90: ['90', 'noventa'] },
    alarm: 'pon una alarma para las …',
    times: {
      '18:30': ['18:30', 'seis y media'],
      '10:45': ['10:45', 'once menos cuarto'],
      '18:15': ['18:15', 'seis y cuarto'],
    },
  },
  it: {
    brightness: 'imposta la luminosità di Lampada al …',
    percents: {
      25: ['25%', '25 %', '25 per cento', 'venticinque per cento'],
      40: ['40%', '40 per cento', 'quaranta per cento'],
      100: ['100%', 'cento per cento'],
    },
    temperature: 'imposta la temperatura di Thermo a …',
    degrees: {
      21: ['21 gradi', '21°', 'ventuno gradi'],
      20.5: ['20,5°', '20.5 gradi', 'venti virgola cinque gradi'],
    },
    timer: 'imposta un timer da … minuti',
    minutes: { 25: ['25', 'venticinque'], 90: ['90', 'novanta'] },
    alarm: 'metti una sveglia alle …',
    times: {
      '18:30': ['18:30', 'sei e mezza'],
      '10:45': ['10:45', 'undici meno un quarto'],
      '18:15': ['18:15', 'sei e un quarto'],
    },
  },
  nl: {
    brightness: 'zet Lampada op …',
    percents: {
      25: ['25%', '25 procent', 'vijfentwintig procent', 'vijf en twintig procent'],
      40: ['40%', '40 procent', 'veertig procent'],
      100: ['100%', 'honderd procent'],
    },
    temperature: 'zet de temperatuur van Thermo op …',
    degrees: {
      21: ['21 graden', '21°', 'eenentwintig graden'],
      20.5: [
        '20,5°',
        '20,5 °',
        '20,5 graden',
        '20.5 graden',
        'twintig komma vijf graden',
        'twintigeneenhalf graden',
        'twintig en een half graden',
      ],
    },
    timer: 'zet een timer van … minuten',
    minutes: { 25: ['25', 'vijfentwintig'], 90: ['90', 'negentig'] },
    alarm: 'zet een wekker om …',
    times: {
      '18:30': ['18:30', 'half zeven'],
      '10:45': ['10:45', 'kwart voor elf'],
      '18:15': ['18:15', 'kwart over zes'],
    },
  },
  pt: {
    brightness: 'ajusta o brilho de Lampada para …',
    percents: {
      25: ['25%', '25 porcento', 'vinte e cinco por cento'],
      40: ['40%', '40 por cento', 'quarenta por cento'],
      100: ['100%', 'cem por cento'],
    },
    temperature: 'ajusta a temperatura de Thermo para …',
    degrees: {
      21: ['21 graus', '21°', 'vinte e um graus'],
      20.5: ['20,5°', '20.5 graus', 'vinte vírgula cinco graus'],
    },
    timer: 'cria um temporizador de … minutos',
    minutes: { 25: ['25', 'vinte e cinco'], 90: ['90', 'noventa'] },
    alarm: 'define um alarme para as …',
    times: { '18:30': ['18:30', '18h30', 'seis e meia'], '10:45': ['10:45', 'dez e quarenta e cinco'] },
  },
  pl: {
    brightness: 'ustaw jasność Lampada na …',
    percents: {
      25: ['25%', '25 procent', 'dwadzieścia pięć procent'],
      40: ['40%', '40 procent', 'czterdzieści procent'],
      100: ['100%', 'sto procent'],
    },
    temperature: 'ustaw temperaturę Thermo na …',
    degrees: {
      21: ['21 stopni', '21°', 'dwadzieścia jeden stopni'],
      20.5: [
        '20,5°',
        '20,5 °',
        '20,5 stopni',
        '20.5 stopni',
        'dwadzieścia przecinek pięć stopni',
        'dwadzieścia i pół stopni',
      ],
    },
    timer: 'ustaw minutnik na … minut',
    minutes: { 25: ['25', 'dwadzieścia pięć'], 90: ['90', 'dziewięćdziesiąt'] },
    alarm: 'ustaw budzik na …',
    times: {
      '18:30': ['18:30', 'wpół do siódmej', 'szóstą trzydzieści'],
      '10:45': ['10:45', 'za kwadrans jedenasta'],
      '18:15': ['18:15', 'kwadrans po szóstej'],
    },
  },
  sv: {
    brightness: 'ställ in ljusstyrkan på Lampada till …',
    percents: {
      25: ['25%', '25 procent', 'tjugofem procent', 'tjugo fem procent'],
      40: ['40%', '40 procent', 'fyrtio procent'],
      100: ['100%', 'hundra procent', 'etthundra procent'],
    },
    temperature: 'ställ in temperaturen på Thermo till …',
    degrees: {
      21: ['21 grader', '21°', 'tjugoen grader', 'tjugoett grader'],
      20.5: ['20,5°', '20,5 °', '20,5 grader', '20.5 grader', 'tjugo komma fem grader', 'tjugo och en halv grader'],
    },
    timer: 'starta en timer på … minuter',
    minutes: { 25: ['25', 'tjugofem'], 90: ['90', 'nittio'] },
    alarm: 'ställ ett alarm på …',
    times: {
      '18:30': ['18:30', 'halv sju'],
      '10:45': ['10:45', 'kvart i elva'],
      '18:15': ['18:15', 'kvart över sex'],
    },
  },
  ru: {
    brightness: 'установи яркость Lampada на …',
    percents: {
      25: ['25%', '25 процентов', 'двадцать пять процентов'],
      40: ['40%', '40 процентов', 'сорок процентов'],
      100: ['100%', 'сто процентов'],
    },
    temperature: 'установи температуру Thermo на …',
    degrees: {
      21: ['21 градус', '21°', 'двадцать один градус'],
      20.5: [
        '20,5°',
        '20,5 °',
        '20,5 градусов',
        '20.5 градусов',
        'двадцать с половиной градусов',
        'двадцать целых пять десятых градусов',
      ],
    },
    timer: 'поставь таймер на … минут',
    minutes: { 25: ['25', 'двадцать пять'], 90: ['90', 'девяносто'] },
    alarm: 'поставь будильник на …',
    times: {
      '18:30': ['18:30', 'половину седьмого', 'шесть тридцать'],
      '10:45': ['10:45', 'без четверти одиннадцать'],
      '18:15': ['18:15', 'четверть седьмого'],
    },
  },
  da: {
    brightness: 'indstil lysstyrken på Lampada til …',
    percents: {
      25: ['25%', '25 procent', 'femogtyve procent', 'fem og tyve procent'],
      40: ['40%', '40 procent', 'fyrre procent'],
      100: ['100%', 'hundrede procent', 'et hundrede procent'],
    },
    temperature: 'sæt temperaturen på Thermo til …',
    degrees: {
      21: ['21 grader', '21°', 'enogtyve grader'],
      20.5: ['20,5°', '20,5 °', '20,5 grader', '20.5 grader', 'tyve komma fem grader', 'tyve og en halv grader'],
    },
    timer: 'sæt en timer på … minutter',
    minutes: { 25: ['25', 'femogtyve'], 90: ['90', 'halvfems'] },
    alarm: 'sæt en alarm til …',
    times: {
      '18:30': ['18:30', 'halv syv'],
      '10:45': ['10:45', 'kvart i elleve'],
      '18:15': ['18:15', 'kvart over seks'],
    },
  },
  cs: {
    brightness: 'nastav jas Lampada na …',
    percents: {
      25: ['25%', '25 procent', 'dvacet pět procent', 'pětadvacet procent'],
      40: ['40%', '40 procent', 'čtyřicet procent'],
      100: ['100%', 'sto procent'],
    },
    temperature: 'nastav teplotu Thermo na …',
    degrees: {
      21: ['21 stupňů', '21°', 'dvacet jedna stupňů'],
      20.5: ['20,5°', '20,5 °', '20,5 stupňů', '20.5 stupňů', 'dvacet celých pět stupňů', 'dvacet a půl stupňů'],
    },
    timer: 'nastav časovač na … minut',
    minutes: { 25: ['25', 'dvacet pět'], 90: ['90', 'devadesát'] },
    alarm: 'nastav budík na …',
    times: {
      '18:30': ['18:30', 'půl sedmé'],
      '10:45': ['10:45', 'tři čtvrtě na jedenáct'],
      '18:15': ['18:15', 'čtvrt na sedm'],
    },
  },
};

/** Wednesday, 4 March 2026, 10:00. */
const NOW = Date.UTC(2026, 2, 4, 10);

const rows = FETCHED_LANGUAGES.flatMap((language) => {
  const table = TABLES[language];
  const numbers = [
    [table.brightness, table.percents, 'HassLightSet', 'brightness'],
    [table.temperature, table.degrees, 'HassClimateSetTemperature', 'temperature'],
    [table.timer, table.minutes, 'HassStartTimer', 'minutes'],
  ] as const;
  return numbers.flatMap(([sentence, values, intent, slot]) =>
    Object.entries(values).flatMap(([value, spellings]: [string, readonly string[]]) =>
      spellings.map((spelling) => [language, sentence.replace('…', spelling), intent, slot, Number(value)] as const),
    ),
  );
});

const times = FETCHED_LANGUAGES.flatMap((language) =>
  Object.entries(TABLES[language].times).flatMap(([time, spellings]) =>
    spellings.map((spelling) => [language, TABLES[language].alarm.replace('…', spelling), time] as const),
  ),
);

describe.runIf(sentenceFiles !== null)('a number in words and in digits', () => {
  it.each(rows)('%s: "%s"', async (language, text, intent, slot, value) => {
    const grammar = new HouseGrammar(await fetchedGrammar(language), house);
    const match = strictMatch(text, grammar, { context: { area: 'Atrium' } })?.match;
    expect([match?.intent, match?.slots[slot]]).toEqual([intent, value]);
  });

  it.each(times)('%s: "%s" is %s', async (language, text, time) => {
    const grammar = new HouseGrammar(await fetchedGrammar(language), house);
    const match = strictMatch(text, grammar, { context: {} })?.match;
    expect(match?.intent).toBe('LinnetSetAlarm');
    const words = [match?.slots.day, match?.slots.when].filter((part) => part !== undefined).join(' ');
    const occasion = readOccasion(words, { now: NOW, style: 'alarm', language });
    expect(new Date(occasion?.local ?? 0).toISOString().slice(11, 16)).toBe(time);
  });
});
