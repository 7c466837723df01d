import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BoxActions, BoxStateSource } from '../../../appliance/api/actions.ts';
import { callDoor, isDoorOpen } from '../../../appliance/api/door/door-client.ts';
import { openDoor } from '../../../appliance/api/door/door-server.ts';
import { LinnetError } from '../../../appliance/kernel/errors.ts';
import { silentLog } from '../../../appliance/kernel/log.ts';

let folder: string;
let path: string;
let close: () => Promise<void>;
const called: string[] = [];

const actions = {
  ask: (text: string) => Promise.resolve({ text: `You said ${text}.`, outcome: 'done', intent: null, slots: {} }),
  announce: (text: string) => {
    if (text === 'x') throw new LinnetError('queue.full', 'Twenty announcements wait already; try again later.');
  },
  talk: () => called.push('talk'),
  setMuted: () => Promise.reject(new Error('secret detail')),
} as unknown as BoxActions;
let silence: string | null = null;
const state = { read: () => ({ phase: 'idle' }) } as unknown as BoxStateSource;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linnet-door-'));
  path = join(folder, 'door.sock');
  ({ close } = await openDoor(path, {
    ...{ actions, state, mediaSocket: '/run/media', log: silentLog },
    silence: () => silence,
  }));
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

test('the door answers what it is asked, several callers at once', async () => {
  const answers = await Promise.all([
    callDoor(path, { action: 'ask', text: 'hello' }),
    callDoor(path, { action: 'state' }),
    callDoor(path, { action: 'talk' }),
    callDoor(path, { action: 'mediaSocket' }),
  ]);
  expect(answers).toEqual([
    { text: 'You said hello.', outcome: 'done', intent: null, slots: {} },
    { phase: 'idle' },
    1,
    '/run/media',
  ]);
  expect(called).toEqual(['talk']);
});

test('the door is for its owner only', () => {
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("an error comes back with the box's own code and words", async () => {
  await expect(callDoor(path, { action: 'announce', text: 'x' })).rejects.toThrow(
    'Twenty announcements wait already; try again later. [queue.full]',
  );
});

test('whoever says something while there is no voice is told that nobody hears it', async () => {
  expect(await callDoor(path, { action: 'announce', text: 'hello' })).toBeNull();
  silence = 'The voice does not run, and is tried again.';
  await expect(callDoor(path, { action: 'announce', text: 'hello' })).rejects.toThrow(
    'Nothing can be heard now. The voice does not run, and is tried again. [child.unavailable]',
  );
  silence = null;
});

test('what does not fit the protocol is answered, and an endless line is cut off', async () => {
  const socket = createConnection(path);
  const reply = await new Promise<string>((resolve) => {
    socket.once('data', (chunk) => resolve(chunk.toString()));
    socket.write('{"action":"explode"}\n');
  });
  expect(JSON.parse(reply)).toMatchObject({ ok: false, code: 'input.invalid' });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write('x'.repeat(100_000));
  await closed;
});

test('where no box runs, that is said', async () => {
  await close();
  expect(await isDoorOpen(path)).toBe(false);
  await expect(callDoor(path, { action: 'state' })).rejects.toThrow(/linnet run.*\[home\.unavailable\]/);
});

test('a path that no socket can have is refused with what to do, not cut short', async () => {
  const long = join(folder, 'x'.repeat(100), 'door.sock');
  const opened = openDoor(long, { actions, state, mediaSocket: '/media', silence: () => null, log: silentLog });
  await expect(opened).rejects.toThrow(/at most 103.*--data.*\[input\.tooLarge\]/);
});
