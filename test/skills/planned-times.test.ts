// What is to be done at a time of day: how long until then, what is said, and what corrects it. Nothing is done at once.
import { afterEach, describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

const HOUR = 3_600_000;
const GRAMMARS = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);
let spoken: SpokenHouse;
afterEach(() => spoken.close());

/** Of both keepers: what, and in how many hours. */
const planned = () => [
  ...spoken.timers.list().map(({ command, totalMs }) => [command, totalMs / HOUR]),
  ...spoken.alarms.list('plan').map(({ name, dueAt }) => [name, (dueAt - spoken.clock.wall()) / HOUR]),
];

describe.each(GRAMMARS)('at noon, with the %s sentences', (sentences) => {
  test.each([
    ['turn off the hallway light at ten pm', 'turn off the hallway light', 10, 'I will do that in 10 hours.'],
    ['at half past seven turn on the kitchen light', 'turn on the kitchen light', 7.5, /7 hours and 30 minutes/],
    ['turn off the hallway light at 11 am', 'turn off the hallway light', 23, 'I will do that in 23 hours.'],
    ['turn off the hallway light tomorrow at seven', 'turn off the hallway light', 19, /19 hours/],
    ['unlock the front door at ten pm', 'unlock the front door', 10, /needs your yes/],
  ])('"%s"', async (text, command, hours, said) => {
    spoken = await SpokenHouse.open({ sentences });
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', text: expect.stringMatching(said) });
    expect(spoken.sent).toEqual([]);
    expect(planned()).toEqual([[command, hours]]);
  });

  test.each([
    ['make it eleven', 'turn off the hallway light', 11],
    ['no, at eleven pm', 'turn off the hallway light', 11],
    ['no, in thirty minutes', 'turn off the hallway light', 0.5],
    ['no, the kitchen light', 'turn off the Kitchen Light', 10],
  ])('"%s" corrects it', async (text, ...meant) => {
    spoken = await SpokenHouse.open({ sentences });
    await spoken.ask('turn off the hallway light at ten pm');
    await spoken.ask(text);
    expect(planned()).toEqual([meant]);
    await spoken.ask('cancel it');
    expect(planned()).toEqual([]);
    expect(spoken.sent).toEqual([]);
  });

  test('what was put off by a length can be put off to a time, and a timer cannot', async () => {
    spoken = await SpokenHouse.open({ sentences });
    await spoken.ask('turn off the hallway light in ten minutes');
    await spoken.ask('no, at eleven pm');
    expect(planned()).toEqual([['turn off the hallway light', 11]]);
    await spoken.ask('set a timer for one hour');
    await spoken.ask('no, at eleven pm');
    expect(planned()).toContainEqual([undefined, 1]);
  });

  test.each([
    ['turn it off at ten pm', 10],
    ['turn it off in half an hour', 0.5],
  ])('"%s" is about what was spoken of', async (text, hours) => {
    spoken = await SpokenHouse.open({ sentences });
    await spoken.ask('turn on the hallway light');
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done' });
    expect(spoken.sent).toEqual([]);
    expect(planned()).toEqual([['turn Hallway Light off', hours]]);
  });
});

test('where clocks are put forward in between it is an hour less', async () => {
  spoken = await SpokenHouse.open({ wall: Date.parse('2026-03-28T21:00Z'), timeZone: 'Europe/Berlin' });
  await spoken.ask('turn off the hallway light at seven am');
  expect(planned()).toEqual([['turn off the hallway light', 8]]);
});
