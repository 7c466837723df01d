// The record on disk: history.db, written off the turn's own path. Rows go when they are half a year older than the last seven days
// of use: a clock that is wrong for less than that costs nothing, and a box that is seldom used keeps them longer.
import type { Clock } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Migration, Sqlite } from '../storage/database.ts';
import { type Turn, turnSchema } from './turn.ts';

export const TURN_MIGRATIONS: readonly Migration[] = [
  {
    owner: 'dialogue.turns',
    version: 1,
    sql: `CREATE TABLE turns (
      id TEXT PRIMARY KEY, started_at REAL NOT NULL, station TEXT NOT NULL, outcome TEXT NOT NULL, intent TEXT, turn TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX turns_by_start ON turns (started_at);
    CREATE TABLE wake_decisions (
      at REAL NOT NULL, station TEXT NOT NULL, word TEXT NOT NULL, outcome TEXT NOT NULL, score REAL NOT NULL, verifier_score REAL
    );
    CREATE INDEX wake_decisions_by_time ON wake_decisions (at)`,
  },
  {
    // In the order they came: the newest row is the one written last, whatever the clock said when it was.
    owner: 'dialogue.turns',
    version: 2,
    sql: `CREATE TABLE turn_records (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE, started_at REAL NOT NULL, station TEXT NOT NULL, outcome TEXT NOT NULL, intent TEXT, turn TEXT NOT NULL
    );
    INSERT INTO turn_records (id, started_at, station, outcome, intent, turn) SELECT * FROM turns ORDER BY started_at;
    CREATE INDEX turn_records_by_start ON turn_records (started_at)`,
  },
];

export interface WakeRecord {
  /** Wall clock, milliseconds. */
  readonly at: number;
  readonly station: string;
  readonly word: string;
  readonly outcome: 'detected' | 'rejected' | 'nearMiss';
  readonly score: number;
  readonly verifierScore: number | null;
}

export interface TurnStore {
  /** Writes soon, not now; a failure is logged and the turn is lost. */
  add(turn: Turn): void;
  /** Every decision of the wake word's two stages, for tuning. */
  addWake(decision: WakeRecord): void;
  /** The `count` that were written last, oldest first. */
  last(count: number): Turn[];
  lastWakes(count: number): WakeRecord[];
  /** Writes what is waiting. */
  flush(): void;
}

const DAY_MS = 24 * 3_600_000;
const KEEP_MS = 180 * DAY_MS;
const WRITE_DELAY_MS = 50;
/**
 * A clock that runs far ahead (a battery-backed one that was never set, a false time server) must not cost the record. How old a row is
 * counts from the seventh-newest day that has rows: such a clock would have to be lived with for a week.
 */
const DAYS_BELIEVED = 7;

/** The tables in `database`, which was opened with TURN_MIGRATIONS. */
export function createTurnStore(database: Sqlite, deps: { readonly clock: Clock; readonly log: Log }): TurnStore {
  const insertTurn = database.prepare(
    'INSERT INTO turn_records VALUES (NULL, @id, @startedAt, @station, @outcome, @intent, @turn)',
  );
  const insertWake = database.prepare(
    'INSERT INTO wake_decisions VALUES (@at, @station, @word, @outcome, @score, @verifierScore)',
  );
  const lastTurns = database.prepare<[number], { turn: string }>(
    'SELECT turn FROM turn_records ORDER BY sequence DESC LIMIT ?',
  );
  const lastWakes = database.prepare<[number], WakeRecord>(
    'SELECT at, station, word, outcome, score, verifier_score AS verifierScore FROM wake_decisions ORDER BY rowid DESC LIMIT ?',
  );
  const waiting: Array<() => void> = [];
  let prunedAt = Number.NEGATIVE_INFINITY;
  const pruneDaily = (): void => {
    if (deps.clock.monotonic() - prunedAt < DAY_MS) return;
    prunedAt = deps.clock.monotonic();
    for (const [table, column] of AGED) prune(database, table, column, deps.clock.wall());
  };
  const flush = (): void => {
    const writes = waiting.splice(0);
    try {
      database.transaction(() => {
        for (const write of writes) write();
        if (writes.length > 0) pruneDaily();
      })();
    } catch (thrown) {
      deps.log.error({ err: toError(thrown), lost: writes.length }, 'history could not be written');
    }
  };
  const later = (write: () => void): void => {
    if (waiting.push(write) === 1) deps.clock.after(WRITE_DELAY_MS, flush);
  };
  return {
    add: (turn) => later(() => insertTurn.run({ ...turn, turn: JSON.stringify(turn) })),
    addWake: (decision) => later(() => insertWake.run(decision)),
    last: (count) => {
      flush();
      return lastTurns
        .all(count)
        .flatMap((row) => readable(row.turn) ?? [])
        .reverse();
    },
    lastWakes: (count) => {
      flush();
      return lastWakes.all(count).reverse();
    },
    flush,
  };
}

/** null for a row of a newer version that this one cannot read: updates are rolled back. */
function readable(json: string): Turn | null {
  return turnSchema.safeParse(JSON.parse(json)).data ?? null;
}

const AGED = [
  ['turns', 'started_at'], // of version 1: what is old goes there too
  ['turn_records', 'started_at'],
  ['wake_decisions', 'at'],
] as const;

function prune(database: Sqlite, table: string, column: string, now: number): void {
  const days = database
    .prepare<[number], { day: number }>(
      `SELECT DISTINCT CAST(${column} / ${DAY_MS} AS INTEGER) AS day FROM ${table} WHERE ${column} <= ? ORDER BY day DESC LIMIT ${DAYS_BELIEVED}`,
    )
    .all(now);
  const believed = days[DAYS_BELIEVED - 1];
  if (believed === undefined) return;
  database.prepare(`DELETE FROM ${table} WHERE ${column} < ?`).run(believed.day * DAY_MS - KEEP_MS);
}
