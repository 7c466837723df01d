import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOccasion, splitOccasion } from '../../appliance/language/occasion-reading.ts';
import { OCCASION_LANGUAGES } from '../../appliance/language/occasions.ts';

/** Wednesday, 4 March 2026, 10:00. */
const NOW = Date.UTC(2026, 2, 4, 10);
const shown = (local: number | undefined): string | undefined =>
  local === undefined ? undefined : new Date(local).toISOString().slice(0, 16).replace('T', ' ');

/** The same moments in each language, in the order of `MOMENTS`. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  de: [
    'halb sieben',
    'morgen früh um sieben',
    'heute Abend um acht',
    'übermorgen um 9 Uhr',
    'am Freitag um 6 Uhr 30',
    'in zwanzig Minuten',
    'in einer Stunde',
    'in einer halben Stunde',
    'in anderthalb Stunden',
    'am 10. März um 8 Uhr',
    'Mittag',
    'Viertel vor elf',
    '19:30 Uhr',
  ],
  nl: [
    'half zeven',
    'morgenochtend om zeven uur',
    'vanavond om acht uur',
    'overmorgen om 9 uur',
    'vrijdag om half zeven',
    'over twintig minuten',
    'over een uur',
    'over een half uur',
    'over anderhalf uur',
    '10 maart om 8 uur',
    "12 uur 's middags",
    'kwart voor elf',
    '19:30',
  ],
  sv: [
    'halv sju',
    'i morgon bitti klockan sju',
    'ikväll klockan åtta',
    'i övermorgon klockan 9',
    'på fredag klockan halv sju',
    'om tjugo minuter',
    'om en timme',
    'om en halvtimme',
    'om en och en halv timme',
    'den 10 mars klockan 8',
    'mitt på dagen',
    'kvart i elva',
    '19.30',
  ],
  da: [
    'halv syv',
    'i morgen tidlig klokken syv',
    'i aften klokken otte',
    'i overmorgen klokken 9',
    'på fredag klokken halv syv',
    'om tyve minutter',
    'om en time',
    'om en halv time',
    'om halvanden time',
    'den 10. marts klokken 8',
    'klokken 12 middag',
    'kvart i elleve',
    '19.30',
  ],
  fr: [
    'six heures et demie',
    'demain matin à sept heures',
    'ce soir à huit heures',
    'après-demain à 9h',
    'vendredi à 6h30',
    'dans vingt minutes',
    'dans une heure',
    'dans une demi-heure',
    'dans une heure et demie',
    'le 10 mars à 8 heures',
    'midi',
    'onze heures moins le quart',
    '19h30',
  ],
  es: [
    'las seis y media',
    'mañana por la mañana a las siete',
    'esta noche a las ocho',
    'pasado mañana a las 9',
    'el viernes a las seis y media',
    'en veinte minutos',
    'dentro de una hora',
    'en media hora',
    'en una hora y media',
    'el 10 de marzo a las 8',
    'al mediodía',
    'a las once menos cuarto',
    'a las 19:30',
  ],
  it: [
    'sei e mezza',
    'domattina alle sette',
    'stasera alle otto',
    'dopodomani alle 9',
    'venerdì alle sei e mezza',
    'tra venti minuti',
    "tra un'ora",
    "fra mezz'ora",
    "tra un'ora e mezza",
    'il 10 marzo alle 8',
    'mezzogiorno',
    'alle undici meno un quarto',
    'alle 19:30',
  ],
  pt: [
    'seis e meia',
    'amanhã de manhã às sete',
    'hoje à noite às oito',
    'depois de amanhã às 9h',
    'na sexta-feira às seis e meia',
    'em vinte minutos',
    'daqui a uma hora',
    'em meia hora',
    'em uma hora e meia',
    'dia 10 de março às 8',
    'ao meio-dia',
    'às dez e quarenta e cinco',
    '19h30',
  ],
  pl: [
    'wpół do siódmej',
    'jutro rano o siódmej',
    'dziś wieczorem o ósmej',
    'pojutrze o 9',
    'w piątek o szóstej trzydzieści',
    'za dwadzieścia minut',
    'za godzinę',
    'za pół godziny',
    'za półtorej godziny',
    '10 marca o ósmej',
    'w południe',
    'za kwadrans jedenasta',
    'o 19:30',
  ],
  ru: [
    'половина седьмого',
    'завтра утром в семь',
    'сегодня вечером в восемь',
    'послезавтра в 9 часов',
    'в пятницу в шесть тридцать',
    'через двадцать минут',
    'через час',
    'через полчаса',
    'через полтора часа',
    '10 марта в 8 часов',
    'в полдень',
    'без четверти одиннадцать',
    'в 19:30',
  ],
  cs: [
    'půl sedmé',
    'zítra ráno v sedm',
    'dnes večer v osm',
    'pozítří v 9 hodin',
    'v pátek v půl sedmé',
    'za dvacet minut',
    'za hodinu',
    'za půl hodiny',
    'za hodinu a půl',
    '10. března v 8 hodin',
    'v poledne',
    'tři čtvrtě na jedenáct',
    'v 19:30',
  ],
};

const MOMENTS: readonly string[] = [
  '2026-03-04 18:30',
  '2026-03-05 07:00',
  '2026-03-04 20:00',
  '2026-03-06 09:00',
  '2026-03-06 06:30',
  '2026-03-04 10:20',
  '2026-03-04 11:00',
  '2026-03-04 10:30',
  '2026-03-04 11:30',
  '2026-03-10 08:00',
  '2026-03-04 12:00',
  '2026-03-04 10:45',
  '2026-03-04 19:30',
];

/** Daily at 7, on weekdays at 6:30, every Monday and Thursday at 8, at weekends at 9. */
const REPEATED: Readonly<Record<string, readonly string[]>> = {
  de: [
    'jeden Tag um sieben',
    'werktags um halb sieben',
    'jeden Montag und Donnerstag um acht',
    'jedes Wochenende um 9 Uhr',
  ],
  nl: [
    'elke dag om zeven uur',
    'op werkdagen om half zeven',
    'elke maandag en donderdag om acht uur',
    'elk weekend om 9 uur',
  ],
  sv: [
    'varje dag klockan sju',
    'varje vardag klockan halv sju',
    'varje måndag och torsdag klockan åtta',
    'varje helg klockan 9',
  ],
  da: [
    'hver dag klokken syv',
    'på hverdage klokken halv syv',
    'hver mandag og torsdag klokken otte',
    'hver weekend klokken 9',
  ],
  fr: [
    'tous les jours à sept heures',
    'en semaine à six heures et demie',
    'tous les lundis et jeudis à huit heures',
    'le week-end à 9h',
  ],
  es: [
    'todos los días a las siete',
    'de lunes a viernes a las seis y media',
    'todos los lunes y jueves a las ocho',
    'los fines de semana a las 9',
  ],
  it: [
    'ogni giorno alle sette',
    'dal lunedì al venerdì alle sei e mezza',
    'ogni lunedì e giovedì alle otto',
    'ogni fine settimana alle 9',
  ],
  pt: [
    'todos os dias às sete',
    'de segunda a sexta às seis e meia',
    'toda segunda e quinta às oito',
    'aos fins de semana às 9',
  ],
  pl: [
    'codziennie o siódmej',
    'w dni robocze o szóstej trzydzieści',
    'w każdy poniedziałek i czwartek o ósmej',
    'w każdy weekend o 9',
  ],
  ru: [
    'каждый день в семь',
    'по будням в шесть тридцать',
    'каждый понедельник и четверг в восемь',
    'по выходным в 9 часов',
  ],
  cs: ['každý den v sedm', 've všední dny v půl sedmé', 'každé pondělí a čtvrtek v osm', 'o víkendu v 9 hodin'],
};

