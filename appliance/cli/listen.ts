// linnet listen FILE…: the whole ear on recordings, faster than real time and with the same outcome.
import type { Command } from 'commander';
import type { Config } from '../config/schema.ts';
import { ManualClock } from '../kernel/clock.ts';
import { Scope } from '../kernel/scope.ts';
import { earModelChoice, earSettings } from '../processes/child-arguments.ts';
import { earSettingsSchema } from '../processes/ear-argument.ts';
import { locateEarModels } from '../processes/ear-models.ts';
import { createEarFromModels, type LoadedEar } from '../processes/ear-parts.ts';
import { openOfflineHouse } from '../processes/offline-house.ts';
import type { Understanding } from '../processes/understanding.ts';
import type { Ear } from '../speech/ear.ts';
import type { EarCommand, EarEvent } from '../speech/ear-channel.ts';
import { SPEECH_RATE } from '../speech/ports.ts';
import { sentencesAlone } from './alone.ts';
import { configOf } from './configured.ts';
import type { BoxContext } from './context.ts';
import { eachSoundFile, openStore, playFrames, SOUND_FILES, type SoundFile } from './sound-files.ts';

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
    .argument('<file...>', SOUND_FILES)
    .description(
      'the whole ear on recordings, with the names of a demo house: wake word, voice detection, words and where they end',
    )
    .option('--no-wake', 'listen from the beginning of each file; a wake word in it is a word like others')
    .option('--json', 'one object a line: {file, woke, text, endOfSpeechMs, endpointMs}')
    .action((files: string[], options: ListenOptions) => listen(context, files, options));
}

async function listen(context: BoxContext, files: readonly string[], options: ListenOptions): Promise<void> {
  const config = configOf(context);
  const scope = new Scope();
  try {
    const { understanding, close } = await openOfflineHouse(config, {
      log: context.log,
      sentences: await sentencesAlone(context, config),
    });
    scope.defer(close);
    const hearing = new Hearing({ waits: options.wake, noSpeechMs: config.listen.noSpeechMs }, understanding);
    const { ear, close: closeEar } = await loadEar(context, config, (event) => hearing.take(event));
    scope.defer(closeEar);
    ear.command({ kind: 'phrases', set: understanding.phrases() });
    await eachSoundFile(context, files, async (file) => {
      const result = await hearing.listenTo(file, ear, config.language.sentences);
      context.write(options.json === true ? JSON.stringify(result) : describe(result, options.wake));
    });
  } finally {
    await scope.close();
  }
}

async function loadEar(context: BoxContext, config: Config, onEvent: (event: EarEvent) => void): Promise<LoadedEar> {
  const models = await locateEarModels(earModelChoice(config), openStore(context));
  const settings = earSettingsSchema.parse(earSettings(config));
  return createEarFromModels({ models, settings }, { clock: new ManualClock(), log: context.log }, onEvent);
}

interface HearingOptions {
  /** For a wake word; otherwise a file is listened to from its beginning, and wake words in it are words. */
  readonly waits: boolean;
  readonly noSpeechMs: number;
}

/** The part of the hub that a recording needs: listens after a wake word, says what words mean, and keeps the first ones. */
class Hearing {
  readonly #options: HearingOptions;
  readonly #understanding: Pick<Understanding, 'hint'>;
  #send: (command: EarCommand) => void = () => {};
  #language = '';
  #utterance = 0;
  #isListening = false;
  #woke = false;
  #heard: Extract<EarEvent, { kind: 'heard' }> | null = null;

  constructor(options: HearingOptions, understanding: Pick<Understanding, 'hint'>) {
    this.#options = options;
    this.#understanding = understanding;
  }

  take(event: EarEvent): void {
    if (event.kind === 'partial') this.#hint(event);
    if (event.kind === 'nothingHeard') this.#isListening = false;
    if (event.kind === 'heard') {
      this.#isListening = false;
      this.#heard ??= event;
    }
    if (event.kind === 'wake' && event.outcome === 'detected') this.#wake(event);
  }

  async listenTo(file: SoundFile, ear: Ear, language: string): Promise<ListenResult> {
    this.#send = (command) => ear.command(command);
    this.#language = language;
    this.#woke = false;
    this.#heard = null;
    const { waits, noSpeechMs } = this.#options;
    const accept = async (frame: Int16Array, at: number): Promise<void> => {
      ear.accept(frame, at, (at * 1000) / SPEECH_RATE);
      if (at === 0 && !waits) this.#listen(null, 0, file.audioMs + noSpeechMs);
      await ear.settled();
    };
    await playFrames(file, accept, () => this.#isListening);
    return this.#result(file.path);
  }

  #wake({ word, atSample }: Extract<EarEvent, { kind: 'wake' }>): void {
    if (!this.#options.waits || this.#heard !== null) return;
    this.#woke = true;
    this.#listen(word, atSample, this.#options.noSpeechMs);
  }

  #listen(wake: string | null, fromSample: number, noSpeechMs: number): void {
    this.#isListening = true;
    const utterance = ++this.#utterance;
    this.#send({ kind: 'listen', utterance, wake, fromSample, noSpeechMs, language: this.#language });
  }

  #hint({ utterance, sequence, text }: Extract<EarEvent, { kind: 'partial' }>): void {
    this.#send({ kind: 'hint', utterance, partial: sequence, hint: this.#understanding.hint(text) });
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

function describe({ file, woke, text, endOfSpeechMs, endpointMs }: ListenResult, waits: boolean): string {
  if (waits && !woke) return `${file}: did not wake`;
  const start = woke ? 'woke, ' : '';
  if (text === null) return `${file}: ${start}nothing heard`;
  return `${file}: ${start}"${text}"  speech ends at ${endOfSpeechMs} ms, decided at ${endpointMs} ms`;
}
