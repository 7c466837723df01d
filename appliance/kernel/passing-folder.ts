// Folders of one process in the system's temporary folder. Their names hold its id, so that what a process left that was killed is
// known to be nobody's and removed by the next start. An id says nothing outside of its namespace: a box in a container may share the
// temporary folder, so the name holds that too.
import { lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive } from './process-alive.ts';

const NAME = /^linnet-[a-z]+-([a-z0-9]+)-(\d+)-[A-Za-z0-9]{6}$/;

/** A new folder that only this user can enter. `purpose`: lower-case letters. The caller removes it. */
export function makePassingFolder(purpose: string, parent: string = tmpdir()): string {
  return mkdtempSync(join(parent, `linnet-${purpose}-${pidNamespace()}-${process.pid}-`));
}

/** Removes what processes of this user left that live no longer. Never throws: what cannot be removed stays. */
export function sweepPassingFolders(parent: string = tmpdir()): void {
  const own = pidNamespace();
  for (const name of namesIn(parent)) {
    const [, namespace, pid] = NAME.exec(name) ?? [];
    if (namespace !== own || isProcessAlive(Number(pid))) continue;
    const path = join(parent, name);
    try {
      const entry = lstatSync(path);
      if (entry.isDirectory() && entry.uid === process.getuid?.()) rmSync(path, { recursive: true, force: true });
    } catch {
      // gone already, or not ours to remove
    }
  }
}

/** Of the ids of processes, as this process sees them; short, since it stands in the paths of sockets. */
function pidNamespace(): string {
  try {
    return Number(/\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? 0).toString(36); // "pid:[4026531836]"
  } catch {
    return '0'; // macOS has none
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // a temporary folder that cannot be listed
  }
}
