// A command, sent and waited for: "done" is what the device itself reported, within a limit.
import type { Clock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { Plan, Refusal } from './discovery/component.ts';
import { HaRefusal } from './home-assistant/ha-address.ts';
import type { CommandOutcome, EntityState } from './house.ts';

/** One entity, as a command sees it. */
export interface Commandable {
  readonly id: string;
  readonly isAvailable: () => boolean;
  readonly state: () => EntityState | null;
  readonly plan: (state: EntityState | null) => Plan | Refusal;
  /** Sends what the plan says. Resolves with null, or with why it was not taken; never rejects. */
  readonly send: (plan: Plan) => Promise<LinnetError | null>;
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
  deps: { readonly clock: Clock },
  signal?: AbortSignal,
): Promise<CommandOutcome> {
  const startedAt = deps.clock.monotonic();
  const ended = (kind: Exclude<CommandOutcome['kind'], 'refused'>): CommandOutcome => ({
    kind,
    entity: target.id,
    ms: Math.round(deps.clock.monotonic() - startedAt),
  });
  if (!target.isAvailable()) return ended('unavailable');
  const before = target.state();
  const plan = planned(target, before);
  if ('refused' in plan) return refusedOutcome(target.id, plan.refused, plan.wants);
  if (before !== null && isAlready(plan, before)) return ended('already');
  const limitMs = (options.confirmMs ?? 2000) * (plan.patience ?? 1);
  const result = await sendAndWait(target, plan, { before, limitMs, clock: deps.clock, signal });
  return typeof result === 'string' ? ended(result) : failedOutcome(target.id, result, ended);
}

/** A state that is only assumed is no reason not to send: a wall switch may have changed it. */
function isAlready({ reached, already }: Plan, state: EntityState): boolean {
  return reached !== null && state.attributes.assumed_state !== true && (already ?? reached)(state);
}

interface Waiting {
  readonly before: EntityState | null;
  readonly limitMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** What came of it, or why it was not taken. A report counts also when it is faster than the answer to the sending. */
async function sendAndWait(
  target: Commandable,
  plan: Plan,
  waiting: Waiting,
): Promise<'confirmed' | 'notConfirmed' | 'sent' | LinnetError> {
  const report = plan.reached === null ? null : waitForReport(target, plan, waiting);
  const sent = target.send(plan);
  if (report === null) return (await taken(sent)) ?? 'sent';
  const refusal = new Promise<LinnetError>((resolve) => {
    void taken(sent).then((error) => error !== null && resolve(error));
  });
  const result = await Promise.race([report.confirmed, refusal]);
  report.stop();
  if (typeof result !== 'boolean') return result;
  return result ? 'confirmed' : 'notConfirmed';
}

/** No answer in time is no refusal: a script may run for minutes. */
async function taken(sent: Promise<LinnetError | null>): Promise<LinnetError | null> {
  const error = await sent;
  return error?.code === 'operation.timeout' ? null : error;
}

function failedOutcome(
  entity: string,
  error: LinnetError,
  ended: (kind: 'unavailable') => CommandOutcome,
): CommandOutcome {
  if (error instanceof HaRefusal) return refusedOutcome(entity, error.message, error.wants);
  return error.code === 'home.unavailable' ? refusedOutcome(entity, error.message) : ended('unavailable');
}

export function refusedOutcome(entity: string, reason: string, wants?: 'code'): CommandOutcome {
  return { kind: 'refused', entity, reason, ...(wants === undefined ? {} : { wants }), ms: 0 };
}

function planned(target: Commandable, state: EntityState | null): Plan | Refusal {
  try {
    return target.plan(state);
  } catch (thrown) {
    if (!(thrown instanceof LinnetError)) throw thrown;
    return { refused: `its command template failed: ${thrown.message}` };
  }
}

interface Report {
  /** True when the device reported what was asked, false when the time was over or the turn was. */
  readonly confirmed: Promise<boolean>;
  readonly stop: () => void;
}

function waitForReport(target: Commandable, plan: Plan, { before, limitMs, clock, signal }: Waiting): Report {
  let stop = (): void => {};
  const confirmed = new Promise<boolean>((resolve) => {
    const end = (isConfirmed: boolean): void => {
      limit.cancel();
      stopListening();
      signal?.removeEventListener('abort', onAbort);
      resolve(isConfirmed);
    };
    const onAbort = (): void => end(false);
    const limit = clock.after(limitMs, onAbort);
    const stopListening = target.onReport(() => {
      const state = target.state();
      if (state !== null && (plan.reached?.(state) === true || plan.answered?.(state, before) === true)) end(true);
    });
    stop = onAbort;
    if (signal?.aborted === true) end(false);
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
  return { confirmed, stop };
}
