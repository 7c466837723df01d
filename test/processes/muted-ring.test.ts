// Whole boxes that are muted when a timer ends: it rings, and the button is how it is stopped.
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Scope } from '../../appliance/kernel/scope.ts';
import { type RunningBox, startBox, temporaryFolder } from '../support/running-box.ts';

const someone = { kind: 'token', id: 'test', person: null } as const;

let scope: Scope;
let box: RunningBox;
/** What its board was told of the alarm, in order. */
let alarms: boolean[];

beforeEach(async () => {
  scope = new Scope();
  // Neither ear nor voice: nothing of this is theirs.
  const modelsRoot = join(temporaryFolder(scope), 'nothing');
  box = await startBox({ modelsRoot, untilListening: false, simulated: { noiseDb: null } });
  scope.defer(() => box.close());
  const { board } = box.hub.children;
  await box.until(() => board.state === 'ready', 'the board');
  alarms = [];
  const send = board.send.bind(board);
  board.send = (command) => {
    if (command.kind === 'alarm') alarms.push(command.ringing);
    return send(command);
  };
});
afterEach(() => scope.close());

async function ringMuted(): Promise<void> {
  const { hub, until } = box;
  await hub.box.setMuted(true);
  await hub.box.ask('set a timer for one second', someone);
  await until(() => hub.box.read().ringing, 'the timer to ring');
}

describe('a timer that rings in a muted box', () => {
  test('is stopped by a press of the button, and the box stays muted', async () => {
    const { hub, until } = box;
    await ringMuted();
    expect(hub.box.read()).toMatchObject({ muted: true, ringing: true });
    box.press();
    await until(() => !hub.box.read().ringing, 'the button to stop it');
    expect(hub.box.timers.list()).toEqual([]);
    expect(hub.box.read()).toMatchObject({ muted: true });
    await until(() => alarms.length > 1, 'the board to be told');
    expect(alarms).toEqual([true, false]);
    expect(box.begun()).toBe(0); // the press that stopped it began no turn
  });

  test('rings on when the box is no more muted, and is stopped by the button all the same', async () => {
    const { hub, until } = box;
    await ringMuted();
    await hub.box.setMuted(false);
    expect(hub.box.read()).toMatchObject({ muted: false, ringing: true });
    box.press();
    await until(() => !hub.box.read().ringing, 'the button to stop it');
    expect(hub.box.timers.list()).toEqual([]);
  });
});
