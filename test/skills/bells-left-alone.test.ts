// What is said behind a timer, an alarm or a reminder and corrects none, or not that one: the wrong one changed or lost is the worst of all.
import { afterEach, describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

const MINUTE = 60_000;
let spoken: SpokenHouse;
afterEach(() => spoken.close());

/** What is set, as [what it is or is about, minutes from noon]; timers first. */
function bells(): (readonly [string | null, number])[] {
  const noon = Date.parse('2026-01-01T12:00Z');
  return [
    ...spoken.timers.list().map(({ name, totalMs }) => [name, totalMs / MINUTE] as const),
    ...spoken.alarms.list().map(({ kind, name, dueAt }) => [name ?? kind, (dueAt - noon) / MINUTE] as const),
  ];
}

async function say(...texts: readonly string[]): Promise<Awaited<ReturnType<SpokenHouse['ask']>>> {
  let last = await spoken.ask(texts[0]!);
  for (const text of texts.slice(1)) last = await spoken.ask(text);
  return last;
}

describe('a bell that is named is meant, and no other', () => {
  const pizzaAndEgg = ['set a pizza timer for ten minutes', 'set an egg timer for five minutes'];

  test.each([['turn on the living room lamp'], []])('timers, behind %j', async (...between) => {
    spoken = await SpokenHouse.open();
    await say(...pizzaAndEgg, ...between, 'no, add five minutes to the pizza timer');
    expect(bells()).toEqual([
      ['egg', 5],
      ['pizza', 15],
    ]);
    await say(...between, 'no, cancel the pizza timer');
    expect(bells()).toEqual([['egg', 5]]);
  });

  test.each([['turn on the living room lamp'], []])('alarms and reminders, behind %j', async (...between) => {
    spoken = await SpokenHouse.open();
    await say('set an alarm for 7 am', 'set an alarm for 9 am', ...between, "no, cancel the seven o'clock alarm");
    expect(bells()).toEqual([['alarm', 21 * 60]]);
    await say('remind me to call mum at 5 pm', 'remind me to feed the cat at 6 pm', ...between);
    await spoken.ask('sorry, cancel the reminder to call mum');
    expect(bells()).toEqual([
      ['feed the cat', 6 * 60],
      ['alarm', 21 * 60],
    ]);
  });
});

describe('a turn that set none corrects none', () => {
  const weekdays = 'wake me every weekday at seven';

  test('a time for an alarm that was asked about sets a new one', async () => {
    spoken = await SpokenHouse.open();
    expect(await say(weekdays, 'set an alarm')).toMatchObject({ outcome: 'asked' });
    expect(await spoken.ask('no, at nine')).toMatchObject({ outcome: 'done' });
    expect(spoken.alarms.list()).toMatchObject([
      { rule: null, dueAt: Date.parse('2026-01-01T21:00Z') },
      { rule: expect.stringContaining('MO'), dueAt: Date.parse('2026-01-02T07:00Z') },
    ]);
    await spoken.ask('make it ten');
    expect(spoken.alarms.list()).toMatchObject([
      { dueAt: Date.parse('2026-01-01T22:00Z') },
      { dueAt: Date.parse('2026-01-02T07:00Z') },
    ]);
  });

  test('a time for a reminder that was asked about is of that one', async () => {
    spoken = await SpokenHouse.open();
    await say('remind me to call mum at 5 pm', 'remind me to take pills', 'no at 6 pm');
    expect(bells()).toEqual([
      ['call mum', 5 * 60],
      ['take pills', 6 * 60],
    ]);
  });

  test('a question that was left open moves nothing', async () => {
    spoken = await SpokenHouse.open();
    await say(weekdays, 'set an alarm');
    spoken.cancel();
    await say('make it nine', 'no, at nine', 'cancel it');
    expect(spoken.alarms.list()).toMatchObject([{ dueAt: Date.parse('2026-01-02T07:00Z') }]);
  });

  test.each(['cancel it', 'make it 2', 'no, three minutes', 'no, cancel it'])(
    '"%s", when what was set last has rung and is gone',
    async (words) => {
      spoken = await SpokenHouse.open();
      await say('set a pasta timer for 20 minutes', 'set a timer for 1 minute');
      spoken.clock.advance(MINUTE);
      spoken.stop();
      await spoken.ask(words);
      expect(bells()).toEqual([['pasta', 20]]);
    },
  );

  test('of two in one breath the last one is corrected', async () => {
    spoken = await SpokenHouse.open();
    await say('set an alarm for 7 am', 'set a timer for five minutes and set an alarm for 9 am', 'make it ten');
    expect(bells()).toEqual([
      [null, 5],
      ['alarm', 19 * 60],
      ['alarm', 22 * 60],
    ]);
  });
});

describe('a second one is no correction', () => {
  test.each([
    ['oh, set a pizza timer for ten minutes', 'pizza'],
    ['no, set a pizza timer for ten minutes', 'pizza'],
    ['wait, set another timer for ten minutes', null],
    ['no, set another timer for ten minutes', null],
    ['actually set a timer for ten minutes', null],
    ['sorry, set a timer for ten minutes', null],
  ])('"%s"', async (words, name) => {
    spoken = await SpokenHouse.open();
    await say('set a timer for 20 minutes', words);
    expect(bells()).toEqual([
      [name, 10],
      [null, 20],
    ]);
    await say('cancel all timers', 'set a pasta timer for 20 minutes', words);
    expect(bells()).toEqual([
      [name, 10],
      ['pasta', 20],
    ]);
  });

  test.each([
    ['wait, wake me at 6 pm', 'alarm'],
    ['no, set another alarm for 6 pm', 'alarm'],
    ['no, set an alarm called gym for 6 pm', 'gym'],
  ])('"%s"', async (words, name) => {
    spoken = await SpokenHouse.open();
    await say('set an alarm for 7 pm', words);
    expect(bells()).toEqual([
      [name, 6 * 60],
      ['alarm', 7 * 60],
    ]);
  });

  test.each(['no, set an alarm for 6 pm', 'set an alarm for 6 pm instead'])('but "%s" is one', async (words) => {
    spoken = await SpokenHouse.open();
    await say('set an alarm for 7 pm', words);
    expect(bells()).toEqual([['alarm', 6 * 60]]);
  });
});

describe.each(['set an alarm for 7 pm', 'remind me to call mum at 7 pm'])('behind "%s"', (first) => {
  const open = async (): Promise<void> => {
    spoken = await SpokenHouse.open();
    await spoken.ask(first);
  };

  test.each([
    ['no, set the living room lamp to 20', 'HassLightSet'],
    ['actually volume to 30', 'HassSetVolume'],
    ['actually set a timer for 10 minutes', 'HassStartTimer'],
    ['turn on the living room lamp in 20 minutes instead', 'HassStartTimer'],
    ['oh, remind me to feed the cat at 6 pm', 'LinnetSetReminder'],
    ['wait, wake me at six', 'LinnetSetAlarm'],
    ['oh, wake me tomorrow at eight', 'LinnetSetAlarm'],
    ['no, set an alarm', 'LinnetSetAlarm'],
    ['no, remind me at 6 pm to feed the cat', 'LinnetSetReminder'],
  ])('"%s" is a command of its own', async (words, intent) => {
    await open();
    const [before] = bells();
    expect(await spoken.ask(words)).toMatchObject({ intent, outcome: expect.stringMatching(/^(done|asked)$/) });
    expect(bells()).toContainEqual(before);
  });

  test('a move to a time that makes no sense leaves it', async () => {
    await open();
    const before = bells();
    expect(await say('no, channel 5', 'make it 99')).toMatchObject({ outcome: 'notUnderstood' });
    expect(await say('make it 21 degrees', 'make it 99')).toMatchObject({ outcome: 'failed' }); // beyond what the heating can
    expect(bells()).toEqual(before);
  });
});

describe.runIf(sentenceFiles !== null).each([
  ['en', 'set an alarm for 7 pm', 'no, set another alarm for 8 pm', 'actually set a timer for ten minutes'],
  [
    'de',
    'stell einen Wecker für morgen früh um sieben',
    'stell den Wecker auf acht Uhr',
    'stell den Timer auf zehn Minuten',
  ],
  [
    'de',
    'erinnere mich um acht an den Müll',
    'nein, stell den Wecker auf neun Uhr',
    'stell den Timer auf zehn Minuten',
  ],
  [
    'nl',
    'zet een wekker voor morgen om zeven uur',
    'wacht, zet een wekker voor morgen om acht uur',
    'nee, zet een timer op tien minuten',
  ],
  [
    'sv',
    'ställ ett larm till klockan sju i morgon',
    'nej, ställ ett nytt larm till klockan åtta i morgon',
    'nej, starta en timer på tio minuter',
  ],
  [
    'ru',
    'поставь будильник на завтра на семь утра',
    'извини, поставь будильник на завтра на восемь утра',
    'нет, поставь таймер на десять минут',
  ],
  [
    'fr',
    'mets une alarme pour demain à sept heures',
    'non, mets une nouvelle alarme pour demain à huit heures',
    'non, mets un minuteur de dix minutes',
  ],
  [
    'pt',
    'põe um alarme para amanhã às sete',
    'não, põe um novo alarme para amanhã às oito',
    'não, define um temporizador de dez minutos',
  ],
])('in %s, behind "%s"', (language, first, alarm, timer) => {
  const open = async (): Promise<void> => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched', timeZone: 'Europe/Berlin' });
    await spoken.ask(first);
    expect(bells()).toHaveLength(1);
  };

  test(`"${alarm}" sets a second one`, async () => {
    await open();
    expect(await spoken.ask(alarm)).toMatchObject({ intent: 'LinnetSetAlarm', outcome: 'done' });
    expect(bells()).toHaveLength(2);
  });

  test(`"${timer}" sets a timer`, async () => {
    await open();
    expect(await spoken.ask(timer)).toMatchObject({ intent: 'HassStartTimer', outcome: 'done' });
    expect(bells()).toHaveLength(2);
  });
});

