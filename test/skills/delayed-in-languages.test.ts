// A delay or a time of day amidst a command, in every tested language, and timers of a length that is no whole number of units.
import { afterEach, describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
afterEach(() => spoken.close());

/** Wednesday, 25 November 2026, 14:00. */
const WALL = Date.UTC(2026, 10, 25, 14, 0);
const MINUTE_MS = 60_000;

const planned = async (language: string, text: string): Promise<readonly (readonly [string | null, number])[]> => {
  spoken = await SpokenHouse.open({ language, sentences: 'fetched', wall: WALL });
  await spoken.ask(text);
  return [
    ...spoken.timers.list().map(({ command, totalMs }) => [command ?? null, totalMs / MINUTE_MS] as const),
    ...spoken.alarms.list('plan').map(({ name, dueAt }) => [name, (dueAt - WALL) / MINUTE_MS] as const),
  ];
};

describe.runIf(sentenceFiles !== null)('a command for later', () => {
  test.each([
    ['de', 'schalte in zehn Minuten das Kitchen Light ein', 10],
    ['de', 'schalte das Kitchen Light in zehn Minuten ein', 10],
    ['de', 'schalte in anderthalb Stunden das Kitchen Light ein', 90],
    ['de', 'schalte um 22 Uhr das Kitchen Light ein', 480],
    ['de', 'mach das Kitchen Light um halb acht an', 330],
    ['de', 'schalte morgen um sieben das Kitchen Light ein', 1020],
    ['de', 'schalte das Kitchen Light heute Abend um acht ein', 360],
    ['en', 'turn on the kitchen light at 7 pm', 300],
    ['fr', 'allume dans dix minutes Kitchen Light', 10],
    ['fr', 'allume Kitchen Light à sept heures', 300],
    ['fr', 'allume Kitchen Light demain à sept heures et demie', 1050],
    ['fr', 'allume Kitchen Light à minuit', 600],
    ['it', 'accendi Kitchen Light a mezzanotte', 600],
    ['es', 'enciende dentro de diez minutos Kitchen Light', 10],
    ['es', 'enciende Kitchen Light a las siete', 300],
    ['es', 'enciende a las siete y media Kitchen Light', 330],
    ['it', 'accendi tra dieci minuti Kitchen Light', 10],
    ['it', 'accendi Kitchen Light alle sette', 300],
    ['it', 'accendi Kitchen Light domani alle sette e mezza', 1050],
    ['nl', 'doe over tien minuten Kitchen Light aan', 10],
    ['nl', 'doe Kitchen Light over tien minuten aan', 10],
    ['nl', 'doe Kitchen Light om zeven uur aan', 300],
    ['nl', 'doe morgen om zeven uur Kitchen Light aan', 1020],
    ['pt', 'liga Kitchen Light às sete', 300],
    ['pl', 'włącz Kitchen Light o siódmej', 300],
    ['sv', 'tänd Kitchen Light klockan sju', 300],
    ['ru', 'включи через десять минут Kitchen Light', 10],
    ['ru', 'включи Kitchen Light в семь', 300],
    ['da', 'tænd Kitchen Light klokken syv', 300],
    ['cs', 'zapni Kitchen Light v sedm', 300],
    ['en', 'turn at seven pm the kitchen light on', 300],
    ['fr', 'allume à sept heures Kitchen Light', 300],
    ['it', 'accendi alle sette Kitchen Light', 300],
    ['pt', 'liga às sete Kitchen Light', 300],
    ['pl', 'włącz o siódmej Kitchen Light', 300],
    ['sv', 'tänd klockan sju Kitchen Light', 300],
    ['ru', 'включи в семь Kitchen Light', 300],
    ['da', 'tænd klokken syv Kitchen Light', 300],
    ['cs', 'zapni v sedm Kitchen Light', 300],
  ])('%s: "%s" waits %i minutes, and then is done', async (language, text, minutes) => {
    const all = await planned(language, text);
    expect(all).toEqual([[expect.any(String), minutes]]);
    const [[command] = []] = all;
    expect(spoken.sent).toEqual([]);
    expect(await spoken.ask(String(command))).toMatchObject({ intent: 'HassTurnOn', outcome: 'done' });
    expect(spoken.state('light.kitchen')).toBe('on');
  });

  test('a number that is the command’s own stays in it', async () => {
    expect(await planned('de', 'stelle die Heizung um 22 Uhr auf 18 Grad')).toEqual([
      ['stelle die Heizung auf 18 Grad', 480],
    ]);
  });

  test('says how long it is until then', async () => {
    spoken = await SpokenHouse.open({ language: 'fr', sentences: 'fetched', wall: WALL });
    expect(await spoken.ask('allume Kitchen Light à sept heures')).toMatchObject({
      text: 'Je le ferai dans 5 heures.',
    });
  });

  test('what asks first is only told of then', async () => {
    spoken = await SpokenHouse.open({ language: 'de', sentences: 'fetched', wall: WALL });
    const { text } = await spoken.ask('schließe um 22 Uhr die Front Door auf');
    expect(text).toBe('Dafür brauche ich dann ein Ja, deshalb sage ich in 8 Stunden nur Bescheid.');
  });

  test.each([
    ['de', 'mach die Living Room Lamp um 20 heller'],
    ['de', 'ist um 22 Uhr das Kitchen Light an'],
    ['de', 'gestern um 22 Uhr habe ich das Kitchen Light ausgemacht'],
    ['de', 'das Kitchen Light ging um sieben an'],
    ['de', 'schalte das Kitchen Light vor 22 Uhr ein'],
    ['de', 'schalte das Kitchen Light bis 22 Uhr ein'],
    ['de', 'das Kitchen Light um sieben'],
    ['fr', 'allume Kitchen Light pendant dix minutes'],
    ['fr', "j'ai allumé Kitchen Light à sept heures"],
    ['es', 'enciende Kitchen Light durante diez minutos'],
    ['it', 'accendi Kitchen Light per dieci minuti'],
    ['it', 'ho acceso Kitchen Light alle sette'],
    ['nl', 'doe Kitchen Light tot zeven uur aan'],
    ['nl', 'ik deed Kitchen Light om zeven uur aan'],
    ['ru', 'свет Kitchen Light включился в семь'],
  ])('%s: "%s" plans nothing and does nothing', async (language, text) => {
    expect(await planned(language, text)).toEqual([]);
    expect(spoken.sent).toEqual([]);
  });

  test('a level is no time of day', async () => {
    expect(await planned('de', 'öffne Bedroom Blinds auf 7')).toEqual([]);
    expect(spoken.sent).toEqual(['demo/bedroom_blinds/set 7']);
  });
});

describe.runIf(sentenceFiles !== null)('a timer', () => {
  test.each([
    ['de', 'stelle einen Timer auf anderthalb Stunden', 90],
    ['de', 'stelle einen Timer auf zweieinhalb Minuten', 2.5],
    ['de', 'stelle einen Timer auf 1,5 Stunden', 90],
    ['de', 'stelle einen Timer auf eine Viertelstunde', 15],
    ['de', 'stelle einen Timer auf eine Dreiviertelstunde', 45],
    ['fr', "mets un minuteur d'une heure et demie", 90],
    ['fr', "mets un minuteur d'une demi-heure", 30],
    ['fr', 'mets un minuteur de deux minutes et demie', 2.5],
    ['fr', 'mets un minuteur de 1,5 heure', 90],
    ['fr', "mets un minuteur d'un quart d'heure", 15],
    ['fr', "mets un minuteur de trois quarts d'heure", 45],
    ['es', 'pon un temporizador de una hora y media', 90],
    ['es', 'pon un temporizador de 1,5 horas', 90],
    ['it', "imposta un timer di un'ora e mezza", 90],
    ['it', "imposta un timer di mezz'ora", 30],
    ['it', 'imposta un timer di due minuti e mezzo', 2.5],
    ['it', "imposta un timer di un quarto d'ora", 15],
    ['nl', 'zet een timer van anderhalf uur', 90],
    ['nl', 'zet een timer van een half uur', 30],
    ['nl', 'zet een timer van tweeënhalve minuut', 2.5],
    ['nl', 'zet een timer van een kwartier', 15],
    ['nl', 'zet een timer van drie kwartier', 45],
    ['pt', 'define um temporizador de uma hora e meia', 90],
    ['pt', 'define um temporizador de meia hora', 30],
    ['pl', 'ustaw minutnik na półtorej godziny', 90],
    ['pl', 'ustaw minutnik na pół godziny', 30],
    ['pl', 'ustaw minutnik na kwadrans', 15],
    ['sv', 'starta en timer på en och en halv timme', 90],
    ['sv', 'starta en timer på en halvtimme', 30],
    ['ru', 'поставь таймер на полтора часа', 90],
    ['ru', 'поставь таймер на полчаса', 30],
    ['da', 'sæt en timer på halvanden time', 90],
    ['da', 'sæt en timer på et kvarter', 15],
    ['cs', 'nastav časovač na hodinu a půl', 90],
    ['cs', 'nastav časovač na půldruhé hodiny', 90],
    ['cs', 'nastav časovač na čtvrt hodiny', 15],
    ['cs', 'nastav časovač na pět minut', 5],
  ])('%s: "%s" is one of %d minutes', async (language, text, minutes) => {
    expect(await planned(language, text)).toEqual([[null, minutes]]);
  });

  test.each([
    ['de', 'ein Film von anderthalb Stunden'],
    ['fr', "j'ai attendu une heure et demie"],
    ['it', "ho dormito un'ora e mezza"],
    ['nl', 'het duurde anderhalf uur'],
  ])('%s: "%s" sets none', async (language, text) => {
    expect(await planned(language, text)).toEqual([]);
  });
});
