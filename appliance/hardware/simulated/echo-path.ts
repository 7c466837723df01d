// The way from the speaker back into the microphone: a delay and a gain. Real rooms add reflections; an echo canceller that
// fails on this fails anywhere.
import { MICROPHONE_RATE } from '../ports.ts';
import type { SoundSource } from './sound-source.ts';
import type { SimulatedSpeaker } from './speaker.ts';

export interface EchoPathOptions {
  /** From the card's output to the microphone's samples, in milliseconds. */
  readonly delayMs: number;
  /** 0.1 is −20 dB. */
  readonly gain: number;
}

/** Where the speaker's position and ours drift apart by more than this, the path is laid anew. */
const LARGEST_DRIFT_MS = 40;

export class EchoPath implements SoundSource {
  readonly #options: EchoPathOptions;
  readonly #speaker: SimulatedSpeaker;
  readonly #step: number;
  #position = Number.NEGATIVE_INFINITY;

  constructor(options: EchoPathOptions, speaker: SimulatedSpeaker) {
    this.#options = options;
    this.#speaker = speaker;
    this.#step = speaker.sampleRate / MICROPHONE_RATE;
  }

  addTo(frame: Float32Array): void {
    this.#follow(frame.length);
    for (let i = 0; i < frame.length; i++) {
      const whole = Math.floor(this.#position);
      const part = this.#position - whole;
      const before = this.#speaker.sampleAt(whole);
      const echo = before + part * (this.#speaker.sampleAt(whole + 1) - before);
      frame[i] = (frame[i] as number) + echo * this.#options.gain;
      this.#position += this.#step;
    }
  }

  #follow(frameLength: number): void {
    const rate = this.#speaker.sampleRate;
    const start = this.#speaker.framesPlayed() - frameLength * this.#step - (this.#options.delayMs * rate) / 1000;
    if (Math.abs(start - this.#position) > (LARGEST_DRIFT_MS * rate) / 1000) this.#position = start;
  }
}
