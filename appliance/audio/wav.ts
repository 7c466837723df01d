// WAV files in and out. The layout is Microsoft's "Multimedia Programming Interface" of 1991 with WAVE_FORMAT_EXTENSIBLE of
// 2001: RIFF, then chunks, of which "fmt " and "data" matter. What arrives here was made by somebody else, so nothing in a
// header is believed before it was checked against the bytes that came.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { MICROPHONE_RATE } from '../hardware/ports.ts';
import { LinnetError } from '../kernel/errors.ts';
import { clampToInt16, FULL_SCALE, pickChannel } from './pcm.ts';
import { resample } from './resampler.ts';

/** A longer file is refused before it is read: 256 MiB, over two hours of 16 kHz mono. The sound is held in memory as a whole. */
const MOST_BYTES = 256 * 1024 * 1024;

export interface WavAudio {
  /** Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Interleaved. */
  readonly samples: Int16Array;
  /** Float samples that were NaN and became 0. */
  readonly notANumber: number;
}

interface Format {
  readonly encoding: 'integer' | 'float';
  readonly channels: number;
  readonly sampleRate: number;
  readonly bits: number;
}

const INTEGER = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
/** Writers that cannot seek back leave this (or 0) where the length should be. */
const UNKNOWN_LENGTH = 0xffffffff;

/** Rejects with `audio.malformed`, `audio.unsupported` or `input.tooLarge`; the text names the file. */
export async function readWav(path: string): Promise<WavAudio> {
  const file = await openSoundFile(path);
  try {
    const { size } = await file.stat();
    if (size > MOST_BYTES) {
      throw new LinnetError(
        'input.tooLarge',
        `"${path}" has ${size} bytes, more than the ${MOST_BYTES} that are read at once; cut it into pieces.`,
      );
    }
    return parseWav(await file.readFile(), path);
  } finally {
    await file.close();
  }
}

/** A file as a microphone would have heard it: its loudest channel (the first of equals), resampled. */
export async function readSpeechWav(path: string): Promise<Int16Array> {
  const audio = await readWav(path);
  return resample(loudestChannel(audio), audio.sampleRate, MICROPHONE_RATE);
}

/** `name` stands in the errors. Throws `audio.malformed` or `audio.unsupported`. */
export function parseWav(bytes: Uint8Array, name: string): WavAudio {
  if (bytes.length === 0) throw malformed(name, 'the file is empty');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkContainer(view, name);
  let format: Format | undefined;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const tag = tagAt(view, at);
    const length = view.getUint32(at + 4, true);
    if (tag === 'fmt ') format = parseFormat(view, at + 8, length, name);
    if (tag === 'data') return parseData(view, at + 8, length, requireFormat(format, name), name);
    at += 8 + length + (length % 2);
  }
  throw malformed(name, format === undefined ? 'it has no "fmt " chunk' : 'it has no "data" chunk');
}

/** A whole 16-bit WAV file. */
export function encodeWav(samples: Int16Array, sampleRate: number, channels = 1): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  writeTag(bytes, 0, 'RIFF');
  view.setUint32(4, 36 + samples.length * 2, true);
  writeTag(bytes, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, INTEGER, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  writeTag(bytes, 36, 'data');
  view.setUint32(40, samples.length * 2, true);
  for (let i = 0; i < samples.length; i++) view.setInt16(44 + 2 * i, samples[i] as number, true);
  return bytes;
}

/** The mean of all channels: for what is played, where no channel may be missing. */
export function mixDown({ samples, channels }: WavAudio): Int16Array {
  if (channels === 1) return samples;
  const mono = new Int16Array(Math.floor(samples.length / channels));
  for (let i = 0; i < mono.length; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += samples[i * channels + channel] as number;
    mono[i] = Math.round(sum / channels);
  }
  return mono;
}

/** The channel with the most energy around its own mean, so that a constant offset does not win. */
function loudestChannel(audio: WavAudio): Int16Array {
  let best = 0;
  let bestEnergy = -1;
  for (let channel = 0; channel < audio.channels; channel++) {
    const energy = variance(audio.samples, audio.channels, channel);
    if (energy > bestEnergy) [best, bestEnergy] = [channel, energy];
  }
  const speech = new Int16Array(audio.samples.length / audio.channels);
  pickChannel(audio.samples, audio.channels, best, speech);
  return speech;
}

async function openSoundFile(path: string): Promise<FileHandle> {
  // Without waiting: a pipe that nobody writes into would be waited for without end.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'does not exist' : `cannot be opened (${cause.code ?? cause.message})`;
    throw new LinnetError('data.unreadable', `The sound file "${path}" ${why}; give the path of a WAV file.`, {
      cause,
    });
  });
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new LinnetError('data.unreadable', `"${path}" is not a file; give the path of a WAV file.`);
}

function checkContainer(view: DataView, name: string): void {
  const tag = view.byteLength >= 4 ? tagAt(view, 0) : '';
  if (tag !== 'RIFF') throw unsupported(name, `it begins with ${describeStart(view)}, not "RIFF"`);
  if (view.byteLength < 12) throw malformed(name, `it ends after ${view.byteLength} bytes, inside its first header`);
  const type = tagAt(view, 8);
  if (type !== 'WAVE') throw unsupported(name, `it is a RIFF file of type ${JSON.stringify(type)}`);
}

