// linnet ask TEXT: a typed turn, by the box that runs on this data folder, or by a fresh demo house where none runs.
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { callDoor, isDoorOpen } from '../api/door/door-client.ts';
import { DOOR_SOCKET } from '../api/door/door-protocol.ts';
import { OUTCOMES } from '../dialogue/turn.ts';
import { configOf } from './configured.ts';
import type { BoxContext } from './context.ts';

const replySchema = z.object({
  text: z.string(),
  outcome: z.enum(OUTCOMES),
  intent: z.string().nullable(),
  slots: z.record(z.string(), z.unknown()),
});

export function registerAskCommand(program: Command, context: BoxContext): void {
  program
    .command('ask')
    .argument('<text...>', 'what you would say')
    .description('a typed turn: by the running box, else alone with a demo house')
    .option('--json', 'one object: {ask, text, outcome, intent, slots}')
    .action((words: string[], options: { json?: boolean }) => ask(context, words.join(' '), options.json === true));
}

async function ask(context: BoxContext, text: string, json: boolean): Promise<void> {
  const door = join(context.dataRoot(), DOOR_SOCKET);
  const running = await isDoorOpen(door);
  const reply = running
    ? replySchema.parse(await callDoor(door, { action: 'ask', text }))
    : await askAlone(context, text);
  if (!running && !json) context.writeError('No box runs on this data folder; a demo house answers.');
  context.write(json ? JSON.stringify({ ask: text, ...reply }) : reply.text || `(${reply.outcome})`);
  if (reply.outcome === 'failed' || reply.outcome === 'notUnderstood') context.setExitStatus(1);
}

async function askAlone(context: BoxContext, text: string): Promise<z.infer<typeof replySchema>> {
  const { sentencesAlone } = await import('./alone.ts');
  const { openOfflineHouse } = await import('../processes/offline-house.ts');
  const config = configOf(context);
  const sentences = await sentencesAlone(context, config);
  const house = await openOfflineHouse(config, { log: context.log, sentences });
  try {
    const reply = await house.box.ask(text, { kind: 'console', id: 'command line', person: null });
    return { ...reply, slots: { ...reply.slots } };
  } finally {
    await house.close();
  }
}
