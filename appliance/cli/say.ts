// linnet say TEXT: by the running box aloud, or into a file.
import { join } from 'node:path';
import type { Command } from 'commander';
import { callDoor, isDoorOpen } from '../api/door/door-client.ts';
import { DOOR_SOCKET } from '../api/door/door-protocol.ts';
import { systemClock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { createModelStore } from '../models/store.ts';
import { voiceModelChoice } from '../processes/child-arguments.ts';
import { openSpeechRecorder } from '../processes/speech-file.ts';
import { locateVoiceModels } from '../processes/voice-models.ts';
import { configOf } from './configured.ts';
import type { BoxContext } from './context.ts';

interface SayFlags {
  readonly out?: string;
  readonly json?: boolean;
}

export function registerSayCommand(program: Command, context: BoxContext): void {
  program
    .command('say')
    .argument('<text...>', 'what to say')
    .description('speech: aloud by the running box, or into a file')
    .option('--out <file>', 'a WAV file to write instead')
    .option('--json', 'one object: {say}, of a file {say, file, audioMs, synthesisMs}')
    .action((words: string[], flags: SayFlags) => say(context, words.join(' ').trim(), flags));
}

async function say(context: BoxContext, text: string, flags: SayFlags): Promise<void> {
  if (text === '') throw new LinnetError('input.invalid', 'Expected some words to say, got none.');
  return flags.out === undefined ? sayAloud(context, text, flags) : record(context, text, { ...flags, out: flags.out });
}

async function sayAloud(context: BoxContext, text: string, flags: SayFlags): Promise<void> {
  const door = join(context.dataRoot(), DOOR_SOCKET);
  if (!(await isDoorOpen(door))) {
    const text = 'No box runs on this data folder. Start one with "linnet run", or write a file with --out FILE.wav.';
    throw new LinnetError('home.unavailable', text);
  }
  await callDoor(door, { action: 'announce', text });
  if (flags.json === true) context.write(JSON.stringify({ say: text }));
}

async function record(context: BoxContext, text: string, flags: SayFlags & { readonly out: string }): Promise<void> {
  const config = configOf(context);
  const store = createModelStore({ root: context.modelsRoot, offline: true }, { clock: systemClock });
  const models = await locateVoiceModels(voiceModelChoice(config), store);
  const recorder = await openSpeechRecorder({
    models,
    language: config.language.sentences,
    speed: config.voice.speed,
    variation: true,
  });
  const startedAt = systemClock.monotonic();
  const samples = await recorder.recordTo(flags.out, text);
  const synthesisMs = Math.round(systemClock.monotonic() - startedAt);
  await recorder.close();
  const audioMs = Math.round((1000 * samples.length) / recorder.sampleRate);
  context.write(
    flags.json === true
      ? JSON.stringify({ say: text, file: flags.out, audioMs, synthesisMs })
      : `${flags.out}: ${audioMs} ms of speech`,
  );
}
