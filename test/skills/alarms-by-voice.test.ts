import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
/** A Wednesday, 10:00 in Berlin. */
const WALL = Date.parse('2026-03-04T09:00Z');
const HOUR = 3_600_000;

afterEach(() => spoken.close());

const GRAMMARS = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);

describe.each(GRAMMARS)('with the %s sentences', (sentences) => {
  beforeEach(async () => {
    spoken = await SpokenHouse.open({ sentences, wall: WALL, timeZone: 'Europe/Berlin' });
  });

  test.each([
    ['set an alarm for seven', 'Alarm set for 7:00 PM.'],
    ['set an alarm for half past six tomorrow', 'Alarm set for tomorrow at 6:30 AM.'],
    ['wake me up at 6:45 am', 'Alarm set for tomorrow at 6:45 AM.'],
    ['wake me tomorrow at eight', 'Alarm set for tomorrow at 8:00 AM.'],
    ['set an alarm every weekday at seven', 'Alarm set for every weekday at 7:00 AM.'],
    ['wake me up every monday at 7', 'Alarm set for every Monday at 7:00 AM.'],
    ['wake me every other tuesday at 8', 'Alarm set for every other Tuesday at 8:00 AM.'],
    ['remind me every year on may 5 to call mum', 'I will remind you every year on May 5 at 9:00 AM: call mum.'],
    [
      'remind me every month on the 2nd to pay the rent',
      'I will remind you every month on the 2nd at 9:00 AM: pay the rent.',
    ],
    ['set an alarm called gym for 5 pm', 'Gym alarm set for 5:00 PM.'],
    ['set an alarm in 20 minutes', 'Alarm set for 10:20 AM.'],
    ['remind me to call mum at five', 'I will remind you at 5:00 PM: call mum.'],
    ['remind me in ten minutes to check the oven', 'I will remind you at 10:10 AM: check the oven.'],
    ['remind me about the meeting on friday at 3', 'I will remind you on Friday at 3:00 PM: the meeting.'],
    ['remind me tomorrow to take out the bins', 'I will remind you tomorrow at 9:00 AM: take out the bins.'],
    [
      'set a reminder to water the plants every sunday at ten',
      'I will remind you every Sunday at 10:00 AM: water the plants.',
    ],
    ['what alarms do I have', 'There are no alarms.'],
    ['cancel my alarm', 'There are no alarms.'],
    ['what are my reminders', 'There are no reminders.'],
    ['snooze', 'Nothing is ringing.'],
  ])('"%s" ▸ %s', async (text, reply) => {
    expect((await spoken.ask(text)).text).toBe(reply);
  });

  test('a missing time is asked for', async () => {
    expect(await spoken.ask('set an alarm')).toMatchObject({ outcome: 'asked', text: 'For when?', listens: true });
    expect(await spoken.ask('seven in the morning')).toMatchObject({
      outcome: 'done',
      text: 'Alarm set for tomorrow at 7:00 AM.',
    });
    expect(await spoken.ask('remind me to be nice')).toMatchObject({ outcome: 'asked', text: 'For when?' });
    expect((await spoken.ask('at noon')).text).toBe('I will remind you at 12:00 PM: be nice.');
    expect(await spoken.ask('set a reminder')).toMatchObject({
      outcome: 'asked',
      text: 'What should I remind you of?',
    });
    expect(await spoken.ask('to feed the cat')).toMatchObject({ outcome: 'asked', text: 'For when?' });
    expect((await spoken.ask('tonight at eight')).text).toBe('I will remind you at 8:00 PM: feed the cat.');
  });

  test('a command instead of the missing time is a command', async () => {
    await spoken.ask('set an alarm');
    expect(await spoken.ask('turn on the kitchen light')).toMatchObject({ outcome: 'done', intent: 'HassTurnOn' });
    expect(spoken.alarms.list()).toEqual([]);
  });

  test('alarms are listed, the next first, and cancelled by their time or all at once', async () => {
    for (const text of ['set an alarm for 7 am', 'set an alarm for half past eight tomorrow', 'set an alarm for noon'])
      await spoken.ask(text);
    expect((await spoken.ask('when is my next alarm')).text).toBe('The next alarm is 12:00 PM.');
    expect((await spoken.ask('what alarms do I have')).text).toBe(
      'You have 3 alarms: 12:00 PM; tomorrow at 7:00 AM; tomorrow at 8:30 AM.',
    );
    expect((await spoken.ask("cancel the seven o'clock alarm")).text).toBe('Alarm cancelled.');
    expect(spoken.alarms.list()).toHaveLength(2);
    expect(await spoken.ask('cancel the alarm')).toMatchObject({
      outcome: 'asked',
      text: 'Which alarm: 12:00 PM or tomorrow at 8:30 AM?',
    });
    expect((await spoken.ask('the half past eight one')).text).toBe('Alarm cancelled.');
    expect((await spoken.ask('cancel the nine pm alarm')).text).toBe('There is no such alarm.');
    await spoken.ask('set an alarm for 5 pm');
    expect((await spoken.ask('cancel all my alarms')).text).toBe('Cancelled 2 alarms.');
    expect(spoken.alarms.list()).toEqual([]);
  });

  test.each(['stop', 'turn off the alarm', 'cancel the alarm', 'never mind'])('"%s" stops the ring', async (text) => {
    await spoken.ask('set an alarm for 11 am');
    spoken.clock.advance(HOUR);
    expect(spoken.alarms.ringing).toBe(true);
    await spoken.ask(text);
    expect([spoken.alarms.ringing, spoken.alarms.list()]).toEqual([false, []]);
  });

  test.each([
    ['wake me every day at 11 am', 'set an alarm for 9 pm', 'stop it'],
    ['wake me every day at 11 am', 'set an alarm for 9 pm', 'cancel it'],
    ['wake me every day at 11 am', 'remind me to call mum at 9 pm', 'stop it'],
    ['set an alarm for 9 pm', 'wake me every day at 11 am', 'stop it'],
  ])('"%s", "%s": "%s" ends the ring and takes none back', async (first, second, text) => {
    await spoken.ask(first);
    spoken.clock.advance(HOUR - 60_000);
    await spoken.ask(second);
    spoken.clock.advance(60_000);
    expect(spoken.alarms.ringing).toBe(true);
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'cancelled' });
    expect([spoken.alarms.ringing, spoken.alarms.list().length]).toEqual([false, 2]);
  });

  test('"turn it off" ends the ring, and is no word of anything else', async () => {
    await spoken.ask('set an alarm for 11 am');
    await spoken.ask('set an alarm for 9 pm');
    expect(await spoken.ask('turn it off')).toMatchObject({ outcome: 'notUnderstood' });
    spoken.clock.advance(HOUR);
    expect(await spoken.ask('turn it off')).toMatchObject({ outcome: 'cancelled' });
    expect([spoken.alarms.ringing, spoken.alarms.list().length]).toEqual([false, 1]);
    await spoken.ask('turn on the kitchen light');
    expect(await spoken.ask('turn it off')).toMatchObject({ intent: 'HassTurnOff', outcome: 'done' });
    expect(spoken.alarms.list()).toHaveLength(1);
  });

  test('a timer that rings is ended by "stop it", and the alarm set last stays', async () => {
    await spoken.ask('set a timer for one minute');
    await spoken.ask('set an alarm for 9 pm');
    spoken.clock.advance(60_000);
    await spoken.ask('stop it');
    expect([spoken.timers.list(), spoken.alarms.list().length]).toEqual([[], 1]);
  });

  test('snooze rings again later, for as long as was said', async () => {
    await spoken.ask('set an alarm for 11 am');
    spoken.clock.advance(HOUR);
    expect((await spoken.ask('snooze for five minutes')).text).toBe('I will ring again in 5 minutes.');
    spoken.clock.advance(5 * 60_000 - 2000);
    expect(spoken.alarms.ringing).toBe(false);
    spoken.clock.advance(2000);
    expect(spoken.alarms.ringing).toBe(true);
    expect((await spoken.ask('snooze')).text).toBe('I will ring again in 9 minutes.');
  });

  test('reminders are listed and cancelled by what they are about', async () => {
    await spoken.ask('remind me to call mum at five');
    await spoken.ask('remind me to call dad at six');
    expect((await spoken.ask('what are my reminders')).text).toBe(
      'You have 2 reminders: call mum, 5:00 PM; call dad, 6:00 PM.',
    );
    expect((await spoken.ask('cancel the reminder to call mum')).text).toBe('Reminder cancelled.');
    expect(spoken.alarms.list().map(({ name }) => name)).toEqual(['call dad']);
    expect((await spoken.ask('delete all reminders')).text).toBe('Reminder cancelled.');
  });
});

describe('by a clock that stands at 22:00 of the third of March while it is 08:30 of the fourth', () => {
  const dueOf = async (text: string): Promise<string[]> => {
    spoken = await SpokenHouse.open({ wall: Date.parse('2026-03-03T22:00Z'), timeZone: 'UTC' });
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done' });
    spoken.clock.jumpWall(10.5 * HOUR);
    spoken.clock.advance(20_000);
    return spoken.alarms.list().map(({ dueAt }) => new Date(dueAt).toISOString().slice(0, 16));
  };

  test.each([
    ['set an alarm in 30 minutes', '2026-03-04T09:00'],
    ['remind me in 20 minutes to check the oven', '2026-03-04T08:50'],
    ['set an alarm for 7 am', '2026-03-05T07:00'],
    ['wake me tomorrow at 9 am', '2026-03-05T09:00'],
    ['wake me every day at 7 am', '2026-03-05T07:00'],
    ['remind me on monday at 9 am to call mum', '2026-03-09T09:00'],
  ])('"%s" is meant by the right one', async (text, expected) => expect(await dueOf(text)).toEqual([expected]));
});
