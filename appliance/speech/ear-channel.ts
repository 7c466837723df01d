// The control channel between the hub and the ear. Sample positions count the microphone's samples; `atMs` is the machine's
// monotonic clock at which that sample was captured.
import { z } from 'zod';

export const EAR_PROTOCOL = 1;

const phraseSet = z.object({
  version: z.number().int(),
  phrases: z
    .array(
      z
        .object({
          text: z.string().max(200),
          weight: z.number().min(0).max(1),
          verbWords: z.number().int().min(1).max(10).optional(),
        })
        .readonly(),
    )
    .max(5000)
    .readonly(),
});

/** Hub ▸ ear. */
export const earCommandSchema = z.discriminatedUnion('kind', [
  /**
   * Listen for one utterance. After a wake word: `wake` names it, listening starts before `fromSample` (pre-roll) and the wake
   * phrase is stripped. For a button or a follow-up `wake` is null and `fromSample` null means now.
   */
  z.object({
    kind: z.literal('listen'),
    utterance: z.number().int(),
    wake: z.string().nullable(),
    fromSample: z.number().nullable(),
    noSpeechMs: z.number(),
    language: z.string(),
  }),
  /** Forget utterance `utterance`; no event about it follows. */
  z.object({ kind: z.literal('cancel'), utterance: z.number().int() }),
  z.object({ kind: z.literal('phrases'), set: phraseSet }),
  z.object({
    kind: z.literal('hint'),
    utterance: z.number().int(),
    partial: z.number().int(),
    hint: z.enum(['complete', 'mayContinue', 'unfinished', 'unknown']),
  }),
  /** Whether the box itself sounds now: stop words are listened for, and wake needs more where no echo canceller is active. */
  z.object({ kind: z.literal('sounding'), sounding: z.boolean() }),
  /** Whether the board takes the box's own sound out of what it hears. */
  z.object({ kind: z.literal('echo'), cancelled: z.boolean() }),
  /** 0 to 100; 50 is the model's own cut-off. */
  z.object({ kind: z.literal('sensitivity'), percent: z.number().min(0).max(100) }),
]);
export type EarCommand = z.infer<typeof earCommandSchema>;

const hypothesis = z.object({
  text: z.string(),
  score: z.number(),
  confidence: z.number().nullable(),
  biased: z.boolean(),
});

/** Ear ▸ hub. */
export const earEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('hello'),
    build: z.string(),
    protocol: z.number().int(),
    models: z.array(z.string()),
    /** How "stop" is heard while the box speaks. */
    stopWord: z.enum(['model', 'recognizer', 'none']),
    twoStageWake: z.boolean(),
  }),
  z.object({
    kind: z.literal('wake'),
    word: z.string(),
    outcome: z.enum(['detected', 'rejected', 'nearMiss']),
    atSample: z.number(),
    atMs: z.number(),
    score: z.number(),
    verifierScore: z.number().nullable(),
  }),
  z.object({ kind: z.literal('speechStarted'), utterance: z.number().int(), atMs: z.number() }),
  z.object({ kind: z.literal('partial'), utterance: z.number().int(), sequence: z.number().int(), text: z.string() }),
  z.object({
    kind: z.literal('heard'),
    utterance: z.number().int(),
    hypotheses: z.array(hypothesis).min(1).max(16),
    engine: z.string(),
    speechStartMs: z.number(),
    speechEndMs: z.number(),
    endpointMs: z.number(),
    decodeMs: z.number(),
    audioMs: z.number(),
    /** Why listening ended. */
    endpoint: z.enum(['silence', 'hint', 'tooLong']),
  }),
  z.object({
    kind: z.literal('nothingHeard'),
    utterance: z.number().int(),
    reason: z.enum(['noSpeech', 'noise', 'noWords', 'failed']),
    atMs: z.number(),
  }),
  z.object({ kind: z.literal('stopWord'), atMs: z.number() }),
  /** Once a minute: counters since the start and this process's own use. */
  z.object({
    kind: z.literal('stats'),
    candidates: z.number().int(),
    detections: z.number().int(),
    rejections: z.number().int(),
    nearMisses: z.number().int(),
    framesLost: z.number().int(),
    cpuPercent: z.number(),
    rssMb: z.number(),
  }),
]);
export type EarEvent = z.infer<typeof earEventSchema>;
