import { describe, expect, it } from 'vitest';
import { renderAlarm, renderChime } from '../../appliance/audio/chimes.ts';
import { chimeSchema } from '../../appliance/hardware/board-channel.ts';

describe('chimes', () => {
  it.each(chimeSchema.options)('%s is short, audible, begins and ends in silence and never clips', (name) => {
    for (const rate of [16_000, 22_050, 48_000]) {
      const samples = renderChime(name, rate);
      const peak = Math.max(...samples.map(Math.abs));
      expect(samples.length / rate).toBeLessThan(0.6);
      expect(peak).toBeGreaterThan(2500);
      expect(peak).toBeLessThan(30_000);
      expect(Math.abs(samples[0]!)).toBeLessThan(100);
      expect(Math.abs(samples.at(-1)!)).toBeLessThan(100);
    }
  });

  it('are all different', () => {
    const rendered = chimeSchema.options.map((name) => renderChime(name, 16_000).join());
    expect(new Set(rendered).size).toBe(rendered.length);
  });

  it('ring as an alarm that repeats without a step', () => {
    const period = renderAlarm(16_000);
    expect(Math.abs(period[0]! - period.at(-1)!)).toBeLessThan(100);
    expect(Math.max(...period.map(Math.abs))).toBeLessThan(32_767);
  });
});
