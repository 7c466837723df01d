// What each child is told on its command line, from the configuration and the model store.
import { availableParallelism } from 'node:os';
import type { Config } from '../config/schema.ts';
import type { RealBoardOptions } from '../hardware/real-board.ts';
import type { LanguageChoice } from '../models/language-fit.ts';
import { modelPreset } from '../models/presets.ts';
import type { ModelStore } from '../models/store.ts';
import type { BoardArgumentInput } from './board-argument.ts';
import type { ChildArguments, Sockets } from './children.ts';
import type { EarArgumentInput } from './ear-argument.ts';
import { type EarModelChoice, locateEarModels } from './ear-models.ts';
import type { VoiceArgumentInput } from './voice-argument.ts';
import { locateVoiceModels, type VoiceModelChoice } from './voice-models.ts';

export interface ChildArgumentOptions {
  readonly config: Config;
  readonly build: string;
  /** Where the voice keeps its phrases. */
  readonly cacheDir: string;
  /** The simulated board's own settings, where that board is used. */
  readonly simulated?: BoardArgumentInput['simulated'];
}

/**
 * The bytes of a child's models are checked before each of its starts, here; the child loads what was checked. A child whose models
 * are missing or wrong gets no argument: the ear's and the voice's reject with `model.missing`, `model.corrupt` or `input.invalid`.
 */
export function childArguments(
  options: ChildArgumentOptions,
  deps: { readonly store: Pick<ModelStore, 'locate'> },
): ChildArguments {
  const { config, build, cacheDir } = options;
  const { log, voice, language } = config;
  return {
    board: (sockets: Sockets) => boardArgument(options, sockets),
    ear: async (sockets: Sockets): Promise<EarArgumentInput> => ({
      build,
      log,
      microphoneSocket: sockets.microphone,
      models: await locateEarModels(earModelChoice(config), deps.store),
      settings: earSettings(config),
    }),
    voice: async (sockets: Sockets): Promise<VoiceArgumentInput> => ({
      build,
      log,
      speechSocket: sockets.speech,
      models: await locateVoiceModels(voiceModelChoice(config), deps.store),
      language: language.sentences,
      speed: voice.speed,
      threads: voiceThreads(config),
      cacheDir,
      cacheMb: voice.cacheMb,
    }),
  };
}

/** What the board's process of this configuration is told. */
export function boardArgument(
  { config, build, simulated }: Pick<ChildArgumentOptions, 'config' | 'build' | 'simulated'>,
  sockets: Sockets,
): BoardArgumentInput {
  const { log, audio, leds } = config;
  return {
    build,
    log,
    sockets,
    board: audio.board,
    chimes: audio.chimes,
    echo: audio.echo,
    direction: { offsetDegrees: leds.directionOffset, reversed: leds.directionReversed },
    real: realBoardOptions(config),
    ...(simulated === undefined ? {} : { simulated }),
  };
}

/** How a board of this configuration is opened. */
export function realBoardOptions({ audio, leds }: Pick<Config, 'audio' | 'leds'>): RealBoardOptions {
  const { driver, brightness } = leds;
  const { capture, output, masterVolume } = audio;
  return { capture, output, leds: { driver, brightness }, masterPercent: masterVolume };
}

/** Everybody waits for the first clause of a reply, and for nothing else then. */
export function voiceThreads({ voice }: Config): number {
  return voice.threads ?? Math.min(3, availableParallelism());
}

/** Which voice a box of this configuration speaks with. */
export function voiceModelChoice({ voice, models }: Config): VoiceModelChoice {
  const preset = modelPreset(models.preset);
  return { voice: voice.model ?? preset.tts, phonemes: preset.phonemes };
}

/** Which models an ear of this configuration loads. */
export function earModelChoice(config: Config): EarModelChoice {
  const preset = modelPreset(config.models.preset);
  const { wake, recognition, language } = config;
  return {
    wakeEngine: wake.engine,
    wakeWords: wake.words,
    wakeFolder: wake.folder,
    vad: preset.vad,
    recognizer: recognition.model ?? preset.stt,
    engine: recognition.engine,
    bias: recognition.bias,
    beam: recognition.beam,
    language: language.sentences,
  };
}

/** What has to fit together in this configuration. */
export function languageChoice(config: Config): LanguageChoice {
  const { recognizer } = earModelChoice(config);
  return { language: config.language.sentences, recognizer, voice: voiceModelChoice(config).voice };
}

/** An ear's settings of this configuration; it is told what was set since as soon as it is there. */
export function earSettings({ wake, listen, language }: Config): NonNullable<EarArgumentInput['settings']> {
  return {
    twoStageWake: wake.twoStage,
    sensitivity: wake.sensitivity,
    language: language.sentences,
    partialIntervalMs: listen.partialMs,
    endpointing: {
      silenceMs: listen.silenceMs,
      completeSilenceMs: listen.completeSilenceMs,
      unfinishedSilenceMs: listen.unfinishedSilenceMs,
      maxUtteranceMs: listen.maxSpeechMs,
    },
  };
}
