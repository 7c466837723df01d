// What a text means in this house: the result that the dialogue acts on.
import type { Entity } from '../home/house.ts';

/** `text` is the hypothesis that was understood. */
export type Understanding =
  | {
      readonly kind: 'intent';
      readonly text: string;
      readonly intent: string;
      /** Names as written in the house, numbers as numbers. */
      readonly slots: Readonly<Record<string, unknown>>;
      /** Key of the reply template. */
      readonly response: string;
      /** What the slots name: by name, or by area, floor and kind; empty where the intent is about none or the house has none. */
      readonly targets: readonly Entity[];
    }
  /** Several names fit about equally well: asked, never guessed. `resolve` takes one of `candidates`. */
  | {
      readonly kind: 'ambiguous';
      readonly text: string;
      readonly candidates: readonly string[];
      readonly resolve: (choice: string) => Understanding;
    }
  /** One after the other: "turn off the lights and close the blinds". */
  | { readonly kind: 'compound'; readonly text: string; readonly parts: readonly Understanding[] }
  /** No sentence fits. `name` is what stands where a device's name would, when the rest is a command. */
  | { readonly kind: 'unknown'; readonly text: string; readonly name: string | null };

export interface UnderstandingContext {
  readonly language: string;
  /** Where the speaker is: the name of an area. */
  readonly area: string | null;
  /** What the turn before was about, for "and make it brighter" and "no, the kitchen". */
  readonly last: Extract<Understanding, { kind: 'intent' }> | null;
}

export interface Understander {
  /** `texts` best first: the first that is a whole command of this house wins. About a millisecond. */
  understand(texts: readonly string[], context: UnderstandingContext): Understanding;
  /** Which of `candidates` the answer to "which one?" means; null where none or several. */
  choose(text: string, candidates: readonly string[]): string | null;
}
