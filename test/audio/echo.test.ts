import { describe, expect, it } from 'vitest';
import { makeBabble, noise } from '../../appliance/audio/babble.ts';
import { AdaptiveEchoCanceller } from '../../appliance/audio/echo-canceller.ts';
import { EchoReference } from '../../appliance/audio/echo-reference.ts';
import { measureEcho } from '../../appliance/audio/echo-test.ts';
import { Fft } from '../../appliance/audio/fft.ts';
import { RealFft } from '../../appliance/audio/real-fft.ts';

const FRAME = 320;
const RATE = 16_000;

const babble = (seconds: number, seed: number, level = 3000): Int16Array => makeBabble(seconds, RATE, seed, level);

/** A direct path and a decaying tail of reflections. */
function room(delay: number, seed: number): Array<[number, number]> {
  const white = noise(seed);
  const taps: Array<[number, number]> = [[delay, 1]];
  for (let i = delay + 20; i < delay + 1200; i += 13) taps.push([i, white() * 0.5 * Math.exp(-(i - delay) / 350)]);
  return taps;
}

function hear(played: Int16Array, taps: ReadonlyArray<[number, number]>, gain: number): Float64Array {
  return Float64Array.from(played, (_, n) => gain * taps.reduce((sum, [at, g]) => sum + g * (played[n - at] ?? 0), 0));
}

function cancel(microphone: Int16Array, reference: Int16Array): Int16Array {
  const canceller = new AdaptiveEchoCanceller();
  const out = new Int16Array(microphone.length);
  const frame = new Int16Array(FRAME);
  for (let at = 0; at + FRAME <= microphone.length; at += FRAME) {
    canceller.process(microphone.subarray(at, at + FRAME), reference.subarray(at, at + FRAME), frame);
    if (at > 0) out.set(frame, at - FRAME);
  }
  return out;
}

function power(samples: ArrayLike<number>, fromS: number, toS: number): number {
  let sum = 0;
  for (let i = fromS * RATE; i < toS * RATE; i++) sum += samples[i]! * samples[i]!;
  return sum / ((toS - fromS) * RATE);
}

const db = (ratio: number): number => 10 * Math.log10(ratio);
const rounded = (samples: Float64Array): Int16Array => Int16Array.from(samples, Math.round);

