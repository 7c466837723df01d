// A whole box whose board has a mute switch: what a person does there wins over every door, is shown, and outlives a restart.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Scope } from '../../appliance/kernel/scope.ts';
import { type RunningBox, startBox, temporaryFolder } from '../support/running-box.ts';

let scope: Scope;
let dataRoot: string;
beforeEach(() => {
  scope = new Scope();
  dataRoot = temporaryFolder(scope);
});
afterEach(() => scope.close());

async function start(): Promise<RunningBox> {
  const box = await startBox({ dataRoot, simulated: { muteSwitch: true, noiseDb: null } });
  scope.defer(() => box.close());
  return box;
}

const switchTo = (box: RunningBox, muted: boolean): void => {
  box.hub.children.board.send({ kind: 'simulateSwitch', muted });
};
const isRed = (box: RunningBox): boolean => box.hub.ring.slice(9, 12).join() === '90,0,0';
const isOpen = (box: RunningBox): boolean => box.hub.listening && !box.hub.box.read().muted && !isRed(box);
const isClosed = (box: RunningBox): boolean => !box.hub.listening && box.hub.box.read().phase === 'muted' && isRed(box);

test('the mute switch of the board wins, is shown, and outlives a restart', { timeout: 240_000 }, async () => {
  const box = await start();
  await box.until(() => isOpen(box), 'the box to listen');
  switchTo(box, true);
  await box.until(() => isClosed(box), 'the box to be mute');
  await expect(box.hub.box.setMuted(false)).rejects.toThrow(/only its own switch.*microphone\.switchedOff/);
  expect(() => box.hub.box.talk()).toThrow(/microphone\.switchedOff/);
  box.press();
  await new Promise((resolve) => box.hub.box.onSignal(resolve)); // it was pressed
  expect(box.begun()).toBe(0);
  switchTo(box, false);
  await box.until(() => isOpen(box), 'the box to listen again');
  await box.hub.box.setMuted(true);
  await box.until(() => isClosed(box), 'software to mute it');
  switchTo(box, false); // its light is on: a person puts it out
  await box.until(() => isOpen(box), 'a person to undo that');
  switchTo(box, true);
  await box.until(() => isClosed(box), 'the box to be mute once more');
  await box.close();

  const { hub } = await reopen();
  expect(hub.box.read()).toMatchObject({ muted: true, phase: 'muted' });
  expect(hub.listening).toBe(false);
});

test('a box that lost its settings starts mute and says why, until somebody unmutes it', {
  timeout: 240_000,
}, async () => {
  writeFileSync(join(dataRoot, 'settings.json'), '{"muted": true, "assistantVol');
  const box = await reopen();
  expect(box.hub.box.read()).toMatchObject({ muted: true, problems: [expect.stringMatching(/muted is not known/)] });
  expect(box.hub.listening).toBe(false);
  await box.hub.box.setMuted(false);
  await box.until(() => isOpen(box), 'the box to listen');
  expect(box.hub.box.read().problems).toEqual([]);
});

/** A box that starts mute never listens, which startBox waits for. */
async function reopen(): Promise<RunningBox> {
  const starting = startBox({ dataRoot, simulated: { muteSwitch: true, noiseDb: null }, untilListening: false });
  const box = await starting;
  scope.defer(() => box.close());
  await box.until(() => box.hub.children.ear.state === 'ready' && isRed(box), 'the box to be there, and red');
  return box;
}
