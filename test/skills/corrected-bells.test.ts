// "Make it ten" behind a timer, an alarm or a reminder is said of that one, in each tested language.
import { afterEach, describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

/** A Wednesday, 10:00 in Berlin. */
const WALL = Date.parse('2026-03-04T09:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let spoken: SpokenHouse;
afterEach(() => spoken.close());

interface Said {
  /** Of five minutes, and each of ten instead. */
  readonly timer: string;
  readonly ten: readonly string[];
  /** Tomorrow at seven, and at eight instead. */
  readonly alarm: string;
  readonly eight: readonly string[];
  readonly takeBack: string;
}

const SAID: Readonly<Record<string, Said>> = {
  en: {
    timer: 'set a timer for five minutes',
    ten: ['make it ten', 'make that 10 minutes', 'no, ten minutes', 'actually ten', 'no, set a timer for ten minutes'],
    alarm: 'set an alarm for tomorrow at seven',
    eight: ['make it eight', 'no, at eight', 'change it to eight'],
    takeBack: 'cancel it',
  },
  de: {
    timer: 'stelle einen Timer auf fünf Minuten',
    ten: ['mach zehn Minuten daraus', 'stell ihn auf zehn', 'nein, zehn Minuten'],
    alarm: 'stell einen Wecker für morgen früh um sieben',
    eight: ['stell ihn auf acht', 'nein, um acht'],
    takeBack: 'lösch ihn',
  },
  fr: {
    timer: 'mets un minuteur de cinq minutes',
    ten: ['mets-le à dix minutes', 'non, dix minutes'],
    alarm: 'mets une alarme pour demain à sept heures',
    eight: ['mets-la à huit heures', 'non, à huit heures'],
    takeBack: 'annule-la',
  },
  es: {
    timer: 'pon un temporizador de cinco minutos',
    ten: ['ponlo a diez minutos', 'no, diez minutos'],
    alarm: 'pon una alarma para mañana a las siete',
    eight: ['ponla a las ocho', 'no, a las ocho'],
    takeBack: 'cancélala',
  },
  it: {
    timer: 'imposta un timer di cinque minuti',
    ten: ['impostalo a dieci minuti', 'no, dieci minuti'],
    alarm: 'imposta una sveglia per domani alle sette',
    eight: ['spostala alle otto', 'no, alle otto'],
    takeBack: 'annullala',
  },
  nl: {
    timer: 'zet een timer voor vijf minuten',
    ten: ['maak er tien minuten van', 'zet hem op tien', 'nee, tien minuten'],
    alarm: 'zet een wekker voor morgen om zeven uur',
    eight: ['zet hem op acht uur', 'nee, om acht uur'],
    takeBack: 'verwijder hem',
  },
  pt: {
    timer: 'define um temporizador de cinco minutos',
    ten: ['muda para dez minutos', 'não, dez minutos'],
    alarm: 'põe um alarme para amanhã às sete',
    eight: ['muda para as oito', 'não, às oito'],
    takeBack: 'cancela isso',
  },
  pl: {
    timer: 'ustaw minutnik na pięć minut',
    ten: ['ustaw go na dziesięć minut', 'nie, dziesięć minut'],
    alarm: 'ustaw budzik na jutro na siódmą',
    eight: ['przestaw go na ósmą', 'nie, na ósmą'],
    takeBack: 'usuń go',
  },
  sv: {
    timer: 'starta en timer på fem minuter',
    ten: ['ställ den på tio', 'nej, tio minuter'],
    alarm: 'ställ ett larm till klockan sju i morgon',
    eight: ['ändra det till klockan åtta', 'nej, klockan åtta'],
    takeBack: 'ta bort det',
  },
  da: {
    timer: 'sæt en timer på fem minutter',
    ten: ['sæt den til ti', 'nej, ti minutter'],
    alarm: 'sæt en alarm til i morgen klokken syv',
    eight: ['flyt den til klokken otte', 'nej, klokken otte'],
    takeBack: 'slet den',
  },
  ru: {
    timer: 'поставь таймер на пять минут',
    ten: ['поставь его на десять минут', 'нет, на десять минут', 'нет, десять'],
    alarm: 'поставь будильник на завтра на семь утра',
    eight: ['перенеси его на восемь утра', 'нет, на восемь утра'],
    takeBack: 'отмени его',
  },
  cs: {
    timer: 'nastav časovač na pět minut',
    ten: ['nastav ho na deset minut', 'ne, deset minut'],
    alarm: 'nastav budík na zítra v sedm',
    eight: ['přesuň ho na osm', 'ne, v osm'],
    takeBack: 'zruš ho',
  },
};

describe.runIf(sentenceFiles !== null).each(Object.entries(SAID))('in %s', (language, said) => {
  const open = async (): Promise<void> => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched', wall: WALL, timeZone: 'Europe/Berlin' });
  };

  test.each(said.ten)('"%s" is how long the timer runs instead', async (words) => {
    await open();
    expect(await spoken.ask(said.timer)).toMatchObject({ outcome: 'done' });
    expect(await spoken.ask(words)).toMatchObject({ outcome: 'done' });
    expect(spoken.timers.list()).toMatchObject([{ totalMs: 10 * MINUTE }]);
    expect(spoken.sent).toEqual([]);
  });

  test.each(said.eight)('"%s" is when the alarm rings instead, on its day', async (words) => {
    await open();
    expect(await spoken.ask(said.alarm)).toMatchObject({ outcome: 'done' });
    expect(spoken.alarms.list()).toMatchObject([{ dueAt: WALL + 21 * HOUR }]);
    expect(await spoken.ask(words)).toMatchObject({ outcome: 'done' });
    expect(spoken.alarms.list()).toMatchObject([{ dueAt: WALL + 22 * HOUR }]);
    expect(spoken.sent).toEqual([]);
  });

  test('the alarm that was just set is taken back', async () => {
    await open();
    await spoken.ask(said.alarm);
    expect(await spoken.ask(said.takeBack)).toMatchObject({ outcome: 'done', intent: 'LinnetCancelAlarm' });
    expect(spoken.alarms.list()).toEqual([]);
  });
});

test.runIf(sentenceFiles !== null)('"Stell den Timer" gives it no name', async () => {
  spoken = await SpokenHouse.open({ language: 'de', sentences: 'fetched' });
  await spoken.ask('stell den Timer auf fünf Minuten');
  expect(spoken.timers.list()).toMatchObject([{ name: null, totalMs: 5 * MINUTE }]);
});

describe('what is corrected', () => {
  test('is the timer set last: others run on, and names and commands are kept', async () => {
    spoken = await SpokenHouse.open();
    await spoken.ask('set a pasta timer for eight minutes');
    await spoken.ask('set a pizza timer for five minutes');
    await spoken.ask('make it 12');
    const named = spoken.timers.list().map(({ name, totalMs }) => [name, totalMs / MINUTE]);
    expect(named).toEqual([
      ['pasta', 8],
      ['pizza', 12],
    ]);
    await spoken.ask('cancel it');
    expect(spoken.timers.list()).toMatchObject([{ name: 'pasta' }]);
  });

  test('is a reminder, which is about the same', async () => {
    spoken = await SpokenHouse.open();
    await spoken.ask('remind me to call mum at 5 pm');
    await spoken.ask('make it six');
    expect(spoken.alarms.list()).toMatchObject([{ name: 'call mum', dueAt: Date.parse('2026-01-01T18:00Z') }]);
  });

  test('recurs as before where no day is said', async () => {
    spoken = await SpokenHouse.open();
    await spoken.ask('wake me up every weekday at seven');
    await spoken.ask('make it half past six');
    expect(spoken.alarms.list()).toMatchObject([
      { rule: expect.stringContaining('MO,TU,WE,TH,FR'), dueAt: Date.parse('2026-01-02T06:30Z') },
    ]);
    await spoken.ask('make it tomorrow at nine');
    expect(spoken.alarms.list()).toMatchObject([{ rule: null, dueAt: Date.parse('2026-01-02T09:00Z') }]);
  });

  test.each([
    ['set a timer for five minutes', 'make it ten'],
    ['set an alarm for tomorrow at seven', 'make it eight'],
    ['remind me to call mum at 5 pm', 'make it six'],
  ])('stays as it was where the other time cannot be written down: "%s" ▸ "%s"', async (words, correction) => {
    spoken = await SpokenHouse.open();
    await spoken.ask(words);
    const bells = () => [spoken.timers.list().map(({ id, totalMs }) => [id, totalMs]), spoken.alarms.list()];
    const before = bells();
    spoken.refuseWrites();
    await expect(spoken.ask(correction)).rejects.toThrow(/data\.unwritable/);
    expect(bells()).toEqual(before);
  });

  test('is the heating where degrees are said, and nothing where no time is', async () => {
    spoken = await SpokenHouse.open();
    await spoken.ask('set a timer for five minutes');
    expect(await spoken.ask('make it 21 degrees')).toMatchObject({ intent: 'HassClimateSetTemperature' });
    await spoken.ask('set a timer for five minutes');
    expect(await spoken.ask('no, the kitchen')).toMatchObject({ outcome: 'notUnderstood' });
    expect(spoken.timers.list()).toHaveLength(2);
  });

  test('is no timer of before, where the turn before was about a lamp', async () => {
    spoken = await SpokenHouse.open();
    await spoken.ask('set a timer for five minutes');
    await spoken.ask('turn on the living room lamp');
    await spoken.ask('no, set a timer for ten minutes');
    expect(spoken.timers.list()).toHaveLength(2);
  });
});

describe('a number behind a question or a word about it', () => {
  test.each([['how long is left'], ['pause the timer'], ['add five minutes']])(
    '"%s" ▸ "make it 30" is how long that timer runs',
    async (words) => {
      spoken = await SpokenHouse.open();
      await spoken.ask('set a timer for 25 minutes');
      await spoken.ask(words);
      await spoken.ask('make it 30');
      expect(spoken.timers.list()).toMatchObject([{ totalMs: 30 * MINUTE, state: 'running' }]);
      expect(spoken.sent).toEqual([]);
    },
  );

  test('counts in what the timer runs in', async () => {
    spoken = await SpokenHouse.open();
    await spoken.ask('set a timer for 40 seconds');
    await spoken.ask('how long is left');
    await spoken.ask('make it 50');
    expect(spoken.timers.list()).toMatchObject([{ totalMs: 50_000 }]);
  });

  test('is when the alarm or the reminder is', async () => {
    spoken = await SpokenHouse.open();
    await spoken.ask('set an alarm for 7 am');
    await spoken.ask('when is my next alarm');
    await spoken.ask('make it eight');
    await spoken.ask('remind me to call mum at 5 pm');
    await spoken.ask('what are my reminders');
    await spoken.ask('make it six');
    expect(spoken.alarms.list()).toMatchObject([
      { name: 'call mum', dueAt: Date.parse('2026-01-01T18:00Z') },
      { name: null, dueAt: Date.parse('2026-01-02T08:00Z') },
    ]);
    expect(spoken.sent).toEqual([]);
  });

  test('is nothing where there are several, or none', async () => {
    spoken = await SpokenHouse.open();
    await spoken.ask('what are my reminders');
    expect(await spoken.ask('make it seven')).toMatchObject({ outcome: 'notUnderstood' });
    await spoken.ask('set a timer for five minutes');
    await spoken.ask('set a timer for ten minutes');
    await spoken.ask('how long is left');
    expect(await spoken.ask('make it 30')).toMatchObject({ outcome: 'notUnderstood' });
    expect(spoken.sent).toEqual([]);
  });
});

describe('"cancel it"', () => {
  test.each([[['stop it']], [['how long is left', 'cancel it']]])('%j takes back the timer', async (said) => {
    spoken = await SpokenHouse.open();
    await spoken.ask('set a timer for ten minutes');
    for (const words of said) expect(await spoken.ask(words)).toMatchObject({ outcome: 'done' });
    expect(spoken.timers.list()).toEqual([]);
  });

  test('is not taken for "never mind" behind what cannot be taken back', async () => {
    spoken = await SpokenHouse.open({ sentences: sentenceFiles === null ? 'own' : 'fetched' });
    await spoken.ask('turn on the kitchen light');
    expect(await spoken.ask('cancel it')).toMatchObject({ outcome: 'notUnderstood' });
  });

  test('ends what rings, and leaves the timer that was set last', async () => {
    spoken = await SpokenHouse.open();
    await spoken.ask('set a timer for one minute');
    await spoken.ask('set a timer for ten minutes');
    spoken.clock.advance(MINUTE);
    await spoken.ask('stop it');
    expect(spoken.timers.list()).toMatchObject([{ totalMs: 10 * MINUTE, state: 'running' }]);
  });
});

describe('a command for later', () => {
  const planned = async (...said: readonly string[]): Promise<readonly unknown[]> => {
    spoken = await SpokenHouse.open();
    for (const words of said) {
      await spoken.ask(words);
      expect(spoken.sent).toEqual([]);
    }
    return spoken.timers.list().map(({ command }) => command);
  };

  test.each([
    ['turn off the hallway light in five minutes', 'no, the kitchen light', 'turn off the Kitchen Light'],
    ['turn on the kitchen light in five minutes', 'no, the bedroom light', 'turn on the Bedroom Light'],
    ['turn on the kitchen light in five minutes', 'no, turn on the bedroom light', 'turn on the bedroom light'],
  ])('"%s" ▸ "%s" is corrected, and nothing is done now', async (first, then, command) => {
    expect(await planned(first, then)).toEqual([command]);
  });

  test('stays as it is where the correction names what it cannot be done to', async () => {
    expect(await planned('turn on the kitchen light in five minutes', 'no, the front door')).toEqual([
      'turn on the kitchen light',
    ]);
  });

  test('is planned for another thing too', async () => {
    expect(await planned('turn off the hallway light in five minutes', 'and the kitchen light')).toEqual([
      'turn off the hallway light',
      'turn off the Kitchen Light',
    ]);
  });
});

test.each(['no, the kitchen light', 'sorry, the kitchen light'])(
  '"%s" behind a timer is no command to that thing',
  async (words) => {
    spoken = await SpokenHouse.open();
    await spoken.ask('set a timer for ten minutes');
    expect(await spoken.ask(words)).toMatchObject({ outcome: 'notUnderstood' });
    expect(spoken.sent).toEqual([]);
  },
);
