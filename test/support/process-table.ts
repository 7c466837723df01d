// The processes of this machine, as Linux shows them; as ps does elsewhere, since a slim Linux has no ps.
import { type ChildProcess, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sleep, systemClock } from '../../appliance/kernel/clock.ts';
import { LIMIT_MS } from './running-box.ts';

interface Row {
  readonly pid: number;
  readonly parent: number;
  /** Begins with "Z" where it has ended and was not waited for. */
  readonly state: string;
  /** Its program, without path and arguments. */
  readonly command: string;
}

/** Children of `pid`, also of one that is a zombie. */
export function childrenOf(pid: number): Row[] {
  return processes().filter(({ parent, command }) => parent === pid && command !== 'ps');
}

/** Whether the process exists; one that ended and was not reaped does not count. */
export function isAlive(pid: number): boolean {
  return processes().some((row) => row.pid === pid && !row.state.startsWith('Z'));
}

/** Resolves when none of them lives. */
export async function untilGone(pids: readonly number[]): Promise<void> {
  const until = systemClock.monotonic() + LIMIT_MS;
  while (pids.some(isAlive)) {
    if (systemClock.monotonic() > until) throw new Error(`Processes ${pids.filter(isAlive).join(', ')} live on.`);
    await sleep(systemClock, 10);
  }
}

/** Kills it and resolves when its children, which then end by themselves, are gone too: none writes a last file after that. */
export async function killWithChildren(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const pids = [child.pid, ...childrenOf(child.pid).map(({ pid }) => pid)];
  child.kill('SIGKILL');
  await untilGone(pids);
}

function processes(): Row[] {
  if (process.platform === 'linux')
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? rowOf(name) : []));
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,comm='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, state = '', command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), state, command: basename(command) }];
    });
}

/** See proc_pid_stat(5). The command may hold blanks and brackets. */
function rowOf(pid: string): Row[] {
  try {
    const [, command = '', state = '', parent] =
      /\((.*)\) (\S) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return [{ pid: Number(pid), parent: Number(parent), state, command }];
  } catch {
    return []; // it has ended meanwhile
  }
}
