import { describe, expect, it } from 'vitest';
import type { BoardEvent } from '../../appliance/hardware/board-channel.ts';
import {
  createSimulatedBoard,
  type SimulatedBoard,
  type SimulatedBoardOptions,
} from '../../appliance/hardware/simulated/board.ts';
import { ClipQueue } from '../../appliance/hardware/simulated/sound-source.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { type BoardRunner, createBoardRunner } from '../../appliance/processes/board-runner.ts';

interface Stage {
  board: SimulatedBoard;
  runner: BoardRunner;
  clock: ManualClock;
  clips: ClipQueue;
  events: BoardEvent[];
  frames: Array<{ sum: number; first: number; power: number }>;
  run(ms: number): Promise<void>;
  of<Kind extends BoardEvent['kind']>(kind: Kind): Array<Extract<BoardEvent, { kind: Kind }>>;
}

async function stage(options: SimulatedBoardOptions = {}): Promise<Stage> {
  const clock = new ManualClock();
  const clips = new ClipQueue(16_000);
  const board = createSimulatedBoard(options, { clock, sources: [clips] });
  const events: BoardEvent[] = [];
  const frames: Stage['frames'] = [];
  const runner = createBoardRunner(
    {},
    {
      board,
      clock,
      log: silentLog,
      onFrame: (samples, first) =>
        frames.push({
          sum: samples.reduce((a, b) => a + b, 0),
          first,
          power: samples.reduce((a, b) => a + b * b, 0) / samples.length,
        }),
    },
    (event) => events.push(event),
  );
  await runner.start();
  const run = async (ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 10) {
      clock.advance(10);
      await new Promise(setImmediate);
    }
  };
  return {
    board,
    runner,
    clock,
    clips,
    events,
    frames,
    run,
    of: (kind) => events.filter((event) => event.kind === kind) as never,
  };
}

const RED = [90, 0, 0];
const led = (board: SimulatedBoard, index: number): number[] => [
  ...board.ring!.pixels.subarray(3 * index, 3 * index + 3),
];
const lit = (board: SimulatedBoard): number => board.ring!.pixels.filter((value) => value > 0).length;

