// Two whole boxes on one broker: what is broadcast at one of them is spoken by the other. The one in the kitchen has neither ear nor
// voice, since it is typed to; all the rest of both is real.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AskReply } from '../../appliance/api/actions.ts';
import type { BoardEvent } from '../../appliance/hardware/board-channel.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import type { VoiceCommand } from '../../appliance/speech/voice-channel.ts';
import { type RunningBox, startBox, temporaryFolder } from '../support/running-box.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const someone = { kind: 'token', id: 'test', person: null } as const;
const scope = new Scope();
let attic: RunningBox;
let kitchen: RunningBox;
/** What the attic's voice was asked to speak, and what its loudspeaker has played to the end. */
const asked: string[] = [];
const played: Array<Extract<BoardEvent, { kind: 'playbackFinished' }>> = [];

beforeAll(async () => {
  attic = await startBox({
    flags: ['station.id=attic', 'station.name=Attic'],
    demoHouse: false,
    simulated: { noiseDb: null },
  });
  scope.defer(() => attic.close());
  const { voice } = attic.hub.children;
  const send = voice.send.bind(voice);
  voice.send = (command: VoiceCommand) => {
    if (command.kind === 'speak') asked.push(command.text);
    return send(command);
  };
  attic.hub.on('boardEvent', (event) => {
    if (event.kind === 'playbackFinished') played.push(event);
  });
  kitchen = await startBox({
    flags: ['station.id=kitchen', 'station.name=Kitchen', `mqtt.url=${attic.hub.home.broker}`],
    modelsRoot: join(temporaryFolder(scope), 'nothing'),
    demoHouse: false,
    untilListening: false,
  });
  scope.defer(() => kitchen.close());
});
afterAll(() => scope.close());

async function broadcast(): Promise<AskReply> {
  await new Promise((resolve) => setImmediate(resolve));
  return kitchen.hub.box.ask('broadcast dinner is ready', someone);
}

describe('two boxes on one broker', () => {
  test('what is broadcast at the one is spoken by the other, and by it alone', async () => {
    let reply = await broadcast();
    while (reply.outcome === 'failed') reply = await broadcast(); // until it has heard that the attic is there
    expect(reply).toMatchObject({ outcome: 'done', intent: 'HassBroadcast' });
    await attic.until(() => played.length > 0, 'the attic to have said it');
    expect(asked.join(' ')).toBe('dinner is ready');
    expect(played).toMatchObject([{ cancelled: false, clausesPlayed: 1 }]);
    expect(kitchen.hub.box.conversation.state.phase.name).toBe('idle');
  });

  test('who is away is not told, and that is said', async () => {
    await attic.close();
    await kitchen.until(
      () => kitchen.hub.box.read().problems.some((one) => one.includes('mqtt')),
      'the broker to be gone',
    );
    expect(await broadcast()).toMatchObject({ outcome: 'failed', text: expect.stringContaining('other box') });
  });
});
