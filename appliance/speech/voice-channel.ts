// The control channel between the hub and the voice. The sound itself goes from the voice straight to the board.
import { z } from 'zod';

export const VOICE_PROTOCOL = 2;

/** Hub ▸ voice. */
export const voiceCommandSchema = z.discriminatedUnion('kind', [
  /** Speak `text` (as written; the voice makes it speakable) as stream `stream` of the board. `final` false: more text of it follows. */
  z.object({
    kind: z.literal('speak'),
    stream: z.number().int(),
    text: z.string().max(20_000),
    language: z.string(),
    final: z.boolean(),
  }),
  z.object({ kind: z.literal('cancel'), stream: z.number().int() }),
  /** This may be asked for in a moment: its first clause is made now, where nothing else is, and said only if it is. */
  z.object({ kind: z.literal('foretell'), text: z.string().max(20_000), language: z.string() }),
  /** Synthesise these into the phrase cache when there is nothing else to do. */
  z.object({ kind: z.literal('prepare'), texts: z.array(z.string().max(500)).max(500), language: z.string() }),
]);
export type VoiceCommand = z.infer<typeof voiceCommandSchema>;

/** Voice ▸ hub. */
export const voiceEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), build: z.string(), protocol: z.number().int(), models: z.array(z.string()) }),
  /** The clauses of a stream as they were split, in order; sent before their sound, again when more text came. */
  z.object({ kind: z.literal('clauses'), stream: z.number().int(), clauses: z.array(z.string()) }),
  z.object({ kind: z.literal('firstAudio'), stream: z.number().int(), atMs: z.number(), cached: z.boolean() }),
  /** Everything was written to the board; it may still be sounding there. */
  z.object({ kind: z.literal('written'), stream: z.number().int(), synthesisMs: z.number(), audioMs: z.number() }),
  z.object({ kind: z.literal('failed'), stream: z.number().int(), code: z.string(), message: z.string() }),
  z.object({
    kind: z.literal('stats'),
    cacheHits: z.number().int(),
    cacheMisses: z.number().int(),
    cacheBytes: z.number().int(),
    rssMb: z.number(),
  }),
]);
export type VoiceEvent = z.infer<typeof voiceEventSchema>;
