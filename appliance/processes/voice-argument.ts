// What the hub tells the voice's process on its command line, as JSON. Apart from voice.ts, since importing that starts a process.
import { z } from 'zod';

const path = z.string().min(1);

/** Verified files of a voice. */
export const voiceModelsSchema = z.object({
  /** The voice's id in the catalogue. */
  id: z.string(),
  model: path,
  tokens: path,
  /** The folder espeak-ng-data. */
  phonemes: path,
});
export type VoiceModels = z.infer<typeof voiceModelsSchema>;

export const voiceArgumentSchema = z.object({
  /** The version of the program, sent back in `hello`. */
  build: z.string().default('unknown'),
  log: z
    .object({ level: z.enum(['debug', 'info', 'warn', 'error', 'silent']), private: z.boolean() })
    .default({ level: 'info', private: false }),
  /** Where the board takes speech. */
  speechSocket: path,
  models: voiceModelsSchema,
  language: z.string().default('en'),
  /** 1 is the voice's own pace. */
  speed: z.number().min(0.5).max(2).default(1),
  /** Cores for one clause. */
  threads: z.number().int().min(1).max(8).default(1),
  /** Whether melody and rhythm vary as the voice was trained; false gives the same speech every time. */
  variation: z.boolean().default(true),
  /** Where prepared phrases are kept; null keeps none. */
  cacheDir: path.nullable().default(null),
  cacheMb: z.number().min(0).max(1000).default(50),
});
export type VoiceArgument = z.infer<typeof voiceArgumentSchema>;
/** What may be left out is left out. */
export type VoiceArgumentInput = z.input<typeof voiceArgumentSchema>;
