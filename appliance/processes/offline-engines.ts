// The ear and the voice in this process, for commands on recordings: loaded once, attached to one recording's board after another.
import type { SpeechOutput } from '../audio/speech-output.ts';
import type { Config } from '../config/schema.ts';
import { type Clock, ManualClock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { Scope } from '../kernel/scope.ts';
import type { ModelStore } from '../models/store.ts';
import type { EarEvent } from '../speech/ear-channel.ts';
import { createVoice, type Voice } from '../speech/narrator.ts';
import type { Synthesizer } from '../speech/ports.ts';
import type { VoiceEvent } from '../speech/voice-channel.ts';
import { earModelChoice, earSettings, voiceModelChoice, voiceThreads } from './child-arguments.ts';
import { earSettingsSchema } from './ear-argument.ts';
import { locateEarModels } from './ear-models.ts';
import { createEarFromModels, type LoadedEar } from './ear-parts.ts';
import { locateVoiceModels } from './voice-models.ts';
import { openSynthesizer } from './voice-parts.ts';

/** Where the engines' events and sound go. */
export interface EngineUser {
  onEar(event: EarEvent): void;
  onVoice(event: VoiceEvent): void;
  readonly output: SpeechOutput;
}

export interface OfflineEngines {
  readonly ear: LoadedEar['ear'];
  /** Of the present user: each counts its turns from one, and a voice says no turn twice. */
  readonly voice: Voice;
  /** Resolves when the voice of the user before is silent. null: events are dropped, sound is refused. */
  attach(user: EngineUser | null): Promise<void>;
  /** Resolves when everything about the audio and the text so far is decided. */
  settled(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** `clock` is the one that the recordings move. Rejects with `model.missing` or `model.corrupt`; then nothing stays open. */
export async function openOfflineEngines(
  config: Config,
  deps: { readonly store: ModelStore; readonly log: Log; readonly clock: Clock },
): Promise<OfflineEngines> {
  const scope = new Scope();
  let user: EngineUser | null = null;
  try {
    const { ear } = await openEar(config, deps, scope, (event) => user?.onEar(event));
    const synthesizer = await openPiper(config, deps, scope);
    const output = outputOf(() => user);
    const newVoice = (): Voice => createVoice({}, { ...deps, synthesizer, output }, (event) => user?.onVoice(event));
    let voice = newVoice();
    scope.defer(() => voice.close());
    return {
      ear,
      get voice() {
        return voice;
      },
      attach: async (next) => {
        user = null;
        await voice.close();
        voice = newVoice();
        user = next;
      },
      settled: async () => {
        await ear.settled();
        await voice.settled();
      },
      close: () => scope.close(),
    };
  } catch (thrown) {
    await scope.close();
    throw thrown;
  }
}

async function openEar(
  config: Config,
  { store, log }: { readonly store: ModelStore; readonly log: Log },
  scope: Scope,
  onEvent: (event: EarEvent) => void,
): Promise<LoadedEar> {
  const models = await locateEarModels(earModelChoice(config), store);
  const settings = earSettingsSchema.parse(earSettings(config));
  // On a clock that stands still: how long a decode takes here must not decide what was heard.
  const loaded = await createEarFromModels({ models, settings }, { clock: new ManualClock(), log }, onEvent);
  scope.defer(() => loaded.close());
  return loaded;
}

async function openPiper(
  config: Config,
  { store, ...deps }: { readonly store: ModelStore; readonly log: Log; readonly clock: Clock },
  scope: Scope,
): Promise<Synthesizer> {
  const { voice, language } = config;
  const options = {
    models: await locateVoiceModels(voiceModelChoice(config), store),
    language: language.sentences,
    speed: voice.speed,
    threads: voiceThreads(config),
    variation: false,
    cacheDir: null,
    cacheMb: voice.cacheMb,
  };
  return (await openSynthesizer(options, deps, scope)).synthesizer;
}

/**
 * Takes everything at once and passes it on by credit. Credit comes with the recording's time, which stands still until the voice has
 * settled: a voice that waited for it would wait for ever. To the voice all is written at once, so its signal ends nothing here; the
 * board is told of a cancel by itself.
 */
function outputOf(user: () => EngineUser | null): SpeechOutput {
  let passing: Promise<void> = Promise.resolve();
  const later = (pass: (output: SpeechOutput) => void | Promise<void>): void => {
    passing = passing.then(async () => {
      const output = user()?.output;
      if (output !== undefined) await pass(output);
    });
    passing = passing.catch(() => {}); // cancelled, or the recording is over: what remains of the stream is dropped
  };
  return {
    begin: (stream, sampleRate) => later((output) => output.begin(stream, sampleRate)),
    clause: (stream, index) => later((output) => output.clause(stream, index)),
    write: (stream, samples) => {
      const copy = samples.slice();
      later((output) => output.write(stream, copy, new AbortController().signal));
      return Promise.resolve();
    },
    end: (stream) => later((output) => output.end(stream)),
  };
}
