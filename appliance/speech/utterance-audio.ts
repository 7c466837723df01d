// The part of the pre-roll that one recognition stream has been given so far.
import type { RecognitionStream } from './ports.ts';
import type { PreRoll } from './pre-roll.ts';

/** 50 ms at a time. */
const CHUNK = 800;

export class UtteranceAudio {
  readonly stream: RecognitionStream;
  readonly #ring: PreRoll;
  readonly #chunk = new Float32Array(CHUNK);
  #written: number;

  /** What is written begins at sample `from`. */
  constructor(stream: RecognitionStream, ring: PreRoll, from: number) {
    this.stream = stream;
    this.#ring = ring;
    this.#written = from;
  }

  /** Gives the stream everything before sample `to`. What has been overwritten meanwhile is left out. */
  writeTo(to: number): void {
    this.#written = Math.max(this.#written, Math.min(this.#ring.oldest, to));
    while (this.#written < to) {
      const length = Math.min(CHUNK, to - this.#written);
      const chunk = length === CHUNK ? this.#chunk : this.#chunk.subarray(0, length);
      if (this.#ring.read(this.#written, chunk)) this.stream.write(chunk);
      this.#written += length;
    }
  }
}
