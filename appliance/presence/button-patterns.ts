// What a press of the one button means: press = talk or stop, double = say it again, one second = mute, ten seconds warn and twenty
// act = set-up mode, letting go between them = not. A pure step over edges and the passing of time, so that every pattern is a table in a test.
import type { Step } from '../kernel/machine.ts';

export type ButtonGesture = 'press' | 'double' | 'long' | 'setUpWarning' | 'setUpAbandoned' | 'setUp';

export interface ButtonState {
  readonly phase: 'up' | 'down' | 'between' | 'downAgain' | 'held';
  /** When the current phase began. */
  readonly sinceMs: number;
  /** Of those that a hold causes, which were reported. */
  readonly reported: number;
}

export type ButtonInput =
  | { readonly kind: 'edge'; readonly pressed: boolean; readonly atMs: number }
  | { readonly kind: 'time'; readonly atMs: number };

export type ButtonEffect =
  | { readonly kind: 'gesture'; readonly gesture: ButtonGesture }
  /** Come back with `time` at this moment; `hold`: unless it is let go before. */
  | { readonly kind: 'timer'; readonly atMs: number; readonly hold: boolean };

/** Home Assistant's voice hardware waits 250 ms for a second press and calls 1 s long. */
const DOUBLE_MS = 250;
const HOLDS: ReadonlyArray<{ readonly ms: number; readonly gesture: ButtonGesture }> = [
  { ms: 1000, gesture: 'long' },
  { ms: 10_000, gesture: 'setUpWarning' },
  { ms: 20_000, gesture: 'setUp' },
];

export const BUTTON_UP: ButtonState = { phase: 'up', sinceMs: 0, reported: 0 };

type Next = Step<ButtonState, ButtonEffect>;

export function buttonStep(state: ButtonState, input: ButtonInput): Next {
  if (input.kind === 'time') return passTime(state, input.atMs);
  return input.pressed ? pressed(state, input.atMs) : released(state, input.atMs);
}

function pressed(state: ButtonState, atMs: number): Next {
  if (state.phase !== 'up' && state.phase !== 'between') return { state, effects: [] };
  const phase = state.phase === 'between' && atMs - state.sinceMs <= DOUBLE_MS ? 'downAgain' : 'down';
  const late: ButtonEffect[] = state.phase === 'between' && phase === 'down' ? [gesture('press')] : [];
  return { state: { phase, sinceMs: atMs, reported: 0 }, effects: [...late, holdTimer(atMs, 0)] };
}

/** Both edges may be told at once, after the fact: a hold between them is one all the same. */
function released(state: ButtonState, atMs: number): Next {
  const held = passTime(state, atMs);
  if (held.effects.length > 0) {
    const after = released(held.state, atMs);
    return { state: after.state, effects: [...held.effects.filter(isGesture), ...after.effects] };
  }
  switch (state.phase) {
    case 'down':
      return { state: { phase: 'between', sinceMs: atMs, reported: 0 }, effects: [timer(atMs + DOUBLE_MS, false)] };
    case 'downAgain':
      return { state: { ...BUTTON_UP, sinceMs: atMs }, effects: [gesture('double')] };
    case 'held':
      return { state: { ...BUTTON_UP, sinceMs: atMs }, effects: abandoned(state) };
    default:
      return { state, effects: [] };
  }
}

function abandoned({ reported }: ButtonState): ButtonEffect[] {
  return HOLDS[reported - 1]?.gesture === 'setUpWarning' ? [gesture('setUpAbandoned')] : [];
}

function passTime(state: ButtonState, atMs: number): Next {
  if (state.phase === 'between' && atMs - state.sinceMs >= DOUBLE_MS) {
    return { state: { ...BUTTON_UP, sinceMs: atMs }, effects: [gesture('press')] };
  }
  const hold = HOLDS[state.reported];
  if (state.phase === 'up' || state.phase === 'between' || hold === undefined) return { state, effects: [] };
  if (atMs - state.sinceMs < hold.ms) return { state, effects: [] };
  const reported = state.reported + 1;
  const next = HOLDS[reported] === undefined ? [] : [holdTimer(state.sinceMs, reported)];
  const before = state.phase === 'downAgain' ? [gesture('press')] : []; // a press and a hold, and no double press
  return {
    state: { phase: 'held', sinceMs: state.sinceMs, reported },
    effects: [...before, gesture(hold.gesture), ...next],
  };
}

const isGesture = ({ kind }: ButtonEffect): boolean => kind === 'gesture';

function gesture(name: ButtonGesture): ButtonEffect {
  return { kind: 'gesture', gesture: name };
}

function timer(atMs: number, hold: boolean): ButtonEffect {
  return { kind: 'timer', atMs, hold };
}

function holdTimer(sinceMs: number, reported: number): ButtonEffect {
  return timer(sinceMs + (HOLDS[reported]?.ms ?? 0), true);
}
