// What must hold of the repository as a whole so that a fresh clone installs anywhere.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingOptionals } from '../../provision/complete-lock.mjs';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly engines?: { readonly node?: string } | readonly string[];
}

interface Lock {
  readonly packages: Record<string, LockedPackage>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** In pieces, so that this file does not name one itself. */
const REGISTRIES = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['npm', 'pkg', 'github', 'com'],
  ['files', 'pythonhosted', 'org'],
  ['pypi', 'org'],
  ['pypi', 'python', 'org'],
].map((labels) => labels.join('.'));

function trackedFiles(): string[] {
  return execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '');
}

test('no file names the host of a package registry: each client asks the one that its owner configured', () => {
  const naming = trackedFiles().filter((path) => {
    const text = readFileSync(path, 'latin1');
    return REGISTRIES.some((host) => text.includes(host));
  });
  expect(naming).toEqual([]);
});

test('the lock file says versions and hashes, and no addresses', () => {
  const addressed = Object.entries(lock.packages).filter(
    ([, { resolved, link }]) => resolved !== undefined && link !== true,
  );
  expect(addressed.map(([path]) => path)).toEqual([]);
});

test('the lock file has the packages of every system, as "npm ci" demands', () => {
  expect(missingOptionals(lock), 'run: node provision/complete-lock.mjs').toEqual([]);
});

test('every direct dependency is pinned, and is what the lock file has', () => {
  for (const kind of ['dependencies', 'optionalDependencies', 'devDependencies']) {
    for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
      expect(version, name).toMatch(EXACT);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  }
});

/** Whether `range`, of the forms that packages use for the versions of Node, has `version` in it. */
function admits(range: string, version: readonly number[]): boolean {
  const parts = (text: string): number[] => text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : 0));
  const below = (left: readonly number[], right: readonly number[]): boolean => {
    const at = [0, 1, 2].find((index) => (left[index] ?? 0) !== (right[index] ?? 0));
    return at !== undefined && (left[at] ?? 0) < (right[at] ?? 0);
  };
  return range.split('||').some((alternative) => {
    const comparators = [...alternative.matchAll(/(>=|<|\^|)\s*(\d[\d.x]*)/g)];
    return comparators.every(([, sign, text = '']) => {
      const bound = parts(text);
      if (sign === '<') return below(version, bound);
      return !below(version, bound) && (sign === '>=' || version[0] === bound[0]);
    });
  });
}

test('every package runs on the oldest Node that is promised', () => {
  const promised = /^>=(\d+)\.(\d+)\.(\d+)$/.exec(String(manifest.engines?.node));
  const oldest = promised!.slice(1).map(Number);
  const wanting = Object.entries(lock.packages).flatMap(([path, { engines }]) => {
    const range = engines !== undefined && 'node' in engines ? engines.node : undefined;
    return range === undefined || admits(range, oldest) ? [] : [`${path} wants ${range}`];
  });
  expect(wanting).toEqual([]);
  expect([
    admits('>=22', [20, 19, 0]),
    admits('^18.18.0 || ^20.20.0', [20, 19, 0]),
    admits('20 || >=22', [20, 19, 0]),
  ]).toEqual([false, false, true]);
});

test('every package that the box runs with is named in THIRD_PARTY.md', () => {
  const text = readFileSync('THIRD_PARTY.md', 'utf8');
  const names = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('no model is part of the repository', () => {
  expect(trackedFiles().filter((path) => /\.(onnx|ort|tflite|gguf|safetensors|bin)$/.test(path))).toEqual([]);
});
