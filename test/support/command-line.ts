// The command line in this process: what `linnet …` prints and the status it ends with.
import { runCommandLine } from '../../appliance/cli/main-program.ts';
import { modelsRoot } from './models.ts';

export interface Ran {
  readonly status: number;
  /** Lines of standard output. */
  readonly lines: readonly string[];
  /** Standard error, whole. */
  readonly errors: string;
}

export async function linnet(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const lines: string[] = [];
  const errors: string[] = [];
  const status = await runCommandLine({
    argv,
    environment: { LINNET_MODELS: modelsRoot, ...environment },
    write: (line) => lines.push(line),
    writeError: (line) => errors.push(line),
  });
  return { status, lines, errors: errors.join('\n') };
}
