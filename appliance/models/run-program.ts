// Runs another program to its end: the package clients and tar.
import { spawn } from 'node:child_process';
import { toError } from '../kernel/errors.ts';

const KEPT_OUTPUT = 64 * 1024;

export interface ProgramResult {
  /** 127 where there is no such program; null when a signal ended it. */
  readonly exitCode: number | null;
  /** The last 64 kB of each. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  /** What comes on either output, as it comes. */
  readonly onOutput?: (text: string) => void;
}

/** Resolves when the program has ended, whatever its exit code; rejects only when `signal` ended it or it could not be started. */
export type RunProgram = (program: string, args: readonly string[], options?: RunOptions) => Promise<ProgramResult>;

export const runProgram: RunProgram = (program, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout = (stdout + text).slice(-KEPT_OUTPUT);
      options.onOutput?.(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-KEPT_OUTPUT);
      options.onOutput?.(text);
    });
    child.on('error', (thrown: NodeJS.ErrnoException) => {
      if (thrown.code === 'ENOENT') resolve({ exitCode: 127, stdout, stderr: `${program}: not found` });
      else reject(toError(thrown));
    });
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
