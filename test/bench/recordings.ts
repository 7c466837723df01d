// Recordings of people for benchmarks: clips, noise mixed in, and commands with what they must contain.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { meanSquare, mixInto } from '../../appliance/audio/pcm.ts';
import { readSpeechWav } from '../../appliance/audio/wav.ts';
import type { VoiceActivity } from '../../appliance/speech/ports.ts';

export const RATE = 16_000;
/** Two sounds in the kitchen recording resemble "alexa" (at 44.3 and 96.3 s): what is used of it is without them. */
const KITCHEN_STRETCHES_S = [
  [0, 43.3],
  [45.3, 95.3],
  [97.3, 122.8],
] as const;

export interface LabelledCommand {
  readonly file: string;
  readonly slots: Readonly<Record<string, string>>;
  readonly samples: Int16Array;
}

const labels = z.array(z.object({ file: z.string(), slots: z.record(z.string(), z.string()) }));

/** Every WAV file of a folder, by name, at 16 kHz. */
export async function recordings(folder: string): Promise<Int16Array[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.wav')).sort();
  return await Promise.all(names.map((name) => readSpeechWav(join(folder, name))));
}

export async function labelledCommands(folder: string): Promise<LabelledCommand[]> {
  const parsed = labels.parse(JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8')));
  return await Promise.all(
    parsed.map(async ({ file, slots }) => ({ file, slots, samples: await readSpeechWav(join(folder, file)) })),
  );
}

export function wholeKitchen(data: string): Promise<Int16Array> {
  return readSpeechWav(join(data, 'kitchen.wav'));
}

/** The kitchen without what resembles "alexa". */
export async function kitchenNoise(data: string): Promise<Int16Array> {
  const kitchen = await wholeKitchen(data);
  const parts = KITCHEN_STRETCHES_S.map(([from, to]) => kitchen.subarray(from * RATE, to * RATE));
  return Int16Array.from(parts.flatMap((part) => [...part]));
}

/** `clip` with `leadMs` before and `tailMs` after it, silent. */
export function padded(clip: Int16Array, leadMs: number, tailMs: number): Int16Array {
  const whole = new Int16Array(clip.length + ((leadMs + tailMs) * RATE) / 1000);
  whole.set(clip, (leadMs * RATE) / 1000);
  return whole;
}

/** `whole` with noise from `seconds` on (round and round), `snrDb` below the speech of `clip`. */
export function withNoise(
  whole: Int16Array,
  clip: Int16Array,
  noise: Int16Array,
  seconds: number,
  snrDb: number,
): Int16Array {
  const from = Math.round(seconds * RATE) % (noise.length - whole.length);
  const part = noise.subarray(from, from + whole.length);
  const mixed = whole.slice();
  mixInto(mixed, part, Math.sqrt(speechPower(clip) / meanSquare(part)) / 10 ** (snrDb / 20));
  return mixed;
}

/** What says of each window whether somebody speaks. */
export type Windowed = Pick<VoiceActivity, 'windowSamples' | 'isSpeech' | 'reset'>;

/** Where VAD hears the first and the last speech, 0.3 s earlier and 0.1 s later; the whole where it hears none. */
export function speechSpan(samples: Float32Array, activity: Windowed): readonly [from: number, to: number] {
  activity.reset();
  const window = activity.windowSamples;
  const heard = Array.from({ length: Math.floor(samples.length / window) }, (_, i) =>
    activity.isSpeech(samples.subarray(i * window, (i + 1) * window)),
  );
  if (!heard.includes(true)) return [0, samples.length];
  const from = Math.max(0, heard.indexOf(true) * window - 0.3 * RATE);
  return [from, Math.min(samples.length, (heard.lastIndexOf(true) + 1) * window + 0.1 * RATE)];
}

/** Mean power of the 20 ms blocks that are within 30 dB of the loudest. */
function speechPower(clip: Int16Array): number {
  const block = RATE / 50;
  const powers: number[] = [];
  for (let at = 0; at + block <= clip.length; at += block) powers.push(meanSquare(clip.subarray(at, at + block)));
  const loudest = Math.max(...powers);
  const loud = powers.filter((power) => power > loudest / 1000);
  return loud.reduce((sum, power) => sum + power, 0) / loud.length;
}
