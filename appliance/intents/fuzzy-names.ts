// Which name of the house was meant by words that are none exactly: equal but for case, accents and spaces; a part of one name
// ("the desk" for "Desk Lamp"); or misheard. A winner must be ahead by a margin; otherwise all that are near are candidates.
import { foldLoose } from '../language/fold.ts';
import { nameOtherRooms } from '../language/rooms.ts';
import { likeness, wordLikeness } from './phonetic.ts';

export interface FuzzyOptions {
  /** From 0 to 1: below it nothing was meant. Default 0.76. */
  readonly cutOff?: number;
  /** How far the best must be ahead of the next. Default 0.08. */
  readonly margin?: number;
}

const CUT_OFF = 0.76;
const MARGIN = 0.08;
/** A word that is said is worth its letters; words of two letters ("of", "TV") a little less than nothing else. */
const wordWeight = (word: string): number => Math.max(1, word.length - 1);
/** A part of a name is a weaker sign than a name misheard by a letter. */
const PART_BASE = 0.62;
/** Less than any name that is near. */
export const SAME_KIND = 0.5;

export interface Scored<Thing> {
  readonly thing: Thing;
  /** The name of it that was nearest. */
  readonly name: string;
  readonly score: number;
}

/** What `words` may mean, best first: all within the margin of the best. Empty where nothing is near enough. */
export function nearestNames<Thing>(
  words: string,
  things: readonly Thing[],
  names: (thing: Thing) => readonly string[],
  options: FuzzyOptions = {},
): Scored<Thing>[] {
  const folded = foldLoose(words);
  if (folded === '') return [];
  const scored = things
    .map((thing) => nearestName(folded, thing, names(thing)))
    .filter((one) => one.score >= (options.cutOff ?? CUT_OFF))
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter((one) => best - one.score < (options.margin ?? MARGIN));
}

/**
 * Things called by the same last word as `words`, where these are near no whole name: "the big light" is one of the lights, and which
 * one must be asked. Empty where fewer than two are called so, since a single lamp need not be the lamp that was meant.
 */
export function sameKind<Thing>(
  words: string,
  things: readonly Thing[],
  names: (thing: Thing) => readonly string[],
): Scored<Thing>[] {
  const head = lastWord(foldLoose(words));
  const alike = things.flatMap((thing) => {
    const name = names(thing).find((each) => lastWord(foldLoose(each)) === head);
    return name === undefined ? [] : [{ thing, name, score: SAME_KIND }];
  });
  return head.length > 2 && alike.length >= 2 ? alike : [];
}

function lastWord(folded: string): string {
  return folded.slice(folded.lastIndexOf(' ') + 1);
}

function nearestName<Thing>(folded: string, thing: Thing, names: readonly string[]): Scored<Thing> {
  let best: Scored<Thing> = { thing, name: names[0] ?? '', score: 0 };
  for (const name of names) {
    const score = nameLikeness(folded, foldLoose(name));
    if (score > best.score) best = { thing, name, score };
  }
  return best;
}

/** Both folded. 1 is equal; a name joined or split ("living room" / "livingroom") nearly so. */
export function nameLikeness(words: string, name: string): number {
  if (words === name) return 1;
  const joinedWords = words.replaceAll(' ', '');
  const joinedName = name.replaceAll(' ', '');
  if (joinedWords === joinedName) return 0.98;
  const [said, named] = [words.split(' '), name.split(' ')];
  if (nameOtherRooms(said, named)) return 0;
  const whole = joinedName.length > 3 ? likeness(joinedWords, joinedName) * 0.97 : 0;
  return Math.max(whole, tokenLikeness(said, named));
}

function tokenLikeness(words: readonly string[], name: readonly string[]): number {
  const said = coverage(words, name);
  const named = coverage(name, words);
  const part = said > 0.99 ? PART_BASE + 0.36 * named : 0;
  // words that no name holds ("the kitchen light yesterday") say that something else was meant
  return Math.max(part, Math.min((said + named) / 2, said + 0.05));
}

/** How much of `words`, by letters, has a like word in `others`. */
function coverage(words: readonly string[], others: readonly string[]): number {
  let covered = 0;
  let all = 0;
  for (const word of words) {
    const best = others.reduce((most, other) => Math.max(most, wordLikeness(word, other)), 0);
    const weight = wordWeight(word);
    all += weight;
    if (best >= 0.6) covered += weight * best;
  }
  return all === 0 ? 0 : covered / all;
}
