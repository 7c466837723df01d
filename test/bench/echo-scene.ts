// Somebody speaks while the box does, as its microphone hears it: the box's own voice through a small loudspeaker that distorts, by a
// clock that is not quite the microphone's, a room with early reflections and a tail, the noise of the room, and speech over it. What
// the speaker was given is the reference, as at run time.
import { noise } from '../../appliance/audio/babble.ts';
import { Fft } from '../../appliance/audio/fft.ts';
import { clampToInt16, dbToAmplitude, FULL_SCALE, meanSquare } from '../../appliance/audio/pcm.ts';
import { RoomNoise } from '../../appliance/hardware/simulated/room-noise.ts';
import { RATE } from './recordings.ts';

export interface EchoRoom {
  readonly seed: number;
  /** From the card's count to the first sound at the microphone. */
  readonly delayMs: number;
  /** Until the echo is 60 dB down. */
  readonly decayMs: number;
  /** How far up its curve the loudspeaker is at its loudest: at 0.5 some two percent of distortion, at 1 some eight. */
  readonly drive: number;
  /** By how much the speaker's clock is faster than the microphone's. */
  readonly driftPpm: number;
  /** The card skips so much of what is played, or plays silence for as long where negative; null for a card that never does. */
  readonly skip: { readonly atS: number; readonly byMs: number } | null;
  /** How much louder than the echo somebody speaks. */
  readonly nearOverEchoDb: number;
}

export interface EchoScene {
  /** The reference, the microphone, the same without the echo, and of it what was said over the box: of one length, mono, 16 kHz. */
  readonly played: Int16Array;
  readonly heard: Int16Array;
  readonly echoless: Int16Array;
  readonly near: Int16Array;
}

/** RMS of the echo, as a loudspeaker close to the microphones gives it; and of a quiet room. */
const ECHO_DB = -26;
const NOISE_DB = -60;
const SKEW = 0.03;
const REFLECTIONS = 12;
/** Samples on each side that tell what is between two. */
const SINC_WIDTH = 16;

/** `near` over the box's `played`; as long as `played`. */
export function makeEchoScene(played: Int16Array, near: Int16Array, room: EchoRoom): EchoScene {
  const echo = throughRoom(throughLoudspeaker(asTheCardPlays(played, room), room.drive), room);
  const power = echo.reduce((sum, sample) => sum + sample * sample, 0) / echo.length;
  const gain = (FULL_SCALE * dbToAmplitude(ECHO_DB)) / Math.sqrt(power);
  const said = near.filter((sample) => sample !== 0);
  const nearGain = said.length === 0 ? 0 : dbToAmplitude(ECHO_DB + room.nearOverEchoDb) / Math.sqrt(meanSquare(said));
  const over = Int16Array.from(played, (_, i) => clampToInt16(nearGain * (near[i] ?? 0)));
  const sound = new Float32Array(played.length);
  new RoomNoise({ levelDb: NOISE_DB, seed: room.seed }).addTo(sound);
  const quiet = sound.map((still, i) => still + (over[i] as number));
  const heard = Int16Array.from(quiet, (still, i) => clampToInt16(still + gain * (echo[i] as number)));
  return { played, heard, echoless: Int16Array.from(quiet, clampToInt16), near: over };
}

/** With the card's clock and skips. */
function asTheCardPlays(played: Int16Array, { driftPpm, skip }: EchoRoom): Float64Array {
  const skipAt = (skip?.atS ?? Number.POSITIVE_INFINITY) * RATE;
  const skipBy = ((skip?.byMs ?? 0) * RATE) / 1000;
  const pace = 1 + driftPpm * 1e-6;
  return Float64Array.from(played, (_, i) => between(played, i * pace + (i < skipAt ? 0 : skipBy)));
}

/** What a sampled sound is at a time that is no sample's: a sinc under a cosine window. */
function between(samples: Int16Array, time: number): number {
  const at = Math.floor(time);
  const part = time - at;
  if (part === 0) return samples[at] ?? 0;
  let sum = 0;
  for (let n = 1 - SINC_WIDTH; n <= SINC_WIDTH; n++) {
    const x = Math.PI * (part - n);
    sum += ((samples[at + n] ?? 0) * Math.sin(x) * (1 + Math.cos(x / SINC_WIDTH))) / (2 * x);
  }
  return sum;
}

function throughLoudspeaker(played: Float64Array, drive: number): Float64Array {
  const peak = played.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  return played.map((sample) => {
    const x = (drive * sample) / peak;
    return Math.tanh(x + SKEW * x * x);
  });
}

function throughRoom(sound: Float64Array, room: EchoRoom): Float64Array {
  const taps = responseOf(room);
  const fft = new Fft(2 ** Math.ceil(Math.log2(sound.length + taps.length)));
  const [xRe, xIm] = transformed(fft, sound);
  const [wRe, wIm] = transformed(fft, taps);
  const im = xRe.map((a, k) => a * (wIm[k] as number) + (xIm[k] as number) * (wRe[k] as number));
  const re = xRe.map((a, k) => a * (wRe[k] as number) - (xIm[k] as number) * (wIm[k] as number));
  fft.inverse(re, im);
  return re.subarray(0, sound.length);
}

function transformed(fft: Fft, sound: Float64Array): readonly [re: Float64Array, im: Float64Array] {
  const [re, im] = [new Float64Array(fft.size), new Float64Array(fft.size)];
  re.set(sound);
  fft.forward(re, im);
  return [re, im];
}

/** The direct sound, a few reflections within 20 ms, and noise that dies away. */
function responseOf({ seed, delayMs, decayMs }: EchoRoom): Float64Array {
  const white = noise(seed);
  const delay = Math.round((delayMs * RATE) / 1000);
  const decay = (decayMs * RATE) / 1000;
  const taps = new Float64Array(delay + Math.round(decay));
  for (let i = 32; delay + i < taps.length; i++) taps[delay + i] = 0.05 * white() * 10 ** ((-3 * i) / decay);
  for (let n = 1; n <= REFLECTIONS; n++) {
    const at = delay + Math.round(Math.abs(white()) * 0.02 * RATE);
    taps[at] = (taps[at] as number) + (0.6 * white()) / Math.sqrt(n);
  }
  taps[delay] = 1;
  return taps;
}
