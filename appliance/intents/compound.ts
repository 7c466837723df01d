// Several commands in one breath: "turn off the lights and close the blinds", "turn off the lamp and the fan", "turn the lamp and
// the fan off". Every part must be a whole command, if need be with words that the parts share.
import { foldCase, normalizeForMatching } from '../language/fold.ts';
import { linkingWords } from './linking-words.ts';
import type { Meaning, Reading } from './reading.ts';

/** More commands than this in one breath are not looked for. */
const MAX_PARTS = 4;

interface Split {
  readonly left: string;
  readonly right: string;
}

/** Texts tried for one sentence; a sentence full of "and" is not worth more. Each takes about a tenth of a millisecond. */
const MAX_ATTEMPTS = 150;

/** The commands in `text`, two or more; null where it is not several whole commands. */
export function readCompound(text: string, reading: Reading): readonly Meaning[] | null {
  const attempts = new Attempts(reading);
  return (
    partsOf(normalizeForMatching(text), attempts, MAX_PARTS) ??
    partsOf(normalizeForMatching(withoutCommas(text, attempts.language)), attempts, MAX_PARTS)
  );
}

/** What texts mean, each looked at once, and not more than a bounded number of them. */
class Attempts {
  readonly language: string;
  readonly #reading: Reading;
  readonly #known = new Map<string, Meaning | null>();

  constructor(reading: Reading) {
    this.#reading = reading;
    this.language = reading.context.language;
  }

  exact(text: string): Meaning | null {
    const known = this.#known.get(text);
    if (known !== undefined || this.#known.size >= MAX_ATTEMPTS) return known ?? null;
    const meaning = this.#reading.exact(text);
    this.#known.set(text, meaning);
    return meaning;
  }

  get exhausted(): boolean {
    return this.#known.size >= MAX_ATTEMPTS;
  }
}

function partsOf(text: string, attempts: Attempts, limit: number): readonly Meaning[] | null {
  if (limit <= 1 || attempts.exhausted) return null;
  for (const split of splits(text, attempts.language)) {
    const parts =
      wholeCommands(split, attempts, limit) ?? sharedVerb(split, attempts, limit) ?? sharedEnd(split, attempts);
    if (parts !== null) return parts;
  }
  return null;
}

/** A comma between commands says what "and" says. */
function withoutCommas(text: string, language: string): string {
  const { conjunctions } = linkingWords(language);
  const [shortest] = [...conjunctions].sort((a, b) => a.length - b.length);
  return shortest === undefined ? text : text.replace(/,\s+/gu, ` ${shortest} `);
}

/** Each way to cut `text` at a conjunction, from the left. */
function splits(text: string, language: string): Split[] {
  const folded = foldCase(text);
  const found = new Map<number, Split>();
  for (const word of linkingWords(language).conjunctions) {
    for (let at = folded.indexOf(` ${word} `); at > 0; at = folded.indexOf(` ${word} `, at + 1)) {
      if (!found.has(at)) found.set(at, { left: text.slice(0, at), right: text.slice(at + word.length + 2) });
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, split]) => split);
}

function wholeCommands({ left, right }: Split, attempts: Attempts, limit: number): readonly Meaning[] | null {
  const first = attempts.exact(left);
  if (first === null) return null;
  const second = attempts.exact(right);
  if (second !== null) return [first, second];
  const rest = partsOf(right, attempts, limit - 1);
  return rest === null ? null : [first, ...rest];
}

/** "turn off the lights and the fan": the right part begins like the left one. The likeliest shared beginning that makes sense wins. */
function sharedVerb({ left, right }: Split, attempts: Attempts, limit: number): readonly Meaning[] | null {
  const first = attempts.exact(left);
  if (first === null) return null;
  const words = left.split(' ');
  for (const count of sharedCounts(words, right)) {
    const beginning = words.slice(0, count).join(' ');
    const second = attempts.exact(`${beginning} ${right}`);
    if (second !== null && isSameKind(first, second)) return [first, second];
    const rest = second === null ? partsOf(`${beginning} ${right}`, attempts, limit - 1) : null;
    if (rest !== null) return [first, ...rest];
  }
  return null;
}

/**
 * How many words the right part may share, the likeliest first: those before a word that it begins with itself ("set a pizza timer … and
 * a pasta timer"), then as many as there are.
 */
function sharedCounts(words: readonly string[], right: string): number[] {
  const [first] = foldCase(right).split(' ');
  const counts = words.map((_, index) => index).slice(1);
  const atSameWord = counts.filter((count) => foldCase(words[count] ?? '') === first);
  return [...new Set([...atSameWord.toReversed(), ...counts.toReversed()])];
}

/** "turn the lamp and the fan off": both end like the right part, and the right part begins like the left one. */
function sharedEnd({ left, right }: Split, attempts: Attempts): readonly Meaning[] | null {
  const begin = left.split(' ');
  const end = right.split(' ');
  for (let tail = 1; tail < Math.min(4, end.length); tail++) {
    const first = attempts.exact(`${left} ${end.slice(-tail).join(' ')}`);
    if (first === null) continue;
    for (let count = begin.length - 1; count > 0; count--) {
      const second = attempts.exact(`${begin.slice(0, count).join(' ')} ${right}`);
      if (second !== null && isSameKind(first, second)) return [first, second];
    }
  }
  return null;
}

function isSameKind(a: Meaning, b: Meaning): boolean {
  const intent = (meaning: Meaning): string | undefined =>
    meaning.kind === 'intent' ? meaning.intent : meaning.candidates[0]?.meaning.intent;
  return intent(a) === intent(b);
}
