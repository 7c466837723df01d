// The test signals of test/fixtures/wake/make_reference.py, sample for sample, and what the reference made of them.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const FIXTURES = new URL('../fixtures/wake/', import.meta.url);
const LENGTH = 24_000;
const HALF_SECOND = 8000;
const FEATURES = 40;

const recordedSchema = z.object({
  frames: z.record(z.string(), z.number()),
  probabilitiesTimes256: z.record(z.string(), z.record(z.string(), z.array(z.number()))),
});

const SIGNALS: Record<string, () => Int16Array> = {
  white: () => Int16Array.from({ length: LENGTH }, noise(1)),
  square: () => Int16Array.from({ length: LENGTH }, (_, i) => (Math.floor(i / 37) % 2 === 0 ? 32767 : -32768)),
  sweep,
  steps,
  clicks: () =>
    Int16Array.from({ length: LENGTH }, (_, i) =>
      i % 800 === 399 ? Math.min(32767, 1 + Math.floor(i / 800) ** 3) : 0,
    ),
  'okay-nabu': () => padded(recording('okay-nabu')),
  'hey-jarvis': () => padded(recording('hey-jarvis')),
  alexa: () => padded(recording('alexa')),
};

export const SIGNAL_NAMES: readonly string[] = Object.keys(SIGNALS);

export function signal(name: string): Int16Array {
  return SIGNALS[name]!();
}

/** The reference's features of every signal: one array of frames × 40 each. */
export function referenceFeatures(): Map<string, Uint16Array> {
  const packed = gunzipSync(readFileSync(new URL('features.bin.gz', FIXTURES)));
  const values = new Uint16Array(packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.length));
  const { frames } = recorded();
  const found = new Map<string, Uint16Array>();
  let at = 0;
  for (const name of SIGNAL_NAMES) {
    const count = frames[name]! * FEATURES;
    found.set(name, values.subarray(at, at + count));
    at += count;
  }
  return found;
}

/** The reference's raw probabilities of `word` on a signal, one every 30 ms. */
export function referenceProbabilities(word: string, name: string): number[] {
  return recorded().probabilitiesTimes256[word]![name]!.map((value) => value / 256);
}

/** A fixture's samples, without its 44-byte WAV header. */
export function recording(name: string): Int16Array {
  const bytes = readFileSync(new URL(`${name}.wav`, FIXTURES));
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length));
}

/** A linear congruential generator's upper 16 bits, signed. */
export function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 16) - 32768;
  };
}

export function padded(samples: Int16Array): Int16Array {
  const whole = new Int16Array(samples.length + 2 * HALF_SECOND);
  whole.set(samples, HALF_SECOND);
  return whole;
}

function sweep(): Int16Array {
  let phase = 0;
  return Int16Array.from({ length: LENGTH }, (_, i) => {
    phase = (phase + 205 + Math.floor((i * 32000) / LENGTH)) & 0xffff;
    const half = phase & 0x7fff;
    const bow = (half * (32768 - half)) >> 14;
    return phase < 0x8000 ? bow : -bow;
  });
}

function steps(): Int16Array {
  const next = noise(7);
  return Int16Array.from({ length: LENGTH }, (_, i) =>
    i < 22_500 ? next() >> Math.max(0, 15 - Math.floor(i / 1500)) : 0,
  );
}

function recorded(): z.infer<typeof recordedSchema> {
  return recordedSchema.parse(JSON.parse(readFileSync(new URL('probabilities.json', FIXTURES), 'utf8')));
}
