// Takes the wake phrase off the beginning of a transcript. A recogniser that can be told the phrase beforehand never writes it;
// the others write what they make of it ("Ok, now, boo. Turn on …", "Aid Jarvis, lock …"), so the beginning is compared fuzzily,
// letters only, and taken off where the likeness is close and somebody could not have meant it as a command.

/** Ways in which recognisers were seen to write phrases whose sound is no word of theirs, letters only. */
const HEARD_AS: Readonly<Record<string, readonly string[]>> = {
  okaynabu: [
    'oknowboo',
    'oknowbut',
    'oknowbe',
    'oknowwe',
    'oknaboo',
    'oknauvoo',
    'oknowboom',
    'oknotboo',
    'oknowwell',
    'oknowweve',
  ].map(lettersOf),
  heyjarvis: ['hejarvis', 'ajarvis', 'hjarvis', 'haveus', 'hijarvis', 'pagearbus', 'hayjarvis'],
  alexa: ['aleksa', 'alexer', 'alexia', 'alexar', 'alexaa'],
};

/** The share of letters that may differ. "Okay, turn" differs from "Okay Nabu" in half of them, "have a" from "hey Jarvis" in more. */
const LARGEST_DIFFERENCE = 0.3;
/** A written phrase may have this many words more than the spoken one ("Ok, now, boo", "A lexer"). */
const EXTRA_WORDS = 2;

/** `text` without `phrase` ("Okay Nabu") at its beginning, said once or several times; begins with a capital. "" where it is no more than the phrase's beginning. */
export function stripWakePhrase(text: string, phrase: string): string {
  const forms = formsOf(phrase);
  let rest = isBegunPhrase(text, phrase) ? '' : text.trim();
  for (let length = phraseLength(rest, phrase, forms); length > 0; length = phraseLength(rest, phrase, forms)) {
    rest = rest.slice(length).replace(/^[\s,.!?;:…-]+/, '');
  }
  return rest === text.trim() ? rest : capitalised(rest);
}

/** "Okay": the rest of the phrase was too faint, or is still to come. */
function isBegunPhrase(text: string, phrase: string): boolean {
  const said = lettersOf(text);
  return wordEnds(phrase, phrase.length).some((end) => end < phrase.length && lettersOf(phrase.slice(0, end)) === said);
}

function formsOf(phrase: string): readonly string[] {
  const letters = lettersOf(phrase);
  return [letters, ...(HEARD_AS[letters] ?? [])];
}

/** How many characters of `text` are the phrase; 0 where it does not begin with it. */
function phraseLength(text: string, phrase: string, forms: readonly string[]): number {
  const mostWords = phrase.trim().split(/\s+/).length + EXTRA_WORDS;
  let best = { length: 0, difference: LARGEST_DIFFERENCE };
  for (const end of wordEnds(text, mostWords)) {
    const said = lettersOf(text.slice(0, end));
    const difference = Math.min(...forms.map((form) => distance(said, form) / form.length));
    if (difference < best.difference) best = { length: end, difference };
  }
  return best.length;
}

/** Where the first `most` words of `text` end. */
function wordEnds(text: string, most: number): number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}']+/gu)) {
    if (ends.length === most) break;
    ends.push(match.index + match[0].length);
  }
  return ends;
}

function lettersOf(text: string): string {
  const plain = text.normalize('NFD').toLowerCase();
  return plain
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^okay/, 'ok')
    .replace(/^ok/, 'okay');
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
