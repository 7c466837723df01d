// Which model does which job on which hardware. Where the owner names a model in the configuration, that one counts.
import { LinnetError } from '../kernel/errors.ts';
import { baseLanguage } from '../language/language-tag.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Model } from './model.ts';

export type ModelPreset = Readonly<{
  wake: readonly string[];
  vad: string;
  stt: string;
  tts: string;
  phonemes: string;
  sentences: string;
  llm: string;
  embedding: string;
}>;

const ENGLISH = {
  vad: 'vad-silero-v4',
  phonemes: 'espeak-ng-data-en',
  sentences: 'intents-home-assistant',
  embedding: 'embedding-minilm-l6-v2',
} as const;

/**
 * `laptop` holds only what its packages can bring to any network; the boxes prefer the voice that is free of the research-only
 * ancestor. All hear with tiny: published factors put base above real time on a Pi 4, and nobody has run it on a Pi 5 yet.
 */
export const MODEL_PRESETS = {
  laptop: {
    ...ENGLISH,
    wake: ['wake-okay-nabu'],
    stt: 'stt-moonshine-tiny-en',
    tts: 'tts-en-us-joe-medium',
    llm: 'llm-qwen3-0.6b',
  },
  'pi4-4g': {
    ...ENGLISH,
    wake: ['wake-okay-nabu', 'wake-stop'],
    stt: 'stt-moonshine-tiny-en',
    tts: 'tts-en-us-kristin-medium',
    llm: 'llm-lfm2.5-350m',
  },
  'pi5-8g': {
    ...ENGLISH,
    wake: ['wake-okay-nabu', 'wake-stop'],
    stt: 'stt-moonshine-tiny-en',
    tts: 'tts-en-us-kristin-medium',
    llm: 'llm-qwen3-1.7b',
  },
} as const satisfies Record<string, ModelPreset>;

export type ModelPresetName = keyof typeof MODEL_PRESETS;

/** Throws `input.invalid` for a preset that does not exist. */
export function modelPreset(name: string): ModelPreset {
  if (Object.hasOwn(MODEL_PRESETS, name)) return MODEL_PRESETS[name as ModelPresetName];
  throw new LinnetError(
    'input.invalid',
    `Expected a preset of models (${Object.keys(MODEL_PRESETS).join(', ')}); "${name}" came.`,
  );
}

/** The models that a turn by voice needs; without the others (language model, memory, more sentences) the box still answers. */
export function voiceModels(preset: ModelPreset): readonly string[] {
  return [...preset.wake, preset.vad, preset.stt, preset.tts, preset.phonemes];
}

/** The model for the word "stop", which is used where it is and missed by nobody where it is not. */
export const STOP_MODEL = 'wake-stop';

/** What every word of openWakeWord hears through. */
export const OPEN_WAKE_WORD = 'oww-backbone';

/** What a configuration says about models; everything else comes from the preset. */
export interface ModelChoice {
  readonly preset: string;
  /** Names of wake words, as their models are named: "okay_nabu". Words that the catalogue does not have are the owner's own. */
  readonly wakeWords: readonly string[];
  /** Default "microWakeWord"; openWakeWord's words are all the owner's own, and hear through one model that they share. */
  readonly wakeEngine?: 'microWakeWord' | 'openWakeWord';
  /** null: the preset's. */
  readonly recognizer: string | null;
  readonly voice: string | null;
  /** Of the sentences. The box has whole English ones of its own; others are fetched. Default "en". */
  readonly language?: string;
}

/** The ids of the models that a box configured so loads. */
export function modelsInUse(choice: ModelChoice, catalogue: readonly Model[] = CATALOGUE): readonly string[] {
  const preset = modelPreset(choice.preset);
  return [
    ...new Set([
      ...(choice.wakeEngine === 'openWakeWord' ? [OPEN_WAKE_WORD] : microWakeWords(choice, preset, catalogue)),
      preset.vad,
      choice.recognizer ?? preset.stt,
      choice.voice ?? preset.tts,
      preset.phonemes,
      ...(baseLanguage(choice.language ?? 'en') === 'en' ? [] : [preset.sentences]),
    ]),
  ];
}

function microWakeWords({ wakeWords }: ModelChoice, preset: ModelPreset, catalogue: readonly Model[]): string[] {
  const words = wakeWords.map((word) => `wake-${word.replaceAll('_', '-')}`);
  const known = words.filter((id) => catalogue.some((model) => model.id === id));
  return [...known, ...preset.wake.filter((id) => id === STOP_MODEL)];
}
