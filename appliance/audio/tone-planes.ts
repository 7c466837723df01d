// The two planes that need no other process: chimes, and the alarm that rings when everything else is dead.
import type { ChimeName } from '../hardware/board-channel.ts';
import { renderAlarm, renderChime } from './chimes.ts';
import type { PlaneSource } from './mixer.ts';

/** Chimes that wait behind the one that sounds; the oldest of them gives way. */
const MOST_WAITING = 2;
const FADE_MS = 5;

/** Plays chimes one after the other. Each is computed once. */
export class ChimePlane implements PlaneSource {
  readonly #sampleRate: number;
  readonly #rendered = new Map<ChimeName, Int16Array>();
  readonly #waiting: Int16Array[] = [];
  #position = 0;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  get active(): boolean {
    return this.#waiting.length > 0;
  }

  play(name: ChimeName): void {
    const samples = this.#rendered.get(name) ?? renderChime(name, this.#sampleRate);
    this.#rendered.set(name, samples);
    if (this.#waiting.length > MOST_WAITING) this.#waiting.splice(1, 1);
    this.#waiting.push(samples);
  }

  read(block: Int16Array): void {
    block.fill(0);
    const samples = this.#waiting[0];
    if (samples === undefined) return;
    const count = Math.min(block.length, samples.length - this.#position);
    for (let i = 0; i < count; i++) block[i] = samples[this.#position + i] as number;
    this.#position += count;
    if (this.#position < samples.length) return;
    this.#waiting.shift();
    this.#position = 0;
  }
}

/** Repeats the alarm while it rings, and stops it with a short fade. */
export class AlarmPlane implements PlaneSource {
  readonly #period: Int16Array;
  readonly #fadeStep: number;
  #ringing = false;
  #gain = 0;
  #position = 0;

  constructor(sampleRate: number) {
    this.#period = renderAlarm(sampleRate);
    this.#fadeStep = 1 / ((FADE_MS * sampleRate) / 1000);
  }

  get active(): boolean {
    return this.#ringing || this.#gain > 0;
  }

  setRinging(ringing: boolean): void {
    if (ringing && !this.active) this.#position = 0;
    this.#ringing = ringing;
  }

  read(block: Int16Array): void {
    const step = this.#ringing ? this.#fadeStep : -this.#fadeStep;
    for (let i = 0; i < block.length; i++) {
      this.#gain = Math.min(1, Math.max(0, this.#gain + step));
      block[i] = (this.#period[this.#position] as number) * this.#gain;
      this.#position = (this.#position + 1) % this.#period.length;
    }
  }
}
