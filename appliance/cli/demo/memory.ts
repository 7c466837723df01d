// The most memory each process has held, as the system counts it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Megabytes; null where the system does not tell. On macOS the present size, since the peak is not told. */
export function peakMemoryMb(pid: number): number | null {
  try {
    if (process.platform === 'linux') {
      const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
    }
    return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024);
  } catch {
    return null; // the process has ended
  }
}