describe('the board', () => {
  it('starts muted: the device is closed and the ring says so, until it is told to listen', async () => {
    const { board, runner, frames, of, run } = await stage();
    await run(200);
    expect(frames).toEqual([]);
    expect(of('microphone')).toMatchObject([{ state: 'closed' }]);
    expect(led(board, 0)).toEqual(RED);
    runner.command({ kind: 'mute', muted: false });
    await run(200);
    expect(of('microphone').map(({ state }) => state)).toEqual(['closed', 'open']);
    expect(frames.length).toBeGreaterThan(5);
    expect(lit(board)).toBe(0);
  });

  it('gives the speech channel as mono frames with their indices', async () => {
    const { runner, clips, frames, run } = await stage({ microphone: { channels: 4, speechChannel: 2 } });
    clips.enqueue(new Int16Array(320).fill(8));
    runner.command({ kind: 'mute', muted: false });
    await run(80);
    expect(frames.slice(0, 3)).toMatchObject([
      { sum: 8 * 320, first: 0 },
      { sum: 0, first: 320 },
      { sum: 0, first: 640 },
    ]);
  });

  it('closes the device while it is muted, shows that exactly so long, and can be heard doing it', async () => {
    const { board, runner, frames, of, run } = await stage();
    runner.command({ kind: 'mute', muted: false });
    await run(100);
    runner.command({ kind: 'scene', scene: { name: 'listening' } });
    runner.command({ kind: 'mute', muted: true });
    await run(100);
    const count = frames.length;
    await run(200);
    expect(frames.length).toBe(count);
    expect(of('microphone').at(-1)).toMatchObject({ state: 'closed', reason: 'Muted.' });
    expect(led(board, 3)).toEqual(RED);
    expect(led(board, 1)).toEqual([0, 0, 0]); // "listening" is not shown while nothing is heard
    expect(board.speaker.recorded(400).some((sample) => sample !== 0)).toBe(true);
    runner.command({ kind: 'mute', muted: false });
    await run(100);
    expect(frames.length).toBeGreaterThan(count);
    expect(led(board, 3)).not.toEqual(RED);
  });

  it('obeys the switch that a person can see over anything software says', async () => {
    const { board, runner, frames, of, run } = await stage({ muteSwitch: true });
    runner.command({ kind: 'mute', muted: false });
    await run(100);
    board.muteSwitch!.set(true);
    await run(40);
    const count = frames.length;
    runner.command({ kind: 'mute', muted: false });
    await run(200);
    expect(frames.length).toBe(count);
    expect(led(board, 0)).toEqual(RED);
    expect(of('muteSwitch').map(({ muted }) => muted)).toEqual([false, true]);
    board.muteSwitch!.set(false);
    await run(100);
    expect(frames.length).toBeGreaterThan(count);
  });

  it('says, shows and mends an unplugged microphone by itself, fifty times', async () => {
    const { board, runner, frames, of, run } = await stage();
    runner.command({ kind: 'mute', muted: false });
    await run(100);
    for (let i = 0; i < 50; i++) {
      board.microphone.setPlugged(false);
      await run(20);
      expect(of('microphone').at(-1)).toMatchObject({ state: 'lost' });
      await run(1000);
      expect(lit(board)).toBeGreaterThan(0);
      const count = frames.length;
      board.microphone.setPlugged(true);
      await run(2100);
      expect(of('microphone').at(-1)).toMatchObject({ state: 'open' });
      expect(frames.length).toBeGreaterThan(count);
    }
    expect(of('microphone').filter(({ state }) => state === 'lost')).toHaveLength(50);
  });

  it('mends an unplugged speaker by itself, and ends what was being said', async () => {
    const { board, runner, of, run } = await stage();
    runner.player.begin(1, 16_000);
    const writing = runner.player.write(1, new Int16Array(32_000).fill(500), new AbortController().signal);
    writing.catch(() => {});
    await run(300);
    board.speaker.setPlugged(false);
    await expect(writing).rejects.toThrow(/speaker\.lost/);
    expect(of('playbackFinished')).toMatchObject([{ stream: 1, cancelled: true }]);
    board.speaker.setPlugged(true);
    await run(300);
    expect(of('speaker').map(({ state }) => state)).toEqual(['open', 'lost', 'open']);
  });

  it('cancels speech within 100 ms and reports the cut', async () => {
    const { board, runner, of, run, clock } = await stage({ speaker: { sampleRate: 16_000 } });
    runner.player.begin(5, 16_000);
    runner.player.clause(5, 0);
    runner.player.write(5, new Int16Array(64_000).fill(900), new AbortController().signal).catch(() => {});
    await run(500);
    const at = clock.monotonic();
    runner.command({ kind: 'cancelSpeech', stream: null });
    await run(200);
    expect(of('playbackFinished')).toMatchObject([{ stream: 5, cancelled: true, cut: { clause: 0 } }]);
    expect(of('playbackFinished')[0]!.atMs - at).toBeLessThanOrEqual(100);
    expect(board.speaker.recorded(50).every((sample) => sample === 0)).toBe(true);
  });

  it('rings and shows it, until the alarm is dismissed', async () => {
    const { board, runner, run } = await stage();
    runner.command({ kind: 'mute', muted: false });
    runner.command({ kind: 'alarm', ringing: true });
    await run(300);
    expect(lit(board)).toBeGreaterThan(12);
    expect(board.speaker.recorded(200).some((sample) => sample !== 0)).toBe(true);
    runner.command({ kind: 'alarm', ringing: false });
    await run(300);
    expect(lit(board)).toBe(0);
    expect(board.speaker.recorded(100).every((sample) => sample === 0)).toBe(true);
  });

  it('shows the volume when somebody turns it, not when a start or an announcement sets it', async () => {
    const { board, runner, run } = await stage();
    runner.command({ kind: 'mute', muted: false });
    for (const percent of [60, 100, 60]) {
      runner.command({ kind: 'volume', plane: 'assistant', percent });
      await run(100);
      expect(lit(board)).toBe(0);
    }
    runner.command({ kind: 'volume', plane: 'assistant', percent: 50, turned: true });
    await run(100);
    expect(led(board, 5)[1]).toBeGreaterThan(100);
    expect(led(board, 7)[1]).toBe(0);
    await run(2000);
    expect(lit(board)).toBe(0);
  });

  it('reports the button, the levels, and what the ring shows at most ten times a second', async () => {
    const { board, runner, clips, of, run } = await stage();
    runner.command({ kind: 'mute', muted: false });
    clips.enqueue(new Int16Array(16_000).fill(3277));
    runner.command({ kind: 'scene', scene: { name: 'thinking' } });
    board.button.press(50);
    await run(1000);
    expect(of('button')).toMatchObject([{ pressed: true }, { pressed: false }]);
    const levels = of('levels')[1]!;
    expect(levels.rmsDb).toBeCloseTo(-20, 1);
    expect(levels.framesDropped).toBe(0);
    expect(levels.rssMb).toBeGreaterThan(10);
    expect(of('ring').length).toBeLessThanOrEqual(12);
    expect(of('ring').length).toBeGreaterThan(5);
  });

  it('points at who speaks while it listens, and only then', async () => {
    const clock = new ManualClock();
    const board = createSimulatedBoard({}, { clock, sources: [] });
    let asked = 0;
    const read = () => Promise.resolve({ degrees: 180, speech: ++asked > 2 });
    const runner = createBoardRunner(
      { zeroDegrees: 90 },
      { board: { ...board, direction: { read } }, clock, log: silentLog, onFrame: () => {} },
      () => {},
    );
    await runner.start();
    runner.command({ kind: 'mute', muted: false });
    const run = async (ms: number): Promise<void> => {
      for (let at = 0; at < ms; at += 10) {
        clock.advance(10);
        await new Promise(setImmediate);
      }
    };
    await run(500);
    expect(asked).toBe(0);
    runner.command({ kind: 'scene', scene: { name: 'listening' } });
    await run(1000);
    expect(asked).toBeGreaterThan(4);
    expect(led(board, 9)[1]).toBeGreaterThan(led(board, 3)[1]! + 50);
    runner.command({ kind: 'scene', scene: { name: 'thinking' } });
    const before = asked;
    await run(500);
    expect(asked).toBe(before);
    await runner.close();
  });

  it('shows and tells that the supply is too weak, until it is not', async () => {
    const { board, runner, run, of } = await stage();
    runner.command({ kind: 'mute', muted: false });
    runner.showPower(true);
    await run(1000);
    expect(led(board, 0)[0]).toBeGreaterThan(led(board, 0)[1]!); // one amber LED
    expect(lit(board)).toBe(2);
    runner.showPower(false);
    await run(100);
    expect(lit(board)).toBe(0);
    expect(of('power').map(({ low }) => low)).toEqual([true, false]);
  });

  it('works without a ring', async () => {
    const { runner, run, of } = await stage({ leds: 0 });
    runner.command({ kind: 'scene', scene: { name: 'listening' } });
    await run(100);
    expect(of('ring')).toEqual([]);
  });

  it.each(['microphone', 'speaker'] as const)('is dark though its %s hangs and is never closed', async (part) => {
    const clock = new ManualClock();
    const board = createSimulatedBoard({}, { clock, sources: [] });
    board[part].close = () => new Promise(() => {});
    const runner = createBoardRunner({}, { board, clock, log: silentLog, onFrame: () => {} }, () => {});
    await runner.start();
    runner.command({ kind: 'mute', muted: false });
    await runner.settled();
    runner.command({ kind: 'scene', scene: { name: 'speaking' } });
    clock.advance(500);
    expect(lit(board)).toBeGreaterThan(1);
    void runner.close();
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
    clock.advance(2000);
    expect(lit(board)).toBe(0);
  });

  it('is dark, silent and closed after close, which may be called twice and during the start', async () => {
    const { board, runner, run, frames } = await stage();
    runner.command({ kind: 'mute', muted: false });
    runner.command({ kind: 'scene', scene: { name: 'speaking' } });
    await run(500);
    await Promise.all([runner.close(), runner.close()]);
    const count = frames.length;
    const asked = board.speaker.framesRequested();
    await run(500);
    expect(lit(board)).toBe(0);
    expect(frames.length).toBe(count);
    expect(board.speaker.framesRequested()).toBe(asked);
    const second = await stage();
    const starting = second.runner.start();
    await second.runner.close();
    await starting;
  });
});

