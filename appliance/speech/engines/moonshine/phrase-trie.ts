// Phrases as a tree of characters, so that the bias does not depend on how a tokeniser cuts them. Every phrase begins with the
// space before its first word: a match starts only where a word starts. Nodes are rows of parallel arrays, children a linked
// list: 5,000 phrases take a few megabytes less than as many objects.
import type { PhraseSet } from '../../ports.ts';

/** Shorter ones ("add", "tv") turn up inside other speech: "had" became "add". */
const FEWEST_LETTERS = 4;
export const ROOT = 0;
const NONE = -1;

export class PhraseTrie {
  readonly #character: string[] = [''];
  readonly #firstChild: number[] = [NONE];
  readonly #nextSibling: number[] = [NONE];
  /** The largest weight of a phrase through the node, and of one that ends there (0 where none does). */
  readonly #weight: number[] = [0];
  readonly #endWeight: number[] = [0];

  constructor(phrases: PhraseSet['phrases']) {
    for (const { text, weight } of phrases) this.#add(normalisePhrase(text), weight);
  }

  /** No phrase was long enough, or none came. */
  get isEmpty(): boolean {
    return this.#character.length === 1;
  }

  /** The node one character further; -1 where no phrase goes on so. */
  child(node: number, character: string): number {
    let child = this.#firstChild[node] as number;
    while (child !== NONE && this.#character[child] !== character) child = this.#nextSibling[child] as number;
    return child;
  }

  /** What being at `node` is worth, above its parent. */
  weight(node: number): number {
    return this.#weight[node] as number;
  }

  /** The weight of the phrase that ends at `node`; 0 where none does. */
  endWeight(node: number): number {
    return this.#endWeight[node] as number;
  }

  #add(characters: string, weight: number): void {
    if ((characters.match(/\p{L}/gu) ?? []).length < FEWEST_LETTERS || weight <= 0) return;
    let node = ROOT;
    for (const character of characters) {
      node = this.#childOrNew(node, character);
      this.#weight[node] = Math.max(this.#weight[node] as number, weight);
    }
    this.#endWeight[node] = Math.max(this.#endWeight[node] as number, weight);
  }

  #childOrNew(node: number, character: string): number {
    const found = this.child(node, character);
    if (found !== NONE) return found;
    const made = this.#character.push(character) - 1;
    this.#firstChild.push(NONE);
    this.#nextSibling.push(this.#firstChild[node] as number);
    this.#firstChild[node] = made;
    this.#weight.push(0);
    this.#endWeight.push(0);
    return made;
  }
}

/** Lower case, one space before each word, everything else than letters, digits and apostrophes gone. */
export function normalisePhrase(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}']+/gu) ?? [];
  return words.map((word) => ` ${word}`).join('');
}
