// The documented example file and the reference are made from the schema, so they cannot disagree with it.

import type * as Yaml from 'yaml';
import { requirePackage } from '../kernel/common-js.ts';
import { CONFIG_FIELDS, type ConfigField, environmentName } from './fields.ts';
import type { Config } from './schema.ts';

const { stringify } = requirePackage<typeof Yaml>('yaml');

/** A complete YAML file: every key, commented out ("#key: value"), with its default, its unit and what it is for. */
export function exampleFile(): string {
  const lines = ['# Linnet: every key with its default. Take the "#" away from those you change.'];
  let section = '';
  for (const field of CONFIG_FIELDS) {
    const [name = '', key = ''] = field.path.split('.');
    if (name !== section) lines.push('', `${name}:`);
    section = name;
    lines.push(`  # ${field.help} (${remarks(field)})`, `  #${key}: ${inline(field.preset)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** One field explained, for `linnet config explain`. */
export function explainField(field: ConfigField, current: unknown, source: string): string {
  return [
    `${field.path}: ${field.help}`,
    `  expects      ${field.expects}${field.unit === undefined ? '' : ` (${field.unit})`}`,
    `  default      ${inline(field.preset)}`,
    `  now          ${showValue(field, current)} (${source})`,
    `  environment  ${environmentName(field.path)}`,
    `  change       ${field.live === true ? 'takes effect at once' : 'needs a restart'}`,
  ].join('\n');
}

/** The value at "section.key". */
export function valueAt(config: Config, path: string): unknown {
  const [section = '', key = ''] = path.split('.');
  return (config as unknown as Record<string, Record<string, unknown>>)[section]?.[key];
}

/** A value as it may be shown: secrets only as "set" or nothing. */
export function showValue(field: ConfigField, value: unknown): string {
  if (field.secret === true) return value === null ? 'nothing' : '(set, not shown)';
  return inline(value);
}

function remarks(field: ConfigField): string {
  const parts = [field.expects];
  if (field.unit !== undefined) parts.push(`in ${field.unit}`);
  if (field.live === true) parts.push('changes at once');
  return parts.join('; ');
}

function inline(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow' }).trim();
}
