import { describe, expect, it } from 'vitest';
import {
  createSimulatedBoard,
  type SimulatedBoard,
  type SimulatedBoardOptions,
} from '../../appliance/hardware/simulated/board.ts';
import { SimulatedButton, SimulatedMuteSwitch, SimulatedRing } from '../../appliance/hardware/simulated/controls.ts';
import { RoomNoise } from '../../appliance/hardware/simulated/room-noise.ts';
import { ClipQueue } from '../../appliance/hardware/simulated/sound-source.ts';
import { type Clock, ManualClock, type Timer } from '../../appliance/kernel/clock.ts';
import { buttonContract, muteSwitchContract, ringContract } from './contracts/control-contracts.ts';
import { microphoneContract } from './contracts/microphone-contract.ts';
import { speakerContract } from './contracts/speaker-contract.ts';

const RATE = 16_000;

/** A clock whose timers fire as late as the test likes. */
class HeldUpClock implements Clock {
  now = 0;
  #timer: () => void = () => {};
  monotonic(): number {
    return this.now;
  }
  wall(): number {
    return this.now;
  }
  after(_delayMs: number, run: () => void): Timer {
    this.#timer = run;
    return { cancel: () => {} };
  }
  fireAt(now: number): void {
    this.now = now;
    this.#timer();
  }
}

function timePasser(clock: ManualClock): { until: (test: () => boolean) => Promise<void>; pause: () => Promise<void> } {
  const step = async (): Promise<void> => {
    clock.advance(5);
    await new Promise(setImmediate);
  };
  return {
    async until(test) {
      while (!test()) await step();
    },
    async pause() {
      for (let i = 0; i < 20; i++) await step();
    },
  };
}

microphoneContract('the simulated microphone at the pace of a clock', () => {
  const clock = new ManualClock();
  const board = createSimulatedBoard({}, { clock, sources: [] });
  return Promise.resolve({
    microphone: board.microphone,
    ...timePasser(clock),
    unplug: () => Promise.resolve(board.microphone.setPlugged(false)),
    plug: () => Promise.resolve(board.microphone.setPlugged(true)),
    close: () => board.close(),
  });
});

microphoneContract('the simulated microphone as fast as it is read', () => {
  const clock = new ManualClock();
  const unpaced = { advance: (ms: number) => clock.advance(ms), settled: () => Promise.resolve() };
  const board = createSimulatedBoard({ microphone: { unpaced, channels: 2 } }, { clock, sources: [] });
  const pause = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await new Promise(setImmediate);
  };
  return Promise.resolve({
    microphone: board.microphone,
    async until(test) {
      while (!test()) await pause();
    },
    pause,
    unplug: () => Promise.resolve(board.microphone.setPlugged(false)),
    plug: () => Promise.resolve(board.microphone.setPlugged(true)),
    close: () => board.close(),
  });
});

speakerContract('the simulated speaker', () => {
  const clock = new ManualClock();
  const board = createSimulatedBoard({ speaker: { sampleRate: RATE } }, { clock, sources: [] });
  return Promise.resolve({
    speaker: board.speaker,
    ...timePasser(clock),
    heard: () => board.speaker.recorded(60_000),
    unplug: () => Promise.resolve(board.speaker.setPlugged(false)),
    plug: () => Promise.resolve(board.speaker.setPlugged(true)),
    close: () => board.close(),
  });
});

ringContract('the simulated ring', () => {
  const ring = new SimulatedRing(12);
  return Promise.resolve({ ring, shown: () => Promise.resolve([...ring.pixels]), close: () => ring.close() });
});

buttonContract('the simulated button', () => {
  const clock = new ManualClock();
  const button = new SimulatedButton({ clock });
  return Promise.resolve({
    button,
    press: () => button.press(50),
    release: () => clock.advance(50),
    settle: () => Promise.resolve(),
    close: () => button.close(),
  });
});

/** A board whose microphone is recorded while the clock runs. */
async function recording(
  options: SimulatedBoardOptions,
  sources: ClipQueue[] = [],
): Promise<{ board: SimulatedBoard; clock: ManualClock; heard: number[] }> {
  const clock = new ManualClock();
  const board = createSimulatedBoard(options, { clock, sources });
  const heard: number[] = [];
  await board.microphone.open(
    (samples) => heard.push(...samples),
    () => {},
  );
  return { board, clock, heard };
}

