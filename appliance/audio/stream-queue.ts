// Speech streams on their way to a speaker: one sounds, the next waits. Everything that is reported (started, clause played,
// finished) is a position on the speaker's own count of samples, and is reported when that count has really got there.
import type { BoardEvent } from '../hardware/board-channel.ts';
import type { Clock } from '../kernel/clock.ts';
import { QueuedStream } from './queued-stream.ts';
import type { SinkFeedback, SpeechSink } from './speech-sink.ts';

export type PlaybackEvent = Extract<BoardEvent, { kind: 'playbackStarted' | 'clausePlayed' | 'playbackFinished' }>;

export interface StreamQueueOptions {
  /** Hz of what `read` gives. */
  readonly sampleRate: number;
}

export interface StreamQueueDeps {
  readonly clock: Clock;
  /** Samples that have left the device, on the count whose positions `read` is given. */
  readonly played: () => number;
}

/** Streams that wait behind the one that sounds; a further one is refused. */
const MOST_STREAMS = 8;
/** Stream numbers remembered as over, so that a late cancel of one is not answered twice. */
const MOST_REMEMBERED = 64;

interface Mark {
  readonly position: number;
  readonly stream: QueuedStream;
  readonly what: 'started' | 'clause' | 'finished';
  readonly clause: number;
}

export class StreamQueue implements SpeechSink {
  readonly #options: StreamQueueOptions;
  readonly #deps: StreamQueueDeps;
  readonly #onEvent: (event: PlaybackEvent) => void;
  /** In the order they were opened; the first one sounds. */
  readonly #streams: QueuedStream[] = [];
  readonly #marks: Mark[] = [];
  readonly #over: number[] = [];
  #underruns = 0;
  #lost = false;

  constructor(options: StreamQueueOptions, deps: StreamQueueDeps, onEvent: (event: PlaybackEvent) => void) {
    this.#options = options;
    this.#deps = deps;
    this.#onEvent = onEvent;
  }

  /** Whether a stream is open or still sounding. */
  get active(): boolean {
    return this.#streams.length > 0 || this.#marks.length > 0;
  }

  /** How often a stream that was not at its end had nothing to sound. */
  get underruns(): number {
    return this.#underruns;
  }

  open(stream: number, sampleRate: number, feedback: SinkFeedback): void {
    if (this.#over.includes(stream)) return void feedback.closed('cancelled');
    const refused = this.#lost || this.#find(stream) !== undefined || this.#streams.length >= MOST_STREAMS;
    if (refused || !isUsableRate(sampleRate)) return void feedback.closed('lost');
    this.#streams.push(new QueuedStream(stream, sampleRate, this.#options.sampleRate, feedback));
  }

  clause(stream: number, index: number): void {
    const queued = this.#find(stream);
    if (queued === undefined || queued.ended) return;
    if (!queued.beginClause(index)) this.#refuse(queued);
    else this.#markClauses(queued);
  }

  push(stream: number, samples: Int16Array): void {
    const queued = this.#find(stream);
    if (queued === undefined || queued.ended) return;
    if (!queued.push(samples)) this.#refuse(queued);
  }

  end(stream: number): void {
    const queued = this.#find(stream);
    if (queued === undefined || queued.ended) return;
    queued.end();
    this.#markClauses(queued);
    this.#retire(queued);
  }

  /** The writer's own cancel. */
  cancel(stream: number): void {
    const queued = this.#find(stream);
    if (queued === undefined || queued.cancelled) return;
    queued.cancel();
    this.#retire(queued);
  }

  /** A cancel from outside: the writer is told. `null` means every stream; one not seen yet will be refused. */
  cancelPlayback(stream: number | null): void {
    const streams = stream === null ? [...this.#streams] : [this.#find(stream)];
    for (const queued of streams) {
      if (queued === undefined || queued.cancelled) continue;
      queued.feedback.closed('cancelled');
      this.cancel(queued.id);
    }
    if (stream !== null) this.#forestall(stream);
  }

  /** Fills `block`, whose first sample is sample `devicePosition` of the device; returns how many samples are not silence. */
  read(block: Int16Array, devicePosition: number): number {
    const stream = this.#streams[0];
    const count = stream === undefined ? 0 : this.#take(stream, block, devicePosition);
    block.fill(0, count);
    return count;
  }

  /** Reports everything that has left the device by now. */
  poll(): void {
    const played = this.#deps.played();
    for (let mark = this.#marks[0]; mark !== undefined && mark.position <= played; mark = this.#marks[0]) {
      this.#marks.shift();
      this.#report(mark, this.#deps.clock.monotonic() - ((played - mark.position) * 1000) / this.#options.sampleRate);
    }
  }

  /** The device is there (again), and its positions begin at 0. */
  resume(): void {
    this.#lost = false;
  }

  /** The device is gone: every stream ends where it stood, and new ones are refused until resume(). */
  lose(): void {
    this.#lost = true;
    this.poll();
    const played = this.#deps.played();
    const sounding = new Set([...this.#marks.map((mark) => mark.stream), ...this.#streams]);
    this.#marks.length = 0;
    this.#streams.length = 0;
    for (const stream of sounding) {
      stream.feedback.closed('lost');
      stream.cancelled = true;
      this.#finish(stream, Math.max(0, stream.deviceEnd - played), this.#deps.clock.monotonic());
    }
  }

  #find(stream: number): QueuedStream | undefined {
    return this.#streams.find((queued) => queued.id === stream);
  }

  #take(stream: QueuedStream, block: Int16Array, devicePosition: number): number {
    const first = stream.taken === 0;
    const count = stream.take(block, devicePosition);
    if (first && count > 0) this.#mark(stream, 'started', devicePosition + 1);
    this.#markClauses(stream);
    const fresh = stream.newlyConsumed();
    if (fresh > 0 && !stream.ended) stream.feedback.consumed(fresh);
    if (!first && !stream.ended) this.#noteUnderrun(stream, count < block.length);
    this.#retire(stream);
    return count;
  }

  #noteUnderrun(stream: QueuedStream, dry: boolean): void {
    if (dry && !stream.dry) this.#underruns++;
    stream.dry = dry;
  }

  #markClauses(stream: QueuedStream): void {
    for (let passed = stream.passClause(); passed !== null; passed = stream.passClause()) {
      this.#mark(stream, 'clause', passed.deviceEnd, passed.index);
    }
  }

