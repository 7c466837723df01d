import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

const MINUTE = 60_000;
const garage = { entity: entity('cover.garage', 'Garage Door', null, { deviceClass: 'garage' }), state: 'closed' };
let spoken: SpokenHouse;
afterEach(() => spoken.close());

describe('timers by our own sentences', () => {
  beforeEach(async () => {
    spoken = await SpokenHouse.open();
  });

  test('are set, asked about, changed and cancelled', async () => {
    expect(await spoken.ask('set a timer for ten minutes')).toMatchObject({ text: 'Timer set for 10 minutes.' });
    spoken.clock.advance(4 * MINUTE);
    expect((await spoken.ask('how much time is left')).text).toBe('There are 6 minutes left.');
    await spoken.ask('add five minutes to the timer');
    expect(spoken.timers.list()).toMatchObject([{ remainingMs: 11 * MINUTE }]);
    await spoken.ask('pause the timer');
    spoken.clock.advance(MINUTE);
    await spoken.ask('resume the timer');
    expect(spoken.timers.list()).toMatchObject([{ state: 'running', remainingMs: 11 * MINUTE }]);
    expect((await spoken.ask('cancel the timer')).text).toBe('Timer cancelled.');
    expect((await spoken.ask('how much time is left')).text).toBe('There are no timers.');
  });

  test.each([
    ['set a timer for 2.5 hours', 'Timer set for 2 hours and 30 minutes.', 150],
    ['set a timer for two point five hours', 'Timer set for 2 hours and 30 minutes.', 150],
    ['set a 1.5 minute timer', 'Timer set for 1 minute and 30 seconds.', 1.5],
    ['set a 5 and a half minute timer', 'Timer set for 5 minutes and 30 seconds.', 5.5],
    ['set a two and a half hour timer', 'Timer set for 2 hours and 30 minutes.', 150],
  ])('"%s" has the length that was said, with fetched sentences too', async (said, text, minutes) => {
    expect(await spoken.ask(said)).toMatchObject({ text });
    expect(spoken.timers.list()).toMatchObject([{ totalMs: minutes * MINUTE, name: null }]);
    if (sentenceFiles === null) return;
    spoken.close();
    spoken = await SpokenHouse.open({ sentences: 'fetched' });
    expect(await spoken.ask(said)).toMatchObject({ outcome: 'done' });
    expect(spoken.timers.list()).toMatchObject([{ totalMs: minutes * MINUTE, name: null }]);
  });

  test.each(['ten minutes', 'For ten minutes.', 'in 10 minutes'])(
    'without a length is asked for one: "%s"',
    async (length) => {
      expect(await spoken.ask('set a timer')).toMatchObject({ text: 'For how long?', outcome: 'asked', listens: true });
      expect(spoken.timers.list()).toEqual([]);
      expect((await spoken.ask(length)).text).toBe('Timer set for 10 minutes.');
      expect(spoken.timers.list()).toMatchObject([{ totalMs: 10 * MINUTE }]);
    },
  );

  test('without a length, and an answer that is none, is a new command', async () => {
    await spoken.ask('set a timer');
    expect((await spoken.ask('what time is it')).outcome).toBe('done');
    expect(spoken.timers.list()).toEqual([]);
  });

  test('that cannot be told apart are asked about by their length, and answered in words', async () => {
    await spoken.ask('set a timer for five minutes');
    await spoken.ask('set a timer for ten minutes');
    expect(await spoken.ask('cancel the timer')).toMatchObject({
      outcome: 'asked',
      listens: true,
      text: 'Which timer: 5 minutes or 10 minutes?',
    });
    expect(await spoken.ask('the five minute one')).toMatchObject({ outcome: 'done', intent: 'answer' });
    expect(spoken.timers.list()).toMatchObject([{ totalMs: 10 * MINUTE }]);
  });

  test.each([
    ['the first one', 1],
    ['the second one', 0],
    ['the last', 0],
  ])('of one length and one moment are told apart by their place: "%s"', async (answer, left) => {
    await spoken.ask('set a timer for five minutes');
    await spoken.ask('set a timer for five minutes');
    const ids = spoken.timers.list().map(({ id }) => id);
    expect((await spoken.ask('cancel the timer')).text).toBe('Which timer: 5 minutes (1) or 5 minutes (2)?');
    expect(await spoken.ask(answer)).toMatchObject({ outcome: 'done', intent: 'answer' });
    expect(spoken.timers.list().map(({ id }) => id)).toEqual([ids[left]]);
  });

  test('of one length are told apart by what is left', async () => {
    await spoken.ask('set a timer for five minutes');
    spoken.clock.advance(2 * MINUTE);
    await spoken.ask('set a timer for five minutes');
    expect((await spoken.ask('cancel the timer')).text).toBe('Which timer: 3 minutes or 5 minutes?');
    await spoken.ask('three minutes');
    expect(spoken.timers.list()).toMatchObject([{ remainingMs: 5 * MINUTE }]);
  });

  test('are meant by name, and an unknown name is said to be unknown', async () => {
    await spoken.ask('set a pasta timer for eight minutes');
    await spoken.ask('set a tea timer for three minutes');
    expect((await spoken.ask('how long is left on the pasta timer')).text).toBe('8 minutes left on the pasta timer.');
    expect((await spoken.ask('cancel the egg timer')).text).toBe('There is no timer called egg.');
    expect((await spoken.ask('cancel the tea timer')).text).toBe('Tea timer cancelled.');
    expect((await spoken.ask('cancel all timers')).text).toBe('Timer cancelled.');
  });

  test('of this room are meant by its name, unless one is called so; those of another room are unknown', async () => {
    await spoken.ask('set a timer for eight minutes');
    expect((await spoken.ask('cancel the kitchen timer')).text).toBe('There is no timer called kitchen.');
    expect((await spoken.ask('how long is left on the living room timer')).text).toBe('There are 8 minutes left.');
    expect((await spoken.ask('cancel the living room timer')).text).toBe('Timer cancelled.');
  });

  test('that ring are the ones that are meant', async () => {
    await spoken.ask('set a timer for one minute');
    await spoken.ask('set a timer for ten minutes');
    spoken.clock.advance(MINUTE);
    expect(spoken.timers.ringing).toBe(true);
    await spoken.ask('stop the timer');
    expect(spoken.timers.list()).toMatchObject([{ state: 'running', totalMs: 10 * MINUTE }]);
  });

  test('longer than a week are refused with the limits', async () => {
    expect(await spoken.ask('set a timer for 99 hours and 999 minutes')).toMatchObject({ outcome: 'done' });
    const call = { intent: 'HassStartTimer', slots: { hours: 200 } };
    expect(await spoken.handle(call.intent, 'none', call.slots)).toMatchObject({
      outcome: 'failed',
      text: 'A timer can run from one second to seven days.',
    });
  });
});

