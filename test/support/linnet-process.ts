// `linnet …` as a process of its own, as a person or a script would start it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { modelsRoot } from './models.ts';

export const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface LinnetRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as one object a line; throws where a line is none. */
  rows(): Array<Record<string, unknown>>;
  /** Standard error as one object a line; throws where a line is none. */
  errors(): Array<Record<string, unknown>>;
}

export interface LinnetOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Standard input; none at all where it is absent. */
  readonly input?: string;
}

export function linnetProcess(argv: readonly string[], options: LinnetOptions = {}): Promise<LinnetRun> {
  const child = spawn(process.execPath, [MAIN, ...argv], {
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, LINNET_MODELS: modelsRoot, ...options.environment },
  });
  child.stdin?.end(options.input);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) =>
      resolve({ status, stdout, stderr, rows: () => objects(stdout), errors: () => objects(stderr) }),
    );
  });
}

function objects(text: string): Array<Record<string, unknown>> {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