describe('the echo of the board', () => {
  it('is taken out of what the microphone hears, where the board does not do it itself', async () => {
    const echo = { delayMs: 40, gain: 0.3 };
    const { board, runner, run, of, frames } = await stage({ echo, speaker: { sampleRate: 48_000 } });
    expect(board.cancelsEcho).toBe(false);
    expect(runner.cancelsEcho).toBe(true);
    runner.command({ kind: 'mute', muted: false });
    runner.player.begin(1, 16_000);
    const noise = Int16Array.from({ length: 16_000 * 6 }, () => (Math.random() - 0.5) * 12_000);
    const writing = runner.player.write(1, noise, new AbortController().signal);
    await run(6600);
    await writing;
    // The levels are those of the microphone itself; the frames are what recognition gets.
    expect(Math.max(...of('levels').map(({ rmsDb }) => rmsDb))).toBeGreaterThan(-32);
    const late = frames.slice(250, 290).map(({ power }) => 10 * Math.log10(power / 32_768 ** 2 + 1e-12));
    expect(Math.max(...late)).toBeLessThan(-45);
  });

  it('stays in where the owner says so', async () => {
    const clock = new ManualClock();
    const board = createSimulatedBoard({ echo: { delayMs: 40, gain: 0.3 } }, { clock, sources: [] });
    const runner = createBoardRunner({ echo: 'off' }, { board, clock, log: silentLog, onFrame: () => {} }, () => {});
    expect(runner.cancelsEcho).toBe(false);
    await runner.close();
  });

  it('is taken out even behind a board that claims to do it, where the owner says so', async () => {
    const clock = new ManualClock();
    const board = createSimulatedBoard({ echo: { delayMs: 40, gain: 0.3 } }, { clock, sources: [] });
    const powers: number[] = [];
    const onFrame = (samples: Int16Array): void => {
      powers.push(samples.reduce((sum, sample) => sum + sample * sample, 0));
    };
    const deaf = { ...board, cancelsEcho: true };
    const runner = createBoardRunner({ echo: 'on' }, { board: deaf, clock, log: silentLog, onFrame }, () => {});
    await runner.start();
    runner.command({ kind: 'mute', muted: false });
    runner.player.begin(1, 16_000);
    const noise = Int16Array.from({ length: 16_000 * 4 }, () => (Math.random() - 0.5) * 12_000);
    runner.player.write(1, noise, new AbortController().signal).catch(() => {});
    for (let at = 0; at < 3800; at += 10) {
      clock.advance(10);
      await new Promise(setImmediate);
    }
    const echoPower = 0.3 ** 2 * noise.subarray(0, 320).reduce((sum, sample) => sum + sample * sample, 0);
    expect(Math.max(...powers.slice(150, 180))).toBeLessThan(echoPower / 1000);
    await runner.close();
  });
});

