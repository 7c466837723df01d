// One utterance for engines that decode whole pieces of audio: collects what is written, decodes all of it on demand, and keeps
// a speculative result until more is written. Every engine that is not a streaming one is this with its own two calls.
import { LinnetError } from '../../kernel/errors.ts';
import { type Recognition, type RecognitionStream, SPEECH_RATE } from '../ports.ts';

export interface WholeAudioEngine {
  /** Takes ownership of `samples`. Rejects with the signal's reason once it aborts. */
  recognise(samples: Float32Array<ArrayBuffer>, signal: AbortSignal): Promise<Recognition>;
  /** A quick transcript; null where the engine gives none. Takes ownership and aborts in the same way. */
  transcribe(samples: Float32Array<ArrayBuffer>, signal: AbortSignal): Promise<string | null>;
}

/** Ten minutes, 38 MB. What is written beyond is dropped: nobody speaks to a box for so long without a pause. */
const MOST_SAMPLES = 600 * SPEECH_RATE;
const FIRST_CAPACITY = 8 * SPEECH_RATE;

/** A stream whose decode is overtaken by a later write and decode rejects the earlier one with `operation.cancelled`. */
export function createUtteranceStream(engine: WholeAudioEngine): RecognitionStream {
  return new UtteranceStream(engine);
}

class UtteranceStream implements RecognitionStream {
  readonly #engine: WholeAudioEngine;
  readonly #audio = new GrowingAudio();
  #partial: AbortController | undefined;
  #decode:
    | { readonly length: number; readonly result: Promise<Recognition>; readonly stop: AbortController }
    | undefined;
  #isDecoding = false;
  #ended = false;

  constructor(engine: WholeAudioEngine) {
    this.#engine = engine;
  }

  write(samples: Float32Array): void {
    if (!this.#ended) this.#audio.append(samples);
  }

  async partial(): Promise<string | null> {
    if (this.#ended || this.#partial !== undefined || this.#isDecoding) return null;
    const stop = new AbortController();
    this.#partial = stop;
    try {
      return await this.#engine.transcribe(this.#audio.copy(), stop.signal);
    } catch (thrown) {
      if (stop.signal.aborted && !this.#ended) return null; // a decode went first
      throw thrown;
    } finally {
      if (this.#partial === stop) this.#partial = undefined;
    }
  }

  decode(): Promise<Recognition> {
    if (this.#ended) return Promise.reject(cancelled('The utterance had already ended.'));
    return this.#decodeAll();
  }

  finish(): Promise<Recognition> {
    if (this.#ended) return Promise.reject(cancelled('The utterance had already ended.'));
    const result = this.#decodeAll();
    this.#ended = true;
    return result;
  }

  abort(): void {
    this.#ended = true;
    this.#partial?.abort(cancelled('The utterance was abandoned.'));
    this.#decode?.stop.abort(cancelled('The utterance was abandoned.'));
  }

  #decodeAll(): Promise<Recognition> {
    if (this.#decode?.length === this.#audio.length) return this.#decode.result;
    this.#partial?.abort(cancelled('The whole utterance is decoded instead.'));
    this.#decode?.stop.abort(cancelled('More was said; all of it is decoded again.'));
    const stop = new AbortController();
    this.#isDecoding = true;
    const result = this.#engine.recognise(this.#audio.copy(), stop.signal);
    const decode = { length: this.#audio.length, result, stop };
    this.#decode = decode;
    const settled = (failed: boolean): void => {
      if (this.#decode !== decode) return;
      this.#isDecoding = false;
      if (failed) this.#decode = undefined; // so that finish() tries again
    };
    result.then(
      () => settled(false),
      () => settled(true),
    );
    return result;
  }
}

class GrowingAudio {
  #samples = new Float32Array(FIRST_CAPACITY);
  length = 0;

  append(samples: Float32Array): void {
    const taken = samples.subarray(0, MOST_SAMPLES - this.length);
    if (this.length + taken.length > this.#samples.length) this.#grow(this.length + taken.length);
    this.#samples.set(taken, this.length);
    this.length += taken.length;
  }

  copy(): Float32Array<ArrayBuffer> {
    return this.#samples.slice(0, this.length);
  }

  #grow(needed: number): void {
    const larger = new Float32Array(Math.max(needed, this.#samples.length * 2));
    larger.set(this.#samples.subarray(0, this.length));
    this.#samples = larger;
  }
}

function cancelled(text: string): LinnetError {
  return new LinnetError('operation.cancelled', text);
}
