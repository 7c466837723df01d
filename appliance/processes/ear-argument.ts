// What the hub tells the ear's process on its command line, as JSON. Apart from ear.ts, since importing that starts a process.
import { z } from 'zod';
import { SHERPA_FAMILIES, type SherpaFamily } from '../speech/engines/sherpa/sherpa-families.ts';

const path = z.string().min(1);
const milliseconds = z.number().min(0).max(600_000);
const families = Object.keys(SHERPA_FAMILIES) as [SherpaFamily, ...SherpaFamily[]];

const wakeSchema = z.discriminatedUnion('engine', [
  z.object({
    engine: z.literal('microWakeWord'),
    models: z.array(z.object({ tflitePath: path, jsonPath: path })).min(1),
  }),
  z.object({
    engine: z.literal('openWakeWord'),
    backbone: z.object({ melspectrogramPath: path, embeddingPath: path }),
    classifiers: z.array(z.object({ path })).min(1),
  }),
]);

const sherpaSchema = z.object({
  engine: z.literal('sherpa'),
  id: z.string(),
  family: z.enum(families),
  files: z.record(z.string(), path),
  language: z.string().optional(),
});

const recognizerSchema = z.discriminatedUnion('engine', [
  z.object({
    engine: z.literal('moonshine'),
    /** The model's id in the catalogue. */
    id: z.string(),
    files: z.object({ encoder: path, decoder: path, tokenizer: path }),
    /** λ, nats a character of a phrase of weight 1; 0 turns the bias off. */
    bias: z.number().min(0).max(2).optional(),
    /** Hypotheses followed at once. */
    beam: z.number().int().min(1).max(8).optional(),
    /** The same model in the second engine, for machines on which the first does not load. */
    fallback: sherpaSchema.optional(),
  }),
  sherpaSchema,
]);
export type SherpaModel = z.infer<typeof sherpaSchema>;

/** Verified files of the ear's models. */
const earModelsSchema = z.object({
  wake: wakeSchema,
  vad: path,
  recognizer: recognizerSchema,
});
export type EarModels = z.infer<typeof earModelsSchema>;

const endpointingSchema = z.object({
  silenceMs: milliseconds.optional(),
  completeSilenceMs: milliseconds.optional(),
  mayContinueSilenceMs: milliseconds.optional(),
  unfinishedSilenceMs: milliseconds.optional(),
  minSpeechMs: milliseconds.optional(),
  speculateAfterMs: milliseconds.optional(),
  maxUtteranceMs: milliseconds.optional(),
});

/** What the owner may set; see EarOptions. */
export const earSettingsSchema = z.object({
  /** Let the recogniser confirm each wake word, where it can. */
  twoStageWake: z.boolean().default(true),
  /** Scores (0 to 1) of the first stage, by word: what detects a word alone, and with two stages (then at most the model's own) what proposes it. */
  wakeCutoffs: z.record(z.string(), z.number().min(0).max(1)).default({}),
  /** 0 to 100; 50 is each model's own cut-off. */
  sensitivity: z.number().min(0).max(100).default(50),
  cancelsEcho: z.boolean().default(false),
  language: z.string().default('en'),
  partialIntervalMs: milliseconds.optional(),
  endpointing: endpointingSchema.default({}),
});
export type EarSettings = z.infer<typeof earSettingsSchema>;
export const earArgumentSchema = z.object({
  /** The version of the program, sent back in `hello`. */
  build: z.string().default('unknown'),
  log: z
    .object({ level: z.enum(['debug', 'info', 'warn', 'error', 'silent']), private: z.boolean() })
    .default({ level: 'info', private: false }),
  /** Where the board serves the microphone. */
  microphoneSocket: path,
  models: earModelsSchema,
  settings: earSettingsSchema.default(earSettingsSchema.parse({})),
});
export type EarArgument = z.infer<typeof earArgumentSchema>;
export type EarArgumentInput = z.input<typeof earArgumentSchema>;