describe('the echo canceller', () => {
  const played = babble(12, 11);
  const echo = hear(played, room(700, 3), 0.4);

  it('takes out the echo of a room within seconds', () => {
    const microphone = rounded(echo);
    const out = cancel(microphone, played);
    expect(db(power(microphone, 2, 4) / power(out, 2, 4))).toBeGreaterThan(12);
    expect(db(power(microphone, 8, 11) / power(out, 8, 11))).toBeGreaterThan(25);
  });

  it('leaves somebody who speaks over the box whole, and is not untaught by it', () => {
    const near = babble(12, 77, 1500);
    near.fill(0, 0, 6 * RATE);
    near.fill(0, 9 * RATE);
    const out = cancel(rounded(echo.map((sample, i) => sample + near[i]!)), played);
    let [along, square] = [0, 0];
    for (let i = 6 * RATE; i < 9 * RATE; i++) {
      along += out[i]! * near[i]!;
      square += near[i]! * near[i]!;
    }
    expect(Math.abs(db((along / square) ** 2))).toBeLessThan(1.5);
    const before = power(echo, 6, 9) / power(near, 6, 9);
    const after =
      power(
        out.map((sample, i) => sample - near[i]!),
        6,
        9,
      ) / power(near, 6, 9);
    expect(db(before / after)).toBeGreaterThan(10);
    expect(db(power(echo, 10, 11.5) / power(out, 10, 11.5))).toBeGreaterThan(20);
  });

  it('lets everything through bit for bit while nothing is played', () => {
    const microphone = babble(3, 5);
    const out = cancel(microphone, new Int16Array(microphone.length));
    expect([...out.subarray(0, 2 * RATE)]).toEqual([...microphone.subarray(0, 2 * RATE)]);
  });

  it('does no harm where the reference has nothing to do with what is heard', () => {
    const microphone = babble(8, 5);
    const out = cancel(microphone, babble(8, 1234, 6000));
    expect(Math.abs(db(power(out, 3, 7) / power(microphone, 3, 7)))).toBeLessThan(3);
  });

  it('has learnt most of a room within its first second', () => {
    const microphone = rounded(echo);
    const out = cancel(microphone, played);
    expect(db(power(microphone, 0.5, 2) / power(out, 0.5, 2))).toBeGreaterThan(15);
  });

  it('follows a volume that is turned up or down', () => {
    const microphone = rounded(echo.map((sample, i) => (i < 4 * RATE || i >= 8 * RATE ? sample / 2 : sample)));
    const out = cancel(microphone, played);
    expect(db(power(microphone, 6, 8) / power(out, 6, 8))).toBeGreaterThan(20);
    expect(db(power(microphone, 10, 11.5) / power(out, 10, 11.5))).toBeGreaterThan(20);
  });

  it('follows a speaker whose clock is 100 ppm faster than that of the microphone', () => {
    const faster = played.map((_, i) => {
      const [at, part] = [Math.floor(i * 1.0001), (i * 1.0001) % 1];
      return (1 - part) * (played[at] ?? 0) + part * (played[at + 1] ?? 0);
    });
    const microphone = rounded(hear(faster, room(700, 3), 0.4));
    const out = cancel(microphone, played);
    expect(db(power(microphone, 2, 11) / power(out, 2, 11))).toBeGreaterThan(25);
  });

  it('learns anew after the delay has jumped', () => {
    const jumped = hear(played, room(1500, 8), 0.4);
    const microphone = rounded(echo.map((sample, i) => (i < 4 * RATE ? sample : jumped[i]!)));
    const out = cancel(microphone, played);
    expect(db(power(microphone, 9, 11) / power(out, 9, 11))).toBeGreaterThan(15);
    expect(power(out, 4, 6)).toBeLessThan(power(microphone, 4, 6) * 1.5);
  });
});

describe('the measurement of a canceller', () => {
  const played = babble(6, 11);
  const quiet = new Int16Array(RATE).fill(3);
  const recording = { quiet, heard: rounded(hear(played, room(700, 3), 0.4)), played, speech: babble(3, 77) };
  const doing = (act: (heard: number) => number) => () => {
    let before = new Int16Array(FRAME);
    return {
      frame: FRAME,
      process: (microphone: Int16Array, _: Int16Array, out: Int16Array) => {
        out.set(before.map(act));
        before = microphone.slice();
      },
    };
  };

  it('tells one that does nothing from one that eats everything', () => {
    const nothing = measureEcho(
      recording,
      doing((heard) => heard),
    );
    expect(nothing.echoOverNoiseDb).toBeGreaterThan(20);
    expect(Math.abs(nothing.erleDb)).toBeLessThan(0.1);
    expect(Math.abs(nothing.speechChangeDb!)).toBeLessThan(1);
    const everything = measureEcho(
      recording,
      doing(() => 0),
    );
    expect(everything.erleDb).toBeGreaterThan(40);
    expect(everything.speechChangeDb).toBeLessThan(-40);
    expect(
      measureEcho(
        recording,
        doing((heard) => heard / 2),
      ).speechChangeDb,
    ).toBeCloseTo(-6, 0);
  });

  it('finds our own to take the echo and leave the speech', () => {
    const { erleDb, speechChangeDb } = measureEcho(recording, () => new AdaptiveEchoCanceller());
    expect(erleDb).toBeGreaterThan(12);
    expect(Math.abs(speechChangeDb!)).toBeLessThan(3);
  });
});

