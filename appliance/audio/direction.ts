// Where a voice comes from, by several microphones: the steered response with phase transform (DiBiase, 2000; for one pair it is
// GCC-PHAT, Knapp & Carter, 1976). The phase differences of each pair are averaged over the last frames that stand out of the
// noise, and every direction is asked how well it explains them. Directions are in degrees clockwise, 0 is along +y.
import { Fft } from './fft.ts';
import { meanSquare, powerToDb } from './pcm.ts';

export interface MicrophonePosition {
  /** Index of the channel in the interleaved frame. */
  readonly channel: number;
  /** Metres; x to the right, y ahead. */
  readonly x: number;
  readonly y: number;
}

export interface DirectionEstimate {
  readonly degrees: number;
  /** Whether the last frames stood out of the noise. */
  readonly speech: boolean;
}

const SIZE = 512;
const SPEED_OF_SOUND = 343;
const STEP_DEGREES = 5;
/** Below, waves are too long for an array of 6 cm; above, they are ambiguous for one, and voices have little there. */
const LOWEST_HZ = 300;
const HIGHEST_HZ = 3500;
const SMOOTHING = 0.25;
/** Less power than one step of 16 bits has. */
const DIGITAL_SILENCE = 1 / 32_768 ** 2;
const ABOVE_NOISE_DB = 9;
/** The noise floor is found again this fast after it rose. */
const FLOOR_RISE_DB = 0.02;
/** Frames of 20 ms after which a voice counts as over. */
const HANGOVER = 15;
const MOST_PAIRS = 6;

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Seconds by which the sound is later at a than at b, by direction. */
  readonly delays: Float64Array;
}

export class DirectionEstimator {
  readonly #positions: readonly MicrophonePosition[];
  readonly #pairs: readonly Pair[];
  readonly #fft = new Fft(SIZE);
  readonly #re: readonly Float64Array[];
  readonly #im: readonly Float64Array[];
  readonly #lowest: number;
  readonly #highest: number;
  readonly #omega: number;
  readonly #mono = new Int16Array(SIZE);
  #floorDb = 0;
  #quiet = HANGOVER;

  /** At least two positions. */
  constructor(sampleRate: number, positions: readonly MicrophonePosition[]) {
    this.#positions = positions;
    this.#pairs = choosePairs(positions);
    this.#re = positions.map(() => new Float64Array(SIZE));
    this.#im = positions.map(() => new Float64Array(SIZE));
    this.#lowest = Math.ceil((LOWEST_HZ * SIZE) / sampleRate);
    this.#highest = Math.floor((HIGHEST_HZ * SIZE) / sampleRate);
    this.#omega = (2 * Math.PI * sampleRate) / SIZE;
  }

  /** One frame of at most 512 samples a channel, interleaved. */
  accept(frame: Int16Array, channels: number): void {
    const length = Math.min(SIZE, Math.floor(frame.length / channels));
    this.#quiet = this.#standsOut(frame, channels, length) ? 0 : this.#quiet + 1;
    if (this.#quiet > 0) return;
    for (const [i, { channel }] of this.#positions.entries()) this.#transform(i, frame, channels, channel, length);
    for (const pair of this.#pairs) this.#average(pair);
  }

  /** null before anything was heard. */
  estimate(): DirectionEstimate | null {
    let best = Number.NEGATIVE_INFINITY;
    let degrees = 0;
    for (let direction = 0; direction < 360 / STEP_DEGREES; direction++) {
      const response = this.#response(direction);
      if (response > best) [best, degrees] = [response, direction * STEP_DEGREES];
    }
    return best <= 0 ? null : { degrees, speech: this.#quiet < HANGOVER };
  }

  #standsOut(frame: Int16Array, channels: number, length: number): boolean {
    const first = this.#positions[0]?.channel ?? 0;
    for (let i = 0; i < length; i++) this.#mono[i] = frame[i * channels + first] as number;
    const power = meanSquare(this.#mono.subarray(0, length));
    if (power < DIGITAL_SILENCE) return false; // a card that is just starting: nothing of the room's noise is in it
    const level = powerToDb(power);
    this.#floorDb = Math.min(level, this.#floorDb + FLOOR_RISE_DB);
    return level > this.#floorDb + ABOVE_NOISE_DB;
  }

  #transform(i: number, frame: Int16Array, channels: number, channel: number, length: number): void {
    const [re, im] = [this.#re[i] as Float64Array, this.#im[i] as Float64Array];
    re.fill(0);
    im.fill(0);
    for (let n = 0; n < length; n++) {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / length);
      re[n] = (frame[n * channels + channel] as number) * window;
    }
    this.#fft.forward(re, im);
  }

  /** The phase alone of a × conj(b), so that loud frequencies do not outvote the others. */
  #average({ a, b, re, im }: Pair): void {
    const [aRe, aIm] = [this.#re[a] as Float64Array, this.#im[a] as Float64Array];
    const [bRe, bIm] = [this.#re[b] as Float64Array, this.#im[b] as Float64Array];
    for (let k = this.#lowest; k <= this.#highest; k++) {
      const x = (aRe[k] as number) * (bRe[k] as number) + (aIm[k] as number) * (bIm[k] as number);
      const y = (aIm[k] as number) * (bRe[k] as number) - (aRe[k] as number) * (bIm[k] as number);
      const size = Math.hypot(x, y) + 1e-9;
      re[k] = (re[k] as number) + SMOOTHING * (x / size - (re[k] as number));
      im[k] = (im[k] as number) + SMOOTHING * (y / size - (im[k] as number));
    }
  }

  #response(direction: number): number {
    let response = 0;
    for (const { re, im, delays } of this.#pairs) {
      const turn = this.#omega * (delays[direction] as number);
      for (let k = this.#lowest; k <= this.#highest; k++) {
        response += (re[k] as number) * Math.cos(turn * k) - (im[k] as number) * Math.sin(turn * k);
      }
    }
    return response;
  }
}

/** The pairs that are farthest apart: their delays say most. */
function choosePairs(positions: readonly MicrophonePosition[]): Pair[] {
  const all = positions.flatMap((first, a) =>
    positions.slice(a + 1).map((second, i) => ({ first, second, a, b: a + 1 + i })),
  );
  const apart = ({ first, second }: (typeof all)[number]): number => Math.hypot(first.x - second.x, first.y - second.y);
  all.sort((one, other) => apart(other) - apart(one));
  return all.slice(0, MOST_PAIRS).map(({ first, second, a, b }) => ({
    a,
    b,
    re: new Float64Array(SIZE / 2),
    im: new Float64Array(SIZE / 2),
    delays: Float64Array.from({ length: 360 / STEP_DEGREES }, (_, direction) => {
      const angle = (direction * STEP_DEGREES * Math.PI) / 180;
      // The sound is earlier where the microphone is nearer to it.
      return ((second.x - first.x) * Math.sin(angle) + (second.y - first.y) * Math.cos(angle)) / SPEED_OF_SOUND;
    }),
  }));
}
