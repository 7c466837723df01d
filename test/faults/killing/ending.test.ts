// The box as a process: SIGTERM in every state, SIGKILL, and the start after it. Times are printed, not asserted; what is asserted is
// that it ended by itself and left nothing.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BoxState } from '../../../appliance/api/actions.ts';
import { systemClock } from '../../../appliance/kernel/clock.ts';
import { Scope } from '../../../appliance/kernel/scope.ts';
import { type BoxProcess, startBoxProcess } from '../../support/box-process.ts';
import { untilGone } from '../../support/process-table.ts';
import { temporaryFolder } from '../../support/running-box.ts';

let scope: Scope;
let folder: string;
beforeEach(() => {
  scope = new Scope();
  folder = temporaryFolder(scope);
});
afterEach(() => scope.close());

function start(flags: readonly string[] = []): BoxProcess {
  const temporary = join(folder, 't');
  mkdirSync(temporary, { recursive: true });
  return startBoxProcess({ dataRoot: join(folder, 'data'), flags, temporary }, scope);
}

const phase =
  (name: BoxState['phase']) =>
  (box: BoxState): boolean =>
    box.phase === name;

/** Brings the box into a state; each begins with a box that listens. */
const STATES: Readonly<Record<string, (box: BoxProcess) => Promise<void>>> = {
  idle: () => Promise.resolve(),
  listening: async (box) => {
    await box.door({ action: 'talk' });
    await box.until(phase('listening'), 'listening');
  },
  thinking: async (box) => {
    await deafenKitchenLight(box);
    await box.door({ action: 'talk' });
    await box.until(phase('listening'), 'listening');
    await box.say('Turn on the kitchen light.');
    await box.until(phase('thinking'), 'thinking');
  },
  speaking: async (box) => {
    await box.door({
      action: 'announce',
      text: 'The kettle is on, the door is locked, and the cat has been fed twice.',
    });
    await box.until(phase('speaking'), 'speaking');
  },
  'it waits for an answer': async (box) => {
    await box.door({ action: 'talk' });
    await box.until(phase('listening'), 'listening');
    await box.say('Unlock the front door.');
    await box.until(phase('speaking'), 'its question');
    await box.until(phase('listening'), 'an answer');
  },
  ringing: async (box) => {
    await box.door({ action: 'ask', text: 'Set a timer for one second.' });
    await box.until(({ ringing }) => ringing, 'ringing');
  },
  muted: async (box) => {
    await box.door({ action: 'mute', muted: true });
    await box.until(({ muted }) => muted, 'muted');
  },
};

describe('a box that is told to end', () => {
  test.each(Object.keys(STATES))('while %s ends by itself with status 0 and leaves no process', async (state) => {
    const box = start(['mqtt.confirmMs=30000']);
    await box.ready();
    await STATES[state]!(box);
    await expectCleanEnd(box, state);
  });

  test('while its models load ends by itself with status 0 and leaves no process', async () => {
    const box = start();
    await box.logged('child changed');
    await expectCleanEnd(box, 'loading');
  });
});

async function expectCleanEnd(box: BoxProcess, state: string): Promise<void> {
  const children = box.children();
  expect(children).toHaveLength(3);
  const toldAt = systemClock.monotonic();
  box.kill('SIGTERM');
  const { code, signal, errors } = await box.exit;
  const endedMs = systemClock.monotonic() - toldAt;
  await untilGone(children);
  console.log(`SIGTERM while ${state}: ended after ${Math.round(endedMs)} ms`);
  expect({ code, signal }, errors).toEqual({ code: 0, signal: null });
  expect(errors).not.toMatch(/"level":[56]0/); // nothing failed on the way
}

describe('a box that is killed', () => {
  test('takes its children with it; the next start is clean and has the timers', async () => {
    const killed = start();
    await killed.ready();
    await killed.door({ action: 'ask', text: 'Set a pizza timer for ten minutes.' });
    const children = killed.children();
    expect(children).toHaveLength(3);
    const killedAt = systemClock.monotonic();
    killed.kill('SIGKILL');
    await killed.exit;
    await untilGone(children);
    console.log(`SIGKILL: children gone after ${Math.round(systemClock.monotonic() - killedAt)} ms`);
    expect(passing()).toHaveLength(1);
    const next = start();
    await next.ready();
    expect(passing()).toEqual([expect.stringContaining(`-${next.pid}-`)]);
    const state = (await next.door({ action: 'state' })) as BoxState;
    expect(state).toMatchObject({ problems: [], timers: [{ name: 'pizza', state: 'running', totalMs: 600_000 }] });
    await expectCleanEnd(next, 'idle again');
  });
});

/** What boxes have in the temporary folder. */
function passing(): string[] {
  return readdirSync(join(folder, 't')).filter((name) => name.startsWith('linnet-box-'));
}

/** Announces the light anew, with a topic for commands to which nothing listens: the box waits for its report as long as it ever does. */
async function deafenKitchenLight(box: BoxProcess): Promise<void> {
  const { broker } = (await box.logged('box started')) as { broker: string };
  const client = connect(broker);
  scope.defer(() => client.end(true));
  const announced = new Promise<{ topic: string; config: object }>((resolve) => {
    client.on('message', (topic, payload) => {
      const config = JSON.parse(payload.toString() || '{}') as { device?: { name: string } };
      if (config.device?.name === 'Kitchen Light') resolve({ topic, config });
    });
  });
  await client.subscribeAsync('homeassistant/light/#');
  const { topic, config } = await announced;
  await client.publishAsync(topic, JSON.stringify({ ...config, command_topic: 'nobody/listens' }), { retain: true });
}
