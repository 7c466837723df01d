import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type EmbeddedBroker,
  type EmbeddedBrokerOptions,
  startEmbeddedBroker,
} from '../../appliance/home/embedded-broker.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { away, connected, listen, openLink, until } from './support/broker.ts';

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
