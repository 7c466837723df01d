// Multicast DNS on the loopback interface, on a port of its own: real packets, and nobody else on the network hears them.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import fc from 'fast-check';
import multicastDns, { type MulticastDNS } from 'multicast-dns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../appliance/config/load.ts';
import { browseServices, type FoundService } from '../../appliance/home/mdns.ts';
import { proposalsFrom, proposalText } from '../../appliance/home/proposals.ts';
import { ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { keepLookingAround, lookAround } from '../../appliance/processes/looking-around.ts';

const LOOPBACK = '127.0.0.1';
const deps = { clock: systemClock, log: silentLog };
let scope: Scope;
let where: { readonly interface: string; readonly port: number };

beforeEach(async () => {
  scope = new Scope();
  const probe = createSocket('udp4').bind(0, LOOPBACK);
  await once(probe, 'listening');
  where = { interface: LOOPBACK, port: probe.address().port };
  probe.close();
});
afterEach(() => scope.close());

type Answers = Parameters<MulticastDNS['respond']>[0];

/** Answers every packet that asks for `name` with its answers; of those in `lost` the first is lost. */
async function responder(
  answersByName: Readonly<Record<string, Answers>>,
  lost: Iterable<string> = [],
): Promise<{ readonly asked: string[] }> {
  const asked: string[] = [];
  const losing = new Set(lost);
  const socket = multicastDns({ ...where, bind: '0.0.0.0' });
  scope.defer(() => new Promise<void>((resolve) => socket.destroy(resolve)));
  socket.on('query', ({ questions }) => {
    const names = (questions ?? []).map(({ name }) => name);
    asked.push(...names);
    for (const name of new Set(names)) {
      const answers = answersByName[name];
      if (answers !== undefined && !losing.delete(name)) socket.respond(answers);
    }
  });
  await once(socket, 'ready');
  return { asked };
}

const BROKER: Exclude<Answers, readonly unknown[]> = {
  answers: [{ name: '_mqtt._tcp.local', type: 'PTR', data: 'Mosquitto on attic._mqtt._tcp.local' }],
  additionals: [
    { name: 'Mosquitto on attic._mqtt._tcp.local', type: 'SRV', data: { port: 1883, target: 'attic.local' } },
    { name: 'attic.local', type: 'A', data: '192.168.7.9' },
  ],
};
/** One record a packet. */
const B_IN_PIECES: Readonly<Record<string, Answers>> = {
  '_mqtt._tcp.local': [{ name: '_mqtt._tcp.local', type: 'PTR', data: 'B._mqtt._tcp.local' }],
  'b._mqtt._tcp.local': [
    { name: 'B._mqtt._tcp.local', type: 'SRV', data: { port: 1884, target: 'Host.local' } },
    { name: 'B._mqtt._tcp.local', type: 'TXT', data: ['v=2'] },
  ],
  'host.local': [{ name: 'host.local', type: 'A', data: '10.0.0.7' }],
};
const B_BUT_ITS_TEXT: Answers = [
  { name: '_mqtt._tcp.local', type: 'PTR', data: 'B._mqtt._tcp.local' },
  { name: 'B._mqtt._tcp.local', type: 'SRV', data: { port: 1884, target: 'Host.local' } },
  { name: 'host.local', type: 'A', data: '10.0.0.7' },
];
const HOUSE = 'Home._home-assistant._tcp.local';

const flags = (...more: string[]) =>
  loadConfig({ file: null, environment: {}, flags: ['network.lookMs=1000', ...more] }).config;

describe('the network', () => {
  it('is asked for a broker and a Home Assistant, which are proposed with the setting that would use them', async () => {
    await responder({
      '_mqtt._tcp.local': BROKER,
      '_home-assistant._tcp.local': {
        answers: [{ name: '_home-assistant._tcp.local', type: 'PTR', data: HOUSE }],
        additionals: [
          { name: HOUSE, type: 'SRV', data: { port: 8123, target: 'ha.local' } },
          { name: HOUSE, type: 'TXT', data: ['location_name=Our House', 'internal_url=http://192.168.7.8:8123'] },
          { name: 'ha.local', type: 'A', data: '192.168.7.8' },
        ],
      },
    });
    const proposals = await lookAround(flags(), deps, undefined, where);
    expect(proposals).toEqual([
      { name: 'Mosquitto on attic', what: 'MQTT broker', setting: 'mqtt.url', value: 'mqtt://192.168.7.9:1883' },
      { name: 'Our House', what: 'Home Assistant', setting: 'homeAssistant.url', value: 'http://192.168.7.8:8123' },
    ]);
    expect(proposals.map(proposalText)[0]).toBe(
      'MQTT broker "Mosquitto on attic" was found on the network and is not used; to use it, set mqtt.url to mqtt://192.168.7.9:1883.',
    );
  });

  it('is asked again for what an answer leaves open', async () => {
    const { asked } = await responder(B_IN_PIECES);
    const found = await browseServices({ types: ['_mqtt._tcp'], limitMs: 1000, ...where }, deps);
    expect(found).toMatchObject([{ name: 'B', address: '10.0.0.7', port: 1884 }]);
    expect(asked).toEqual(expect.arrayContaining(['b._mqtt._tcp.local', 'host.local']));
  });

  it.each([
    ['a place', B_IN_PIECES, 'b._mqtt._tcp.local'],
    ['an address', B_IN_PIECES, 'host.local'],
    ['a text', { ...B_IN_PIECES, '_mqtt._tcp.local': B_BUT_ITS_TEXT }, 'b._mqtt._tcp.local'],
  ])('is asked once more where the answer with %s was lost', async (_what, answers, lost) => {
    await responder(answers, [lost]);
    const found = await browseServices({ types: ['_mqtt._tcp'], limitMs: 1000, ...where }, deps);
    expect(found).toMatchObject([{ name: 'B', address: '10.0.0.7', port: 1884 }]);
    expect(found[0]?.text.get('v')).toBe('2');
  });

  it('is not asked for what is configured, nor at all where that is switched off', async () => {
    const { asked } = await responder({});
    await lookAround(flags('homeAssistant.url=http://ha.local:8123'), deps, undefined, where);
    expect(new Set(asked)).toEqual(new Set(['_mqtt._tcp.local', '_secure-mqtt._tcp.local']));
    asked.length = 0;
    expect(await lookAround(flags('network.lookAround=false'), deps, undefined, where)).toEqual([]);
    const all = flags('homeAssistant.url=http://ha.local:8123', 'mqtt.url=mqtt://broker');
    expect(await lookAround(all, deps, undefined, where)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('is looked at again after half an hour, and told of when it is another', async () => {
    const clock = new ManualClock();
    const brokers = [
      { name: '_mqtt._tcp.local', type: 'PTR' as const, data: 'Mosquitto on attic._mqtt._tcp.local' },
      { name: '_mqtt._tcp.local', type: 'PTR' as const, data: 'Another._mqtt._tcp.local' },
    ];
    const places: Answers = [
      ...(BROKER.additionals ?? []),
      { name: 'Another._mqtt._tcp.local', type: 'SRV', data: { port: 1885, target: 'attic.local' } },
    ];
    const { asked } = await responder({ '_mqtt._tcp.local': { answers: brokers, additionals: places } });
    const told: Array<readonly string[]> = [];
    scope.defer(keepLookingAround(flags(), { clock, log: silentLog }, (texts) => told.push(texts), where));
    const rounds = (): number => asked.filter((one) => one === '_mqtt._tcp.local').length;
    const until = async (condition: () => boolean): Promise<void> => {
      while (!condition()) await new Promise((resolve) => setImmediate(resolve));
    };
    const round = async (): Promise<void> => {
      const before = rounds();
      await until(() => rounds() > before);
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve)); // the answers are on their way
      clock.advance(500);
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      clock.advance(500);
    };
    await round();
    await until(() => told.length === 1);
    expect(told).toEqual([[expect.stringContaining(':1885'), expect.stringContaining('mqtt://192.168.7.9:1883')]]);
    brokers.reverse(); // whoever answers first makes no other list
    clock.advance(30 * 60_000);
    await round();
    expect(told).toHaveLength(1);
  });

  it('ends at once when it is told to', async () => {
    const ending = new AbortController();
    const looking = browseServices({ types: ['_mqtt._tcp'], limitMs: 60_000, ...where }, deps, ending.signal);
    ending.abort(new Error('over'));
    await expect(looking).rejects.toThrow('over');
  });

  it('may send any bytes and any records: nothing breaks, and little is believed', async () => {
    const sender = createSocket('udp4').bind(0, LOOPBACK);
    await once(sender, 'listening');
    scope.defer(() => sender.close());
    const socket = multicastDns({ ...where, bind: '0.0.0.0' });
    scope.defer(() => new Promise<void>((resolve) => socket.destroy(resolve)));
    await once(socket, 'ready');
    const looking = browseServices({ types: ['_mqtt._tcp'], limitMs: 1000, ...where }, deps);
    for (const bytes of fc.sample(fc.uint8Array({ maxLength: 600 }), 100))
      sender.send(bytes, where.port, '224.0.0.251');
    const label = fc.string({ minLength: 1, maxLength: 40 }).map((text) => text.replaceAll('.', ''));
    for (const [name, target] of fc.sample(fc.tuple(label, label), 50)) {
      socket.respond([
        { name: '_mqtt._tcp.local', type: 'PTR', data: `x${name}._mqtt._tcp.local` },
        { name: `x${name}._mqtt._tcp.local`, type: 'SRV', data: { port: 0, target: `x${target}` } },
      ]);
    }
    expect(await looking).toEqual([]);
  });
});

describe('what is proposed', () => {
  const service = (text: Record<string, string>): FoundService => ({
    type: '_home-assistant._tcp',
    name: 'Home',
    address: '10.0.0.5',
    port: 8123,
    text: new Map(Object.entries(text)),
  });

  it.each([
    ['no address of its own', {}, 'http://10.0.0.5:8123'],
    ['a name and a port', { base_url: 'https://ha.example:444/x' }, 'https://ha.example:444'],
    ['something else', { internal_url: 'javascript:alert(1)' }, 'http://10.0.0.5:8123'],
    ['a password in it', { internal_url: 'http://u:p@ha.local' }, 'http://10.0.0.5:8123'],
  ])('for a Home Assistant that tells %s', (_what, text, value) => {
    expect(proposalsFrom([service(text), service(text)])).toMatchObject([{ value }]);
  });

  it.each([
    ['Our\u001b[2J\u202e House\r\n', 'Our[2J House'],
    ['\u0007\u009b', 'Home'],
    ['x'.repeat(100), 'x'.repeat(60)],
  ])('has a name without what a terminal would obey (%#)', (told, name) => {
    expect(proposalsFrom([service({ location_name: told })])).toMatchObject([{ name }]);
  });
});
