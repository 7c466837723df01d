// linnet config show | check | explain KEY | example
import type { Command } from 'commander';
import { CONFIG_FIELDS, type ConfigField, environmentName } from '../config/fields.ts';
import { type ConfigLayers, type LoadedConfig, readConfig } from '../config/load.ts';
import { nearest } from '../config/nearest.ts';
import { exampleFile, explainField, showValue, valueAt } from '../config/reference.ts';
import { LinnetError } from '../kernel/errors.ts';
import { languageMisfits } from '../models/language-fit.ts';
import { languageChoice } from '../processes/child-arguments.ts';
import type { BoxContext, CliContext } from './context.ts';

interface Flags {
  readonly json?: boolean;
}

export function registerConfigCommand(program: Command, context: BoxContext): void {
  const { layers } = context;
  const config = program.command('config').description('look at the configuration and check it');
  config
    .command('show')
    .description('every value, and where it comes from')
    .option('--json', 'one object a line: {key, value, source}; secrets only as "(set)"')
    .action(({ json = false }: Flags) => show(context, layers(), json));
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
    .action((key: string, { json = false }: Flags) => explain(context, layers(), key, json));
  config
    .command('example')
    .description('a complete file with every key and its default, made from the schema')
    .option('--json', 'one object a key instead: {key, help, expects, default, unit, live, environment}')
    .action(({ json = false }: Flags) => example(context, json));
}

function show(context: CliContext, layers: ConfigLayers, json: boolean): void {
  const loaded = readConfig(layers);
  for (const field of CONFIG_FIELDS) {
    const { value, source } = present(field, loaded);
    if (json) context.write(JSON.stringify({ key: field.path, value, source }));
    else
      context.write(`${field.path.padEnd(30)} ${shown(field, loaded)}${source === 'default' ? '' : `   (${source})`}`);
  }
}

function check(context: CliContext, layers: ConfigLayers, json: boolean): void {
  const { config, problems, sources } = readConfig(layers);
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

function explain(context: CliContext, layers: ConfigLayers, key: string, json: boolean): void {
  const fields = CONFIG_FIELDS.filter(({ path }) => path === key || path.startsWith(`${key}.`));
  if (fields.length === 0) throw noSuchKey(key);
  const loaded = readConfig(layers);
  for (const field of fields) {
    if (json) context.write(JSON.stringify({ ...about(field), ...present(field, loaded) }));
    else context.write(explainField(field, valueAt(loaded.config, field.path), loaded.sources.get(field.path)));
  }
}

function example(context: CliContext, json: boolean): void {
  if (json) for (const field of CONFIG_FIELDS) context.write(JSON.stringify(about(field)));
  else context.write(exampleFile().trimEnd());
}

function about({ path, help, expects, preset, unit, live = false }: ConfigField): Record<string, unknown> {
  return { key: path, help, expects, default: preset, unit: unit ?? null, live, environment: environmentName(path) };
}

function present(field: ConfigField, { config, sources }: LoadedConfig): { value: unknown; source: string } {
  const value = valueAt(config, field.path);
  const secret = field.secret === true && value !== null;
  return { value: secret ? '(set)' : value, source: sources.get(field.path) ?? 'default' };
}

function shown(field: ConfigField, { config }: LoadedConfig): string {
  return showValue(field, valueAt(config, field.path));
}

function noSuchKey(key: string): LinnetError {
  const known = CONFIG_FIELDS.map(({ path }) => path);
  const guess = nearest(key, known);
  const hint = guess === null ? '' : `; did you mean "${guess}"?`;
  return new LinnetError('input.invalid', `There is no key "${key}"${hint} "linnet config show" lists all.`);
}