describe('the simulated microphone', () => {
  it('hears clips one after the other with their silence between, and says when each was heard', async () => {
    const clips = new ClipQueue(RATE);
    const played: string[] = [];
    clips.enqueue(Int16Array.of(1, 2, 3), { onPlayed: () => played.push('a') });
    clips.enqueue(Int16Array.of(4, 5), { leadMs: 10, onPlayed: () => played.push('b') });
    const { clock, heard } = await recording({}, [clips]);
    clock.advance(20);
    expect(played).toEqual(['a', 'b']);
    expect(clips.empty).toBe(true);
    clock.advance(20);
    expect(heard).toHaveLength(640);
    expect(heard.map((sample, i) => [i, sample]).filter(([, sample]) => sample !== 0)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [163, 4],
      [164, 5],
    ]);
  });

  it('catches up when the process was held up, and jumps over what a real card would have lost', async () => {
    const clock = new HeldUpClock();
    const board = createSimulatedBoard({}, { clock, sources: [] });
    const firsts: number[] = [];
    await board.microphone.open(
      (_samples, first) => firsts.push(first),
      () => {},
    );
    clock.fireAt(20);
    clock.fireAt(100);
    expect(firsts).toEqual([0, 320, 640, 960, 1280]);
    clock.fireAt(10_120);
    expect(firsts.slice(5)).toEqual([1280 + 320 + 500 * 320]);
  });

  it('waits for everything a frame caused before the next one, when it is read unpaced', async () => {
    const clock = new ManualClock();
    let finish = (): void => {};
    const settled = (): Promise<void> =>
      new Promise((resolve) => {
        finish = resolve;
      });
    const unpaced = { advance: (ms: number) => clock.advance(ms), settled };
    const board = createSimulatedBoard({ microphone: { unpaced } }, { clock, sources: [] });
    const frames: number[] = [];
    await board.microphone.open(
      (_samples, first, atMs) => frames.push(first, atMs),
      () => {},
    );
    for (let i = 0; i < 5; i++) await new Promise(setImmediate);
    expect(frames).toEqual([0, 20]);
    finish();
    for (let i = 0; i < 5; i++) await new Promise(setImmediate);
    expect(frames).toEqual([0, 20, 320, 40]);
    await board.close();
    finish();
  });

  it('gives the sound to its speech channel and less of it to the others', async () => {
    const clips = new ClipQueue(RATE);
    clips.enqueue(new Int16Array(320).fill(1000));
    const { clock, heard } = await recording({ microphone: { channels: 3, speechChannel: 1 } }, [clips]);
    clock.advance(20);
    expect(heard.slice(0, 3)).toEqual([250, 1000, 250]);
  });

  it('hears the speaker, later and quieter, where there is an echo path', async () => {
    const { board, clock, heard } = await recording({
      speaker: { sampleRate: 48_000 },
      echo: { delayMs: 50, gain: 0.1 },
    });
    let position = 0;
    await board.speaker.open(
      (block) => {
        for (let i = 0; i < block.length; i++, position++) block[i] = position >= 4800 && position < 9600 ? 10_000 : 0;
      },
      () => {},
    );
    for (let i = 0; i < 100; i++) clock.advance(10);
    const first = heard.findIndex((sample) => sample > 500);
    const last = heard.findLastIndex((sample) => sample > 500);
    expect((first * 1000) / RATE).toBeCloseTo(150, -1);
    expect(((last - first) * 1000) / RATE).toBeCloseTo(100, 0);
    expect(heard[first + 100]).toBe(1000);
    expect(board.cancelsEcho).toBe(false);
  });

  it('hears the noise of a room at the level it was given, the same in every run', () => {
    const measure = (): number => {
      const noise = new RoomNoise({ levelDb: -55, seed: 7 });
      let sum = 0;
      for (let i = 0; i < 500; i++) {
        const frame = new Float32Array(320);
        noise.addTo(frame);
        for (const sample of frame) sum += sample * sample;
      }
      return 10 * Math.log10(sum / 500 / 320 / 32_768 ** 2);
    };
    expect(measure()).toBeCloseTo(-55, 0);
    expect(measure()).toBe(measure());
  });

  it('has pink noise: each octave as loud as the next', () => {
    const noise = new RoomNoise({ levelDb: -20 });
    const samples = new Float32Array(32_768);
    noise.addTo(samples);
    const band = (from: number, to: number): number => {
      let power = 0;
      for (let hz = from; hz < to; hz += (to - from) / 60) {
        let re = 0;
        let im = 0;
        for (let n = 0; n < samples.length; n++) {
          re += samples[n]! * Math.cos((2 * Math.PI * hz * n) / RATE);
          im += samples[n]! * Math.sin((2 * Math.PI * hz * n) / RATE);
        }
        power += (re * re + im * im) * (to - from);
      }
      return 10 * Math.log10(power);
    };
    expect(Math.abs(band(500, 1000) - band(2000, 4000))).toBeLessThan(2.5);
  });
});

describe('the simulated speaker', () => {
  it('runs dry like a card when nobody serves it in time, and counts that', async () => {
    const clock = new HeldUpClock();
    const board = createSimulatedBoard({ speaker: { sampleRate: RATE } }, { clock, sources: [] });
    await board.speaker.open(
      () => {},
      () => {},
    );
    clock.now = 500;
    expect(board.speaker.framesPlayed()).toBe(960);
    clock.fireAt(500);
    expect(board.speaker.underruns()).toBe(1);
    expect(board.speaker.framesPlayed()).toBe(960);
    clock.now = 510;
    expect(board.speaker.framesPlayed()).toBe(1120);
  });

  it('keeps the last of what it played and no more', async () => {
    const clock = new ManualClock();
    const board = createSimulatedBoard({ speaker: { sampleRate: RATE, keepMs: 100 } }, { clock, sources: [] });
    let next = 0;
    await board.speaker.open(
      (block) => {
        for (let i = 0; i < block.length; i++) block[i] = next++ % 30_000;
      },
      () => {},
    );
    for (let i = 0; i < 200; i++) clock.advance(10);
    const kept = board.speaker.recorded(60_000);
    expect(kept.length).toBeLessThanOrEqual(1600);
    expect(kept.at(-1)).toBe((board.speaker.framesPlayed() - 1) % 30_000);
  });
});

muteSwitchContract('the simulated mute switch', () => {
  const muteSwitch = new SimulatedMuteSwitch();
  return Promise.resolve({
    muteSwitch,
    set: (muted) => muteSwitch.set(muted),
    lit: () => muteSwitch.lit,
    settle: () => Promise.resolve(),
    close: () => muteSwitch.close(),
  });
});
