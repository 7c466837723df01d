// Looks at a voice before the native engine does: a missing file, a voice without sherpa's metadata or with another phoneme
// version ends the whole process there, with a line on standard error and no exception (status 255).
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LinnetError } from '../../../kernel/errors.ts';
import { requireFile } from '../onnxruntime.ts';

export interface VoiceFiles {
  /** The voice (.onnx) with sherpa's metadata appended. */
  readonly model: string;
  /** One "symbol id" a line. */
  readonly tokens: string;
  /** The folder espeak-ng-data. */
  readonly phonemes: string;
}

/** Without them espeak-ng ends, or stays silent. */
const PHONEME_FILES = ['phontab', 'phonindex', 'phondata', 'intonations'] as const;
/** Protobuf writes the metadata after the graph, so it is at the end, also where an exporter wrote it. */
const METADATA_BYTES = 8192;
/** What sherpa-onnx reads from it; "piper" stands in `comment` and chooses the phonemes of espeak-ng. */
const METADATA = ['sample_rate', 'n_speakers', 'language', 'comment', 'piper'] as const;

/** Rejects with `model.missing`, or with `model.unsupported` where the engine would end the process. */
export async function checkVoiceFiles(files: VoiceFiles): Promise<void> {
  await requireFile(files.model);
  await requireFile(files.tokens);
  for (const name of PHONEME_FILES) await requireFile(join(files.phonemes, name));
  await requireDictionary(files.phonemes);
  await requireMetadata(files.model);
}

async function requireDictionary(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.some((name) => name.endsWith('_dict'))) return;
  throw new LinnetError('model.missing', `Expected a dictionary such as "en_dict" in "${folder}", but there is none.`);
}

async function requireMetadata(path: string): Promise<void> {
  const end = (await lastBytes(path, METADATA_BYTES)).toString('latin1');
  const missing = METADATA.filter((name) => !end.includes(name));
  if (missing.length === 0) return;
  throw new LinnetError(
    'model.unsupported',
    `Expected sherpa-onnx metadata at the end of "${path}", but ${missing.join(', ')} is not there: the file is cut off, or ` +
      'is a Piper voice as published. "linnet models fetch" adds what is needed.',
  );
}

async function lastBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const length = Math.min(size, count);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer;
  } finally {
    await file.close();
  }
}
