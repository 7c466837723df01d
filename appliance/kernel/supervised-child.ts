// The hub's end of a child process: start, wait for its `hello`, pass messages, and start it again when it dies. A child that
// keeps dying, or that cannot be started at all, is "degraded": the reason is kept for whoever asks, and one that never becomes
// ready is tried at the longest interval.
import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import type { z } from 'zod';
import { lastWordsSchema } from './child-link.ts';
import type { Clock, Timer } from './clock.ts';
import { LinnetError, toError } from './errors.ts';
import type { Log } from './log.ts';
import { type BackoffOptions, backoffMs } from './retry.ts';

export type ChildState = 'starting' | 'ready' | 'waiting' | 'degraded' | 'stopped';

export interface ChildOptions<Event extends { readonly kind: string }> {
  readonly name: string;
  /** The compiled entry file (kernel/entry.ts finds it). */
  readonly entry: string;
  readonly eventSchema: z.ZodType<Event>;
  /** The number that the child's `hello` must carry. */
  readonly protocol: number;
  /** Extra Node flags, such as a heap limit. */
  readonly execArgv?: readonly string[];
  readonly backoff?: BackoffOptions;
}

export interface ChildDeps {
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Called for each start: what the child is told on its command line, or a promise of it. While it throws or rejects (a model is
   * missing) the child is degraded with that reason.
   */
  readonly argument: () => unknown;
  /** Default: Node's own. */
  readonly fork?: (entry: string, args: readonly string[], options: ForkOptions) => ChildProcess;
}

export interface ChildHandlers<Event> {
  /** Every event, the hello included. */
  onEvent(event: Event): void;
  onStateChanged(state: ChildState, reason: string | null): void;
}

/** How long a child may take to say hello: models are loaded from a slow card. */
const HELLO_MS = 60_000;
const BACKOFF: BackoffOptions = { firstMs: 100, maxMs: 10_000 };
/** A child that was ready works, whatever it died of, and somebody waits for it: with the jitter it starts again within 2 s. */
const MOST_AFTER_READY_MS = 1600;
const DEGRADED_AFTER = 5; // deaths without a life of STABLE_MS in between
/** About a turn: a child that dies once in a while is started at once, one that dies at its first work is waited for. */
const STABLE_MS = 5_000;
const TERM_MS = 1500; // then SIGKILL, so that a clean end stays within 2 s

export class SupervisedChild<Command extends object, Event extends { readonly kind: string }> {
  readonly #options: ChildOptions<Event>;
  readonly #handlers: ChildHandlers<Event>;
  readonly #deps: ChildDeps;
  readonly #log: Log;
  #process: ChildProcess | undefined;
  #state: ChildState = 'stopped';
  #reason: string | null = null;
  /** Which start this is: one that was overtaken by a stop does not go on. */
  #start = 0;
  #deaths = 0;
  /** Starts in a row that came to nothing since nobody could say what to tell the child. */
  #untold = 0;
  #restarts = 0;
  #startedAt = 0;
  #readyAt = 0;
  #loadMs: number | null = null;
  /** What the child said it ends of. */
  #lastWords: string | null = null;
  #timer: Timer | undefined;

  constructor(options: ChildOptions<Event>, deps: ChildDeps, handlers: ChildHandlers<Event>) {
    this.#options = options;
    this.#handlers = handlers;
    this.#deps = deps;
    this.#log = deps.log.child({ child: options.name });
  }

