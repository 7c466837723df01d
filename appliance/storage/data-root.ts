// The data root: one folder, one program. The lock is an exclusive SQLite transaction, which the kernel of the operating system
// releases however the holder ends; a file with a process id would survive a power cut and lie.

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { asDiskError } from '../kernel/atomic-file.ts';
import { requirePackage } from '../kernel/common-js.ts';
import { LinnetError } from '../kernel/errors.ts';
import { asDataError } from './database.ts';

const Database = requirePackage<typeof BetterSqlite3>('better-sqlite3');

export interface DataRoot {
  readonly path: string;
  /** The absolute path of a file or folder inside. */
  file(name: string): string;
  /** Idempotent. */
  close(): void;
}

/**
 * Takes the folder, making it (0700) where it is missing. Throws `data.locked` where another Linnet holds it, `data.unwritable` or
 * `data.noSpace` where nothing can be kept in it.
 */
export function openDataRoot(path: string): DataRoot {
  makeFolder(path);
  const lock = takeLock(path);
  try {
    writeFileSync(join(path, 'pid'), `${process.pid}\n`, { mode: 0o600 });
  } catch (thrown) {
    lock.close();
    throw asDiskError(thrown, path);
  }
  return { path, file: (name) => join(path, name), close: () => void lock.close() };
}

/** From the outermost on. Node's own "recursive" never comes back where a file system has no folder to make one in, such as /proc. */
function missingFolders(path: string): string[] {
  const parent = dirname(path);
  if (existsSync(path) || parent === path) return [];
  return [...missingFolders(parent), path];
}

/** Makes the data folder where it is missing. Throws `data.unwritable` where it cannot be. */
export function makeFolder(path: string): void {
  try {
    for (const folder of missingFolders(resolve(path))) mkdirSync(folder, { mode: 0o700 });
    if (!statSync(path).isDirectory()) mkdirSync(path); // says what stands there
  } catch (thrown) {
    throw asDiskError(thrown, path);
  }
}

function takeLock(path: string): BetterSqlite3.Database {
  const file = join(path, 'lock');
  let lock: BetterSqlite3.Database | undefined;
  try {
    lock = new Database(file, { timeout: 0 });
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (thrown) {
    lock?.close();
    if ((thrown as { code?: string }).code !== 'SQLITE_BUSY') throw asDataError(thrown, file);
    const text = `Another Linnet${holder(path)} uses the data folder "${path}". Stop it, or choose another folder with --data.`;
    throw new LinnetError('data.locked', text, { cause: thrown });
  }
}

function holder(path: string): string {
  try {
    return ` (process ${readFileSync(join(path, 'pid'), 'utf8').trim()})`;
  } catch {
    return ''; // it has not written its process id yet
  }
}
