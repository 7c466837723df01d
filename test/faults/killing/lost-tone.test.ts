// A board's death is noticed a moment after it: what it was told in between nobody has heard.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Scope } from '../../../appliance/kernel/scope.ts';
import { startBox } from '../../support/running-box.ts';
import { openSoundSink } from '../../support/sound-sink.ts';

let scope: Scope;
beforeEach(() => {
  scope = new Scope();
});
afterEach(() => scope.close());

test.skipIf(process.platform !== 'linux')('a tone that a dead board was given is heard when it is back', async () => {
  const sink = openSoundSink(scope);
  const box = await startBox({ simulated: { aloud: true, noiseDb: null } });
  scope.defer(() => box.close());
  const { board } = box.hub.children;
  box.press();
  await box.until(() => box.phase() === 'listening', 'the box to listen');
  sink.mark();
  process.kill(board.pid!, 'SIGKILL');
  box.hub.box.stop();
  expect(board.state).toBe('ready'); // as far as the hub knows
  await box.until(() => board.restarts === 1 && sink.heard('cancelled'), 'the tone');
});
