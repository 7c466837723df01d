// Commands for a time of day: kept by local time, once or coming back; listed, corrected and cancelled by voice.
import { afterEach, describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse, type SpokenHouseOptions } from './support/spoken-house.ts';

const HOUR = 3_600_000;
/** Wednesday, 25 November 2026, 14:00. */
const WALL = Date.UTC(2026, 10, 25, 14, 0);

let spoken: SpokenHouse;
let done: string[];
afterEach(() => spoken.close());

async function open(options: SpokenHouseOptions = {}): Promise<void> {
  spoken = await SpokenHouse.open({ wall: WALL, ...options });
  done = [];
  spoken.alarms.on('due', ({ name }, lateMs) => done.push(`${name} ${lateMs}`));
  spoken.timers.on('due', ({ command }, lateMs) => done.push(`${command} ${lateMs}`));
}

const rules = () => spoken.alarms.list('plan').map(({ name, rule }) => [name, rule]);

describe.each(sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const))(
  'with %s sentences',
  (sentences) => {
    test.each([
      [
        'every day at seven turn on the kitchen light',
        ['turn on the kitchen light', 'FREQ=DAILY'],
        'Every day at 7:00 AM: turn on the kitchen light.',
      ],
      [
        'turn off the hallway light every weekday at 10 pm',
        ['turn off the hallway light', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
        'Every weekday at 10:00 PM: turn off the hallway light.',
      ],
    ])('"%s"', async (text, plan, said) => {
      await open({ sentences });
      expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', text: said });
      expect(spoken.sent).toEqual([]);
      expect(rules()).toEqual([plan]);
    });

    test('what comes back is done each time', async () => {
      await open({ sentences });
      await spoken.ask('every day at seven turn on the kitchen light');
      spoken.clock.advance(17 * HOUR - 1000);
      expect(done).toEqual([]);
      spoken.clock.advance(1000);
      expect(done).toEqual(['turn on the kitchen light 0']);
      spoken.clock.advance(24 * HOUR);
      expect(done).toHaveLength(2);
      await spoken.ask('cancel the plan to turn on the kitchen light');
      spoken.clock.advance(48 * HOUR);
      expect(done).toHaveLength(2);
    });

    test('what is planned is listed, whether for a time or for a while from now', async () => {
      await open({ sentences });
      expect(await spoken.ask('what is planned')).toMatchObject({ text: 'Nothing is planned.' });
      await spoken.ask('every day at seven turn on the kitchen light');
      await spoken.ask('turn off the hallway light in ten minutes');
      expect(await spoken.ask('what is planned')).toMatchObject({
        text: '2:10 PM: turn off the hallway light; Every day at 7:00 AM: turn on the kitchen light.',
      });
      await spoken.ask('cancel all plans');
      expect(await spoken.ask('what is planned')).toMatchObject({ text: 'Nothing is planned.' });
    });

    test('of several plans it is asked which is meant', async () => {
      await open({ sentences });
      await spoken.ask('every day at seven turn on the kitchen light');
      await spoken.ask('every day at ten pm turn off the kitchen light');
      expect(await spoken.ask('cancel the plan for the kitchen light')).toMatchObject({ outcome: 'asked' });
      await spoken.ask('the second one');
      expect(rules()).toEqual([['turn off the kitchen light', 'FREQ=DAILY']]);
    });

    test('"make it eight" keeps it coming back, and "cancel it" ends it', async () => {
      await open({ sentences });
      await spoken.ask('every day at seven turn on the kitchen light');
      expect(await spoken.ask('make it eight')).toMatchObject({
        text: 'Every day at 8:00 AM: turn on the kitchen light.',
      });
      expect(rules()).toEqual([['turn on the kitchen light', 'FREQ=DAILY']]);
      expect(await spoken.ask('cancel it')).toMatchObject({ outcome: 'done', text: 'Cancelled.' });
      expect(rules()).toEqual([]);
    });

    test('"cancel it" ends all that was planned in one breath', async () => {
      await open({ sentences });
      await spoken.ask('in ten minutes turn off the hallway light and close the bedroom blinds');
      expect(spoken.timers.list()).toHaveLength(2);
      await spoken.ask('cancel it');
      expect(spoken.timers.list()).toEqual([]);
      await spoken.ask('at ten pm turn off the hallway light and close the bedroom blinds');
      expect(spoken.alarms.list('plan')).toHaveLength(2);
      await spoken.ask('cancel it');
      expect(spoken.alarms.list('plan')).toEqual([]);
    });
  },
);

test('a timer in the same breath as a plan is left alone', async () => {
  await open();
  await spoken.ask('set a timer for five minutes and turn off the hallway light in ten minutes');
  await spoken.ask('cancel it');
  expect(spoken.timers.list().map(({ command }) => command)).toEqual([undefined]);
});

test('a plan is for the time on the wall, where the clock was wrong when it was said', async () => {
  await open();
  await spoken.ask('turn on the kitchen light at 7 pm');
  spoken.clock.advance(60_000);
  spoken.clock.jumpWall(3 * HOUR); // it is 17:01 in truth
  spoken.clock.advance(2 * HOUR - 61_000);
  expect(done).toEqual([]);
  spoken.clock.advance(1000);
  expect(done).toEqual(['turn on the kitchen light 0']);
});

test('a length of time passes whatever the clock on the wall does', async () => {
  await open();
  await spoken.ask('turn on the kitchen light in one hour');
  spoken.clock.jumpWall(3 * HOUR);
  spoken.clock.advance(HOUR - 1000);
  expect(done).toEqual([]);
  spoken.clock.advance(1000);
  expect(done).toHaveLength(1);
});

describe.runIf(sentenceFiles !== null)('in other languages', () => {
  test.each([
    ['de', 'schalte Kitchen Light jeden Tag um sieben ein', 'was ist geplant', 'lösche alle Pläne'],
    ['fr', 'tous les jours à sept heures allume Kitchen Light', "qu'est-ce qui est prévu", 'annule tous les plans'],
    ['es', 'enciende Kitchen Light todos los días a las siete', 'qué está planeado', 'cancela todos los planes'],
    ['it', 'ogni giorno alle sette accendi Kitchen Light', 'cosa è previsto', 'annulla tutti i piani'],
    ['nl', 'zet Kitchen Light elke dag om zeven uur aan', 'wat is er gepland', 'annuleer alle plannen'],
    ['pt', 'liga Kitchen Light todos os dias às sete', 'o que está planeado', 'cancela todos os planos'],
    ['pl', 'codziennie o siódmej włącz Kitchen Light', 'co jest zaplanowane', 'anuluj wszystkie plany'],
    ['sv', 'varje dag klockan sju tänd Kitchen Light', 'vad är planerat', 'avbryt alla planer'],
    ['ru', 'включи Kitchen Light каждый день в семь', 'что запланировано', 'отмени все планы'],
    ['da', 'hver dag klokken syv tænd Kitchen Light', 'hvad er planlagt', 'annuller alle planer'],
    ['cs', 'zapni Kitchen Light každý den v sedm', 'co je naplánováno', 'zruš všechny plány'],
  ])('%s: "%s", "%s", "%s"', async (language, set, list, cancel) => {
    await open({ language, sentences: 'fetched' });
    const { text } = await spoken.ask(set);
    expect(rules()).toEqual([[expect.stringContaining('Kitchen Light'), 'FREQ=DAILY']]);
    expect(await spoken.ask(list)).toMatchObject({ text });
    await spoken.ask(cancel);
    expect(rules()).toEqual([]);
    expect(spoken.sent).toEqual([]);
  });
});
