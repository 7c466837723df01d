// Which boot of the machine this is: within one boot the monotonic clock tells how much time has passed, whatever the wall clock did.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** An identifier that is the same until the machine restarts; null where the system does not tell. */
export function readBootId(): string | null {
  try {
    if (process.platform === 'linux') return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return execFileSync('sysctl', ['-n', 'kern.boottime'], { encoding: 'utf8' }).trim();
  } catch {
    return null; // a container without /proc: timers then rely on the wall clock
  }
}
