import { describe, expect, it } from 'vitest';
import { createSimulatedBoard, type SimulatedBoardOptions } from '../../appliance/hardware/simulated/board.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { type BoardExamination, examineBoard } from '../../appliance/processes/board-examination.ts';

async function examine(
  options: SimulatedBoardOptions,
  unplug: ReadonlyArray<'microphone' | 'speaker'> = [],
): Promise<BoardExamination> {
  const clock = new ManualClock();
  const board = createSimulatedBoard({ speaker: { sampleRate: 48_000 }, ...options }, { clock, sources: [] });
  for (const device of unplug) board[device].setPlugged(false);
  let done = false;
  const examination = examineBoard(board, { clock }).finally(() => {
    done = true;
  });
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
  });

  it('that does not hear itself has no echo worth speaking of', async () => {
    const { echo } = await examine({ noise: { levelDb: -60 } });
    expect(Math.abs(echo!.echoOverNoiseDb)).toBeLessThan(3);
  });

  it('says which part is missing', async () => {
    expect(await examine({}, ['microphone'])).toMatchObject({
      capture: expect.stringMatching(/unplugged/),
      speaker: 'works',
      echo: null,
    });
    expect(await examine({}, ['speaker'])).toMatchObject({ speaker: expect.stringMatching(/unplugged/), echo: null });
  });

  it('with a dead channel is told from a quiet one', async () => {
    expect((await examine({})).capture).toMatchObject({ dead: true });
  });
});
