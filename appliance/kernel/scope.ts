// An undo list: what was started is undone in reverse, each step even when another failed.
import { toError } from './errors.ts';

export class Scope {
  readonly #undo: Array<() => unknown> = [];
  #closing: Promise<void> | undefined;

  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /** Registers the undo of what was just started. On a closed scope it runs at once, so a start that lost the race is undone. */
  defer(undo: () => unknown): void {
    this.#undo.push(undo);
    if (this.#closing !== undefined) this.#closeAfter(this.#closing);
  }

  /** Idempotent. Resolves when every step has settled; rejects with an AggregateError of those that failed. */
  close(): Promise<void> {
    this.#closing ??= Promise.resolve().then(() => this.#undoAll());
    return this.#closing;
  }

  /** Also after a close that failed, which `close` goes on to tell. */
  #closeAfter(before: Promise<void>): void {
    this.#closing = before
      .catch(() => {})
      .then(() => this.#undoAll())
      .then(() => before);
    this.#closing.catch(() => {}); // told by `close`
  }

  async #undoAll(): Promise<void> {
    const failures: Error[] = [];
    for (let step = this.#undo.pop(); step !== undefined; step = this.#undo.pop()) {
      try {
        await step();
      } catch (thrown) {
        failures.push(toError(thrown));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} step(s) failed while closing`);
  }
}
