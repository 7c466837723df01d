import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectMicrophone, connectSpeech, serveMicrophone, serveSpeech } from '../../appliance/audio/data-plane.ts';
import { creditSamples, type SinkFeedback, type SpeechSink } from '../../appliance/audio/speech-sink.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';

let folder: string;
let scope: Scope;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plane-'));
  scope = new Scope();
  scope.defer(() => rm(folder, { recursive: true }));
});
afterEach(() => scope.close());

/** A sink that remembers what it was told and consumes only when asked to. */
class RecordingSink implements SpeechSink {
  readonly calls: string[] = [];
  readonly feedback = new Map<number, SinkFeedback>();
  samples = 0;
  readonly #waiting: Array<{ test: () => boolean; resolve: () => void }> = [];

  open(stream: number, sampleRate: number, feedback: SinkFeedback): void {
    this.feedback.set(stream, feedback);
    this.#note(`open ${stream} ${sampleRate}`);
  }
  clause(stream: number, index: number): void {
    this.#note(`clause ${stream} ${index}`);
  }
  push(_stream: number, samples: Int16Array): void {
    this.samples += samples.length;
    this.#note('push');
  }
  end(stream: number): void {
    this.#note(`end ${stream}`);
  }
  cancel(stream: number): void {
    this.#note(`cancel ${stream}`);
  }
  /** Resolves once `test` holds; the test runner's time limit is the failure. */
  until(test: () => boolean): Promise<void> {
    if (test()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ test, resolve }));
  }
  #note(call: string): void {
    if (call !== 'push') this.calls.push(call);
    for (const { test, resolve } of this.#waiting) if (test()) resolve();
  }
}

const never = new AbortController().signal;

