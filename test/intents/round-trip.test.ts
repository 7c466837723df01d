import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Grammar, HouseGrammar } from '../../appliance/intents/grammar.ts';
import { sampleSentence, seededRandom } from './support/sampling.ts';
import { named, program } from './support/sentences.ts';

/** Templates of every construct, with words apart by spaces. */
const word = fc.constantFrom('turn', 'on', 'off', 'the', 'a', 'light', 'please', 'to');
const item: fc.Memo<string> = fc.memo((depth) => {
  if (depth <= 1) return fc.oneof(word, fc.constantFrom('{name}', '{level}', '{colour}', '<rule>'));
  const inner = template(depth - 1);
  const pair = fc.tuple(inner, inner);
  return fc.oneof(
    { weight: 3, arbitrary: word },
    fc.constantFrom('{name}', '{level}', '{colour}', '<rule>'),
    pair.map(([a, b]) => `(${a}|${b})`),
    inner.map((one) => `[${one}]`),
    pair.map(([a, b]) => `[${a}|${b}]`),
    pair.map(([a, b]) => `(${a};${b})`),
  );
});
const template: fc.Memo<string> = fc.memo((depth) =>
  fc.array(item(depth), { minLength: 1, maxLength: 4 }).map((items) => items.join(' ')),
);

const house = named('desk lamp', 'on', 'the light');
const words = { name: house.name.map((one) => one.words) };

describe('any template', () => {
  it('is matched by each sentence that it can make, and by none within the budget of steps otherwise', () => {
    fc.assert(
      fc.property(template(3), fc.integer({ min: 1, max: 2 ** 30 }), (sentence, seed) => {
        const compiled = program({
          expansion_rules: { rule: '(very|quite) [much]' },
          lists: {
            level: { range: { from: 0, to: 30 } },
            colour: { values: ['red', { in: 'blue[ish]', out: 'blue' }] },
          },
          intents: { Test: { data: [{ sentences: [sentence] }] } },
        });
        const grammar = new HouseGrammar(new Grammar('en', [compiled]), house);
        const text = sampleSentence(compiled, 0, words, seededRandom(seed)) ?? '';
        if (text === '') return;
        expect(grammar.matchAll(text, { context: {} }), `${sentence} ▸ ${text}`).not.toEqual([]);
        expect(grammar.match(`${text} zzz`, { context: {} })).toBeNull();
        expect(grammar.overBudget).toBe(0);
      }),
      { numRuns: 400 },
    );
  });
});
