// The configuration as a command uses it: what is wrong in it and does not stop the command is said.
import { type ConfigProblem, loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import type { BoxContext } from './context.ts';

/** Throws `config.invalid` as `loadConfig` does. */
export function configOf(context: Pick<BoxContext, 'layers' | 'writeError'>): Config {
  const { config, problems } = loadConfig(context.layers());
  noteProblems(context, problems);
  return config;
}

export function noteProblems(context: Pick<BoxContext, 'writeError'>, problems: readonly ConfigProblem[]): void {
  for (const { path, source, text } of problems) context.writeError(`${path} (${source}): ${text}`);
}
