// From the board's microphone to one speech channel at 16 kHz: channel pick, echo taken out, level, gaps counted.
import type { EchoCanceller } from '../audio/echo-canceller.ts';
import { LevelMeter, pickChannel, SILENCE_DB } from '../audio/pcm.ts';
import type { FrameSink, Microphone } from '../hardware/ports.ts';
import { LinnetError } from '../kernel/errors.ts';

/** What recognition takes. Boards of another rate are read through ALSA's own conversion. */
export const SPEECH_RATE = 16_000;
const FRAME = SPEECH_RATE / 50;
const FRAME_MS = 20;

/** A canceller and what it needs to know of the speaker. */
export interface EchoPart {
  readonly canceller: EchoCanceller;
  /** Fills `frame` with what the speaker played while the microphone heard the newest frame. */
  reference(frame: Int16Array): void;
}

export interface Levels {
  readonly rmsDb: number;
  readonly peakDb: number;
}

export class BoardCapture {
  readonly #microphone: Microphone;
  readonly #onFrame: FrameSink;
  readonly #mono: Int16Array;
  readonly #meter = new LevelMeter();
  readonly #echo: EchoPart | null;
  readonly #reference: Int16Array;
  readonly #clean: Int16Array;
  #expected: number | null = null;
  #framesLost = 0;

  /** Throws `board.unsupported` for a microphone that cannot be used. */
  constructor(microphone: Microphone, echo: EchoPart | null, onFrame: FrameSink) {
    const { sampleRate } = microphone;
    if (sampleRate !== SPEECH_RATE)
      throw new LinnetError(
        'board.unsupported',
        `Expected a microphone of ${SPEECH_RATE} Hz; it has ${sampleRate} Hz.`,
      );
    this.#microphone = microphone;
    this.#onFrame = onFrame;
    this.#echo = echo;
    this.#mono = new Int16Array(FRAME);
    this.#reference = new Int16Array(FRAME);
    this.#clean = new Int16Array(FRAME);
  }

  /** Frames of 20 ms that the device lost since the start. */
  get framesLost(): number {
    return this.#framesLost;
  }

  open(onLost: (error: Error) => void): Promise<void> {
    this.#expected = null;
    return this.#microphone.open((samples, first, atMs) => this.#accept(samples, first, atMs), onLost);
  }

  close(): Promise<void> {
    return this.#microphone.close();
  }

  /** Since the last call; silence where the microphone was closed. */
  takeLevels(): Levels {
    return this.#meter.take() ?? { rmsDb: SILENCE_DB, peakDb: SILENCE_DB };
  }

  #accept(samples: Int16Array, first: number, capturedAtMs: number): void {
    const { channels, speechChannel } = this.#microphone.layout;
    const frames = pickChannel(samples, channels, speechChannel, this.#mono);
    if (this.#expected !== null && first > this.#expected) {
      this.#framesLost += Math.round((first - this.#expected) / this.#mono.length);
    }
    this.#expected = first + frames;
    this.#meter.add(this.#mono);
    if (this.#echo === null) this.#onFrame(this.#mono, first, capturedAtMs);
    else this.#cancelEcho(this.#echo, first, capturedAtMs);
  }

  /** The canceller gives each frame with the next one. */
  #cancelEcho({ canceller, reference }: EchoPart, first: number, capturedAtMs: number): void {
    reference(this.#reference);
    canceller.process(this.#mono, this.#reference, this.#clean);
    if (first >= FRAME) this.#onFrame(this.#clean, first - FRAME, capturedAtMs - FRAME_MS);
  }
}
