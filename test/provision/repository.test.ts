// What must hold of the repository as a whole so that a fresh clone installs anywhere.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingOptionals } from '../../provision/complete-lock.mjs';

interface Lock {
  readonly packages: Record<string, { readonly version?: string; readonly resolved?: string; readonly link?: boolean }>;
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

test('every package that the box runs with is named in THIRD_PARTY.md', () => {
  const text = readFileSync('THIRD_PARTY.md', 'utf8');
  const names = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('no model is part of the repository', () => {
  expect(trackedFiles().filter((path) => /\.(onnx|ort|tflite|gguf|safetensors|bin)$/.test(path))).toEqual([]);
});
