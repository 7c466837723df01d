// .ci/run on programs that only say how they end.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const repo = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ci-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The last lines of a run whose check `name` ends with `status`, in the language of the shell. */
function run(name: string, status: string, suite = '3 passed, 0 failed'): { status: number | null; lines: string[] } {
  for (const each of ['.ci', 'bin']) mkdirSync(join(folder, each));
  copyFileSync(join(repo, '.ci/run'), join(folder, '.ci/run'));
  const npm = `case "$*" in test) printf "${suite}\\n";; *${name}*) exit ${status};; esac`;
  for (const [program, does] of Object.entries({ npm, 'apt-get': '', sudo: '' })) {
    writeFileSync(join(folder, 'bin', program), `#!/bin/sh\n${does}\n`);
    chmodSync(join(folder, 'bin', program), 0o755);
  }
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:/usr/bin:/bin` };
  const ran = spawnSync('bash', [join(folder, '.ci/run')], { encoding: 'utf8', env });
  return { status: ran.status, lines: ran.stdout.trim().split('\n').filter(Boolean).slice(-2) };
}

describe('what counts as passed', () => {
  it('is each check that was made, but not one that could not be, which is told apart', () => {
    const { status, lines } = run('test:gpio', '$SKIPPED_STATUS');
    expect(lines).toEqual(['1 skipped: button and lamps on a simulated chip', '13 passed, 0 failed']);
    expect(status).toBe(0);
  });

  it('is no test that was skipped, of which there may be some', () => {
    const { status, lines } = run('test:gpio', '0', 'Tests  2 skipped\\n12 skipped\\n3 passed, 0 failed');
    expect(lines).toEqual(['12 skipped: tests of the suite', '14 passed, 0 failed']);
    expect(status).toBe(0);
  });

  it('is not one that failed', () => {
    const { status, lines } = run('test:gpio', '1');
    expect(lines.at(-1)).toBe('13 passed, 1 failed');
    expect(status).toBe(1);
  });
});

it('the check on a simulated chip ends well for a person where it cannot be made, and says so; for who counts with a status of its own', () => {
  const skipped = (environment: Record<string, string>) => {
    const args = ['--import', 'tsx', join(repo, 'test/vm/gpio-sim.ts')];
    return spawnSync(process.execPath, args, { cwd: repo, encoding: 'utf8', env: { PATH: '', ...environment } });
  };
  expect(skipped({})).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Skipped: .*not tried/) });
  expect(skipped({ SKIPPED_STATUS: '77' }).status).toBe(77);
});
