// The child's end of a control channel: Node's IPC, one zod-checked message at a time. A child belongs to its parent: when the
// parent goes away, however it went, the child undoes what it started and ends.
import { z } from 'zod';
import { systemClock } from './clock.ts';
import { toError } from './errors.ts';
import { Scope } from './scope.ts';

export interface ChildLink<Event> {
  /** Never throws and never waits; after the parent has gone it does nothing. */
  send(event: Event): void;
  /** Undone before the process ends. */
  readonly scope: Scope;
  /** Undoes everything and ends this process with `status`. */
  end(status: number): Promise<void>;
  /** Tells the parent what this process ends of, and ends it. */
  fail(thrown: unknown): Promise<void>;
}

/** What `fail` sends, on every channel beside its own events. */
export const lastWordsSchema = z.object({ kind: z.literal('lastWords'), reason: z.string().max(4000) });

const CLOSE_LIMIT_MS = 1500; // a clean end within 2 s, also when an engine hangs

/** Opens the link of this process; `onCommand` gets what passes `schema`, anything else is reported on standard error and dropped. */
export function openChildLink<Command, Event>(
  schema: z.ZodType<Command>,
  onCommand: (command: Command) => void,
): ChildLink<Event> {
  const scope = new Scope();
  let ending = false;
  const end = async (status: number): Promise<void> => {
    if (ending) return;
    ending = true;
    systemClock.after(CLOSE_LIMIT_MS, () => process.exit(status));
    await scope.close().catch((error: unknown) => console.error(error));
    process.exit(status);
  };
  const fail = async (thrown: unknown): Promise<void> => {
    const reason = toError(thrown).message.slice(0, 4000);
    await new Promise<unknown>((sent) => {
      if (process.connected) process.send?.({ kind: 'lastWords', reason }, sent);
      else sent(null);
    });
    await end(1);
  };
  process.on('message', (message) => {
    const parsed = schema.safeParse(message);
    if (parsed.success) onCommand(parsed.data);
    else console.error(`dropped a command that does not fit: ${parsed.error.message}`);
  });
  process.once('disconnect', () => void end(0));
  process.once('SIGTERM', () => void end(0));
  process.on('SIGINT', () => {}); // a terminal sends it to the whole group; the hub decides
  return {
    send: (event) => {
      if (process.connected) process.send?.(event, () => {});
    },
    scope,
    end,
    fail,
  };
}
