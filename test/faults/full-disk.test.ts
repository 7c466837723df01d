// No space left, at the start and on the way: what cannot be kept is said, everything else goes on, and it works again as soon as
// there is room. The full disk is a small file system in memory, which only root may make.
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AskReply } from '../../appliance/api/actions.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { startBoxProcess } from '../support/box-process.ts';
import { linnet } from '../support/command-line.ts';
import { type RunningBox, startBox, temporaryFolder } from '../support/running-box.ts';

const ASKER = { kind: 'console', id: 'test', person: null } as const;

// Whole boxes, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let scope: Scope;
let disk: string;
beforeEach(() => {
  scope = new Scope();
  disk = temporaryFolder(scope);
});
afterEach(() => scope.close());

/** A file system of so many kilobytes at `disk`; false where this user may not mount one. */
function mountDisk(kilobytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return false;
  }
  scope.defer(() => execFileSync('umount', ['-l', disk]));
  return true;
}

function fillDisk(): void {
  const file = openSync(join(disk, 'filling'), 'w');
  for (const size of [65_536, 4096]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(file);
}

/** The database has a little room in its own file. */
async function timersUntilRefused({ hub }: RunningBox): Promise<{ refused: AskReply; kept: number }> {
  for (let kept = 0; kept < 40; kept++) {
    const reply = await hub.box.ask(`Set a timer for ${20 + kept} minutes.`, ASKER);
    if (reply.outcome !== 'done') return { refused: reply, kept };
  }
  throw new Error('Forty timers were kept on a full disk.');
}

describe('a full disk', () => {
  test('at the start is said, with what to do', async ({ skip }) => {
    skip(!mountDisk(64), 'no file system can be mounted here');
    fillDisk();
    const { status, errors } = await linnet(['--data', disk, '--set', 'audio.board=simulated', 'run']);
    expect(status).toBe(1);
    expect(errors).toMatch(/No space left to write ".*"; free some and try again\. \[data\.noSpace\]/);
  });

  test('on the way keeps no timer and says so; the house is still heard, a timer still rings, and room is enough to recover', async ({
    skip,
  }) => {
    skip(!mountDisk(2048), 'no file system can be mounted here');
    const box = await startBox({ dataRoot: disk, flags: ['voice.cacheMb=0'] });
    scope.defer(() => box.close());
    await box.hub.box.ask('Set a tea timer for two seconds.', ASKER);
    fillDisk();
    const { refused, kept } = await timersUntilRefused(box);
    expect(refused).toMatchObject({ outcome: 'failed', text: expect.stringMatching(/space|room|full/i) });
    expect(box.hub.box.read().timers).toHaveLength(1 + kept);
    expect(await box.hub.box.ask('Turn on the kitchen light.', ASKER)).toMatchObject({ outcome: 'done' });
    await box.until(() => box.hub.box.read().ringing, 'the tea timer to ring');
    box.press();
    await box.until(() => !box.hub.box.read().ringing, 'the button to stop it');
    await expect(box.hub.box.setMuted(true)).rejects.toThrow(/data\.noSpace/);
    rmSync(join(disk, 'filling'));
    await box.hub.box.setMuted(false);
    expect(await box.hub.box.ask('Set a pizza timer for ten minutes.', ASKER)).toMatchObject({ outcome: 'done' });
    expect(box.hub.box.read().timers).toHaveLength(kept + 1);
  });

  test.skipIf(process.platform !== 'linux')('under the log takes the log and not the box', async () => {
    const full = openSync('/dev/full', 'w');
    const box = startBoxProcess({ dataRoot: disk, errors: full }, scope);
    await box.answers();
    expect(await box.door({ action: 'ask', text: 'What time is it?' })).toMatchObject({ outcome: 'done' });
    box.kill('SIGTERM');
    expect(await box.exit).toMatchObject({ code: 0, signal: null });
  });
});
