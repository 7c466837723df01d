import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { generate } from 'mqtt-packet';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type EmbeddedBroker,
  type EmbeddedBrokerOptions,
  startEmbeddedBroker,
} from '../../appliance/home/embedded-broker.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { away, connected, listen, openLink, until } from './support/broker.ts';

/** Sends 100,000 messages, and tells when the broker has acknowledged the one behind them. */
const FLOODER = `
const { parentPort, workerData: { port, connect, flood, last } } = require('node:worker_threads');
const socket = require('node:net').connect(port, '127.0.0.1', () => socket.write(connect));
const send = (rest) => (rest === 0 ? socket.write(last) : socket.write(flood, () => send(rest - 1)));
socket.once('data', () => {
  socket.on('data', () => parentPort.postMessage('taken'));
  send(50);
});`;

const undo: Array<() => unknown> = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function start(options: EmbeddedBrokerOptions = {}): Promise<EmbeddedBroker> {
  const broker = await startEmbeddedBroker({ port: 0, ...options }, { clock: systemClock, log: silentLog });
  undo.push(() => broker.close());
  return broker;
}

function link(url: string, options: Parameters<typeof openLink>[1] = {}): ReturnType<typeof openLink> {
  const opened = openLink(url, options);
  undo.push(() => opened.close());
  return opened;
}

describe("the box's own broker", () => {
  it('listens on loopback and keeps retained messages', async () => {
    const { url } = await start();
    expect(url).toMatch(/^mqtt:\/\/127\.0\.0\.1:\d+$/);
    const one = link(url);
    one.publish({ topic: 'a', payload: 'kept', retain: true, qos: 1 });
    await connected(one);
    const got: string[] = [];
    link(url).subscribe('a', ({ payload }) => got.push(payload.toString()));
    await until(() => got.includes('kept'));
  });

  it('keeps a flood out of the thread of whoever started it', async () => {
    const { url } = await start();
    const publish = { cmd: 'publish', topic: 'flood', qos: 0, dup: false, retain: false } as const;
    const one = generate({ ...publish, payload: 'x'.repeat(20) });
    const last = generate({ ...publish, topic: 'end', payload: 'x', qos: 1, messageId: 1 });
    const connect = generate({
      cmd: 'connect',
      clientId: 'flooder',
      clean: true,
      protocolId: 'MQTT',
      protocolVersion: 4,
    });
    const workerData = { port: Number(new URL(url).port), connect, flood: Buffer.concat(Array(2000).fill(one)), last };
    const before = performance.eventLoopUtilization();
    const flooder = new Worker(FLOODER, { eval: true, workerData });
    undo.push(() => flooder.terminate());
    expect(await new Promise((resolve) => flooder.once('message', resolve))).toBe('taken');
    // As a share of the flood's own length: in one thread with the broker it would be nearly all of it.
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
  });

  it('says what to do when its port is taken', async () => {
    const other = await listen(createServer());
    undo.push(() => other.close());
    await expect(start({ port: other.port })).rejects.toMatchObject({
      code: 'net.portInUse',
      message: expect.stringMatching(new RegExp(`${other.port}.*mqtt\\.url.*mqtt\\.embeddedPort`)),
    });
  });

  it('refuses to be open to the network without a password', async () => {
    await expect(start({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'config.invalid' });
  });

  it('lets in who knows the password, and nobody else', async () => {
    const { url } = await start({ username: 'house', password: 'sesame' });
    await connected(link(url, { username: 'house', password: 'sesame' }));
    expect((await away(link(url, { username: 'house', password: 'wrong' }))).code).toBe('mqtt.refused');
    expect((await away(link(url))).code).toBe('mqtt.refused');
  });

  it('keeps no more topics than it may, and goes on', async () => {
    const { url } = await start({ maxRetained: 10 });
    const flooder = link(url);
    await connected(flooder);
    for (let number = 0; number < 100; number++)
      flooder.publish({ topic: `flood/${number}`, payload: 'x', retain: true });
    await until(() => !flooder.connected);
    await flooder.close();
    const other = link(url);
    const kept = new Set<string>();
    other.subscribe('flood/#', ({ topic }) => kept.add(topic));
    const after: string[] = [];
    other.subscribe('after', ({ payload }) => after.push(payload.toString()));
    await connected(other);
    other.publish({ topic: 'after', payload: 'x', qos: 1 });
    await until(() => after.length > 0);
    expect(kept.size).toBeLessThanOrEqual(10);
  });

  it('leaves the hub alone when its memory runs out, and is back by itself', async () => {
    const broker = await start({ maxPacketBytes: 20_000_000 });
    const flooder = link(broker.url, { outboxCapacity: 1000 });
    await connected(flooder);
    const piece = Buffer.alloc(8_000_000, 'x').toString();
    for (let number = 0; number < 60; number++)
      flooder.publish({ topic: `big/${number}`, payload: piece, retain: true });
    await until(() => broker.restarts > 0 || flooder.status().queued === 0);
    await flooder.close();
    await connected(link(broker.url));
  });

  it('may be closed twice', async () => {
    const broker = await start();
    await broker.close();
    await broker.close();
    expect((await away(link(broker.url))).code).toBe('mqtt.unreachable');
  });
});
