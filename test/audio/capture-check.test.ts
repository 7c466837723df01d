import { describe, expect, it } from 'vitest';
import { CaptureExaminer } from '../../appliance/audio/capture-check.ts';
import { AdaptiveEchoCanceller, type EchoCanceller } from '../../appliance/audio/echo-canceller.ts';
import { measureEcho } from '../../appliance/audio/echo-test.ts';

const noise = (length: number, level: number): Int16Array =>
  Int16Array.from({ length }, () => Math.round((2 * Math.random() - 1) * level));

describe('a microphone that is examined', () => {
  it('tells its noise floor apart from what was said', () => {
    const examiner = new CaptureExaminer();
    for (let i = 0; i < 100; i++) examiner.accept(noise(320, i % 4 === 0 ? 8000 : 60));
    const check = examiner.result()!;
    expect(check).toMatchObject({ frames: 100, clipped: 0, dead: false });
    expect(check.noiseFloorDb).toBeLessThan(-55);
    expect(check.loudestDb).toBeGreaterThan(-20);
  });

  it('is dead where every sample is the same, and clips where they end at full scale', () => {
    const dead = new CaptureExaminer();
    expect(dead.result()).toBeNull();
    dead.accept(new Int16Array(320).fill(3));
    expect(dead.result()!.dead).toBe(true);
    const loud = new CaptureExaminer();
    loud.accept(Int16Array.of(32_767, 5, -32_768));
    expect(loud.result()).toMatchObject({ clipped: 2, dead: false });
  });
});

describe('the test of an echo canceller', () => {
  const played = noise(16_000 * 8, 6000);
  const heard = played.map((_, i) => 0.3 * (played[i - 500] ?? 0));
  const quiet = noise(16_000, 5);
  const speech = Int16Array.from({ length: 16_000 }, (_, i) => 2000 * Math.sin(i / 9));
  const recording = { quiet, heard, played, speech };

  it('says what ours achieves, and that it leaves speech whole', () => {
    const result = measureEcho(recording, () => new AdaptiveEchoCanceller());
    expect(result.echoOverNoiseDb).toBeGreaterThan(30);
    expect(result.erleDb).toBeGreaterThan(25);
    expect(Math.abs(result.speechChangeDb!)).toBeLessThan(1);
  });

  it('exposes one that does nothing', () => {
    const idle = (): EchoCanceller => {
      const before = new Int16Array(320);
      return {
        frame: 320,
        process(microphone, _reference, out) {
          out.set(before);
          before.set(microphone);
        },
      };
    };
    const result = measureEcho(recording, idle);
    expect(Math.abs(result.erleDb)).toBeLessThan(1);
    expect(Math.abs(result.speechChangeDb!)).toBeLessThan(1);
  });

  it('exposes one that eats speech', () => {
    const mute = (): EchoCanceller => ({ frame: 320, process: (_microphone, _reference, out) => void out.fill(0) });
    const result = measureEcho(recording, mute);
    expect(result.erleDb).toBeGreaterThan(50);
    expect(result.speechChangeDb).toBeLessThan(-40);
  });
});
