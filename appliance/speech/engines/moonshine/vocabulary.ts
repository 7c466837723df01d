// The token table of a Moonshine model (tokenizer.bin): one record a token, its length in one byte (below 128) or two (low seven
// bits with the top bit set, then the high part), then its UTF-8 bytes with "▁" for a space.
import { LinnetError } from '../../../kernel/errors.ts';

export const BEGIN_TOKEN = 1;
export const END_TOKEN = 2;

/** Tokens below are controls (0 to 2) and single bytes (3 to 258), which the model never uses for text that longer ones spell. */
const FIRST_TEXT_TOKEN = 259;
/** Real tables hold 32,768 tokens in 250 kB. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_TOKENS = 262_144;

export interface Vocabulary {
  readonly size: number;
  /** The text of one token, with its leading space; parts of a multi-byte character become U+FFFD. */
  textOf(token: number): string;
  /** The first token whose text is the same but for case: " Music" and " music" are one word said twice. */
  foldCase(token: number): number;
  /** The text of a sequence, without controls and trimmed. */
  decode(tokens: readonly number[]): string;
  /** `text` (a leading space matters) in as few tokens as possible, which is how the model itself writes it; null where it cannot be written. */
  segment(text: string): readonly number[] | null;
}

/** Throws `model.corrupt` for anything that is not a whole token table. */
export function parseVocabulary(bytes: Uint8Array, name = 'tokenizer.bin'): Vocabulary {
  if (bytes.length > MOST_BYTES) throw corrupt(name, `it has ${bytes.length} bytes, more than ${MOST_BYTES}`);
  const pieces = splitRecords(bytes, name);
  if (pieces.length <= FIRST_TEXT_TOKEN) throw corrupt(name, `it holds ${pieces.length} tokens, no text among them`);
  const texts = pieces.map((piece) => readable(decoder.decode(piece)));
  const tokenOf = indexTexts(texts);
  const folded = foldTexts(texts);
  const longest = Math.max(...[...tokenOf.keys()].map((text) => text.length));
  return {
    size: pieces.length,
    textOf: (token) => texts[token] ?? '',
    foldCase: (token) => folded[token] ?? token,
    decode: (tokens) => decodeTokens(pieces, tokens),
    segment: (text) => fewestTokens(text, tokenOf, longest),
  };
}

const decoder = new TextDecoder();

function splitRecords(bytes: Uint8Array, name: string): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    let length = bytes[at++] as number;
    if (length >= 128) {
      if (at >= bytes.length) throw corrupt(name, 'it ends inside a length');
      length = (bytes[at++] as number) * 128 + (length - 128);
    }
    if (at + length > bytes.length) throw corrupt(name, `token ${pieces.length} reaches beyond its end`);
    if (pieces.length === MOST_TOKENS) throw corrupt(name, `it holds more than ${MOST_TOKENS} tokens`);
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}

function readable(piece: string): string {
  return piece.replaceAll('\u2581', ' ');
}

function indexTexts(texts: readonly string[]): ReadonlyMap<string, number> {
  const tokenOf = new Map<string, number>();
  for (let token = FIRST_TEXT_TOKEN; token < texts.length; token++) {
    const text = texts[token] as string;
    if (text !== '' && !tokenOf.has(text)) tokenOf.set(text, token);
  }
  return tokenOf;
}

function foldTexts(texts: readonly string[]): Int32Array {
  const first = new Map<string, number>();
  return Int32Array.from(texts, (text, token) => {
    const folded = text.toLowerCase();
    if (!first.has(folded)) first.set(folded, token);
    return first.get(folded) as number;
  });
}

function decodeTokens(pieces: readonly Uint8Array[], tokens: readonly number[]): string {
  const spoken = tokens.filter((token) => token > END_TOKEN).map((token) => pieces[token] ?? new Uint8Array());
  return readable(decoder.decode(Buffer.concat(spoken))).trim();
}

/** Shortest path from each position to the end; among equals the longer first token wins. */
function fewestTokens(text: string, tokenOf: ReadonlyMap<string, number>, longest: number): readonly number[] | null {
  const rest: Array<readonly number[] | null> = new Array(text.length + 1).fill(null);
  rest[text.length] = [];
  for (let from = text.length - 1; from >= 0; from--) {
    for (let to = Math.min(text.length, from + longest); to > from; to--) {
      const token = tokenOf.get(text.slice(from, to));
      const after = rest[to];
      if (token === undefined || after === null || after === undefined) continue;
      if ((rest[from]?.length ?? Number.POSITIVE_INFINITY) > after.length + 1) rest[from] = [token, ...after];
    }
  }
  return rest[0] ?? null;
}

function corrupt(name: string, what: string): LinnetError {
  return new LinnetError(
    'model.corrupt',
    `Expected a token table in "${name}", but ${what}; run "linnet models verify" and fetch it again.`,
  );
}
