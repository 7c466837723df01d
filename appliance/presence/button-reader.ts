// Runs the patterns of a button on a clock.
import type { Clock, Timer } from '../kernel/clock.ts';
import { Machine } from '../kernel/machine.ts';
import { BUTTON_UP, type ButtonEffect, type ButtonGesture, type ButtonInput, buttonStep } from './button-patterns.ts';

export interface ButtonReader {
  edge(pressed: boolean, atMs: number): void;
  /** Idempotent. */
  close(): void;
}

/** Edges are told in order, but perhaps late, where a process was busy: time passes only when the next one would have come. */
const LATE_MS = 100;

/** Calls `onGesture` for each pattern recognised in the edges it is given; their `atMs` are on `clock`'s monotonic time. */
export function createButtonReader(
  deps: { readonly clock: Clock },
  onGesture: (gesture: ButtonGesture) => void,
): ButtonReader {
  const { clock } = deps;
  let timer: Timer | undefined;
  const waitUntil = (dueMs: number, then: () => void): void => {
    timer?.cancel();
    timer = clock.after(dueMs - clock.monotonic(), () => {
      if (clock.monotonic() - dueMs <= LATE_MS) return then();
      waitUntil(clock.monotonic() + LATE_MS, then); // this process was busy: edges wait to be read
    });
  };
  const perform = (effect: ButtonEffect): void => {
    if (effect.kind === 'gesture') return onGesture(effect.gesture);
    // A hold may have ended before its time and be told late; a press is answered at once.
    const dueMs = effect.hold ? effect.atMs + LATE_MS : effect.atMs;
    waitUntil(Math.max(dueMs, clock.monotonic() + LATE_MS), () => {
      // Timers fire a little early on some systems; the pattern must not wait for another one then.
      machine.accept({ kind: 'time', atMs: Math.max(effect.atMs, clock.monotonic()) });
    });
  };
  const machine = new Machine(BUTTON_UP, (state, input: ButtonInput) => buttonStep(state, input), perform);
  return {
    edge: (pressed, atMs) => machine.accept({ kind: 'edge', pressed, atMs }),
    close: () => timer?.cancel(),
  };
}
