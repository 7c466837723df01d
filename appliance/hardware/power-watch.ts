// Looks now and then whether a Pi's supply holds its voltage. Its own brown-out detector says so; a machine that has none is never asked
// again, while one that has answered before and was only too busy to is.
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Throttling } from './machine-health.ts';

/** Each look starts a program. */
const LOOK_MS = 30_000;

export interface PowerWatch {
  /** Idempotent. */
  close(): void;
}

/** Calls `onChange` with true when the voltage is too low, and with false when it is enough again. */
export function watchPower(
  deps: { readonly clock: Clock; readonly read: () => Promise<Throttling | null> },
  onChange: (low: boolean) => void,
): PowerWatch {
  let timer: Timer | undefined;
  let low = false;
  let answered = false;
  let closed = false;
  const look = async (): Promise<void> => {
    const state = await deps.read();
    answered ||= state !== null;
    if (closed || !answered) return;
    if (state !== null && state.underVoltage !== low) {
      low = state.underVoltage;
      onChange(low);
    }
    timer = deps.clock.after(LOOK_MS, () => void look());
  };
  void look();
  return {
    close() {
      closed = true;
      timer?.cancel();
    },
  };
}
