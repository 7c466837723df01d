import { describe, expect, it } from 'vitest';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { createUtteranceStream, type WholeAudioEngine } from '../../appliance/speech/engines/utterance-stream.ts';
import type { Recognition } from '../../appliance/speech/ports.ts';

interface Call {
  readonly kind: 'recognise' | 'transcribe';
  readonly samples: readonly number[];
  readonly signal: AbortSignal;
  readonly finish: (text: string) => void;
  readonly fail: (error: Error) => void;
}

/** An engine that answers when the test says so. */
function scripted(): { engine: WholeAudioEngine; calls: Call[] } {
  const calls: Call[] = [];
  const begin = (kind: Call['kind'], samples: Float32Array, signal: AbortSignal): Promise<string> => {
    return new Promise((finish, fail) => {
      signal.addEventListener('abort', () => fail(signal.reason as Error));
      calls.push({ kind, samples: [...samples], signal, finish, fail });
    });
  };
  const recognition = (text: string, samples: Float32Array): Recognition => ({
    hypotheses: [{ text, score: 0, confidence: null, biased: false }],
    audioMs: samples.length / 16,
    decodeMs: 1,
    engine: 'scripted',
  });
  const engine: WholeAudioEngine = {
    recognise: async (samples, signal) => recognition(await begin('recognise', samples, signal), samples),
    transcribe: (samples, signal) => begin('transcribe', samples, signal),
  };
  return { engine, calls };
}

const some = Float32Array.of(0.1, 0.2);
const more = Float32Array.of(0.3);

describe('an utterance', () => {
  it('copies what is written and decodes all of it', async () => {
    const { engine, calls } = scripted();
    const stream = createUtteranceStream(engine);
    const reused = Float32Array.of(0.5, 0.5);
    stream.write(reused);
    reused.fill(9);
    stream.write(Float32Array.of(0.25));
    const result = stream.finish();
    expect(calls[0]?.samples).toEqual([0.5, 0.5, 0.25]);
    calls[0]?.finish('hello');
    expect((await result).hypotheses[0]?.text).toBe('hello');
  });

  it('grows as long as somebody speaks', () => {
    const { engine, calls } = scripted();
    const stream = createUtteranceStream(engine);
    for (let second = 0; second < 40; second++) stream.write(new Float32Array(16_000).fill(second));
    void stream.finish();
    expect(calls[0]?.samples.length).toBe(640_000);
    expect(calls[0]?.samples.at(-1)).toBe(39);
  });

  it('skips a partial transcript while one runs', async () => {
    const { engine, calls } = scripted();
    const stream = createUtteranceStream(engine);
    stream.write(some);
    const first = stream.partial();
    expect(await stream.partial()).toBeNull();
    calls[0]?.finish('turn');
    expect(await first).toBe('turn');
    expect(calls.length).toBe(1);
  });

  it('gives up a partial transcript for a decode, and makes none while one runs', async () => {
    const { engine, calls } = scripted();
    const stream = createUtteranceStream(engine);
    stream.write(some);
    const partial = stream.partial();
    const decode = stream.decode();
    expect(await partial).toBeNull();
    expect(await stream.partial()).toBeNull();
    calls[1]?.finish('done');
    await decode;
  });

  it('uses the speculative decode when nothing was written since', async () => {
    const { engine, calls } = scripted();
    const stream = createUtteranceStream(engine);
    stream.write(some);
    const speculated = stream.decode();
    const finished = stream.finish();
    calls[0]?.finish('turn on');
    expect(await finished).toBe(await speculated);
    expect(calls.length).toBe(1);
  });

  it('decodes again when more was said, and stops the decode that was overtaken', async () => {
    const { engine, calls } = scripted();
    const stream = createUtteranceStream(engine);
    stream.write(some);
    const overtaken = stream.decode();
    stream.write(more);
    const finished = stream.finish();
    await expect(overtaken).rejects.toMatchObject({ code: 'operation.cancelled' });
    expect(calls[0]?.signal.aborted).toBe(true);
    calls[1]?.finish('turn on the light');
    expect((await finished).hypotheses[0]?.text).toBe('turn on the light');
    expect(calls[1]?.samples.length).toBe(3);
  });

  it('tries again at the end when the speculative decode failed', async () => {
    const { engine, calls } = scripted();
    const stream = createUtteranceStream(engine);
    stream.write(some);
    const failed = stream.decode();
    calls[0]?.fail(new LinnetError('recognition.failed', 'The worker died.'));
    await expect(failed).rejects.toMatchObject({ code: 'recognition.failed' });
    const finished = stream.finish();
    calls[1]?.finish('again');
    expect((await finished).hypotheses[0]?.text).toBe('again');
  });

  it('rejects what is pending when it is abandoned, twice without harm', async () => {
    const { engine } = scripted();
    const stream = createUtteranceStream(engine);
    stream.write(some);
    const partial = stream.partial();
    stream.abort();
    stream.abort();
    await expect(partial).rejects.toMatchObject({ code: 'operation.cancelled' });
    await expect(stream.decode()).rejects.toMatchObject({ code: 'operation.cancelled' });
    await expect(stream.finish()).rejects.toMatchObject({ code: 'operation.cancelled' });
    expect(await stream.partial()).toBeNull();
  });

  it('rejects a finish that is under way when it is abandoned', async () => {
    const { engine } = scripted();
    const stream = createUtteranceStream(engine);
    stream.write(some);
    const finished = stream.finish();
    stream.abort();
    await expect(finished).rejects.toMatchObject({ code: 'operation.cancelled' });
  });
});
