// Set-up mode: a program of the system (a hotspot with a page, or whatever its owner configured) that runs from a hold of the button
// until it ends by itself, or the button is pressed again.
import { type ChildProcess, spawn } from 'node:child_process';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Replies } from '../language/replies.ts';

export interface SetUpModeOptions {
  /** The program and its arguments; null where there is none. */
  readonly program: readonly string[] | null;
}

export interface SetUpModeDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly say: Pick<Replies, 'setUpHold' | 'setUpOn' | 'setUpOff' | 'setUpMissing'>;
  readonly announce: (text: string) => void;
  /** `shown` may have changed. */
  readonly onChanged: () => void;
}

/** What the program gets to end in after it was asked to. */
const END_LIMIT_MS = 5000;

export class SetUpMode {
  readonly #program: readonly string[];
  readonly #deps: SetUpModeDeps;
  #offered = false;
  #child: ChildProcess | null = null;

  constructor({ program }: SetUpModeOptions, deps: SetUpModeDeps) {
    this.#program = program ?? [];
    this.#deps = deps;
  }

  get on(): boolean {
    return this.#child !== null;
  }

  /** Whether the ring says so: while it is on, and while it would begin if the button were held on. */
  get shown(): boolean {
    return this.#offered || this.on;
  }

  /** The button is held: says what holding it on would do. */
  offer(): void {
    const { say, announce } = this.#deps;
    if (this.on) return;
    if (this.#program.length === 0) return announce(say.setUpMissing());
    announce(say.setUpHold());
    this.#offer(true);
  }

  /** The button was let go before it began. */
  withdraw(): void {
    this.#offer(false);
  }

  /** Starts the program, once. */
  begin(): void {
    const { log, say, announce } = this.#deps;
    const [command, ...args] = this.#program;
    this.#offered = false;
    if (command === undefined || this.on) return;
    const child = spawn(command, args, { stdio: 'ignore' });
    this.#child = child;
    child.once('error', (error) => this.#ended(child, error.message));
    child.once('exit', (code, signal) => this.#ended(child, signal ?? `exit status ${code}`));
    log.info({ command }, 'set-up mode begins');
    announce(say.setUpOn());
    this.#deps.onChanged();
  }

  /** Asks the program to end; what it takes too long for is not waited for. Idempotent. */
  end(): void {
    const child = this.#child;
    if (child === null) return;
    child.kill('SIGTERM');
    this.#deps.clock.after(END_LIMIT_MS, () => child.kill('SIGKILL'));
  }

  /** Ends it without a word, with the box. Idempotent. */
  close(): void {
    const child = this.#child;
    this.#child = null;
    child?.kill('SIGTERM');
  }

  #ended(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    this.#deps.log.info({ reason }, 'set-up mode has ended');
    this.#deps.announce(this.#deps.say.setUpOff());
    this.#deps.onChanged();
  }

  #offer(offered: boolean): void {
    if (this.#offered === offered) return;
    this.#offered = offered;
    this.#deps.onChanged();
  }
}