  get state(): ChildState {
    return this.#state;
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** From its last start to its hello, in milliseconds: what its models take to load. null before the first. */
  get loadMs(): number | null {
    return this.#loadMs;
  }

  /** How often it was started again since the first start. */
  get restarts(): number {
    return this.#restarts;
  }

  /** Resolves when its first process was begun, or could not be; what it does from then on the handlers are told. */
  async start(): Promise<void> {
    if (this.#state !== 'stopped') return;
    this.#deaths = 0;
    this.#untold = 0;
    this.#changeState('starting', null);
    await this.#begin();
  }

  /** False where the child is not ready: the caller decides what is lost by that. */
  send(command: Command): boolean {
    if (this.#state !== 'ready' || !this.#process?.connected) return false;
    this.#process.send(command, () => {}); // a failure to send is a death, which 'exit' reports
    return true;
  }

  /** Asks the child to end, kills it where it does not within 1.5 s. Idempotent. */
  async stop(): Promise<void> {
    this.#start++;
    this.#timer?.cancel();
    const child = this.#process;
    this.#changeState('stopped', null);
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const kill = this.#deps.clock.after(TERM_MS, () => child.kill('SIGKILL'));
      child.once('exit', () => {
        kill.cancel();
        resolve();
      });
      child.kill('SIGTERM');
    });
  }

  async #begin(): Promise<void> {
    const start = ++this.#start;
    try {
      const argument = JSON.stringify(await this.#deps.argument());
      if (start === this.#start) this.#spawn(argument);
    } catch (thrown) {
      if (start === this.#start) this.#cannotBeTold(toError(thrown).message);
    }
  }

  /** What is wrong does not pass by itself, so that the child is degraded at once. */
  #cannotBeTold(reason: string): void {
    if (reason !== this.#reason) this.#log.warn({ reason }, 'child cannot be started yet');
    this.#changeState('degraded', reason);
    this.#beginAfter(backoffMs(this.#options.backoff ?? BACKOFF, ++this.#untold));
  }

  #beginAfter(waitMs: number): void {
    this.#timer = this.#deps.clock.after(waitMs, () => {
      if (this.#untold === 0) this.#changeState('starting', null); // else it stays degraded until there is something to start
      void this.#begin();
    });
  }

  #spawn(argument: string): void {
    this.#untold = 0;
    this.#lastWords = null;
    this.#changeState('starting', null);
    this.#startedAt = this.#deps.clock.monotonic();
    const child = this.#fork(argument);
    if (child === null) return;
    this.#process = child;
    child.on('message', (message) => this.#receive(child, message));
    child.on('error', (error) => this.#erred(child, error));
    child.once('exit', (code, signal) => this.#exited(child, this.#lastWords ?? signal ?? `exit status ${code}`));
    this.#timer = this.#deps.clock.after(HELLO_MS, () => {
      this.#lastWords = `it was not ready within ${HELLO_MS / 1000} s`;
      child.kill('SIGKILL');
    });
  }

  /** null where the system gave no process; that counts as a death. */
  #fork(argument: string): ChildProcess | null {
    try {
      return (this.#deps.fork ?? fork)(this.#options.entry, [argument], {
        execArgv: [...(this.#options.execArgv ?? [])],
        stdio: ['ignore', 2, 2, 'ipc'], // also what a native library prints: standard output belongs to the commands
      });
    } catch (thrown) {
      this.#died(notStarted(toError(thrown)));
      return null;
    }
  }

  /** Without a process id there never was a process, and no 'exit' follows. */
  #erred(child: ChildProcess, error: Error): void {
    if (child.pid === undefined) this.#exited(child, notStarted(error));
    else this.#log.warn({ err: error }, 'child could not be told something');
  }

  #receive(child: ChildProcess, message: unknown): void {
    if (child !== this.#process || this.#state === 'stopped') return; // what it had sent before it was told to end
    const lastWords = lastWordsSchema.safeParse(message);
    if (lastWords.success) {
      this.#lastWords = lastWords.data.reason;
      return;
    }
    const parsed = this.#options.eventSchema.safeParse(message);
    if (!parsed.success) {
      this.#log.warn({ issues: parsed.error.issues }, 'child sent what does not fit');
      return;
    }
    if (parsed.data.kind === 'hello') this.#greet(child, parsed.data);
    if (this.#state === 'ready') this.#handlers.onEvent(parsed.data);
  }

  #greet(child: ChildProcess, hello: Event): void {
    const protocol = (hello as { protocol?: unknown }).protocol;
    if (protocol !== this.#options.protocol) {
      const text = `Child "${this.#options.name}" speaks protocol ${String(protocol)}, expected ${this.#options.protocol}; reinstall, parts of two versions are mixed.`;
      const error = new LinnetError('child.protocol', text);
      this.#log.error({ err: error }, 'child is of another version');
      this.#lastWords = error.message;
      child.kill('SIGKILL');
      return;
    }
    this.#timer?.cancel();
    this.#readyAt = this.#deps.clock.monotonic();
    this.#loadMs = this.#readyAt - this.#startedAt;
    this.#changeState('ready', null);
  }

  #exited(child: ChildProcess, reason: string): void {
    if (child !== this.#process || this.#state === 'stopped') return;
    this.#process = undefined;
    this.#died(reason);
  }

  #died(reason: string): void {
    this.#timer?.cancel();
    const wasReady = this.#state === 'ready';
    const stable = wasReady && this.#deps.clock.monotonic() - this.#readyAt > STABLE_MS;
    this.#deaths = stable ? 1 : this.#deaths + 1;
    this.#restarts++;
    const degraded = this.#deaths >= DEGRADED_AFTER;
    this.#log.warn({ reason, deaths: this.#deaths }, 'child ended, starting it again');
    this.#changeState(degraded ? 'degraded' : 'waiting', reason);
    this.#beginAfter(this.#deaths === 1 ? 0 : this.#waitMs(wasReady));
  }

  #waitMs(wasReady: boolean): number {
    const backoff = this.#options.backoff ?? BACKOFF;
    const maxMs = wasReady ? Math.min(backoff.maxMs, MOST_AFTER_READY_MS) : backoff.maxMs;
    return backoffMs({ ...backoff, maxMs }, this.#deaths - 1);
  }

  #changeState(state: ChildState, reason: string | null): void {
    if (state === this.#state && reason === this.#reason) return;
    this.#state = state;
    this.#reason = reason;
    this.#handlers.onStateChanged(state, reason);
  }
}

function notStarted(error: Error): string {
  return `the system started no process: ${error.message}`;
}
