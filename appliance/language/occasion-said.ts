// A time as it was said ("tomorrow at half past seven"), in a form that can be written down: what it means depends on the time at which
// it is read.
import { z } from 'zod';
import type { OccasionPiece } from './occasion-pieces.ts';

/** `alarm`: any number is a time, and mornings are likely. `reminder`: a number may be something else, and nobody is reminded at 3 am. */
export type OccasionStyle = 'alarm' | 'reminder';

export interface OccasionSaid {
  readonly pieces: readonly OccasionPiece[];
  readonly style: OccasionStyle;
  /** How it recurs, where that was said before; null for once. Absent where the pieces alone say it. */
  readonly rule?: string | null;
}

const number = z.number();
const half = z.enum(['am', 'pm']);

const pieceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('time'),
    hour: number,
    minute: number,
    half: z.enum(['am', 'pm', 'whole']).nullable(),
    isExact: z.boolean(),
  }),
  z.object({ kind: z.literal('half'), half, usual: number, isToday: z.boolean() }),
  z.object({ kind: z.literal('day'), daysAhead: number }),
  z.object({ kind: z.literal('weekday'), weekday: number, isNext: z.boolean() }),
  z.object({ kind: z.literal('date'), day: number, month: number.nullable() }),
  z.object({ kind: z.literal('in'), ms: number }),
  z.object({ kind: z.literal('repeat'), rule: z.string(), half: half.nullable(), from: number.exactOptional() }),
]);

export const occasionSaidSchema: z.ZodType<OccasionSaid> = z.object({
  pieces: z.array(pieceSchema),
  style: z.enum(['alarm', 'reminder']),
  rule: z.string().nullable().exactOptional(),
});
