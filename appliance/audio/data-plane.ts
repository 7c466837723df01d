// The data plane: PCM from process to process on Unix sockets, past the hub. The microphone is a broadcast in which a slow
// subscriber loses the oldest frames, counted, and sees it in the indices of the next. Speech is written by credit; a writer that
// goes away takes its unfinished streams with it, and a player that goes away fails its writers with `speaker.lost`.
import type { FrameSink } from '../hardware/ports.ts';
import type { Log } from '../kernel/log.ts';
import { createCreditedOutput } from './credited-output.ts';
import { MessageParser, PLANE_KINDS } from './plane-frames.ts';
import { listenOn, PlaneClient, type PlaneServer, type Reconnect } from './plane-socket.ts';
import { RemoteSink, SpeechSession } from './plane-speech.ts';
import { Subscriber } from './plane-subscriber.ts';
import type { DrainableOutput } from './speech-output.ts';
import type { SpeechSink } from './speech-sink.ts';

/** In samples. */
const LONGEST_FRAME = 2048;

export interface MicrophoneServerOptions {
  /** Frames kept for a subscriber beyond what its socket took (about 200 KiB); default 100, which is 2 s. */
  readonly backlogFrames?: number;
}

export interface MicrophoneServer extends PlaneServer {
  /** Copies. Throws `input.tooLarge` for a frame of more than 2048 samples. */
  publish(samples: Int16Array, firstSample: number, capturedAtMs: number): void;
  /** Frames that some subscriber lost, since the start. */
  dropped(): number;
  subscribers(): number;
}

export async function serveMicrophone(path: string, options: MicrophoneServerOptions = {}): Promise<MicrophoneServer> {
  const backlog = options.backlogFrames ?? 100;
  const subscribers = new Set<Subscriber>();
  let droppedBefore = 0;
  const server = await listenOn(path, (socket) => {
    const subscriber = new Subscriber(socket, backlog, LONGEST_FRAME);
    subscribers.add(subscriber);
    socket.resume();
    socket.once('close', () => {
      subscribers.delete(subscriber);
      droppedBefore += subscriber.dropped;
    });
  });
  return {
    publish(samples, firstSample, capturedAtMs) {
      for (const subscriber of subscribers) subscriber.offer(samples, firstSample, capturedAtMs);
    },
    dropped: () => [...subscribers].reduce((sum, subscriber) => sum + subscriber.dropped, droppedBefore),
    subscribers: () => subscribers.size,
    close: () => server.close(),
  };
}

export interface MicrophoneHandlers {
  /** `samples` is a view that is only valid during the call. */
  readonly onFrame: FrameSink;
  /** The connection ended or never stood; with `reconnect` another attempt follows. Not called after close(). */
  readonly onClose: (error: Error) => void;
}

export interface PlaneConnection {
  /** Idempotent. */
  close(): void;
}

/** Subscribes to the frames served at `path`, and again after every loss where `reconnect` is given. */
export function connectMicrophone(
  path: string,
  handlers: MicrophoneHandlers,
  reconnect: Reconnect | null = null,
): PlaneConnection {
  let parser = frameParser(handlers.onFrame);
  const client = new PlaneClient(
    path,
    {
      onConnected() {
        parser = frameParser(handlers.onFrame);
      },
      onBytes: (bytes) => parser.push(bytes),
      onDisconnected: handlers.onClose,
    },
    reconnect,
  );
  client.start();
  return client;
}

function frameParser(onFrame: FrameSink): MessageParser {
  return new MessageParser((kind, first, second, samples) => {
    if (kind === PLANE_KINDS.frame) onFrame(samples, first, second);
  });
}

/** Serves `sink` to every process that connects to `path`. */
export function serveSpeech(path: string, sink: SpeechSink, deps: { readonly log: Log }): Promise<PlaneServer> {
  return listenOn(path, (socket) => {
    const session = new SpeechSession(socket, sink);
    const parser = new MessageParser((kind, stream, value, samples) => session.take(kind, stream, value, samples));
    socket.on('data', (bytes: Buffer) => {
      try {
        parser.push(bytes);
      } catch (error) {
        deps.log.warn({ err: error }, 'speech writer broke the protocol');
        socket.destroy();
      }
    });
    socket.once('close', () => session.abandon());
  });
}

/**
 * A DrainableOutput whose player is served at `path`. When the connection is lost every open stream fails with `speaker.lost`;
 * with `reconnect` later streams find the player again.
 */
export function connectSpeech(path: string, reconnect: Reconnect | null = null): DrainableOutput & PlaneConnection {
  const sink = new RemoteSink(path, reconnect);
  sink.start();
  return { ...createCreditedOutput(sink), close: () => sink.close() };
}
