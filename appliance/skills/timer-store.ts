// The timers' own table. A row is written before a timer is confirmed to anybody. It holds the deadline on the wall clock, the
// deadline on the monotonic clock with the boot it belongs to, and what was left when it was written, because a Pi starts with a
// stale wall clock: within a boot the monotonic deadline counts, after one the wall deadline, if the wall clock can be believed.
import { type Migration, type Sqlite, writeTo } from '../storage/database.ts';

export const TIMER_MIGRATIONS: readonly Migration[] = [
  {
    owner: 'skills.timers',
    version: 1,
    sql: `CREATE TABLE timers (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT,
      station TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'ringing')),
      total_ms INTEGER NOT NULL,
      remaining_ms REAL NOT NULL,
      wall_deadline REAL NOT NULL,
      monotonic_deadline REAL NOT NULL,
      boot_id TEXT,
      written_at REAL NOT NULL
    )`,
  },
  { owner: 'skills.timers', version: 2, sql: 'ALTER TABLE timers ADD COLUMN command TEXT' },
];

export type TimerState = 'running' | 'paused' | 'ringing';

export interface TimerRow {
  readonly id: number;
  readonly name: string | null;
  readonly station: string;
  readonly state: TimerState;
  readonly totalMs: number;
  /** What was left when the row was written. */
  readonly remainingMs: number;
  readonly wallDeadline: number;
  readonly monotonicDeadline: number;
  readonly bootId: string | null;
  readonly writtenAt: number;
  /** What is to be done when it ends, in the words that were said; null rings. */
  readonly command: string | null;
}

export interface TimerStore {
  insert(row: Omit<TimerRow, 'id'>): TimerRow;
  update(row: TimerRow): void;
  remove(id: number): void;
  all(): TimerRow[];
}

const COLUMNS = `id, name, station, state, total_ms AS totalMs, remaining_ms AS remainingMs, wall_deadline AS wallDeadline,
  monotonic_deadline AS monotonicDeadline, boot_id AS bootId, written_at AS writtenAt, command`;

/** The table in `database`, which was opened with TIMER_MIGRATIONS. Every call is synchronous and durable when it returns; throws `data.noSpace`. */
export function createTimerStore(database: Sqlite): TimerStore {
  // Run to its end, not read with RETURNING: a commit that fails after the row was given is told to nobody.
  const insert = database.prepare<[Omit<TimerRow, 'id'>]>(
    `INSERT INTO timers (name, station, state, total_ms, remaining_ms, wall_deadline, monotonic_deadline, boot_id, written_at, command)
     VALUES (@name, @station, @state, @totalMs, @remainingMs, @wallDeadline, @monotonicDeadline, @bootId, @writtenAt, @command)`,
  );
  const update = database.prepare<[TimerRow]>(
    `UPDATE timers SET name = @name, state = @state, total_ms = @totalMs, remaining_ms = @remainingMs, wall_deadline = @wallDeadline,
     monotonic_deadline = @monotonicDeadline, boot_id = @bootId, written_at = @writtenAt WHERE id = @id`,
  );
  const remove = database.prepare<[number]>('DELETE FROM timers WHERE id = ?');
  const written = <T>(write: () => T): T => writeTo(database, write);
  const all = database.prepare<[], TimerRow>(`SELECT ${COLUMNS} FROM timers ORDER BY id`);
  return {
    insert: (row) => ({ ...row, id: written(() => Number(insert.run(row).lastInsertRowid)) }),
    update: (row) => void written(() => update.run(row)),
    remove: (id) => void written(() => remove.run(id)),
    all: () => all.all(),
  };
}
