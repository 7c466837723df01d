// The shape of a payload in a line that people read, from its JSON schema.
import { z } from 'zod';

export interface JsonShape {
  readonly type?: string | readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly enum?: readonly (string | number | boolean)[] | undefined;
  readonly const?: string | number | boolean | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly items?: JsonShape | undefined;
  readonly anyOf?: readonly JsonShape[] | undefined;
  readonly properties?: Readonly<Record<string, JsonShape>> | undefined;
  readonly required?: readonly string[] | undefined;
}

const literal = z.union([z.string(), z.number(), z.boolean()]);

/** What is read of a JSON schema. */
export const jsonShapeSchema: z.ZodType<JsonShape> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    enum: z.array(literal).optional(),
    const: literal.optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    items: jsonShapeSchema.optional(),
    anyOf: z.array(jsonShapeSchema).optional(),
    properties: z.record(z.string(), jsonShapeSchema).optional(),
    required: z.array(z.string()).optional(),
  }),
);

/** Markdown: the whole payload; plain where it is no object. */
export function describeShape(shape: JsonShape): string {
  return `\`${describe(shape, String)}\``;
}

type Quote = (value: string | number | boolean) => string;

const inJson: Quote = (value) => JSON.stringify(value);

function describe(shape: JsonShape, quote: Quote): string {
  if (shape.anyOf !== undefined) return shape.anyOf.map((one) => describe(one, quote)).join(' or ');
  if (shape.const !== undefined) return quote(shape.const);
  if (shape.enum !== undefined) return shape.enum.map(quote).join(' or ');
  if (shape.properties !== undefined) return `{${fields(shape).join(', ')}}`;
  if (shape.items !== undefined) return `[${describe(shape.items, inJson)}, …]`;
  return describePlain(shape);
}

function fields({ properties = {}, required = [] }: JsonShape): string[] {
  return Object.entries(properties).map(
    ([key, shape]) => `"${key}"${required.includes(key) ? '' : '?'}: ${describe(shape, inJson)}`,
  );
}

function describePlain({ type, format, minimum, maximum }: JsonShape): string {
  if (typeof type === 'object') return type.map((one) => describePlain({ type: one })).join(' or ');
  if (format === 'date-time') return 'time (ISO 8601)';
  if (type === 'number' || type === 'integer') return isRange(minimum, maximum) ? `${minimum} to ${maximum}` : 'number';
  if (type === 'boolean') return 'true or false';
  return type === 'string' ? 'text' : String(type);
}

/** zod gives whole numbers the limits of what is exact, which tell nobody anything. */
function isRange(minimum: number | undefined, maximum: number | undefined): boolean {
  return minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
}
