// A command, sent and waited for: "done" is what the device itself reported, within a limit.
import type { Clock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { Plan, Refusal } from './discovery/component.ts';
import type { CommandOutcome, EntityState } from './house.ts';
import type { HomeTransport } from './transport.ts';

/** One entity, as a command sees it. */
export interface Commandable {
  readonly id: string;
  readonly isAvailable: () => boolean;
  readonly state: () => EntityState | null;
  readonly plan: (state: EntityState | null) => Plan | Refusal;
  /** Calls back for every message of the device, also when nothing changed, until the returned function is called. */
  readonly onReport: (listener: () => void) => () => void;
}

export interface CommandRunnerOptions {
  /** How long a device may take to report what was asked of it. Default 2,000 ms. */
  readonly confirmMs?: number | undefined;
}

/** Never rejects. An abort ends the waiting; what was sent stays sent. */
export async function runCommand(
  target: Commandable,
  options: CommandRunnerOptions,
  deps: { readonly transport: HomeTransport; readonly clock: Clock },
  signal?: AbortSignal,
): Promise<CommandOutcome> {
  const startedAt = deps.clock.monotonic();
  const finish = (kind: 'confirmed' | 'already' | 'notConfirmed' | 'unavailable' | 'sent'): CommandOutcome => ({
    kind,
    entity: target.id,
    ms: Math.round(deps.clock.monotonic() - startedAt),
  });
  if (!deps.transport.connected || !target.isAvailable()) return finish('unavailable');
  const before = target.state();
  const plan = planned(target, before);
  if ('refused' in plan) return refusedOutcome(target.id, plan.refused);
  if (before !== null && plan.reached?.(before) === true) return finish('already');
  const confirmed =
    plan.reached === null
      ? null
      : waitForReport(target, plan, before, (options.confirmMs ?? 2000) * (plan.patience ?? 1), deps.clock, signal);
  for (const message of plan.messages) deps.transport.publish(message);
  if (confirmed === null) return finish('sent');
  return finish((await confirmed) ? 'confirmed' : 'notConfirmed');
}

export function refusedOutcome(entity: string, reason: string): CommandOutcome {
  return { kind: 'refused', entity, reason, ms: 0 };
}

function planned(target: Commandable, state: EntityState | null): Plan | Refusal {
  try {
    return target.plan(state);
  } catch (thrown) {
    if (!(thrown instanceof LinnetError)) throw thrown;
    return { refused: `its command template failed: ${thrown.message}` };
  }
}

function waitForReport(
  target: Commandable,
  plan: Plan,
  before: EntityState | null,
  limitMs: number,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (confirmed: boolean): void => {
      limit.cancel();
      stopListening();
      signal?.removeEventListener('abort', onAbort);
      resolve(confirmed);
    };
    const onAbort = (): void => end(false);
    const limit = clock.after(limitMs, () => end(false));
    const stopListening = target.onReport(() => {
      const state = target.state();
      if (state !== null && (plan.reached?.(state) === true || plan.answered?.(state, before) === true)) end(true);
    });
    if (signal?.aborted === true) end(false);
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}
