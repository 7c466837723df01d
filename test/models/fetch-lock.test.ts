import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { acquireFetchLock } from '../../appliance/models/fetch-lock.ts';
import { hurriedClock, temporaryFolder } from './store-fixture.ts';

const untold = { clock: hurriedClock, onWaiting: () => undefined };

test('a second fetcher waits, says for whom, and goes on when the first is done', async () => {
  const path = join(await temporaryFolder(), 'lock');
  const first = await acquireFetchLock(path, untold);
  const told: number[] = [];
  const order: string[] = [];
  const second = acquireFetchLock(path, {
    clock: hurriedClock,
    onWaiting: (pid) => {
      told.push(pid);
      order.push('waiting');
      void first.release().then(() => order.push('released'));
    },
  });
  await (await second).release();
  expect(told).toEqual([process.pid]);
  expect(order[0]).toBe('waiting');
  expect(existsSync(path)).toBe(false);
});

test('a lock of a process that is gone is taken over', async () => {
  const path = join(await temporaryFolder(), 'lock');
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  await writeFile(path, JSON.stringify({ pid: child.pid, token: 'x' }));
  const told: number[] = [];
  const lock = await acquireFetchLock(path, { clock: hurriedClock, onWaiting: (pid) => told.push(pid) });
  expect(told).toEqual([]);
  await lock.release();
});

test('a lock that nobody has touched for a minute is taken over, whoever has that process id now', async () => {
  const path = join(await temporaryFolder(), 'lock');
  await writeFile(path, JSON.stringify({ pid: process.pid, token: 'x' }));
  const old = Date.now() / 1000 - 61;
  await utimes(path, old, old);
  await (await acquireFetchLock(path, untold)).release();
});

test('a lock without sense, as a power cut leaves it, is judged by its age', async () => {
  const path = join(await temporaryFolder(), 'lock');
  await writeFile(path, '');
  const old = Date.now() / 1000 - 61;
  await utimes(path, old, old);
  await (await acquireFetchLock(path, untold)).release();
});

test('a held lock stays fresh while the fetch goes on', async () => {
  const path = join(await temporaryFolder(), 'lock');
  const clock = new ManualClock(Date.now() + 3_600_000);
  const lock = await acquireFetchLock(path, { clock, onWaiting: () => undefined });
  clock.advance(30_000);
  const told = new Promise<number>((waiting) => {
    const abort = new AbortController();
    void acquireFetchLock(path, { clock, onWaiting: waiting }, abort.signal).catch(() => undefined);
  });
  expect(await told).toBe(process.pid);
  await lock.release();
});

test('a release never takes the lock of another', async () => {
  const path = join(await temporaryFolder(), 'lock');
  const lock = await acquireFetchLock(path, untold);
  const other = JSON.stringify({ pid: process.pid, token: 'another' });
  await writeFile(path, other);
  await lock.release();
  await lock.release();
  expect(await readFile(path, 'utf8')).toBe(other);
});

test('a wait can be given up', async () => {
  const path = join(await temporaryFolder(), 'lock');
  const lock = await acquireFetchLock(path, untold);
  const abort = new AbortController();
  const waiting = acquireFetchLock(
    path,
    { clock: hurriedClock, onWaiting: () => abort.abort(new Error('given up')) },
    abort.signal,
  );
  await expect(waiting).rejects.toThrow('given up');
  await lock.release();
});
