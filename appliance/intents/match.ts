// What a sentence said, and which of several sentences is meant. The order is that of Home Assistant: a slot filled by a name of
// the house wins, then the longer such name; then fewer wildcards, more literal text, less text in wildcards, the intent's name,
// and what stands first.
import type { SlotFill } from './derive.ts';
import type { ProgramBlock } from './program.ts';
import type { Context } from './sentence-file.ts';

export interface Match {
  readonly intent: string;
  /** Numbers as numbers, names as they are written in the house. */
  readonly slots: Readonly<Record<string, unknown>>;
  /** Key of the reply. */
  readonly response: string;
  /** What the words filled, in the order of the text. */
  readonly fills: readonly SlotFill[];
  /** Words for the reply only. */
  readonly captures: Readonly<Record<string, string>>;
  readonly context: Context;
  readonly block: ProgramBlock;
  /** Letters of literal text matched. */
  readonly weight: number;
}

interface Score {
  /** Length of the words that named a thing of the house; -1 where none did. */
  readonly name: number;
  readonly wildcards: number;
  readonly weight: number;
  readonly wildcardLength: number;
}

/** The match that is meant; null for none. Of equals, the first. */
export function bestMatch(matches: readonly Match[]): Match | null {
  let best: Match | null = null;
  let bestScore: Score | null = null;
  for (const match of matches) {
    const score = scoreOf(match);
    if (best !== null && bestScore !== null && compare(score, match, bestScore, best) >= 0) continue;
    best = match;
    bestScore = score;
  }
  return best;
}

/** The words of a whole command, for later: freer than any other wildcard. "Wake me in an hour" is no "wake me", said an hour early. */
export const COMMAND_SLOT = 'conversation_command';

/** How much of `match` is free text: fewer wildcards say more. */
export function wildcardCount({ fills }: Match): number {
  return fills.reduce(
    (count, { slot, wildcard }) => count + (wildcard === null ? 0 : slot === COMMAND_SLOT ? 2 : 1),
    0,
  );
}

function scoreOf(match: Match): Score {
  let wildcardLength = 0;
  let name = 'name' in match.slots ? 0 : -1;
  for (const fill of match.fills) {
    if (fill.slot === 'name') name = fill.wildcard === null ? fill.text.length : -1;
    if (fill.wildcard !== null) wildcardLength += fill.text.length;
  }
  return { name, wildcards: wildcardCount(match), weight: match.weight, wildcardLength };
}

function compare(a: Score, aMatch: Match, b: Score, bMatch: Match): number {
  if (a.name !== b.name) return b.name - a.name;
  if (a.wildcards !== b.wildcards) return a.wildcards - b.wildcards;
  if (a.weight !== b.weight) return b.weight - a.weight;
  if (a.wildcardLength !== b.wildcardLength) return a.wildcardLength - b.wildcardLength;
  if (aMatch.intent === bMatch.intent) return 0;
  return aMatch.intent < bMatch.intent ? -1 : 1;
}
