// What the embedded broker's thread is told, and what it tells.
import { z } from 'zod';

export const brokerSettingsSchema = z.object({
  host: z.string(),
  port: z.number().int(),
  username: z.string().nullable(),
  password: z.string().nullable(),
  maxPacketBytes: z.number().int(),
  maxRetained: z.number().int(),
});
export type BrokerSettings = z.infer<typeof brokerSettingsSchema>;

export const brokerReportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listening'), port: z.number().int() }),
  z.object({ kind: z.literal('failed'), code: z.string(), message: z.string() }),
  z.object({ kind: z.literal('closed') }),
]);
export type BrokerReport = z.infer<typeof brokerReportSchema>;
