import { fork } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveSpeech } from '../../appliance/audio/data-plane.ts';
import type { SinkFeedback, SpeechSink } from '../../appliance/audio/speech-sink.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { entryPoint } from '../../appliance/kernel/entry.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { SupervisedChild } from '../../appliance/kernel/supervised-child.ts';
import type { VoiceArgumentInput } from '../../appliance/processes/voice-argument.ts';
import {
  VOICE_PROTOCOL,
  type VoiceCommand,
  type VoiceEvent,
  voiceEventSchema,
} from '../../appliance/speech/voice-channel.ts';
import { modelFiles } from '../support/models.ts';

let scope: Scope;
let folder: string;
beforeEach(async () => {
  scope = new Scope();
  folder = await mkdtemp(join(tmpdir(), 'voice-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
});
afterEach(() => scope.close());

/** A player that sounds whatever it gets at once, or holds it until told. */
class Sink implements SpeechSink {
  readonly samples = new Map<number, number>();
  readonly ended: number[] = [];
  readonly cancelled: number[] = [];
  readonly #feedback = new Map<number, SinkFeedback>();
  isHeld = false;
  onChange: () => void = () => {};

  open(stream: number, _sampleRate: number, feedback: SinkFeedback): void {
    this.#feedback.set(stream, feedback);
    this.samples.set(stream, 0);
  }

  clause(): void {}

  push(stream: number, samples: Int16Array): void {
    this.samples.set(stream, (this.samples.get(stream) ?? 0) + samples.length);
    if (!this.isHeld) this.#feedback.get(stream)?.consumed(samples.length);
    this.onChange();
  }

  end(stream: number): void {
    this.ended.push(stream);
    this.onChange();
  }

  cancel(stream: number): void {
    this.cancelled.push(stream);
    this.onChange();
  }
}

async function argument(speechSocket: string): Promise<VoiceArgumentInput> {
  const voice = await modelFiles('tts-en-us-joe-medium');
  const phontab = Object.values(await modelFiles('espeak-ng-data-en')).find((path) => path.endsWith('phontab'))!;
  const models = {
    id: 'tts-en-us-joe-medium',
    model: voice['voice.onnx']!,
    tokens: voice['tokens.txt']!,
    phonemes: dirname(phontab),
  };
  const log = { level: 'silent', private: false } as const;
  return { build: 'test', log, speechSocket, models, cacheDir: join(folder, 'phrases') };
}

const entry = (): string => entryPoint(import.meta.url.replace('/test/', '/appliance/'), './voice.ts');

async function startVoice() {
  const sink = new Sink();
  const path = join(folder, 'speech');
  const server = await serveSpeech(path, sink, { log: silentLog });
  scope.defer(() => server.close());
  const events: VoiceEvent[] = [];
  const waiting = new Set<() => void>();
  const check = (): void => {
    for (const look of waiting) look();
  };
  sink.onChange = check;
  const told = await argument(path);
  const child = new SupervisedChild<VoiceCommand, VoiceEvent>(
    { name: 'voice', entry: entry(), eventSchema: voiceEventSchema, protocol: VOICE_PROTOCOL },
    { clock: systemClock, log: silentLog, argument: () => told },
    {
      onEvent(event) {
        events.push(event);
        check();
      },
      onStateChanged: () => {},
    },
  );
  scope.defer(() => child.stop());
  void child.start();
  const until = (isTrue: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isTrue()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const came = (kind: VoiceEvent['kind']): Promise<void> => until(() => events.some((event) => event.kind === kind));
  return { sink, child, events, until, came };
}

describe('the process of the voice', () => {
  it('says hello when it can speak, and speaks past the hub straight to the player', async () => {
    const { sink, child, events, until, came } = await startVoice();
    await came('hello');
    expect(events[0]).toEqual({
      kind: 'hello',
      build: 'test',
      protocol: VOICE_PROTOCOL,
      models: ['tts-en-us-joe-medium'],
    });
    child.send({ kind: 'speak', stream: 1, text: 'The lamp is on.', language: 'en', final: true });
    await came('written');
    await until(() => sink.ended.includes(1));
    const written = events.find((event) => event.kind === 'written');
    expect(sink.samples.get(1)).toBe(Math.round((written!.audioMs * 22_050) / 1000));
  }, 120_000);

  it('is silent when told, in the middle of a clause', async () => {
    const { sink, child, until, came } = await startVoice();
    await came('hello');
    sink.isHeld = true;
    child.send({ kind: 'speak', stream: 4, text: 'This is quite a long sentence.', language: 'en', final: true });
    await until(() => (sink.samples.get(4) ?? 0) > 0);
    child.send({ kind: 'cancel', stream: 4 });
    await until(() => sink.cancelled.includes(4));
    expect(sink.samples.get(4)).toBeLessThanOrEqual(22_050 * 0.24);
  }, 120_000);

  it('keeps prepared phrases on disk', async () => {
    const { child, until, came, events } = await startVoice();
    await came('hello');
    child.send({ kind: 'prepare', texts: ['Done.'], language: 'en' });
    child.send({ kind: 'speak', stream: 1, text: 'My secret is safe.', language: 'en', final: true });
    child.send({ kind: 'speak', stream: 2, text: 'Done.', language: 'en', final: true });
    await until(() => events.filter((event) => event.kind === 'written').length === 2);
    await child.stop();
    expect(await readdir(join(folder, 'phrases'))).toHaveLength(1);
  }, 120_000);

  it('ends with its parent', async () => {
    const told = await argument(join(folder, 'nobody-listens'));
    const child = fork(entry(), [JSON.stringify(told)], { stdio: 'ignore' });
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => child.once('message', resolve));
    child.disconnect();
    expect(await exited).toBe(0);
  }, 120_000);

  it('ends with a reason when its model is not there', async () => {
    const told = await argument(join(folder, 'speech'));
    const models = { ...told.models, model: join(folder, 'nothing.onnx') };
    const log = { level: 'error', private: false };
    const child = fork(entry(), [JSON.stringify({ ...told, models, log })], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (text: Buffer) => {
      said += text.toString();
    });
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
    expect(said).toContain('model.missing');
  }, 60_000);
});
