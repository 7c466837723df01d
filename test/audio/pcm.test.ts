import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amplitudeToDb,
  clampToInt16,
  dbToAmplitude,
  floatToInt16,
  int16ToFloat,
  LevelMeter,
  mixInto,
  pickChannel,
} from '../../appliance/audio/pcm.ts';

describe('PCM', () => {
  it('survives the way to float and back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -32768, max: 32767 })), (samples) => {
        const source = Int16Array.from(samples);
        const float = new Float32Array(source.length);
        const back = new Int16Array(source.length);
        int16ToFloat(source, float);
        floatToInt16(float, back);
        expect([...back]).toEqual(samples);
      }),
    );
  });

  it('saturates, and NaN is silence', () => {
    expect([40_000, -40_000, Number.NaN, Infinity, 1.6].map(clampToInt16)).toEqual([32_767, -32_768, 0, 32_767, 2]);
    const target = Int16Array.of(30_000, -30_000, 5);
    mixInto(target, Int16Array.of(30_000, -30_000, 10), 0.5);
    expect([...target]).toEqual([32_767, -32_768, 10]);
  });

  it('takes one channel out of several', () => {
    const target = new Int16Array(2);
    expect(pickChannel(Int16Array.of(1, 2, 3, 4, 5, 6), 3, 1, target)).toBe(2);
    expect([...target]).toEqual([2, 5]);
  });

  it('measures levels in dBFS and tells silence from nothing', () => {
    const meter = new LevelMeter();
    expect(meter.take()).toBeNull();
    meter.add(new Int16Array(100));
    expect(meter.take()).toEqual({ rmsDb: -120, peakDb: -120 });
    meter.add(Int16Array.from({ length: 1600 }, (_, i) => 16_384 * Math.sin((i * Math.PI) / 8)));
    const levels = meter.take()!;
    expect(levels.rmsDb).toBeCloseTo(-9.03, 1);
    expect(levels.peakDb).toBeCloseTo(-6.02, 1);
    expect(amplitudeToDb(dbToAmplitude(-20))).toBeCloseTo(-20);
  });
});
