// Text as it is compared. Every function here keeps one rule: what is matched has the length of what was said, so that a
// position found in folded text is a position in the original.

const SPACES = /\s+/gu;
const ANY_PUNCTUATION = /[.。,，?¿？؟!¡！;；:：’…—–―]/u;
const ONLY_PLAIN = /^[a-z0-9 '%°-]*$/i;
const WORD_CHARACTER = /[\p{L}\p{N}_]/u;
/** ASCII hyphen and minus stay: they stand inside words and before numbers. Longer dashes come from recognisers, attached to a word. */
const PUNCTUATION = new Set('.。,，?¿？؟!¡！;；:：’…—–―');
const TRAILING_INITIALISM = /(?:^|[^\p{L}\p{N}_])(?:[\p{L}\p{N}_]\.){2,}$/u;
const INITIALISM_BEFORE = /[\p{L}\p{N}_]\.[\p{L}\p{N}_]$/u;
/** Between two of these a space means nothing. */
const CJK_SPACE = /(?<=[一-鿿㐀-䶿぀-ヿ가-힯])\s+(?=[一-鿿㐀-䶿぀-ヿ가-힯])/gu;

/** Whether `character` (one or none) belongs to a word. */
export function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && WORD_CHARACTER.test(character);
}

export function isPunctuation(character: string): boolean {
  return PUNCTUATION.has(character);
}

/** Lower case, character by character; a character whose lower case is longer stays as it is. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  let folded = '';
  for (let i = 0; i < text.length; i++) {
    const one = text.charAt(i).toLowerCase();
    folded += one.length === 1 ? one : text.charAt(i);
  }
  return folded;
}

/** One kind of space, composed characters, the ASCII apostrophe. */
export function normalizeText(text: string): string {
  if (ONLY_PLAIN.test(text) && !text.includes('  ')) return text;
  return text.replace(SPACES, ' ').normalize('NFC').replaceAll('’', "'");
}

/** Without the spaces between characters of scripts that write none. */
export function joinUnspacedScripts(text: string): string {
  return text.replace(CJK_SPACE, '');
}

/** Without punctuation that no word encloses: "20.5" and "a.m." keep theirs, "lights, please!" does not. */
function stripPunctuation(text: string): string {
  if (!ANY_PUNCTUATION.test(text)) return text;
  let kept = '';
  for (let i = 0; i < text.length; ) {
    const character = text.charAt(i);
    if (!PUNCTUATION.has(character)) {
      kept += character;
      i++;
      continue;
    }
    let end = i + 1;
    while (end < text.length && PUNCTUATION.has(text.charAt(end))) end++;
    if (keepsPunctuation(text, i, end)) kept += text.slice(i, end);
    i = end;
  }
  return kept;
}

/** What is matched: normalised, stripped of punctuation, trimmed. Case is kept. */
export function normalizeForMatching(text: string): string {
  return stripPunctuation(normalizeText(text)).trim();
}

/** What was said, to be compared with words: as `normalizeForMatching`, in lower case. */
export function foldForMatching(text: string): string {
  return foldCase(normalizeForMatching(text));
}

/** How names are compared loosely: no case, no accents, no punctuation, no hyphens, "ß" as "ss". */
export function foldLoose(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/['’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function keepsPunctuation(text: string, start: number, end: number): boolean {
  const inside = isWordCharacter(text[start - 1]) && isWordCharacter(text[end]);
  if (inside) return true;
  if (end === text.length) return TRAILING_INITIALISM.test(text);
  return text.slice(start, end) === '.' && INITIALISM_BEFORE.test(text.slice(0, start));
}
