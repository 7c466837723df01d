// From the board's microphone to one speech channel at 16 kHz: channel pick, echo taken out, level, gaps counted.
import type { EchoCanceller } from '../audio/echo-canceller.ts';
import { LevelMeter, pickChannel, SILENCE_DB } from '../audio/pcm.ts';
import { type FrameSink, MICROPHONE_FRAME, MICROPHONE_FRAME_MS, type Microphone } from '../hardware/ports.ts';

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
  readonly #mono = new Int16Array(MICROPHONE_FRAME);
  readonly #meter = new LevelMeter();
  readonly #echo: EchoPart | null;
  readonly #reference = new Int16Array(MICROPHONE_FRAME);
  readonly #clean = new Int16Array(MICROPHONE_FRAME);
  #expected: number | null = null;
  #framesLost = 0;

  constructor(microphone: Microphone, echo: EchoPart | null, onFrame: FrameSink) {
    this.#microphone = microphone;
    this.#onFrame = onFrame;
    this.#echo = echo;
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
    if (first >= MICROPHONE_FRAME)
      this.#onFrame(this.#clean, first - MICROPHONE_FRAME, capturedAtMs - MICROPHONE_FRAME_MS);
  }
}
