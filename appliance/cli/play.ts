// linnet play FILE: sound on the media plane of the running box, below its speech. It goes from this process to the board's, by credit.
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { callDoor } from '../api/door/door-client.ts';
import { DOOR_SOCKET } from '../api/door/door-protocol.ts';
import { connectSpeech } from '../audio/data-plane.ts';
import type { SpeechOutput } from '../audio/speech-output.ts';
import { mixDown, readWav } from '../audio/wav.ts';
import type { BoxContext } from './context.ts';

interface PlayFlags {
  readonly json?: boolean;
}

/** Ctrl+C ends this process, and with its connection what it still plays. */
const NEVER = new AbortController().signal;

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
  let last: Played | null = null;
  try {
    for (const path of files) {
      try {
        last = await playFile(path, output);
        context.write(flags.json === true ? JSON.stringify({ file: path, audioMs: last.audioMs }) : textOf(path, last));
      } catch (thrown) {
        context.fail(thrown, { file: path });
      }
    }
    if (last !== null) await output.drain(last.stream, NEVER);
  } finally {
    output.close();
  }
}

interface Played {
  readonly stream: number;
  readonly audioMs: number;
}

/** At the pace of the loudspeaker; the next file follows without a gap. */
async function playFile(path: string, output: SpeechOutput): Promise<Played> {
  const audio = await readWav(path);
  const samples = mixDown(audio);
  const stream = randomInt(2 ** 47); // unlike that of any other program that plays
  output.begin(stream, audio.sampleRate);
  await output.write(stream, samples, NEVER);
  output.end(stream);
  return { stream, audioMs: Math.round((1000 * samples.length) / audio.sampleRate) };
}

function textOf(path: string, { audioMs }: Played): string {
  return `${path}: ${audioMs} ms`;
}
