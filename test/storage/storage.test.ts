import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../appliance/kernel/log.ts';
import { openDataRoot } from '../../appliance/storage/data-root.ts';
import { type Migration, openDatabase, openOrBeginAnew } from '../../appliance/storage/database.ts';
import { openSettings } from '../../appliance/storage/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linnet-storage-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FIRST: Migration = {
  owner: 'skills',
  version: 1,
  sql: 'CREATE TABLE timers (id INTEGER PRIMARY KEY, name TEXT)',
};
const SECOND: Migration = { owner: 'skills', version: 2, sql: 'ALTER TABLE timers ADD COLUMN zone TEXT' };

describe('the database', () => {
  const open = (migrations: readonly Migration[]) =>
    openDatabase({ path: join(folder, 'linnet.db'), durability: 'full', migrations });

  test('brings an older file up to date, keeps its rows and a copy of how it was', () => {
    const before = open([FIRST]);
    before.prepare('INSERT INTO timers (name) VALUES (?)').run('tea');
    before.close();
    const after = open([FIRST, SECOND]);
    expect(after.prepare('SELECT name, zone FROM timers').all()).toEqual([{ name: 'tea', zone: null }]);
    expect(existsSync(join(folder, 'linnet.db.before-migration'))).toBe(true);
    after.close();
  });

  test('runs all pending migrations or none', () => {
    open([FIRST]).close();
    const broken: Migration = {
      owner: 'memory',
      version: 1,
      sql: 'CREATE TABLE facts (id); SELECT nonsense FROM nowhere',
    };
    expect(() => open([FIRST, SECOND, broken])).toThrow();
    const again = open([FIRST]);
    expect(again.prepare("SELECT count(*) AS n FROM pragma_table_info('timers')").get()).toEqual({ n: 2 });
    again.close();
  });

  test('keeps half a megabyte of a file in memory at the most, however large it grows', () => {
    const database = open([FIRST]);
    expect(database.pragma('cache_size', { simple: true })).toBe(-512);
    database.close();
  });

  test('a file that is no database is refused with what to do', () => {
    writeFileSync(join(folder, 'linnet.db'), 'x'.repeat(5000));
    expect(() => open([FIRST])).toThrowError(expect.objectContaining({ code: 'data.unreadable' }));
  });
});

describe('a damaged database', () => {
  test('is set aside under a name that says so, and begun anew', () => {
    const path = join(folder, 'history.db');
    writeFileSync(path, 'x'.repeat(5000));
    const setAside: string[] = [];
    const onBegunAnew = (to: string): void => void setAside.push(to);
    const options = { path, durability: 'normal', migrations: [FIRST] } as const;
    const database = openOrBeginAnew(options, { log: silentLog, onBegunAnew });
    expect(setAside).toEqual([`${path}.unreadable`]);
    expect(database.prepare('SELECT count(*) AS n FROM timers').get()).toEqual({ n: 0 });
    expect(readFileSync(`${path}.unreadable`, 'utf8')).toBe('x'.repeat(5000));
    database.close();
  });

  test('of which one table cannot be read is set aside too, where all of it must be read to start', () => {
    const path = join(folder, 'linnet.db');
    const options = { path, durability: 'full', migrations: [FIRST] } as const;
    const first = openDatabase(options);
    const insert = first.prepare('INSERT INTO timers (name) VALUES (?)');
    for (let row = 0; row < 200; row++) insert.run('tea'.repeat(50));
    const { page } = first
      .prepare<[], { page: number }>("SELECT rootpage AS page FROM sqlite_master WHERE name = 'timers'")
      .get()!;
    const size = first.pragma('page_size', { simple: true }) as number;
    first.close();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, (page - 1) * size, page * size);
    writeFileSync(path, bytes);
    const setAside: string[] = [];
    const database = openOrBeginAnew(options, { log: silentLog, onBegunAnew: (to) => void setAside.push(to) });
    expect([setAside, database.prepare('SELECT * FROM timers').all()]).toEqual([[`${path}.unreadable`], []]);
    database.close();
  });

  test('that cannot be opened at all is refused all the same', () => {
    const options = { path: folder, durability: 'normal', migrations: [] } as const;
    expect(() => openOrBeginAnew(options, { log: silentLog })).toThrowError(
      expect.objectContaining({ code: 'data.unwritable' }),
    );
  });
});

