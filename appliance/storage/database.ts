// SQLite files in WAL mode. Each folder brings its own tables as migrations; they run in one transaction, after a copy of the
// file was made, since an update may be rolled back. A migration adds and never takes away what the previous version reads.

import { existsSync, renameSync, rmSync } from 'node:fs';
import type BetterSqlite3 from 'better-sqlite3';
import { unwritable } from '../kernel/atomic-file.ts';
import { requirePackage } from '../kernel/common-js.ts';
import { hasCode, LinnetError, toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';

const Database = requirePackage<typeof BetterSqlite3>('better-sqlite3');

export type Sqlite = BetterSqlite3.Database;

export interface Migration {
  /** Which folder's tables these are; migrations of one owner run in the order of `version` (1, 2, …). */
  readonly owner: string;
  readonly version: number;
  readonly sql: string;
}

export interface DatabaseOptions {
  readonly path: string;
  /** `full`: what was acknowledged survives a power cut. `normal`: the last moments may be lost, the file stays whole. */
  readonly durability: 'full' | 'normal';
  readonly migrations: readonly Migration[];
}

/** better-sqlite3 lets each file keep 16 MB of its pages in memory: a hub that records turns grows by that in the course of weeks. */
const CACHE_KIB = 512;

/** Opens the file, making it where it is missing. Throws `data.unreadable` where it is damaged, with what to do. */
export function openDatabase(options: DatabaseOptions): Sqlite {
  let database: Sqlite | undefined;
  try {
    database = new Database(options.path);
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${options.durability === 'full' ? 'FULL' : 'NORMAL'}`);
    database.pragma('foreign_keys = ON');
    database.pragma('busy_timeout = 2000');
    database.pragma(`cache_size = -${CACHE_KIB}`);
    if (options.durability === 'full') checkWhole(database, options.path);
    migrate(database, options);
    return database;
  } catch (thrown) {
    database?.close();
    throw asDataError(thrown, options.path);
  }
}

/** Of a file that must be read to start: damage in the midst of it shows only to whoever reads there. It is small, and this takes milliseconds. */
function checkWhole(database: Sqlite, path: string): void {
  const found = database.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw unreadable(path, String(found));
}

/**
 * As `openDatabase`, but a damaged file is set aside and begun anew: a box must speak after a power cut. `onBegunAnew` gets where it
 * was put, since what stood in it is lost.
 */
export function openOrBeginAnew(
  options: DatabaseOptions,
  { log, onBegunAnew }: { readonly log: Log; readonly onBegunAnew?: (setAside: string) => void },
): Sqlite {
  try {
    return openDatabase(options);
  } catch (thrown) {
    if (!hasCode(thrown, 'data.unreadable')) throw thrown;
    log.error({ path: options.path, err: toError(thrown) }, 'database is damaged, set aside and begun anew');
    for (const part of ['', '-wal', '-shm'])
      if (existsSync(options.path + part)) renameSync(options.path + part, `${options.path}.unreadable${part}`);
    const anew = openDatabase(options);
    onBegunAnew?.(`${options.path}.unreadable`);
    return anew;
  }
}

function migrate(database: Sqlite, options: DatabaseOptions): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migrations (owner TEXT, version INTEGER, PRIMARY KEY (owner, version)) WITHOUT ROWID',
  );
  const applied = new Set(
    database
      .prepare<[], { name: string }>("SELECT owner || '/' || version AS name FROM migrations")
      .all()
      .map((row) => row.name),
  );
  const pending = options.migrations.filter((each) => !applied.has(`${each.owner}/${each.version}`));
  if (pending.length === 0) return;
  if (applied.size > 0) copyBefore(database, options.path);
  database.transaction(() => {
    for (const migration of pending) {
      database.exec(migration.sql);
      database.prepare('INSERT INTO migrations (owner, version) VALUES (?, ?)').run(migration.owner, migration.version);
    }
  })();
}

function copyBefore(database: Sqlite, path: string): void {
  if (!existsSync(path)) return; // in memory
  // By SQLite itself: to open and close the file beside it would give up this process's locks on it (sqlite.org/howtocorrupt.html §2.2).
  rmSync(`${path}.before-migration`, { force: true });
  database.prepare('VACUUM INTO ?').run(`${path}.before-migration`);
}

/** What `write` gives; SQLite's failures come as ours. */
export function writeTo<T>(database: Sqlite, write: () => T): T {
  try {
    return write();
  } catch (thrown) {
    throw asDataError(thrown, database.name);
  }
}

/** SQLite's own failures as ours: a full disk, a damaged file. Anything else as it came. */
export function asDataError(thrown: unknown, path: string): unknown {
  const code = (thrown as { code?: unknown } | null)?.code;
  const kind = /^SQLITE_[A-Z]+/.exec(typeof code === 'string' ? code : '')?.[0]; // "SQLITE_IOERR" of "SQLITE_IOERR_WRITE"
  if (kind === 'SQLITE_FULL') {
    return new LinnetError('data.noSpace', `No space left to write "${path}"; free some and try again.`, {
      cause: thrown,
    });
  }
  if (kind === 'SQLITE_READONLY' || kind === 'SQLITE_IOERR' || kind === 'SQLITE_CANTOPEN')
    return unwritable(path, toError(thrown).message, thrown);
  if (kind === 'SQLITE_CORRUPT' || kind === 'SQLITE_NOTADB') return unreadable(path, toError(thrown).message, thrown);
  return thrown;
}

function unreadable(path: string, why: string, cause?: unknown): LinnetError {
  const text = `Expected a readable SQLite file at "${path}": ${why}. Move it away and start again, or restore a backup.`;
  return new LinnetError('data.unreadable', text, { cause });
}
