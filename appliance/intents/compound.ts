// Several commands in one breath: "turn off the lights and close the blinds", "turn off the lamp and the fan", "turn the lamp and
// the fan off". Every part must be a whole command, if need be with words that the parts share.
import { foldCase, normalizeForMatching } from '../language/fold.ts';
import { digitsForWords } from '../language/numbers.ts';
import { readAtTime } from './at-time.ts';
import { isBareName } from './bare-name.ts';
import { hasException, readException } from './exception.ts';
import { readMarkedFollowUp } from './follow-up.ts';
import { isIndefinite, withoutIndefinite } from './indefinite.ts';
import { withLeadingDelay } from './leading-delay.ts';
import { linkingWords } from './linking-words.ts';
import { COMMAND_SLOT } from './match.ts';
import { firstReading, hasNumber, type Meaning, Reading } from './reading.ts';
import { SEVERAL } from './sentence-file.ts';
import { isRun } from './strict-match.ts';

/** More commands than this in one breath are not looked for. */
const MAX_PARTS = 4;

interface Split {
  readonly left: string;
  readonly right: string;
}

/** Texts tried for one sentence; a sentence full of "and" is not worth more. Each takes about a tenth of a millisecond. */
const MAX_ATTEMPTS = 150;
/** Of them those with an exception, which takes as long as some ten others, and those with a time of day. */
const MAX_EXCEPTIONS = 10;
const MAX_TIMES = 10;

/** The commands in `text`, two or more; null where it is not several whole commands. */
export function readCompound(text: string, reading: Reading): readonly Meaning[] | null {
  const attempts = new Attempts(reading);
  const joined = withoutCommas(text, attempts.language);
  const parts =
    partsOf(normalizeForMatching(text), attempts, MAX_PARTS) ??
    (joined === text ? null : partsOf(normalizeForMatching(joined), attempts, MAX_PARTS));
  const isShort = (part: Meaning): boolean =>
    isOneOfSeveral(part) && parts?.filter((one) => isSameKind(one, part)).length === 1;
  return parts === null || parts.some(isShort) ? null : withLeadingDelay(parts, attempts.language);
}

/** "Set two timers for five minutes": the sentence wants several lengths. */
export function isOneOfSeveral(meaning: Meaning): boolean {
  return meaning.kind === 'intent' && meaning.response === SEVERAL;
}

