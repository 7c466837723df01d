import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { OwedTone } from '../../appliance/processes/owed-tone.ts';

const MUTED = { kind: 'chime', chime: 'muted' } as const;
const WAKE = { kind: 'chime', chime: 'wake' } as const;

describe('a tone that a board was given before it died', () => {
  it.each([
    ['cannot have sounded', MUTED, 0, MUTED],
    ['was cut', MUTED, 400, MUTED],
    ['has sounded', MUTED, 700, null],
    ['was short, and has sounded', WAKE, 400, null],
  ])('and that %s is played or not when it is back: %#', (_how, tone, diesAfterMs, played) => {
    const clock = new ManualClock();
    const owed = new OwedTone(clock);
    owed.given(tone, true);
    clock.advance(diesAfterMs);
    owed.boardLost();
    clock.advance(2000);
    expect(owed.take()).toEqual(played);
    expect(owed.take()).toBeNull();
  });

  it('is not owed by one that lives', () => {
    const owed = new OwedTone(new ManualClock());
    owed.given(MUTED, true);
    expect(owed.take()).toBeNull();
  });
});

describe('a tone that no board was there for', () => {
  it.each([
    [9000, MUTED],
    [11_000, null],
  ])('is played %i ms later, or would puzzle: %#', (backAfterMs, played) => {
    const clock = new ManualClock();
    const owed = new OwedTone(clock);
    owed.given(WAKE, false);
    owed.given(MUTED, false);
    clock.advance(backAfterMs);
    expect(owed.take()).toEqual(played);
  });
});
