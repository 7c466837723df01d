// One text to be matched, in the forms the matcher needs, and the states of a match in it. A state is a position and what is open
// there, packed in one integer so that sets of states are cheap.
import { foldCase, joinUnspacedScripts } from '../language/fold.ts';

/** Longer ones match nothing: no command is. */
export const MAX_TEXT_LENGTH = 600;
/** Longer ones are not even normalised. */
export const MAX_SAID_LENGTH = 2000;

/** The next item begins a word: spaces on either side mean nothing. */
export const STARTS_WORD = 1;
/** Hyphens and underscores are read as spaces from here on. */
export const BROKEN = 2;
/** A wildcard began here and takes all up to whatever matches next. */
export const OPEN = 4;
/** The open wildcard ends where a word does. */
export const OPEN_TO_WORD = 8;
const FLAG_BITS = 4;
const FLAGS = 15;

export const NO_STATES: readonly number[] = [];

export interface Utterance {
  /** As it was said. */
  readonly text: string;
  readonly folded: string;
  /** `folded` with hyphens and underscores as spaces. */
  readonly broken: string;
  readonly hasHyphen: boolean;
  readonly ignoreWhitespace: boolean;
}

/** `text` is normalised already. A space at its end marks the end of the last word. */
export function makeUtterance(text: string, ignoreWhitespace: boolean): Utterance {
  const matchable = ignoreWhitespace ? joinUnspacedScripts(text) : `${text} `;
  const folded = foldCase(matchable);
  const broken = folded.replace(/[-_]/g, ' ');
  return { text: matchable, folded, broken, hasHyphen: broken !== folded, ignoreWhitespace };
}

export function stateOf(position: number, flags: number): number {
  return (position << FLAG_BITS) | flags;
}

export function positionOf(state: number): number {
  return state >> FLAG_BITS;
}

export function flagsOf(state: number): number {
  return state & FLAGS;
}

export function sourceFor(utterance: Utterance, flags: number): string {
  return (flags & BROKEN) !== 0 ? utterance.broken : utterance.folded;
}

export function skipSpaces(text: string, position: number): number {
  let at = position;
  while (text.charCodeAt(at) === 32) at++;
  return at;
}

export function isBlankFrom(text: string, position: number): boolean {
  return skipSpaces(text, position) >= text.length;
}
