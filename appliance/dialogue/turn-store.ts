// The record on disk: history.db, written off the turn's own path, bounded by age.
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
  /** The newest `count`, oldest first. */
  last(count: number): Turn[];
  lastWakes(count: number): WakeRecord[];
  /** Writes what is waiting. */
  flush(): void;
}

const DAY_MS = 24 * 3_600_000;
const KEEP_MS = 180 * DAY_MS;
const WRITE_DELAY_MS = 50;

/** The tables in `database`, which was opened with TURN_MIGRATIONS. */
export function createTurnStore(database: Sqlite, deps: { readonly clock: Clock; readonly log: Log }): TurnStore {
  const insertTurn = database.prepare('INSERT INTO turns VALUES (@id, @startedAt, @station, @outcome, @intent, @turn)');
  const insertWake = database.prepare(
    'INSERT INTO wake_decisions VALUES (@at, @station, @word, @outcome, @score, @verifierScore)',
  );
  const lastTurns = database.prepare<[number], { turn: string }>(
    'SELECT turn FROM turns ORDER BY started_at DESC LIMIT ?',
  );
  const lastWakes = database.prepare<[number], WakeRecord>(
    'SELECT at, station, word, outcome, score, verifier_score AS verifierScore FROM wake_decisions ORDER BY at DESC LIMIT ?',
  );
  const waiting: Array<() => void> = [];
  let prunedAt = Number.NEGATIVE_INFINITY;
  const pruneDaily = (): void => {
    if (deps.clock.monotonic() - prunedAt < DAY_MS) return;
    prunedAt = deps.clock.monotonic();
    prune(database, deps.clock.wall() - KEEP_MS);
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

function prune(database: Sqlite, before: number): void {
  database.prepare('DELETE FROM turns WHERE started_at < ?').run(before);
  database.prepare('DELETE FROM wake_decisions WHERE at < ?').run(before);
}
