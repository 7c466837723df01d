// The box's own entities over a real broker on loopback: the real Box in front of a demo house, a real connection that breaks.
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type BoxMqttOptions, boxWill, publishBox } from '../../../appliance/api/mqtt/box-mqtt.ts';
import { loadConfig } from '../../../appliance/config/load.ts';
import { startEmbeddedBroker } from '../../../appliance/home/embedded-broker.ts';
import type { MqttLink } from '../../../appliance/home/mqtt-link.ts';
import { systemClock } from '../../../appliance/kernel/clock.ts';
import { silentLog } from '../../../appliance/kernel/log.ts';
import { openOfflineHouse } from '../../../appliance/processes/offline-house.ts';
import { openLink, startMisbehaving, until } from '../../home/support/broker.ts';
import { checkComponentDocument, checkDeviceDocument } from './home-assistant-rules.ts';
import { ADDRESS, OPTIONS } from './support.ts';

const undo: Array<() => unknown> = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function keep<T extends { close(): unknown }>(opened: T): T {
  undo.push(() => opened.close());
  return opened;
}

interface Published {
  readonly link: MqttLink;
  readonly other: MqttLink;
  /** Breaks the box's connection without a goodbye. */
  cut(): void;
  /** Everything of the box and its discovery, by topic; what came last. */
  readonly last: ReadonlyMap<string, string>;
  /** As above, in the order in which it came. */
  readonly seen: ReadonlyArray<readonly [topic: string, text: string]>;
}

async function publishRealBox(
  options: Partial<BoxMqttOptions> = {},
  flags: readonly string[] = [],
): Promise<Published> {
  const broker = keep(await startEmbeddedBroker({ port: 0 }, { clock: systemClock, log: silentLog }));
  const wire = keep(
    await startMisbehaving((socket) => {
      const far = connect(broker.port, '127.0.0.1');
      far.on('error', () => {});
      socket.on('error', () => {}).on('close', () => far.destroy());
      far.on('close', () => socket.destroy());
      socket.pipe(far).pipe(socket);
    }),
  );
  const last = new Map<string, string>();
  const seen: Array<readonly [string, string]> = [];
  const other = keep(openLink(broker.url));
  for (const filter of ['linnet/#', 'homeassistant/#'])
    other.subscribe(filter, ({ topic, payload }) => {
      last.set(topic, payload.toString());
      seen.push([topic, payload.toString()]);
    });
  await until(() => other.connected);
  const { config } = loadConfig({ file: null, environment: {}, flags: [...flags] });
  const house = keep(await openOfflineHouse(config, { log: silentLog, sentences: { files: [], cache: null } }));
  const link = keep(openLink(wire.url, { will: boxWill(ADDRESS) }));
  keep(
    publishBox(
      { ...OPTIONS, publishWords: config.privacy.publishWords, readMs: 100, recreateMs: 50, ...options },
      { transport: link, clock: systemClock, log: silentLog, actions: house.box, source: house.box },
    ),
  );
  await until(() => last.has('linnet/kitchen-box/update')); // the last one of what it says first
  return { link, other, cut: wire.cut, last, seen };
}

function ask({ other, seen }: Published, command: string, payload: object): Promise<unknown> {
  const id = `${command}-${seen.length}`;
  const answer = () =>
    seen
      .filter(([topic]) => topic === 'linnet/kitchen-box/result')
      .map(([, text]) => JSON.parse(text) as { id: unknown })
      .find((result) => result.id === id);
  other.publish({
    topic: `linnet/kitchen-box/command/${command}`,
    payload: JSON.stringify({ ...payload, id }),
    qos: 1,
  });
  return until(() => answer() !== undefined).then(answer);
}

