// Written text as a recording, by the box's own voice: what `linnet say` and the demo need.

import { encodeWav } from '../audio/wav.ts';
import { writeFileAtomic } from '../kernel/atomic-file.ts';
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
  /** The whole text, one clause after the other. Rejects with `synthesis.failed`. */
  record(text: string): Promise<Int16Array>;
  /** As a WAV file. */
  recordTo(path: string, text: string): Promise<Int16Array>;
  close(): Promise<void>;
}

/** Loads the voice. Rejects with `model.missing` or `model.unsupported`. */
export async function openSpeechRecorder(options: RecorderOptions): Promise<SpeechRecorder> {
  const { models, language, speed, variation } = options;
  const { model, tokens, phonemes, id } = models;
  const synthesizer = await createPiper({ model, tokens, phonemes, voice: id, speed, variation });
  const record = (text: string): Promise<Int16Array> =>
    recordClauses(synthesizer, splitClauses(spokenText(text, language), { language }));
  return {
    sampleRate: synthesizer.sampleRate,
    record,
    recordTo: async (path, text) => {
      const samples = await record(text);
      await writeFileAtomic(path, encodeWav(samples, synthesizer.sampleRate), 0o644);
      return samples;
    },
    close: () => synthesizer.close(),
  };
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
