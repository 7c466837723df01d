import { describe, expect, it } from 'vitest';
import { noise } from '../../appliance/audio/babble.ts';
import type { Board } from '../../appliance/hardware/ports.ts';
import {
  createSimulatedBoard,
  type SimulatedBoard,
  type SimulatedBoardOptions,
} from '../../appliance/hardware/simulated/board.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { type BoardExamination, examineBoard } from '../../appliance/processes/board-examination.ts';

/** A second channel as it is, and a first one that the board's chip has taken so much echo out of, with noise of its own. */
function behindChip(board: SimulatedBoard, erleDb: number, rawGain: number): Board {
  const gain = 10 ** (-erleDb / 20);
  const white = noise(9);
  const layout = { channels: 2, speechChannel: 0, rawChannels: [1] };
  const { microphone } = board;
  const open: Board['microphone']['open'] = (sink, onLost) =>
    microphone.open((samples, first, atMs) => {
      const both = samples.slice();
      for (let i = 0; i < both.length; i += 2) {
        both[i + 1] = samples[i]! * rawGain;
        both[i] = samples[i]! * gain + 50 * white();
      }
      sink(both, first, atMs);
    }, onLost);
  return {
    ...board,
    microphone: { layout, open, close: () => microphone.close() },
  };
}

async function examine(
  options: SimulatedBoardOptions,
  unplug: ReadonlyArray<'microphone' | 'speaker'> = [],
  chip: number | null = null,
  unplugAtMs = 0,
  rawGain = 1,
): Promise<BoardExamination> {
  const clock = new ManualClock();
  const board = createSimulatedBoard({ speaker: { sampleRate: 48_000 }, ...options }, { clock, sources: [] });
  const pull = (): void => {
    for (const device of unplug) board[device].setPlugged(false);
  };
  if (unplugAtMs === 0) pull();
  else clock.after(unplugAtMs, pull);
  let done = false;
  const examined = chip === null ? board : behindChip(board, chip, rawGain);
  const examination = examineBoard(examined, { tapped: null }, { clock, signal: new AbortController().signal }).finally(
    () => {
      done = true;
    },
  );
  while (!done) {
    clock.advance(10);
    await new Promise(setImmediate);
  }
  return examination;
}

describe('a board that is examined', () => {
  it('tells how quiet it is, how much it hears of itself, and what the canceller makes of that', async () => {
    const { capture, speaker, echo } = await examine({ noise: { levelDb: -60 }, echo: { delayMs: 40, gain: 0.3 } });
    expect(speaker).toBe('works');
    expect(typeof capture === 'object' && capture.noiseFloorDb).toBeCloseTo(-60, -1);
    expect(echo!.echoOverNoiseDb).toBeGreaterThan(10);
    expect(echo!.erleDb).toBeGreaterThan(8);
    expect(Math.abs(echo!.speechChangeDb!)).toBeLessThan(6);
  });

  it('that does not hear itself has no echo worth speaking of', async () => {
    const { echo } = await examine({ noise: { levelDb: -60 } });
    expect(Math.abs(echo!.echoOverNoiseDb)).toBeLessThan(3);
  });

  it('with a chip that cancels tells what that takes away, by a raw channel beside it', async () => {
    const options = { microphone: { channels: 2 }, noise: { levelDb: -60 }, echo: { delayMs: 40, gain: 0.3 } };
    for (const erleDb of [0, 15]) {
      const { boardErleDb } = await examine(options, [], erleDb);
      expect(Math.abs(boardErleDb! - erleDb)).toBeLessThan(3);
    }
  });

  it('tells nothing of its canceller by a raw channel that is empty', async () => {
    const options = { microphone: { channels: 2 }, noise: { levelDb: -60 }, echo: { delayMs: 40, gain: 0.3 } };
    expect(await examine(options, [], 15, 0, 0)).toMatchObject({ speaker: 'works', boardErleDb: null });
  });

  it('says which part is missing', async () => {
    expect(await examine({}, ['microphone'])).toMatchObject({
      capture: expect.stringMatching(/unplugged/),
      speaker: 'works',
      echo: null,
    });
    expect(await examine({}, ['speaker'])).toMatchObject({ speaker: expect.stringMatching(/unplugged/), echo: null });
  });

  it('says which part was lost while it was examined', async () => {
    const noise = { levelDb: -60 };
    const lost = expect.stringMatching(/unplugged/);
    const [first, second] = [
      await examine({ noise }, ['speaker'], null, 3000),
      await examine({ noise }, ['speaker'], null, 5000),
    ];
    for (const found of [first, second])
      expect(found).toMatchObject({ capture: { dead: false }, speaker: lost, echo: null });
    for (const atMs of [1000, 4000])
      expect(await examine({ noise }, ['microphone'], null, atMs)).toMatchObject({
        capture: lost,
        speaker: 'works',
        echo: null,
      });
  });

  it('with a dead channel is told from a quiet one', async () => {
    expect((await examine({})).capture).toMatchObject({ dead: true });
  });
});
