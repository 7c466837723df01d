// The match of a text as it stands, or with its number words as digits.
import { foldCase, foldLoose } from '../language/fold.ts';
import { digitsForWords } from '../language/numbers.ts';
import type { GrammarQuery, HouseGrammar, LayerMatch } from './grammar.ts';
import { linkingWords } from './linking-words.ts';
import { COMMAND_SLOT, type Match } from './match.ts';
import { MAX_SAID_LENGTH } from './utterance.ts';

/** What `text` says if every name is said as it is written; null where it is no command. */
export function strictMatch(text: string, grammar: HouseGrammar, query: GrammarQuery): LayerMatch | null {
  if (text.length > MAX_SAID_LENGTH) return null;
  const direct = whole(text, grammar, query);
  if (direct !== null) return direct;
  const digits = digitsForWords(text, grammar.grammar.language);
  return digits === text ? null : whole(digits, grammar, query);
}

function whole(text: string, grammar: HouseGrammar, query: GrammarQuery): LayerMatch | null {
  const found = grammar.match(text, query);
  if (found === null || isBareNumber(found.match)) return null;
  return holdsCommand(found, grammar, query) ? found : null;
}

/** Some files take a number alone for a temperature; it is more often the answer to something else. */
function isBareNumber({ fills, weight }: Match): boolean {
  const isNumber = fills.length > 0 && fills.every((fill) => typeof fill.value === 'number' && fill.wildcard === null);
  const spoken = fills.reduce((sum, fill) => sum + (/\d/.test(fill.text) ? 0 : fill.text.length), 0);
  return isNumber && weight <= spoken;
}

/**
 * "The lamp in ten minutes": a thing behind an article is what a verb that was not heard is about, and "off" is as likely as "on". What
 * is run has no off.
 */
function isObject({ fills: [name, ...others], context }: Match, command: string, language: string): boolean {
  if (name?.slot !== 'name' || others.length > 0 || isRun(context.domain)) return false;
  const said = foldCase(command);
  const bare = said.replace(linkingWords(language).articles, '');
  return bare !== said && foldLoose(bare) === foldLoose(name.text);
}

/** Whether a thing of `domain` can only be turned on. */
export function isRun(domain: unknown): boolean {
  return domain === 'scene' || domain === 'script';
}

const NEVER_MIND = 'HassNevermind';

/** What is to be done later must be a command itself: "I'll be there in five minutes" is none. */
function holdsCommand({ match }: LayerMatch, grammar: HouseGrammar, query: GrammarQuery): boolean {
  return match.slots[COMMAND_SLOT] === undefined || commandIn(match, grammar, query) !== null;
}

function commandIn(match: Match, grammar: HouseGrammar, query: GrammarQuery): Match | null {
  const command = match.slots[COMMAND_SLOT];
  if (typeof command !== 'string') return null;
  const inner = grammar.match(command, query)?.match ?? null;
  if (inner === null || inner.slots[COMMAND_SLOT] !== undefined || inner.intent === NEVER_MIND) return null;
  return isObject(inner, command, grammar.grammar.language) ? null : inner;
}

/** `text` as a command for later, though a sentence with freer words took it whole; null where it is none. */
export function delayedMatch(
  text: string,
  grammar: HouseGrammar,
  query: GrammarQuery,
): { readonly found: LayerMatch; readonly inner: Match } | null {
  for (const found of grammar.matchAll(text, query)) {
    const inner = commandIn(found.match, grammar, query);
    if (inner !== null) return { found, inner };
  }
  return null;
}
