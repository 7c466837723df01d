// linnet listen FILE…: the whole ear on recordings, faster than real time and with the same outcome.
import type { Command } from 'commander';
import { ManualClock } from '../kernel/clock.ts';
import { earModelChoice, earSettings } from '../processes/child-arguments.ts';
import { earSettingsSchema } from '../processes/ear-argument.ts';
import { locateEarModels } from '../processes/ear-models.ts';
import { createEarFromModels, type LoadedEar } from '../processes/ear-parts.ts';
import type { EarEvent } from '../speech/ear-channel.ts';
import { SPEECH_RATE } from '../speech/ports.ts';
import type { BoxContext } from './context.ts';
import { configOf, eachSoundFile, openStore, playFrames, type SoundFile } from './sound-files.ts';

interface ListenOptions {
  /** False for --no-wake. */
  readonly wake: boolean;
  readonly json?: boolean;
}

/** What a file held; times in ms from its beginning, null where nothing was heard. */
export interface ListenResult {
  readonly file: string;
  readonly woke: boolean;
  readonly text: string | null;
  readonly endOfSpeechMs: number | null;
  readonly endpointMs: number | null;
}

export function registerListenCommand(program: Command, context: BoxContext): void {
  program
    .command('listen')
    .argument('<file...>', 'WAV files: 8 to 48 kHz, 16/24/32 bit or float, 1 to 8 channels')
    .description('the whole ear on recordings: wake word, voice detection, words and where they end')
    .option('--no-wake', 'listen from the beginning of each file, without a wake word')
    .option('--json', 'one object a line: {file, woke, text, endOfSpeechMs, endpointMs}')
    .action((files: string[], options: ListenOptions) => listen(context, files, options));
}

async function listen(context: BoxContext, files: readonly string[], options: ListenOptions): Promise<void> {
  const config = configOf(context);
  const models = await locateEarModels(earModelChoice(config), openStore(context));
  const settings = earSettingsSchema.parse(earSettings(config, config.wake.sensitivity));
  const heard = new Hearing(config.listen.noSpeechMs, config.language.sentences);
  const loaded = await createEarFromModels(
    { models, settings },
    { clock: new ManualClock(), log: context.log },
    (event) => heard.take(event),
  );
  try {
    await eachSoundFile(context, files, async (file) => {
      const result = await heard.listenTo(file, loaded, options.wake);
      context.write(options.json === true ? JSON.stringify(result) : describe(result));
    });
  } finally {
    await loaded.close();
  }
}

/** The part of the hub that a recording needs: listens after a wake word, and keeps the first words. */
class Hearing {
  readonly #noSpeechMs: number;
  readonly #language: string;
  #loaded: LoadedEar | undefined;
  #utterance = 0;
  #woke = false;
  #heard: Extract<EarEvent, { kind: 'heard' }> | null = null;

  constructor(noSpeechMs: number, language: string) {
    this.#noSpeechMs = noSpeechMs;
    this.#language = language;
  }

  take(event: EarEvent): void {
    if (event.kind === 'heard') this.#heard ??= event;
    if (event.kind !== 'wake' || event.outcome !== 'detected' || this.#heard !== null) return;
    this.#woke = true;
    this.#listen(event.word, event.atSample, this.#noSpeechMs);
  }

  async listenTo(file: SoundFile, loaded: LoadedEar, waits: boolean): Promise<ListenResult> {
    this.#loaded = loaded;
    this.#woke = false;
    this.#heard = null;
    await playFrames(file, async (frame, at) => {
      loaded.ear.accept(frame, at, (at * 1000) / SPEECH_RATE);
      if (at === 0 && !waits) this.#listen(null, 0, file.audioMs + this.#noSpeechMs);
      await loaded.ear.settled();
    });
    loaded.ear.command({ kind: 'cancel', utterance: this.#utterance });
    return this.#result(file.path);
  }

  #listen(wake: string | null, fromSample: number, noSpeechMs: number): void {
    const utterance = ++this.#utterance;
    const language = this.#language;
    this.#loaded?.ear.command({ kind: 'listen', utterance, wake, fromSample, noSpeechMs, language });
  }

  #result(file: string): ListenResult {
    const [best] = this.#heard?.hypotheses ?? [];
    return {
      file,
      woke: this.#woke,
      text: best?.text ?? null,
      endOfSpeechMs: rounded(this.#heard?.speechEndMs),
      endpointMs: rounded(this.#heard?.endpointMs),
    };
  }
}

function rounded(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms);
}

function describe({ file, woke, text, endOfSpeechMs, endpointMs }: ListenResult): string {
  const start = woke ? 'woke, ' : '';
  if (text === null) return `${file}: ${start}nothing heard`;
  return `${file}: ${start}"${text}"  speech ends at ${endOfSpeechMs} ms, decided at ${endpointMs} ms`;
}
