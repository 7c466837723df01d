// The writer's side of a speech stream: cuts what comes into pieces as large as the credit, waits for more, and notices a cancel.
import { LinnetError } from '../kernel/errors.ts';
import type { DrainableOutput } from './speech-output.ts';
import { creditSamples, type SinkFeedback, type SpeechSink, type StreamEnd } from './speech-sink.ts';

/** The most samples pushed at once; a message of the data plane holds as many. */
export const LARGEST_PIECE = 8192;

/** A DrainableOutput that writes to `sink` by credit. One write at a time for each stream. */
export function createCreditedOutput(sink: SpeechSink): DrainableOutput {
  const writers = new Map<number, StreamWriter>();
  return {
    begin(stream, sampleRate) {
      // A stream that is over is remembered until the next one begins, so that its writer hears how it ended.
      for (const [old, { over }] of writers) if (over) writers.delete(old);
      const writer = new StreamWriter(sink, stream, sampleRate);
      writers.set(stream, writer);
      sink.open(stream, sampleRate, writer);
    },
    clause: (stream, index) => writers.get(stream)?.clause(index),
    write: (stream, samples, signal) =>
      writers.get(stream)?.write(samples, signal) ?? Promise.reject(cancelled(stream)),
    end: (stream) => writers.get(stream)?.end(),
    drain: (stream, signal) => writers.get(stream)?.drain(signal) ?? Promise.reject(cancelled(stream)),
  };
}

class StreamWriter implements SinkFeedback {
  readonly #sink: SpeechSink;
  readonly #stream: number;
  #credit: number;
  #failure: LinnetError | null = null;
  #ended = false;
  #played = false;
  #writing = false;
  #wake: (() => void) | null = null;

  constructor(sink: SpeechSink, stream: number, sampleRate: number) {
    this.#sink = sink;
    this.#stream = stream;
    this.#credit = creditSamples(sampleRate);
  }

  get over(): boolean {
    return this.#played || this.#failure !== null;
  }

  clause(index: number): void {
    if (this.#failure === null && !this.#ended) this.#sink.clause(this.#stream, index);
  }

  async write(samples: Int16Array, signal: AbortSignal): Promise<void> {
    if (this.#ended) throw new LinnetError('input.invalid', `Stream ${this.#stream} was ended.`);
    // A copy: the caller may reuse its array as soon as this call returned, which may be before all of it was pushed.
    const rest = samples.length > Math.min(this.#credit, LARGEST_PIECE) ? samples.slice() : samples;
    await this.#alone(signal, async () => {
      for (let at = 0; at < rest.length; ) at += await this.#push(rest, at);
      await this.#until(() => this.#credit > 0);
    });
  }

  end(): void {
    if (this.#failure === null && !this.#ended) this.#sink.end(this.#stream);
    this.#ended = true;
  }

  drain(signal: AbortSignal): Promise<void> {
    return this.#alone(signal, () => this.#until(() => this.#played));
  }

  consumed(samples: number): void {
    this.#credit += samples;
    this.#wake?.();
  }

  closed(reason: StreamEnd): void {
    if (reason === 'played') this.#played = true;
    else this.#failure ??= reason === 'cancelled' ? cancelled(this.#stream) : lost(this.#stream);
    this.#wake?.();
  }

  /** Does `work`, one at a time, and cancels the stream when `signal` says so meanwhile. */
  async #alone(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    if (this.#writing) throw new LinnetError('input.invalid', `Stream ${this.#stream} is already being written.`);
    const onAbort = (): void => this.#cancel();
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    this.#writing = true;
    try {
      await work();
    } finally {
      this.#writing = false;
      signal.removeEventListener('abort', onAbort);
    }
  }

  async #push(samples: Int16Array, at: number): Promise<number> {
    // Without an await where there is credit: the first piece is pushed before write() returns.
    if (this.#credit <= 0 || this.#failure !== null) await this.#until(() => this.#credit > 0);
    const count = Math.min(this.#credit, samples.length - at, LARGEST_PIECE);
    this.#credit -= count;
    this.#sink.push(this.#stream, samples.subarray(at, at + count));
    return count;
  }

  /** Throws as soon as the stream has failed. */
  async #until(test: () => boolean): Promise<void> {
    while (!test() && this.#failure === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
    if (this.#failure !== null) throw this.#failure;
  }

  #cancel(): void {
    if (this.over) return;
    this.#sink.cancel(this.#stream);
    this.closed('cancelled');
  }
}

function cancelled(stream: number): LinnetError {
  return new LinnetError('operation.cancelled', `Speech stream ${stream} was cancelled, or never begun.`);
}

function lost(stream: number): LinnetError {
  return new LinnetError('speaker.lost', `The player of speech stream ${stream} is gone; begin again when it is back.`);
}
