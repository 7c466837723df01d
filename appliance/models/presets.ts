// Which model does which job on which hardware. Where the owner names a model in the configuration, that one counts.
import { LinnetError } from '../kernel/errors.ts';

export type ModelPreset = Readonly<{
  wake: readonly string[];
  vad: string;
  stt: string;
  tts: string;
  phonemes: string;
  sentences: string;
  llm: string;
}>;

const ENGLISH = {
  vad: 'vad-silero-v4',
  phonemes: 'espeak-ng-data-en',
  sentences: 'intents-home-assistant',
} as const;

/**
 * `laptop` holds only what its packages can bring to any network; the boxes prefer the voice that is free of the research-only
 * ancestor. Base is for the Pi 5 alone: published factors put it above real time on a Pi 4.
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

/** The models that a turn by voice needs: all but the language model, without which the box still answers. */
export function voiceModels(preset: ModelPreset): readonly string[] {
  return [...preset.wake, preset.vad, preset.stt, preset.tts, preset.phonemes];
}
