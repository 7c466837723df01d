import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Mixer, PLANES, type PlaneName, type PlaneSource, volumeGain } from '../../appliance/audio/mixer.ts';

const RATE = 16_000;

class Steady implements PlaneSource {
  active = false;
  value = 0;
  read(block: Int16Array): void {
    block.fill(this.value);
  }
}

function planes(): Record<PlaneName, Steady> {
  return { alarm: new Steady(), speech: new Steady(), chime: new Steady(), media: new Steady() };
}

function fill(mixer: Mixer, ms: number): Int16Array {
  const block = new Int16Array((RATE * ms) / 1000);
  mixer.fill(block, 0);
  return block;
}

describe('the mixer', () => {
  it('is silent when nothing is active', () => {
    const mixer = new Mixer({ sampleRate: RATE }, planes());
    expect(fill(mixer, 20).every((sample) => sample === 0)).toBe(true);
    expect(mixer.active).toBe(false);
  });

  it('ducks media by 20 dB within 40 ms of speech, and restores it within a second', () => {
    const sources = planes();
    const mixer = new Mixer({ sampleRate: RATE }, sources);
    sources.media.active = true;
    sources.media.value = 10_000;
    expect(fill(mixer, 20).at(-1)).toBe(10_000);
    sources.speech.active = true;
    fill(mixer, 40);
    expect(fill(mixer, 20).at(-1)).toBeCloseTo(1000, -1);
    sources.speech.active = false;
    const halfway = fill(mixer, 500).at(-1)!;
    expect(halfway).toBeGreaterThan(3000);
    expect(halfway).toBeLessThan(9000);
    fill(mixer, 500);
    expect(fill(mixer, 20).at(-1)).toBe(10_000);
  });

  it('moves gains without a step', () => {
    const sources = planes();
    const mixer = new Mixer({ sampleRate: RATE }, sources);
    sources.media.active = true;
    sources.media.value = 10_000;
    fill(mixer, 20);
    sources.chime.active = true;
    const block = fill(mixer, 60);
    for (let i = 1; i < block.length; i++) expect(Math.abs(block[i]! - block[i - 1]!)).toBeLessThan(40);
  });

  it('keeps an alarm audible at volume 0, and ducks it under speech', () => {
    const sources = planes();
    const mixer = new Mixer({ sampleRate: RATE }, sources);
    mixer.setVolume('assistant', 0);
    sources.alarm.active = true;
    sources.alarm.value = 10_000;
    const alone = fill(mixer, 200).at(-1)!;
    expect(alone).toBeGreaterThan(1500);
    sources.speech.active = true;
    fill(mixer, 200);
    expect(fill(mixer, 20).at(-1)! / alone).toBeCloseTo(0.25, 1);
  });

  it('has volumes of their own for the assistant and for media', () => {
    const sources = planes();
    const mixer = new Mixer({ sampleRate: RATE }, sources);
    mixer.setVolume('media', 0);
    sources.media.active = true;
    sources.media.value = 10_000;
    fill(mixer, 1000);
    expect(fill(mixer, 20).at(-1)).toBe(0);
    sources.media.active = false;
    sources.speech.active = true;
    sources.speech.value = 10_000;
    expect(fill(mixer, 20).at(-1)).toBe(10_000);
  });

  it('saturates rather than wraps, whatever is played', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 4, maxLength: 4 }), (values) => {
        const sources = planes();
        PLANES.forEach((name, i) => {
          sources[name].active = true;
          sources[name].value = values[i]!;
        });
        const mixer = new Mixer({ sampleRate: RATE }, sources);
        const sum = values[0]! * 0.251 + values[1]! + values[2]! + values[3]! * 0.1;
        const expected = Math.max(-32768, Math.min(32767, sum));
        expect(Math.abs(fill(mixer, 20).at(-1)! - expected)).toBeLessThan(20);
      }),
    );
  });

  it('halves the loudness with half the percentage', () => {
    expect(volumeGain(0)).toBe(0);
    expect(volumeGain(100)).toBe(1);
    expect(20 * Math.log10(volumeGain(50) / volumeGain(100))).toBeCloseTo(-10, 0);
  });
});
