// The record on disk: what is kept, for how long, and what a damaged or a newer row does to the others.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Turn } from '../../appliance/dialogue/turn.ts';
import { TurnRecorder } from '../../appliance/dialogue/turn-recorder.ts';
import { createTurnStore, TURN_MIGRATIONS, type TurnStore } from '../../appliance/dialogue/turn-store.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { openDatabase, type Sqlite } from '../../appliance/storage/database.ts';

const DAY_MS = 86_400_000;

let folder: string;
let database: Sqlite;
let clock: ManualClock;
let store: TurnStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linnet-turns-'));
  clock = new ManualClock();
  open();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): void {
  database = openDatabase({ path: join(folder, 'history.db'), durability: 'normal', migrations: TURN_MIGRATIONS });
  store = createTurnStore(database, { clock, log: silentLog });
}

/** A turn as the recorder makes it: woken, heard, answered. */
function turn(keepWords = true): Turn {
  const identity = { station: 'linnet', actor: 'station:linnet', language: 'en', startedAt: clock.wall() };
  const origin = {
    kind: 'wake',
    word: 'okay_nabu',
    score: 0.97,
    verifierScore: -0.1,
    atMs: 1000,
    fromSample: 0,
  } as const;
  const recorder = new TurnRecorder(identity, origin, 1100);
  recorder.mark('endpoint', 3000);
  recorder.mark('heard', 3040);
  recorder.mark('sounded', 3250);
  recorder.note({ transcript: 'Call Anna.', reply: 'I cannot call Anna.', slots: { name: 'Anna' }, intent: 'Call' });
  return recorder.finish('notUnderstood', keepWords);
}

const WEEK = ['1', '2', '3', '4', '5', '6', '7', '8'];

function use(id: string): void {
  store.add({ ...turn(), id });
  const decision = { at: clock.wall(), station: 'linnet', word: 'alexa', score: 0.61, verifierScore: -0.8 };
  store.addWake({ ...decision, outcome: 'detected' });
  store.flush();
}

/** A turn and a wake word on each of its days. */
function aWeekOfUse(): void {
  for (const day of WEEK) {
    clock.advance(DAY_MS);
    use(day);
  }
}

test('a turn comes back as it was, also after the box was ended in the moment it was made', () => {
  const made = turn();
  store.add(made);
  store.flush();
  database.close();
  open();
  expect(store.last(5)).toEqual([made]);
  expect(made).toMatchObject({ endpointToSoundMs: 250, wakeScore: 0.97, verifierScore: -0.1 });
  expect(made.stages).toEqual([
    { name: 'wake', startMs: 0, durationMs: 100 },
    { name: 'recognition', startMs: 2000, durationMs: 40 },
  ]);
});

test('without leave to keep words, none of what was said or meant by name is in the file', () => {
  store.add(turn(false));
  store.flush();
  expect(store.last(1)).toMatchObject([{ transcript: null, reply: null, slots: {}, intent: 'Call' }]);
  const everything = JSON.stringify(database.prepare('SELECT * FROM turn_records').all());
  expect(everything).not.toMatch(/anna/i);
});

test('the newest are given, the oldest of them first', () => {
  for (let i = 0; i < 5; i++) {
    store.add({ ...turn(), id: String(i) });
    clock.advance(1000);
  }
  expect(store.last(2).map(({ id }) => id)).toEqual(['3', '4']);
});

test('what is older than half a year goes, without a restart of the box', () => {
  store.add({ ...turn(), id: 'old' });
  store.addWake({
    at: clock.wall(),
    station: 'x',
    word: 'okay_nabu',
    outcome: 'nearMiss',
    score: 0.4,
    verifierScore: null,
  });
  clock.advance(181 * DAY_MS);
  aWeekOfUse();
  expect(store.last(99).map(({ id }) => id)).toEqual(WEEK);
  expect(store.lastWakes(99)).toHaveLength(WEEK.length);
});

test('a clock that runs ten years ahead for some days costs nothing of the record', () => {
  aWeekOfUse();
  clock.jumpWall(3650 * DAY_MS);
  for (const day of ['far 1', 'far 2', 'far 3']) {
    clock.advance(DAY_MS);
    use(day);
  }
  clock.jumpWall(-3650 * DAY_MS);
  clock.advance(DAY_MS);
  use('back');
  expect(store.last(99).map(({ id }) => id)).toEqual([...WEEK, 'far 1', 'far 2', 'far 3', 'back']);
  expect(store.lastWakes(99)).toHaveLength(WEEK.length + 4);
});

test('the newest row is the one written last, also after a clock that ran ahead', () => {
  clock.jumpWall(3650 * DAY_MS);
  use('far');
  clock.jumpWall(-3650 * DAY_MS);
  use('now');
  expect(store.last(1).map(({ id }) => id)).toEqual(['now']);
});

test('what an earlier version wrote is kept, in its order', () => {
  const path = join(folder, 'earlier.db');
  const earlier = openDatabase({ path, durability: 'normal', migrations: TURN_MIGRATIONS.slice(0, 1) });
  const insert = earlier.prepare("INSERT INTO turns VALUES (?, ?, 'linnet', 'done', NULL, ?)");
  for (const [id, at] of [
    ['b', 2],
    ['a', 1],
  ] as const)
    insert.run(id, at, JSON.stringify({ ...turn(), id }));
  earlier.close();
  const now = openDatabase({ path, durability: 'normal', migrations: TURN_MIGRATIONS });
  const kept = createTurnStore(now, { clock, log: silentLog }).last(5);
  now.close();
  expect(kept.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('decisions of the wake word are kept with both scores', () => {
  const decision = { at: clock.wall(), station: 'linnet', word: 'alexa', score: 0.61, verifierScore: -0.8 };
  store.addWake({ ...decision, outcome: 'rejected' });
  expect(store.lastWakes(1)).toEqual([{ ...decision, outcome: 'rejected' }]);
});

test('a row that a newer version wrote does not hide the others', () => {
  store.add(turn());
  store.flush();
  const newer = JSON.stringify({ ...turn(), outcome: 'delegated' });
  database
    .prepare("INSERT INTO turn_records VALUES (NULL, 'x', ?, 'linnet', 'delegated', NULL, ?)")
    .run(clock.wall() + 1, newer);
  expect(store.last(5)).toHaveLength(1);
});
