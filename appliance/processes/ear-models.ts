// Where the models of an ear are, checked: what the store has, and the owner's own wake words beside it.
import { join } from 'node:path';
import { LinnetError } from '../kernel/errors.ts';
import { CATALOGUE } from '../models/catalogue.ts';
import type { LocatedModel, ModelStore } from '../models/store.ts';
import { findWakeModels } from '../speech/engines/micro-wake-word/wake-model-file.ts';
import type { EarModels } from './ear-argument.ts';

export interface EarModelChoice {
  readonly wakeEngine: 'microWakeWord' | 'openWakeWord';
  /** Words by the name of their model: "okay_nabu". */
  readonly wakeWords: readonly string[];
  /**
   * A folder with the owner's own models: pairs of NAME.tflite and NAME.json, which come before the catalogue's, or for
   * openWakeWord NAME.onnx (the catalogue has none).
   */
  readonly wakeFolder: string | null;
  /** Ids of the catalogue. */
  readonly vad: string;
  readonly recognizer: string;
  readonly engine: 'moonshine' | 'sherpa';
  readonly bias?: number;
  readonly beam?: number;
  readonly language?: string;
}

type WakeModelChoice = Pick<EarModelChoice, 'wakeEngine' | 'wakeWords' | 'wakeFolder'>;

type Locate = Pick<ModelStore, 'locate'>;

/** Rejects with `model.missing`, `model.corrupt` or `input.invalid`; never fetches. */
export async function locateEarModels(choice: EarModelChoice, store: Locate): Promise<EarModels> {
  return {
    wake: await locateWake(choice, store),
    vad: await locateVoiceActivity(choice.vad, store),
    recognizer: await locateRecognizer(choice, store),
  };
}

export async function locateVoiceActivity(id: string, store: Locate): Promise<string> {
  return requireFile(await store.locate(id), 'silero_vad.onnx');
}

export function locateWake(choice: WakeModelChoice, store: Locate): Promise<EarModels['wake']> {
  return choice.wakeEngine === 'openWakeWord' ? locateClassifiers(choice, store) : locateWakeModels(choice, store);
}

/** The model for the word "stop", which is used where it is and missed by nobody where it is not. */
const STOP_MODEL = 'wake-stop';

async function locateWakeModels({ wakeWords, wakeFolder }: WakeModelChoice, store: Locate): Promise<EarModels['wake']> {
  const own = wakeFolder === null ? [] : (await findWakeModels(wakeFolder)).models;
  const models: Array<{ tflitePath: string; jsonPath: string }> = [];
  for (const word of wakeWords) {
    const found = own.find((model) => model.word === word);
    const { tflitePath, jsonPath } = found ?? wakePair(await store.locate(wakeModelId(word)), word);
    models.push({ tflitePath, jsonPath });
  }
  const stop = await store.locate(STOP_MODEL).catch(() => null); // most machines do not have it
  if (stop !== null) models.push(wakePair(stop, 'stop'));
  return { engine: 'microWakeWord', models };
}

async function locateClassifiers(
  { wakeWords, wakeFolder }: WakeModelChoice,
  store: Locate,
): Promise<EarModels['wake']> {
  if (wakeFolder === null) {
    throw new LinnetError(
      'input.invalid',
      'openWakeWord listens with models of your own; name the folder with their .onnx files in wake.folder.',
    );
  }
  const backbone = await store.locate('oww-backbone');
  return {
    engine: 'openWakeWord',
    backbone: {
      melspectrogramPath: requireFile(backbone, 'melspectrogram.onnx'),
      embeddingPath: requireFile(backbone, 'embedding_model.onnx'),
    },
    classifiers: wakeWords.map((word) => ({ path: join(wakeFolder, `${word}.onnx`) })),
  };
}

/** The catalogue's id of a word; throws `input.invalid` where it has none. */
export function wakeModelId(word: string): string {
  const id = `wake-${word.replaceAll('_', '-')}`;
  const known = CATALOGUE.filter(({ job, id: each }) => job === 'wake' && each.startsWith('wake-'));
  if (known.some((model) => model.id === id)) return id;
  const words = known.map((model) => model.id.slice('wake-'.length).replaceAll('-', '_')).join(', ');
  throw new LinnetError(
    'input.invalid',
    `Expected a wake word that has a model; "${word}" has none. Known are ${words}, and your own in wake.folder.`,
  );
}

function wakePair(model: LocatedModel, word: string): { tflitePath: string; jsonPath: string } {
  return { tflitePath: requireFile(model, `${word}.tflite`), jsonPath: requireFile(model, `${word}.json`) };
}

export async function locateRecognizer(
  choice: Pick<EarModelChoice, 'recognizer' | 'engine' | 'bias' | 'beam' | 'language'>,
  store: Locate,
): Promise<EarModels['recognizer']> {
  const model = await store.locate(choice.recognizer);
  const id = model.id;
  const encoder = requireFile(model, 'encoder_model.ort');
  const decoder = requireFile(model, 'decoder_model_merged.ort');
  if (choice.engine === 'sherpa') {
    const { language = 'en' } = choice;
    const files = { encoder, decoder, tokens: requireFile(model, 'tokens.txt') };
    return { engine: 'sherpa', id: `sherpa-${id}`, family: 'moonshine', files, language };
  }
  const { bias, beam } = choice;
  const search = { ...(bias === undefined ? {} : { bias }), ...(beam === undefined ? {} : { beam }) };
  return {
    engine: 'moonshine',
    id,
    files: { encoder, decoder, tokenizer: requireFile(model, 'tokenizer.bin') },
    ...search,
  };
}

function requireFile(model: LocatedModel, name: string): string {
  const path = model.files[name];
  if (path !== undefined) return path;
  throw new LinnetError(
    'model.unsupported',
    `The model ${model.id} has no file "${name}"; choose a model of the kind this engine reads ("linnet models list").`,
  );
}
