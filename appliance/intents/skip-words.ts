// Words that add nothing ("please", "could you"): taken out of the text before it is matched, and left in for sentences that hold
// them themselves.

/** Where skip words are taken out: everywhere, or only at the end that a wildcard does not touch. */
export type SkipSide = 'everywhere' | 'start' | 'end';

export class SkipWords {
  readonly #patterns: Readonly<Record<SkipSide, RegExp>> | null;
  readonly #separator: string;

  constructor(words: readonly string[], ignoreWhitespace: boolean) {
    this.#separator = ignoreWhitespace ? '' : ' ';
    this.#patterns = makePatterns(words, ignoreWhitespace);
  }

  /** `text` without its skip words; the same string where it has none. */
  remove(text: string, side: SkipSide): string {
    const pattern = this.#patterns?.[side];
    if (pattern === undefined) return text;
    let rest = text;
    for (;;) {
      const next = tidy(rest.replace(pattern, this.#separator), this.#separator);
      if (next === rest || side === 'everywhere') return next;
      rest = next;
    }
  }
}

function tidy(text: string, separator: string): string {
  return separator === '' ? text : text.replace(/\s+/gu, ' ').trim();
}

/** The longest word first, so that "i'd like to" is not left as "to". */
function makePatterns(words: readonly string[], ignoreWhitespace: boolean): Record<SkipSide, RegExp> | null {
  const trimmed = [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))];
  if (trimmed.length === 0) return null;
  const choice = trimmed
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
  if (ignoreWhitespace) {
    return {
      everywhere: new RegExp(`(?:${choice})`, 'giu'),
      start: new RegExp(`^(?:${choice})`, 'iu'),
      end: new RegExp(`(?:${choice})$`, 'iu'),
    };
  }
  const inWord = '[\\p{L}\\p{N}_]';
  return {
    everywhere: new RegExp(`(?<!${inWord})(?:${choice})(?!${inWord})`, 'giu'),
    start: new RegExp(`^\\s*(?:${choice})(?!${inWord})\\s*`, 'iu'),
    end: new RegExp(`\\s*(?<!${inWord})(?:${choice})\\s*$`, 'iu'),
  };
}
