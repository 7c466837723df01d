import { describe, expect, it } from 'vitest';
import { BOX_TOPICS, type BoxTopicName } from '../../../appliance/api/mqtt/box-topics.ts';
import { mqttReference } from '../../../appliance/api/mqtt/reference.ts';
import { LocalLoop } from '../../../appliance/home/local-loop.ts';
import { silentLog } from '../../../appliance/kernel/log.ts';
import { FakeBox, open, TURN, told } from './support.ts';

describe('the box on MQTT', () => {
  it('says that it is there, and how it is', async () => {
    const { last } = await open();
    expect(last('availability')).toBe('online');
    expect(JSON.parse(last('state') ?? '')).toEqual({
      phase: 'idle',
      muted: false,
      ringing: false,
      assistantVolume: 60,
      mediaVolume: 40,
      wakeSensitivity: 50,
      problems: [],
    });
  });

  it('says "offline" itself when it closes, and has the broker say it when it vanishes', async () => {
    const closing = await open();
    await closing.mqtt.close();
    await closing.mqtt.close();
    await closing.loop.idle();
    expect(closing.last('availability')).toBe('offline');
    const vanishing = await open();
    await vanishing.transport.close();
    await vanishing.loop.idle();
    expect(vanishing.last('availability')).toBe('offline');
  });

  it('publishes a state again only when it is another', async () => {
    const setting = await open();
    const { box, seen } = setting;
    const before = seen.length;
    box.become({});
    await told(setting);
    expect(seen.length).toBe(before);
    box.become({ phase: 'listening' });
    await told(setting);
    expect(seen.slice(before).map(({ topic }) => topic)).toEqual(['linnet/kitchen-box/state']);
  });

  it('tells the last turn without a word of it', async () => {
    const setting = await open();
    const { box, last, seen } = setting;
    box.endTurn(TURN);
    await told(setting);
    expect(JSON.parse(last('turn') ?? '')).toEqual({
      id: 't1',
      origin: 'wake',
      outcome: 'done',
      intent: 'HassTurnOn',
      latencyMs: 312,
      wakeWord: 'okay_nabu',
      wakeScore: 0.988,
      at: '2026-01-01T12:00:00.000Z',
    });
    expect(seen.filter(({ text }) => text.toLowerCase().includes('kitchen light'))).toEqual([]);
  });

  it('tells words only where the owner wants that, and clears them where he no longer does', async () => {
    const loop = new LocalLoop({ log: silentLog });
    const open1 = await open({ publishWords: true }, new FakeBox(), loop);
    open1.box.endTurn(TURN);
    await told(open1);
    expect(JSON.parse(open1.last('words') ?? '')).toEqual({ heard: TURN.transcript, said: TURN.reply });
    const open2 = await open({}, new FakeBox(), loop);
    expect(open2.last('words')).toBe('');
  });

  it('tells timers, with names only where words may be told', async () => {
    const timer = {
      id: 3,
      name: 'pizza',
      station: 'linnet',
      state: 'running',
      totalMs: 600_000,
      remainingMs: 90_000,
    } as const;
    const quiet = await open();
    quiet.box.become({ timers: [timer] });
    await told(quiet);
    expect(JSON.parse(quiet.last('timers') ?? '')).toEqual({
      next: '2026-01-01T12:01:30+00:00',
      count: 1,
      timers: [
        { timer: 3, name: null, state: 'running', seconds: 600, remaining: 90, endsAt: '2026-01-01T12:01:30+00:00' },
      ],
      nextAlarm: null,
    });
    const open2 = await open({ publishWords: true });
    open2.box.become({ timers: [timer] });
    await told(open2);
    expect(JSON.parse(open2.last('timers') ?? '').timers[0].name).toBe('pizza');
  });

  it('tells presses of the button and the wake word as they happen', async () => {
    const { box, loop, last } = await open({}, new FakeBox().withEverything());
    box.signal({ kind: 'button', press: 'double' });
    box.signal({ kind: 'wake', word: 'okay_nabu', score: 0.9 });
    await loop.idle();
    expect(last('button')).toBe('double');
    expect(JSON.parse(last('event') ?? '')).toEqual({ event_type: 'wake', word: 'okay_nabu', score: 0.9 });
  });

  it('tells the same timers again only when one of them changed, whatever the clocks say', async () => {
    const timer = { id: 3, name: null, station: 'linnet', state: 'running', totalMs: 600_000 } as const;
    const setting = await open();
    const { box, clock, seen } = setting;
    const timers = () => seen.filter(({ topic }) => topic.endsWith('/timers')).slice(1);
    box.become({ timers: [{ ...timer, remainingMs: 90_400 }] });
    await told(setting);
    clock.advance(30_000);
    box.become({ phase: 'listening', timers: [{ ...timer, remainingMs: 60_520 }] });
    await told(setting);
    expect(timers()).toHaveLength(1);
    box.become({ timers: [{ ...timer, state: 'paused', remainingMs: 50_000 }] });
    await told(setting);
    expect(JSON.parse(timers().at(-1)?.text ?? '').timers).toMatchObject([
      { state: 'paused', remaining: 50, endsAt: null },
    ]);
    box.become({ timers: [{ ...timer, remainingMs: 50_000 }] });
    await told(setting);
    expect(timers()).toHaveLength(3);
  });

  it('tells what changed within 20 ms as one', async () => {
    const setting = await open();
    const before = setting.seen.length;
    for (const phase of ['listening', 'thinking', 'speaking'] as const) setting.box.become({ phase });
    await setting.loop.idle();
    expect(setting.seen.length).toBe(before);
    await told(setting);
    expect(setting.seen.slice(before).map(({ text }) => JSON.parse(text).phase)).toEqual(['speaking']);
  });

  it('does not take an announcement for a turn that somebody had', async () => {
    const setting = await open();
    setting.box.endTurn(TURN);
    await told(setting);
    setting.box.endTurn({ ...TURN, id: 't2', origin: 'announcement', intent: null });
    await told(setting);
    expect(JSON.parse(setting.last('turn') ?? '').id).toBe('t1');
  });

  it('says that it is there again when a late will says that it is not', async () => {
    const setting = await open();
    setting.other.publish({ topic: 'linnet/kitchen-box/availability', payload: 'offline', retain: true });
    await told(setting);
    await told(setting);
    expect(setting.last('availability')).toBe('online');
  });

  it('publishes nothing that its table does not describe', async () => {
    const setting = await open({ publishWords: true }, new FakeBox().withEverything());
    const { box } = setting;
    box.endTurn(TURN);
    const timer = { id: 1, name: 'tea', station: 'linnet', totalMs: 60_000 } as const;
    box.become({
      problems: ['The broker is away.'],
      nextAlarm: Date.UTC(2026, 0, 2, 7),
      timers: [
        { ...timer, state: 'running', remainingMs: 1000 },
        { ...timer, id: 2, state: 'ringing', remainingMs: 0 },
      ],
    });
    await told(setting);
    box.signal({ kind: 'button', press: 'long' });
    box.signal({ kind: 'wake', word: 'okay_nabu', score: 0.9 });
    await setting.command('ask', 'is the light on?');
    await setting.command('timer_start', '60');
    await setting.command('say', '');
    const published = new Set<string>();
    for (const { topic, text } of setting.seen.filter(({ topic }) => /^linnet\/kitchen-box\/[a-z_]+$/.test(topic))) {
      const name = topic.split('/').at(-1) as BoxTopicName;
      published.add(name);
      BOX_TOPICS[name].schema.parse(text.startsWith('{') ? JSON.parse(text) : text);
    }
    expect([...published].sort()).toEqual(Object.keys(BOX_TOPICS).sort());
  });
});

describe('the reference of topics', () => {
  it('is the one in docs', async () => {
    await expect(mqttReference()).toMatchFileSnapshot('../../../appliance/api/mqtt/TOPICS.md');
  });
});
