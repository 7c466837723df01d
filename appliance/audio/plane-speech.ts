// The two halves of speech over a socket: the sink that sends, and the session that feeds a real sink with what arrives.
import type { Socket } from 'node:net';
import { LinnetError } from '../kernel/errors.ts';
import { encodeMessage, HEADER_BYTES, MessageParser, PLANE_KINDS, type PlaneKind } from './plane-frames.ts';
import { PlaneClient, type Reconnect } from './plane-socket.ts';
import type { SinkFeedback, SpeechSink, StreamEnd } from './speech-sink.ts';

/** By their number on the wire. */
const STREAM_ENDS: readonly StreamEnd[] = ['cancelled', 'lost', 'played'];
const NO_SAMPLES = new Int16Array(0);
/** A writer has one stream, and perhaps the next; more is a broken one. */
const MOST_STREAMS = 16;

/** One connected writer and its streams that are not over. */
export class SpeechSession {
  readonly #socket: Socket;
  readonly #sink: SpeechSink;
  /** By number: whether more of it may come. */
  readonly #streams = new Map<number, 'open' | 'ended'>();

  constructor(socket: Socket, sink: SpeechSink) {
    this.#socket = socket;
    this.#sink = sink;
  }

  take(kind: PlaneKind, stream: number, value: number, samples: Int16Array): void {
    if (!Number.isSafeInteger(stream))
      throw new LinnetError('child.protocol', `Expected a stream number; ${stream} came.`);
    if (kind === PLANE_KINDS.open) this.#openStream(stream, value);
    // One that is over was cancelled here while more of it was under way.
    else if (kind === PLANE_KINDS.cancel && this.#streams.delete(stream)) this.#sink.cancel(stream);
    else if (this.#streams.get(stream) === 'open') this.#takeForOpen(kind, stream, value, samples);
  }

  #takeForOpen(kind: PlaneKind, stream: number, value: number, samples: Int16Array): void {
    if (kind === PLANE_KINDS.push) this.#sink.push(stream, samples);
    if (kind === PLANE_KINDS.clause) this.#sink.clause(stream, value);
    if (kind !== PLANE_KINDS.end) return;
    this.#streams.set(stream, 'ended');
    this.#sink.end(stream);
  }

  /** The writer is gone. Streams it had ended play on. */
  abandon(): void {
    for (const [stream, state] of this.#streams) if (state === 'open') this.#sink.cancel(stream);
    this.#streams.clear();
  }

  #openStream(stream: number, sampleRate: number): void {
    if (this.#streams.size >= MOST_STREAMS) {
      throw new LinnetError('child.protocol', `Expected at most ${MOST_STREAMS} streams at once; another came.`);
    }
    this.#streams.set(stream, 'open');
    this.#sink.open(stream, sampleRate, this.#feedback(stream));
  }

  #feedback(stream: number): SinkFeedback {
    return {
      consumed: (samples) => this.#send(PLANE_KINDS.consumed, stream, samples),
      closed: (reason) => {
        this.#streams.delete(stream);
        this.#send(PLANE_KINDS.closed, stream, STREAM_ENDS.indexOf(reason));
      },
    };
  }

  #send(kind: PlaneKind, stream: number, value: number): void {
    if (this.#socket.destroyed) return;
    const bytes = Buffer.allocUnsafe(HEADER_BYTES);
    encodeMessage(bytes, kind, stream, value, NO_SAMPLES);
    this.#socket.write(bytes);
  }
}

/** The writer's half: fails its streams with `lost` whenever the connection is. */
export class RemoteSink implements SpeechSink {
  readonly #client: PlaneClient;
  readonly #feedback = new Map<number, SinkFeedback>();
  #parser = this.#newParser();

  constructor(path: string, reconnect: Reconnect | null) {
    this.#client = new PlaneClient(
      path,
      {
        onConnected: () => {
          this.#parser = this.#newParser();
        },
        onBytes: (bytes) => this.#parser.push(bytes),
        onDisconnected: () => this.#fail(),
      },
      reconnect,
    );
  }

  start(): void {
    this.#client.start();
  }

  open(stream: number, sampleRate: number, feedback: SinkFeedback): void {
    if (!this.#client.usable) {
      feedback.closed('lost');
      return;
    }
    this.#feedback.set(stream, feedback);
    this.#send(PLANE_KINDS.open, stream, sampleRate, NO_SAMPLES);
  }

  clause(stream: number, index: number): void {
    this.#send(PLANE_KINDS.clause, stream, index, NO_SAMPLES);
  }

  push(stream: number, samples: Int16Array): void {
    this.#send(PLANE_KINDS.push, stream, 0, samples);
  }

  end(stream: number): void {
    this.#send(PLANE_KINDS.end, stream, 0, NO_SAMPLES);
  }

  cancel(stream: number): void {
    this.#feedback.delete(stream);
    this.#send(PLANE_KINDS.cancel, stream, 0, NO_SAMPLES);
  }

  close(): void {
    this.#client.close();
    this.#fail();
  }

  #newParser(): MessageParser {
    return new MessageParser((kind, stream, value) => {
      const feedback = this.#feedback.get(stream);
      if (kind === PLANE_KINDS.consumed) feedback?.consumed(value);
      if (kind !== PLANE_KINDS.closed) return;
      this.#feedback.delete(stream);
      feedback?.closed(STREAM_ENDS[value] ?? 'lost');
    });
  }

  #fail(): void {
    const open = [...this.#feedback.values()];
    this.#feedback.clear();
    for (const feedback of open) feedback.closed('lost');
  }

  /** Bounded by the credit: a writer has at most CREDIT_MS of a stream under way. */
  #send(kind: PlaneKind, stream: number, value: number, samples: Int16Array): void {
    if (!this.#client.usable) return;
    const bytes = Buffer.allocUnsafe(HEADER_BYTES + samples.byteLength);
    encodeMessage(bytes, kind, stream, value, samples);
    this.#client.write(bytes);
  }
}
