import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { MqttLink } from '../../appliance/home/mqtt-link.ts';
import { hasCode } from '../../appliance/kernel/errors.ts';
import { away, connected, openLink, startBroker, startMisbehaving, subscribed, until } from './support/broker.ts';

const undo: Array<() => unknown> = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function link(url: string, options: Parameters<typeof openLink>[1] = {}): MqttLink {
  const opened = openLink(url, options);
  undo.push(() => opened.close());
  return opened;
}

async function broker(options: Parameters<typeof startBroker>[0] = {}): ReturnType<typeof startBroker> {
  const started = await startBroker(options);
  undo.push(() => started.close());
  return started;
}

async function misbehaving(behave: (socket: Socket) => void): ReturnType<typeof startMisbehaving> {
  const started = await startMisbehaving(behave);
  undo.push(() => started.close());
  return started;
}

function collect(from: MqttLink, filter: string): Array<{ topic: string; text: string; retained: boolean }> {
  const got: Array<{ topic: string; text: string; retained: boolean }> = [];
  from.subscribe(filter, ({ topic, payload, retained }) => got.push({ topic, text: payload.toString(), retained }));
  return got;
}

/** A QoS 0 PUBLISH packet of MQTT 3.1.1 (§3.3). */
function publishPacket(topic: string, payload: Buffer, claimedLength?: number): Buffer {
  const body = Buffer.concat([Buffer.from([topic.length >> 8, topic.length & 255]), Buffer.from(topic), payload]);
  let left = claimedLength ?? body.length;
  const length: number[] = [];
  do {
    const digit = left % 128;
    left = Math.floor(left / 128);
    length.push(left > 0 ? digit | 128 : digit);
  } while (left > 0);
  return Buffer.concat([Buffer.from([0x30, ...length]), body]);
}

const CONNACK_311 = Buffer.from([0x20, 2, 0, 0]);
const PACKET_TYPE = { connect: 1, subscribe: 8 };

/** Answers CONNECT of 3.1.1 with CONNACK and SUBSCRIBE with SUBACK; refuses version 5, as old brokers do. */
function speaksMqtt(socket: Socket, onSubscribed: () => void): void {
  socket.on('data', (data) => {
    const type = (data[0] as number) >> 4;
    if (type === PACKET_TYPE.connect) {
      if (data[8] === 5) socket.end(Buffer.from([0x20, 2, 0, 1]));
      else socket.write(CONNACK_311);
    }
    if (type === PACKET_TYPE.subscribe) {
      const id = data.indexOf(Buffer.from([0x82])) + 2;
      socket.write(Buffer.from([0x90, 3, data[id] as number, data[id + 1] as number, 0]));
      onSubscribed();
    }
  });
}

