// What else may have been said where something sounds like a command of this house: every command that ends in the same words. Two
// failures of the beam are cured by it. "Unlock the front door" is "I'm off the front door" to the model: at "un-" nothing says yet
// that a phrase of twenty letters will follow, so that the beam has let go of it when it does. And "lock" may win over "unlock" with
// nobody knowing that both were possible: with both scored, whoever acts can see how sure the one is. 30 clips of a synthetic voice
// with a kitchen at 10 dB: where "unlock" was said it is 0 to 4 nats likelier than "lock", where "lock" was said 9 to 12 less.
import type { PhraseSet } from '../../ports.ts';
import { normalisePhrase } from './phrase-trie.ts';

/** Texts worth scoring for one utterance: they are rows of one run of the decoder. */
const MOST_RIVALS = 8;
/** Words at the end that both have in common: "the kitchen light". */
const FEWEST_SHARED = 2;

interface Command {
  readonly words: readonly string[];
  /** All but the verb. */
  readonly thing: readonly string[];
}

export class CommandRivals {
  readonly #commands: readonly Command[];

  constructor(phrases: PhraseSet['phrases']) {
    this.#commands = phrases.flatMap(({ text, verbWords = 0 }) => {
      const words = wordsOf(text);
      const thing = words.slice(verbWords);
      return verbWords === 0 || thing.length < FEWEST_SHARED ? [] : [{ words, thing }];
    });
  }

  /** For texts as they were heard, the likeliest first: other texts, as they would be written. */
  of(heard: readonly string[]): readonly string[] {
    const known = new Set(heard.map(normalisePhrase));
    const rivals = heard.flatMap((text) => this.#rivalsOf(text)).filter((rival) => !known.has(normalisePhrase(rival)));
    return [...new Set(rivals)].slice(0, MOST_RIVALS);
  }

  /** Whether `text` ends in a whole command. */
  hasCommand(text: string): boolean {
    const words = wordsOf(text);
    return this.#commands.some((command) => endsWith(words, command.words));
  }

  /** Whatever stands before the command stays, or is what the command was taken for. */
  #rivalsOf(text: string): string[] {
    const words = wordsOf(text);
    const rivals = this.#commands.filter(({ thing }) => endsWith(words, thing));
    const own = rivals.find((command) => endsWith(words, command.words));
    const before = own === undefined ? [] : words.slice(0, words.length - own.words.length);
    const leads = before.length === 0 ? [before] : [before, []];
    return leads.flatMap((lead) => rivals.flatMap((rival) => written([...lead, ...rival.words].join(' '), text)));
  }
}

function wordsOf(text: string): string[] {
  return normalisePhrase(text).trim().split(' ');
}

function endsWith(words: readonly string[], end: readonly string[]): boolean {
  return end.length <= words.length && end.every((word, i) => word === words[words.length - end.length + i]);
}

/** `words` as they stand at the beginning of a sentence or within one, by how `like` begins; "I'm" tells neither. */
function written(words: string, like: string): string[] {
  const capital = words.slice(0, 1).toUpperCase() + words.slice(1);
  if (/^I(?!\p{L})/u.test(like)) return [words, capital];
  return [/^\p{Lu}/u.test(like) ? capital : words];
}
