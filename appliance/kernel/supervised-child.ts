// The hub's end of a child process: start, wait for its `hello`, pass messages, and start it again when it dies. A child that
// keeps dying is "degraded": it is tried at the longest interval and the reason is kept for whoever asks.
import { type ChildProcess, fork } from 'node:child_process';
import type { z } from 'zod';
import type { Clock, Timer } from './clock.ts';
import { LinnetError } from './errors.ts';
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
  /** How long a child may take to say hello, in milliseconds (loading models on a slow card). Default 60 000. */
  readonly helloMs?: number;
  readonly backoff?: BackoffOptions;
}

export interface ChildHandlers<Event> {
  /** Every event, the hello included. */
  onEvent(event: Event): void;
  onStateChanged(state: ChildState, reason: string | null): void;
}

const BACKOFF: BackoffOptions = { firstMs: 100, maxMs: 10_000, factor: 2, jitter: 0.2 };
const DEGRADED_AFTER = 5; // deaths without a life of STABLE_MS in between
/** About a turn: a child that dies once in a while is started at once, one that dies at its first work is waited for. */
const STABLE_MS = 5_000;
const TERM_MS = 1500; // then SIGKILL, so that a clean end stays within 2 s

export class SupervisedChild<Command extends object, Event extends { readonly kind: string }> {
  readonly #options: ChildOptions<Event>;
  readonly #handlers: ChildHandlers<Event>;
  readonly #clock: Clock;
  readonly #log: Log;
  /** Called for each start: what the child is told on its command line. */
  readonly #argument: () => unknown;
  #process: ChildProcess | undefined;
  #state: ChildState = 'stopped';
  #deaths = 0;
  #restarts = 0;
  #startedAt = 0;
  #readyAt = 0;
  #loadMs: number | null = null;
  #timer: Timer | undefined;

  constructor(
    options: ChildOptions<Event>,
    deps: { readonly clock: Clock; readonly log: Log; readonly argument: () => unknown },
    handlers: ChildHandlers<Event>,
  ) {
    this.#options = options;
    this.#handlers = handlers;
    this.#clock = deps.clock;
    this.#log = deps.log.child({ child: options.name });
    this.#argument = deps.argument;
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

  start(): void {
    if (this.#state !== 'stopped') return;
    this.#deaths = 0;
    this.#spawn();
  }

  /** False where the child is not ready: the caller decides what is lost by that. */
  send(command: Command): boolean {
    if (this.#state !== 'ready' || !this.#process?.connected) return false;
    this.#process.send(command, () => {}); // a failure to send is a death, which 'exit' reports
    return true;
  }

  /** Asks the child to end, kills it where it does not within 1.5 s. Idempotent. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    const child = this.#process;
    this.#changeState('stopped', null);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const kill = this.#clock.after(TERM_MS, () => child.kill('SIGKILL'));
      child.once('exit', () => {
        kill.cancel();
        resolve();
      });
      child.kill('SIGTERM');
    });
  }

  #spawn(): void {
    this.#changeState('starting', null);
    this.#startedAt = this.#clock.monotonic();
    const child = fork(this.#options.entry, [JSON.stringify(this.#argument())], {
      execArgv: [...(this.#options.execArgv ?? [])],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#process = child;
    child.on('message', (message) => this.#receive(child, message));
    child.once('error', (error) => this.#log.warn({ err: error }, 'child could not be started'));
    child.once('exit', (code, signal) => this.#exited(child, signal ?? `exit status ${code}`));
    this.#timer = this.#clock.after(this.#options.helloMs ?? 60_000, () => {
      this.#log.warn({}, 'child said no hello in time');
      child.kill('SIGKILL');
    });
  }

  #receive(child: ChildProcess, message: unknown): void {
    if (child !== this.#process) return;
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
      this.#log.error({ err: new LinnetError('child.protocol', text) }, 'child is of another version');
      child.kill('SIGKILL');
      return;
    }
    this.#timer?.cancel();
    this.#readyAt = this.#clock.monotonic();
    this.#loadMs = this.#readyAt - this.#startedAt;
    this.#changeState('ready', null);
  }

  #exited(child: ChildProcess, reason: string): void {
    if (child !== this.#process || this.#state === 'stopped') return;
    this.#timer?.cancel();
    const stable = this.#state === 'ready' && this.#clock.monotonic() - this.#readyAt > STABLE_MS;
    this.#deaths = stable ? 1 : this.#deaths + 1;
    this.#restarts++;
    const degraded = this.#deaths >= DEGRADED_AFTER;
    this.#log.warn({ reason, deaths: this.#deaths }, 'child ended, starting it again');
    this.#changeState(degraded ? 'degraded' : 'waiting', reason);
    const backoff = this.#options.backoff ?? BACKOFF;
    const waitMs = this.#deaths === 1 ? 0 : backoffMs(backoff, this.#deaths - 1);
    this.#timer = this.#clock.after(waitMs, () => this.#spawn());
  }

  #changeState(state: ChildState, reason: string | null): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#handlers.onStateChanged(state, reason);
  }
}
