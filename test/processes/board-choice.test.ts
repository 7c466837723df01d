// Which board a box opens on machines of all kinds, and what becomes of it when another one is plugged in.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulatedBoard } from '../../appliance/hardware/simulated/board.ts';
import { type Machine, readMachine } from '../../appliance/hardware/system-files.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { type Log, silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { boardArgumentSchema } from '../../appliance/processes/board-argument.ts';
import { type OpenedBoard, openChosenBoard } from '../../appliance/processes/board-choice.ts';
import type { SimulatedRoom } from '../../appliance/processes/simulated-room.ts';
import { CARDS, PI4, PI5, type TreeFixture, writeTree } from '../hardware/machine-tree.ts';

let scope: Scope;
let clock: ManualClock;
let machine: Machine;
let better: string[];
let warnings: string[];
const log: Log = { ...silentLog, warn: (fields) => warnings.push(JSON.stringify(fields)) };
beforeEach(() => {
  warnings = [];
  scope = new Scope();
  clock = new ManualClock();
  better = [];
});
afterEach(() => scope.close());

/** From now on the machine is like this. */
async function becomes(tree: TreeFixture): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'machine-'));
  await writeTree(root, tree);
  machine = readMachine(root);
  await rm(root, { recursive: true });
}

async function open(tree: TreeFixture, board = 'auto'): Promise<OpenedBoard> {
  await becomes(tree);
  const simulate = (): SimulatedRoom => ({
    board: createSimulatedBoard({}, { clock, sources: [] }),
    sink: undefined as never,
    simulate: () => {},
  });
  const { real } = boardArgumentSchema.parse({ sockets: { microphone: '', speech: '', media: '' } });
  const opened = await openChosenBoard(
    { board, real },
    { clock, log, scope, simulate, machine: () => machine },
    ({ row, card }) => better.push(`${row.id} ${card.id}`),
  );
  scope.defer(() => opened.board.close());
  return opened;
}

const listen = ({ board }: OpenedBoard): Promise<void> =>
  board.microphone.open(
    () => {},
    () => {},
  );

describe('the board of a box', () => {
  it('is none on a Pi without one, which says so and takes the array as soon as it is plugged in', async () => {
    const opened = await open({ model: PI4, cards: [CARDS.jack] });
    expect(opened).toMatchObject({ room: null, board: { id: 'none', ring: null, button: null } });
    await expect(listen(opened)).rejects.toThrow(/No microphone is connected.*microphone\.unavailable/s);
    clock.advance(20_000);
    expect(better).toEqual([]);
    await becomes({ model: PI4, cards: [CARDS.jack, CARDS.xvf3800] });
    clock.advance(2000);
    expect(better).toEqual(['respeaker-xvf3800 Array']);
    clock.advance(20_000);
    expect(better).toHaveLength(1);
  });

  it("is a webcam's microphone only until a real one is there", async () => {
    const opened = await open({ model: PI4, cards: [CARDS.jack, CARDS.webcam] });
    expect(opened.board.id).toBe('alsa');
    await becomes({ model: PI4, cards: [CARDS.jack, CARDS.webcam, CARDS.lite] });
    clock.advance(2000);
    expect(better).toEqual(['respeaker-lite Lite']);
  });

  it('stays what it is where the owner wants any card, or a board was found', async () => {
    expect((await open({ model: PI4, cards: [CARDS.webcam] }, 'alsa')).board.id).toBe('alsa');
    await becomes({ model: PI4, cards: [CARDS.webcam, CARDS.lite] });
    clock.advance(4000);
    expect((await open({ model: PI4, cards: [CARDS.lite] })).board.id).toBe('respeaker-lite');
    await becomes({ model: PI4, cards: [CARDS.lite, CARDS.xvf3800] });
    clock.advance(4000);
    expect(better).toEqual([]);
  });

  it('that the owner named is waited for, whatever else is there', async () => {
    const opened = await open({ model: PI5, cards: [CARDS.webcam] }, 'respeaker-xvf3800');
    await expect(listen(opened)).rejects.toThrow(/XVF3800.*not connected[^[]*\[board\.unsupported\]$/s);
    await becomes({ model: PI5, cards: [CARDS.webcam, CARDS.lite] });
    clock.advance(2000);
    expect(better).toEqual([]);
    await becomes({ model: PI5, cards: [CARDS.webcam, CARDS.lite, CARDS.xvf3800] });
    clock.advance(2000);
    expect(better).toEqual(['respeaker-xvf3800 Array']);
  });

  it('that cannot work on this Pi is refused with the reason, also with its driver loaded', async () => {
    await expect(listen(await open({ model: PI5, cards: [CARDS.fourMic] }))).rejects.toThrow(/TDM.*XVF3800/s);
    await expect(listen(await open({ model: PI5, cards: [], i2c: [0x3b] }))).rejects.toThrow(/TDM.*XVF3800/s);
  });

  it('that cannot work is told of also where a webcam is used in its place', async () => {
    expect((await open({ model: PI5, cards: [CARDS.webcam], i2c: [0x3b] })).board.id).toBe('alsa');
    expect(warnings.join()).toMatch(/TDM.*XVF3800/s);
  });

  it('is none for a name that there is not, and says which there are', async () => {
    await expect(listen(await open({ model: PI4, cards: [CARDS.lite] }, 'respeeker'))).rejects.toThrow(
      /respeaker-lite.*"respeeker" came/s,
    );
  });

  it('is simulated on a machine that is no Pi and has no card, until it has one', async () => {
    expect((await open({ cards: [] })).board.id).toBe('simulated');
    await becomes({ cards: [CARDS.webcam] });
    clock.advance(2000);
    expect(better).toEqual(['alsa C920']);
  });

  it('is not looked for after the box has ended', async () => {
    await open({ model: PI4, cards: [] });
    await scope.close();
    await becomes({ model: PI4, cards: [CARDS.xvf3800] });
    clock.advance(10_000);
    expect(better).toEqual([]);
  });
});
