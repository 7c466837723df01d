// A mirror that does not answer costs its time-out once a run, not once a file: the first contact with a host decides for all
// that wait behind it.
import { LinnetError } from '../kernel/errors.ts';

/** Every mirror gets this long to answer; five seconds is what a person takes for "it hangs". */
export const CONTACT_TIMEOUT_MS = 5_000;

export class Reachability {
  /** What the first contact with a host came to: undefined where it answered. */
  readonly #contacts = new Map<string, Promise<LinnetError | undefined>>();

  /**
   * Runs `attempt` unless `host` was found silent before. The first attempt runs alone until it calls `answered` (or is over); later
   * ones wait for that. A first attempt that rejects with `mirror.unreachable` before any answer marks the host as silent, and
   * everybody gets that same error.
   */
  async contact<T>(host: string, attempt: (answered: () => void) => Promise<T>): Promise<T> {
    const known = this.#contacts.get(host);
    if (known === undefined) return this.#first(host, attempt);
    const silence = await known;
    if (silence !== undefined) throw silence;
    return attempt(() => {});
  }

  #first<T>(host: string, attempt: (answered: () => void) => Promise<T>): Promise<T> {
    let answer = (): void => {};
    const answered = new Promise<undefined>((resolve) => {
      answer = () => resolve(undefined);
    });
    const outcome = attempt(() => answer());
    const silence = outcome.then(
      () => undefined,
      (error: unknown) => (error instanceof LinnetError && error.code === 'mirror.unreachable' ? error : undefined),
    );
    this.#contacts.set(host, Promise.race([answered, silence]));
    return outcome;
  }
}
