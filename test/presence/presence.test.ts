import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../appliance/kernel/clock.ts';
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
  ])('reads %s', (_name, presses, expected) => {
    expect(gesturesOf(presses)).toEqual(expected);
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
    expect(sceneOfDialogue(state('idle'))).toEqual({ name: 'idle' });
    expect(sceneOfDialogue(state('idle', { ringing: true }))).toEqual({ name: 'ringing' });
    expect(sceneOfDialogue(state('idle', { muted: true }))).toEqual({ name: 'muted' });
    expect(sceneOfDialogue(state('thinking', { ringing: true }))).toEqual({ name: 'thinking' });
    const listening = { phase: { name: 'listening', turn: 1 }, ringing: false, muted: false } as const;
    expect(sceneOfDialogue(listening)).toEqual({ name: 'listening' });
    expect(sceneOfDialogue(listening, { followUp: true, direction: 90 })).toEqual({ name: 'followUp', direction: 90 });
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
    expect(chimeOfChange('microphoneBack')).toBeNull();
  });
});
