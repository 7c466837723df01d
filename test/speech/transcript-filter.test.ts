import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFragment, isNoiseTranscript } from '../../appliance/speech/transcript-filter.ts';

const NOISE = [
  '',
  ' ',
  '.',
  '...',
  '?!',
  'You',
  'You.',
  ' you ',
  'YOU!',
  '♪',
  '♪♪♪',
  '♪ la la la ♪',
  '[Music]',
  '(applause)',
  '*coughs*',
  'Thanks for watching!',
  'The first is the first is the first is',
  'The first is the first is the first is the first',
  'Music Music music Music music',
  'So the next one is the next one is the next one is the next one',
  'and 10% to 10% to 10% to 10%',
  '3333333333333333',
  'hahahahahahahahaha',
  'P P P P P P P P P P',
];

const COMMANDS = [
  'Turn on the kitchen light.',
  'Can you hear me?',
  'Thank you.',
  'Are you there?',
  'You there',
  'Stop.',
  'Stop, stop, stop!',
  'No, no, no, no.',
  'No.',
  'On.',
  'Set it to 33%.',
  'Call 555 555.',
  'The code is 0000.',
  'Set a timer for ten seconds and a timer for ten minutes.',
  'Turn off the light. Turn off the light.',
  'Very very very bright',
  'Add bananas, bananas and bananas to the list.',
  'Play music',
  "What's two plus two plus two?",
  'Schalte das Licht ein.',
  'Включи свет',
];

describe('transcripts of noise', () => {
  it.each(NOISE)('drops %j', (text) => {
    expect(isNoiseTranscript(text)).toBe(true);
  });

  it.each(COMMANDS)('keeps %j', (text) => {
    expect(isNoiseTranscript(text)).toBe(false);
  });

  it('drops any group of two to eight words that is said three times or more, and nothing else', () => {
    const word = fc.constantFrom('light', 'the', 'is', 'first', 'kitchen', 'ten');
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 8 }), fc.integer({ min: 3, max: 9 }), (group, rounds) => {
        const text = Array.from({ length: rounds }, () => group.join(' ')).join(' ');
        expect(isNoiseTranscript(text)).toBe(true);
      }),
    );
  });

  it('never drops words that are all different, unless they are "you"', () => {
    const word = fc.stringMatching(/^[a-z]{2,7}$/);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 20 }), (words) => {
        fc.pre(words.join(' ') !== 'you');
        expect(isNoiseTranscript(words.join(' '))).toBe(false);
      }),
    );
  });

  it('ends on hostile text', () => {
    expect(isNoiseTranscript('ab'.repeat(50_000) + 'x'.repeat(50_000))).toBe(true);
    expect(isNoiseTranscript('a '.repeat(50_000))).toBe(true);
  });
});

describe('fragments', () => {
  it.each(['I', 'a.', 'Please.', 'Thank', 'Who?'])('%j alone is what a clatter is heard as', (text) => {
    expect(isFragment(text)).toBe(true);
    expect(isNoiseTranscript(text)).toBe(false);
  });

  it.each(['Stop.', 'Yes.', 'Help', 'Louder.', 'I am', 'please stop', ''])('%j may be meant', (text) =>
    expect(isFragment(text)).toBe(false),
  );
});
