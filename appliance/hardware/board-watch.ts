// Looks now and then whether a board was plugged in, while the box has none or only a makeshift.
import type { Clock, Timer } from '../kernel/clock.ts';
import type { FoundBoard } from './detection.ts';

/** A look reads a few small files of the kernel. */
const LOOK_MS = 2000;

export interface BoardWatch {
  /** Idempotent. */
  close(): void;
}

/** Calls `onFound` once, with the first board that `look` finds. */
export function watchForBoard(
  deps: { readonly clock: Clock; readonly look: () => FoundBoard | null },
  onFound: (found: FoundBoard) => void,
): BoardWatch {
  let timer: Timer | undefined;
  const wait = (): void => {
    timer = deps.clock.after(LOOK_MS, () => {
      const found = deps.look();
      if (found === null) wait();
      else onFound(found);
    });
  };
  wait();
  return { close: () => timer?.cancel() };
}
