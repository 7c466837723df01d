// Matches one piece of literal text at a state. The results go into an array that is used again: most pieces do not match, and
// those that do not must cost nothing.
import { isWordCharacter } from '../language/fold.ts';
import {
  BROKEN,
  flagsOf,
  isBlankFrom,
  MAX_TEXT_LENGTH,
  OPEN,
  OPEN_TO_WORD,
  positionOf,
  STARTS_WORD,
  skipSpaces,
  sourceFor,
  stateOf,
  type Utterance,
} from './utterance.ts';

/** Literal text with what is asked of it many times. */
export interface Literal {
  readonly text: string;
  readonly trimmedStart: string;
  readonly blank: boolean;
  /** Letters that count as "literal text matched": without the spaces around. */
  readonly weight: number;
  /** Whether what follows begins a word: the text ends with a space or an apostrophe. */
  readonly endsWord: boolean;
}

export function makeLiteral(text: string, endsWord: boolean): Literal {
  const trimmed = text.trim();
  return { text, trimmedStart: text.trimStart(), blank: trimmed === '', weight: trimmed.length, endsWord };
}

/** What a piece of text may lead to; valid until the next call. */
export class LiteralMatches {
  count = 0;
  readonly states = new Int32Array(MAX_TEXT_LENGTH + 2);
  readonly weights = new Int32Array(MAX_TEXT_LENGTH + 2);
  /** Where the wildcard that this text closed begins and ends; -1 where it closed none. */
  readonly wildcardFrom = new Int32Array(MAX_TEXT_LENGTH + 2);
  readonly wildcardTo = new Int32Array(MAX_TEXT_LENGTH + 2);

  add(state: number, weight: number, from: number, to: number): void {
    this.states[this.count] = state;
    this.weights[this.count] = weight;
    this.wildcardFrom[this.count] = from;
    this.wildcardTo[this.count] = to;
    this.count++;
  }
}

/** Fills `matches` with every state after `literal` at `state`. */
export function matchLiteral(literal: Literal, state: number, utterance: Utterance, matches: LiteralMatches): void {
  matches.count = 0;
  if (literal.text === '') return matches.add(state, 0, -1, -1);
  const flags = flagsOf(state);
  const source = sourceFor(utterance, flags);
  const trims = (flags & STARTS_WORD) !== 0 && !utterance.ignoreWhitespace;
  const start = trims ? skipSpaces(source, positionOf(state)) : positionOf(state);
  const text = trims ? literal.trimmedStart : literal.text;
  if ((flags & OPEN) !== 0) return matchAfterWildcard(literal, text, start, flags, utterance, matches);
  if (source.startsWith(text, start)) {
    const next = (flags & BROKEN) | (literal.endsWord ? STARTS_WORD : 0);
    matches.add(stateOf(start + text.length, next), literal.weight, -1, -1);
  } else if (literal.blank && isBlankFrom(source, start)) matches.add(state, 0, -1, -1);
  else if (utterance.hasHyphen && (flags & BROKEN) === 0 && utterance.broken.startsWith(text, start)) {
    if (hasHyphenFrom(utterance, start)) matches.add(stateOf(start + text.length, flags | BROKEN), 0, -1, -1);
  }
}

function hasHyphenFrom(utterance: Utterance, start: number): boolean {
  return utterance.folded.slice(start) !== utterance.broken.slice(start);
}

/** The wildcard takes all before the text, wherever the text occurs; it takes one character at least. */
function matchAfterWildcard(
  literal: Literal,
  text: string,
  start: number,
  flags: number,
  utterance: Utterance,
  matches: LiteralMatches,
): void {
  const kept = flags & (BROKEN | OPEN | OPEN_TO_WORD);
  if (literal.blank) return matches.add(stateOf(start, kept | STARTS_WORD), 0, -1, -1);
  const source = sourceFor(utterance, flags);
  const toWord = (flags & OPEN_TO_WORD) !== 0 && !utterance.ignoreWhitespace;
  const next = (from: number, origin: number): number =>
    toWord ? indexAtBoundary(source, text, from, origin) : source.indexOf(text, from);
  let at = next(start, start);
  if (at === start) at = next(start + 1, start + 1);
  for (; at > start; at = next(at + 1, start)) {
    const found = utterance.ignoreWhitespace ? at : skipSpaces(source, at);
    const wanted = utterance.ignoreWhitespace ? literal.text : literal.trimmedStart;
    if (!source.startsWith(wanted, found)) continue;
    const after = (flags & BROKEN) | (literal.endsWord ? STARTS_WORD : 0);
    matches.add(stateOf(found + wanted.length, after), literal.weight, start, at);
  }
}

/** The first `text` from `from` on that stands at the edge of a word; what lies before `origin` does not count as a neighbour. */
function indexAtBoundary(source: string, text: string, from: number, origin: number): number {
  for (let at = source.indexOf(text, from); at >= 0; at = source.indexOf(text, at + 1)) {
    const before = at > origin && isWordCharacter(source[at - 1]);
    if (before !== isWordCharacter(source[at])) return at;
  }
  return -1;
}
