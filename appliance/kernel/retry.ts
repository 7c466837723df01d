// Backoff with jitter, and a retry loop over it.
import { type Clock, sleep } from './clock.ts';
import { LinnetError, toError } from './errors.ts';

export interface BackoffOptions {
  readonly firstMs: number;
  readonly maxMs: number;
  /** 0 is none; 0.2, the default, spreads each wait by ±20 %, so that many boxes do not return in the same moment. */
  readonly jitter?: number;
}

/** The wait before attempt `attempt` (1 = the first repetition), in milliseconds: each is twice the one before, up to `maxMs`. */
export function backoffMs(options: BackoffOptions, attempt: number, random: () => number = Math.random): number {
  const plain = Math.min(options.maxMs, options.firstMs * 2 ** (attempt - 1));
  const jitter = options.jitter ?? 0.2;
  return Math.round(plain * (1 - jitter + 2 * jitter * random()));
}

export interface RetryOptions extends BackoffOptions {
  /** How often `run` may be called in all. */
  readonly attempts: number;
}

/** Repeats `run` while it fails with a retryable LinnetError. Rejects with the last error, or with the signal's reason. */
export async function retry<T>(
  options: RetryOptions,
  deps: { readonly clock: Clock },
  run: (attempt: number) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run(attempt);
    } catch (thrown) {
      const error = toError(thrown);
      if (attempt >= options.attempts || !(error instanceof LinnetError) || !error.retryable) throw error;
      await sleep(deps.clock, backoffMs(options, attempt), signal);
    }
  }
}
