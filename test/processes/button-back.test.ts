// A button that cannot be read, at the start or any more, comes back by itself, whichever way the board reads it.
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { INPUT_EVENT_BYTES, KeyButton } from '../../appliance/hardware/gpio/key-button.ts';
import { type GpioLine, LineButton } from '../../appliance/hardware/gpio/onoff.ts';
import type { Button } from '../../appliance/hardware/ports.ts';
import { createSimulatedBoard } from '../../appliance/hardware/simulated/board.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { type BoardRunner, createBoardRunner } from '../../appliance/processes/board-runner.ts';

let clock: ManualClock;
let runner: BoardRunner;
let edges: boolean[];
let folder: string;
beforeEach(() => {
  clock = new ManualClock();
  edges = [];
  folder = mkdtempSync(join(tmpdir(), 'button-'));
});
afterEach(async () => {
  await runner.close();
  rmSync(folder, { recursive: true });
});

async function start(button: Button): Promise<void> {
  const board = { ...createSimulatedBoard({}, { clock, sources: [] }), button };
  runner = createBoardRunner({}, { board, clock, log: silentLog, onFrame: () => {} }, (event) => {
    if (event.kind === 'button') edges.push(event.pressed);
  });
  await runner.start();
}

async function run(ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 10) {
    clock.advance(10);
    await new Promise(setImmediate);
  }
}

/** A line of the kernel that comes and goes with its driver. */
class ComingLine {
  here = true;
  opened = 0;
  #value: 0 | 1 = 1;
  #listener: () => void = () => {};

  open = (): GpioLine => {
    if (!this.here) throw new Error('EINVAL');
    this.opened++;
    return {
      readSync: () => {
        if (!this.here) throw new Error('EIO');
        return this.#value;
      },
      writeSync: () => {},
      watch: (listener) => {
        this.#listener = () => listener(null, this.#value);
      },
      unwatchAll: () => {
        this.#listener = () => {};
      },
      unexport: () => {},
    };
  };

  async set(value: 0 | 1): Promise<void> {
    this.#value = value;
    this.#listener();
    await run(100);
  }
}

it('a line that was lost while it was held is let go, and heard again when it is back', async () => {
  const line = new ComingLine();
  await start(new LineButton({ number: 1, activeLow: true }, { clock, open: line.open }));
  await line.set(0);
  line.here = false;
  await line.set(1);
  expect(edges).toEqual([true, false]);
  await run(20_000);
  line.here = true;
  await run(30_000);
  await line.set(0);
  await line.set(1);
  expect([edges, line.opened]).toEqual([[true, false, true, false], 2]);
});

it('a line that is away at the start is heard when it comes', async () => {
  const line = new ComingLine();
  line.here = false;
  await start(new LineButton({ number: 1, activeLow: true }, { clock, open: line.open }));
  await run(5000);
  line.here = true;
  await run(10_000);
  await line.set(0);
  expect(edges).toEqual([true]);
});

it('a line that does not come back is tried less and less often, and not after the end', async () => {
  const line = new ComingLine();
  line.here = false;
  let tried = 0;
  const open = (): GpioLine => {
    tried++;
    return line.open();
  };
  await start(new LineButton({ number: 1, activeLow: true }, { clock, open }));
  await run(300_000);
  expect(tried).toBeGreaterThan(6);
  expect(tried).toBeLessThan(20);
  await runner.close();
  const before = tried;
  await run(120_000);
  expect(tried).toBe(before);
});

it('an input device that went is heard again under the name that it has then', async () => {
  let path = join(folder, 'event3');
  execFileSync('mkfifo', [path]);
  const input = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const press = (value: number): void => {
    const bytes = Buffer.alloc(INPUT_EVENT_BYTES);
    bytes.writeUInt16LE(1, INPUT_EVENT_BYTES - 8);
    bytes.writeInt32LE(value, INPUT_EVENT_BYTES - 4);
    writeSync(input, bytes);
  };
  let away = false;
  const read = ((...args: Parameters<typeof readSync>) => {
    if (away) throw Object.assign(new Error('no such device'), { code: 'ENODEV' });
    return readSync(...args);
  }) as typeof readSync;
  await start(new KeyButton(() => path, { clock, read }));
  press(1);
  await run(100);
  away = true;
  await run(100);
  expect(edges).toEqual([true, false]);
  renameSync(path, join(folder, 'event5'));
  await run(10_000);
  path = join(folder, 'event5');
  away = false;
  await run(20_000);
  press(1);
  await run(100);
  expect(edges).toEqual([true, false, true]);
  closeSync(input);
});
