import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clock, ManualClock } from '../../appliance/kernel/clock.ts';
import { chimeOfChange } from '../../appliance/presence/board-chimes.ts';
import type { ButtonGesture } from '../../appliance/presence/button-patterns.ts';
import { createButtonReader } from '../../appliance/presence/button-reader.ts';
import { sceneOfDialogue } from '../../appliance/presence/dialogue-scene.ts';
import { renderRingText } from '../../appliance/presence/ring-text.ts';

/** Presses as [down for, then up for] in milliseconds; gives the gestures. */
function gesturesOf(presses: ReadonlyArray<readonly [number, number]>): ButtonGesture[] {
  const clock = new ManualClock();
  const gestures: ButtonGesture[] = [];
  const reader = createButtonReader({ clock }, (gesture) => gestures.push(gesture));
  for (const [down, up] of presses) {
    reader.edge(true, clock.monotonic());
    clock.advance(down);
    reader.edge(false, clock.monotonic());
    clock.advance(up);
  }
  clock.advance(1000);
  reader.close();
  return gestures;
}

describe('the button', () => {
  it.each<[string, Array<[number, number]>, ButtonGesture[]]>([
    ['a press', [[80, 0]], ['press']],
    [
      'two presses far apart',
      [
        [80, 400],
        [80, 0],
      ],
      ['press', 'press'],
    ],
    [
      'a double press',
      [
        [80, 150],
        [80, 0],
      ],
      ['double'],
    ],
    [
      'a double press and a single one',
      [
        [80, 100],
        [80, 600],
        [80, 0],
      ],
      ['double', 'press'],
    ],
    ['a hold of just under a second', [[990, 0]], ['press']],
    ['a hold of a second', [[1010, 0]], ['long']],
    ['a hold of ten seconds', [[10_500, 0]], ['long', 'setUpWarning', 'setUpAbandoned']],
    ['a hold of twenty seconds', [[30_000, 0]], ['long', 'setUpWarning', 'setUp']],
    [
      'a press and a hold',
      [
        [100, 100],
        [1200, 0],
      ],
      ['press', 'long'],
    ],
  ])('reads %s', (_name, presses, expected) => {
    expect(gesturesOf(presses)).toEqual(expected);
  });

  it.each<[string, number, ButtonGesture[]]>([
    ['a short press', 200, ['press']],
    ['a hold of 1.3 s', 1300, ['long']],
    ['a hold of 10.5 s', 10_500, ['long', 'setUpWarning', 'setUpAbandoned']],
    ['a hold of 21 s', 21_000, ['long', 'setUpWarning', 'setUp']],
  ])('reads %s that is told of when it is over', (_name, heldMs, expected) => {
    for (const apartMs of [0, 60]) {
      const clock = new ManualClock();
      const gestures: ButtonGesture[] = [];
      const reader = createButtonReader({ clock }, (gesture) => gestures.push(gesture));
      clock.advance(30_000);
      reader.edge(true, 5000);
      clock.advance(apartMs);
      reader.edge(false, 5000 + heldMs);
      clock.advance(30_000);
      expect(gestures).toEqual(expected);
      reader.close();
    }
  });

  it('reads two late presses as a double one where they were one', () => {
    const clock = new ManualClock();
    const gestures: ButtonGesture[] = [];
    const reader = createButtonReader({ clock }, (gesture) => gestures.push(gesture));
    clock.advance(5000);
    for (const atMs of [1000, 1080, 1200, 1280]) {
      reader.edge(atMs % 200 === 0, atMs);
      clock.advance(20);
    }
    clock.advance(5000);
    expect(gestures).toEqual(['double']);
  });

  it('is not held while its release waits for a process that is busy', () => {
    const manual = new ManualClock();
    let busyMs = 0;
    const clock: Clock = {
      monotonic: () => manual.monotonic() + busyMs,
      wall: () => manual.wall(),
      after: (delayMs, run) => manual.after(delayMs, run),
    };
    const gestures: ButtonGesture[] = [];
    const reader = createButtonReader({ clock }, (gesture) => gestures.push(gesture));
    reader.edge(true, 0);
    manual.advance(900);
    busyMs = 1500;
    manual.advance(110); // timers come first, then what was told meanwhile
    reader.edge(false, 950);
    manual.advance(1000);
    expect(gestures).toEqual(['press']);
  });

  it.each([
    [950, ['press']],
    [1000, ['long']],
    [9950, ['long']],
    [19_950, ['long', 'setUpWarning', 'setUpAbandoned']],
  ] as const)('is held for %i ms where both edges are told 90 ms late', (heldMs, expected) => {
    const clock = new ManualClock();
    const gestures: ButtonGesture[] = [];
    const reader = createButtonReader({ clock }, (gesture) => gestures.push(gesture));
    clock.advance(90);
    reader.edge(true, 0);
    clock.advance(heldMs);
    reader.edge(false, heldMs);
    clock.advance(1000);
    expect(gestures).toEqual(expected);
  });

  it('is silent about edges that repeat, and never stuck whatever it is given', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(30_000))), (edges) => {
        const clock = new ManualClock();
        const gestures: ButtonGesture[] = [];
        const reader = createButtonReader({ clock }, (gesture) => gestures.push(gesture));
        for (const [pressed, wait] of edges) {
          reader.edge(pressed, clock.monotonic());
          clock.advance(wait);
        }
        reader.edge(false, clock.monotonic());
        clock.advance(1000);
        gestures.length = 0;
        reader.edge(true, clock.monotonic());
        clock.advance(50);
        reader.edge(false, clock.monotonic());
        clock.advance(1000);
        expect(gestures).toEqual(['press']);
      }),
    );
  });
});

describe('the scene of a conversation', () => {
  const state = (name: 'idle' | 'thinking', more = {}) =>
    ({ phase: name === 'idle' ? { name } : { name, turn: 1 }, ringing: false, muted: false, ...more }) as const;

  it('follows its phase', () => {
    expect(sceneOfDialogue(state('idle'), 0)).toEqual({ name: 'idle' });
    expect(sceneOfDialogue(state('idle', { ringing: true }), 0)).toEqual({ name: 'ringing' });
    expect(sceneOfDialogue(state('idle', { muted: true }), 0)).toEqual({ name: 'muted' });
    expect(sceneOfDialogue(state('thinking', { ringing: true }), 0)).toEqual({ name: 'thinking' });
  });

  it.each([
    ['wake', 299, 'waking'],
    ['wake', 300, 'listening'],
    ['button', 0, 'listening'],
    ['followUp', 0, 'followUp'],
  ] as const)('that listens after "%s" for %i ms is %s', (origin, forMs, name) => {
    const listening = { phase: { name: 'listening', turn: 1, origin }, ringing: false, muted: false } as const;
    expect(sceneOfDialogue(listening, forMs)).toEqual({ name });
  });
});

describe('a ring as text', () => {
  it('has one character for each LED', () => {
    const pixels = Uint8Array.of(0, 0, 0, 255, 0, 0, 0, 10, 0, 0, 0, 130);
    expect(renderRingText(pixels, false)).toBe('·█░▓');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is removed
    expect(renderRingText(pixels, true).replace(/\u001b\[[0-9;]*m/g, '')).toBe('·●●●');
  });
});

describe('the chimes of the board', () => {
  it('sound what a person did or must know, and nothing that heals by itself', () => {
    expect(chimeOfChange('muted')).toBe('muted');
    expect(chimeOfChange('microphoneLost')).toBe('error');
  });
});
