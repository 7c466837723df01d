// What the embedded broker's thread is told, and what it tells.
import { z } from 'zod';

/** Made by the same build in the same process, so it is not checked again. */
export interface BrokerSettings {
  readonly host: string;
  readonly port: number;
  readonly username: string | null;
  readonly password: string | null;
  readonly maxPacketBytes: number;
  readonly maxRetained: number;
}

export const brokerReportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listening'), port: z.number().int() }),
  z.object({ kind: z.literal('failed'), code: z.string(), message: z.string() }),
  z.object({ kind: z.literal('closed') }),
]);
export type BrokerReport = z.infer<typeof brokerReportSchema>;
