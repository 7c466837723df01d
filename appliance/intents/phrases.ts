// What this house makes likely, for the recogniser's bias: its names, and the words of its sentences. A bias towards short words
// makes the recogniser hear them in anything ("had" ▸ "add"), so none has fewer than four letters.
import type { HouseSnapshot } from '../home/house.ts';
import { foldCase } from '../language/fold.ts';
import type { LikelyPhrase, PhraseSet } from '../speech/ports.ts';
import type { Grammar } from './grammar.ts';
import { namesOf } from './house-lists.ts';
import { commonPhrases, openerPhrases } from './opener-phrases.ts';

const MIN_LETTERS = 4;
/** The recogniser's trie stays small; what is not here is only not favoured. */
const MAX_PHRASES = 600;
const MAX_WORDS = 120;
const NAME_WEIGHT = 1;
const OPENER_WEIGHT = 0.95;
const AREA_WEIGHT = 0.9;
/** They are heard in other speech more easily than the names of a house. */
const COMMON_WEIGHT = 0.8;
const VALUE_WEIGHT = 0.6;
const WORD_WEIGHT = 0.5;
const WORD = /^[\p{L}][\p{L}'-]*$/u;

/** Names and aliases of things, areas and floors; values of the sentences' lists; their most used words. Heaviest first. */
export function phrasesFor(snapshot: HouseSnapshot, grammar: Grammar): PhraseSet {
  const weights = new Map<string, LikelyPhrase>();
  const add = (text: string, weight: number, verbWords?: number): void => {
    const key = foldCase(text.trim());
    if (letters(key) < MIN_LETTERS) return;
    const phrase = { text: text.trim(), weight, ...(verbWords === undefined ? {} : { verbWords }) };
    if ((weights.get(key)?.weight ?? 0) < weight) weights.set(key, phrase);
  };
  for (const entity of snapshot.entities) for (const name of namesOf(entity)) add(name, NAME_WEIGHT);
  for (const entity of snapshot.entities)
    for (const { text, verbWords } of openerPhrases(entity, grammar.language)) add(text, OPENER_WEIGHT, verbWords);
  for (const phrase of commonPhrases(grammar.language)) add(phrase, COMMON_WEIGHT);
  for (const place of [...snapshot.areas, ...snapshot.floors])
    for (const name of namesOf(place)) add(name, AREA_WEIGHT);
  for (const value of listWords(grammar)) add(value, VALUE_WEIGHT);
  for (const word of commonWords(grammar)) add(word, WORD_WEIGHT);
  const phrases = [...weights.values()].sort((a, b) => b.weight - a.weight).slice(0, MAX_PHRASES);
  return { version: snapshot.version, phrases };
}

function letters(text: string): number {
  return [...text].filter((character) => /\p{L}/u.test(character)).length;
}

function listWords(grammar: Grammar): string[] {
  return grammar.layers.flatMap(({ loaded }) =>
    Object.values(loaded.program.lists).flatMap((list) =>
      list.kind === 'values' ? list.values.flatMap((value) => (value.words === null ? [] : [value.words])) : [],
    ),
  );
}

/** The words that most sentences hold, counted through everything a sentence is made of. */
function commonWords(grammar: Grammar): string[] {
  const counts = new Map<string, number>();
  for (const { loaded } of grammar.layers) {
    for (const { items } of loaded.program.sentences) {
      for (const word of wordsUnder(items, loaded.program.nodes)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const words = [...counts].filter(([word]) => WORD.test(word) && letters(word) >= MIN_LETTERS);
  return words
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_WORDS)
    .map(([word]) => word);
}

function wordsUnder(
  items: readonly number[],
  nodes: Grammar['layers'][number]['loaded']['program']['nodes'],
): Set<string> {
  const words = new Set<string>();
  const seen = new Set<number>();
  const visit = (id: number): void => {
    const node = nodes[id];
    if (node === undefined || seen.has(id)) return;
    seen.add(id);
    if (node.op === 'text') words.add(node.text.trim());
    else if (node.op !== 'list') for (const item of node.items) visit(item);
  };
  for (const item of items) visit(item);
  return words;
}
