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

/** The commands in `text`, two or more; null where it is not several whole commands. */
export function readCompound(text: string, reading: Reading): readonly Meaning[] | null {
  const parts = partsOf(normalizeForMatching(text), reading, MAX_PARTS);
  return parts !== null && parts.length > 1 ? parts : null;
}

function partsOf(text: string, reading: Reading, limit: number): readonly Meaning[] | null {
  if (limit <= 1) return null;
  for (const split of splits(text, reading.context.language)) {
    const parts =
      wholeCommands(split, reading, limit) ?? sharedVerb(split, reading, limit) ?? sharedEnd(split, reading);
    if (parts !== null) return parts;
  }
  return null;
}

/** Each way to cut `text` at a conjunction or a comma, from the left. */
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

function wholeCommands({ left, right }: Split, reading: Reading, limit: number): readonly Meaning[] | null {
  const first = reading.exact(left);
  if (first === null) return null;
  const second = reading.exact(right);
  if (second !== null) return [first, second];
  const rest = partsOf(right, reading, limit - 1);
  return rest === null ? null : [first, ...rest];
}

/** "turn off the lights and the fan": the right part begins like the left one. The longest shared beginning that makes sense wins. */
function sharedVerb({ left, right }: Split, reading: Reading, limit: number): readonly Meaning[] | null {
  const first = reading.exact(left);
  if (first === null) return null;
  const words = left.split(' ');
  for (let count = words.length - 1; count > 0; count--) {
    const beginning = words.slice(0, count).join(' ');
    const second = reading.exact(`${beginning} ${right}`);
    if (second !== null && isSameKind(first, second)) return [first, second];
    const rest = second === null ? partsOf(`${beginning} ${right}`, reading, limit - 1) : null;
    if (rest !== null) return [first, ...rest];
  }
  return null;
}

/** "turn the lamp and the fan off": both end like the right part, and the right part begins like the left one. */
function sharedEnd({ left, right }: Split, reading: Reading): readonly Meaning[] | null {
  const begin = left.split(' ');
  const end = right.split(' ');
  for (let tail = 1; tail < Math.min(4, end.length); tail++) {
    const first = reading.exact(`${left} ${end.slice(-tail).join(' ')}`);
    if (first === null) continue;
    for (let count = begin.length - 1; count > 0; count--) {
      const second = reading.exact(`${begin.slice(0, count).join(' ')} ${right}`);
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
