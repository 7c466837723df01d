// Recognition. The loader settings name the model's family, as sherpa-onnx calls it, and the file of each of the family's parts;
// `tokenizer` besides is what our own decode loop of Moonshine reads.
import type { Model } from './model.ts';

const MOONSHINE_FILES = ['encoder_model.ort', 'decoder_model_merged.ort', 'tokenizer.bin'] as const;
const SHERPA_RELEASES = 'https://github.com/k2-fsa/sherpa-onnx/releases/download/asr-models/';

const below = (folder: string, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `${folder}${name}`]));

const MOONSHINE = {
  family: 'moonshine',
  encoder: 'encoder_model.ort',
  decoder: 'decoder_model_merged.ort',
  tokens: 'tokens.txt',
} as const;

interface SherpaArchive {
  /** Of the archive and of the one folder in it. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly files: readonly string[];
}

/** The files of a model that the project has not seen: only the archive's hash is known. */
function sherpaArchive({ name, bytes, sha256, files }: SherpaArchive): Pick<Model, 'sources' | 'derived' | 'mirrors'> {
  const url = `${SHERPA_RELEASES}${name}.tar.bz2`;
  return {
    sources: files.map((file) => ({ name: file })),
    derived: [],
    mirrors: [{ kind: 'archive', url, bytes, sha256, paths: below(`${name}/`, files) }],
  };
}

export const RECOGNITION_MODELS: readonly Model[] = [
  {
    id: 'stt-moonshine-tiny-en',
    job: 'stt',
    title: 'Moonshine tiny English v2, quantised',
    languages: ['en'],
    licence: 'MIT',
    memoryMb: 250,
    sources: [
      {
        name: 'encoder_model.ort',
        bytes: 13_281_600,
        sha256: '94e90a4654fc45cdfedb77c4c08e1739f48862998e58fada384b25118134f221',
      },
      {
        name: 'decoder_model_merged.ort',
        bytes: 30_412_256,
        sha256: 'cf524c4862d36e9e5ab032eddc73637efd822d70e868ac575cf1a46e1e4708a0',
      },
      {
        name: 'tokenizer.bin',
        bytes: 249_974,
        sha256: '6884b35fd6377d4c4d32336a0bc152f36b64d1e45b6503683cdc238250a8472d',
      },
    ],
    derived: [
      {
        name: 'tokens.txt',
        bytes: 549_350,
        sha256: '2870d843e14c1e187bf1913a521562a63b53933814bd7f2145120468f494a049',
        conversion: { kind: 'moonshine-tokens', from: 'tokenizer.bin' },
      },
    ],
    mirrors: [
      {
        kind: 'url',
        base: 'https://download.moonshine.ai/model/tiny-en/quantized/tiny-en/',
        paths: below('', MOONSHINE_FILES),
      },
      {
        kind: 'pypi',
        name: 'moonshine-voice',
        version: '0.0.73',
        bytes: 56_320_672,
        platform: 'manylinux_2_34_x86_64',
        paths: below('moonshine_voice/assets/tiny-en/', MOONSHINE_FILES),
      },
    ],
    loader: { ...MOONSHINE, tokenizer: 'tokenizer.bin' },
    ranHere: true,
  },
  {
    id: 'stt-moonshine-base-en',
    job: 'stt',
    title: 'Moonshine base English v2, quantised',
    languages: ['en'],
    licence: 'MIT',
    note: 'Read by sherpa-onnx: the archive lacks the table that our own decode loop takes its words from.',
    memoryMb: 420,
    ...sherpaArchive({
      name: 'sherpa-onnx-moonshine-base-en-quantized-2026-02-27',
      bytes: 111_266_225,
      sha256: '43232c1d13013d37317163baec3135bd771a186a4356f28c889bab453bb0e891',
      files: ['encoder_model.ort', 'decoder_model_merged.ort', 'tokens.txt'],
    }),
    loader: MOONSHINE,
    ranHere: false,
  },
  {
    id: 'stt-whisper-tiny-en',
    job: 'stt',
    title: 'Whisper tiny English, 8 bit',
    languages: ['en'],
    licence: 'MIT',
    note: 'Several times slower than Moonshine on short commands: it always decodes half a minute.',
    memoryMb: 250,
    ...sherpaArchive({
      name: 'sherpa-onnx-whisper-tiny.en',
      bytes: 118_071_777,
      sha256: '2bd6cf965c8bb3e068ef9fa2191387ee63a9dfa2a4e37582a8109641c20005dd',
      files: ['tiny.en-encoder.int8.onnx', 'tiny.en-decoder.int8.onnx', 'tiny.en-tokens.txt'],
    }),
    loader: {
      family: 'whisper',
      encoder: 'tiny.en-encoder.int8.onnx',
      decoder: 'tiny.en-decoder.int8.onnx',
      tokens: 'tiny.en-tokens.txt',
    },
    ranHere: false,
  },
  {
    id: 'stt-parakeet-110m-en',
    job: 'stt',
    title: 'NVIDIA Parakeet TDT 110M English, 8 bit',
    languages: ['en'],
    licence: 'CC-BY-4.0',
    note: 'For a Pi 5 or better.',
    memoryMb: 400,
    ...sherpaArchive({
      name: 'sherpa-onnx-nemo-parakeet_tdt_transducer_110m-en-36000-int8',
      bytes: 108_035_095,
      sha256: 'f628312e9fdf8686374cb01a69425c41732529d540860311f16f37cbc32cfe9b',
      files: ['encoder.int8.onnx', 'decoder.int8.onnx', 'joiner.int8.onnx', 'tokens.txt'],
    }),
    loader: {
      family: 'nemo-transducer',
      encoder: 'encoder.int8.onnx',
      decoder: 'decoder.int8.onnx',
      joiner: 'joiner.int8.onnx',
      tokens: 'tokens.txt',
    },
    ranHere: false,
  },
  {
    id: 'stt-sense-voice',
    job: 'stt',
    title: 'SenseVoice small, 8 bit',
    languages: ['zh', 'en', 'ja', 'ko', 'yue'],
    licence: 'FunASR Model License 1.1',
    note: 'For a Pi 5 or better.',
    memoryMb: 500,
    ...sherpaArchive({
      name: 'sherpa-onnx-sense-voice-zh-en-ja-ko-yue-int8-2025-09-09',
      bytes: 165_783_878,
      sha256: '7305f7905bfcf77fa0b39388a313f3da35c68d971661a65475b56fb2162c8e63',
      files: ['model.int8.onnx', 'tokens.txt'],
    }),
    loader: { family: 'sense-voice', model: 'model.int8.onnx', tokens: 'tokens.txt' },
    ranHere: false,
  },
];
