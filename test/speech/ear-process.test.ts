// The ear as a child of its own: compiled code, real sockets, real models.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MicrophoneServer, serveMicrophone } from '../../appliance/audio/data-plane.ts';
import { lastWordsSchema } from '../../appliance/kernel/child-link.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { entryPoint } from '../../appliance/kernel/entry.ts';
import { createModelStore } from '../../appliance/models/store.ts';
import type { EarArgumentInput } from '../../appliance/processes/ear-argument.ts';
import { locateEarModels } from '../../appliance/processes/ear-models.ts';
import { type EarCommand, type EarEvent, earEventSchema } from '../../appliance/speech/ear-channel.ts';
import { modelFiles, modelsRoot } from '../support/models.ts';
import { join16, speak } from '../support/speech.ts';

const FRAME = 320;
let folder: string;
let microphone: MicrophoneServer;
let argument: EarArgumentInput;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linnet-ear-'));
  const socket = join(folder, 'mic');
  microphone = await serveMicrophone(socket, { backlogFrames: 500 });
  for (const id of ['wake-okay-nabu', 'vad-silero-v4', 'stt-moonshine-tiny-en']) await modelFiles(id);
  const store = createModelStore({ root: modelsRoot, offline: true }, { clock: systemClock });
  const models = await locateEarModels(
    {
      wakeEngine: 'microWakeWord',
      wakeWords: ['okay_nabu'],
      wakeFolder: null,
      vad: 'vad-silero-v4',
      recognizer: 'stt-moonshine-tiny-en',
      engine: 'moonshine',
    },
    store,
  );
  argument = {
    build: 'test',
    log: { level: 'silent', private: false },
    microphoneSocket: socket,
    models,
    settings: { twoStageWake: false },
  };
}, 120_000);

afterAll(async () => {
  await microphone?.close();
  await rm(folder, { recursive: true, force: true });
});

class EarChild {
  readonly events: EarEvent[] = [];
  readonly process: ChildProcess;
  /** What it said it ended of. */
  failure: string | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(told: unknown) {
    this.process = fork(entryPoint(import.meta.url, '../../appliance/processes/ear.ts'), [JSON.stringify(told)], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    this.process.on('message', (message) => {
      const failure = lastWordsSchema.safeParse(message).data;
      if (failure !== undefined) {
        this.failure = failure.reason;
        return;
      }
      const event = earEventSchema.parse(message);
      this.events.push(event);
      // As the hub does: the ear waits a moment for what its words mean.
      if (event.kind === 'partial')
        this.send({ kind: 'hint', utterance: event.utterance, partial: event.sequence, hint: 'complete' });
      for (const look of this.#waiting) look();
    });
  }

  send(command: EarCommand): void {
    this.process.send(command);
  }

  /** The next event of this kind, or the one that came already. */
  event<Kind extends EarEvent['kind']>(kind: Kind): Promise<Extract<EarEvent, { kind: Kind }>> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.events.find((event) => event.kind === kind);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found as Extract<EarEvent, { kind: Kind }>);
      };
      this.#waiting.add(look);
      look();
    });
  }
}

describe('the process of the ear', () => {
  it('says hello when it is ready, hears what the microphone serves, and ends with its parent', async () => {
    const child = new EarChild(argument);
    expect(await child.event('hello')).toMatchObject({ build: 'test', stopWord: 'recognizer', twoStageWake: false });
    const subscribed = new Promise<void>((resolve) => {
      const look = (): void => void (microphone.subscribers() > 0 ? resolve() : setImmediate(look));
      look();
    });
    await subscribed;
    const audio = join16([500, await speak('Okay Nabu, turn on the kitchen light.'), 1500]);
    const half = Math.floor(audio.length / 2 / FRAME) * FRAME;
    publish(audio, 0, half);
    const wake = await child.event('wake');
    child.send({
      kind: 'listen',
      utterance: 7,
      wake: wake.word,
      fromSample: wake.atSample,
      noSpeechMs: 5000,
      language: 'en',
    });
    publish(audio, half, audio.length);
    const heard = await child.event('heard');
    expect(heard.utterance).toBe(7);
    expect(heard.hypotheses[0]?.text.toLowerCase()).toContain('turn on the kitchen light');
    child.process.disconnect();
    const [status] = await once(child.process, 'exit');
    expect(status).toBe(0);
  }, 60_000);

  it('ends with a status and says why when a model is not what it should be', async () => {
    const { models } = argument;
    const child = new EarChild({ ...argument, models: { ...models, vad: join(folder, 'nothing.onnx') } });
    const [status] = await once(child.process, 'exit');
    expect(status).toBe(1);
    expect(child.failure).toMatch(/nothing\.onnx.*\[model\.missing\]/s);
    expect(child.events).toEqual([]);
  }, 60_000);
});

function publish(audio: Int16Array, from: number, to: number): void {
  for (let at = from; at + FRAME <= to; at += FRAME) microphone.publish(audio.subarray(at, at + FRAME), at, at / 16);
}
