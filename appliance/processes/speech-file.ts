// Written text as a recording, by the box's own voice: what `linnet say` and the demo need.
import { lstat, realpath, stat, writeFile } from 'node:fs/promises';
import { encodeWav } from '../audio/wav.ts';
import { asDiskError, writeFileAtomic } from '../kernel/atomic-file.ts';
import { LinnetError } from '../kernel/errors.ts';
import { spokenText } from '../language/spoken-text.ts';
import { splitClauses } from '../speech/clauses.ts';
import { createPiper } from '../speech/engines/piper/piper.ts';
import type { Synthesizer } from '../speech/ports.ts';
import type { VoiceModels } from './voice-argument.ts';

export interface RecorderOptions {
  readonly models: VoiceModels;
  readonly language: string;
  readonly speed: number;
  /** false gives the same speech every time. */
  readonly variation: boolean;
}

export interface SpeechRecorder {
  readonly sampleRate: number;
  /** The whole text, one clause after the other. Rejects with `synthesis.failed`, and `input.invalid` where nothing in it is spoken. */
  record(text: string): Promise<Int16Array>;
  /** As a WAV file: see `writeOver`. */
  recordTo(path: string, text: string): Promise<Int16Array>;
  close(): Promise<void>;
}

/** Loads the voice. Rejects with `model.missing` or `model.unsupported`. */
export async function openSpeechRecorder(options: RecorderOptions): Promise<SpeechRecorder> {
  const { models, language, speed, variation } = options;
  const { model, tokens, phonemes, id } = models;
  const synthesizer = await createPiper({ model, tokens, phonemes, voice: id, speed, variation });
  const record = (text: string): Promise<Int16Array> => {
    const clauses = splitClauses(spokenText(text, language), { language });
    return clauses.length === 0 ? Promise.reject(unspoken(text)) : recordClauses(synthesizer, clauses);
  };
  return {
    sampleRate: synthesizer.sampleRate,
    record,
    recordTo: async (path, text) => {
      const samples = await record(text);
      await writeOver(path, encodeWav(samples, synthesizer.sampleRate));
      return samples;
    },
    close: () => synthesizer.close(),
  };
}

function unspoken(text: string): LinnetError {
  return new LinnetError('input.invalid', `Expected some words to say; "${text}" has none that can be spoken.`);
}

/** A file is replaced as a whole, a link stays one, and what is no file (a pipe, a device) is written into. */
export async function writeOver(path: string, content: Uint8Array): Promise<void> {
  const there = await lstat(path).catch(() => null); // what cannot be looked at cannot be written either, which says why
  if (there === null || there.isFile()) return writeFileAtomic(path, content, 0o644);
  const target = await stat(path).catch(() => null);
  if (target?.isFile() === true) return writeFileAtomic(await realpath(path), content, 0o644);
  await writeFile(path, content).catch((thrown: unknown) => {
    throw asDiskError(thrown, path);
  });
}

async function recordClauses(synthesizer: Synthesizer, clauses: readonly string[]): Promise<Int16Array> {
  const parts: Int16Array[] = [];
  const { signal } = new AbortController();
  for (const clause of clauses) parts.push((await synthesizer.synthesize(clause, signal)).samples);
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
