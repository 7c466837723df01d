// A file of sentences as Home Assistant publishes them, one a language, parsed at the edge. Our own sentences and the user's have
// the same shape.
import { z } from 'zod';
import { LinnetError } from '../kernel/errors.ts';

const contextSchema = z.record(z.string(), z.unknown());

const blockSchema = z.object({
  sentences: z.array(z.string()),
  slots: z.record(z.string(), z.unknown()).default({}),
  /** Key of the reply in `responses.intents`; "default" where none is given. */
  response: z.string().optional(),
  requires_context: contextSchema.default({}),
  excludes_context: contextSchema.default({}),
  expansion_rules: z.record(z.string(), z.string()).default({}),
  lists: z
    .record(
      z.string(),
      z.lazy(() => listSchema),
    )
    .default({}),
  metadata: contextSchema.optional(),
  required_keywords: z.array(z.string()).optional(),
});

const rangeSchema = z.object({
  from: z.coerce.number().int(),
  to: z.coerce.number().int(),
  step: z.coerce.number().int().min(1).default(1),
  type: z.enum(['number', 'percentage', 'temperature']).default('number'),
  fractions: z.enum(['halves', 'tenths']).optional(),
  multiplier: z.coerce.number().optional(),
  digits: z.boolean().default(true),
  words: z.boolean().default(true),
  words_language: z.string().optional(),
});

const valueSchema = z.union([
  z.string(),
  z.object({
    in: z.string(),
    /** Absent: the words themselves. */
    out: z.unknown(),
    context: contextSchema.optional(),
    metadata: contextSchema.optional(),
  }),
]);

const listSchema = z.object({
  values: z.array(valueSchema).optional(),
  range: rangeSchema.optional(),
  wildcard: z.boolean().optional(),
});

const responsesSchema = z.object({
  errors: z.record(z.string(), z.string()).default({}),
  intents: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});

const sentenceFileSchema = z.object({
  language: z.string(),
  settings: z.object({ ignore_whitespace: z.boolean().default(false) }).prefault({}),
  responses: responsesSchema.prefault({}),
  skip_words: z.array(z.string()).default([]),
  intents: z.record(z.string(), z.object({ data: z.array(blockSchema) })).default({}),
  lists: z.record(z.string(), listSchema).default({}),
  expansion_rules: z.record(z.string(), z.string()).default({}),
});

export type SentenceFile = z.infer<typeof sentenceFileSchema>;
/** The same before defaults are filled in: what our own sentences are written as. */
export type SentenceFileInput = z.input<typeof sentenceFileSchema>;
export type SentenceBlock = z.infer<typeof blockSchema>;
export type ListDefinition = z.infer<typeof listSchema>;
export type RangeDefinition = z.infer<typeof rangeSchema>;
/** Key of the reply to a command that is only one of several of its kind ("set two timers for …"); no reply has it. */
export const SEVERAL = 'several';
/** In the metadata of sentences that are about one thing, whatever it is called ("the lamp"). */
export const MEANS_ONE = 'means_one';
/** In the metadata of sentences that are about the sound where nothing was spoken of that is no player ("turn it up"). */
export const OF_IT = 'of_it';
/** In the metadata of sentences in which any words would be a name, if nothing shows that they are none ("pasta timer ten minutes"). */
export const SHORT_NAME = 'short_name';
/** In the metadata of sentences that few commands go on as: nobody who says a shorter one waits for these. */
export const SELDOM = 'seldom';
/**
 * In the metadata of sentences made from a table, a kind for each form: how many of them hold a word says nothing of how often it is
 * said.
 */
export const FROM_TABLE = 'from_table';

export type Context = Readonly<Record<string, unknown>>;

/** Parses what a file held. Throws `intents.template` naming `file` and every place that does not fit. */
export function parseSentenceFile(content: unknown, file: string): SentenceFile {
  const parsed = sentenceFileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new LinnetError('intents.template', `${file} is no file of sentences: ${problems.join('; ')}. Correct it.`);
}