/** What texts mean, each looked at once, and not more than a bounded number of them. */
class Attempts {
  readonly language: string;
  readonly #reading: Reading;
  readonly #known = new Map<string, Meaning | null>();
  #exceptions = 0;
  #times = 0;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.language = reading.context.language;
  }

  exact(text: string): Meaning | null {
    const known = this.#known.get(text);
    if (known !== undefined || this.#known.size >= MAX_ATTEMPTS) return known ?? null;
    const meaning = this.#reading.exact(text) ?? this.#atTime(text) ?? this.#withException(text);
    const part = meaning !== null && (isElsewhere(meaning) || this.#isObject(meaning, text)) ? null : meaning;
    this.#known.set(text, part);
    return part;
  }

  /** A name alone turns its thing on, now or later; among several commands it is the object of the verb that another one has. */
  #isObject(meaning: Meaning, text: string): boolean {
    if (isBareName(meaning, text, this.#reading)) return true;
    const later = meaning.kind === 'intent' ? meaning.slots[COMMAND_SLOT] : undefined;
    const then = typeof later === 'string' ? this.#reading.exact(later) : null;
    return then !== null && isBareName(then, String(later), this.#reading) && !runs(then);
  }

  #atTime(text: string): Meaning | null {
    return this.#times++ < MAX_TIMES ? readAtTime(text, this.#reading) : null;
  }

  #withException(text: string): Meaning | null {
    if (!hasException(text, this.language) || this.#exceptions >= MAX_EXCEPTIONS) return null;
    this.#exceptions++;
    return readException(text, this.#reading, {});
  }

  /** What `text` means behind `before`: its "it" is what that was about. */
  behind(before: Meaning, text: string): Meaning | null {
    if (before.kind !== 'intent' || before.entities.length === 0) return this.exact(text);
    const reading = new Reading({ ...this.#reading.context, lastTurn: before }, this.#reading.grammar);
    return readMarkedFollowUp(text, reading, {}) ?? this.exact(text);
  }

  get exhausted(): boolean {
    return this.#known.size >= MAX_ATTEMPTS;
  }
}

function partsOf(text: string, attempts: Attempts, limit: number): readonly Meaning[] | null {
  if (limit <= 1 || attempts.exhausted) return null;
  for (const split of splits(text, attempts.language)) {
    const parts =
      wholeCommands(split, attempts, limit) ??
      sharedVerb(split, attempts, limit) ??
      anotherTimer(split, attempts, limit) ??
      sharedEnd(split, attempts, limit);
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
  const second = attempts.behind(first, right);
  if (second !== null && isNumberOfAnother(first, second, digitsForWords(right, attempts.language))) return null;
  if (second !== null) return [first, second];
  const rest = partsOf(right, attempts, limit - 1);
  return rest === null ? null : [first, ...rest];
}

/** "turn off the lights and the fan": the right part begins like the left one. The likeliest shared beginning that makes sense wins. */
function sharedVerb(
  { left, right }: Split,
  attempts: Attempts,
  limit: number,
  words = left.split(' '),
): readonly Meaning[] | null {
  const first = attempts.exact(left);
  if (first === null) return null;
  for (const count of sharedCounts(words, right, attempts.language)) {
    const beginning = words.slice(0, count).join(' ');
    const second = attempts.exact(`${beginning} ${right}`);
    if (second !== null && isAlike(first, second, right, attempts.language)) return [first, second];
    const rest = second === null ? partsOf(`${beginning} ${right}`, attempts, limit - 1) : null;
    if (rest !== null) return [first, ...rest];
  }
  return null;
}

/** "… and one for ten minutes": "one" stands for words of the first command that need not be said again. */
function anotherTimer({ left, right }: Split, attempts: Attempts, limit: number): readonly Meaning[] | null {
  const own = withoutIndefinite(right, attempts.language);
  const first = own === right ? null : attempts.exact(left);
  if (first?.kind !== 'intent' || first.intent !== 'HassStartTimer') return null;
  const { timer } = linkingWords(attempts.language).bell;
  const split = { left, right: own };
  return sharedVerb(split, attempts, limit) ?? sharedVerb(split, attempts, limit, timer.split(' '));
}

/**
 * How many words the right part may share, the likeliest first: those before a word that it begins with itself ("set an egg timer … and
 * a pasta timer"), then as many as there are.
 */
function sharedCounts(words: readonly string[], right: string, language: string): number[] {
  const [first = ''] = foldCase(right).split(' ');
  const counts = words.map((_, index) => index).slice(1);
  const isSame = (word: string): boolean =>
    foldCase(word) === first || (isIndefinite(word, language) && isIndefinite(first, language));
  const atSameWord = counts.filter((count) => isSame(words[count] ?? ''));
  return [...new Set([...atSameWord.toReversed(), ...counts.toReversed()])];
}

/** "turn the lamp and the fan off": both end like the right part, and the right part begins like the left one. */
function sharedEnd({ left, right }: Split, attempts: Attempts, limit: number): readonly Meaning[] | null {
  const begin = left.split(' ');
  const end = right.split(' ');
  for (let tail = 1; tail < Math.min(4, end.length); tail++) {
    const first = attempts.exact(`${left} ${end.slice(-tail).join(' ')}`);
    if (first === null) continue;
    for (let count = begin.length - 1; count > 0; count--) {
      const text = `${begin.slice(0, count).join(' ')} ${right}`;
      const second = attempts.exact(text);
      if (second !== null && isAlike(first, second, right, attempts.language)) return [first, second];
      const rest = second === null ? partsOf(text, attempts, limit - 1) : null;
      if (rest?.every((part) => isSameKind(first, part)) === true) return [first, ...rest];
    }
  }
  return null;
}

/** "… the thermostat to 21 and the bedroom to 18": a bare number behind a place is of what the number before was of, and no brightness. */
function isNumberOfAnother(first: Meaning, second: Meaning, text: string): boolean {
  if (first.kind !== 'intent' || second.kind !== 'intent' || !/\d$/.test(text)) return false;
  return (
    hasNumber(first.slots) && hasNumber(second.slots) && second.slots.name === undefined && !isSameKind(first, second)
  );
}

/** What is run has no off that another verb could mean: "turn off the TV and movie night in ten minutes". */
function runs(meaning: Meaning): boolean {
  return (
    meaning.kind === 'intent' && meaning.entities.length > 0 && meaning.entities.every(({ domain }) => isRun(domain))
  );
}

/** "The kitchen" of one command and "hallway light" of the next are no thing together. */
function isElsewhere(meaning: Meaning): boolean {
  if (meaning.kind !== 'intent' || meaning.entities.length > 0) return false;
  return meaning.slots.name !== undefined && (meaning.slots.area !== undefined || meaning.slots.floor !== undefined);
}

/**
 * A second command of the first one's kind. Any words may name a timer: all that was said behind "and" is no other timer's name, nor is
 * its length, and no name goes from what is shared into what is not ("pizza pasta").
 */
function isAlike(first: Meaning, second: Meaning, right: string, language: string): boolean {
  if (!isSameKind(first, second)) return false;
  if (second.kind !== 'intent' || second.intent !== 'HassStartTimer') return true;
  const name = foldCase(String(second.slots.name ?? ''));
  const own = foldCase(right);
  const shared = foldCase(second.text).slice(0, -own.length);
  return !beginsWithNumber(name, language) && !name.includes(own) && (own.includes(name) || shared.includes(name));
}

function beginsWithNumber(text: string, language: string): boolean {
  return /^\d/.test(digitsForWords(text, language));
}

function isSameKind(a: Meaning, b: Meaning): boolean {
  return firstReading(a)?.intent === firstReading(b)?.intent;
}
