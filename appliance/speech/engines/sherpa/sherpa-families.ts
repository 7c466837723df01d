// Which files each family of sherpa-onnx's offline models wants, and under which name the binding takes them.
import type { OfflineModelConfig } from 'sherpa-onnx-node';
import { SPEECH_RATE } from '../../ports.ts';

export type SherpaFiles = Readonly<Record<string, string>>;

interface Family {
  /** Keys that `files` must have. */
  readonly needs: readonly string[];
  readonly config: (files: Record<string, string>, language: string) => OfflineModelConfig;
  /** Samples at 16 kHz that one decode may have. */
  readonly longest: number;
}

const MINUTE = 60 * SPEECH_RATE;

/** A mask of the wrong length makes sherpa give an empty text beyond 148,350 samples (9.27 s), with nothing but a line on stderr. */
const MOONSHINE_LONGEST = 9 * SPEECH_RATE;
/** Whisper hears windows of 30 s and sherpa gives it one. */
const WHISPER_LONGEST = 29 * SPEECH_RATE;

export const SHERPA_FAMILIES = {
  moonshine: {
    needs: ['encoder', 'decoder', 'tokens'],
    config: (files) => ({ moonshine: { encoder: file(files, 'encoder'), mergedDecoder: file(files, 'decoder') } }),
    longest: MOONSHINE_LONGEST,
  },
  'moonshine-v1': {
    needs: ['preprocessor', 'encoder', 'uncachedDecoder', 'cachedDecoder', 'tokens'],
    config: (files) => ({
      moonshine: {
        preprocessor: file(files, 'preprocessor'),
        encoder: file(files, 'encoder'),
        uncachedDecoder: file(files, 'uncachedDecoder'),
        cachedDecoder: file(files, 'cachedDecoder'),
      },
    }),
    longest: MOONSHINE_LONGEST,
  },
  whisper: {
    needs: ['encoder', 'decoder', 'tokens'],
    config: (files, language) => ({
      whisper: { encoder: file(files, 'encoder'), decoder: file(files, 'decoder'), language, task: 'transcribe' },
    }),
    longest: WHISPER_LONGEST,
  },
  'sense-voice': {
    needs: ['model', 'tokens'],
    config: (files) => ({
      senseVoice: { model: file(files, 'model'), language: 'auto', useInverseTextNormalization: 1 },
    }),
    longest: MINUTE,
  },
  transducer: {
    needs: ['encoder', 'decoder', 'joiner', 'tokens'],
    config: (files) => ({ transducer: transducer(files) }),
    longest: MINUTE,
  },
  'nemo-transducer': {
    needs: ['encoder', 'decoder', 'joiner', 'tokens'],
    config: (files) => ({ transducer: transducer(files), modelType: 'nemo_transducer' }),
    longest: MINUTE,
  },
  'nemo-ctc': oneFile((model) => ({ nemoCtc: { model } })),
  'zipformer-ctc': oneFile((model) => ({ zipformerCtc: { model } })),
  'wenet-ctc': oneFile((model) => ({ wenetCtc: { model } })),
  omnilingual: oneFile((model) => ({ omnilingual: { model } })),
  dolphin: oneFile((model) => ({ dolphin: { model } })),
  paraformer: oneFile((model) => ({ paraformer: { model } })),
  'fire-red-asr': {
    needs: ['encoder', 'decoder', 'tokens'],
    config: (files) => ({ fireRedAsr: { encoder: file(files, 'encoder'), decoder: file(files, 'decoder') } }),
    longest: MINUTE,
  },
  canary: {
    needs: ['encoder', 'decoder', 'tokens'],
    config: (files, language) => ({
      canary: {
        encoder: file(files, 'encoder'),
        decoder: file(files, 'decoder'),
        srcLang: language,
        tgtLang: language,
        usePnc: 1,
      },
    }),
    longest: MINUTE,
  },
} as const satisfies Record<string, Family>;

export type SherpaFamily = keyof typeof SHERPA_FAMILIES;

export function isSherpaFamily(name: unknown): name is SherpaFamily {
  return typeof name === 'string' && Object.hasOwn(SHERPA_FAMILIES, name);
}

function oneFile(config: (model: string) => OfflineModelConfig): Family {
  return { needs: ['model', 'tokens'], config: (files) => config(file(files, 'model')), longest: MINUTE };
}

function transducer(files: Record<string, string>): { encoder: string; decoder: string; joiner: string } {
  return { encoder: file(files, 'encoder'), decoder: file(files, 'decoder'), joiner: file(files, 'joiner') };
}

/** Present once `needs` was checked. */
function file(files: Record<string, string>, key: string): string {
  return files[key] ?? '';
}
