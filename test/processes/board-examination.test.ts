import { describe, expect, it } from 'vitest';
import { noise } from '../../appliance/audio/babble.ts';
import { echoFindings } from '../../appliance/cli/doctor/echo-check.ts';
import type { Board } from '../../appliance/hardware/ports.ts';
import {
  createSimulatedBoard,
  type SimulatedBoard,
  type SimulatedBoardOptions,
} from '../../appliance/hardware/simulated/board.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { whoCancelsEcho } from '../../appliance/processes/board-echo.ts';
import { type BoardExamination, examineBoard } from '../../appliance/processes/board-examination.ts';

/** A second channel as it is, and a first one that the board's chip has taken so much echo out of, with noise of its own. */
function behindChip(board: SimulatedBoard, erleDb: number): Board {
  const gain = 10 ** (-erleDb / 20);
  const white = noise(9);
  const { microphone } = board;
  const open: Board['microphone']['open'] = (sink, onLost) =>
    microphone.open((samples, first, atMs) => {
      const both = samples.slice();
      for (let i = 0; i < both.length; i += 2) {
        both[i + 1] = samples[i]!;
        both[i] = samples[i]! * gain + 50 * white();
      }
      sink(both, first, atMs);
    }, onLost);
  return {
    ...board,
    microphone: { ...microphone, sampleRate: 16_000, channels: 2, open, close: () => microphone.close() },
  };
}

async function examine(
  options: SimulatedBoardOptions,
  unplug: ReadonlyArray<'microphone' | 'speaker'> = [],
  chip: number | null = null,
): Promise<BoardExamination> {
  const clock = new ManualClock();
  const board = createSimulatedBoard({ speaker: { sampleRate: 48_000 }, ...options }, { clock, sources: [] });
  for (const device of unplug) board[device].setPlugged(false);
  let done = false;
  const examined = chip === null ? board : behindChip(board, chip);
  const examination = examineBoard(examined, { rawChannel: chip === null ? null : 1 }, { clock }).finally(() => {
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

describe('what doctor says of the echo', () => {
  const echo = { echoOverNoiseDb: 22, erleDb: 15, speechChangeDb: -0.8 };

  it.each([
    ['software', echo, null, 'ok', /software canceller: 22 dB.*takes 15 dB; speech over it comes out 0.8 dB quieter/],
    ['software', { ...echo, speechChangeDb: 0.2 }, null, 'ok', /left whole/],
    ['software', { ...echo, erleDb: 2 }, null, 'warning', /takes 2 dB/],
    ['software', { ...echo, speechChangeDb: -7 }, null, 'warning', /7.0 dB quieter/],
    ['software', { ...echo, echoOverNoiseDb: 1 }, null, 'ok', /hardly heard/],
    [
      'board',
      { ...echo, echoOverNoiseDb: 2 },
      20,
      'ok',
      /board's own canceller: 2 dB.*left \(it takes at least 20 dB\)/,
    ],
    ['board', echo, null, 'warning', /board's own canceller: 22 dB.*only a person/],
    ['nobody', echo, null, 'warning', /no canceller, half-duplex: 22 dB over the noise$/],
  ] as const)('of %s: %#', (cancelling, measured, boardErleDb, state, says) => {
    const [found] = echoFindings({ echo: measured, boardErleDb }, cancelling);
    expect(found).toMatchObject({ check: 'echo', state });
    expect(found!.says).toMatch(says);
    expect(found!.hint === null).toBe(state === 'ok');
  });

  it('is nothing where it could not be measured', () => {
    expect(echoFindings({ echo: null, boardErleDb: null }, 'software')).toEqual([]);
  });

  it.each([
    ['auto', false, 'software'],
    ['auto', true, 'board'],
    ['on', true, 'software'],
    ['off', true, 'board'],
    ['off', false, 'nobody'],
  ] as const)('is of who cancels it: %s, by the board %s: %s', (choice, boardCancels, who) => {
    expect(whoCancelsEcho(choice, boardCancels)).toBe(who);
  });
});
