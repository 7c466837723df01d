// What a language must say of its numbers.

export interface NumberWords {
  /** Every spelling of 0 to 99, the common one first. */
  below100(value: number): readonly string[];
  /** Every spelling of 100, 200 … 900 (1 to 9). */
  hundreds(count: number): readonly string[];
  /** Every spelling of 1,000 to 99,000 (1 to 99). */
  thousands(count: number): readonly string[];
  /** What may stand between the hundreds and what follows them. */
  readonly hundredJoins: readonly string[];
  readonly thousandJoins: readonly string[];
  /** Other ways to say a round number above 1,000: "thirty five hundred". */
  roundHundreds?(value: number): readonly string[];
  /** The word of the decimal point. */
  readonly points: readonly string[];
  /** Added behind a number, makes it a half more: " and a half". */
  readonly halves: readonly string[];
  /** Halves with a word of their own, by their whole part: 1 ▸ "anderthalb". */
  readonly irregularHalves?: Readonly<Record<number, readonly string[]>>;
  /** Number words that are also articles. */
  readonly articles: readonly string[];
  /** A number (first group) and the words of "per cent" behind it. */
  readonly percent: RegExp;
}

/** `below100` for languages that say tens, then ones, with `joins` between them ("twenty-five", "veinte y cinco"). */
export function tensThenOnes(
  small: readonly (readonly string[])[],
  tens: Readonly<Record<number, readonly string[]>>,
  joins: readonly string[],
  ones: (digit: number) => readonly string[] = (digit) => small[digit] ?? [],
): (value: number) => readonly string[] {
  return (value) => {
    const own = small[value];
    if (own !== undefined) return own;
    const heads = tens[Math.floor(value / 10)] ?? [];
    if (value % 10 === 0) return heads;
    return heads.flatMap((head) => joins.flatMap((join) => ones(value % 10).map((one) => head + join + one)));
  };
}

/** `below100` for languages that say ones, then tens ("fünfundzwanzig", "femogtyve"). */
export function onesThenTens(
  small: readonly (readonly string[])[],
  tens: Readonly<Record<number, readonly string[]>>,
  joins: readonly string[],
  ones: (digit: number) => readonly string[],
): (value: number) => readonly string[] {
  return (value) => {
    const own = small[value];
    if (own !== undefined) return own;
    const tails = tens[Math.floor(value / 10)] ?? [];
    if (value % 10 === 0) return tails;
    return ones(value % 10).flatMap((one) => joins.flatMap((join) => tails.map((tail) => one + join + tail)));
  };
}

/** "one two/deux" ▸ [["one"], ["two", "deux"]]: words apart by spaces, spellings by slashes, "_" for a space inside one. */
export function spellings(list: string): string[][] {
  return list.split(' ').map((entry) => entry.split('/').map((word) => word.replaceAll('_', ' ')));
}

/** The same for tens: the first entry is 20 (or `first` × 10). */
export function tensTable(list: string, first = 2): Record<number, readonly string[]> {
  return Object.fromEntries(spellings(list).map((words, i) => [i + first, words]));
}