describe('the microphone on the data plane', () => {
  it('delivers frames with their index and time to every subscriber', async () => {
    const path = join(folder, 'mic');
    const server = await serveMicrophone(path);
    scope.defer(() => server.close());
    const received = await new Promise<string[]>((resolve) => {
      const frames: string[] = [];
      for (const name of ['a', 'b']) {
        const connection = connectMicrophone(path, {
          onFrame(samples, first, atMs) {
            frames.push(`${name} ${samples.join()} ${first} ${atMs}`);
            if (frames.length === 2) resolve(frames);
          },
          onClose: () => {},
        });
        scope.defer(() => connection.close());
      }
      const publishOnceBoth = (): void => {
        if (server.subscribers() === 2) server.publish(Int16Array.of(1, -2, 3), 640, 12.5);
        else setImmediate(publishOnceBoth);
      };
      publishOnceBoth();
    });
    expect(received.sort()).toEqual(['a 1,-2,3 640 12.5', 'b 1,-2,3 640 12.5']);
  });

  it('drops the oldest frames of a subscriber that does not read, counts them, and keeps the newest', async () => {
    const path = join(folder, 'mic');
    const server = await serveMicrophone(path, { backlogFrames: 4 });
    scope.defer(() => server.close());
    const stuck = createConnection(path).pause();
    scope.defer(() => stuck.destroy());
    await new Promise((resolve) => stuck.once('connect', resolve));
    while (server.subscribers() === 0) await new Promise(setImmediate);
    const frame = new Int16Array(2000);
    for (let i = 0; i < 2000; i++) {
      server.publish(frame, i * 2000, i);
      await new Promise(setImmediate);
    }
    expect(server.dropped()).toBeGreaterThan(1000);
    const last = await new Promise<number>((resolve) => {
      let bytes = Buffer.alloc(0);
      stuck.on('data', (chunk: Buffer) => {
        bytes = Buffer.concat([bytes, chunk]);
        const frames = Math.floor(bytes.length / 4024);
        const first = frames > 0 ? bytes.readDoubleLE((frames - 1) * 4024 + 8) : 0;
        if (first === 1999 * 2000) resolve(first);
      });
      stuck.resume();
    });
    expect(last).toBe(1999 * 2000);
  });

  it('tells a subscriber when the server goes away, and subscribes again when it is back', async () => {
    const path = join(folder, 'mic');
    const server = await serveMicrophone(path);
    let connection = { close: (): void => {} };
    let closed = (): void => {};
    let framed = (_first: number): void => {};
    const lost = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const frame = new Promise<number>((resolve) => {
      framed = resolve;
    });
    connection = connectMicrophone(
      path,
      { onFrame: (_samples, first) => framed(first), onClose: () => closed() },
      { clock: systemClock, retryMs: 5 },
    );
    scope.defer(() => connection.close());
    while (server.subscribers() === 0) await new Promise(setImmediate);
    await server.close();
    await lost;
    const second = await serveMicrophone(path);
    scope.defer(() => second.close());
    while (second.subscribers() === 0) await new Promise(setImmediate);
    second.publish(Int16Array.of(7), 99, 0);
    expect(await frame).toBe(99);
  });

  it('reports a server that is not there', async () => {
    const error = await new Promise<Error>((resolve) => {
      connectMicrophone(join(folder, 'nothing'), { onFrame: () => {}, onClose: resolve });
    });
    expect(error.message).toMatch(/child\.unavailable/);
  });

  it('keeps its socket to its own user, and removes it at the end', async () => {
    const path = join(folder, 'mic');
    const server = await serveMicrophone(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await server.close();
    await server.close();
    await expect(stat(path)).rejects.toThrow(/ENOENT/);
  });

  it('replaces a socket file that a killed process left', async () => {
    const path = join(folder, 'mic');
    const abandoned = await serveMicrophone(path);
    const server = await serveMicrophone(path);
    await server.close();
    await abandoned.close();
  });

  it('refuses a path that no socket can have', () => {
    expect(() => connectMicrophone(join(folder, 'x'.repeat(120)), { onFrame: () => {}, onClose: () => {} })).toThrow(
      /input\.tooLarge/,
    );
  });
});

/** A sink behind a socket, and a writer that is connected to it. */
async function served() {
  const sink = new RecordingSink();
  const path = join(folder, 'speech');
  const server = await serveSpeech(path, sink, { log: silentLog });
  scope.defer(() => server.close());
  const output = connectSpeech(path);
  scope.defer(() => output.close());
  return { sink, server, output };
}

describe('speech on the data plane', () => {
  it('is written at most one credit ahead of what was consumed', async () => {
    const { sink, output } = await served();
    const credit = creditSamples(16_000);
    output.begin(1, 16_000);
    output.clause(1, 0);
    const writing = output.write(1, new Int16Array(credit * 3), never);
    await sink.until(() => sink.samples === credit);
    for (let consumed = 1; consumed <= 2; consumed++) {
      sink.feedback.get(1)!.consumed(credit);
      await sink.until(() => sink.samples === credit * (consumed + 1));
    }
    sink.feedback.get(1)!.consumed(credit);
    await writing;
    output.end(1);
    await sink.until(() => sink.calls.includes('end 1'));
    expect(sink.calls).toEqual(['open 1 16000', 'clause 1 0', 'end 1']);
    expect(sink.samples).toBe(credit * 3);
  });

  it('carries a cancel at the player back to the writer, who is waiting for credit', async () => {
    const { sink, output } = await served();
    output.begin(1, 16_000);
    const writing = output.write(1, new Int16Array(100_000), never);
    await sink.until(() => sink.samples > 0);
    sink.feedback.get(1)!.closed('cancelled');
    await expect(writing).rejects.toThrow(/operation\.cancelled/);
    await expect(output.write(1, new Int16Array(1), never)).rejects.toThrow(/operation\.cancelled/);
  });

  it('cancels the stream at the player when the writer aborts', async () => {
    const { sink, output } = await served();
    const abort = new AbortController();
    output.begin(4, 16_000);
    const writing = output.write(4, new Int16Array(100_000), abort.signal);
    abort.abort();
    await expect(writing).rejects.toThrow(/operation\.cancelled/);
    await sink.until(() => sink.calls.includes('cancel 4'));
  });

  it('drains when the last sample has left the card, and not before', async () => {
    const { sink, output } = await served();
    output.begin(1, 16_000);
    await output.write(1, new Int16Array(160), never);
    output.end(1);
    let drained = false;
    const draining = output.drain(1, never).then(() => {
      drained = true;
    });
    await sink.until(() => sink.calls.includes('end 1'));
    expect(drained).toBe(false);
    sink.feedback.get(1)!.closed('played');
    await draining;
    await output.drain(1, never); // also when asked later
    await expect(output.write(1, new Int16Array(1), never)).rejects.toThrow(/ended.*input\.invalid/);
  });

  it('cancels what drains when the writer aborts, and fails it when the player is gone', async () => {
    const { sink, output, server } = await served();
    const abort = new AbortController();
    for (const stream of [1, 2]) {
      output.begin(stream, 16_000);
      output.end(stream);
    }
    const first = output.drain(1, abort.signal);
    const second = output.drain(2, never);
    await sink.until(() => sink.calls.includes('end 2'));
    abort.abort();
    await expect(first).rejects.toThrow(/operation\.cancelled/);
    await sink.until(() => sink.calls.includes('cancel 1'));
    await server.close();
    await expect(second).rejects.toThrow(/speaker\.lost/);
    await expect(output.drain(3, never)).rejects.toThrow(/operation\.cancelled/);
  });

  it('cancels the unfinished streams of a writer that died, and lets its finished ones play on', async () => {
    const { sink, output } = await served();
    output.begin(1, 16_000);
    output.end(1);
    output.begin(2, 16_000);
    await sink.until(() => sink.calls.includes('open 2 16000'));
    output.close();
    await sink.until(() => sink.calls.some((call) => call.startsWith('cancel')));
    expect(sink.calls.filter((call) => call.startsWith('cancel'))).toEqual(['cancel 2']);
  });

  it('fails a writer whose player died with speaker.lost', async () => {
    const { sink, output, server } = await served();
    output.begin(1, 16_000);
    const writing = output.write(1, new Int16Array(100_000), never);
    await sink.until(() => sink.samples > 0);
    await server.close();
    await expect(writing).rejects.toThrow(/speaker\.lost/);
    output.begin(2, 16_000);
    await expect(output.write(2, new Int16Array(1), never)).rejects.toThrow(/speaker\.lost/);
  });

  it('puts out a writer that breaks the protocol', async () => {
    const path = join(folder, 'speech');
    const server = await serveSpeech(path, new RecordingSink(), { log: silentLog });
    scope.defer(() => server.close());
    const rude = createConnection(path);
    rude.on('error', () => {});
    rude.write(Buffer.alloc(64, 0xee));
    await new Promise((resolve) => rude.once('close', resolve));
  });
});
