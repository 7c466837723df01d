// The voice with its real engine: the same in the voice's process and in the offline commands.
import type { SpeechOutput } from '../audio/speech-output.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { Scope } from '../kernel/scope.ts';
import { replies } from '../language/replies.ts';
import { createPiper } from '../speech/engines/piper/piper.ts';
import { createVoice, type Voice } from '../speech/narrator.ts';
import { openPhraseCache, type PhraseCache } from '../speech/phrase-cache.ts';
import type { Synthesizer } from '../speech/ports.ts';
import type { VoiceEvent } from '../speech/voice-channel.ts';
import type { VoiceArgument } from './voice-argument.ts';

export type VoicePartsOptions = Pick<
  VoiceArgument,
  'models' | 'language' | 'speed' | 'threads' | 'variation' | 'cacheDir' | 'cacheMb'
>;

export interface VoicePartsDeps {
  readonly output: SpeechOutput;
  readonly clock: Clock;
  readonly log: Log;
}

export interface LoadedVoice {
  readonly voice: Voice;
  /** With the cache around it, where there is one. */
  readonly synthesizer: Synthesizer;
  /** For `hello`. */
  readonly models: readonly string[];
  /** Idempotent: the voice, then its engine. */
  close(): Promise<void>;
}

/** Loads and warms everything. Rejects with `model.missing` or `model.unsupported`, and then nothing stays open. */
export async function createVoiceFromModels(
  options: VoicePartsOptions,
  deps: VoicePartsDeps,
  onEvent: (event: VoiceEvent) => void,
): Promise<LoadedVoice> {
  const scope = new Scope();
  try {
    const { phrases, synthesizer } = await openSynthesizer(options, deps, scope);
    const voice = createVoice({}, { ...deps, synthesizer, ...(phrases === null ? {} : { phrases }) }, onEvent);
    scope.defer(() => voice.close());
    return { voice, synthesizer, models: [options.models.id], close: () => scope.close() };
  } catch (error) {
    await scope.close();
    throw error;
  }
}

/** Loads and warms the engine; it ends with `scope`. Rejects as `createVoiceFromModels` does. */
export async function openSynthesizer(
  { models, language, speed, threads, variation, cacheDir, cacheMb }: VoicePartsOptions,
  deps: Pick<VoicePartsDeps, 'clock' | 'log'>,
  scope: Scope,
): Promise<{ readonly phrases: PhraseCache | null; readonly synthesizer: Synthesizer }> {
  const { id, ...files } = models;
  const piper = await createPiper({ voice: id, ...files, speed, threads, variation });
  scope.defer(() => piper.close());
  // The first clause allocates; better now than when somebody waits for it.
  await piper.synthesize(replies(language).done(), new AbortController().signal);
  if (cacheDir === null) return { phrases: null, synthesizer: piper };
  const cache = { folder: cacheDir, diskBytes: cacheMb * 1e6 };
  const phrases = await openPhraseCache(cache, { ...deps, synthesizer: piper });
  scope.defer(() => phrases.close());
  return { phrases, synthesizer: phrases };
}
