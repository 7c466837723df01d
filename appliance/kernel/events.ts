// Typed events. Events are facts in the past tense; a listener that throws is reported with its owner and never reaches its
// neighbours or the emitter.
import { toError } from './errors.ts';

type Listener<Args extends readonly unknown[]> = (...args: Args) => void;

/** `on` calls `listener` for every `name` until the returned function is called; `owner` names it in a report of its failure. */
export class Emitter<Events extends { [Name in keyof Events]: readonly unknown[] }> {
  readonly #listeners = new Map<string, Set<{ readonly call: Listener<readonly unknown[]>; readonly owner: string }>>();
  readonly #onFailure: (error: Error, event: string, owner: string) => void;

  constructor(onFailure: (error: Error, event: string, owner: string) => void) {
    this.#onFailure = onFailure;
  }

  on<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>, owner = 'unnamed'): () => void {
    const entry = { call: listener as unknown as Listener<readonly unknown[]>, owner };
    const entries = this.#listeners.get(name) ?? new Set();
    entries.add(entry);
    this.#listeners.set(name, entries);
    return () => entries.delete(entry);
  }

  emit<Name extends keyof Events & string>(name: Name, ...args: Events[Name]): void {
    for (const { call, owner } of [...(this.#listeners.get(name) ?? [])]) {
      try {
        call(...args);
      } catch (thrown) {
        this.#onFailure(toError(thrown), name, owner);
      }
    }
  }
}
