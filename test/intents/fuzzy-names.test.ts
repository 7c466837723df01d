import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameLikeness, nearestNames } from '../../appliance/intents/fuzzy-names.ts';
import { wordLikeness } from '../../appliance/intents/phonetic.ts';

const names = ['Kitchen Light', 'Living Room Lamp', 'Desk Lamp', 'Floor Lamp', 'Küche', "Trader Joe's"];
const nearest = (words: string) => nearestNames(words, names, (name) => [name]).map((one) => one.name);

describe('the nearest name', () => {
  it.each([
    ['kitchen light', ['Kitchen Light']],
    ['the kitchen light', ['Kitchen Light']],
    ['KITCHEN-LIGHT', ['Kitchen Light']],
    ['living room lamb', ['Living Room Lamp']],
    ['livingroom lamp', ['Living Room Lamp']],
    ['kuche', ['Küche']],
    ['trader joes', ["Trader Joe's"]],
    ['desk', ['Desk Lamp']],
  ])('of "%s"', (words, expected) => expect(nearest(words)).toEqual(expected));

  it('is a question where several are as near', () => {
    expect(nearest('lamp').sort()).toEqual(['Desk Lamp', 'Floor Lamp']);
  });

  it('is none for other things, or for a name with much around it', () => {
    for (const words of ['dishwasher', 'kitchen light yesterday evening', '', '???'])
      expect(nearest(words), words).toEqual([]);
  });

  it('looks at every name of a thing', () => {
    const things = [{ names: ['Ceiling', 'Big Light'] }, { names: ['Wall'] }];
    expect(nearestNames('big lite', things, (thing) => thing.names)).toMatchObject([
      { name: 'Big Light', thing: things[0] },
    ]);
  });
});

describe('likeness', () => {
  it('hears what sounds alike', () => {
    expect(wordLikeness('lamb', 'lamp')).toBeGreaterThan(0.7);
    expect(wordLikeness('blinds', 'lines')).toBeGreaterThan(0.6);
    expect(wordLikeness('light', 'door')).toBeLessThan(0.5);
  });

  it('is 1 for itself, between 0 and 1 for anything, and the same both ways for words', () => {
    const word = fc.string({
      minLength: 1,
      maxLength: 12,
      unit: fc.constantFrom(...'abcdefghiklmnoprstuwxyz'.split('')),
    });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(nameLikeness(a, a)).toBe(1);
        const likeness = wordLikeness(a, b);
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(wordLikeness(b, a)).toBeCloseTo(likeness, 10);
      }),
    );
  });
});
