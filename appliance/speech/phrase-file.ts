// A clause's sound as a file: "LNP1", sample rate, number of samples, the first 8 bytes of the samples' SHA-256, samples (all
// little-endian). What does not fit to the byte is no phrase: a cache forgets it and synthesises again.
import { createHash } from 'node:crypto';
import type { SynthesizedClause } from './ports.ts';

const MAGIC = 'LNP1';
const HEADER_BYTES = 20;
const DIGEST_BYTES = 8;
/** Three minutes at 22,050 Hz: more is no phrase. */
export const LARGEST_PHRASE_BYTES = 8_000_000;

export function encodePhrase({ samples, sampleRate }: SynthesizedClause): Uint8Array {
  const file = Buffer.alloc(HEADER_BYTES + samples.byteLength);
  const body = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  file.write(MAGIC, 0, 'latin1');
  file.writeUInt32LE(sampleRate, 4);
  file.writeUInt32LE(samples.length, 8);
  digest(body).copy(file, 12);
  body.copy(file, HEADER_BYTES);
  return file;
}

/** null for anything but a whole, undamaged phrase. */
export function decodePhrase(file: Uint8Array): SynthesizedClause | null {
  if (file.length < HEADER_BYTES || file.length > LARGEST_PHRASE_BYTES) return null;
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const body = bytes.subarray(HEADER_BYTES);
  const sampleRate = bytes.readUInt32LE(4);
  const isWhole = bytes.toString('latin1', 0, 4) === MAGIC && bytes.readUInt32LE(8) * 2 === body.length;
  if (!isWhole || sampleRate < 8000 || sampleRate > 48_000) return null;
  if (!digest(body).equals(bytes.subarray(12, HEADER_BYTES))) return null;
  const samples = new Int16Array(body.length / 2);
  new Uint8Array(samples.buffer).set(body); // a copy: the view may stand at an odd address
  return { samples, sampleRate };
}

function digest(body: Uint8Array): Buffer {
  return createHash('sha256').update(body).digest().subarray(0, DIGEST_BYTES);
}
