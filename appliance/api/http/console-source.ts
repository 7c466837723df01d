// What the page shows, as the door needs it.
import type { Turn } from '../../dialogue/turn.ts';
import type { BoxState } from '../actions.ts';

export interface HouseRow {
  readonly id: string;
  readonly name: string;
  readonly area: string | null;
  readonly state: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Each kind replaces what was shown of it before; `turn` is added. */
export type ConsoleMessage =
  | { readonly kind: 'box'; readonly box: BoxState }
  /** r, g, b of each LED. */
  | { readonly kind: 'ring'; readonly pixels: readonly number[] }
  | { readonly kind: 'house'; readonly entities: readonly HouseRow[] }
  | { readonly kind: 'hearing'; readonly text: string }
  | { readonly kind: 'turn'; readonly turn: Turn };

export interface ConsoleSource {
  /** Everything as it is now: what a page is told first. */
  current(): readonly ConsoleMessage[];
  /** Calls `onMessage` for what changes, until the returned function is called. */
  subscribe(onMessage: (message: ConsoleMessage) => void): () => void;
}
