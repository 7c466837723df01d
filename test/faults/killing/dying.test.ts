// What a person hears when a part dies in the middle of a turn: a sentence or a tone, never silence. Heard at the sink that the
// speaker plays into.
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Scope } from '../../../appliance/kernel/scope.ts';
import { copyModels } from '../../support/model-copies.ts';
import { type RunningBox, type RunningBoxOptions, startBox, temporaryFolder } from '../../support/running-box.ts';
import { openSoundSink, type SoundSink } from '../../support/sound-sink.ts';

const LONG = 'The kettle is on, the door is locked, the lights are out, and the cat has been fed twice today.';
const simulated = { aloud: true, noiseDb: null };
const onLinux = process.platform === 'linux'; // elsewhere the sink is not what the board plays into

let scope: Scope;
let sink: SoundSink;
beforeEach(() => {
  scope = new Scope();
  sink = openSoundSink(scope);
});
afterEach(() => scope.close());

async function start(options: RunningBoxOptions = {}): Promise<RunningBox> {
  const box = await startBox({ simulated, ...options });
  scope.defer(() => box.close());
  return box;
}

async function speaking(box: RunningBox): Promise<void> {
  void box.hub.box.announce(LONG);
  await box.until(() => box.hub.sounding, 'the announcement to sound');
  sink.mark();
}

describe.skipIf(!onLinux)('a part that dies in the middle of a turn', () => {
  test('voice, while it speaks: a tone, and what it announced comes again', async () => {
    const box = await start();
    await speaking(box);
    process.kill(box.hub.children.voice.pid!, 'SIGKILL');
    await box.until(() => sink.heard('error'), 'the tone');
    await box.until(() => box.ended.length > 0, 'the turn to end');
    expect(box.ended).toMatchObject([{ origin: 'announcement', outcome: 'failed' }]);
    expect(box.ended[0]!.cut).not.toBeNull();
    await box.until(() => box.hub.sounding, 'the announcement to sound again');
  });

  test('board, while it speaks: a tone when it is back, and what was announced again', async () => {
    const box = await start();
    await speaking(box);
    process.kill(box.hub.children.board.pid!, 'SIGKILL');
    await box.until(() => sink.heard('error'), 'the tone');
    // Later than the tone: what was played of a turn is waited for, and this board can tell it no more.
    await box.until(() => box.ended.length > 0, 'the turn to end');
    expect(box.ended).toMatchObject([{ origin: 'announcement', outcome: 'failed' }]);
    await box.until(() => box.hub.sounding, 'the announcement to sound again');
  });

  test('ear, while it listens: a sentence', async () => {
    const box = await start();
    box.press();
    await box.until(() => box.phase() === 'listening', 'the box to listen');
    process.kill(box.hub.children.ear.pid!, 'SIGKILL');
    await box.until(() => box.hub.sounding, 'the sentence to sound');
    await box.until(() => box.ended.length === 1, 'the turn to end');
    expect(box.ended[0]).toMatchObject({ outcome: 'failed', cut: null });
    expect(box.ended[0]!.reply).not.toBe('');
    expect(box.ended[0]!.stages.map(({ name }) => name)).toContain('speaking');
  });

  test('voice, dead for good: the box says so, acts all the same, and a timer still rings', async () => {
    const models = copyModels(join(temporaryFolder(scope), 'models'));
    const box = await start({ modelsRoot: models.root });
    const { voice } = box.hub.children;
    models.remove('tts-en-us-joe-medium', 'voice.onnx');
    process.kill(voice.pid!, 'SIGKILL');
    await box.hub.box.ask('Set a timer for two seconds.', { kind: 'console', id: 'test', person: null });
    await box.until(() => box.hub.box.read().ringing, 'the timer to ring');
    sink.mark();
    await box.until(() => sink.heard('alarm'), 'the alarm to be heard');
    expect(voice.state).not.toBe('ready');
    box.press();
    await box.until(() => !box.hub.box.read().ringing, 'the button to stop it');
    sink.mark();
    const turn = await box.command('Turn on the kitchen light.');
    expect(turn).toMatchObject({ outcome: 'done', intent: 'HassTurnOn' });
    await box.until(() => sink.heard('error'), 'a tone in place of the reply');
    await box.until(() => voice.state === 'degraded', 'the voice to be given up on for a while');
    expect(box.hub.box.read().problems).toEqual([expect.stringMatching(/^The voice does not run/)]);
  });
});