const RULES: ReadonlyArray<readonly [rule: string, first: string]> = [
  ['FREQ=DAILY', '2026-03-04 07:00'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-03-04 06:30'],
  ['FREQ=WEEKLY;BYDAY=MO,TH', '2026-03-04 08:00'],
  ['FREQ=WEEKLY;BYDAY=SA,SU', '2026-03-04 09:00'],
];

describe.each(Object.entries(SAID))('said in %s', (language, said) => {
  test.each(said.map((words, index) => [words, MOMENTS[index]!]))('"%s" is %s', (words, moment) => {
    const occasion = readOccasion(words, { now: NOW, style: 'alarm', language });
    expect([shown(occasion?.local), occasion?.rule ?? null]).toEqual([moment, null]);
  });

  test.each(REPEATED[language]!.map((words, index) => [words, ...RULES[index]!]))(
    '"%s" comes back by %s',
    (words, rule, first) => {
      const occasion = readOccasion(words, { now: NOW, style: 'alarm', language });
      expect([occasion?.rule, shown(occasion?.local)]).toEqual([rule, first]);
    },
  );
});

describe('what one is reminded of, and when', () => {
  test.each([
    ['de', 'daran, um fünf Uhr Mama anzurufen', '2026-03-04 17:00', 'daran, Mama anzurufen'],
    ['de', 'daran den Müll um acht Uhr rauszubringen', '2026-03-04 20:00', 'daran den Müll rauszubringen'],
    ['nl', 'eraan om morgen de vuilnis buiten te zetten', '2026-03-05 09:00', 'eraan de vuilnis buiten te zetten'],
    ['sv', 'om tio minuter att kolla ugnen', '2026-03-04 10:10', 'att kolla ugnen'],
    ['da', 'om at ringe til mor klokken fem', '2026-03-04 17:00', 'om at ringe til mor'],
    ['fr', "d'appeler maman à cinq heures", '2026-03-04 17:00', "d'appeler maman"],
    ['es', 'mañana sacar la basura', '2026-03-05 09:00', 'sacar la basura'],
    ['it', 'di chiamare la mamma alle cinque', '2026-03-04 17:00', 'di chiamare la mamma'],
    ['pt', 'de ligar para a mãe às cinco', '2026-03-04 17:00', 'de ligar para a mãe'],
    ['pl', 'o piątej żeby zadzwonić do mamy', '2026-03-04 17:00', 'żeby zadzwonić do mamy'],
    ['ru', 'позвонить маме в пять', '2026-03-04 17:00', 'позвонить маме'],
    ['cs', 'zítra abych vynesl koš', '2026-03-05 09:00', 'abych vynesl koš'],
  ])('%s: "%s"', (language, words, moment, rest) => {
    const split = splitOccasion(words, { now: NOW, style: 'reminder', language });
    expect([shown(split.occasion?.local), split.rest]).toEqual([moment, rest]);
  });
});

test('no words in any language break the reading of times, and a time once is always one to come', () => {
  const pool = Object.values(SAID).flatMap((all) => all.flatMap((one) => one.split(' ')));
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pool), fc.string({ maxLength: 6 })), { maxLength: 8 }),
      fc.constantFrom(...OCCASION_LANGUAGES),
      fc.constantFrom<'alarm' | 'reminder'>('alarm', 'reminder'),
      (parts, language, style) => {
        const { occasion } = splitOccasion(parts.join(' '), { now: NOW, style, language });
        if (occasion !== null && occasion.rule === null) expect(occasion.local).toBeGreaterThan(NOW);
      },
    ),
  );
});
