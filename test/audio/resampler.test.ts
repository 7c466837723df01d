import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Resampler, resample } from '../../appliance/audio/resampler.ts';

function sine(hz: number, rate: number, samples: number, amplitude = 16_000): Int16Array {
  return Int16Array.from({ length: samples }, (_, n) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * hz * n) / rate)),
  );
}

/** Error power over signal power in dB between `got` and the sine that it should be, away from the ends. */
function errorDb(got: Int16Array, hz: number, rate: number, amplitude = 16_000): number {
  const wanted = Float64Array.from(
    { length: got.length },
    (_, n) => amplitude * Math.sin((2 * Math.PI * hz * n) / rate),
  );
  let error = 0;
  let power = 0;
  for (let n = Math.floor(got.length / 4); n < (got.length * 3) / 4; n++) {
    error += (got[n]! - wanted[n]!) ** 2;
    power += wanted[n]! ** 2;
  }
  return 10 * Math.log10(error / power);
}

function rmsDb(samples: Int16Array, amplitude = 16_000): number {
  const middle = samples.subarray(Math.floor(samples.length / 4), Math.floor((samples.length * 3) / 4));
  const power = middle.reduce((sum, s) => sum + s * s, 0) / middle.length;
  return 10 * Math.log10(Math.max(power, 1e-9) / (amplitude ** 2 / 2));
}

describe('the resampler', () => {
  it.each([
    [8000, 16_000, 300],
    [8000, 16_000, 3300],
    [11_025, 16_000, 1000],
    [22_050, 16_000, 440],
    [22_050, 48_000, 9000],
    [32_000, 16_000, 6500],
    [44_100, 16_000, 50],
    [44_100, 16_000, 6600],
    [48_000, 16_000, 1000],
    [48_000, 44_100, 15_000],
    [16_000, 48_000, 6500],
  ])('turns %i Hz into %i Hz and leaves a sine of %i Hz in its place, at −70 dB or better', (from, to, hz) => {
    const out = resample(sine(hz, from, from), from, to);
    expect(out.length).toBe(to);
    expect(errorDb(out, hz, to)).toBeLessThan(-70);
  });

  it.each([
    [48_000, 16_000, 8100],
    [48_000, 16_000, 15_000],
    [44_100, 16_000, 9000],
    [22_050, 16_000, 8500],
    [16_000, 8000, 4100],
  ])('removes from %i ▸ %i Hz a sine of %i Hz, which the lower rate cannot hold', (from, to, hz) => {
    expect(rmsDb(resample(sine(hz, from, from), from, to))).toBeLessThan(-70);
  });

  it.each([
    [8000, 16_000, 4400],
    [22_050, 48_000, 12_500],
  ])('adds no image above the old band: %i ▸ %i Hz has nothing at %i Hz', (from, to, hz) => {
    const source = from - hz; // the frequency whose image would appear at `hz`
    const out = resample(sine(source, from, from), from, to);
    let re = 0;
    let im = 0;
    for (let n = 0; n < out.length; n++) {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / out.length);
      re += window * out[n]! * Math.cos((2 * Math.PI * hz * n) / to);
      im += window * out[n]! * Math.sin((2 * Math.PI * hz * n) / to);
    }
    const amplitude = (4 * Math.hypot(re, im)) / out.length;
    expect(20 * Math.log10(amplitude / 16_000 + 1e-9)).toBeLessThan(-60);
  });

  it('gives the same samples however the input is cut', () => {
    const input = sine(523, 44_100, 5000);
    const whole = resample(input, 44_100, 16_000);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2500 }), { maxLength: 6 }), (cuts) => {
        const resampler = new Resampler(44_100, 16_000);
        const out: number[] = [];
        const block = new Int16Array(resampler.maxOutput(5000));
        let at = 0;
        for (const cut of [...cuts, 5000]) {
          const n = resampler.process(input.subarray(at, at + cut), block);
          at = Math.min(5000, at + cut);
          out.push(...block.subarray(0, n));
        }
        out.push(...block.subarray(0, resampler.flush(block)));
        expect(out.slice(0, whole.length)).toEqual([...whole]);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps a constant exactly, saturates instead of wrapping, and starts anew after a flush', () => {
    const resampler = new Resampler(16_000, 48_000);
    const out = new Int16Array(resampler.maxOutput(2000));
    const first = resampler.process(new Int16Array(2000).fill(1000), out);
    expect(out[first - 1]).toBe(1000);
    resampler.flush(out);
    const square = Int16Array.from({ length: 2000 }, (_, n) => (n % 40 < 20 ? 32_767 : -32_768));
    const count = resampler.process(square, out);
    for (let n = 300; n < count - 300; n++) {
      // In the middle of each half wave the sign is the square's own: nothing wrapped round.
      const within = (n / 3) % 40;
      if (within > 4 && within < 16) expect(out[n]).toBeGreaterThan(20_000);
      if (within > 24 && within < 36) expect(out[n]).toBeLessThan(-20_000);
    }
  });

  it('refuses rates that are none', () => {
    for (const rate of [0, -1, 999, 16_000.5, Number.NaN, 1e9]) {
      expect(() => new Resampler(rate, 16_000)).toThrow(/audio\.unsupported/);
    }
  });
});
