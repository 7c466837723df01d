// The person's speech, made beforehand by the box's own voice, and kept for the next demo as phrases whose bytes are checked.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { entryPoint } from '../../kernel/entry.ts';
import { LinnetError } from '../../kernel/errors.ts';
import type { RecordJob } from '../../processes/record-lines.ts';
import type { VoiceModels } from '../../processes/voice-argument.ts';
import { decodePhrase } from '../../speech/phrase-file.ts';

export interface Recording {
  readonly samples: Int16Array;
  readonly sampleRate: number;
}

type Line = RecordJob['lines'][number];

/** By what is said. What is missing or damaged is made, in a process of its own; what nobody says any more is removed. Rejects with `synthesis.failed`, or when aborted. */
export async function recordLines(
  texts: readonly string[],
  { folder, models }: { readonly folder: string; readonly models: VoiceModels },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Recording>> {
  mkdirSync(folder, { recursive: true });
  const lines = texts.map((text) => ({ text, path: join(folder, `${keyOf(text, models)}.phrase`) }));
  removeOthers(folder, lines);
  const kept = await readAll(lines);
  const missing = lines.filter(({ text }) => !kept.has(text));
  if (missing.length === 0) return kept;
  await runRecorder({ models, language: 'en', lines: missing }, signal);
  const made = await readAll(missing);
  if (made.size < missing.length) throw notMade('what was written cannot be read');
  return new Map([...kept, ...made]);
}

function keyOf(text: string, { id }: VoiceModels): string {
  return createHash('sha256').update(`${id} ${text}`).digest('hex').slice(0, 16);
}

/** What was made for another evening or by another voice. */
function removeOthers(folder: string, lines: readonly Line[]): void {
  const kept = new Set(lines.map(({ path }) => path));
  for (const path of readdirSync(folder).map((name) => join(folder, name))) {
    if (!kept.has(path)) rmSync(path, { force: true, recursive: true });
  }
}

/** Those that are there and whole. */
async function readAll(lines: readonly Line[]): Promise<ReadonlyMap<string, Recording>> {
  const found = new Map<string, Recording>();
  for (const { text, path } of lines) {
    const file = await readFile(path).catch(() => null); // made anew, as one that is damaged
    const recording = file === null ? null : decodePhrase(file);
    if (recording !== null) found.set(text, recording);
  }
  return found;
}

function runRecorder(job: RecordJob, signal: AbortSignal): Promise<void> {
  const program = entryPoint(import.meta.url, '../../processes/record-lines.ts');
  return new Promise((resolve, reject) => {
    // Killed, since it may be in the middle of a sentence, where it hears nothing.
    const child = fork(program, [JSON.stringify(job)], {
      signal,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 2, 2, 'ipc'], // standard output belongs to the demo
    });
    child.once('error', reject);
    child.once('exit', (code, killed) => {
      if (code === 0) resolve();
      else reject(notMade(killed ?? `exit status ${code}`));
    });
  });
}

function notMade(reason: string): LinnetError {
  return new LinnetError(
    'synthesis.failed',
    `The demo's speech could not be made (${reason}); "linnet doctor" may tell why.`,
  );
}
