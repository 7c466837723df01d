import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BoxActions, BoxStateSource } from '../../appliance/api/actions.ts';
import { DOOR_SOCKET } from '../../appliance/api/door/door-protocol.ts';
import { openDoor } from '../../appliance/api/door/door-server.ts';
import { serveSpeech } from '../../appliance/audio/data-plane.ts';
import type { SinkFeedback, SpeechSink } from '../../appliance/audio/speech-sink.ts';
import { encodeWav } from '../../appliance/audio/wav.ts';
import { runCommandLine } from '../../appliance/cli/main-program.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';

/** A loudspeaker that takes at once what it is given, and needs its time to play the last of it. */
class Loudspeaker implements SpeechSink {
  readonly streams = new Map<
    number,
    { sampleRate: number; samples: number[]; ended: boolean; feedback: SinkFeedback }
  >();
  readonly played: number[] = [];
  open(stream: number, sampleRate: number, feedback: SinkFeedback): void {
    this.streams.set(stream, { sampleRate, samples: [], ended: false, feedback });
  }
  clause(): void {}
  push(stream: number, samples: Int16Array): void {
    const { samples: played, feedback } = this.streams.get(stream)!;
    played.push(...samples);
    feedback.consumed(samples.length);
  }
  end(stream: number): void {
    this.streams.get(stream)!.ended = true;
    setTimeout(() => {
      this.played.push(stream);
      this.streams.get(stream)!.feedback.closed('played');
    }, 50);
  }
  cancel(): void {}
}

let scope: Scope;
let folder: string;
let loudspeaker: Loudspeaker;
beforeEach(() => {
  scope = new Scope();
  loudspeaker = new Loudspeaker();
  folder = mkdtempSync(join(tmpdir(), 'play-'));
  scope.defer(() => rmSync(folder, { recursive: true }));
});
afterEach(() => scope.close());

async function openBoxDoor(): Promise<void> {
  const mediaSocket = join(folder, 'media');
  const media = await serveSpeech(mediaSocket, loudspeaker, { log: silentLog });
  scope.defer(() => media.close());
  const deps = {
    actions: {} as BoxActions,
    state: {} as BoxStateSource,
    mediaSocket,
    silence: () => null,
    log: silentLog,
  };
  const door = await openDoor(join(folder, DOOR_SOCKET), deps);
  scope.defer(() => door.close());
}

async function linnet(...argv: string[]): Promise<{ status: number; lines: string[]; errors: string[] }> {
  const [lines, errors]: [string[], string[]] = [[], []];
  const status = await runCommandLine({
    argv: ['--data', folder, ...argv],
    environment: {},
    write: (line) => lines.push(line),
    writeError: (line) => errors.push(line),
  });
  return { status, lines, errors };
}

test('files are played one after the other on the media plane of the running box, both channels of each', async () => {
  await openBoxDoor();
  const [mono, stereo] = [join(folder, 'mono.wav'), join(folder, 'stereo.wav')];
  writeFileSync(
    mono,
    encodeWav(
      Int16Array.from({ length: 8000 }, (_, i) => i),
      16_000,
    ),
  );
  writeFileSync(
    stereo,
    encodeWav(
      Int16Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 1000 : 3000)),
      44_100,
      2,
    ),
  );
  const { status, lines } = await linnet('play', mono, stereo);
  expect({ status, lines }).toEqual({ status: 0, lines: [`${mono}: 500 ms`, `${stereo}: 2 ms`] });
  expect(loudspeaker.played).toEqual([...loudspeaker.streams.keys()]); // it ends with the last sample
  const [first, second] = [...loudspeaker.streams.values()];
  expect(first).toMatchObject({ sampleRate: 16_000, ended: true });
  expect(first!.samples).toEqual(Array.from({ length: 8000 }, (_, i) => i));
  expect(second).toMatchObject({ sampleRate: 44_100, ended: true, samples: new Array(100).fill(2000) });
});

test('a stream is never the one of an earlier call: the board forgets no stream that is over', async () => {
  await openBoxDoor();
  const path = join(folder, 'a.wav');
  writeFileSync(path, encodeWav(new Int16Array(160), 16_000));
  await linnet('play', path);
  await linnet('play', path);
  expect(loudspeaker.streams.size).toBe(2);
});

test('where no box runs that is said', async () => {
  const { status, errors } = await linnet('play', join(folder, 'a.wav'));
  expect(status).toBe(1);
  expect(errors.join()).toMatch(/No running box.*linnet run/);
});