describe('the reference of the canceller', () => {
  it.each([16_000, 48_000])('gives what a card of %i Hz has played when the microphone hears it', (rate) => {
    const reference = new EchoReference(rate, rate / 50);
    const block = new Int16Array(rate / 50);
    const frame = new Int16Array(FRAME);
    const heard: number[] = [];
    for (let n = 0; n < 50; n++) {
      for (let i = 0; i < block.length; i++) {
        block[i] = Math.round(8000 * Math.sin((2 * Math.PI * 300 * (n * block.length + i)) / rate));
      }
      reference.write(block, n * block.length);
      const played = Math.max(0, (n - 2) * block.length + Math.round((Math.sin(n) * rate) / 2000)); // moves unevenly
      reference.read(frame, played);
      heard.push(...frame);
    }
    const steady = heard.slice(20 * FRAME, 45 * FRAME);
    const start = steady.findIndex((sample, i) => i > 0 && sample >= 0 && steady[i - 1]! < 0);
    let worst = 0;
    for (let i = 0; i < 3000; i++) {
      const phase = Math.asin(Math.max(-1, Math.min(1, steady[start]! / 8000)));
      worst = Math.max(worst, Math.abs(steady[start + i]! - 8000 * Math.sin(phase + (2 * Math.PI * 300 * i) / RATE)));
    }
    expect(worst).toBeLessThan(20);
  });

  it('is silence before anything was played, and after a new beginning', () => {
    const reference = new EchoReference(16_000, 320);
    const frame = new Int16Array(FRAME).fill(1);
    reference.read(frame, 0);
    expect(frame.every((sample) => sample === 0)).toBe(true);
    reference.write(new Int16Array(320).fill(5), 0);
    reference.read(frame, 320);
    expect(frame[0]).toBe(5);
    reference.write(new Int16Array(320).fill(7), 0);
    reference.read(frame, 320);
    expect(frame[0]).toBe(7);
  });
});

describe('the transform', () => {
  it('agrees with the definition and is undone by its inverse', () => {
    const white = noise(3);
    const re = Float64Array.from({ length: 32 }, white);
    const im = Float64Array.from({ length: 32 }, white);
    const [a, b] = [re.slice(), im.slice()];
    const fft = new Fft(32);
    fft.forward(a, b);
    for (const k of [0, 1, 7, 16, 31]) {
      let [x, y] = [0, 0];
      for (let n = 0; n < 32; n++) {
        const angle = (-2 * Math.PI * k * n) / 32;
        x += re[n]! * Math.cos(angle) - im[n]! * Math.sin(angle);
        y += re[n]! * Math.sin(angle) + im[n]! * Math.cos(angle);
      }
      expect(a[k]).toBeCloseTo(x, 9);
      expect(b[k]).toBeCloseTo(y, 9);
    }
    fft.inverse(a, b);
    for (let n = 0; n < 32; n++) {
      expect(a[n]).toBeCloseTo(re[n]!, 9);
      expect(b[n]).toBeCloseTo(im[n]!, 9);
    }
    expect(() => new Fft(100)).toThrow(/input\.invalid/);
  });

  it('is the same for a real signal by one of half the size, and undone by its inverse', () => {
    const white = noise(5);
    const signal = Float64Array.from({ length: 32 }, white);
    const [a, b] = [signal.slice(), new Float64Array(32)];
    new Fft(32).forward(a, b);
    const real = new RealFft(32);
    const [re, im] = [new Float64Array(real.bins), new Float64Array(real.bins)];
    real.forward(signal, re, im);
    expect(real.bins).toBe(17);
    for (let k = 0; k < real.bins; k++) {
      expect(re[k]).toBeCloseTo(a[k]!, 9);
      expect(im[k]).toBeCloseTo(b[k]!, 9);
    }
    const back = new Float64Array(32);
    real.inverse(re, im, back);
    for (let n = 0; n < 32; n++) expect(back[n]).toBeCloseTo(signal[n]!, 9);
  });
});
