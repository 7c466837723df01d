// A program that owns a sound device for us: arecord, aplay, or our own leaf. It is spawned, its complaints are read line by line,
// and when it ends, or is ended, nothing holds the device any more.
import { type ChildProcess, spawn } from 'node:child_process';

export interface SoundCommand {
  readonly command: string;
  readonly arguments: readonly string[];
}

export interface SoundProcessHandlers {
  onBytes(bytes: Buffer): void;
  /** A line of its standard error. */
  onLine(line: string): void;
  /** It ended, by itself or not. Called once; nothing follows. */
  onEnd(reason: string): void;
}

const LONGEST_LINE = 500;

export class SoundProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #lastLine = '';
  #partial = '';

  /** With the C locale, since its complaints are parsed. */
  constructor({ command, arguments: args }: SoundCommand, handlers: SoundProcessHandlers) {
    this.#child = spawn('env', ['LC_ALL=C', command, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stdout?.on('data', (bytes: Buffer) => handlers.onBytes(bytes));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#read(text, handlers));
    this.#child.stdin?.on('error', () => {}); // it went away while being written to: 'close' says so
    this.#ended = new Promise((resolve) => {
      const end = (reason: string): void => {
        resolve();
        handlers.onEnd(reason);
      };
      this.#child.once('error', (error) => end(error.message));
      this.#child.once('close', (code, signal) => end(this.#lastLine || (signal ?? `exit status ${code}`)));
    });
  }

  /** null where it could not be started. "env" becomes the program, so it is the program's own. */
  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  /** Bytes that wait in this process because it does not take them. */
  get backlog(): number {
    return this.#child.stdin?.writableLength ?? 0;
  }

  /** Copies nothing: `bytes` must not change afterwards. */
  write(bytes: Buffer): void {
    if (this.#child.stdin?.writable) this.#child.stdin.write(bytes);
  }

  /** At once: what it holds is dropped. Resolves when it is gone. */
  kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    return this.#ended;
  }

  #read(text: string, handlers: SoundProcessHandlers): void {
    const lines = (this.#partial + text).split('\n');
    this.#partial = (lines.pop() ?? '').slice(-LONGEST_LINE);
    for (const line of lines) {
      if (line.trim() === '') continue;
      this.#lastLine = line.trim().slice(0, LONGEST_LINE);
      handlers.onLine(this.#lastLine);
    }
  }
}
