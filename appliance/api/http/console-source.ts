// What the page shows, as the door needs it.
import type { Turn } from '../../dialogue/turn.ts';
import type { HouseAlarm } from '../../skills/alarm.ts';
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
  | {
      readonly kind: 'box';
      readonly box: BoxState;
      /** Whether what is said in the room is heard. */
      readonly hears: boolean;
      /** Alarms and reminders that are still to come, the next first. */
      readonly alarms: readonly Pick<HouseAlarm, 'kind' | 'name' | 'dueAt'>[];
    }
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
