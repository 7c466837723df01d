// Somebody speaks while the box does, as its microphone hears it: the box's own voice through a small loudspeaker that distorts a
// little, a room with early reflections and a tail, the noise of the room, and speech over it. What the speaker was given is the
// reference, as at run time.
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
}

export interface EchoScene {
  /** The reference, the microphone, and in it alone what was said over the box: all of one length, mono, 16 kHz. */
  readonly played: Int16Array;
  readonly heard: Int16Array;
  readonly near: Int16Array;
}

/** RMS of the echo, as a loudspeaker close to the microphones gives it; and of a quiet room. */
const ECHO_DB = -26;
const NOISE_DB = -60;
/** At its loudest the loudspeaker is this far up its curve: some two percent of distortion. */
const DRIVE = 0.5;
const SKEW = 0.03;
const REFLECTIONS = 12;

/** `near` over the box's `played`, so much louder than the echo; as long as `played`. */
export function makeEchoScene(played: Int16Array, near: Int16Array, nearOverEchoDb: number, room: EchoRoom): EchoScene {
  const echo = throughRoom(throughLoudspeaker(played), room);
  const power = echo.reduce((sum, sample) => sum + sample * sample, 0) / echo.length;
  const gain = (FULL_SCALE * dbToAmplitude(ECHO_DB)) / Math.sqrt(power);
  const said = near.filter((sample) => sample !== 0);
  const nearGain = said.length === 0 ? 0 : dbToAmplitude(ECHO_DB + nearOverEchoDb) / Math.sqrt(meanSquare(said));
  const over = Int16Array.from(played, (_, i) => clampToInt16(nearGain * (near[i] ?? 0)));
  const sound = new Float32Array(played.length);
  new RoomNoise({ levelDb: NOISE_DB, seed: room.seed }).addTo(sound);
  const heard = Int16Array.from(sound, (still, i) =>
    clampToInt16(still + gain * (echo[i] as number) + (over[i] as number)),
  );
  return { played, heard, near: over };
}

function throughLoudspeaker(played: Int16Array): Float64Array {
  const peak = played.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  return Float64Array.from(played, (sample) => {
    const x = (DRIVE * sample) / peak;
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
