// The configuration as a flat list of its fields: what the reference, the environment variables and the messages are made of.
import { z } from 'zod';
import { type FieldInfo, fieldInfo } from './field.ts';
import { configSchema } from './schema.ts';

export interface ConfigField extends FieldInfo {
  /** "listen.silenceMs" */
  readonly path: string;
  readonly type: z.ZodType;
  readonly preset: unknown;
  /** What may stand there, in words. */
  readonly expects: string;
}

/** Every field in the order of the schema. */
export const CONFIG_FIELDS: readonly ConfigField[] = Object.entries(configSchema.shape).flatMap(([name, section]) =>
  Object.entries(section.unwrap().shape as Record<string, z.ZodType>).map(([key, type]) =>
    describe(`${name}.${key}`, type),
  ),
);

export const CONFIG_SECTIONS: readonly string[] = Object.keys(configSchema.shape);

/** LINNET_LISTEN_SILENCE_MS for listen.silenceMs. */
export function environmentName(path: string): string {
  return `LINNET_${path
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace('.', '_')
    .toUpperCase()}`;
}

function describe(path: string, type: z.ZodType): ConfigField {
  const info = fieldInfo(type);
  if (info === undefined) throw new Error(`The configuration field ${path} says nothing about itself.`);
  return { ...info, path, type, preset: type.parse(undefined), expects: info.form ?? expects(type) };
}

function expects(type: z.ZodType): string {
  const schema = z.toJSONSchema(type, { io: 'input' }) as JsonSchema;
  return describeJson(schema);
}

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

function describeJson(schema: JsonSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(describeJson).join(' or ');
  if (schema.enum !== undefined) return `one of ${schema.enum.map((value) => `"${value}"`).join(', ')}`;
  if (schema.type === 'array') return `a list of: ${describeJson(schema.items ?? {})}`;
  if (schema.type === 'null') return 'nothing';
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type === 'string') return `text of ${schema.minLength ?? 0} to ${schema.maxLength ?? '∞'} characters`;
  const kind = schema.type === 'integer' ? 'a whole number' : 'a number';
  return `${kind} from ${schema.minimum ?? '-∞'} to ${schema.maximum ?? '∞'}`;
}
