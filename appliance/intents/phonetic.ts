// How like two words sound: for names that a recogniser heard almost right ("kitchen lamb", "bed room lines"). Consonants are put
// into classes, as in Kölner Phonetik and Metaphone; vowels count only as "a vowel here".

const DIGRAPHS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^kn|^gn/g, 'n'],
  [/^wr/g, 'r'],
  [/ph/g, 'f'],
  [/gh/g, ''],
  [/sch|sh|tch|ch|cz|sz|ż|ž|š|č/g, 'x'],
  [/ck|q/g, 'k'],
  [/th/g, 't'],
  [/mb$/g, 'm'],
  [/(?<=.{3})e$/g, ''],
  [/x/g, 'x'],
];

const CLASSES: Readonly<Record<string, string>> = {
  b: 'p',
  p: 'p',
  d: 't',
  t: 't',
  f: 'f',
  v: 'f',
  w: 'f',
  g: 'k',
  k: 'k',
  c: 'k',
  j: 'x',
  x: 'x',
  z: 's',
  s: 's',
  m: 'm',
  n: 'n',
  l: 'l',
  r: 'r',
  h: '',
  y: 'a',
};

/** The sounds of a folded word ("kitchen" ▸ "kaxan"). */
function soundOf(word: string): string {
  let text = word;
  for (const [pattern, sound] of DIGRAPHS) text = text.replace(pattern, sound);
  let sounds = '';
  for (const character of text) {
    const sound = 'aeiou'.includes(character) ? 'a' : (CLASSES[character] ?? character);
    if (!sounds.endsWith(sound) || sound === '') sounds += sound;
  }
  return sounds;
}

/** 1 for equal strings, 0 for nothing in common: one minus the share of letters to change, drop, add or swap. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}

const SHORTENED = 0.8;

/** Letters and sounds together; words of up to two letters must be equal. */
export function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  if (Math.min(a.length, b.length) <= 2) return 0;
  const letters = likeness(a, b);
  const sounds = likeness(soundOf(a), soundOf(b));
  return Math.max(letters, 0.45 * letters + 0.5 * sounds, isShortened(a, b) || isShortened(b, a) ? SHORTENED : 0);
}

/** "hall" for "hallway": four letters at least, and not much left out. */
function isShortened(short: string, long: string): boolean {
  return short.length >= 4 && long.length - short.length <= 4 && long.startsWith(short);
}

/** Levenshtein with swaps of neighbours, over three rows. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cheapest(a, b, i, j, row, previous, before));
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}

function cheapest(
  a: string,
  b: string,
  i: number,
  j: number,
  row: readonly number[],
  previous: readonly number[],
  before: readonly number[],
): number {
  const change = a[i - 1] === b[j - 1] ? 0 : 1;
  const plain = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + change);
  const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swaps ? Math.min(plain, (before[j - 2] ?? 0) + 1) : plain;
}
