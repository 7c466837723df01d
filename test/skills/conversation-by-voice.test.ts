// What one turn gives to the next, with the real understander and responder on the demo house.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
afterEach(() => spoken.close());

const GRAMMARS = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);

describe.each(GRAMMARS)('with the %s sentences', (sentences) => {
  beforeEach(async () => {
    spoken = await SpokenHouse.open({ sentences });
  });

  test('two commands in one breath are both done, in their order', async () => {
    const said = await spoken.ask('turn off the hallway light and close the bedroom blinds');
    expect(said).toMatchObject({ outcome: 'done', intent: 'compound' });
    expect(spoken.sent).toEqual(['demo/hallway/set {"state":"OFF"}', 'demo/bedroom_blinds/set CLOSE']);
    expect([spoken.state('light.hallway'), spoken.state('cover.bedroom_blinds')]).toEqual(['off', 'closed']);
  });

  test('the beginning of the reply is foretold, and said only when the device has done it', async () => {
    const done = await spoken.ask('turn off the hallway light and close the bedroom blinds');
    expect(spoken.foretold).toHaveLength(1);
    expect(done.text.startsWith(spoken.foretold[0] ?? '?')).toBe(true);
    spoken.devices?.behave('light.kitchen', { kind: 'silent' });
    const silent = await spoken.ask('turn on the kitchen light');
    expect(spoken.foretold).toHaveLength(1);
    expect(silent).toMatchObject({ outcome: 'notConfirmed' });
    expect(silent.text).not.toContain(spoken.foretold[0]);
  });

  test('one of two that fails does not keep the other from being done, and both are told', async () => {
    spoken.devices?.behave('light.hallway', { kind: 'silent' });
    const said = await spoken.ask('turn off the hallway light and close the bedroom blinds');
    expect(said.outcome).toBe('notConfirmed');
    expect(said.text).toMatch(/Hallway Light did not answer\. .+/);
    expect(spoken.state('cover.bedroom_blinds')).toBe('closed');
  });

  test('a command and something that asks first: the first is done, the second is asked', async () => {
    const said = await spoken.ask('turn on the kitchen light and unlock the front door');
    expect(said).toMatchObject({ outcome: 'asked', listens: true });
    expect([spoken.state('light.kitchen'), spoken.state('lock.front_door')]).toEqual(['on', 'locked']);
    await spoken.ask('yes');
    expect(spoken.state('lock.front_door')).toBe('unlocked');
  });

  test('a question that somebody cancelled instead of answering is not answered by a later "yes"', async () => {
    await spoken.ask('unlock the front door');
    spoken.cancel();
    expect(await spoken.ask('yes')).toMatchObject({ outcome: 'notUnderstood' });
    expect(spoken.state('lock.front_door')).toBe('locked');
  });

  test('"lock" that may have been "unlock" is not done unasked as the second of two either', async () => {
    const heard = [
      { text: 'Turn on the kitchen light and lock the front door.', score: -1 },
      { text: 'Turn on the kitchen light and unlock the front door.', score: -1.5 },
    ];
    const said = await spoken.ask(heard);
    expect(said).toMatchObject({ outcome: 'asked', listens: true, intent: 'compound' });
    expect(said.text).toMatch(/Do you really want me to unlock the Front Door\?$/);
    expect([spoken.state('light.kitchen'), spoken.state('lock.front_door')]).toEqual(['on', 'locked']);
    await spoken.ask('yes');
    expect(spoken.state('lock.front_door')).toBe('unlocked');
    const again = await spoken.ask(heard);
    expect(again.text).toMatch(/Did you say lock or unlock\?$/);
    expect(spoken.state('lock.front_door')).toBe('unlocked');
    expect(await spoken.ask('lock')).toMatchObject({ outcome: 'done' });
    expect(spoken.state('lock.front_door')).toBe('locked');
  });

  test('what may have been another thing is asked in the middle of three, and the third waits for the answer', async () => {
    const heard = [
      { text: 'Turn on the kitchen light and turn off the hallway light and close the bedroom blinds', score: -1 },
      { text: 'Turn on the kitchen light and turn on the hallway light and close the bedroom blinds', score: -1.5 },
    ];
    const said = await spoken.ask(heard);
    expect(said).toMatchObject({ outcome: 'asked', listens: true });
    expect(said.text).toMatch(/Did you say off or on\?$/);
    expect(spoken.sent).toEqual(['demo/kitchen/set {"state":"ON"}']);
    expect(await spoken.ask('off')).toMatchObject({ outcome: 'done' });
    expect(spoken.sent).toEqual(['demo/hallway/set {"state":"OFF"}', 'demo/bedroom_blinds/set CLOSE']);
  });

  test('where two of two may have been something else, one is asked about after the other', async () => {
    await spoken.ask('unlock the front door');
    await spoken.ask('yes');
    const heard = [
      { text: 'Turn off the hallway light and lock the front door', score: -1 },
      { text: 'Turn on the hallway light and unlock the front door', score: -1.5 },
    ];
    expect((await spoken.ask(heard)).text).toBe('Did you say off or on?');
    expect(spoken.sent).toEqual([]);
    const second = await spoken.ask('off');
    expect(second).toMatchObject({ outcome: 'asked', listens: true });
    expect(second.text).toMatch(/Did you say lock or unlock\?$/);
    expect([spoken.state('light.hallway'), spoken.state('lock.front_door')]).toEqual(['off', 'unlocked']);
    expect(await spoken.ask('lock')).toMatchObject({ outcome: 'done' });
    expect(spoken.state('lock.front_door')).toBe('locked');
  });

  test('two commands well ahead of others like them are done without a word', async () => {
    const heard = [
      { text: 'Turn on the kitchen light and turn off the hallway light', score: -1 },
      { text: 'Turn on the kitchen light and turn on the hallway light', score: -3 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ outcome: 'done', listens: false });
    expect([spoken.state('light.kitchen'), spoken.state('light.hallway')]).toEqual(['on', 'off']);
  });

  test('"it" is what the turn before was about', async () => {
    await spoken.ask('turn on the kitchen light');
    await spoken.ask('set it to 30%');
    expect(spoken.attribute('light.kitchen', 'brightness')).toBe(76);
    expect(await spoken.ask('and make it brighter')).toMatchObject({ outcome: 'done', intent: 'HassLightSet' });
    expect(spoken.attribute('light.kitchen', 'brightness')).toBe(128);
    await spoken.ask('turn it off');
    expect(spoken.state('light.kitchen')).toBe('off');
  });

  test('"no, the kitchen" does it there', async () => {
    await spoken.ask('turn on the bedroom light');
    expect(await spoken.ask('no, the kitchen')).toMatchObject({ outcome: 'done' });
    expect(spoken.state('light.kitchen')).toBe('on');
  });

  test('"and the hallway too" does the same there', async () => {
    await spoken.ask('turn off the living room lamp');
    expect(await spoken.ask('and the hallway too')).toMatchObject({ outcome: 'done' });
    expect(spoken.state('light.hallway')).toBe('off');
  });

  test('after a while "it" is nothing any more', async () => {
    await spoken.ask('turn on the kitchen light');
    spoken.clock.advance(10 * 60_000);
    expect((await spoken.ask('turn it off')).intent).not.toBe('HassTurnOff');
    expect(spoken.state('light.kitchen')).toBe('on');
  });

  test('a name that two things share a part of is asked about, never guessed', async () => {
    const said = await spoken.ask('turn on the room light');
    expect(said).toMatchObject({ outcome: 'asked', intent: 'ambiguous', listens: true });
    expect(said.text).toMatch(/^Which one: .* or .*\?$/);
    expect(spoken.sent).toEqual([]);
    expect(await spoken.ask('the bedroom light')).toMatchObject({ outcome: 'done', intent: 'answer' });
    expect(spoken.state('light.bedroom')).toBe('on');
  });

  test('"unlock" that may have been "lock" is never taken for it: it is asked about', async () => {
    const heard = [
      { text: 'Lock the front door.', score: 9.0 },
      { text: 'And lock the front door.', score: 8.8 },
      { text: 'Unlock the front door', score: 6.3 },
    ];
    const said = await spoken.ask(heard);
    expect(said).toMatchObject({ outcome: 'asked', listens: true, intent: 'HassTurnOff' });
    expect(said.text).toMatch(/unlock/);
    expect(spoken.sent).toEqual([]);
    await spoken.ask('yes');
    expect(spoken.state('lock.front_door')).toBe('unlocked');
  });

  test('"lock" that is far likelier than "unlock" is done without a word', async () => {
    spoken.devices?.behave('lock.front_door', { kind: 'normal' });
    await spoken.ask('unlock the front door');
    await spoken.ask('yes');
    const heard = [
      { text: 'Lock the front door.', score: 9.0 },
      { text: 'Unlock the front door', score: 1.5 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ outcome: 'done', listens: false });
    expect(spoken.state('lock.front_door')).toBe('locked');
  });

  test('"unlock" that may have been "lock" is a question where the door is unlocked, and no word of how it is already', async () => {
    await spoken.ask('unlock the front door');
    await spoken.ask('yes');
    const heard = [
      { text: 'Lock the front door.', score: -1 },
      { text: 'Unlock the front door.', score: -3 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({
      outcome: 'asked',
      listens: true,
      text: 'Did you say lock or unlock?',
    });
    expect(spoken.sent).toEqual([]);
    expect(await spoken.ask('lock')).toMatchObject({ outcome: 'done' });
    expect(spoken.state('lock.front_door')).toBe('locked');
  });

  test('"open" that may have been "close" is a question where the garage is open, and asked about where it is closed', async () => {
    const topics = { command_topic: '~/set', state_topic: '~/state', device_class: 'garage' };
    const garage = { '~': 'extra/garage', name: 'Garage Door', unique_id: 'garage', ...topics };
    await spoken.announce('cover', garage, (payload) => (payload === 'OPEN' ? 'open' : 'closed'));
    await spoken.report('extra/garage/state', 'open');
    const heard = [
      { text: 'Close the garage door.', score: -1 },
      { text: 'Open the garage door.', score: -3 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ outcome: 'asked', text: 'Did you say close or open?' });
    expect(await spoken.ask('close')).toMatchObject({ outcome: 'done' });
    expect(spoken.state('cover.garage_door')).toBe('closed');
    expect((await spoken.ask(heard)).text).toBe('Do you really want me to open the Garage Door?');
    await spoken.ask('no');
    expect(spoken.state('cover.garage_door')).toBe('closed');
  });

  test('a yes after a turn that was broken off before it asked opens nothing', async () => {
    const topics = { command_topic: '~/set', state_topic: '~/state' };
    const awning = { '~': 'demo/awning', name: 'Patio Awning', unique_id: 'awning', ...topics };
    await spoken.announce('cover', awning);
    await spoken.report('demo/awning/state', 'closed');
    const door = { '~': 'demo/garage', name: 'Garage Door', unique_id: 'garage', ...topics };
    await spoken.announce('cover', door, (payload) => (payload === 'OPEN' ? 'open' : 'closed'));
    await spoken.report('demo/garage/state', 'closed');
    await spoken.breakOff('open all the awnings');
    expect(spoken.sent).toEqual(['demo/awning/set OPEN']);
    await spoken.ask('yes');
    expect([spoken.sent, spoken.state('cover.garage_door')]).toEqual([[], 'closed']);
  });

  test('a yes that was heard only as the lesser thing unlocks nothing', async () => {
    await spoken.ask('unlock the front door');
    const heard = [
      { text: 'nah nah', score: -1 },
      { text: 'yes', score: -9 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ outcome: 'asked', listens: true, text: 'Please say yes or no.' });
    expect([spoken.sent, spoken.state('lock.front_door')]).toEqual([[], 'locked']);
  });

  test.each([
    ['yes', 'no'],
    ['no', 'yes'],
  ])('"%s" that may as well have been "%s" is no answer: the question is put again', async (best, other) => {
    await spoken.ask('unlock the front door');
    const heard = [
      { text: best, score: -1 },
      { text: other, score: -1.2 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ outcome: 'asked', listens: true, text: 'Please say yes or no.' });
    expect(spoken.sent).toEqual([]);
    const clear = [
      { text: 'yes', score: -1 },
      { text: 'no', score: -4 },
    ];
    expect(await spoken.ask(clear)).toMatchObject({ outcome: 'done', intent: 'answer' });
    expect(spoken.state('lock.front_door')).toBe('unlocked');
  });

  test('"up" that may as well have been "down" is a question in these words, and "down" the answer', async () => {
    await spoken.ask('set the hallway light to 50%');
    const before = Number(spoken.attribute('light.hallway', 'brightness'));
    const heard = [
      { text: 'Turn the hallway light up.', score: -1 },
      { text: 'Turn the hallway light down.', score: -1.5 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ outcome: 'asked', text: 'Did you say up or down?' });
    expect(spoken.sent).toEqual([]);
    expect(await spoken.ask('down')).toMatchObject({ outcome: 'done' });
    expect(spoken.attribute('light.hallway', 'brightness')).toBeLessThan(before);
  });

  test('"on" that may as well have been "off" is a question, and the word is the answer', async () => {
    const heard = [
      { text: 'Turn on the hallway light.', score: 5.0 },
      { text: 'Turn off the hallway light.', score: 4.2 },
    ];
    const said = await spoken.ask(heard);
    expect(said).toMatchObject({ outcome: 'asked', listens: true, text: 'Did you say on or off?' });
    expect(spoken.sent).toEqual([]);
    expect(await spoken.ask('off')).toMatchObject({ outcome: 'done' });
    expect(spoken.state('light.hallway')).toBe('off');
  });

  test('a number that may as well have been another is a question, and the number is the answer', async () => {
    const heard = [
      { text: 'Set the living room thermostat to 23 degrees.', score: 14.3 },
      { text: 'Set the living room thermostat to 22 degrees.', score: 13.9 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ outcome: 'asked', text: 'Did you say 23 or 22?' });
    expect(spoken.sent).toEqual([]);
    expect(await spoken.ask('twenty-two degrees')).toMatchObject({ outcome: 'done' });
    expect(spoken.attribute('climate.living_room', 'temperature')).toBe(22);
  });

  test('a number that is written twice, or well ahead of another, is no question', async () => {
    const heard = [
      { text: 'Set the hallway light to 15%.', score: 9.3 },
      { text: 'Set the hallway light to fifteen per cent.', score: 9.1 },
      { text: 'Set the hallway light to 50%.', score: 7.6 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ outcome: 'done' });
  });

  test('"on" with "off" well behind it, or about something else, is no question', async () => {
    const clear = [
      { text: 'Turn on the kitchen light.', score: 5.0 },
      { text: 'Turn off the kitchen light.', score: 3.9 },
      { text: 'Turn off the hallway light.', score: 4.9 },
    ];
    expect(await spoken.ask(clear)).toMatchObject({ outcome: 'done' });
    expect([spoken.state('light.kitchen'), spoken.state('light.hallway')]).toEqual(['on', 'on']);
  });

  test.each([
    ["Don't turn off the hallway light.", 'Turn off the hallway light.'],
    ['Did you turn off the living room lamp?', 'Turn off the living room lamp.'],
  ])('what was forbidden or asked about is not done for what was heard as its end: "%s"', async (best, end) => {
    const heard = [
      { text: best, score: 9 },
      { text: end, score: 3 },
    ];
    expect(await spoken.ask(heard)).toMatchObject({ intent: null, outcome: 'notUnderstood' });
    expect(spoken.sent).toEqual([]);
  });

  test('what is no command gets an honest sentence that says what the box can do', async () => {
    const said = await spoken.ask('order a pizza with extra cheese');
    expect(said).toMatchObject({ outcome: 'notUnderstood', listens: false });
    expect(said.text).toMatch(/lights.*timers/);
    expect(spoken.sent).toEqual([]);
  });
});
