// Speech for tests, made by the box's own English voice. Reproducible (no random noise in the model), and kept in the temporary
// folder so that each sentence is synthesised once on a machine.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sherpa, { type OfflineTts } from 'sherpa-onnx-node';
import { floatToInt16, int16ToFloat } from '../../appliance/audio/pcm.ts';
import { resample } from '../../appliance/audio/resampler.ts';
import { modelFiles } from './models.ts';

export interface SpeakOptions {
  /** Hz. Default 16,000. */
  readonly rate?: number;
  /** 1 is the voice's own pace. */
  readonly speed?: number;
}

const CACHE = join(tmpdir(), 'linnet-test-speech');
/** 0 would mean "not set": this is as good as none, and the length of the speech then never changes. */
const NO_NOISE = 1e-6;

/** `text` as 16-bit mono at `rate`, without silence before or after. */
export async function speak(text: string, options: SpeakOptions = {}): Promise<Int16Array> {
  const { rate = 16_000, speed = 1 } = options;
  const name = createHash('sha256')
    .update(JSON.stringify([text, rate, speed]))
    .digest('hex')
    .slice(0, 24);
  const path = join(CACHE, `${name}.pcm`);
  const kept = await readFile(path).catch(() => null);
  if (kept !== null) return new Int16Array(kept.buffer.slice(kept.byteOffset, kept.byteOffset + kept.byteLength));
  const samples = await synthesize(text, rate, speed);
  await keep(path, samples);
  return samples;
}

/** The same as ±1 floats, which is what engines take. */
export async function speakFloat(text: string, options: SpeakOptions = {}): Promise<Float32Array> {
  return toFloat(await speak(text, options));
}

export function toFloat(samples: Int16Array): Float32Array {
  const floats = new Float32Array(samples.length);
  int16ToFloat(samples, floats);
  return floats;
}

/** `parts` one after the other, with silence of the given milliseconds where a number stands. */
export function join16(parts: ReadonlyArray<Int16Array | number>, rate = 16_000): Int16Array {
  const pieces = parts.map((part) => (typeof part === 'number' ? new Int16Array((part * rate) / 1000) : part));
  const whole = new Int16Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

let loading: Promise<OfflineTts> | undefined;

async function synthesize(text: string, rate: number, speed: number): Promise<Int16Array> {
  loading ??= loadVoice();
  const voice = await loading;
  const { samples, sampleRate } = await voice.generateAsync({ text, sid: 0, speed, enableExternalBuffer: false });
  const speech = new Int16Array(samples.length);
  floatToInt16(samples, speech);
  return sampleRate === rate ? speech : resample(speech, sampleRate, rate);
}

async function loadVoice(): Promise<OfflineTts> {
  const voice = await modelFiles('tts-en-us-joe-medium');
  const phonemes = await modelFiles('espeak-ng-data-en');
  return await sherpa.OfflineTts.createAsync({
    model: {
      vits: {
        model: fileNamed(voice, 'voice.onnx'),
        tokens: fileNamed(voice, 'tokens.txt'),
        dataDir: dirname(fileNamed(phonemes, 'phontab')),
        noiseScale: NO_NOISE,
        noiseScaleW: NO_NOISE,
      },
      numThreads: 1,
    },
    maxNumSentences: 1,
  });
}

function fileNamed(files: Record<string, string>, name: string): string {
  const found = Object.entries(files).find(([key]) => key === name || key.endsWith(`/${name}`));
  if (found === undefined) throw new Error(`Expected ${name} among ${Object.keys(files).join(', ')}`);
  return found[1];
}

/** Several test files may write the same sentence at once: each writes its own file, the last rename wins. */
async function keep(path: string, samples: Int16Array): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  await rename(temporary, path);
}
