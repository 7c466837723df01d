// One turn, as it is recorded. The console, the metrics and `linnet turns` all read this and nothing else.
import { z } from 'zod';

export const OUTCOMES = [
  'done',
  'notConfirmed',
  'asked',
  'notUnderstood',
  'nothingHeard',
  'cancelled',
  'failed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The parts a turn's time is spent in, in the order in which they follow each other. */
export const STAGES = [
  'wake',
  'waiting',
  'speech',
  'endpointing',
  'recognition',
  'understanding',
  'acting',
  'synthesis',
  'output',
  'speaking',
] as const;
export type StageName = (typeof STAGES)[number];

const stageSchema = z.object({
  name: z.enum(STAGES),
  /** Milliseconds after the turn began. */
  startMs: z.number(),
  durationMs: z.number(),
});
export type Stage = z.infer<typeof stageSchema>;

export const turnSchema = z.object({
  id: z.string(),
  station: z.string(),
  /** "station:linnet", "console:…": who asked. */
  actor: z.string(),
  language: z.string(),
  /** Wall clock, milliseconds. */
  startedAt: z.number(),
  origin: z.enum(['wake', 'button', 'followUp', 'typed', 'announcement']),
  wakeWord: z.string().nullable(),
  wakeScore: z.number().nullable(),
  verifierScore: z.number().nullable(),
  /** null where nothing was recognised, or where the owner keeps no transcripts. */
  transcript: z.string().nullable(),
  confidence: z.number().nullable(),
  /** Which recogniser. */
  engine: z.string().nullable(),
  intent: z.string().nullable(),
  slots: z.record(z.string(), z.unknown()),
  /** As the transcript: null where the owner keeps none. */
  reply: z.string().nullable(),
  outcome: z.enum(OUTCOMES),
  stages: z.array(stageSchema),
  /** From the decision that the person has finished to the first sample that left the card; null where nothing sounded. */
  endpointToSoundMs: z.number().nullable(),
  /** Where the reply was interrupted: so many whole clauses were heard, then so much of the next one. */
  cut: z.object({ clausesPlayed: z.number(), playedMs: z.number() }).nullable(),
  /** Tokens a language model made; null where none was asked. */
  tokens: z.number().nullable(),
});
export type Turn = z.infer<typeof turnSchema>;
