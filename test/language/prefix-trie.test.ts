import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PrefixTrie } from '../../appliance/language/prefix-trie.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ä', ' '), maxLength: 6 });

test('finds every string that was inserted where it begins, shortest first, with its values in their order', () => {
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'ä', ' ') }),
      (words, text) => {
        const trie = new PrefixTrie<number>();
        for (const [index, one] of words.entries()) trie.insert(one, index);
        for (let start = 0; start < text.length; start++) {
          const found: unknown[] = [];
          trie.find(text, start, (end, values) => found.push([text.slice(start, end), [...values]]));
          const expected = [...new Set(words)]
            .filter((one) => one !== '' && text.startsWith(one, start))
            .sort((a, b) => a.length - b.length)
            .map((one) => [one, words.flatMap((other, index) => (other === one ? [index] : []))]);
          expect(found).toEqual(expected);
        }
      },
    ),
  );
});

test('knows whether a string goes on', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 20 }), word, (words, text) => {
      const trie = new PrefixTrie<number>();
      for (const one of words) trie.insert(one, 0);
      expect(trie.hasLonger(text)).toBe(words.some((one) => one.startsWith(text) && one.length > text.length));
    }),
  );
});
