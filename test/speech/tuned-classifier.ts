// Classifiers for openWakeWord that answer to one moment of a recording, made from its reference embeddings.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { EMBEDDING_SIZE } from '../../appliance/speech/engines/open-wake-word/speech-embedder.ts';

/** The reference begins without the 30 ms of sound before the first chunk; after 12 chunks that is behind both. */
export const COMPARABLE = 12;
/** Embeddings that the test's classifiers look at. */
export const SPAN = 4;

/** openWakeWord's own embeddings of "okay-nabu", one every 80 ms. */
export function referenceEmbeddings(): Float32Array[] {
  const bytes = gunzipSync(readFileSync(new URL('../fixtures/wake/embeddings.bin.gz', import.meta.url)));
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const rows = values.length / EMBEDDING_SIZE;
  return Array.from({ length: rows }, (_, row) => values.subarray(row * EMBEDDING_SIZE, (row + 1) * EMBEDDING_SIZE));
}

/** Weights that answer to the embeddings which end at row `at`: that stretch of sound less the mean of all. */
export function tunedTo(rows: readonly Float32Array[], at: number): { weights: Float32Array; bias: number } {
  const mean = Float32Array.from({ length: EMBEDDING_SIZE }, (_, i) => average(rows.map((row) => row[i]!)));
  const weights = new Float32Array(SPAN * EMBEDDING_SIZE);
  for (let k = 0; k < SPAN; k++) {
    for (let i = 0; i < EMBEDDING_SIZE; i++) {
      weights[k * EMBEDDING_SIZE + i] = (rows[at - SPAN + 1 + k]![i]! - mean[i]!) / 200;
    }
  }
  const answer = (end: number): number => product(weights, rows.slice(end - SPAN + 1, end + 1));
  const answers = rows.map((_, end) => (end < COMPARABLE + SPAN ? Number.NEGATIVE_INFINITY : answer(end)));
  const others = Math.max(...answers.filter((_, end) => Math.abs(end - at) > 1));
  return { weights, bias: -(answers[at]! + others) / 2 };
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
export const product = (weights: Float32Array, rows: readonly Float32Array[]): number =>
  rows.reduce((sum, row, k) => sum + row.reduce((part, v, i) => part + v * weights[k * EMBEDDING_SIZE + i]!, 0), 0);
export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
