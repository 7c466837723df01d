// The rows of timers in memory and on the disk, and which of them rang out unheard.
import type { Clock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { OwedWrites } from './owed-writes.ts';
import type { TimerRow, TimerState, TimerStore } from './timer-store.ts';

/** A box that never has a loudspeaker must not keep what rang in vain for years. */
const MOST_UNHEARD = 20;

export class TimerTable {
  readonly #store: TimerStore;
  readonly #owed: OwedWrites;
  readonly #rows = new Map<number, TimerRow>();
  readonly #unheard = new Map<number, TimerRow>();

  constructor(deps: { readonly store: TimerStore; readonly clock: Clock; readonly log: Log }) {
    this.#store = deps.store;
    const onFailed = (err: Error): void => deps.log.error({ err }, 'the table of timers could not be written');
    this.#owed = new OwedWrites({ ...deps, onFailed });
  }

  close(): void {
    this.#owed.close();
  }

  get size(): number {
    return this.#rows.size;
  }

  /** What the disk holds; each is one of `all` when it was noted. */
  read(): TimerRow[] {
    return this.#store.all();
  }

  all(): TimerRow[] {
    return [...this.#rows.values()];
  }

  in(state: TimerState): TimerRow[] {
    return this.all().filter((row) => row.state === state);
  }

  /** Throws `timer.unknown`. */
  get(id: number): TimerRow {
    const row = this.#rows.get(id);
    if (row === undefined) throw new LinnetError('timer.unknown', `There is no timer ${id}.`);
    return row;
  }

  /** On the disk when this returns; throws as the store does. */
  insert(row: Omit<TimerRow, 'id'>): TimerRow {
    const inserted = this.#store.insert(row);
    this.#rows.set(inserted.id, inserted);
    return inserted;
  }

  /** As `insert`, for a row that is there. */
  write(row: TimerRow): TimerRow {
    this.#store.update(row);
    this.#owed.forget(row.id);
    this.#rows.set(row.id, row);
    return row;
  }

  /** For what has come to be whether it can be written or not: a full disk must not keep a timer from ringing, or from being stopped. */
  note(row: TimerRow): TimerRow {
    this.#rows.set(row.id, row);
    this.#owed.write(row.id, () => this.#store.update(row));
    return row;
  }

  /** False where it is gone already. */
  remove({ id }: Pick<TimerRow, 'id'>): boolean {
    if (!this.#rows.delete(id)) return false;
    this.#owed.write(id, () => this.#store.remove(id));
    return true;
  }

  /** It is no timer any more until `takeUnheard`, and stays on the disk as one that rings; false where it is gone already. */
  keepUnheard(row: TimerRow): boolean {
    if (!this.#rows.delete(row.id)) return false;
    this.#unheard.set(row.id, row);
    const [oldest] = this.#unheard.keys();
    if (oldest !== undefined && this.#unheard.size > MOST_UNHEARD) {
      this.#unheard.delete(oldest);
      this.#owed.write(oldest, () => this.#store.remove(oldest));
    }
    return true;
  }

  takeUnheard(): TimerRow[] {
    const taken = [...this.#unheard.values()];
    this.#unheard.clear();
    for (const row of taken) this.#rows.set(row.id, row);
    return taken;
  }
}
