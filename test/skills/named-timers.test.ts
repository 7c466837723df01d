// Timers named without a word that says so ("pasta timer ten minutes"), what is no name there, and how many there are.
import { afterEach, describe, expect, test } from 'vitest';
import { replies } from '../../appliance/language/replies.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

const MINUTE = 60_000;
const GRAMMARS = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);
let spoken: SpokenHouse;
afterEach(() => spoken.close());

const set = () => spoken.timers.list().map(({ name, totalMs }) => [name, totalMs / MINUTE]);

describe.each(GRAMMARS)('with the %s sentences', (sentences) => {
  test.each([
    ['set a timer for pasta, ten minutes', 'pasta', 10],
    ['set a timer for the pasta for ten minutes', 'pasta', 10],
    ['set a timer called pasta ten minutes', 'pasta', 10],
    ['pasta timer ten minutes', 'pasta', 10],
    ['pasta timer for ten minutes please', 'pasta', 10],
    ['set a pasta timer ten minutes', 'pasta', 10],
    ['ten minute pasta timer', 'pasta', 10],
    ['soft egg timer six and a half minutes', 'soft egg', 6.5],
    ['set a timer ten minutes', null, 10],
    ['set a timer for about ten minutes', null, 10],
    ['set a timer for an hour ten minutes', null, 70],
  ])('"%s" is called %s', async (text, ...timer) => {
    spoken = await SpokenHouse.open({ sentences });
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done' });
    expect(set()).toEqual([timer]);
  });

  test.each([
    'cancel timer ten minutes',
    'cancel pasta timer ten minutes',
    'pause the timer for ten minutes',
    'is there a timer for ten minutes',
    'did you set a timer for ten minutes',
    'my timer ten minutes',
    'ten minutes left on the timer',
    'set a timer for five minutes ten minutes',
    'set a timer for less than ten minutes',
    'set a timer for the next ten minutes',
    'set a timer for tea in ten minutes',
    'two timers ten minutes',
    'set a second timer',
    'egg timer',
  ])('"%s" sets none', async (text) => {
    spoken = await SpokenHouse.open({ sentences });
    await spoken.ask(text);
    expect(set()).toEqual([]);
  });

  test('one without a length is asked for it, and keeps its name', async () => {
    spoken = await SpokenHouse.open({ sentences });
    expect(await spoken.ask('start a pasta timer')).toMatchObject({ outcome: 'asked', text: 'For how long?' });
    expect(await spoken.ask('ten minutes')).toMatchObject({ text: expect.stringContaining('10 minutes') });
    expect(set()).toEqual([['pasta', 10]]);
  });

  test('how many there are is told with what they are', async () => {
    spoken = await SpokenHouse.open({ sentences });
    expect(await spoken.ask('how many timers are running')).toMatchObject({ text: 'There are no timers.' });
    await spoken.ask('pasta timer ten minutes');
    expect(await spoken.ask('how many timers are running')).toMatchObject({
      text: 'You have one timer: pasta, 10 minutes left.',
    });
    await spoken.ask('set a timer for 5 minutes');
    for (const text of ['how many timers do i have', 'how many timers are there running', 'list my timers'])
      expect(await spoken.ask(text)).toMatchObject({
        text: 'You have 2 timers: 5 minutes on one and 10 minutes on the pasta timer.',
      });
  });
});

test.each([
  ['en', 'You have one timer: pasta, 10 minutes left.', 'You have one timer: 1 minute left.'],
  ['de', 'Es läuft ein Timer: pasta, noch 10 Minuten.', 'Es läuft ein Timer: noch 1 Minute.'],
  ['fr', 'Il y a un minuteur : pasta, encore 10 minutes.', 'Il y a un minuteur : encore 1 minute.'],
  ['es', 'Hay un temporizador: pasta, 10 minutos.', 'Hay un temporizador: 1 minuto.'],
])('a single one is counted in %s', async (language, named, plain) => {
  spoken = await SpokenHouse.open();
  const { timersAre, timerLeft } = replies(language);
  const pasta = { name: 'pasta', seconds: 600 };
  expect(timersAre([pasta])).toBe(named);
  expect(timersAre([{ name: null, seconds: 60 }])).toBe(plain);
  expect(timersAre([pasta, pasta])).toBe(timerLeft([pasta, pasta]));
});