describe('the link to a broker', () => {
  it('speaks 3.1.1 with a broker that does not know version 5', async () => {
    const { url } = await broker();
    const one = link(url);
    await connected(one);
    expect(one.status()).toMatchObject({ connected: true, protocol: 4, error: null });
  });

  it('carries messages by topic and wildcard, and retained ones to whoever comes later', async () => {
    const { url } = await broker();
    const [one, two] = [link(url), link(url)];
    const lights = collect(two, 'house/+/light');
    one.publish({ topic: 'house/kitchen/light', payload: 'on', qos: 1, retain: true });
    await until(() => lights.length === 1);
    expect(lights[0]).toMatchObject({ topic: 'house/kitchen/light', text: 'on' });
    const later = collect(two, 'house/kitchen/light');
    await until(() => later.length === 1);
    expect(later).toEqual([{ topic: 'house/kitchen/light', text: 'on', retained: true }]);
  });

  it('no longer hears what it no longer listens to', async () => {
    const { url } = await broker();
    const one = link(url);
    const got: string[] = [];
    const end = one.subscribe('a', ({ payload }) => got.push(`first ${payload}`));
    one.subscribe('a', ({ payload }) => got.push(`second ${payload}`));
    await connected(one);
    end();
    one.publish({ topic: 'a', payload: 'x' });
    await until(() => got.length > 0);
    expect(got).toEqual(['second x']);
  });

  it('keeps what is published while the broker is away, and hears again what it listened to', async () => {
    const first = await startBroker();
    const one = link(first.url);
    const got = collect(one, 'a/#');
    await connected(one);
    await first.close();
    await away(one);
    one.publish({ topic: 'a/1', payload: 'one', qos: 1 });
    one.publish({ topic: 'a/2', payload: 'two', qos: 1 });
    one.publish({ topic: 'a/now', payload: 'stale', whileAway: 'drop' });
    await broker({ port: first.port });
    await until(() => got.length === 2);
    expect(got.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(one.status()).toMatchObject({ queued: 0, dropped: 0 });
  });

  it('drops the oldest when its outbox is full, and counts it; of one state only the newest waits', async () => {
    const one = link('mqtt://127.0.0.1:1', { outboxCapacity: 3 });
    for (let number = 0; number < 5; number++) one.publish({ topic: 'event', payload: String(number) });
    for (let number = 0; number < 5; number++) one.publish({ topic: 'state', payload: String(number), retain: true });
    expect(one.status()).toMatchObject({ queued: 3, dropped: 3 });
    await away(one);
  });

  it('says that nothing listens there, and connects once something does', async () => {
    const gone = await startBroker();
    await gone.close();
    const one = link(gone.url);
    const error = await away(one);
    expect(error.code).toBe('mqtt.unreachable');
    expect(error.message).toContain('nothing listens there');
    await broker({ port: gone.port });
    await connected(one);
    expect(one.status().error).toBeNull();
  });

  it('says that it was refused, without telling the password, and comes in once it may', async () => {
    let open = false;
    const { url } = await broker({ authenticate: (_client, _user, _password, done) => done(null, open) });
    const one = link(url, { username: 'linnet', password: 'sesame' });
    const error = await away(one);
    expect(error.code).toBe('mqtt.refused');
    expect(error.message).not.toContain('sesame');
    open = true;
    await connected(one);
  });

  it('gives up on a broker that accepts and says nothing, and tries again', async () => {
    let connections = 0;
    const { url } = await misbehaving(() => connections++);
    const one = link(url, { connectTimeoutMs: 30 });
    expect((await away(one)).code).toBe('mqtt.unreachable');
    await until(() => connections >= 3);
  });

  it.each([
    ['cuts every connection', (socket: Socket) => socket.destroy()],
    ['speaks HTTP', (socket: Socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['answers with noise', (socket: Socket) => void socket.write(Buffer.alloc(4096, 0xff))],
    ['answers with zeros', (socket: Socket) => void socket.end(Buffer.alloc(4096))],
    ['acknowledges twice', (socket: Socket) => void socket.write(Buffer.concat([CONNACK_311, CONNACK_311]))],
  ])('is only away from a broker that %s', async (_what, behave) => {
    const { url } = await misbehaving(behave);
    const one = link(url);
    one.publish({ topic: 'a', payload: 'x' });
    expect(hasCode(await away(one), 'mqtt.unreachable')).toBe(true);
  });

  it('says that another client took its name, though the connection ends in the same breath', async () => {
    const connack = Buffer.from([0x20, 3, 0, 0, 0]);
    const takenOver = Buffer.from([0xe0, 2, 0x8e, 0]);
    const { url } = await misbehaving((socket) =>
      socket.once('data', () => socket.end(Buffer.concat([connack, takenOver]))),
    );
    const error = await away(link(url));
    expect(error.code).toBe('mqtt.refused');
    expect(error.message).toContain('station.id');
  });

  it('comes back after each of many sudden ends', async () => {
    const server = await broker();
    const one = link(server.url);
    const got = collect(one, 'a');
    for (let round = 0; round < 5; round++) {
      await connected(one);
      server.cut();
      await until(() => !one.connected);
    }
    await connected(one);
    one.publish({ topic: 'a', payload: 'still here', qos: 1 });
    await until(() => got.length > 0);
    expect(got.at(-1)?.text).toBe('still here');
  });

  it('leaves out a payload that is too large, counts it, and hears the next', async () => {
    const server = await broker();
    const [one, two] = [link(server.url, { maxPayloadBytes: 1000 }), link(server.url)];
    const ready = subscribed(server, 'a');
    const got = collect(one, 'a');
    await ready;
    two.publish({ topic: 'a', payload: 'x'.repeat(1001), qos: 1 });
    two.publish({ topic: 'a', payload: 'y'.repeat(300_000), qos: 1 });
    two.publish({ topic: 'a', payload: 'small', qos: 1 });
    await until(() => got.length > 0);
    expect(got.map(({ text }) => text)).toEqual(['small']);
    expect(one.status().oversized).toBe(2);
  });

  it('skips a packet of a quarter of a gigabyte without holding it', async () => {
    const huge = 200_000_000;
    const { url } = await misbehaving((socket) =>
      speaksMqtt(socket, () => {
        const start = publishPacket('a', Buffer.alloc(0), huge);
        socket.write(start);
        const piece = Buffer.alloc(1_000_000);
        for (let sent = start.length - 5; sent < huge; sent += piece.length)
          socket.write(piece.subarray(0, Math.min(piece.length, huge - sent)));
        socket.write(publishPacket('a', Buffer.from('after')));
      }),
    );
    const one = link(url);
    const got = collect(one, 'a');
    await until(() => got.length > 0);
    expect(got[0]?.text).toBe('after');
    expect(one.status().oversized).toBe(1);
  });

  it('lets everything else go on while a broker floods it', async () => {
    const messages = 30_000;
    const { url } = await misbehaving((socket) =>
      speaksMqtt(socket, () =>
        socket.write(Buffer.concat(Array.from({ length: messages }, () => publishPacket('a', Buffer.from('x'))))),
      ),
    );
    const one = link(url);
    const got = collect(one, 'a');
    await until(() => got.length > 0);
    let turns = 0;
    await until(() => {
      turns++;
      return got.length >= messages;
    });
    expect(turns).toBeGreaterThan(messages / 200);
  });

  it('never throws for a topic that is none', () => {
    const one = link('mqtt://127.0.0.1:1');
    for (const topic of ['', 'a/#', 'a/+/b', 'a\u0000', 'x'.repeat(70_000), '/'.repeat(500)]) {
      one.publish({ topic, payload: 'x' });
      one.subscribe(topic.replace('a/#', 'a/#/b'), () => {});
    }
    expect(one.status().queued).toBe(0);
  });

  it('goes on when a listener throws', async () => {
    const server = await broker();
    const one = link(server.url);
    const ready = subscribed(server, 'a');
    one.subscribe('a', () => {
      throw new Error('listener');
    });
    const got = collect(one, 'a');
    await ready;
    one.publish({ topic: 'a', payload: 'x', qos: 1 });
    await until(() => got.length === 1);
  });

  it('has its will published when it vanishes, and not when it says goodbye', async () => {
    const server = await broker();
    const watcher = link(server.url);
    const ready = subscribed(server, 'will/+');
    const got = collect(watcher, 'will/+');
    const will = (name: string) => ({ will: { topic: `will/${name}`, payload: 'gone', qos: 1 as const } });
    const polite = link(server.url, { ...will('polite'), clientId: 'polite' });
    const victim = link(server.url, { ...will('victim'), clientId: 'victim' });
    await Promise.all([ready, connected(polite), connected(victim)]);
    await polite.close();
    const clients = (server.aedes as unknown as { clients: Record<string, { conn: { destroy(): void } }> }).clients;
    clients.victim?.conn.destroy();
    await until(() => got.length > 0);
    expect(got.map(({ topic }) => topic)).toEqual(['will/victim']);
  });

  it('sends what waits before it closes', async () => {
    const server = await broker();
    const [one, two] = [link(server.url), link(server.url)];
    const ready = subscribed(server, 'a');
    const got = collect(two, 'a');
    await Promise.all([connected(one), ready]);
    for (let number = 0; number < 200; number++) one.publish({ topic: 'a', payload: String(number), qos: 1 });
    await one.close();
    await until(() => got.length === 200);
  });

  it('opens nothing any more once it was closed, however early', async () => {
    let connections = 0;
    const { url } = await misbehaving(() => connections++);
    const one = link(url);
    await one.close();
    const two = link(url);
    await until(() => connections > 0);
    await two.close();
    expect(connections).toBe(1);
  });

  it('may be closed twice, and while it connects', async () => {
    const { url } = await misbehaving(() => {});
    const one = link(url);
    await Promise.all([one.close(), one.close()]);
    await one.close();
    expect(one.connected).toBe(false);
  });

  it.each(['', 'nonsense', 'http://127.0.0.1', 'mqtt://', '127.0.0.1:1883'])('refuses "%s" as an address', (url) => {
    expect(() => openLink(url)).toThrow('[config.invalid]');
  });
});

describe('the link over TLS', () => {
  const file = (name: string): string => fileURLToPath(new URL(`./tls/${name}`, import.meta.url));
  const tls = {
    key: readFileSync(file('server.key.pem')),
    cert: readFileSync(file('server.pem')),
    ca: readFileSync(file('ca.pem')),
  };

  it('trusts the authority it was given, and shows its own certificate', async () => {
    const { url } = await broker({ tls: { ...tls, requestCert: true, rejectUnauthorized: true } });
    const one = link(url, { caFile: file('ca.pem'), certFile: file('client.pem'), keyFile: file('client.key.pem') });
    await connected(one);
  });

  it('does not connect to a broker whose authority it does not know, and says which file is missing', async () => {
    const { url } = await broker({ tls });
    const error = await away(link(url));
    expect(error.code).toBe('mqtt.unreachable');
    expect(error.message).toMatch(/CA file/);
  });

  it('connects all the same where certificates are not to be checked', async () => {
    const { url } = await broker({ tls });
    await connected(link(url, { verifyCertificate: false }));
  });

  it('names a certificate file that cannot be read', async () => {
    const error = await away(link('mqtts://127.0.0.1:1', { caFile: '/nowhere/ca.pem' }));
    expect(error.code).toBe('config.invalid');
    expect(error.message).toContain('/nowhere/ca.pem');
  });
});
