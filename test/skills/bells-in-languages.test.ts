// Alarms, reminders, timers and "stop" in each tested language: whole turns, with the sentences that the box really uses.
import { afterEach, describe, expect, test } from 'vitest';
import { OWN_LANGUAGES } from '../../appliance/intents/sentences/own.ts';
import { FETCHED_LANGUAGES, sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

/** A Wednesday, 10:00 in Berlin. */
const WALL = Date.parse('2026-03-04T09:00Z');
const HOUR = 3_600_000;

interface Spoken {
  /** Tomorrow at 7, the next day's alarm; every weekday at 6:30. */
  readonly alarm: string;
  readonly weekdays: string;
  /** Asks for the time; then the time, seven in the evening. */
  readonly bare: string;
  readonly time: string;
  readonly which: string;
  readonly cancelAll: string;
  /** At five in the afternoon. */
  readonly reminder: string;
  readonly reminders: string;
  /** Every Sunday at ten. */
  readonly sundays: string;
  readonly forget: string;
  readonly snooze: string;
  readonly timer: string;
  readonly left: string;
  readonly stop: readonly string[];
}

const SAID: Readonly<Record<string, Spoken>> = {
  en: {
    alarm: 'set an alarm for tomorrow at seven',
    weekdays: 'wake me up every weekday at half past six',
    bare: 'set an alarm',
    time: 'seven in the evening',
    which: 'what alarms do I have',
    cancelAll: 'cancel all my alarms',
    reminder: 'remind me to call mum at five pm',
    reminders: 'what are my reminders',
    sundays: 'remind me every sunday at ten to water the plants',
    forget: 'delete all reminders',
    snooze: 'snooze for five minutes',
    timer: 'set a timer for twenty minutes',
    left: 'how much time is left on the timer',
    stop: ['stop', 'never mind'],
  },
  de: {
    alarm: 'Stell einen Wecker für morgen früh um sieben',
    weekdays: 'weck mich werktags um halb sieben',
    bare: 'stell einen Wecker',
    time: 'um sieben Uhr abends',
    which: 'welche Wecker sind gestellt',
    cancelAll: 'lösche alle Wecker',
    reminder: 'erinnere mich um siebzehn Uhr daran, Mama anzurufen',
    reminders: 'welche Erinnerungen habe ich',
    sundays: 'erinnere mich jeden Sonntag um zehn Uhr daran, die Blumen zu gießen',
    forget: 'lösche alle Erinnerungen',
    snooze: 'noch fünf Minuten',
    timer: 'stelle einen Timer auf zwanzig Minuten',
    left: 'wie lange läuft der Timer noch',
    stop: ['stopp', 'hör auf', 'vergiss es'],
  },
  fr: {
    alarm: 'mets une alarme pour demain à sept heures',
    weekdays: 'réveille-moi du lundi au vendredi à six heures et demie',
    bare: 'mets une alarme',
    time: 'à sept heures du soir',
    which: 'quelles sont mes alarmes',
    cancelAll: 'annule toutes mes alarmes',
    reminder: "rappelle-moi d'appeler maman à dix-sept heures",
    reminders: 'quels sont mes rappels',
    sundays: "rappelle-moi tous les dimanches à dix heures d'arroser les plantes",
    forget: 'supprime tous mes rappels',
    snooze: 'encore cinq minutes',
    timer: 'mets un minuteur de vingt minutes',
    left: 'combien de temps reste-t-il au minuteur',
    stop: ['stop', 'arrête', 'tais-toi'],
  },
  es: {
    alarm: 'pon una alarma para mañana a las siete',
    weekdays: 'despiértame de lunes a viernes a las seis y media',
    bare: 'pon una alarma',
    time: 'a las siete de la tarde',
    which: 'qué alarmas tengo',
    cancelAll: 'cancela todas las alarmas',
    reminder: 'recuérdame llamar a mamá a las cinco de la tarde',
    reminders: 'qué recordatorios tengo',
    sundays: 'recuérdame todos los domingos a las diez regar las plantas',
    forget: 'borra todos mis recordatorios',
    snooze: 'cinco minutos más',
    timer: 'crea un temporizador de veinte minutos',
    left: 'cuánto tiempo queda para el temporizador',
    stop: ['para', 'basta', 'olvídalo'],
  },
  it: {
    alarm: 'metti una sveglia per domani alle sette',
    weekdays: 'svegliami dal lunedì al venerdì alle sei e mezza',
    bare: 'metti una sveglia',
    time: 'alle sette di sera',
    which: 'quali sveglie ci sono',
    cancelAll: 'cancella tutte le sveglie',
    reminder: 'ricordami di chiamare la mamma alle diciassette',
    reminders: 'quali sono i miei promemoria',
    sundays: 'ricordami ogni domenica alle dieci di annaffiare le piante',
    forget: 'cancella tutti i promemoria',
    snooze: 'altri cinque minuti',
    timer: 'imposta un timer da venti minuti',
    left: 'quanto manca al timer',
    stop: ['basta', 'stop', 'lascia stare'],
  },
  nl: {
    alarm: 'zet een wekker voor morgen om zeven uur',
    weekdays: 'maak me op werkdagen om half zeven wakker',
    bare: 'zet een wekker',
    time: "om zeven uur 's avonds",
    which: 'welke wekkers zijn er',
    cancelAll: 'verwijder alle wekkers',
    reminder: 'herinner me eraan om mama te bellen om zeventien uur',
    reminders: 'welke herinneringen heb ik',
    sundays: 'herinner me elke zondag om tien uur eraan de planten water te geven',
    forget: 'verwijder alle herinneringen',
    snooze: 'nog vijf minuten',
    timer: 'zet een timer van twintig minuten',
    left: 'hoeveel tijd is er over op de timer',
    stop: ['stop', 'hou op', 'laat maar'],
  },
  pt: {
    alarm: 'define um alarme para amanhã às sete',
    weekdays: 'acorda-me de segunda a sexta às seis e meia',
    bare: 'define um alarme',
    time: 'às sete da noite',
    which: 'que alarmes tenho',
    cancelAll: 'cancela todos os alarmes',
    reminder: 'lembra-me de ligar à mãe às dezassete horas',
    reminders: 'quais são os meus lembretes',
    sundays: 'lembra-me todos os domingos às dez de regar as plantas',
    forget: 'apaga todos os lembretes',
    snooze: 'mais cinco minutos',
    timer: 'cria um temporizador de vinte minutos',
    left: 'quanto tempo falta para o temporizador',
    stop: ['para', 'chega', 'esquece'],
  },
  pl: {
    alarm: 'ustaw budzik na jutro na siódmą',
    weekdays: 'obudź mnie w dni robocze o szóstej trzydzieści',
    bare: 'ustaw budzik',
    time: 'o siódmej wieczorem',
    which: 'jakie mam budziki',
    cancelAll: 'usuń wszystkie budziki',
    reminder: 'przypomnij mi o siedemnastej żeby zadzwonić do mamy',
    reminders: 'jakie mam przypomnienia',
    sundays: 'przypomnij mi w każdą niedzielę o dziesiątej żeby podlać kwiaty',
    forget: 'usuń wszystkie przypomnienia',
    snooze: 'jeszcze pięć minut',
    timer: 'ustaw minutnik na dwadzieścia minut',
    left: 'ile czasu zostało na minutniku',
    stop: ['stop', 'przestań', 'nieważne'],
  },
  sv: {
    alarm: 'ställ ett alarm till i morgon klockan sju',
    weekdays: 'väck mig varje vardag klockan halv sju',
    bare: 'ställ ett alarm',
    time: 'klockan sju på kvällen',
    which: 'vilka alarm har jag',
    cancelAll: 'ta bort alla alarm',
    reminder: 'påminn mig om att ringa mamma klockan sjutton',
    reminders: 'vilka påminnelser har jag',
    sundays: 'påminn mig varje söndag klockan tio om att vattna blommorna',
    forget: 'ta bort alla påminnelser',
    snooze: 'fem minuter till',
    timer: 'starta en timer på tjugo minuter',
    left: 'hur mycket tid är kvar på timern',
    stop: ['stopp', 'sluta', 'glöm det'],
  },
  ru: {
    alarm: 'поставь будильник на завтра на семь',
    weekdays: 'разбуди меня по будням в шесть тридцать',
    bare: 'поставь будильник',
    time: 'в семь вечера',
    which: 'какие у меня будильники',
    cancelAll: 'удали все будильники',
    reminder: 'напомни мне позвонить маме в пять вечера',
    reminders: 'какие у меня напоминания',
    sundays: 'напомни мне каждое воскресенье в десять часов полить цветы',
    forget: 'удали все напоминания',
    snooze: 'ещё пять минут',
    timer: 'поставь таймер на двадцать минут',
    left: 'сколько осталось на таймере',
    stop: ['стоп', 'хватит', 'неважно'],
  },
  da: {
    alarm: 'sæt en alarm til i morgen klokken syv',
    weekdays: 'væk mig på hverdage klokken halv syv',
    bare: 'sæt en alarm',
    time: 'klokken syv om aftenen',
    which: 'hvilke alarmer har jeg',
    cancelAll: 'slet alle alarmer',
    reminder: 'mind mig om at ringe til mor klokken sytten',
    reminders: 'hvilke påmindelser har jeg',
    sundays: 'mind mig hver søndag klokken ti om at vande blomsterne',
    forget: 'slet alle påmindelser',
    snooze: 'fem minutter til',
    timer: 'sæt en timer på tyve minutter',
    left: 'hvor meget tid er der tilbage på timeren',
    stop: ['stop', 'hold op', 'glem det'],
  },
  cs: {
    alarm: 'nastav budík na zítra na sedmou',
    weekdays: 'vzbuď mě ve všední dny v půl sedmé',
    bare: 'nastav budík',
    time: 'v sedm večer',
    which: 'jaké mám budíky',
    cancelAll: 'zruš všechny budíky',
    reminder: 'připomeň mi v sedmnáct hodin zavolat mámě',
    reminders: 'jaké mám připomínky',
    sundays: 'připomeň mi každou neděli v deset hodin zalít kytky',
    forget: 'zruš všechny připomínky',
    snooze: 'ještě pět minut',
    timer: 'nastav časovač na dvacet minut',
    left: 'kolik zbývá na časovači',
    stop: ['stop', 'dost', 'nevadí'],
  },
};

let spoken: SpokenHouse;

const open = async (language: string): Promise<void> => {
  spoken = await SpokenHouse.open({ language, sentences: 'fetched', wall: WALL, timeZone: 'Europe/Berlin' });
};
const set = (): unknown[] =>
  spoken.alarms.list().map(({ dueAt, rule }) => [new Date(dueAt).toISOString().slice(0, 16), rule]);

test('every tested language is here', () => {
  expect(Object.keys(SAID).sort()).toEqual([...FETCHED_LANGUAGES].sort());
  expect([...OWN_LANGUAGES].sort()).toEqual([...FETCHED_LANGUAGES].sort());
});

describe.runIf(sentenceFiles !== null).each(Object.entries(SAID))('in %s', (language, said) => {
  afterEach(() => spoken.close());

  test('alarms are set once and for every weekday, named in its words, and cancelled', async () => {
    await open(language);
    expect(await spoken.ask(said.alarm)).toMatchObject({ outcome: 'done', intent: 'LinnetSetAlarm' });
    expect(set()).toEqual([['2026-03-05T06:00', null]]);
    expect(await spoken.ask(said.weekdays)).toMatchObject({ outcome: 'done', intent: 'LinnetSetAlarm' });
    expect(set()[0]).toEqual(['2026-03-05T05:30', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR']);
    const all = await spoken.ask(said.which);
    expect(all).toMatchObject({ outcome: 'done', intent: 'LinnetAlarmStatus' });
    if (language !== 'en') expect(all.text).not.toMatch(/alarms|tomorrow|every weekday/);
    expect(all.text).toMatch(/7[:.]00.*/);
    expect(await spoken.ask(said.cancelAll)).toMatchObject({ outcome: 'done', intent: 'LinnetCancelAllAlarms' });
    expect(spoken.alarms.list()).toEqual([]);
  });

  test('a missing time is asked for', async () => {
    await open(language);
    expect(await spoken.ask(said.bare)).toMatchObject({ outcome: 'asked', listens: true });
    expect(await spoken.ask(said.time)).toMatchObject({ outcome: 'done' });
    expect(set()).toEqual([['2026-03-04T18:00', null]]);
  });

  test('reminders are set, listed and forgotten', async () => {
    await open(language);
    expect(await spoken.ask(said.reminder)).toMatchObject({ outcome: 'done', intent: 'LinnetSetReminder' });
    expect(set()).toEqual([['2026-03-04T16:00', null]]);
    expect(await spoken.ask(said.sundays)).toMatchObject({ outcome: 'done', intent: 'LinnetSetReminder' });
    expect(set()[1]).toEqual(['2026-03-08T09:00', 'FREQ=WEEKLY;BYDAY=SU']);
    const [first] = spoken.alarms.list();
    const all = await spoken.ask(said.reminders);
    expect(all).toMatchObject({ outcome: 'done', intent: 'LinnetReminderStatus' });
    expect(all.text).toContain(first!.name);
    expect(await spoken.ask(said.forget)).toMatchObject({ outcome: 'done', intent: 'LinnetCancelAllReminders' });
    expect(spoken.alarms.list()).toEqual([]);
  });

  test('a timer runs, is asked about and rings; snooze lets it ring again', async () => {
    await open(language);
    expect(await spoken.ask(said.timer)).toMatchObject({ outcome: 'done', intent: 'HassStartTimer' });
    expect(spoken.timers.list().map(({ totalMs }) => totalMs)).toEqual([20 * 60_000]);
    expect(await spoken.ask(said.left)).toMatchObject({ outcome: 'done', intent: 'HassTimerStatus' });
    spoken.clock.advance(20 * 60_000);
    expect(spoken.timers.list().map(({ state }) => state)).toEqual(['ringing']);
    expect(await spoken.ask(said.snooze)).toMatchObject({ outcome: 'done', intent: 'LinnetSnooze' });
    expect(spoken.timers.list().map(({ state }) => state)).toEqual(['running']);
  });

  test('of two timers the one that is meant is asked for in its words, and understood', async () => {
    await open(language);
    await spoken.ask(said.timer);
    spoken.clock.advance(5 * 60_000);
    await spoken.ask(said.timer);
    const [first] = spoken.timers.list();
    const cancel = await spoken.handle('HassCancelTimer', 'timer', {}, []);
    expect(cancel).toMatchObject({ outcome: 'asked', question: { kind: 'which' } });
    if (language !== 'en') expect(cancel.text).not.toMatch(/Which timer|minutes (?:or|and)/);
    expect(first?.totalMs).toBe(20 * 60_000);
  });

  test.each(said.stop)('"%s" stops what rings', async (words) => {
    await open(language);
    await spoken.ask(said.alarm);
    spoken.clock.advance(21 * HOUR);
    expect(spoken.alarms.ringing).toBe(true);
    await spoken.ask(words);
    expect([spoken.alarms.ringing, spoken.alarms.list()]).toEqual([false, []]);
  });
});

describe.runIf(sentenceFiles !== null)('a Dutch alarm', () => {
  afterEach(() => spoken.close());

  test.each(['zet de wekker op zeven uur', 'zet mijn wekker op 7 uur'])('is set "op" a time: "%s"', async (text) => {
    spoken = await SpokenHouse.open({ language: 'nl', sentences: 'fetched', wall: WALL, timeZone: 'Europe/Berlin' });
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', text: 'Wekker gezet: 19:00.' });
  });
});
