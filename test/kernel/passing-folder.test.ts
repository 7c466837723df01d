import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePassingFolder, sweepPassingFolders } from '../../appliance/kernel/passing-folder.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'linnet-passing-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

/** The name of a folder that process `pid` made here. */
function nameOf(pid: number): string {
  const own = makePassingFolder('box', parent);
  rmSync(own, { recursive: true });
  return basename(own).replace(`-${process.pid}-`, `-${pid}-`);
}

/** The id of a process that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '0']).pid;

test('what a process left that lives no longer is removed, with all that is in it', () => {
  const left = join(parent, nameOf(deadPid()));
  mkdirSync(left);
  writeFileSync(join(left, 'mic'), '');
  sweepPassingFolders(parent);
  expect(readdirSync(parent)).toEqual([]);
});

test('what belongs to a process that lives, or to nobody known, stays', () => {
  const own = makePassingFolder('voice', parent);
  const dead = deadPid();
  const name = nameOf(dead);
  const strange = [name.slice(0, -7), name.replace('-box', ''), name.replace('linnet', 'other'), `${name}7`];
  for (const name of strange) mkdirSync(join(parent, name));
  writeFileSync(join(parent, nameOf(dead)), '');
  mkdirSync(join(parent, 'target'));
  symlinkSync(join(parent, 'target'), join(parent, nameOf(dead)));
  const before = readdirSync(parent);
  sweepPassingFolders(parent);
  expect(readdirSync(parent)).toEqual(before);
  expect(existsSync(own)).toBe(true);
});

test('what a process of another container made stays, since nobody here knows whether it lives', () => {
  const dead = deadPid();
  const name = nameOf(dead).replace(/^linnet-box-[a-z0-9]+-/, 'linnet-box-elsewhere-');
  expect(name).toContain(`linnet-box-elsewhere-${dead}-`);
  mkdirSync(join(parent, name));
  sweepPassingFolders(parent);
  expect(readdirSync(parent)).toEqual([name]);
});

test('a temporary folder that is not there is no reason to fail', () => {
  expect(() => sweepPassingFolders(join(parent, 'nothing'))).not.toThrow();
});
