// Which of two boards alike is used. What belongs to one board, its sound, its LEDs, its mute, must not be taken from two: whoever looks
// for a part of it asks here, and all get the same one.
import type { Log } from '../kernel/log.ts';
import { type FoundBoard, findCard } from './detection.ts';
import type { Machine, SoundCard } from './system-files.ts';

export interface FollowedBoard {
  /** As it was found first. */
  readonly found: FoundBoard;
  /** With the card that it has now; with the last one while it is away. */
  now(machine: Machine): FoundBoard;
}

/** A board that is away is not waited for where one like it is there: that one is used from then on, which is told. */
export function followBoard(found: FoundBoard, log: Log): FollowedBoard {
  let last = found;
  return {
    found,
    now(machine) {
      const card = findCard(machine, last);
      if (card === null) return last;
      if (isElsewhere(card, last.card))
        log.warn({ board: found.row.id, was: last.card.id, card: card.id }, 'board is away: one like it is used');
      last = { ...last, card };
      return last;
    },
  };
}

function isElsewhere(card: SoundCard, before: SoundCard): boolean {
  return card.usbPort !== before.usbPort && card.id !== before.id;
}
