// Finds number words in a text. Numbers are put together from their parts (hundreds, what joins, the rest), so that the parts of a
// language are all that is kept, however large the numbers.
import type { NumberWords } from './numbers-words.ts';
import { PrefixTrie } from './prefix-trie.ts';

export interface FoundWords {
  readonly end: number;
  readonly value: number;
}

/** Listed as articles, but said in counting too. */
const COUNTED: ReadonlySet<string> = new Set(['oh', 'uno', 'ett']);

export class NumberFinder {
  readonly #words: NumberWords;
  readonly #small = new PrefixTrie<number>();
  readonly #hundreds = new PrefixTrie<number>();
  readonly #thousands = new PrefixTrie<number>();
  /** Numbers that nothing may follow: "thirty five hundred", "anderthalb". */
  readonly #whole = new PrefixTrie<number>();
  readonly #halves = new PrefixTrie<number>();

  constructor(words: NumberWords) {
    this.#words = words;
    const insert = (trie: PrefixTrie<number>, spellings: readonly string[], value: number): void => {
      for (const spelling of new Set(spellings)) trie.insert(spelling, value);
    };
    for (let value = 0; value < 100; value++) insert(this.#small, words.below100(value), value);
    for (let count = 1; count < 10; count++) insert(this.#hundreds, words.hundreds(count), count * 100);
    for (let count = 1; count < 100; count++) insert(this.#thousands, words.thousands(count), count * 1000);
    for (let value = 1100; value < 10_000; value += 100) insert(this.#whole, words.roundHundreds?.(value) ?? [], value);
    for (const [whole, spellings] of Object.entries(words.irregularHalves ?? {})) {
      insert(this.#halves, spellings, Number(whole) + 0.5);
    }
  }

  /** Every number in `text` (lower case) that begins at `start`, with halves and tenths where they are wanted. */
  find(text: string, start: number, fractions: 'none' | 'wanted'): FoundWords[] {
    const found = this.#below1000(text, start);
    this.#whole.find(text, start, (end, values) => addAll(found, end, values));
    this.#thousands.find(text, start, (end, [head = 0]) => {
      found.push({ end, value: head });
      for (const join of this.#words.thousandJoins) {
        if (!text.startsWith(join, end)) continue;
        for (const rest of this.#below1000(text, end + join.length)) addRest(found, head, rest);
      }
    });
    if (fractions === 'wanted') this.#addFractions(text, start, found);
    return found;
  }

  /** Whether `words` are an article, which counts nothing where nothing follows: "sæt en". */
  isBareArticle(words: string): boolean {
    return !COUNTED.has(words) && this.#words.articles.includes(words);
  }

  /** Whether some number begins with `text` and goes on. */
  isBeginning(text: string): boolean {
    const tries = [this.#small, this.#hundreds, this.#thousands, this.#whole];
    if (tries.some((trie) => trie.hasLonger(text))) return true;
    const heads = [...this.#heads(this.#hundreds, text), ...this.#heads(this.#thousands, text)];
    const joins = [...this.#words.hundredJoins, ...this.#words.thousandJoins];
    return heads.some((end) => {
      const rest = text.slice(end);
      const goesOn = (join: string): boolean => rest.startsWith(join) && this.isBeginning(rest.slice(join.length));
      return rest === '' || joins.some((join) => join.startsWith(rest) || (join !== '' && goesOn(join)));
    });
  }

  #heads(trie: PrefixTrie<number>, text: string): number[] {
    const ends: number[] = [];
    trie.find(text, 0, (end) => ends.push(end));
    return ends;
  }

  #below1000(text: string, start: number): FoundWords[] {
    const found: FoundWords[] = [];
    this.#small.find(text, start, (end, values) => addAll(found, end, values));
    this.#hundreds.find(text, start, (end, [head = 0]) => {
      found.push({ end, value: head });
      for (const join of this.#words.hundredJoins) {
        if (!text.startsWith(join, end)) continue;
        this.#small.find(text, end + join.length, (last, [rest = 0]) =>
          addRest(found, head, { end: last, value: rest }),
        );
      }
    });
    return found;
  }

  #addFractions(text: string, start: number, found: FoundWords[]): void {
    for (const { end, value } of found.slice()) {
      for (const half of this.#words.halves) {
        if (text.startsWith(half, end)) found.push({ end: end + half.length, value: value + 0.5 });
      }
      for (const point of this.#words.points) {
        if (!text.startsWith(` ${point} `, end)) continue;
        this.#small.find(text, end + point.length + 2, (last, [digit = 0]) => {
          if (digit > 0 && digit < 10) found.push({ end: last, value: value + digit / 10 });
        });
      }
    }
    this.#halves.find(text, start, (end, values) => addAll(found, end, values));
  }
}

function addAll(found: FoundWords[], end: number, values: readonly number[]): void {
  for (const value of values) found.push({ end, value });
}

/** "two hundred and zero" is not said. */
function addRest(found: FoundWords[], head: number, rest: FoundWords): void {
  if (rest.value > 0) found.push({ end: rest.end, value: head + rest.value });
}
