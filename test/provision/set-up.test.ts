import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { completeLock, missingOptionals } from '../../provision/complete-lock.mjs';
import { countTests } from '../../provision/count-tests.mjs';
import { installCommand } from '../../provision/install-command.mjs';
import { placedPackages, tellingProgress } from '../../provision/long-step.mjs';
import { checkMachine, installStamp, matchesLock, missingOptional } from '../../provision/set-up.mjs';

test('an old Node.js and Windows are refused with a sentence that says what to do', () => {
  expect(() => checkMachine('18.20.4', 'linux')).toThrow(/Node\.js 20\.19 or newer; this is 18\.20\.4/);
  expect(() => checkMachine('20.18.9', 'linux')).toThrow(/20\.19/);
  expect(() => checkMachine('22.12.0', 'win32')).toThrow(/Linux and macOS.*WSL/);
});

test('Node.js 20.19 and everything newer will do, on Linux and macOS', () => {
  for (const node of ['20.19.0', '20.20.2', '22.0.0', '24.3.1']) {
    for (const platform of ['linux', 'darwin'] as const) expect(() => checkMachine(node, platform)).not.toThrow();
  }
});

test.each([
  ['ID=debian\n', 'sudo apt install build-essential python3'],
  ['NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', 'sudo apt install build-essential python3'],
  ['ID=fedora\n', 'sudo dnf install gcc-c++ make python3'],
  ['ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', 'sudo zypper install gcc-c++ make python3'],
  ['ID=manjaro\nID_LIKE=arch\n', 'sudo pacman -S base-devel python'],
  ['ID=alpine\n', 'sudo apk add build-base python3'],
  ['', 'on Debian: sudo apt install build-essential python3'],
])('a missing compiler is named with the command of this system: %j', (osRelease, command) => {
  expect(installCommand('compiler', 'linux', osRelease)).toBe(command);
});

test('macOS has its own, and missing headers have theirs', () => {
  expect(installCommand('compiler', 'darwin', '')).toBe('xcode-select --install');
  expect(installCommand('headers', 'linux', 'ID=debian\n')).toBe('sudo apt install libnode-dev');
  expect(installCommand('headers', 'linux', 'ID=fedora\n')).toBe('sudo dnf install nodejs-devel');
});

test('an optional package that lacks headers is told with the command that brings them', () => {
  expect(missingOptional('alsa-capture', 'linux', 'ID=debian\n')).toContain(
    'sudo apt install libasound2-dev, then: npm install',
  );
  expect(missingOptional('usb', 'linux', 'ID=debian\n')).not.toContain('install ');
});

const lock = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a-linux': { version: '1.0.0', optional: true },
    'node_modules/a-darwin': { version: '1.0.0', optional: true },
  },
};

function matches(installed: Record<string, { version: string }>): boolean {
  return matchesLock(JSON.stringify(lock), JSON.stringify({ packages: installed }));
}

