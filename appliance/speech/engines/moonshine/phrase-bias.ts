// How much of a hypothesis, read character by character, are phrases of this house. A character inside a phrase counts its
// weight; the count is kept when the phrase is complete at the end of a word and lost where the text leaves it before
// ("kitchen li" is worth something as long as it may become "kitchen light"). Of overlapping phrases the one that began first
// counts. States are immutable: the hypotheses of a beam share them.
import { type PhraseTrie, ROOT } from './phrase-trie.ts';

interface Match {
  readonly start: number;
  /** -1 once the text has left the phrase: what was complete before then is all it is worth. */
  readonly node: number;
  readonly worth: number;
  readonly complete: number;
  readonly completeAt: number;
}

export interface BiasState {
  readonly position: number;
  readonly atSpace: boolean;
  /** Weighted characters of phrases that are behind us for good. */
  readonly settled: number;
  /** Phrases that the text is inside of, and complete ones that wait for an earlier one to be decided; in order of start. */
  readonly matches: readonly Match[];
}

export const NO_BIAS: BiasState = { position: 0, atSpace: false, settled: 0, matches: [] };

const LEFT = -1;
const WORD_CHARACTER = /[\p{L}\p{M}\p{N}']/u;

/** `state` after `text`, the text of one token. */
export function advanceBias(trie: PhraseTrie, state: BiasState, text: string): BiasState {
  let current = state;
  for (const character of text.toLowerCase()) {
    current = step(trie, current, WORD_CHARACTER.test(character) ? character : ' ');
  }
  return current;
}

/** Weighted characters, phrases in progress included. */
export function worthSoFar(state: BiasState): number {
  return state.settled + Math.max(0, ...state.matches.map((match) => Math.max(match.worth, match.complete)));
}

/** Weighted characters when the text ends here. */
export function worthAtEnd(trie: PhraseTrie, state: BiasState): number {
  const ended = step(trie, state, ' ');
  const left = ended.matches.map((match) => ({ ...match, node: LEFT }));
  return settle(ended.settled, left).settled;
}

function step(trie: PhraseTrie, state: BiasState, character: string): BiasState {
  const isSpace = character === ' ';
  if (isSpace && state.atSpace) return state;
  const followed = state.matches.map((match) => follow(trie, match, character, state.position));
  const begun = isSpace ? begin(trie, state.position) : [];
  const { settled, matches } = settle(state.settled, [...followed, ...begun]);
  return { position: state.position + 1, atSpace: isSpace, settled, matches };
}

function begin(trie: PhraseTrie, position: number): Match[] {
  const node = trie.child(ROOT, ' ');
  if (node === LEFT) return [];
  return [{ start: position, node, worth: trie.weight(node), complete: 0, completeAt: position }];
}

function follow(trie: PhraseTrie, match: Match, character: string, position: number): Match {
  if (match.node === LEFT) return match;
  const ends = character === ' ' && trie.endWeight(match.node) > 0;
  const complete = ends ? trie.endWeight(match.node) * (position - match.start) : match.complete;
  const completeAt = ends ? position : match.completeAt;
  const node = trie.child(match.node, character);
  const worth = node === LEFT ? 0 : match.worth + trie.weight(node);
  return { start: match.start, node, worth, complete, completeAt };
}

/** Takes what is decided from the front: complete phrases are counted and what they overlap is dropped. */
function settle(settled: number, matches: readonly Match[]): { settled: number; matches: readonly Match[] } {
  let total = settled;
  let open = matches.filter((match) => match.node !== LEFT || match.complete > 0);
  for (let first = open[0]; first !== undefined && first.node === LEFT; first = open[0]) {
    const { complete, completeAt } = first;
    total += complete;
    open = open.slice(1).filter((match) => match.start >= completeAt);
  }
  return { settled: total, matches: open };
}
