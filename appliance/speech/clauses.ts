// Splits a reply into clauses while it is still being written. The first is short, since the first sound waits for it; the others
// are whole sentences, since a voice lets its pitch fall at the end of whatever it is given (each cut costs melody). Where it
// cuts depends on the text alone, never on the pieces in which the text arrived.
import { spokenLanguage } from '../language/spoken-text.ts';

export interface ClauseOptions {
  /** Decides about abbreviations and ordinals, such as "de". */
  readonly language: string;
  /** No clause is longer, in characters. Default 90, about 5 s of speech: what the engine allocates, and keeps, grows with it (281 MB in all; with 110, 345 MB). */
  readonly maxLength?: number;
}

export interface ClauseSplitter {
  /** The clauses that `text`, added to what came before, completed. */
  push(text: string): string[];
  /** The rest: nothing more comes. */
  flush(): string[];
}

/** The first clause has at least as many words before a cut inside a sentence: fewer sound chopped off. */
const FIRST_WORDS = 4;
/** A first sentence of at most as many words is not cut: about 3 s of speech. */
const WHOLE_WORDS = 9;

/** Splits a text that is all there. */
export function splitClauses(text: string, options: ClauseOptions): string[] {
  const splitter = createClauseSplitter(options);
  return [...splitter.push(text), ...splitter.flush()];
}

export function createClauseSplitter(options: ClauseOptions): ClauseSplitter {
  const { language, maxLength = 90 } = options;
  const endsSentence = sentenceEnds(language);
  const code = createCodeFilter();
  let pending = '';
  let isFirst = true;
  const take = (isFinal: boolean): string[] => {
    const clauses: string[] = [];
    for (;;) {
      const cut = nextCut(pending, { isFirst, isFinal, maxLength, endsSentence });
      if (cut === null) return clauses;
      const clause = pending.slice(0, cut).trim();
      pending = pending.slice(cut).trimStart();
      if (clause === '') continue;
      clauses.push(clause);
      isFirst = false;
    }
  };
  return {
    push(text) {
      pending = (pending + code.push(text)).trimStart();
      return take(false);
    },
    flush() {
      pending += code.flush();
      return take(true);
    },
  };
}

interface CutContext {
  readonly isFirst: boolean;
  readonly isFinal: boolean;
  readonly maxLength: number;
  readonly endsSentence: (text: string, at: number) => boolean | null;
}

/** Where the next clause of `text` ends; null where more text is needed to know. */
function nextCut(text: string, context: CutContext): number | null {
  const { isFirst, isFinal, maxLength } = context;
  if (text.trim() === '') return null;
  const sentence = sentenceCut(text, context);
  const known = text.slice(0, sentence ?? text.length);
  if (isFirst && wordCount(known) > WHOLE_WORDS) {
    const short = firstCut(known);
    if (short !== null) return short;
  }
  if (sentence !== null) return sentence <= maxLength ? sentence : softCut(text, maxLength);
  if (text.length > maxLength) return softCut(text, maxLength);
  return isFinal ? text.length : null;
}

