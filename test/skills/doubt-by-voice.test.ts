// What is done where a question may have been asked instead, with the real understander and responder on the demo house.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
beforeEach(async () => {
  spoken = await SpokenHouse.open();
});
afterEach(() => spoken.close());

describe('of two readings nearly as likely', () => {
  test('a command that may have been a question about the same thing is answered as that, and nothing is done', async () => {
    await spoken.ask('turn on the kitchen light');
    const heard = [
      { text: 'Kitchen light off.', score: -4 },
      { text: 'Is the kitchen light off?', score: -4.6 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ outcome: 'done', intent: 'HassGetState', listens: false });
    expect(spoken.sent).toEqual([]);
    expect(spoken.state('light.kitchen')).toBe('on');
  });

  test('a command is done where the question is far less likely, or about another thing', async () => {
    await spoken.ask('turn on the kitchen light');
    const heard = [
      { text: 'Kitchen light off.', score: -4 },
      { text: 'Is the hallway light off?', score: -4.2 },
      { text: 'Is the kitchen light off?', score: -9 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ outcome: 'done', intent: 'HassTurnOff' });
    expect(spoken.state('light.kitchen')).toBe('off');
  });

  test('a question about nothing of the house is no reason not to set a timer', async () => {
    const heard = [
      { text: 'Set a timer for five minutes.', score: -4 },
      { text: 'Is the door of the garden open?', score: -4.2 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ outcome: 'done', intent: 'HassStartTimer' });
    expect(spoken.timers.list()).toHaveLength(1);
  });

  test.each([
    ['Turn the heating up a bit.', 'Turn the heating down a bit.', /\bup\b.*\bdown\b/i],
    ['Make it two degrees warmer.', 'Make it two degrees cooler.', /\bwarmer\b.*\bcooler\b/i],
  ])('of a step it is asked which way it goes, and not whether 1 or -1: "%s"', async (text, other, question) => {
    const asked = await spoken.ask([
      { text, score: -4 },
      { text: other, score: -4.3 },
    ]);
    expect(asked).toMatchObject({ outcome: 'asked', listens: true, text: expect.stringMatching(question) });
    expect(spoken.sent).toEqual([]);
  });
});
