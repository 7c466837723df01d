// What the dialogue gets from words.
import type { Entity, HouseSnapshot } from '../home/house.ts';

/** A timer, or an alarm, a reminder or a plan for a time of day, which are kept together. */
export interface BellRef {
  readonly keptIn: 'timers' | 'alarms';
  readonly id: number;
  /** What was planned in the same breath, and is taken back with it. */
  readonly also?: readonly BellRef[];
}

/** A command or a question of this house. */
export interface UnderstoodIntent {
  readonly kind: 'intent';
  readonly intent: string;
  /** Named and valued as Home Assistant does: names as written in the house, numbers as numbers. */
  readonly slots: Readonly<Record<string, unknown>>;
  /** Key of the reply template. */
  readonly response: string;
  /** The entities that are meant, by name or by area and kind; empty where the intent is about none, or none fits. */
  readonly entities: readonly Entity[];
  /** The area that was named or that the speaker is in: its name; null where neither is known. */
  readonly area: string | null;
  /** The words that were understood: one of the hypotheses, as it came. */
  readonly text: string;
  /** `fuzzy`: a name was only nearly said. `followUp`: the turn before gave what the words left out. `correction`: it replaces that turn. */
  readonly certainty: 'exact' | 'fuzzy' | 'followUp' | 'correction';
  /** What this is instead of, or takes back: `bell` of the turn before. */
  readonly corrects?: BellRef;
  /** What a corrected step comes to with what was done of it before: of it only the rest stands in the slots. */
  readonly stepInAll?: number;
}

/** Several things may be meant: ask, never guess. */
export interface AmbiguousIntent {
  readonly kind: 'ambiguous';
  /** Each choice: how it is said, and what is meant if it is chosen. Two at least. */
  readonly candidates: ReadonlyArray<{ readonly name: string; readonly meaning: UnderstoodIntent }>;
  readonly text: string;
}

export type Understanding =
  | UnderstoodIntent
  | AmbiguousIntent
  /** Two or more commands in one breath, in their order. */
  | {
      readonly kind: 'compound';
      readonly parts: ReadonlyArray<UnderstoodIntent | AmbiguousIntent>;
      readonly text: string;
    }
  | { readonly kind: 'unknown'; readonly text: string };

/** What the turn before was about, for "it" and "no, the kitchen". The dialogue decides how long it counts. */
export interface LastTurn {
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly response: string;
  readonly entities: readonly Entity[];
  /** What it set or spoke of; absent where it did of none, or that one is gone. */
  readonly bell?: BellRef;
  /** What would set `bell` as it is, where the turn only spoke of it. */
  readonly spokenOf?: Pick<UnderstoodIntent, 'intent' | 'slots'>;
  /** Nothing came of it: it failed, or the box asked about it. */
  readonly isUndone?: boolean;
  readonly stepInAll?: number;
  /** How long ago it was. Default 0. */
  readonly ageMs?: number;
}

export interface UnderstandContext {
  /** "en", "de-AT", … */
  readonly language: string;
  /** The area the speaker is in, by id or name. */
  readonly area: string | null;
  readonly snapshot: HouseSnapshot;
  readonly lastTurn: LastTurn | null;
}
