// Text ▸ clauses ▸ sound. Streams are spoken one after the other, a clause at a time with one synthesised ahead, so that at most a
// clause is thrown away when somebody interrupts. A cancel acts at once: nothing is written after it, whatever still runs.
import type { SpeechOutput } from '../audio/speech-output.ts';
import { Channel, type ChannelOptions } from '../kernel/channel.ts';
import { type Clock, sleep } from '../kernel/clock.ts';
import { hasCode, LinnetError, toError, unreachable } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { type ForetellingSynthesizer, withForetelling } from './foretold-clause.ts';
import { StreamRun } from './narrator-run.ts';
import { NarratorStream, spokenClauses } from './narrator-stream.ts';
import type { Synthesizer } from './ports.ts';
import type { VoiceCommand, VoiceEvent } from './voice-channel.ts';

export interface VoiceOptions {
  /** Streams that may wait or speak at once; one more is refused with `queue.full`. Default 4. */
  readonly maxStreams?: number;
  /** Text of one stream, in characters; more is refused with `input.tooLarge`. Default 100 000. */
  readonly maxText?: number;
  /** How long nothing must have been asked before phrases are prepared, in milliseconds. Default 500. */
  readonly idleMs?: number;
}

/** What the narrator needs to know of a phrase cache; `has` and `keep` are about spoken text, one clause each. */
export interface PhraseStore {
  keep(texts: readonly string[]): void;
  has(text: string): boolean;
  stats(): { readonly hits: number; readonly misses: number; readonly bytes: number };
}

export interface VoiceDeps {
  readonly synthesizer: Synthesizer;
  /** The cache around `synthesizer`, where there is one; without it `prepare` does nothing. */
  readonly phrases?: PhraseStore;
  readonly output: SpeechOutput;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Voice {
  /** Never throws and never waits; what comes of it are events. */
  command(command: VoiceCommand): void;
  /** Resolves when every stream has ended and nothing is left to prepare. */
  settled(): Promise<void>;
  /** Cancels everything. Idempotent. Does not close the synthesizer, which was handed in. */
  close(): Promise<void>;
}

export function createVoice(options: VoiceOptions, deps: VoiceDeps, onEvent: (event: VoiceEvent) => void): Voice {
  return new Narrator({ maxStreams: 4, maxText: 100_000, idleMs: 500, ...options }, deps, onEvent);
}

const REMEMBERED_ENDS = 64;
/** Clauses that wait to be prepared: the oldest can still be said without. */
const TO_PREPARE: ChannelOptions = { capacity: 1000, overflow: 'dropOldest' };

class Narrator implements Voice {
  readonly #options: Required<VoiceOptions>;
  readonly #deps: VoiceDeps;
  readonly #onEvent: (event: VoiceEvent) => void;
  readonly #synthesizer: ForetellingSynthesizer;
  readonly #streams = new Map<number, NarratorStream>();
  /** Streams that are over: text that arrives late for them is not a new stream. */
  readonly #ended = new Set<number>();
  #toPrepare = new Channel<string>(TO_PREPARE);
  readonly #closing = new AbortController();
  #speaking: Promise<void> | null = null;
  #preparing: Promise<void> | null = null;

  constructor(options: Required<VoiceOptions>, deps: VoiceDeps, onEvent: (event: VoiceEvent) => void) {
    this.#options = options;
    this.#deps = deps;
    this.#onEvent = onEvent;
    this.#synthesizer = withForetelling(deps.synthesizer);
  }