describe.runIf(sentenceFiles !== null).each([
  [
    'de',
    'stell einen Timer auf fünf Minuten',
    'nein, stell einen Timer auf zehn Minuten',
    'nein, stell noch einen Timer auf zehn Minuten',
  ],
  [
    'es',
    'pon un temporizador de cinco minutos',
    'no, pon un temporizador de diez minutos',
    'espera, pon un temporizador de diez minutos',
  ],
  [
    'it',
    'imposta un timer di cinque minuti',
    'no, imposta un timer di dieci minuti',
    'aspetta, imposta un timer di dieci minuti',
  ],
  [
    'pl',
    'ustaw minutnik na pięć minut',
    'nie, ustaw minutnik na dziesięć minut',
    'czekaj, ustaw minutnik na dziesięć minut',
  ],
  ['da', 'sæt en timer på fem minutter', 'nej, sæt en timer på ti minutter', 'vent, sæt en timer på ti minutter'],
  ['cs', 'nastav časovač na pět minut', 'ne, nastav časovač na deset minut', 'počkej, nastav časovač na deset minut'],
])('in %s, behind "%s"', (language, first, instead, beside) => {
  test.each([
    [instead, 1],
    [beside, 2],
  ])('"%s": then there are %i', async (words, count) => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched' });
    await say(first, words);
    expect(bells()).toHaveLength(count);
    expect(bells()).toContainEqual([null, 10]);
  });
});
