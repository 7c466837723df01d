// linnet config show | check | explain KEY | example
import { join } from 'node:path';
import type { Command } from 'commander';
import { CONFIG_FIELDS, CONFIG_SECTIONS, type ConfigField, environmentName } from '../config/fields.ts';
import { type ConfigLayers, type ConfigProblem, type LoadedConfig, readConfig } from '../config/load.ts';
import { nearest } from '../config/nearest.ts';
import { exampleFile, explainField, showValue, valueAt } from '../config/reference.ts';
import { LinnetError } from '../kernel/errors.ts';
import { languageMisfits } from '../models/language-fit.ts';
import { languageChoice } from '../processes/child-arguments.ts';
import { unfitValues } from '../processes/config-fit.ts';
import { readSettings, type Settings } from '../storage/settings.ts';
import { noteProblems } from './configured.ts';
import type { BoxContext, CliContext } from './context.ts';

interface Flags {
  readonly json?: boolean;
}

/** What may be changed at run time; then that counts, whatever the configuration says. */
const LIVE: Readonly<Record<string, keyof Settings>> = {
  'audio.assistantVolume': 'assistantVolume',
  'audio.mediaVolume': 'mediaVolume',
  'wake.sensitivity': 'wakeSensitivity',
};
const LIVE_SOURCE = 'live setting';

export function registerConfigCommand(program: Command, context: BoxContext): void {
  const { layers } = context;
  const config = program.command('config').description('look at the configuration and check it');
  config
    .command('show')
    .description('every value, and where it comes from; what was changed at run time is a live setting')
    .option('--json', 'one object a line: {key, value, source}; secrets only as "(set)"')
    .action(({ json = false }: Flags) => show(context, json));
  config
    .command('check')
    .description('report every problem at once; unknown keys too')
    .option('--json', 'one object a line: {severity, path, source, text}')
    .action(({ json = false }: Flags) => check(context, layers(), json));
  config
    .command('explain')
    .argument('<key>', 'such as "listen.silenceMs", or a section such as "listen"')
    .description('what a key is for, what it may be, and what it is now')
    .option('--json', 'one object a key: {key, help, expects, default, unit, live, environment, value, source}')
    .action((key: string, { json = false }: Flags) => explain(context, key, json));
  config
    .command('example')
    .description('a complete file with every key and its default, made from the schema')
    .option('--json', 'one object a key instead: {key, help, expects, default, unit, live, environment}')
    .action(({ json = false }: Flags) => example(context, json));
}

function show(context: BoxContext, json: boolean): void {
  const { loaded, live } = read(context);
  const print = (key: string, value: unknown, text: string, source: string): void => {
    if (json) context.write(JSON.stringify({ key, value, source }));
    else context.write(`${key.padEnd(30)} ${text}${source === 'default' ? '' : `   (${source})`}`);
  };
  for (const field of CONFIG_FIELDS) {
    const { value, source } = present(field, loaded, live);
    print(field.path, value, showValue(field, value), source);
  }
  if (live.muted !== undefined) print('muted', live.muted, String(live.muted), LIVE_SOURCE);
}

function check(context: BoxContext, layers: ConfigLayers, json: boolean): void {
  const { config, problems: found, sources } = readConfig(layers);
  const unknown = unfitValues(config, context.dataRoot()).map(
    ({ path, text }): ConfigProblem => ({ severity: 'error', path, source: sources.get(path) ?? 'default', text }),
  );
  const problems = [...found, ...unknown];
  const misfits = languageMisfits(languageChoice(config));
  for (const problem of problems) {
    context.write(json ? JSON.stringify(problem) : `${problem.path} (${problem.source}): ${problem.text}`);
  }
  for (const { setting, says, fitting } of misfits) {
    const severity = fitting.length > 0 ? 'error' : 'warning';
    const source = sources.get(setting) ?? 'default';
    context.write(json ? JSON.stringify({ severity, path: setting, source, text: says }) : says);
  }
  if (problems.length > 0 || misfits.some(({ fitting }) => fitting.length > 0)) context.setExitStatus(1);
  else if (!json && misfits.length === 0) context.write('The configuration is right.');
}

function explain(context: BoxContext, key: string, json: boolean): void {
  const fields = CONFIG_FIELDS.filter(({ path }) => path === key || path.startsWith(`${key}.`));
  if (fields.length === 0) throw noSuchKey(key);
  const { loaded, live } = read(context);
  for (const field of fields) {
    const { value, source } = present(field, loaded, live);
    context.write(json ? JSON.stringify({ ...about(field), value, source }) : explainField(field, value, source));
  }
}

/** The configuration, and what was changed at run time. What is wrong is said. */
function read(context: BoxContext): { readonly loaded: LoadedConfig; readonly live: Settings } {
  const loaded = readConfig(context.layers());
  noteProblems(context, loaded.problems);
  return { loaded, live: readSettings(join(context.dataRoot(), 'settings.json')) };
}

function example(context: CliContext, json: boolean): void {
  if (json) for (const field of CONFIG_FIELDS) context.write(JSON.stringify(about(field)));
  else context.write(exampleFile().trimEnd());
}

function about({ path, help, expects, preset, unit, live = false }: ConfigField): Record<string, unknown> {
  return { key: path, help, expects, default: preset, unit: unit ?? null, live, environment: environmentName(path) };
}

/** What counts now; of a secret only that there is one. */
function present(
  field: ConfigField,
  { config, sources }: LoadedConfig,
  live: Settings,
): { readonly value: unknown; readonly source: string } {
  const setting = LIVE[field.path];
  const changed = setting === undefined ? undefined : live[setting];
  if (changed !== undefined) return { value: changed, source: LIVE_SOURCE };
  const value = valueAt(config, field.path);
  const isSecret = field.secret === true && value !== null;
  return { value: isSecret ? '(set)' : value, source: sources.get(field.path) ?? 'default' };
}

function noSuchKey(key: string): LinnetError {
  const known = [...CONFIG_SECTIONS, ...CONFIG_FIELDS.map(({ path }) => path)];
  const guess = nearest(key, known);
  const hint = guess === null ? '.' : `; did you mean "${guess}"?`;
  return new LinnetError('input.invalid', `There is no key "${key}"${hint} "linnet config show" lists all.`);
}