  command(command: VoiceCommand): void {
    if (this.#closing.signal.aborted) return;
    switch (command.kind) {
      case 'speak':
        return this.#speak(command);
      case 'cancel':
        return this.#cancel(command.stream);
      case 'foretell':
        return this.#foretell(command.text, command.language);
      case 'prepare':
        return this.#prepare(command.texts, command.language);
      default:
        return unreachable(command);
    }
  }

  async settled(): Promise<void> {
    while (this.#speaking !== null || this.#preparing !== null) {
      await this.#speaking;
      await this.#preparing;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#synthesizer.forget();
    for (const stream of this.#streams.keys()) this.#cancel(stream);
    await this.settled();
  }

  #speak({ stream, text, language, final }: Extract<VoiceCommand, { kind: 'speak' }>): void {
    if (this.#ended.has(stream)) return;
    const speech = this.#streams.get(stream) ?? this.#begin(stream, language);
    if (speech === null) return;
    if (speech.length + text.length > this.#options.maxText) {
      const limit = this.#options.maxText;
      speech.fail(
        new LinnetError(
          'input.tooLarge',
          `Expected a reply of at most ${limit} characters, but more came; it is cut short.`,
        ),
      );
    } else if (speech.add(text, final)) this.#onEvent({ kind: 'clauses', stream, clauses: [...speech.written] });
    this.#speaking ??= this.#speakAll();
  }

  /** null where too many wait already. */
  #begin(stream: number, language: string): NarratorStream | null {
    if (this.#streams.size < this.#options.maxStreams) {
      const speech = new NarratorStream(stream, language);
      this.#streams.set(stream, speech);
      return speech;
    }
    const waiting = this.#options.maxStreams;
    this.#end(stream);
    this.#fail(
      stream,
      new LinnetError('queue.full', `${waiting} replies are being spoken or wait; this one is dropped.`),
    );
    return null;
  }

  #cancel(stream: number): void {
    this.#streams.get(stream)?.cancel();
    this.#end(stream);
  }

  #end(stream: number): void {
    this.#ended.add(stream);
    for (const oldest of this.#ended) {
      if (this.#ended.size <= REMEMBERED_ENDS) return;
      this.#ended.delete(oldest);
    }
  }

  async #speakAll(): Promise<void> {
    for (const [id, speech] of this.#streams) {
      await this.#speakOne(speech);
      this.#streams.delete(id);
      this.#end(id);
    }
    this.#speaking = null;
    this.#reportStats();
  }

  async #speakOne(speech: NarratorStream): Promise<void> {
    const { id } = speech;
    const run = new StreamRun(speech, { ...this.#deps, synthesizer: this.#synthesizer }, this.#onEvent);
    try {
      await run.speak();
      this.#onEvent({ kind: 'written', stream: id, synthesisMs: run.synthesisMs, audioMs: run.audioMs });
    } catch (thrown) {
      // Cancelled here or at the player is no failure.
      if (speech.failure !== null) this.#fail(id, speech.failure);
      else if (!hasCode(thrown, 'operation.cancelled')) this.#fail(id, toError(thrown));
    } finally {
      speech.cancel(); // what was synthesised ahead
      run.end();
    }
  }

  #fail(stream: number, error: Error): void {
    const code = error instanceof LinnetError ? error.code : 'synthesis.failed';
    this.#onEvent({ kind: 'failed', stream, code, message: error.message });
    this.#deps.log.warn({ stream, code, error: error.message }, 'speech failed');
  }

  #reportStats(): void {
    const { hits, misses, bytes } = this.#deps.phrases?.stats() ?? { hits: 0, misses: 0, bytes: 0 };
    const rssMb = Math.round(process.memoryUsage.rss() / 2 ** 20);
    this.#onEvent({ kind: 'stats', cacheHits: hits, cacheMisses: misses, cacheBytes: bytes, rssMb });
  }

  /** While something is spoken the next clause of that comes first. */
  #foretell(text: string, language: string): void {
    if (this.#speaking !== null || text.length > this.#options.maxText) return;
    const [first] = spokenClauses(text, language);
    if (first !== undefined) this.#synthesizer.foretell(first);
  }

  #prepare(texts: readonly string[], language: string): void {
    const { phrases } = this.#deps;
    if (phrases === undefined) return;
    const spoken = texts.flatMap((text) => spokenClauses(text, language));
    phrases.keep(spoken);
    for (const clause of spoken) void this.#toPrepare.send(clause);
    this.#preparing ??= this.#prepareAll(phrases);
  }

  async #prepareAll(phrases: PhraseStore): Promise<void> {
    const { synthesizer, log } = this.#deps;
    const { signal } = this.#closing;
    try {
      while (this.#toPrepare.size > 0) {
        const { value: text } = await this.#toPrepare.receive();
        if (text === undefined || phrases.has(text)) continue;
        await this.#idle();
        await synthesizer.synthesize(text, signal);
      }
    } catch (thrown) {
      this.#toPrepare = new Channel(TO_PREPARE);
      if (!signal.aborted) log.warn({ error: toError(thrown).message }, 'phrases not prepared');
    }
    this.#preparing = null;
  }

  /** Resolves when nothing was spoken for a while. */
  async #idle(): Promise<void> {
    do {
      await this.#speaking;
      await sleep(this.#deps.clock, this.#options.idleMs, this.#closing.signal);
    } while (this.#speaking !== null);
  }
}