test('what is installed counts only when it is all that the lock file asks for, but for other systems', () => {
  expect(matches({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/a-linux': { version: '1.0.0' } })).toBe(true);
  expect(matches({ 'node_modules/a': { version: '1.0.1' } })).toBe(false);
  expect(matches({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/a-linux': { version: '0.9.0' } })).toBe(false);
  expect(matches({})).toBe(false);
  expect(matchesLock(JSON.stringify(lock), undefined)).toBe(false);
});

test('of the packages that every system needs, those that npm has put in place are counted', () => {
  const root = mkdtempSync(join(tmpdir(), 'linnet-set-up-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const wanted = {
    packages: {
      '': {},
      'node_modules/a': {},
      'node_modules/a/node_modules/b': {},
      'node_modules/a-linux': { optional: true },
    },
  };
  expect(placedPackages(root, wanted)).toEqual({ placed: 0, wanted: 2 });
  mkdirSync(join(root, 'node_modules/a/node_modules/b'), { recursive: true });
  writeFileSync(join(root, 'node_modules/a/package.json'), '{}');
  expect(placedPackages(root, wanted)).toEqual({ placed: 1, wanted: 2 });
});

test('a long step gives a sign of life until it is over, and then none', async () => {
  const said: string[] = [];
  let end = (_status: number): void => {};
  const step = new Promise<number>((resolve) => {
    end = resolve;
  });
  const say = (text: string): void => {
    if (said.push(text) === 3) end(0);
  };
  let placed = 0;
  expect(await tellingProgress(step, () => `${++placed} of 3 packages are in place`, say, 1)).toBe(0);
  const [first] = said;
  expect(first).toMatch(/^ {2}\d+ s: 1 of 3 packages are in place\.$/);
  await new Promise(setImmediate);
  expect(said).toHaveLength(3);
});

test('another lock file asks for another installation', () => {
  expect(installStamp('one')).not.toBe(installStamp('two'));
  expect(installStamp('one')).toBe(installStamp('one'));
});

test('packages for other systems that a mirror lacks are added to the lock file beside those it has', () => {
  const broken = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/x': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: { '@x/linux-x64': '2.0.0', '@x/darwin-arm64': '2.0.0' },
      },
      'node_modules/@x/linux-x64': { version: '2.0.0', dev: true, optional: true },
      'node_modules/y/node_modules/x': { version: '3.0.0', optionalDependencies: { '@y/win32-x64': '3.0.0' } },
    },
  };
  expect(missingOptionals(broken).map(({ wanted }) => wanted)).toEqual(['@x/darwin-arm64', '@y/win32-x64']);
  const whole = completeLock(broken);
  expect(missingOptionals(whole)).toEqual([]);
  expect(whole.packages['node_modules/@x/darwin-arm64']).toEqual({
    version: '2.0.0',
    cpu: ['arm64'],
    dev: true,
    optional: true,
    os: ['darwin'],
  });
  expect(whole.packages['node_modules/y/node_modules/@y/win32-x64']).toMatchObject({ version: '3.0.0', os: ['win32'] });
});

function records(passed: number, failed: number, files: ReadonlyArray<readonly [string, readonly string[]]>): string {
  const testResults = files.map(([status, tests], index) => ({
    name: resolve(`test/f${index}.test.ts`),
    status,
    message: status === 'failed' ? 'Error: broken\n at line 1' : '',
    assertionResults: tests.map((test, at) => ({ status: test, fullName: `t${at}`, failureMessages: ['no\n at 2'] })),
  }));
  return JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults });
}

test('the last lines count tests, skipped ones apart, files that could not be loaded, and a runner that failed by itself; each is named', () => {
  const good = { passed: 3, failed: 0, skipped: 0, failures: [] };
  expect(countTests(records(3, 0, [['passed', ['passed', 'passed', 'passed']]]), 0)).toEqual(good);
  const some = { passed: 1, failed: 0, skipped: 3, failures: [] };
  expect(countTests(records(1, 0, [['passed', ['passed', 'skipped', 'pending', 'todo']]]), 0)).toEqual(some);
  const one = { passed: 1, failed: 1, skipped: 0, failures: ['test/f0.test.ts > t1: no'] };
  expect(countTests(records(1, 1, [['failed', ['passed', 'failed']]]), 1)).toEqual(one);
  const unloaded = { passed: 0, failed: 1, skipped: 0, failures: ['test/f0.test.ts: Error: broken'] };
  expect(countTests(records(0, 0, [['failed', []]]), 1)).toEqual(unloaded);
  const ended = { passed: 2, failed: 1, skipped: 0, failures: ['the runner ended with status 1'] };
  expect(countTests(records(2, 0, [['passed', ['passed', 'passed']]]), 1)).toEqual(ended);
  expect(countTests(undefined, 1)).toMatchObject({ passed: 0, failed: 1 });
});
