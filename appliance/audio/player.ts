// Everything that sounds, in front of one speaker: speech and media by credit, chimes and the alarm made here, mixed by plane.
import type { ChimeName } from '../hardware/board-channel.ts';
import type { Speaker } from '../hardware/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { createCreditedOutput } from './credited-output.ts';
import { Mixer } from './mixer.ts';
import type { DrainableOutput } from './speech-output.ts';
import type { SpeechSink } from './speech-sink.ts';
import { type PlaybackEvent, StreamQueue } from './stream-queue.ts';
import { AlarmPlane, ChimePlane } from './tone-planes.ts';

export interface PlayerDeps {
  readonly speaker: Speaker;
  readonly clock: Clock;
  /** Gets every mixed block with its position on the device: the reference of an echo canceller. */
  readonly onMixed?: (block: Int16Array, devicePosition: number) => void;
}

export class Player {
  /** For writers in this process. Writers elsewhere reach `speechSink` through the data plane. */
  readonly speech: DrainableOutput;
  readonly speechSink: SpeechSink;
  readonly mediaSink: SpeechSink;
  readonly #speaker: Speaker;
  readonly #speech: StreamQueue;
  readonly #media: StreamQueue;
  readonly #chimes: ChimePlane;
  readonly #alarm: AlarmPlane;
  readonly #mixer: Mixer;
  readonly #onMixed: (block: Int16Array, devicePosition: number) => void;

  constructor(deps: PlayerDeps, onEvent: (event: PlaybackEvent) => void) {
    const options = { sampleRate: deps.speaker.sampleRate };
    const queueDeps = { clock: deps.clock, played: () => deps.speaker.framesPlayed() };
    this.#speaker = deps.speaker;
    this.#onMixed = deps.onMixed ?? (() => {});
    this.#speech = new StreamQueue(options, queueDeps, onEvent);
    this.#media = new StreamQueue(options, queueDeps, () => {});
    this.#chimes = new ChimePlane(options.sampleRate);
    this.#alarm = new AlarmPlane(options.sampleRate);
    this.#mixer = new Mixer(options, {
      alarm: this.#alarm,
      speech: this.#speech,
      chime: this.#chimes,
      media: this.#media,
    });
    this.speechSink = this.#speech;
    this.mediaSink = this.#media;
    this.speech = createCreditedOutput(this.#speech);
  }

  /** Speech that ran dry; the device's own underruns are the speaker's to count. */
  get underruns(): number {
    return this.#speech.underruns;
  }

  /** Whether anything sounds or is about to. */
  get sounding(): boolean {
    return this.#mixer.active;
  }

  /** Starts serving the speaker. Rejects with `speaker.unavailable`. */
  async open(onLost: (error: Error) => void): Promise<void> {
    this.#speech.resume();
    this.#media.resume();
    try {
      await this.#speaker.open(
        (block) => this.#fill(block),
        (error) => {
          this.#lose();
          onLost(error);
        },
      );
    } catch (error) {
      this.#lose();
      throw error;
    }
  }

  /** Idempotent. What was sounding ends as if the speaker had been lost. */
  async close(): Promise<void> {
    await this.#speaker.close();
    this.#lose();
  }

  chime(name: ChimeName): void {
    this.#chimes.play(name);
  }

  setAlarm(ringing: boolean): void {
    this.#alarm.setRinging(ringing);
  }

  /** See `cancelSpeech` of the board channel. */
  cancelSpeech(stream: number | null): void {
    this.#speech.cancelPlayback(stream);
  }

  setVolume(group: 'assistant' | 'media', percent: number): void {
    this.#mixer.setVolume(group, percent);
  }

  #fill(block: Int16Array): void {
    this.#speech.poll();
    this.#media.poll();
    const devicePosition = this.#speaker.framesRequested();
    this.#mixer.fill(block, devicePosition);
    this.#onMixed(block, devicePosition);
  }

  #lose(): void {
    this.#speech.lose();
    this.#media.lose();
  }
}
