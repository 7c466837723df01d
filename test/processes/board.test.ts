import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectMicrophone, connectSpeech } from '../../appliance/audio/data-plane.ts';
import {
  BOARD_PROTOCOL,
  type BoardCommand,
  type BoardEvent,
  boardEventSchema,
} from '../../appliance/hardware/board-channel.ts';
import { sleep, systemClock } from '../../appliance/kernel/clock.ts';
import { entryPoint } from '../../appliance/kernel/entry.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { SupervisedChild } from '../../appliance/kernel/supervised-child.ts';
import type { BoardArgumentInput } from '../../appliance/processes/board-argument.ts';
import { openSoundSink } from '../support/sound-sink.ts';

const never = new AbortController().signal;
let scope: Scope;
let folder: string;
beforeEach(async () => {
  scope = new Scope();
  folder = await mkdtemp(join(tmpdir(), 'board-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
});
afterEach(() => scope.close());

interface Hub {
  child: SupervisedChild<BoardCommand, BoardEvent>;
  sockets: { microphone: string; speech: string; media: string; room: string };
  /** The first event from now on, or already there, that passes. */
  event<Kind extends BoardEvent['kind']>(
    kind: Kind,
    test?: (event: Extract<BoardEvent, { kind: Kind }>) => boolean,
  ): Promise<Extract<BoardEvent, { kind: Kind }>>;
  forget(): void;
}

function startBoard(simulated: BoardArgumentInput['simulated'], board = 'simulated'): Hub {
  const at = (name: string): string => join(folder, name);
  const sockets = { microphone: at('mic'), speech: at('speech'), media: at('media'), room: at('room') };
  const seen: BoardEvent[] = [];
  const waiting: Array<() => void> = [];
  const argument: BoardArgumentInput = { build: 'test', sockets, board, simulated };
  const child = new SupervisedChild<BoardCommand, BoardEvent>(
    {
      name: 'board',
      entry: entryPoint(import.meta.url.replace('/test/', '/appliance/'), './board.ts'),
      eventSchema: boardEventSchema,
      protocol: BOARD_PROTOCOL,
    },
    { clock: systemClock, log: silentLog, argument: () => argument },
    {
      onEvent(event) {
        seen.push(event);
        for (const check of waiting) check();
      },
      onStateChanged: () => {},
    },
  );
  scope.defer(() => child.stop());
  void child.start();
  return {
    child,
    sockets,
    event: (kind, test = () => true) =>
      new Promise((resolve) => {
        const check = (): void => {
          const found = seen.find((event) => event.kind === kind && test(event as never));
          if (found !== undefined) resolve(found as never);
        };
        waiting.push(check);
        check();
      }),
    forget: () => void seen.splice(0),
  };
}

function tone(hz: number, sampleRate: number, seconds: number): Int16Array {
  return Int16Array.from({ length: seconds * sampleRate }, (_, i) =>
    Math.round(12_000 * Math.sin((2 * Math.PI * hz * i) / sampleRate)),
  );
}

function middleOf(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

describe('the process of the board', () => {
  it('says hello, listens when it may, and carries what is said in its room to the ear', async () => {
    const hub = startBoard({ noiseDb: null });
    expect(await hub.event('hello')).toMatchObject({
      build: 'test',
      board: 'simulated',
      leds: 12,
      microphoneSocket: hub.sockets.microphone,
      roomSocket: hub.sockets.room,
    });
    hub.child.send({ kind: 'mute', muted: false });
    await hub.event('microphone', ({ state }) => state === 'open');
    const heard: number[] = [];
    const ear = connectMicrophone(hub.sockets.microphone, {
      onFrame: (samples) => heard.push(...samples.filter((sample) => sample !== 0)),
      onClose: () => {},
    });
    scope.defer(() => ear.close());
    const room = connectSpeech(hub.sockets.room);
    scope.defer(() => room.close());
    const said = Int16Array.from({ length: 8000 }, (_, i) => 1 + (i % 5000));
    room.begin(3, 16_000);
    await room.write(3, said, never);
    room.end(3);
    await hub.event('roomFinished', ({ stream }) => stream === 3);
    while (heard.length < said.length) await new Promise(setImmediate);
    expect(heard).toEqual([...said]);
  });

  it('plays speech that is written to its socket, reports it, and cancels it on command', async () => {
    const hub = startBoard({});
    await hub.event('hello');
    await hub.event('speaker', ({ state }) => state === 'open');
    const voice = connectSpeech(hub.sockets.speech);
    scope.defer(() => voice.close());
    voice.begin(1, 22_050);
    voice.clause(1, 0);
    await voice.write(1, new Int16Array(4410).fill(300), never);
    voice.end(1);
    const started = await hub.event('playbackStarted');
    const finished = await hub.event('playbackFinished', ({ stream }) => stream === 1);
    expect(finished).toMatchObject({ clausesPlayed: 1, cancelled: false, cut: null });
    expect(finished.atMs).toBeGreaterThan(started.atMs);
    voice.begin(2, 22_050);
    const writing = voice.write(2, new Int16Array(220_500).fill(300), never);
    await hub.event('playbackStarted', ({ stream }) => stream === 2);
    hub.child.send({ kind: 'cancelSpeech', stream: 2 });
    await expect(writing).rejects.toThrow(/operation\.cancelled/);
    expect(await hub.event('playbackFinished', ({ stream }) => stream === 2)).toMatchObject({ cancelled: true });
  });

  it.skipIf(process.platform !== 'linux')(
    'plays music below speech: ducked under it, back after it, and with a volume of its own',
    async () => {
      const sink = openSoundSink(scope);
      const hub = startBoard({ aloud: true });
      await hub.event('speaker', ({ state }) => state === 'open');
      hub.child.send({ kind: 'volume', plane: 'media', percent: 100 });
      const [music, voice] = [connectSpeech(hub.sockets.media), connectSpeech(hub.sockets.speech)];
      scope.defer(() => music.close());
      scope.defer(() => voice.close());
      const seconds = async (count: number): Promise<number[]> => {
        sink.mark();
        while (sink.levelsOf(500).length < 10 * count) await sleep(systemClock, 20);
        return sink.levelsOf(500);
      };
      music.begin(1, 44_100);
      const playing = music.write(1, tone(500, 44_100, 8), never);
      await seconds(0.5);
      const before = middleOf(await seconds(0.5));
      voice.begin(1, 22_050);
      const speaking = voice.write(1, tone(2000, 22_050, 1.5), never).then(() => voice.end(1));
      await hub.event('playbackStarted');
      await seconds(0.3);
      const during = middleOf(await seconds(0.5));
      expect(middleOf(sink.levelsOf(2000))).toBeGreaterThan(-15);
      await speaking;
      await hub.event('playbackFinished');
      await seconds(1.5); // it comes back slowly
      const after = middleOf(await seconds(0.5));
      hub.child.send({ kind: 'volume', plane: 'media', percent: 50 });
      await seconds(0.5);
      const quieter = middleOf(await seconds(0.5));
      expect(before - during).toBeCloseTo(20, 0);
      expect(after).toBeCloseTo(before, 0);
      expect(before - quieter).toBeCloseTo(10, 0);
      music.close();
      await expect(playing).rejects.toThrow(/speaker\.lost/);
    },
  );

  it('presses its own button and loses its own microphone when it is told to', async () => {
    const hub = startBoard({});
    await hub.event('hello');
    hub.child.send({ kind: 'mute', muted: false });
    await hub.event('microphone', ({ state }) => state === 'open');
    hub.child.send({ kind: 'simulatePress', forMs: 30 });
    await hub.event('button', ({ pressed }) => pressed);
    await hub.event('button', ({ pressed }) => !pressed);
    hub.forget();
    hub.child.send({ kind: 'simulateUnplug', device: 'microphone', forMs: 150 });
    await hub.event('microphone', ({ state }) => state === 'lost');
    await hub.event('microphone', ({ state }) => state === 'open');
  });

  it('runs without the board that it was told to use, and says that it is away', async () => {
    const hub = startBoard({}, 'respeaker-4mic-linear');
    expect(await hub.event('hello')).toMatchObject({ board: 'none', leds: 0, roomSocket: null });
    hub.child.send({ kind: 'mute', muted: false });
    const { reason } = await hub.event('microphone', ({ state }) => state === 'lost');
    expect(reason).toMatch(/4-Mic Linear.*not connected/);
  });

  it('is back with its sockets after it was killed, and its listeners find it again', async () => {
    const hub = startBoard({});
    await hub.event('hello');
    let frames = 0;
    const ear = connectMicrophone(
      hub.sockets.microphone,
      { onFrame: () => frames++, onClose: () => {} },
      { clock: systemClock, retryMs: 20 },
    );
    scope.defer(() => ear.close());
    hub.forget();
    process.kill(hub.child.pid!, 'SIGKILL');
    await hub.event('hello');
    hub.child.send({ kind: 'mute', muted: false });
    await hub.event('microphone', ({ state }) => state === 'open');
    while (frames < 3) await new Promise(setImmediate);
  });

  it('ends by itself, without a trace, when it is asked to', async () => {
    const hub = startBoard({});
    await hub.event('hello');
    const pid = hub.child.pid!;
    await hub.child.stop();
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
    const error = await new Promise<Error>((resolve) => {
      connectMicrophone(hub.sockets.microphone, { onFrame: () => {}, onClose: resolve });
    });
    expect(error.message).toMatch(/ENOENT/);
  });
});