describe('the board as fast as it is read', () => {
  it('gives every frame of a recording, waits for its listeners, and moves time by what it gave', async () => {
    const clock = new ManualClock();
    const clips = new ClipQueue(16_000);
    const recording = Int16Array.from({ length: 16_000 * 3 }, (_, i) => (i % 30_000) + 1);
    clips.enqueue(recording);
    const heard: number[] = [];
    let working = 0;
    const settled = async (): Promise<void> => {
      working++;
      await new Promise(setImmediate);
      working--;
    };
    const unpaced = { advance: (ms: number) => clock.advance(ms), settled };
    const board = createSimulatedBoard({ microphone: { unpaced } }, { clock, sources: [clips] });
    let overlapping = 0;
    const onFrame = (samples: Int16Array): void => {
      overlapping += working;
      heard.push(...samples);
    };
    const runner = createBoardRunner({}, { board, clock, log: silentLog, onFrame }, () => {});
    await runner.start();
    runner.command({ kind: 'mute', muted: false });
    while (!clips.empty) await new Promise(setImmediate);
    await runner.close();
    expect(heard.slice(0, recording.length)).toEqual([...recording]);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(3000);
    expect(clock.monotonic()).toBeLessThan(3200);
    expect(overlapping).toBe(0);
  });
});
