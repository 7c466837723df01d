// The small words that link one command to another, or to the turn before. Patterns are tried on folded text.
import { baseLanguage } from '../language/language-tag.ts';
import { DANISH, DUTCH, ENGLISH, GERMAN, SWEDISH } from './linking-words-germanic.ts';
import { FRENCH, ITALIAN, PORTUGUESE, SPANISH } from './linking-words-romance.ts';
import { CZECH, POLISH, RUSSIAN } from './linking-words-slavic.ts';

export interface LinkingWords {
  /** Between two commands, longest first. */
  readonly conjunctions: readonly string[];
  /** Between a command for many things and what it leaves alone, longest first. */
  readonly exceptions: readonly string[];
  /** Words for what was meant in the turn before. */
  readonly pronouns: readonly string[];
  /** A verb (first group) with the pronoun joined to it, at the start of a sentence. */
  readonly enclitic?: RegExp;
  /** The command before was wrong; the first group is what is right. */
  readonly correction: RegExp;
  /** The same again for something else; the first group is what. */
  readonly addition: RegExp;
  /** "The kitchen one": a thing of the kind that was spoken of; the first group says which. */
  readonly theOne?: RegExp;
  /** A command that turns on (first group) and for how long (second); `on` in it, and what stands there to turn off. */
  readonly forWhile?: { readonly pattern: RegExp; readonly on: RegExp; readonly off: string };
  /** A whole command, in lower case, with words that are said of nothing but things that are switched. */
  readonly switching?: RegExp;
  /** Before a name, to be left out. */
  readonly articles: RegExp;
  /** Small words that turn a command round, put it off, or halve it, and that no name need hold. In lower case. */
  readonly turning: ReadonlySet<string>;
  /** Forms of "to be", with which words tell or ask something. */
  readonly being: ReadonlySet<string>;
  /** Words before a command that forbid it, ask whether or why it was done, or tell of it; polite ones ("can you") are not among them. */
  readonly telling: ReadonlySet<string>;
  /**
   * A change of the thing before without its name ("brighter", "to 40%"), numbers as digits; NAME is the thing, TEXT the first group or
   * else all the words. `after`: a slot that the turn before must have had.
   */
  readonly bareChange: ReadonlyArray<{ readonly pattern: RegExp; readonly sentence: string; readonly after?: string }>;
  readonly bell: BellWords;
}

/** Of a timer, an alarm or a reminder that was set just before. */
interface BellWords {
  /** Another time for it ("make it ten"), which is the first group. */
  readonly changed: RegExp;
  readonly takenBack: RegExp;
  /** Said of one that is set beside it: "another". */
  readonly another: RegExp;
  /** A sentence that sets a timer; TEXT is how long. */
  readonly timer: string;
}

const LANGUAGES: Readonly<Record<string, LinkingWords>> = {
  cs: CZECH,
  da: DANISH,
  de: GERMAN,
  en: ENGLISH,
  es: SPANISH,
  fr: FRENCH,
  it: ITALIAN,
  nl: DUTCH,
  pl: POLISH,
  pt: PORTUGUESE,
  ru: RUSSIAN,
  sv: SWEDISH,
};

const NEVER = /^(?!)/;
const NONE: LinkingWords = {
  conjunctions: [],
  exceptions: [],
  pronouns: [],
  correction: NEVER,
  addition: NEVER,
  articles: NEVER,
  being: new Set(),
  turning: new Set(),
  telling: new Set(),
  bareChange: [],
  bell: { changed: NEVER, takenBack: NEVER, another: NEVER, timer: '' },
};

/** The linking words of `language` ("pt-BR" has the Portuguese ones); none for one that is not known. */
export function linkingWords(language: string): LinkingWords {
  return LANGUAGES[baseLanguage(language)] ?? NONE;
}

/** The first group of `pattern` that took part of `text`; null where it does not fit. */
export function firstGroup(pattern: RegExp, text: string): string | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  return match.slice(1).find((group) => group !== undefined) ?? null;
}
