// A whole box and its ring: what happens is shown, and by the scene that the table has for it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Scene } from '../../appliance/hardware/board-channel.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { type RunningBox, startBox } from '../support/running-box.ts';

let scope: Scope;
beforeEach(() => {
  scope = new Scope();
});
afterEach(() => scope.close());

/** The scenes that its board is told from now on, each once however often it is told again. */
function scenesOf({ hub }: RunningBox): Array<Scene['name']> {
  const scenes: Array<Scene['name']> = [];
  let last: Scene['name'] = 'idle';
  const { board } = hub.children;
  const send = board.send.bind(board);
  board.send = (command) => {
    if (command.kind === 'scene' && command.scene.name !== last) {
      last = command.scene.name;
      scenes.push(last);
    }
    return send(command);
  };
  return scenes;
}

test('a box shows a turn, its own question, and what did not work', { timeout: 240_000 }, async () => {
  const box = await startBox({ simulated: { noiseDb: null } });
  scope.defer(() => box.close());
  const scenes = scenesOf(box);
  const { hub } = box;
  const rest = (): Promise<void> => box.until(() => box.phase() === 'idle', 'the box to be idle');

  await box.command('Turn on the kitchen light.');
  await rest();
  expect(scenes.splice(0)).toEqual(['waking', 'listening', 'thinking', 'speaking', 'idle']);

  void hub.box.startConversation('Shall I close the blinds?');
  await box.until(() => box.phase() === 'listening', 'the box to listen for the answer');
  hub.box.stop();
  await rest();
  expect(scenes.splice(0)).toEqual(['speaking', 'followUp', 'idle']);

  await hub.box.setMuted(true);
  box.press();
  await box.until(() => scenes.includes('error'), 'the ring to say that a mute box does not listen');
  expect(scenes.splice(0)).toEqual(['muted', 'error']);
});
