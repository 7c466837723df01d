// The table of alarms and reminders. A row is written before anything is confirmed. It holds local times and the zone they are in,
// since 7:00 is meant whatever the clocks do in between; which occurrence is awaited next, so that what was missed while the box was
// off is known at the next start.
import { z } from 'zod';
import { type OccasionSaid, occasionSaidSchema } from '../language/occasion-said.ts';
import { type Migration, type Sqlite, writeTo } from '../storage/database.ts';

export const ALARM_MIGRATIONS: readonly Migration[] = [
  {
    owner: 'skills.alarms',
    version: 1,
    sql: `CREATE TABLE alarms (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('alarm', 'reminder')),
      name TEXT,
      station TEXT NOT NULL,
      zone TEXT NOT NULL,
      first_local REAL NOT NULL,
      rule TEXT,
      state TEXT NOT NULL CHECK (state IN ('set', 'ringing', 'snoozed')),
      due_local REAL NOT NULL,
      snoozed_until REAL
    )`,
  },
  {
    owner: 'skills.alarms',
    version: 2,
    sql: `ALTER TABLE alarms ADD COLUMN monotonic_due REAL; ALTER TABLE alarms ADD COLUMN boot_id TEXT`,
  },
  { owner: 'skills.alarms', version: 3, sql: 'ALTER TABLE alarms ADD COLUMN said TEXT' },
  // A plan is written as a reminder beside it: a version that knows no plans then tells of it, and does nothing.
  { owner: 'skills.alarms', version: 4, sql: 'ALTER TABLE alarms ADD COLUMN is_plan INTEGER NOT NULL DEFAULT 0' },
];

export type AlarmKind = 'alarm' | 'reminder' | 'plan';
export type AlarmState = 'set' | 'ringing' | 'snoozed';

export interface AlarmRow {
  readonly id: number;
  readonly kind: AlarmKind;
  /** What an alarm is called; what a reminder is about; what is planned, in the words that were said. */
  readonly name: string | null;
  readonly station: string;
  /** IANA zone of the local times. */
  readonly zone: string;
  /** Floating milliseconds of the first time. */
  readonly firstLocal: number;
  /** RRULE; null for once. */
  readonly rule: string | null;
  readonly state: AlarmState;
  /** Floating milliseconds of the occurrence that is awaited, or that rings. */
  readonly dueLocal: number;
  /** Wall clock; null where it is neither snoozed nor due at a moment that `dueLocal` cannot say. */
  readonly snoozedUntil: number | null;
  /** Monotonic clock of the boot `bootId`, where a length of time is awaited; null where it is a time of day. */
  readonly monotonicDue: number | null;
  readonly bootId: string | null;
  /** Until it rings for the first time, where a time of day was said. */
  readonly said: Said | null;
}

/** What was said, and when: a clock that turns out to have been wrong then has it read anew. */
export interface Said {
  readonly occasion: OccasionSaid;
  /** As far as is known by now. */
  readonly wall: number;
  /** Of the boot `bootId`. */
  readonly monotonic: number;
  readonly bootId: string | null;
  /** Whether the wall clock had been set by a time server by then; null where that is not known. */
  readonly clockWasRight: boolean | null;
}

const saidSchema: z.ZodType<Said> = z.object({
  occasion: occasionSaidSchema,
  wall: z.number(),
  monotonic: z.number(),
  bootId: z.string().nullable(),
  clockWasRight: z.boolean().nullable().default(null),
});

export interface AlarmStore {
  insert(row: Omit<AlarmRow, 'id'>): AlarmRow;
  update(row: AlarmRow): void;
  remove(id: number): void;
  all(): AlarmRow[];
}

const COLUMNS = `id, kind, name, station, zone, first_local AS firstLocal, rule, state, due_local AS dueLocal,
  snoozed_until AS snoozedUntil, monotonic_due AS monotonicDue, boot_id AS bootId, said, is_plan AS isPlan`;

/** A row as SQLite has it. */
type Written<Row extends Omit<AlarmRow, 'id'>> = Omit<Row, 'said'> & {
  readonly said: string | null;
  readonly isPlan: 0 | 1;
};

/** The table in `database`, which was opened with ALARM_MIGRATIONS. Every call is synchronous and durable when it returns; throws `data.noSpace`. */
export function createAlarmStore(database: Sqlite): AlarmStore {
  // Run to its end, not read with RETURNING: a commit that fails after the row was given is told to nobody.
  const insert = database.prepare<[Written<Omit<AlarmRow, 'id'>>]>(
    `INSERT INTO alarms (kind, name, station, zone, first_local, rule, state, due_local, snoozed_until, monotonic_due, boot_id, said, is_plan)
     VALUES (@kind, @name, @station, @zone, @firstLocal, @rule, @state, @dueLocal, @snoozedUntil, @monotonicDue, @bootId, @said, @isPlan)`,
  );
  const update = database.prepare<[Written<AlarmRow>]>(
    `UPDATE alarms SET state = @state, first_local = @firstLocal, rule = @rule, due_local = @dueLocal, snoozed_until = @snoozedUntil,
     monotonic_due = @monotonicDue, boot_id = @bootId, said = @said WHERE id = @id`,
  );
  const remove = database.prepare<[number]>('DELETE FROM alarms WHERE id = ?');
  const written = <T>(write: () => T): T => writeTo(database, write);
  const all = database.prepare<[], Written<AlarmRow>>(`SELECT ${COLUMNS} FROM alarms ORDER BY id`);
  return {
    insert: (row) => ({ ...row, id: written(() => Number(insert.run(writtenDown(row)).lastInsertRowid)) }),
    update: (row) => void written(() => update.run(writtenDown(row))),
    remove: (id) => void written(() => remove.run(id)),
    all: () =>
      all.all().map(({ isPlan, ...row }) => ({
        ...row,
        said: readSaid(row.said),
        ...(isPlan === 1 ? { kind: 'plan' as const } : {}),
      })),
  };
}

function writtenDown<Row extends Omit<AlarmRow, 'id'>>(row: Row): Written<Row> {
  const isPlan = row.kind === 'plan';
  const said = row.said === null ? null : JSON.stringify(row.said);
  return { ...row, kind: isPlan ? 'reminder' : row.kind, isPlan: isPlan ? 1 : 0, said };
}

/** What another version wrote and this one cannot read was not said: the row is then due when it was. */
function readSaid(written: string | null): Said | null {
  try {
    return written === null ? null : saidSchema.parse(JSON.parse(written));
  } catch {
    return null;
  }
}
