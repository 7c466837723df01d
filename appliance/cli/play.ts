// linnet play FILE: sound on the media plane of the running box, below its speech. It goes from this process to the board's, by credit.
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { callDoor } from '../api/door/door-client.ts';
import { DOOR_SOCKET } from '../api/door/door-protocol.ts';
import { connectSpeech } from '../audio/data-plane.ts';
import type { SpeechOutput } from '../audio/speech-output.ts';
import { CREDIT_MS } from '../audio/speech-sink.ts';
import { mixDown, readWav } from '../audio/wav.ts';
import { sleep, systemClock } from '../kernel/clock.ts';
import type { BoxContext } from './context.ts';

interface PlayFlags {
  readonly json?: boolean;
}

/** What the device and the credit still hold when the last sample was written. */
const TAIL_MS = CREDIT_MS + 100;

export function registerPlayCommand(program: Command, context: BoxContext): void {
  program
    .command('play')
    .argument('<files...>', 'WAV files')
    .description('sound by the running box, below its speech; ends with Ctrl+C')
    .option('--json', 'one object a line: {file, audioMs}')
    .action((files: string[], flags: PlayFlags) => play(context, files, flags));
}

async function play(context: BoxContext, files: readonly string[], flags: PlayFlags): Promise<void> {
  const door = join(context.dataRoot(), DOOR_SOCKET);
  const output = connectSpeech(z.string().parse(await callDoor(door, { action: 'mediaSocket' })));
  try {
    for (const path of files) {
      try {
        const audioMs = await playFile(path, output);
        context.write(flags.json === true ? JSON.stringify({ file: path, audioMs }) : `${path}: ${audioMs} ms`);
      } catch (thrown) {
        context.fail(thrown, { file: path });
      }
    }
    await sleep(systemClock, TAIL_MS);
  } finally {
    output.close();
  }
}

/** At the pace of the loudspeaker. Its length in milliseconds. */
async function playFile(path: string, output: SpeechOutput): Promise<number> {
  const audio = await readWav(path);
  const samples = mixDown(audio);
  const stream = randomInt(2 ** 47); // unlike that of any other program that plays
  output.begin(stream, audio.sampleRate);
  await output.write(stream, samples, new AbortController().signal);
  output.end(stream);
  return Math.round((1000 * samples.length) / audio.sampleRate);
}
