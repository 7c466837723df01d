// Keeps a connection to Home Assistant: tries, stays until it is lost, waits, and tries again.
import { type Clock, sleep } from '../../kernel/clock.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';
import { backoffMs } from '../../kernel/retry.ts';
import { connectHomeAssistant, type HaConnection, type HaConnectionOptions } from './ha-connection.ts';

export interface HaLinkOptions extends HaConnectionOptions {
  /** Default 1,000 and 60,000 ms. */
  readonly firstRetryMs?: number | undefined;
  readonly maxRetryMs?: number | undefined;
}

export interface HaLinkUser {
  /** Makes use of a connection; it counts as made when this resolves. */
  follow(connection: HaConnection): Promise<void>;
  /** Called when it was lost, and after each try that failed. */
  lost(reason: LinnetError): void;
}

/** A connection that held as long as this was a good one. */
const STEADY_MS = 30_000;
/** A wrong token is not made right by trying it. */
const REFUSED_MS = 3_600_000;

/** Resolves when `signal` ends it. */
export async function keepConnected(
  options: HaLinkOptions,
  user: HaLinkUser,
  deps: { readonly clock: Clock },
  signal: AbortSignal,
): Promise<void> {
  const { clock } = deps;
  for (let failures = 0; !signal.aborted; ) {
    const startedAt = clock.monotonic();
    const reason = await connectAndStay(options, user, deps, signal);
    if (signal.aborted) return;
    failures = clock.monotonic() - startedAt > STEADY_MS ? 1 : failures + 1;
    user.lost(reason);
    await sleep(clock, retryAfter(options, reason, failures), signal).catch(() => {}); // closing ends the wait
  }
}

async function connectAndStay(
  options: HaLinkOptions,
  user: HaLinkUser,
  deps: { readonly clock: Clock },
  signal: AbortSignal,
): Promise<LinnetError> {
  let connection: HaConnection | null = null;
  try {
    connection = await connectHomeAssistant(options, deps, signal);
    await user.follow(connection);
    return await connection.ended;
  } catch (thrown) {
    return asLinkError(thrown);
  } finally {
    connection?.close();
  }
}

export function asLinkError(thrown: unknown): LinnetError {
  if (thrown instanceof LinnetError) return thrown;
  return new LinnetError('homeAssistant.unreachable', toError(thrown).message);
}

/** Each try with a wrong token is a failed login there: its owner is told of it, and after a few of them it bans our address. */
function retryAfter(options: HaLinkOptions, { code }: LinnetError, failures: number): number {
  const { firstRetryMs: firstMs = 1000, maxRetryMs: maxMs = 60_000 } = options;
  return code === 'homeAssistant.refused' ? Math.max(maxMs, REFUSED_MS) : backoffMs({ firstMs, maxMs }, failures);
}
