// The number words of a range, to be found in a text. Made once a language and range: most ranges of a file are 0 to 100.
import { numberSpellings, type SpokenNumber } from '../language/numbers.ts';
import { PrefixTrie } from '../language/prefix-trie.ts';
import type { RangeDefinition } from './sentence-file.ts';

/** Ranges of more numbers than this are for digits only. */
const MAX_SPOKEN_NUMBERS = 2000;
const FRACTIONS = { none: [], halves: [0.5], tenths: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] } as const;

export class SpokenRanges {
  readonly #known = new Map<string, PrefixTrie<SpokenNumber> | null>();

  /** null where the range is for digits only. */
  of(language: string, range: RangeDefinition): PrefixTrie<SpokenNumber> | null {
    if (!range.words) return null;
    const spoken = range.words_language ?? language;
    const key = `${spoken} ${range.from} ${range.to} ${range.step} ${range.fractions ?? ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = makeTrie(spoken, range);
    this.#known.set(key, made);
    return made;
  }
}

function makeTrie(language: string, range: RangeDefinition): PrefixTrie<SpokenNumber> | null {
  const fractions = FRACTIONS[range.fractions ?? 'none'];
  if (((range.to - range.from) / range.step) * (fractions.length + 1) > MAX_SPOKEN_NUMBERS) return null;
  const trie = new PrefixTrie<SpokenNumber>();
  const insert = (value: number): void => {
    for (const words of numberSpellings(language, value)) trie.insert(words, { value, words });
  };
  for (let whole = range.from; whole <= range.to; whole += range.step) {
    insert(whole);
    for (const fraction of fractions) insert(whole + fraction);
  }
  return trie;
}
