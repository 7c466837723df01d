// Byte conversions of model files, as pure functions. They run once, when a model is fetched, and their results are hashed like
// everything else.
import { z } from 'zod';
import { LinnetError } from '../kernel/errors.ts';

/**
 * Moonshine's token table as the text that recognisers read: line i is the base64 of token i's bytes, a space, and i.
 * The binary is a row of records: a length byte n and n bytes; n of 128 and more is the low part of a two-byte length,
 * (next byte) × 128 + (n − 128). Throws `model.corrupt` where a record runs past the end.
 */
export function moonshineTokens(table: Uint8Array): Uint8Array {
  const bytes = Buffer.from(table.buffer, table.byteOffset, table.byteLength);
  const lines: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    let length = bytes.readUInt8(at++);
    if (length >= 128) {
      if (at >= bytes.length) throw truncatedTable(bytes.length);
      length = bytes.readUInt8(at++) * 128 + (length - 128);
    }
    if (at + length > bytes.length) throw truncatedTable(bytes.length);
    lines.push(`${bytes.toString('base64', at, at + length)} ${lines.length}\n`);
    at += length;
  }
  return Buffer.from(lines.join(''));
}

function truncatedTable(length: number): LinnetError {
  return new LinnetError(
    'model.corrupt',
    `Expected a whole token table; the last record runs past its ${length} bytes.`,
  );
}

const piperConfigSchema = z.object({
  audio: z.object({ sample_rate: z.number().int().min(8000).max(48_000) }),
  espeak: z.object({ voice: z.string().min(1).max(40) }),
  num_speakers: z.number().int().min(1).max(10_000).default(1),
  phoneme_id_map: z.record(z.string().min(1).max(16), z.array(z.number().int().min(0)).min(1)),
  language: z.object({ name_english: z.string().max(80) }).optional(),
});

type PiperConfig = z.infer<typeof piperConfigSchema>;

/**
 * The bytes to append to a Piper voice so that sherpa-onnx accepts it (without them it ends the process). An ONNX file is one
 * protobuf message, so further entries of its repeated field 14, `metadata_props` (string pairs), may simply follow at its end.
 */
export function piperMetadata(config: Uint8Array): Uint8Array {
  const { audio, espeak, num_speakers, language } = parsePiperConfig(config);
  const entries: ReadonlyArray<readonly [string, string]> = [
    ['model_type', 'vits'],
    ['comment', 'piper'],
    ['language', language?.name_english ?? 'English'],
    ['voice', espeak.voice],
    ['has_espeak', '1'],
    ['n_speakers', String(num_speakers)],
    ['sample_rate', String(audio.sample_rate)],
  ];
  return Buffer.concat(
    entries.map(([key, value]) => lengthDelimited(14, Buffer.concat([stringField(1, key), stringField(2, value)]))),
  );
}

/** Piper's phoneme table as text: a line "symbol id" each, the first id where a symbol has several. */
export function piperTokens(config: Uint8Array): Uint8Array {
  const table = Object.entries(parsePiperConfig(config).phoneme_id_map);
  // A line feed cannot stand in a line of its own table; the engine never asks for it.
  const lines = table.filter(([symbol]) => symbol !== '\n').map(([symbol, ids]) => `${symbol} ${ids[0]}\n`);
  return Buffer.from(lines.join(''));
}

function parsePiperConfig(config: Uint8Array): PiperConfig {
  try {
    return piperConfigSchema.parse(JSON.parse(Buffer.from(config).toString('utf8')));
  } catch (cause) {
    throw new LinnetError('model.corrupt', 'Expected the JSON description of a Piper voice; this is none.', { cause });
  }
}

function stringField(field: number, text: string): Uint8Array {
  return lengthDelimited(field, Buffer.from(text));
}

/** A protobuf field of wire type 2. */
function lengthDelimited(field: number, payload: Uint8Array): Uint8Array {
  return Buffer.concat([varint((field << 3) | 2), varint(payload.length), payload]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}
