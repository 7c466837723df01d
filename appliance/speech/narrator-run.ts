// One reply being spoken: a clause is written at the speaker's pace while the next one, and only that, is synthesised.
import type { SpeechOutput } from '../audio/speech-output.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NarratorStream } from './narrator-stream.ts';
import type { SynthesizedClause, Synthesizer } from './ports.ts';
import type { VoiceEvent } from './voice-channel.ts';

export interface RunDeps {
  readonly synthesizer: Synthesizer;
  readonly output: SpeechOutput;
  readonly clock: Clock;
}

/** Pauses between clauses, in milliseconds: what a reader makes at a full stop, and where a sentence was cut inside. */
const PAUSE_MS = { sentence: 220, inside: 60 };

export class StreamRun {
  readonly #speech: NarratorStream;
  readonly #deps: RunDeps;
  readonly #onEvent: (event: VoiceEvent) => void;
  #hasBegun = false;
  synthesisMs = 0;
  audioMs = 0;

  constructor(speech: NarratorStream, deps: RunDeps, onEvent: (event: VoiceEvent) => void) {
    this.#speech = speech;
    this.#deps = deps;
    this.#onEvent = onEvent;
  }

  /** Resolves when everything was written; rejects when it was cancelled or failed. */
  async speak(): Promise<void> {
    let upcoming = this.#next(0);
    for (let index = 0; ; index++) {
      const next = await upcoming;
      if (next === null) break;
      upcoming = this.#next(index + 1);
      upcoming.catch(() => {}); // awaited in the next round, unless writing fails first
      await this.#write(index, next);
    }
    this.#begin(this.#deps.synthesizer.sampleRate);
  }

  /** Nothing more comes; the board plays what it has. */
  end(): void {
    if (this.#hasBegun) this.#deps.output.end(this.#speech.id);
  }

  /** Clause `index` with its sound, when it has come; null after the last one. */
  async #next(index: number): Promise<SynthesizedClause | null> {
    const clause = await this.#speech.clause(index);
    if (clause === null) return null;
    const startedAt = this.#deps.clock.monotonic();
    const sound = await this.#deps.synthesizer.synthesize(clause.spoken, this.#speech.signal);
    this.synthesisMs += this.#deps.clock.monotonic() - startedAt;
    return sound;
  }

  async #write(index: number, sound: SynthesizedClause): Promise<void> {
    const { output, clock } = this.#deps;
    const { id, signal } = this.#speech;
    signal.throwIfAborted();
    this.#begin(sound.sampleRate);
    if (index > 0) await this.#pause(index, sound.sampleRate);
    output.clause(id, index);
    if (index === 0) {
      this.#onEvent({ kind: 'firstAudio', stream: id, atMs: clock.monotonic(), cached: sound.cached === true });
    }
    this.audioMs += (sound.samples.length * 1000) / sound.sampleRate;
    await output.write(id, sound.samples, signal);
    signal.throwIfAborted();
  }

  /** Belongs to the clause before it, so that a clause counts as played when its last word was. */
  async #pause(index: number, sampleRate: number): Promise<void> {
    const before = this.#speech.at(index - 1);
    const ms = before === undefined || before.endsSentence ? PAUSE_MS.sentence : PAUSE_MS.inside;
    this.audioMs += ms;
    await this.#deps.output.write(
      this.#speech.id,
      new Int16Array(Math.round((sampleRate * ms) / 1000)),
      this.#speech.signal,
    );
  }

  /** Also for a reply in which nothing could be said, so that the board tells that it is over. */
  #begin(sampleRate: number): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#deps.output.begin(this.#speech.id, sampleRate);
  }
}
