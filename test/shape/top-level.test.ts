import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from './source-tree.ts';

const FOLDERS = ['appliance', 'image', 'overlays', 'provision', 'systemd', 'test', '.ci'];
const FILES = [
  ...[
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'README.md',
    'LICENSE',
    'THIRD_PARTY.md',
  ],
  ...[
    'biome.json',
    'eslint.config.js',
    /^vitest\.[a-z.]*config\.ts$/,
    '.editorconfig',
    '.gitignore',
    '.npmrc',
    '.nvmrc',
  ],
];

test.skipIf(!existsSync(join(REPOSITORY, '.git')))(
  'the top level holds what a newcomer expects there, and nothing else',
  () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: REPOSITORY, encoding: 'utf8' }).trim().split('\n');
    const entries = [...new Set(tracked.map((path) => path.split('/')[0] ?? ''))];
    const known = (entry: string): boolean =>
      FOLDERS.includes(entry) || FILES.some((file) => (typeof file === 'string' ? file === entry : file.test(entry)));
    expect(entries.filter((entry) => !known(entry))).toEqual([]);
  },
);
