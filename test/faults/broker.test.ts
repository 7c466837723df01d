// A broker that refuses, hangs, floods and vanishes, under a whole box: what is asked is answered all the same, the trouble is shown,
// and a real broker on the same port is found without a restart.
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callDoor } from '../../appliance/api/door/door-client.ts';
import { DOOR_SOCKET } from '../../appliance/api/door/door-protocol.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { startBroker, startMisbehaving, type TestServer } from '../home/support/broker.ts';
import { type RunningBox, startBox } from '../support/running-box.ts';

// Whole boxes, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let scope: Scope;
beforeEach(() => {
  scope = new Scope();
});
afterEach(() => scope.close());

const CONNECT = 1;
const SUBSCRIBE = 8;
const CONNACK_5 = Buffer.from([0x20, 3, 0, 0, 0]);

/** What a broker does to a connection; `begun` is called when it is at it. */
type Behaviour = (socket: Socket, begun: () => void) => void;

const BEHAVIOURS = {
  refuses: (socket, begun) => {
    socket.destroy();
    begun();
  },
  hangs: (socket, begun) => void socket.once('data', begun),
  floods: (socket, begun) => speakMqtt(socket, () => flood(socket, begun)),
  vanishes: (socket, begun) =>
    speakMqtt(socket, () => {
      socket.destroy();
      begun();
    }),
} satisfies Record<string, Behaviour>;

/** Takes the connection and, after the first subscription, does what `then` says. */
function speakMqtt(socket: Socket, then: () => void): void {
  socket.on('data', (data) => {
    const kind = data[0]! >> 4;
    if (kind === CONNECT) socket.write(CONNACK_5);
    if (kind === SUBSCRIBE) then();
  });
}

/** Messages without end, as fast as they are taken. */
function flood(socket: Socket, begun: () => void): void {
  const message = Buffer.from([0x30, 9, 0, 4, 0x68, 0x6f, 0x75, 0x73, 0, 0x6f, 0x6e]);
  const many = Buffer.concat(Array.from({ length: 2000 }, () => message));
  const more = (): void => {
    while (!socket.destroyed && socket.write(many));
    socket.once('drain', more);
  };
  more();
  begun();
}

test('the box answers and shows the trouble whatever its broker does, and finds a real one on the same port', {
  timeout: 180_000,
}, async () => {
  let onSocket: (socket: Socket) => void = (socket) => socket.destroy();
  const server = await startMisbehaving((socket) => onSocket(socket));
  let open: TestServer | null = server;
  scope.defer(() => open?.close());
  const box = await startBox({ flags: [`mqtt.url=${server.url}`] });
  scope.defer(() => box.close());
  for (const [name, behave] of Object.entries(BEHAVIOURS)) {
    await new Promise<void>((resolve) => {
      onSocket = (socket) => behave(socket, resolve);
      server.cut();
    });
    await expectAnswer(box, name);
  }
  await box.until(() => box.hub.box.read().problems.length > 0, 'the trouble to be shown');
  expect(box.hub.box.read().problems).toEqual([expect.stringContaining(`127.0.0.1:${server.port}`)]);
  expect(await box.command('What time is it?')).toMatchObject({ outcome: 'done', intent: 'HassGetCurrentTime' });
  await server.close();
  open = await startBroker({ port: server.port });
  await box.until(() => box.hub.house.state('light.kitchen') !== null, 'the house to be there');
  expect(box.hub.box.read().problems).toEqual([]);
  expect(await ask(box, 'Turn on the kitchen light.')).toMatchObject({ outcome: 'done' });
});

async function expectAnswer(box: RunningBox, name: string): Promise<void> {
  expect(await ask(box, 'What time is it?'), name).toMatchObject({ outcome: 'done', intent: 'HassGetCurrentTime' });
}

function ask(box: RunningBox, text: string): Promise<unknown> {
  return callDoor(`${box.dataRoot}/${DOOR_SOCKET}`, { action: 'ask', text });
}