  /** A stream whose last sample was taken makes room for the next, and is over when that sample has left the device. */
  #retire(stream: QueuedStream): void {
    if (!stream.ended || stream.waiting > 0) return;
    this.#streams.splice(this.#streams.indexOf(stream), 1);
    if (stream.taken === 0) this.#finish(stream, 0, this.#deps.clock.monotonic());
    else this.#mark(stream, 'finished', stream.deviceEnd);
  }

  #mark(stream: QueuedStream, what: Mark['what'], position: number, clause = 0): void {
    this.#marks.push({ position, stream, what, clause });
  }

  #report(mark: Mark, atMs: number): void {
    const { stream, clause } = mark;
    if (mark.what === 'finished') return this.#finish(stream, 0, atMs);
    if (mark.what === 'started') return this.#onEvent({ kind: 'playbackStarted', stream: stream.id, atMs });
    stream.clauseSounded();
    this.#onEvent({ kind: 'clausePlayed', stream: stream.id, clause, atMs });
  }

  #finish(stream: QueuedStream, unplayed: number, atMs: number): void {
    this.#remember(stream.id);
    if (!stream.cancelled) stream.feedback.closed('played');
    this.#onEvent({
      kind: 'playbackFinished',
      stream: stream.id,
      clausesPlayed: stream.clausesPlayed,
      cancelled: stream.cancelled,
      cut: stream.cancelled ? stream.cut(unplayed) : null,
      atMs,
    });
  }

  /** A cancel may overtake the stream it is for: the voice had begun it, its `open` is still under way. */
  #forestall(stream: number): void {
    const known = this.#over.includes(stream) || this.#find(stream) !== undefined;
    if (known || this.#marks.some((mark) => mark.stream.id === stream)) return;
    this.#remember(stream);
    const atMs = this.#deps.clock.monotonic();
    this.#onEvent({ kind: 'playbackFinished', stream, clausesPlayed: 0, cancelled: true, cut: null, atMs });
  }

  #remember(stream: number): void {
    this.#over.push(stream);
    if (this.#over.length > MOST_REMEMBERED) this.#over.shift();
  }

  #refuse(stream: QueuedStream): void {
    stream.feedback.closed('lost');
    this.cancel(stream.id);
  }
}

function isUsableRate(rate: number): boolean {
  return Number.isInteger(rate) && rate >= 8000 && rate <= 192_000;
}
