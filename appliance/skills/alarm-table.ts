// The rows of alarms in memory and on the disk, and which of them are only kept until somebody was told.
import type { Clock } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { AlarmRow, AlarmStore } from './alarm-store.ts';
import { OwedWrites } from './owed-writes.ts';

/** A box that can never tell anybody must not keep what it was to tell for years. */
const MOST_UNTOLD = 100;

export class AlarmTable {
  readonly #store: AlarmStore;
  readonly #log: Log;
  readonly #owed: OwedWrites;
  readonly #rows = new Map<number, AlarmRow>();
  readonly #untold = new Set<number>();
  /** Those of them that nobody was told of yet, since nothing could be heard. */
  readonly #unheard = new Set<number>();

  constructor(deps: { readonly store: AlarmStore; readonly clock: Clock; readonly log: Log }) {
    this.#store = deps.store;
    this.#log = deps.log;
    this.#owed = new OwedWrites({ ...deps, onFailed: (error) => this.#cannotWrite(error) });
  }

  close(): void {
    this.#owed.close();
  }

  /** Of those that are to come or ring. */
  get size(): number {
    return this.#rows.size - this.#untold.size;
  }

  /** Reads the disk; each row as `takenUp` makes it, which is written where it is due at another time then, or was said at one. */
  load(takenUp: (row: AlarmRow) => AlarmRow): void {
    for (const row of this.#store.all()) {
      const taken = takenUp(row);
      const isDueAsWritten = taken.dueLocal === row.dueLocal && taken.snoozedUntil === row.snoozedUntil;
      if (isDueAsWritten && taken.said === row.said) this.#rows.set(row.id, taken);
      else this.write(taken);
    }
  }

  get(id: number): AlarmRow | undefined {
    return this.#rows.get(id);
  }

  /** Those that are to come or ring. */
  awaited(): AlarmRow[] {
    return [...this.#rows.values()].filter(({ id }) => !this.#untold.has(id));
  }

  /** On the disk when this returns; throws as the store does. */
  insert(row: Omit<AlarmRow, 'id'>): AlarmRow {
    const inserted = this.#store.insert(row);
    this.#rows.set(inserted.id, inserted);
    return inserted;
  }

  /** A full disk must not keep an alarm from ringing, or from being stopped. */
  write(row: AlarmRow): AlarmRow {
    this.#rows.set(row.id, row);
    this.#owed.write(row.id, () => this.#store.update(row));
    return row;
  }

  remove({ id }: Pick<AlarmRow, 'id'>): void {
    this.#rows.delete(id);
    this.#untold.delete(id);
    this.#unheard.delete(id);
    this.#owed.write(id, () => this.#store.remove(id));
  }

  /**
   * The row that is kept until `told`, also over a restart, where it is in the state of one that rings. What comes back goes on by itself:
   * it is told of in a row of its own, one however often it came meanwhile.
   */
  keepUntilTold(row: AlarmRow): AlarmRow {
    const kept = row.rule === null ? this.write({ ...row, state: 'ringing' }) : this.#keptApart(row);
    if (kept !== null) this.#untold.add(kept.id);
    const [oldest] = this.#untold;
    if (oldest !== undefined && this.#untold.size > MOST_UNTOLD) this.remove({ id: oldest });
    return kept ?? row;
  }

  /** As `keepUntilTold`, until `takeUnheard`. */
  keepUnheard(row: AlarmRow): void {
    const { id } = this.keepUntilTold(row);
    if (this.#untold.has(id)) this.#unheard.add(id);
  }

  /** From now on they are awaited again. */
  takeUnheard(): AlarmRow[] {
    const taken = [...this.#unheard].flatMap((id) => this.#rows.get(id) ?? []);
    for (const { id } of taken) this.#untold.delete(id);
    this.#unheard.clear();
    return taken;
  }

  /** Somebody has heard of it; nothing for a row that is not kept for that. */
  told(id: number): void {
    if (this.#untold.has(id)) this.remove({ id });
  }

  #keptApart(row: AlarmRow): AlarmRow | null {
    for (const id of this.#untold) {
      const other = this.#rows.get(id);
      if (other?.kind === row.kind && other.name === row.name && other.firstLocal === row.firstLocal)
        this.remove(other);
    }
    try {
      return this.insert({ ...row, rule: null, state: 'ringing' });
    } catch (thrown) {
      this.#cannotWrite(toError(thrown));
      return null;
    }
  }

  #cannotWrite(err: Error): void {
    this.#log.error({ err }, 'the table of alarms could not be written');
  }
}