describe('the box on a broker', () => {
  it('is announced by documents that Home Assistant takes', async () => {
    const { last } = await publishRealBox();
    await until(() => last.has('homeassistant/switch/linnet_kitchen-box/mute/config'));
    const documents = [...last].filter(([topic]) => topic.endsWith('/config'));
    for (const [topic, text] of documents) checkComponentDocument(topic, text);
    const later = await publishRealBox({ homeAssistantVersion: '2026.3' });
    await until(() => later.last.has('homeassistant/device/linnet_kitchen-box/config'));
    checkDeviceDocument(later.last.get('homeassistant/device/linnet_kitchen-box/config') ?? '');
  });

  it('is said to be offline by the broker when its connection breaks, and is back with every state after that', async () => {
    const { cut, seen } = await publishRealBox();
    const before = seen.length;
    cut();
    const order = () =>
      seen
        .slice(before)
        .map(([topic, text]) => `${topic.split('/').at(-1)} ${text}`)
        .filter((one) => !one.startsWith('config ')); // documents that were on their way when it broke
    await until(() => order().some((one) => one.startsWith('timers')));
    expect(order().slice(0, 2)).toEqual(['availability offline', 'availability online']);
    expect(order().some((one) => one.startsWith('state '))).toBe(true);
  });

  it('answers a question with the id that it had, and tells of the turn', async () => {
    const box = await publishRealBox();
    expect(await ask(box, 'ask', { text: 'turn on the kitchen light' })).toMatchObject({
      ok: true,
      reply: { outcome: 'done', intent: 'HassTurnOn' },
    });
    await until(() => box.last.has('linnet/kitchen-box/turn'));
    expect(JSON.parse(box.last.get('linnet/kitchen-box/turn') ?? '')).toMatchObject({
      origin: 'typed',
      outcome: 'done',
    });
    expect(
      [...box.last].filter(([topic, text]) => !/(result|ask)$/.test(topic) && /kitchen light/i.test(text)),
    ).toEqual([]);
  });

  it('tells the words of a typed turn where the owner wants that', async () => {
    const box = await publishRealBox({}, ['privacy.publishWords=true']);
    await ask(box, 'ask', { text: 'is the front door locked' });
    await until(() => box.last.has('linnet/kitchen-box/words'));
    expect(JSON.parse(box.last.get('linnet/kitchen-box/words') ?? '')).toMatchObject({
      heard: 'is the front door locked',
    });
  });

  it('starts a timer, shows it, pauses it, makes it longer, and cancels it', async () => {
    const box = await publishRealBox();
    const started = (await ask(box, 'timer_start', { seconds: 600, name: 'tea' })) as { ok: boolean; timer: number };
    expect(started.ok).toBe(true);
    const timers = () => JSON.parse(box.last.get('linnet/kitchen-box/timers') ?? '{}') as { count: number };
    await until(() => timers().count === 1);
    expect(timers()).toMatchObject({
      timers: [{ timer: started.timer, name: null, state: 'running', seconds: 600, remaining: 600 }],
    });
    const { timer } = started;
    const shows = (shown: object): boolean => JSON.stringify(timers()).includes(JSON.stringify(shown).slice(1, -1));
    expect(await ask(box, 'timer_pause', { timer })).toMatchObject({ ok: true });
    await until(() => shows({ state: 'paused' }));
    expect(await ask(box, 'timer_extend', { timer, seconds: 60 })).toMatchObject({ ok: true });
    await until(() => shows({ seconds: 660 }));
    expect(await ask(box, 'timer_resume', { timer })).toMatchObject({ ok: true });
    await until(() => shows({ state: 'running' }));
    expect(await ask(box, 'timer_cancel', { timer })).toMatchObject({ ok: true });
    await until(() => timers().count === 0);
    expect(await ask(box, 'timer_cancel', { timer: started.timer })).toMatchObject({
      ok: false,
      code: 'timer.unknown',
    });
  });

  it('is muted and set as Home Assistant would, and shows it', async () => {
    const { other, last } = await publishRealBox();
    const state = () => JSON.parse(last.get('linnet/kitchen-box/state') ?? '{}') as object;
    other.publish({ topic: 'linnet/kitchen-box/command/mute', payload: 'ON' });
    other.publish({ topic: 'linnet/kitchen-box/command/set_volume', payload: '33' });
    other.publish({ topic: 'linnet/kitchen-box/command/set_media_volume', payload: '44.0' });
    await until(() => JSON.stringify(state()).includes('44'));
    expect(state()).toMatchObject({ phase: 'muted', muted: true, assistantVolume: 33, mediaVolume: 44 });
  });
});
