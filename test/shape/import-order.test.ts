import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY, readSource } from './source-tree.ts';

/** Data order: a folder imports only from itself and from those before it. `processes`, `cli` and the files beside them compose, and may import anything. */
const FOLDERS = [
  'kernel',
  'config',
  'storage',
  'language',
  'models',
  'hardware',
  'audio',
  'speech',
  'memory',
  'home',
  'intents',
  'mind',
  'skills',
  'dialogue',
  'presence',
  'host',
  'api',
];
const COMPOSITION = ['processes', 'cli'];

const folderOf = (path: string): string => path.split('/')[1] ?? '';

test('imports only go back: from later folders to earlier ones', () => {
  const wrong = readSource('appliance').flatMap((file) => {
    const own = FOLDERS.indexOf(folderOf(file.path));
    if (own === -1) return [];
    return file.imports
      .filter((target) => target.startsWith('appliance/'))
      .filter((target) => {
        const rank = FOLDERS.indexOf(folderOf(target));
        return rank === -1 || rank > own;
      })
      .map((target) => `${file.path} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('every folder has a place in the order', () => {
  const folders = new Set(
    readSource('appliance')
      .filter((file) => file.path.split('/').length > 2)
      .map((file) => folderOf(file.path)),
  );
  expect([...folders].filter((folder) => ![...FOLDERS, ...COMPOSITION].includes(folder))).toEqual([]);
});

test('no file of the appliance is over 500 lines', () => {
  expect(
    readSource('appliance')
      .filter((file) => file.lines > 500)
      .map((file) => `${file.path}: ${file.lines}`),
  ).toEqual([]);
});

test('timers of the runtime, the environment and the end of the process are touched only where they belong', () => {
  const allowed: ReadonlyArray<readonly [RegExp, RegExp]> = [
    [/\bset(Timeout|Interval)\(/, /^appliance\/kernel\/clock\.ts$/],
    [/\bprocess\.env\b/, /^appliance\/(config|cli|processes|main|speech\/engines\/onnxruntime)/],
    [/\bprocess\.exit\(/, /^appliance\/(kernel\/child-link|cli|processes|main)/],
  ];
  const wrong = readSource('appliance').flatMap((file) =>
    allowed
      .filter(([pattern, place]) => !place.test(file.path) && pattern.test(file.code))
      .map(([pattern]) => `${file.path}: ${pattern.source}`),
  );
  expect(wrong).toEqual([]);
});

/** aedes itself is a module, whose own packages are CommonJS: its thread sees to that. */
test('packages that are CommonJS are required, since to import one costs memory', () => {
  const imported = /^(?:import (?!type )[^;]*? from|.*(?<!typeof )\bimport\() ?'(?!\.|node:)([^']+)'/gm;
  const isModule = (name: string): boolean =>
    (JSON.parse(readFileSync(join(REPOSITORY, 'node_modules', name, 'package.json'), 'utf8')) as { type?: string })
      .type === 'module';
  const found = readSource('appliance').flatMap((file) =>
    [...file.code.matchAll(imported)].map(([, name = '']) => ({ path: file.path, name })),
  );
  expect(new Set(found.map(({ name }) => name))).toContain('aedes'); // both ways of importing are seen
  expect(new Set(found.map(({ name }) => name))).toContain('lowdb');
  expect(found.filter(({ name }) => !isModule(name))).toEqual([]);
});
