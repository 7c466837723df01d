import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripWakePhrase } from '../../appliance/speech/wake-phrase.ts';

describe('the wake phrase', () => {
  it.each([
    ['Ok, now, boo. Turn on the kitchen light.', 'Turn on the kitchen light.'],
    ['Ok, now, boo, what time is it?', 'What time is it?'],
    ['Ok now, but turn on the kitchen light.', 'Turn on the kitchen light.'],
    ['Ok, now be what time is it?', 'What time is it?'],
    ['Okay, now we set a timer for 10 seconds.', 'Set a timer for 10 seconds.'],
    ['Ok, Nabu, set a timer.', 'Set a timer.'],
    ['Okay Nabu. Stop.', 'Stop.'],
    ['Ok, Naubu, never mind.', 'Never mind.'],
    ['Ok, Nauvoo, what time is it?', 'What time is it?'],
    ['Ok, now boop, turn on the kitchen light.', 'Turn on the kitchen light.'],
    ['Ok, Naboo. Ok, Naboo. Stop.', 'Stop.'],
    ['Okay Nabu.', ''],
    ['Okay.', ''],
    ["Ok, now, we'll unlock the front door.", 'Unlock the front door.'],
    // What is lost here means nothing.
    ['Okay, now open the blinds.', 'Open the blinds.'],
  ])('"Okay Nabu" is taken off %j', (text, rest) => expect(stripWakePhrase(text, 'Okay Nabu')).toBe(rest));

  it.each([
    ['Hey Jarvis, turn on the light.', 'Turn on the light.'],
    ['Hey, Jarvis lock the front door.', 'Lock the front door.'],
    ['A. Jarvis, what time is it?', 'What time is it?'],
    ['H. Jarvis set a timer.', 'Set a timer.'],
    ['Aid Jarvis, lock the front door.', 'Lock the front door.'],
  ])('"Hey Jarvis" is taken off %j', (text, rest) => expect(stripWakePhrase(text, 'Hey Jarvis')).toBe(rest));

  it.each([
    ['Alexa turn on the light.', 'Turn on the light.'],
    ['A lexer, turn on the light.', 'Turn on the light.'],
    ['Alexa.', ''],
  ])('"Alexa" is taken off %j', (text, rest) => expect(stripWakePhrase(text, 'Alexa')).toBe(rest));

  it.each([
    ['Turn on the kitchen light.', 'Okay Nabu'],
    ['Now open the blinds.', 'Okay Nabu'],
    ['Ok, turn off the lamp.', 'Okay Nabu'],
    ['Have a look at the door.', 'Hey Jarvis'],
    ['Hey, turn on the light.', 'Hey Jarvis'],
    ['All lamps off.', 'Alexa'],
    ['A little warmer.', 'Alexa'],
    ['Relax.', 'Alexa'],
    ['', 'Alexa'],
  ])('%j is left as it is', (text, phrase) => expect(stripWakePhrase(text, phrase)).toBe(text));

  it('never takes more than what stands at the beginning', () => {
    const words = fc.array(fc.constantFrom('turn', 'on', 'the', 'light', 'okay', 'nabu', 'now', 'stop', 'a'), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, (said) => {
        const text = said.join(' ');
        const rest = stripWakePhrase(text, 'Okay Nabu');
        expect(text.toLowerCase().endsWith(rest.toLowerCase())).toBe(true);
      }),
    );
  });
});
