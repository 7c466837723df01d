// The local door: one JSON object a line over a Unix socket (0600) in the data folder. It is how `linnet ask` and its like reach a
// box that is running; the socket's file permission is the authority.
import { z } from 'zod';
import { houseEditSchema } from '../house-editing.ts';

export const DOOR_SOCKET = 'door.sock';
/** Longer lines end the connection. */
export const LONGEST_LINE = 64 * 1024;

const id = z.number().int();

export const doorRequestSchema = z.discriminatedUnion('action', [
  z.object({ id, action: z.literal('ask'), text: z.string() }),
  z.object({ id, action: z.literal('announce'), text: z.string() }),
  z.object({ id, action: z.literal('talk') }),
  z.object({ id, action: z.literal('stop') }),
  z.object({ id, action: z.literal('mute'), muted: z.boolean() }),
  z.object({
    id,
    action: z.literal('volume'),
    plane: z.enum(['assistant', 'media']),
    percent: z.number().int().min(0).max(100),
  }),
  z.object({ id, action: z.literal('state') }),
  /** Answered with the path of the socket that takes music (audio/data-plane.ts). */
  z.object({ id, action: z.literal('mediaSocket') }),
  z.object({ id, action: z.literal('house') }),
  z.object({ id, action: z.literal('editHouse'), edit: houseEditSchema }),
]);
export type DoorRequest = z.infer<typeof doorRequestSchema>;

export const doorAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ id: id.nullable(), ok: z.literal(true), result: z.unknown() }),
  z.object({ id: id.nullable(), ok: z.literal(false), code: z.string(), message: z.string() }),
]);
export type DoorAnswer = z.infer<typeof doorAnswerSchema>;
