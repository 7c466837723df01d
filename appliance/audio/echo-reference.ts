// What the speaker plays, kept until the microphone hears it: blocks go in as they are mixed, up to 60 ms before they sound, and come
// out at the microphone's rate, aligned by the card's own count of what has really left it.
import { MICROPHONE_RATE } from '../hardware/ports.ts';
import { Resampler } from './resampler.ts';

const KEPT_MS = 1000;
/** The card's count moves in steps, of a period at most; a larger difference is a jump, and alignment starts anew. */
const LARGEST_DRIFT = 640;

export class EchoReference {
  readonly #ratio: number;
  readonly #resampler: Resampler | null;
  readonly #converted: Int16Array;
  readonly #kept = new Int16Array((MICROPHONE_RATE * KEPT_MS) / 1000);
  #written = 0;
  #read = Number.NEGATIVE_INFINITY;

  /** `longestBlock` in samples at `speakerRate`. */
  constructor(speakerRate: number, longestBlock: number) {
    this.#ratio = MICROPHONE_RATE / speakerRate;
    this.#resampler = speakerRate === MICROPHONE_RATE ? null : new Resampler(speakerRate, MICROPHONE_RATE);
    this.#converted = new Int16Array(this.#resampler?.maxOutput(longestBlock) ?? 0);
  }

  /** The next block for the device; `devicePosition` 0 begins a new count. */
  write(block: Int16Array, devicePosition: number): void {
    if (devicePosition === 0) this.#restart();
    const ready = this.#resampler?.process(block, this.#converted);
    const samples = ready === undefined ? block : this.#converted.subarray(0, ready);
    for (let i = 0; i < samples.length; i++) {
      this.#kept[this.#written++ % this.#kept.length] = samples[i] as number;
    }
  }

  /** Fills `frame` with what left the device until now, at which `played` samples had; silence where nothing is known. */
  read(frame: Int16Array, played: number): void {
    const start = Math.round(played * this.#ratio) - frame.length;
    if (Math.abs(start - this.#read) > LARGEST_DRIFT) this.#read = start;
    for (let i = 0; i < frame.length; i++, this.#read++) {
      const known = this.#read >= 0 && this.#read < this.#written && this.#read >= this.#written - this.#kept.length;
      frame[i] = known ? (this.#kept[this.#read % this.#kept.length] as number) : 0;
    }
  }

  #restart(): void {
    this.#resampler?.reset();
    this.#written = 0;
    this.#read = Number.NEGATIVE_INFINITY;
  }
}
