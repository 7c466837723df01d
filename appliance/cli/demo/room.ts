// The person in the room: speech made beforehand by the box's own voice, said into the simulated microphone at real pace.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectSpeech } from '../../audio/data-plane.ts';
import { readWav } from '../../audio/wav.ts';
import { entryPoint } from '../../kernel/entry.ts';
import { LinnetError } from '../../kernel/errors.ts';
import type { Hub } from '../../processes/hub.ts';
import type { RecordJob } from '../../processes/record-lines.ts';
import type { VoiceModels } from '../../processes/voice-argument.ts';

export interface Recording {
  readonly samples: Int16Array;
  readonly sampleRate: number;
}

/** Makes a recording of each line, in a process of its own; those of an earlier run are used again. */
export async function recordLines(
  lines: readonly string[],
  folder: string,
  models: VoiceModels,
): Promise<ReadonlyMap<string, Recording>> {
  mkdirSync(folder, { recursive: true });
  const wanted = lines.map((text) => ({
    text,
    path: join(folder, `${createHash('sha256').update(`${models.id} ${text}`).digest('hex').slice(0, 16)}.wav`),
  }));
  const missing = wanted.filter(({ path }) => !existsSync(path));
  if (missing.length > 0) await runRecorder({ models, language: 'en', lines: missing });
  const recordings = new Map<string, Recording>();
  for (const { text, path } of wanted) recordings.set(text, await readWav(path));
  return recordings;
}

function runRecorder(job: RecordJob): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(entryPoint(import.meta.url, '../../processes/record-lines.ts'), [JSON.stringify(job)]);
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new LinnetError('synthesis.failed', `The demo's speech could not be made (exit status ${code}).`));
    });
  });
}

export interface Room {
  /** Resolves when the last sample has gone into the microphone. */
  say(recording: Recording): Promise<void>;
  close(): void;
}

/** Enters the room of the simulated board that `hub` runs. */
export function enterRoom(hub: Hub): Room {
  const output = connectSpeech(hub.children.sockets.room);
  let stream = 0;
  return {
    say: async ({ samples, sampleRate }) => {
      const own = ++stream;
      const finished = new Promise<void>((resolve) => {
        const end = hub.on('boardEvent', (event) => {
          if (event.kind !== 'roomFinished' || event.stream !== own) return;
          end();
          resolve();
        });
      });
      output.begin(own, sampleRate);
      await output.write(own, samples, new AbortController().signal);
      output.end(own);
      await finished;
    },
    close: () => output.close(),
  };
}
