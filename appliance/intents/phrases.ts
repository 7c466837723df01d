// What this house makes likely, for the recogniser's bias: its names, and the words of its sentences. A bias towards short words
// makes the recogniser hear them in anything ("had" ▸ "add"), so none has fewer than four letters.
import type { Entity, HouseSnapshot } from '../home/house.ts';
import { foldCase } from '../language/fold.ts';
import type { LikelyPhrase, PhraseSet } from '../speech/ports.ts';
import type { Grammar } from './grammar.ts';
import { isEveryday, namesOf } from './house-lists.ts';
import { commonPhrases, openerPhrases } from './opener-phrases.ts';
import { FROM_TABLE } from './sentence-file.ts';

const MIN_LETTERS = 4;
/** The recogniser's trie stays small; what is not here is only not favoured. */
const MAX_PHRASES = 600;
const MAX_WORDS = 120;
/** Of the phrases, so that a house of a hundred lights has room for its areas and for the commands that its things invite. */
const MAX_PLACES = 100;
const MAX_NAMES = 240;
const MAX_OPENERS = 180;
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
  const places = [...snapshot.areas, ...snapshot.floors].flatMap(namesOf);
  const things = snapshot.entities.filter(isEveryday);
  const likely = [
    ...weighted(places, AREA_WEIGHT).slice(0, MAX_PLACES),
    ...weighted(firstNamesFirst(things), NAME_WEIGHT).slice(0, MAX_NAMES),
    ...openersOf(things, grammar.language),
    ...weighted(commonPhrases(grammar.language), COMMON_WEIGHT),
    ...weighted(listWords(grammar), VALUE_WEIGHT),
    ...weighted(commonWords(grammar), WORD_WEIGHT),
  ];
  const heaviest = new Map<string, LikelyPhrase>();
  for (const phrase of likely) {
    const key = foldCase(phrase.text);
    const known = heaviest.get(key);
    if (known === undefined ? heaviest.size < MAX_PHRASES : known.weight < phrase.weight) heaviest.set(key, phrase);
  }
  return { version: snapshot.version, phrases: [...heaviest.values()].sort((a, b) => b.weight - a.weight) };
}

/** Each text once, long enough to be recognised by. */
function weighted(texts: readonly string[], weight: number): LikelyPhrase[] {
  const byKey = new Map(texts.map((text) => [foldCase(text.trim()), text.trim()]));
  return [...byKey.values()].filter((text) => letters(text) >= MIN_LETTERS).map((text) => ({ text, weight }));
}

/** A thing without its name is worse off than one without its third alias. */
function firstNamesFirst(things: readonly Entity[]): string[] {
  return [...things.map(({ name }) => name), ...things.flatMap(({ aliases }) => aliases)];
}

/** All of a thing's or none of them: with "turn on" alone, "turn off" would be heard as that. */
function openersOf(things: readonly Entity[], language: string): LikelyPhrase[] {
  const openers: LikelyPhrase[] = [];
  for (const thing of [...things].sort((a, b) => rank(a) - rank(b))) {
    const own = openerPhrases(thing, language).filter(({ text }) => letters(text) >= MIN_LETTERS);
    if (openers.length + own.length <= MAX_OPENERS)
      openers.push(...own.map((opener) => ({ ...opener, weight: OPENER_WEIGHT })));
  }
  return openers;
}

/** Where a verb heard wrongly is worst: "lock" and "unlock", then "open" and "close". */
function rank({ domain }: Entity): number {
  const first = ['lock', 'cover', 'valve'].indexOf(domain);
  return first < 0 ? 3 : first;
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
    const { sentences, blocks, nodes } = loaded.program;
    for (const { items, block } of sentences) {
      if (blocks[block]?.metadata?.[FROM_TABLE] === true) continue;
      for (const word of wordsUnder(items, nodes)) counts.set(word, (counts.get(word) ?? 0) + 1);
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