describe('the data root', () => {
  test('that cannot be made is named with what to do', () => {
    writeFileSync(join(folder, 'file'), '');
    for (const path of [join(folder, 'file'), join(folder, 'file', 'below')])
      expect(() => openDataRoot(path)).toThrow(/Expected to write ".*file.*Choose another place.*\[data\.unwritable\]/);
  });

  test.skipIf(process.platform !== 'linux')(
    'in a file system that takes none is refused, and not tried for ever',
    () => {
      expect(() => openDataRoot('/proc/linnet/data')).toThrow(/\[data\.unwritable\]/);
    },
  );

  test('is held by one program at a time, and named with its holder', () => {
    const first = openDataRoot(folder);
    expect(() => openDataRoot(folder)).toThrow(new RegExp(`process ${process.pid}.*--data`));
    first.close();
    openDataRoot(folder).close();
  });

  test('is free again after its holder was killed', async () => {
    const script = `const D = require('better-sqlite3'); const d = new D(process.argv[1] + '/lock'); d.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(() => openDataRoot(folder)).toThrowError(expect.objectContaining({ code: 'data.locked' }));
    const gone = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGKILL');
    await gone;
    openDataRoot(folder).close();
  });
});

describe('settings', () => {
  const path = () => join(folder, 'settings.json');
  /** What a board remembers is then a person's. */
  const UNKNOWN = { muted: true, mutedAtBox: true };

  test('survive a restart and are written whole', async () => {
    const settings = await openSettings(path(), { log: silentLog });
    await Promise.all([settings.update({ muted: true }), settings.update({ assistantVolume: 40 })]);
    expect((await openSettings(path(), { log: silentLog })).read()).toEqual({ muted: true, assistantVolume: 40 });
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('a damaged file is set aside, not lost and not fatal, and the box is muted, now and after the next start', async () => {
    for (const damaged of ['{"muted": tr', '', 'null', '[]', '{"muted": true, "assistantVolume": 40']) {
      writeFileSync(path(), damaged);
      let unknown = 0;
      const settings = await openSettings(path(), { log: silentLog, onMuteUnknown: () => unknown++ });
      expect([settings.read(), unknown]).toEqual([UNKNOWN, 1]);
      expect(readFileSync(`${path()}.unreadable`, 'utf8')).toBe(damaged);
      const again = await openSettings(path(), { log: silentLog, onMuteUnknown: () => unknown++ });
      expect([again.read(), unknown]).toEqual([UNKNOWN, 1]);
    }
  });

  test.each([
    ['{"muted": true, "mediaVolume": null}', { muted: true }, 0],
    [
      '{"muted": true, "assistantVolume": 40.5, "mediaVolume": 101, "wakeSensitivity": 7}',
      { muted: true, wakeSensitivity: 7 },
      0,
    ],
    ['{"muted": true, "mutedAtBox": "no", "mediaVolume": 10}', { ...UNKNOWN, mediaVolume: 10 }, 0],
    ['{"muted": "yes", "mediaVolume": 10}', { ...UNKNOWN, mediaVolume: 10 }, 1],
    ['{"somethingNew": 1, "mediaVolume": 10}', { mediaVolume: 10 }, 0],
  ])('of %s what is whole is kept', async (text, kept, times) => {
    writeFileSync(path(), text);
    let unknown = 0;
    const settings = await openSettings(path(), { log: silentLog, onMuteUnknown: () => unknown++ });
    expect([settings.read(), unknown]).toEqual([kept, times]);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  test('of a file that cannot be set aside mute the box too, and are not fatal', async () => {
    mkdirSync(path()); // nobody can read it, nor write in its place
    const settings = await openSettings(path(), { log: silentLog });
    expect(settings.read()).toEqual(UNKNOWN);
  });

  test('a value out of range is refused and nothing is changed', async () => {
    const settings = await openSettings(path(), { log: silentLog });
    await settings.update({ mediaVolume: 10 });
    expect(() => settings.update({ mediaVolume: 101 })).toThrow();
    expect(settings.read()).toEqual({ mediaVolume: 10 });
  });
});
