// What a process uses, as Linux counts it. null where the system does not tell.
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second on every architecture (USER_HZ). */
const TICK_MS = 10;

export interface MemoryUse {
  readonly nowMb: number;
  readonly peakMb: number;
}

export function memoryOf(pid: number): MemoryUse | null {
  const status = read(`/proc/${pid}/status`);
  const kilobytes = (field: string): number => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status ?? '')?.[1]);
  return status === null ? null : { nowMb: kilobytes('VmRSS') / 1024, peakMb: kilobytes('VmHWM') / 1024 };
}

/** Milliseconds of processor time since it began, all threads. */
export function cpuMsOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before may have spaces
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

export function openFilesOf(pid: number): number | null {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return null;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // it has ended, or this is no Linux
  }
}
