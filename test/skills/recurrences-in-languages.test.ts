// What comes back less often than every week, or more often than every day, by voice in each tested language: set, and said again.
import { afterEach, describe, expect, test } from 'vitest';
import { alarmWords } from '../../appliance/skills/alarm-words.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
afterEach(() => spoken.close());

/** Wednesday, 25 November 2026, 14:00. */
const WALL = Date.UTC(2026, 10, 25, 14, 0);

const EVERY_OTHER_MONDAY = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO';
const MAY_3 = 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3';
const THE_5TH = 'FREQ=MONTHLY;BYMONTHDAY=5';
const HOURLY = 'FREQ=HOURLY';

describe.runIf(sentenceFiles !== null)('what comes back', () => {
  test.each([
    ['de', 'wecke mich jeden zweiten Montag um sieben', EVERY_OTHER_MONDAY, 'jeden zweiten Montag um 7:00'],
    ['de', 'erinnere mich alle zwei Wochen am Montag an die Tonne', EVERY_OTHER_MONDAY, 'jeden zweiten Montag'],
    ['de', 'erinnere mich jeden Monat am fünften an die Miete', THE_5TH, 'jeden Monat am 5.'],
    ['de', 'erinnere mich jedes Jahr am 3. Mai an den Geburtstag', MAY_3, 'jedes Jahr am 3. Mai'],
    ['de', 'erinnere mich jede Stunde ans Trinken', HOURLY, 'Ich erinnere dich, jede Stunde: Trinken.'],
    ['fr', 'réveille-moi un lundi sur deux à sept heures', EVERY_OTHER_MONDAY, 'un lundi sur deux à 7:00'],
    ['fr', 'rappelle-moi tous les mois le cinq de payer le loyer', THE_5TH, 'le 5 de chaque mois'],
    ['fr', "rappelle-moi chaque année le 3 mai l'anniversaire", MAY_3, 'chaque année le 3 mai'],
    ['fr', 'rappelle-moi toutes les heures de boire', HOURLY, 'toutes les heures : boire'],
    [
      'fr',
      'réveille-moi tous les jours ouvrables à sept heures',
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      'du lundi au vendredi',
    ],
    ['es', 'pon una alarma cada dos lunes a las siete', EVERY_OTHER_MONDAY, 'un lunes sí y otro no a las 7:00'],
    ['es', 'recuérdame cada mes el día cinco pagar el alquiler', THE_5TH, 'el día 5 de cada mes'],
    ['es', 'recuérdame cada año el 3 de mayo el cumpleaños', MAY_3, 'cada año el 3 de mayo'],
    ['es', 'recuérdame cada hora beber', HOURLY, 'cada hora: beber'],
    ['it', 'metti una sveglia ogni due lunedì alle sette', EVERY_OTHER_MONDAY, 'ogni due settimane, lunedì, alle 7:00'],
    ['it', "ricordami ogni mese il cinque di pagare l'affitto", THE_5TH, 'il giorno 5 di ogni mese'],
    ['it', 'ricordami ogni anno il 3 maggio il compleanno', MAY_3, 'ogni anno il 3 maggio'],
    ['it', 'ricordami ogni ora di bere', HOURLY, 'ogni ora: bere'],
    ['nl', 'zet een wekker om de week op maandag om zeven uur', EVERY_OTHER_MONDAY, 'om de week op maandag om 7:00'],
    ['nl', 'herinner me elke maand op de vijfde aan de huur', THE_5TH, 'elke maand op de 5e'],
    ['nl', 'herinner me elk jaar op 3 mei aan de verjaardag', MAY_3, 'elk jaar op 3 mei'],
    ['nl', 'herinner me elk uur aan drinken', HOURLY, 'elk uur: drinken'],
    ['pt', 'lembra-me todos os anos no dia 3 de maio do aniversário', MAY_3, 'todos os anos a 3 de maio'],
    ['pt', 'lembra-me todas as horas de beber', HOURLY, 'todas as horas: beber'],
    ['pl', 'przypomnij mi co drugi poniedziałek o śmieciach', EVERY_OTHER_MONDAY, 'co dwa tygodnie, poniedziałek'],
    ['pl', 'przypomnij mi co roku 3 maja o urodzinach', MAY_3, 'co roku 3 maja'],
    ['pl', 'przypomnij mi co godzinę o piciu', HOURLY, 'co godzinę: piciu'],
    ['sv', 'påminn mig varannan måndag om soporna', EVERY_OTHER_MONDAY, 'varannan måndag'],
    ['sv', 'påminn mig varje år den 3 maj om födelsedagen', MAY_3, 'varje år den 3 maj'],
    ['ru', 'напомни мне каждый второй понедельник вынести мусор', EVERY_OTHER_MONDAY, 'раз в две недели, понедельник'],
    ['ru', 'напомни мне каждый год 3 мая поздравить маму', MAY_3, 'каждый год 3 мая'],
    ['ru', 'напомни мне каждый час попить воды', HOURLY, 'каждый час: попить воды'],
    ['da', 'mind mig hver anden mandag om skraldet', EVERY_OTHER_MONDAY, 'hver anden mandag'],
    ['da', 'mind mig hvert år den 3. maj om fødselsdagen', MAY_3, 'hvert år den 3. maj'],
    ['cs', 'připomeň mi každé druhé pondělí vynést koš', EVERY_OTHER_MONDAY, 'jednou za dva týdny, pondělí'],
    ['cs', 'připomeň mi každý rok 3. května narozeniny', MAY_3, 'každý rok 3. května'],
    ['cs', 'připomeň mi každou hodinu napít se', HOURLY, 'každou hodinu: napít se'],
  ])('%s: "%s"', async (language, text, rule, said) => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched', wall: WALL });
    const reply = await spoken.ask(text);
    expect(spoken.alarms.list().map((alarm) => alarm.rule)).toEqual([rule]);
    expect(reply).toMatchObject({ outcome: 'done', text: expect.stringContaining(said) });
  });

  test.each([
    ['en', 'alarm for monday and wednesday at 7', 'Monday and Wednesday at 7:00 AM'],
    ['en', 'alarm for thursday and saturday at 7', 'tomorrow and Saturday at 7:00 AM'],
    ['de', 'wecke mich am Montag und Mittwoch um sieben', 'Montag und Mittwoch um 7:00'],
    ['de', 'wecke mich am Montag und am Mittwoch um sieben', 'Montag und Mittwoch um 7:00'],
    ['fr', 'réveille-moi lundi et mercredi à sept heures', 'lundi et mercredi à 7:00'],
    ['es', 'pon una alarma el lunes y el miércoles a las siete', 'el lunes y el miércoles a las 7:00'],
  ])('%s: "%s" is told with all of its days, and the last of them as one', async (language, text, said) => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched', wall: WALL });
    const { text: told } = await spoken.ask(text);
    expect(told).toContain(said);
    const [first] = spoken.alarms.list();
    spoken.clock.advance((first?.dueAt ?? 0) - spoken.clock.wall() + 1000);
    spoken.alarms.dismiss();
    const [last] = spoken.alarms.list();
    expect(alarmWords(last!, spoken.clock.wall()).repeats).toBeNull();
  });

  test.each([
    ['de', 'erinnere mich am 3. Mai an den Geburtstag'],
    ['fr', "rappelle-moi le 3 mai l'anniversaire"],
    ['es', 'recuérdame el 3 de mayo el cumpleaños'],
    ['it', 'ricordami il 3 maggio il compleanno'],
    ['nl', 'herinner me op 3 mei aan de verjaardag'],
    ['de', 'erinnere mich in einer Stunde ans Trinken'],
    ['nl', 'herinner me over een uur aan drinken'],
  ])('%s: "%s" is once', async (language, text) => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched', wall: WALL });
    await spoken.ask(text);
    expect(spoken.alarms.list().map((alarm) => alarm.rule)).toEqual([null]);
  });

  test.each([
    ['de', 'die Stunde ist um'],
    ['fr', 'un lundi sur deux je suis fatigué'],
    ['it', 'ogni ora è buona'],
  ])('%s: "%s" sets nothing', async (language, text) => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched', wall: WALL });
    await spoken.ask(text);
    expect(spoken.alarms.list()).toEqual([]);
  });
});