function describeStart(view: DataView): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, Math.min(4, view.byteLength));
  const known = KNOWN_STARTS.find(([start]) => start.every((byte, i) => bytes[i] === byte));
  if (known !== undefined) return known[1];
  return `the bytes ${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
}

const KNOWN_STARTS: ReadonlyArray<readonly [readonly number[], string]> = [
  [[0x49, 0x44, 0x33], 'an MP3 tag'],
  [[0xff, 0xfb], 'MP3 sound'],
  [[0x66, 0x4c, 0x61, 0x43], 'FLAC sound'],
  [[0x4f, 0x67, 0x67, 0x53], 'an Ogg page'],
  [[0x52, 0x49, 0x46, 0x58], 'RIFX (big-endian WAV)'],
  [[0x52, 0x46, 0x36, 0x34], 'RF64 (WAV beyond 4 GB)'],
];

function parseFormat(view: DataView, at: number, length: number, name: string): Format {
  if (length < 16) throw malformed(name, `its "fmt " chunk has ${length} bytes, not 16 or more`);
  if (at + 16 > view.byteLength) throw malformed(name, 'the file ends inside its "fmt " chunk');
  const code = formatCode(view, at, length, name);
  const format: Format = {
    encoding: code === FLOAT ? 'float' : 'integer',
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
  if (code !== INTEGER && code !== FLOAT)
    throw unsupported(name, `its encoding is number ${code}, not plain PCM or float`);
  checkFormat(format, view.getUint16(at + 12, true), name);
  return format;
}

/** WAVE_FORMAT_EXTENSIBLE keeps the real code in the first two bytes of its sub-format GUID, at offset 24. */
function formatCode(view: DataView, at: number, length: number, name: string): number {
  const code = view.getUint16(at, true);
  if (code !== EXTENSIBLE) return code;
  if (length < 40 || at + 40 > view.byteLength) {
    throw malformed(name, `its extensible "fmt " chunk has ${length} bytes, not 40`);
  }
  return view.getUint16(at + 24, true);
}

function checkFormat(format: Format, blockAlign: number, name: string): void {
  const { channels, sampleRate, bits } = format;
  if (channels < 1 || channels > 8) throw unsupported(name, `it has ${channels} channels, not 1 to 8`);
  if (sampleRate < 8000 || sampleRate > 192_000) {
    throw unsupported(name, `its sample rate is ${sampleRate} Hz, not 8,000 to 192,000`);
  }
  const allowed = format.encoding === 'float' ? [32, 64] : [16, 24, 32];
  if (!allowed.includes(bits)) {
    throw unsupported(name, `its ${format.encoding} samples have ${bits} bits, not ${allowed.join(', ')}`);
  }
  if (blockAlign !== (channels * bits) / 8) {
    throw malformed(
      name,
      `it says ${blockAlign} bytes a frame where ${channels} × ${bits} bits need ${(channels * bits) / 8}`,
    );
  }
}

function requireFormat(format: Format | undefined, name: string): Format {
  if (format === undefined) throw malformed(name, 'its "data" chunk comes before its "fmt " chunk');
  return format;
}

function parseData(view: DataView, at: number, length: number, format: Format, name: string): WavAudio {
  const present = view.byteLength - at;
  const streamed = length === UNKNOWN_LENGTH || (length === 0 && present > 0);
  if (!streamed && length > present) {
    throw malformed(name, `it is cut off: ${length} bytes of sound were announced and ${present} came`);
  }
  const frameBytes = (format.channels * format.bits) / 8;
  const frames = Math.floor((streamed ? present : length) / frameBytes);
  if (frames === 0) throw malformed(name, 'it holds no sound');
  const samples = new Int16Array(frames * format.channels);
  const notANumber = decode(view, at, format, samples);
  return { sampleRate: format.sampleRate, channels: format.channels, samples, notANumber };
}

/** Returns how many samples were NaN. */
function decode(view: DataView, at: number, format: Format, samples: Int16Array): number {
  const bytes = format.bits / 8;
  const read = READERS[`${format.encoding}${format.bits}`] as Reader;
  let notANumber = 0;
  for (let i = 0; i < samples.length; i++) {
    const value = read(view, at + i * bytes);
    if (Number.isNaN(value)) notANumber++;
    samples[i] = clampToInt16(value);
  }
  return notANumber;
}

type Reader = (view: DataView, at: number) => number;

/** Each reads one sample in units of one int16 step. */
const READERS: Readonly<Record<string, Reader>> = {
  integer16: (view, at) => view.getInt16(at, true),
  integer24: (view, at) => view.getInt16(at + 1, true) + view.getUint8(at) / 256,
  integer32: (view, at) => view.getInt32(at, true) / 65_536,
  float32: (view, at) => view.getFloat32(at, true) * FULL_SCALE,
  float64: (view, at) => view.getFloat64(at, true) * FULL_SCALE,
};

function variance(samples: Int16Array, channels: number, channel: number): number {
  let sum = 0;
  let squares = 0;
  for (let i = channel; i < samples.length; i += channels) {
    const sample = samples[i] as number;
    sum += sample;
    squares += sample * sample;
  }
  const count = samples.length / channels;
  return squares / count - (sum / count) ** 2;
}

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 4));
}

function writeTag(bytes: Uint8Array, at: number, tag: string): void {
  for (let i = 0; i < tag.length; i++) bytes[at + i] = tag.charCodeAt(i);
}

const EXPECTED = 'expected a WAV file (8 to 192 kHz, 16, 24, 32 bit or float, 1 to 8 channels)';

function malformed(name: string, what: string): LinnetError {
  return new LinnetError('audio.malformed', `"${name}": ${what}; ${EXPECTED}. Record or export it again.`);
}

function unsupported(name: string, what: string): LinnetError {
  return new LinnetError('audio.unsupported', `"${name}": ${what}; ${EXPECTED}. Convert it first.`);
}
