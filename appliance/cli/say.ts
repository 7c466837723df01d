// linnet say TEXT: by the running box aloud, or into a file.
import { join } from 'node:path';
import type { Command } from 'commander';
import { callDoor, isDoorOpen } from '../api/door/door-client.ts';
import { DOOR_SOCKET } from '../api/door/door-protocol.ts';
import { loadConfig } from '../config/load.ts';
import { systemClock } from '../kernel/clock.ts';
import { createModelStore } from '../models/store.ts';
import { voiceModelChoice } from '../processes/child-arguments.ts';
import { openSpeechRecorder } from '../processes/speech-file.ts';
import { locateVoiceModels } from '../processes/voice-models.ts';
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
    .option('--json', 'one object a line')
    .action((words: string[], flags: SayFlags) =>
      (flags.out === undefined ? sayAloud : record)(context, words.join(' '), flags),
    );
}

async function sayAloud(context: BoxContext, text: string, flags: SayFlags): Promise<void> {
  const door = join(context.dataRoot(), DOOR_SOCKET);
  if (!(await isDoorOpen(door))) {
    context.writeError(
      'No box runs on this data folder. Start one with "linnet run", or write a file with --out FILE.wav.',
    );
    context.setExitStatus(1);
    return;
  }
  await callDoor(door, { action: 'announce', text });
  if (flags.json === true) context.write(JSON.stringify({ say: text }));
}

async function record(context: BoxContext, text: string, flags: SayFlags): Promise<void> {
  const { config } = loadConfig(context.layers());
  const store = createModelStore({ root: context.modelsRoot, offline: true }, { clock: systemClock });
  const models = await locateVoiceModels(voiceModelChoice(config), store);
  const recorder = await openSpeechRecorder({
    models,
    language: config.language.sentences,
    speed: config.voice.speed,
    variation: true,
  });
  const path = flags.out ?? '';
  const startedAt = systemClock.monotonic();
  const samples = await recorder.recordTo(path, text);
  const synthesisMs = Math.round(systemClock.monotonic() - startedAt);
  await recorder.close();
  const audioMs = Math.round((1000 * samples.length) / recorder.sampleRate);
  context.write(
    flags.json === true
      ? JSON.stringify({ say: text, file: path, audioMs, synthesisMs })
      : `${path}: ${audioMs} ms of speech`,
  );
}
