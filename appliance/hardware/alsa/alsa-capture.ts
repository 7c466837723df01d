// Capture through alsa-capture in a leaf process (processes/alsa-capture-leaf.ts): raw PCM on its standard output, one JSON object
// a line on its standard error. It must never run in a process that matters: it segfaults where a card refuses the number of
// channels, floods memory at 2 GB/s when a USB card is unplugged, and blocks the exit of its process while a read hangs.
import { z } from 'zod';
import type { CaptureFormat } from './arecord.ts';
import type { CaptureNotice } from './process-microphone.ts';
import type { SoundCommand } from './sound-process.ts';

/** The leaf's only argument. */
export const leafArgumentSchema = z.object({
  device: z.string(),
  sampleRate: z.number().int(),
  channels: z.number().int().min(1).max(32),
});

const leafMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('overrun') }),
  z.object({ kind: z.literal('failed'), text: z.string() }),
]);
export type LeafMessage = z.infer<typeof leafMessageSchema>;

/** `entry` is the compiled leaf. */
export function alsaCaptureCommand(entry: string, format: CaptureFormat): SoundCommand {
  return { command: process.execPath, arguments: [entry, JSON.stringify(leafArgumentSchema.parse(format))] };
}

export function parseLeafLine(line: string): CaptureNotice | null {
  const message = leafMessageSchema.safeParse(parseJson(line));
  return message.success && message.data.kind === 'overrun' ? { kind: 'overrun', lostMs: null } : null;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null; // a line of alsa-lib's own
  }
}
