// A mirror that does not answer costs its time-out once a run, not once a file: the first contact with a host decides for all
// that wait behind it.
import { LinnetError } from '../kernel/errors.ts';

/** Every mirror gets this long to answer; five seconds is what a person takes for "it hangs". */
export const CONTACT_TIMEOUT_MS = 5_000;

export class Reachability {
  readonly #contacts = new Map<string, Promise<'answers' | 'silent'>>();

  /**
   * Runs `attempt` unless `host` was found silent before; the first attempt runs alone, later ones wait for its outcome. An
   * attempt that rejects with `mirror.unreachable` marks the host as silent.
   */
  async contact<T>(host: string, attempt: () => Promise<T>): Promise<T> {
    const known = this.#contacts.get(host);
    if (known === undefined) return this.#first(host, attempt);
    if ((await known) === 'silent') {
      throw new LinnetError('mirror.unreachable', `${host} did not answer a moment ago and is left alone in this run.`);
    }
    return attempt();
  }

  async #first<T>(host: string, attempt: () => Promise<T>): Promise<T> {
    const outcome = attempt();
    this.#contacts.set(
      host,
      outcome.then(
        () => 'answers' as const,
        (error: unknown) =>
          error instanceof LinnetError && error.code === 'mirror.unreachable' ? 'silent' : 'answers',
      ),
    );
    return outcome;
  }
}
