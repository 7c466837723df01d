// One fetcher at a time in a models folder. The lock is a file with the owner's process id, touched while it is held; it is taken
// over when that process is gone or has not touched it for a while (a power cut, and the id reused since).
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Clock, sleep } from '../kernel/clock.ts';
import { isProcessAlive } from '../kernel/process-alive.ts';

const HEARTBEAT_MS = 5_000;
/** Twelve heartbeats: longer than any pause of a process that is alive. */
const STALE_MS = 60_000;
const POLL_MS = 250;

const lockSchema = z.object({ pid: z.number().int().positive(), token: z.string().min(1) });

export interface FetchLock {
  /** Idempotent. */
  release(): Promise<void>;
}

export interface FetchLockDeps {
  readonly clock: Clock;
  /** Called once, with the process that has it, before the wait begins. */
  readonly onWaiting: (pid: number) => void;
}

/** Waits for the lock at `path`; rejects only with the signal's reason or as the file system does. */
export async function acquireFetchLock(path: string, deps: FetchLockDeps, signal?: AbortSignal): Promise<FetchLock> {
  const token = randomBytes(8).toString('hex');
  await mkdir(dirname(path), { recursive: true });
  let told = false;
  while (!(await create(path, token))) {
    const owner = await readOwner(path);
    if (owner !== undefined && (await isStale(path, owner.pid, deps.clock))) {
      await removeStale(path, owner.token, token);
      continue;
    }
    if (!told && owner !== undefined) deps.onWaiting(owner.pid);
    told ||= owner !== undefined;
    await sleep(deps.clock, POLL_MS, signal);
  }
  return held(path, token, deps.clock);
}

function held(path: string, token: string, clock: Clock): FetchLock {
  let released = false;
  const beat = (): void => {
    const now = clock.wall() / 1000;
    // A lock that somebody removed by hand is not an error of the fetch.
    void utimes(path, now, now).catch(() => undefined);
    timer = clock.after(HEARTBEAT_MS, beat);
  };
  let timer = clock.after(HEARTBEAT_MS, beat);
  return {
    release: async () => {
      timer.cancel();
      if (released) return;
      released = true;
      if ((await readOwner(path))?.token === token) await rm(path, { force: true });
    },
  };
}

async function create(path: string, token: string): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify({ pid: process.pid, token }), { flag: 'wx' });
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  }
}

/** What the lock file says; process 0 for a file without sense, which is judged by its age alone; undefined when it is gone. */
async function readOwner(path: string): Promise<{ pid: number; token: string } | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch {
    return { pid: 0, token: text };
  }
}

async function isStale(path: string, pid: number, clock: Clock): Promise<boolean> {
  if (pid > 0 && !isProcessAlive(pid)) return true;
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: clock.wall() }));
  return Math.abs(clock.wall() - mtimeMs) > STALE_MS;
}

/** Moved away before it is removed, so that a lock that a quicker process has just made is recognised and put back. */
async function removeStale(path: string, staleToken: string, ourToken: string): Promise<void> {
  const aside = `${path}.${ourToken}`;
  try {
    await rename(path, aside);
  } catch {
    return; // somebody else was quicker
  }
  if ((await readOwner(aside))?.token === staleToken) await rm(aside, { force: true });
  else await rename(aside, path);
}