const SENTENCE_MARK = /[.!?…。！？]+["'”’»)\]*_`]*(?=\s)|\n/gu;

/** The end of the first sentence, or of the line; null where there is none yet. */
function sentenceCut(text: string, { isFinal, endsSentence }: CutContext): number | null {
  for (const match of text.matchAll(SENTENCE_MARK)) {
    const end = match.index + match[0].length;
    const ends = match[0] === '\n' ? endsLine(text, end) : endsSentence(text, end);
    if (ends === true) return end;
    if (ends === null && !isFinal) return null; // what follows decides
  }
  return null;
}

/** A wrapped line goes on in lower case; anything else is a new paragraph, heading or list item. */
function endsLine(text: string, end: number): boolean | null {
  const next = text.slice(end).trimStart().charAt(0);
  return next === '' ? null : !/\p{Ll}/u.test(next);
}

/** Whether the mark before `end` ends a sentence; null while what follows is not known. */
function sentenceEnds(locale: string): (text: string, end: number) => boolean | null {
  const language = spokenLanguage(locale);
  const abbreviations = new Set(Object.keys(language.abbreviations).flatMap((key) => key.split(' ')));
  const mayEnd = new Set([
    'etc.',
    'usw.',
    'a.m.',
    'p.m.',
    'Inc.',
    'Ltd.',
    'Jr.',
    'Sr.',
    'St.',
    'Str.',
    'Min.',
    'Std.',
    'Sek.',
  ]);
  return (text, end) => {
    const before = text.slice(Math.max(0, end - 40), end);
    const word = (/\S+$/u.exec(before)?.[0] ?? '').replace(/^["'“‘(*_]+|["'”’»)\]*_`]+$/gu, '');
    if (!word.endsWith('.')) return true;
    const next = text.slice(end).trimStart().charAt(0);
    if (isListNumber(text, end)) return false;
    const isInitial = /^\p{Lu}\.$/u.test(word) && word !== 'I.';
    const isOrdinal = language.dotMakesOrdinal && /^\d{1,2}\.$/.test(word);
    const isAbbreviation = isKnown(abbreviations, word) || /^(?:\p{L}\.){2,}$/u.test(word) || mayEnd.has(word);
    if (!isInitial && !isOrdinal && !isAbbreviation) return true;
    if (next === '') return null;
    if (isAbbreviation && (mayEnd.has(word) || !isKnown(abbreviations, word))) return /\p{Lu}/u.test(next);
    return false;
  };
}

function isKnown(abbreviations: ReadonlySet<string>, word: string): boolean {
  return abbreviations.has(word) || abbreviations.has(word.charAt(0).toLowerCase() + word.slice(1));
}

/** "1. Boil water": the number of a list item, at the start of its line. */
function isListNumber(text: string, end: number): boolean {
  return /(?:^|\n)\s*\d{1,3}\.$/.test(text.slice(0, end));
}

// A comma needs a space after it, so "1,000" and "19:45" are never cut. A conjunction stays with what follows.
const PAUSE = /[,;:](?=\s)|\s[–—-](?=\s)|—/gu;
const CONJUNCTION =
  /\s(?=(?:and|but|or|so|because|which|while|although|und|aber|oder|weil|denn|während|et|mais|ou|car|parce|y|pero|o|porque|mientras)\s)/giu;

/** Where the first clause of a long first sentence ends: the first pause, or else conjunction, after enough words. */
function firstCut(sentence: string): number | null {
  const known = prefixOfWords(sentence, WHOLE_WORDS + 1);
  return cutAfter(known, PAUSE, FIRST_WORDS) ?? cutAfter(known, CONJUNCTION, FIRST_WORDS);
}

function cutAfter(text: string, pattern: RegExp, words: number): number | null {
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (wordCount(text.slice(0, end)) >= words && isOutsideBrackets(text.slice(0, end))) return end;
  }
  return null;
}

/** `text` up to its word number `words`, so that the decision needs no more than these. */
function prefixOfWords(text: string, words: number): string {
  let seen = 0;
  for (const match of text.matchAll(/\S+/gu)) {
    seen++;
    if (seen === words) return text.slice(0, match.index);
  }
  return text;
}

function isOutsideBrackets(text: string): boolean {
  return (text.match(/[([]/g)?.length ?? 0) === (text.match(/[)\]]/g)?.length ?? 0);
}

/** The best cut within `length`: the last pause, or space; in a word without end, anywhere but inside a character. */
function softCut(text: string, length: number): number {
  const window = text.slice(0, length);
  const pause = lastEnd(window, PAUSE) ?? lastEnd(window, CONJUNCTION);
  if (pause !== null && pause > length / 3) return pause;
  const space = window.search(/\s\S*$/u);
  if (space > 0) return space;
  const isHighSurrogate = /[\ud800-\udbff]$/.test(window);
  return isHighSurrogate ? length - 1 : length;
}

function lastEnd(text: string, pattern: RegExp): number | null {
  const last = [...text.matchAll(pattern)].at(-1);
  return last === undefined ? null : last.index + last[0].length;
}

function wordCount(text: string): number {
  return text.match(/[^\s]*[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
}

/** Drops what stands between fences (```): nobody wants code read out, and its marks are no sentences. */
function createCodeFilter(): { push(text: string): string; flush(): string } {
  let held = ''; // what may be the beginning of a fence
  let isCode = false;
  return {
    push(text) {
      const parts = (held + text).split('```');
      const last = parts.pop() ?? '';
      held = /`{1,2}$/.exec(last)?.[0] ?? '';
      let kept = '';
      for (const part of parts) {
        kept += isCode ? '\n' : part;
        isCode = !isCode;
      }
      return isCode ? kept : kept + last.slice(0, last.length - held.length);
    },
    flush() {
      const rest = isCode ? '' : held;
      held = '';
      return rest;
    },
  };
}
