// The small words that link one command to another, or to the turn before. Patterns are tried on folded text.
import { baseLanguage } from '../language/language-tag.ts';
import { DANISH, DUTCH, ENGLISH, GERMAN, SWEDISH } from './linking-words-germanic.ts';
import { FRENCH, ITALIAN, PORTUGUESE, SPANISH } from './linking-words-romance.ts';
import { CZECH, POLISH, RUSSIAN } from './linking-words-slavic.ts';

export interface LinkingWords {
  /** Between two commands, longest first. */
  readonly conjunctions: readonly string[];
  /** Words for what was meant in the turn before. */
  readonly pronouns: readonly string[];
  /** A verb (first group) with the pronoun joined to it, at the start of a sentence. */
  readonly enclitic?: RegExp;
  /** The command before was wrong; the first group is what is right. */
  readonly correction: RegExp;
  /** The same again for something else; the first group is what. */
  readonly addition: RegExp;
  /** Before a name, to be left out. */
  readonly articles: RegExp;
  /** Small words that turn a command round, put it off, or halve it, and that no name need hold. In lower case. */
  readonly turning: ReadonlySet<string>;
  /** Words before a command that forbid it, ask whether or why it was done, or tell of it; polite ones ("can you") are not among them. */
  readonly telling: ReadonlySet<string>;
  /**
   * A change of the thing before without its name ("brighter", "to 40%"), numbers as digits; NAME is the thing, TEXT the first group or
   * else all the words.
   */
  readonly bareChange: ReadonlyArray<{ readonly pattern: RegExp; readonly sentence: string }>;
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
  pronouns: [],
  correction: NEVER,
  addition: NEVER,
  articles: NEVER,
  turning: new Set(),
  telling: new Set(),
  bareChange: [],
};

/** The linking words of `language` ("pt-BR" has the Portuguese ones); none for one that is not known. */
export function linkingWords(language: string): LinkingWords {
  return LANGUAGES[baseLanguage(language)] ?? NONE;
}