describe.runIf(sentenceFiles !== null)('timers by the fetched sentences', () => {
  beforeEach(async () => {
    spoken = await SpokenHouse.open({ sentences: 'fetched' });
  });

  test('answer from their templates', async () => {
    expect((await spoken.ask('set a 5 minute timer')).text).toBe('Timer set for 5 minutes.');
    expect((await spoken.ask('set a timer for 1 hour named pizza')).text).toBe('Timer set for 1 hour named pizza.');
    expect((await spoken.ask('timer status')).text).toBe('2 running timers. 5 minutes left on 5 minute timer.');
    expect((await spoken.ask('add 2 minutes to the pizza timer')).text).toMatch(/2 minutes added to timer/);
    expect((await spoken.ask('cancel all timers')).text).toBe('Canceled 2 timers.');
  });

  test('a timer named like a room is found by that name', async () => {
    await spoken.ask('set a timer for 5 minutes named kitchen');
    await spoken.ask('set a timer for 9 minutes named bath');
    await spoken.ask('cancel the kitchen timer');
    expect(spoken.timers.list()).toMatchObject([{ name: 'bath' }]);
  });

  test('a command for later is kept with its words, and does not ring', async () => {
    const due: string[] = [];
    spoken.timers.on('due', ({ command }) => due.push(command ?? ''));
    expect(await spoken.ask('turn off the hallway light in 5 minutes')).toMatchObject({ outcome: 'done' });
    expect(spoken.timers.list()).toMatchObject([{ command: 'turn off the hallway light', name: null }]);
    expect(spoken.state('light.hallway')).toBe('on');
    spoken.clock.advance(5 * MINUTE);
    expect([due, spoken.timers.ringing, spoken.timers.list()]).toEqual([['turn off the hallway light'], false, []]);
  });
});

test('what lets people in is not promised for later: it will need a yes then', async () => {
  spoken = await SpokenHouse.open({ house: new ScriptedHouse([garage]) });
  const text = 'That needs your yes at the time, so I will only tell you in 5 minutes.';
  expect(await spoken.ask('open the garage door in five minutes')).toMatchObject({ outcome: 'done', text });
  expect((await spoken.ask('close the garage door in six minutes')).text).toBe('I will do that in 6 minutes.');
});
