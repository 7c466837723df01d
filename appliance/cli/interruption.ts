// Ctrl-C, and a service that is stopped.
import { LinnetError } from '../kernel/errors.ts';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Resolves at the first SIGTERM or SIGINT. */
export function untilSignalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve(signal));
  });
}

/**
 * Does `work`, which ends when a SIGTERM or SIGINT aborts its signal: rejects with `operation.cancelled` then, so that the caller undoes
 * what it began (LEDs keep their last colour when a process just ends).
 */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(new LinnetError('operation.cancelled', 'It was interrupted.'));
  for (const signal of SIGNALS) process.once(signal, interrupt);
  try {
    return await work(stop.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    stop.signal.throwIfAborted(); // whatever `work` came to
  }
}
