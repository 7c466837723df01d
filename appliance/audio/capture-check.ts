// What a few seconds of a microphone say about it: is it there, is it silent by defect, how noisy is the room, does it clip.
import { meanSquare, powerToDb } from './pcm.ts';

export interface CaptureCheck {
  readonly frames: number;
  /** The level that nine of ten frames exceed, in dBFS. */
  readonly noiseFloorDb: number;
  /** The level of the loudest frame, in dBFS. */
  readonly loudestDb: number;
  /** Samples at the end of the scale. */
  readonly clipped: number;
  /** Every sample is the same: a dead channel, or a muted one. */
  readonly dead: boolean;
}

const LONGEST_FRAMES = 10_000;

export class CaptureExaminer {
  readonly #levels: number[] = [];
  #clipped = 0;
  #first: number | null = null;
  #dead = true;

  accept(samples: Int16Array): void {
    if (this.#levels.length >= LONGEST_FRAMES) return;
    this.#levels.push(powerToDb(meanSquare(samples)));
    for (const sample of samples) {
      this.#first ??= sample;
      if (sample !== this.#first) this.#dead = false;
      if (sample >= 32_767 || sample <= -32_768) this.#clipped++;
    }
  }

  /** null before any frame. */
  result(): CaptureCheck | null {
    if (this.#levels.length === 0) return null;
    const sorted = [...this.#levels].sort((a, b) => a - b);
    return {
      frames: sorted.length,
      noiseFloorDb: sorted[Math.floor(sorted.length / 10)] as number,
      loudestDb: sorted.at(-1) as number,
      clipped: this.#clipped,
      dead: this.#dead,
    };
  }
}
