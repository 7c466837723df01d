// The scripted evening. Each line is a person in the room and what must come of it; when each is said is decided by what the box
// does (it listens, it speaks, it rings), never by a time.
import type { Outcome } from '../../dialogue/turn.ts';

/** What differs in the house afterwards: by entity, the values that changed. */
export type ExpectedChanges = Readonly<Record<string, Readonly<Record<string, string | number>>>>;

export interface ExpectedTurn {
  readonly outcome: Outcome;
  readonly intent: string | null;
  readonly changes: ExpectedChanges;
  /** Its reply must have been interrupted while it sounded. */
  readonly cut?: true;
}

export interface DemoLine {
  /** What this shows. */
  readonly shows: string;
  /** Said before the command, with a pause until the box listens; null where the command carries its wake word, or none is needed. */
  readonly call: string | null;
  readonly said: string;
  readonly expect: ExpectedTurn;
  /** Said when the box has asked and listens. */
  readonly answer?: { readonly said: string; readonly expect: ExpectedTurn };
  /** Said while the reply to this line sounds. */
  readonly interruption?: { readonly said: string; readonly expect: ExpectedTurn };
  /** The turn starts something that rings; it is stopped by the button once it has rung. */
  readonly rings?: true;
}

const WAKE = 'Okay Nabu.';
const nothing: ExpectedChanges = {};

export const EVENING: readonly DemoLine[] = [
  {
    shows: 'a command after the wake word',
    call: WAKE,
    said: 'Turn on the kitchen light.',
    expect: { outcome: 'done', intent: 'HassTurnOn', changes: { 'light.kitchen': { state: 'on' } } },
  },
  {
    shows: 'the command in the same breath as the wake word',
    call: null,
    said: 'Okay Nabu, turn off the hallway light.',
    expect: { outcome: 'done', intent: 'HassTurnOff', changes: { 'light.hallway': { state: 'off' } } },
  },
  {
    shows: 'a number',
    call: WAKE,
    said: 'Set the living room lamp to forty percent.',
    expect: { outcome: 'done', intent: 'HassLightSet', changes: { 'light.living_room_lamp': { brightness: 40 } } },
  },
  {
    shows: 'blinds that take a while to move',
    call: WAKE,
    said: 'Close the bedroom blinds.',
    expect: {
      outcome: 'done',
      intent: 'HassTurnOff',
      changes: { 'cover.bedroom_blinds': { state: 'closed', position: 0 } },
    },
  },
  {
    shows: 'an ambiguous name: it asks, and takes the answer',
    call: WAKE,
    said: 'Turn on the room light.',
    expect: { outcome: 'asked', intent: 'ambiguous', changes: nothing },
    answer: {
      said: 'The bedroom light.',
      expect: { outcome: 'done', intent: 'answer', changes: { 'light.bedroom': { state: 'on' } } },
    },
  },
  {
    shows: 'unlocking asks first',
    call: WAKE,
    said: 'Unlock the front door.',
    expect: { outcome: 'asked', intent: 'HassTurnOff', changes: nothing },
    answer: {
      said: 'Yes, please.',
      expect: { outcome: 'done', intent: 'answer', changes: { 'lock.front_door': { state: 'unlocked' } } },
    },
  },
  {
    shows: 'something it cannot do, and says so; interrupted by the wake word while it explains itself',
    call: WAKE,
    said: 'Order a pizza with extra cheese.',
    expect: { outcome: 'notUnderstood', intent: null, changes: nothing, cut: true },
    interruption: {
      said: 'Okay Nabu, what time is it?',
      expect: { outcome: 'done', intent: 'HassGetCurrentTime', changes: nothing },
    },
  },
  {
    shows: 'a timer that rings',
    call: WAKE,
    said: 'Set a timer for ten seconds.',
    expect: { outcome: 'done', intent: 'HassStartTimer', changes: nothing },
    rings: true,
  },
];

/** Everything that is said, for making the speech beforehand. */
export function spokenLines(lines: readonly DemoLine[] = EVENING): string[] {
  const all = lines.flatMap((line) => [line.call, line.said, line.answer?.said, line.interruption?.said]);
  return [...new Set(all.filter((text): text is string => typeof text === 'string'))];
}
