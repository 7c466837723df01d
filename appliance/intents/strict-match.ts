// The match of a text as it stands, or with its number words as digits.
import { digitsForWords } from '../language/numbers.ts';
import type { GrammarQuery, HouseGrammar, LayerMatch } from './grammar.ts';
import type { Match } from './match.ts';
import { MAX_SAID_LENGTH } from './utterance.ts';

/** What is to be done later must be a command itself: "I'll be there in five minutes" is none. */
const COMMAND_SLOT = 'conversation_command';

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

function holdsCommand({ match }: LayerMatch, grammar: HouseGrammar, query: GrammarQuery): boolean {
  const command = match.slots[COMMAND_SLOT];
  if (command === undefined) return true;
  if (typeof command !== 'string') return false;
  const inner = grammar.match(command, query);
  return inner !== null && inner.match.slots[COMMAND_SLOT] === undefined;
}
