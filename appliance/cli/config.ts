// linnet config show | check | explain KEY | example
import type { Command } from 'commander';
import { CONFIG_FIELDS } from '../config/fields.ts';
import { type ConfigLayers, readConfig } from '../config/load.ts';
import { nearest } from '../config/nearest.ts';
import { exampleFile, explainField, showValue, valueAt } from '../config/reference.ts';
import type { BoxContext, CliContext } from './context.ts';

export function registerConfigCommand(program: Command, context: BoxContext): void {
  const { layers } = context;
  const config = program.command('config').description('look at the configuration and check it');
  config
    .command('show')
    .description('every value, and where it comes from')
    .option('--json', 'one object a line')
    .action((options: { json?: boolean }) => show(context, layers(), options.json === true));
  config
    .command('check')
    .description('report every problem at once; unknown keys too')
    .option('--json', 'one object a line')
    .action((options: { json?: boolean }) => check(context, layers(), options.json === true));
  config
    .command('explain')
    .argument('<key>', 'such as "listen.silenceMs"')
    .description('what a key is for, what it may be, and what it is now')
    .option('--json', 'one object a line')
    .action((key: string, options: { json?: boolean }) => explain(context, layers(), key, options.json === true));
  config
    .command('example')
    .description('a complete file with every key and its default, made from the schema')
    .action(() => context.write(exampleFile().trimEnd()));
}

function show(context: CliContext, layers: ConfigLayers, json: boolean): void {
  const { config, sources } = readConfig(layers);
  for (const field of CONFIG_FIELDS) {
    const value = valueAt(config, field.path);
    const source = sources.get(field.path) ?? 'default';
    if (json)
      context.write(
        JSON.stringify({ key: field.path, value: field.secret === true && value !== null ? '(set)' : value, source }),
      );
    else
      context.write(
        `${field.path.padEnd(30)} ${showValue(field, value)}${source === 'default' ? '' : `   (${source})`}`,
      );
  }
}

function check(context: CliContext, layers: ConfigLayers, json: boolean): void {
  const { problems } = readConfig(layers);
  for (const problem of problems) {
    context.write(json ? JSON.stringify(problem) : `${problem.path} (${problem.source}): ${problem.text}`);
  }
  if (problems.length > 0) context.setExitStatus(1);
  else if (!json) context.write('The configuration is right.');
}

function explain(context: CliContext, layers: ConfigLayers, key: string, json: boolean): void {
  const field = CONFIG_FIELDS.find((each) => each.path === key);
  if (field === undefined) {
    const guess = nearest(
      key,
      CONFIG_FIELDS.map((each) => each.path),
    );
    context.writeError(
      `There is no key "${key}"${guess === null ? '' : `; did you mean "${guess}"?`} "linnet config show" lists all.`,
    );
    context.setExitStatus(2);
    return;
  }
  const { config, sources } = readConfig(layers);
  const value = valueAt(config, key);
  const { path, help, expects, preset, unit = null, live = false } = field;
  if (json)
    context.write(
      JSON.stringify({ key: path, help, expects, default: preset, unit, live, source: sources.get(key) ?? 'default' }),
    );
  else context.write(explainField(field, value, sources.get(key)));
}
