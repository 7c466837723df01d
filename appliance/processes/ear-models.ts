// Where the models of an ear are, checked: what the store has, and the owner's own wake words beside it.
import { LinnetError } from '../kernel/errors.ts';
import { CATALOGUE } from '../models/catalogue.ts';
import { OPEN_WAKE_WORD, STOP_MODEL } from '../models/presets.ts';
import type { LocatedModel, ModelStore } from '../models/store.ts';
import { type FoundWakeModels, findWakeModels } from '../speech/engines/micro-wake-word/wake-model-file.ts';
import { findClassifiers } from '../speech/engines/open-wake-word/classifier.ts';
import { isSherpaFamily, SHERPA_FAMILIES } from '../speech/engines/sherpa/sherpa-families.ts';
import type { EarModels, SherpaModel } from './ear-argument.ts';
import { requireFile } from './model-files.ts';

export interface EarModelChoice {
  readonly wakeEngine: 'microWakeWord' | 'openWakeWord';
  /** Words by the name of their model: "okay_nabu". */
  readonly wakeWords: readonly string[];
  /**
   * A folder with the owner's own models: pairs of NAME.tflite and NAME.json, which come before the catalogue's, or for
   * openWakeWord NAME.onnx or NAME_v1.2.onnx (the catalogue has none).
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

const NO_CLASSIFIERS =
  'openWakeWord listens with models of your own; name the folder with their .onnx files in wake.folder.';

async function locateWakeModels({ wakeWords, wakeFolder }: WakeModelChoice, store: Locate): Promise<EarModels['wake']> {
  const own = wakeFolder === null ? { models: [], broken: [] } : await findWakeModels(wakeFolder);
  const models: Array<{ tflitePath: string; jsonPath: string }> = [];
  for (const word of wakeWords) {
    const found = own.models.find((model) => model.word === word);
    const { tflitePath, jsonPath } = found ?? wakePair(await store.locate(wakeModelId(word, own)), word);
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
  if (wakeFolder === null) throw new LinnetError('input.invalid', NO_CLASSIFIERS);
  const own = await findClassifiers(wakeFolder);
  const pathOf = (word: string): string => {
    const path = own.get(word);
    if (path !== undefined) return path;
    throw noSuchWord(word, `In "${wakeFolder}" (wake.folder) are ${[...own.keys()].join(', ') || 'none'}.`);
  };
  const classifiers = wakeWords.map((word) => ({ path: pathOf(word) }));
  const backbone = await store.locate(OPEN_WAKE_WORD);
  return {
    engine: 'openWakeWord',
    backbone: {
      melspectrogramPath: requireFile(backbone, 'melspectrogram.onnx'),
      embeddingPath: requireFile(backbone, 'embedding_model.onnx'),
    },
    classifiers,
  };
}

/** The catalogue's id of a word; throws `input.invalid` where it has none, or why the owner's own cannot be listened with. */
function wakeModelId(word: string, own: FoundWakeModels): string {
  const known = catalogueWords();
  if (known.has(word)) return known.get(word) as string;
  const broken = own.broken.find((model) => model.word === word);
  if (broken !== undefined) throw broken.error;
  const words = [...known.keys(), ...own.models.map((model) => model.word)];
  throw noSuchWord(word, `Known are ${words.join(', ')}; your own go into wake.folder.`);
}

/** Ids of the catalogue's wake models by word: "okay_nabu". */
function catalogueWords(): ReadonlyMap<string, string> {
  const known = CATALOGUE.filter(({ job, id }) => job === 'wake' && id.startsWith('wake-') && id !== STOP_MODEL);
  return new Map(known.map(({ id }) => [id.slice('wake-'.length).replaceAll('-', '_'), id]));
}

/** What is wrong with a choice of wake words that has no folder of the owner's, whatever models are here; null where nothing is. */
export function unknownWakeWord({ wakeEngine, wakeWords, wakeFolder }: WakeModelChoice): string | null {
  if (wakeFolder !== null) return null;
  if (wakeEngine === 'openWakeWord') return NO_CLASSIFIERS;
  const known = catalogueWords();
  const unknown = wakeWords.find((word) => !known.has(word));
  if (unknown === undefined) return null;
  return `Expected wake.words to be of ${[...known.keys()].join(', ')}; "${unknown}" came; your own go into wake.folder.`;
}

function noSuchWord(word: string, there: string): LinnetError {
  return new LinnetError('input.invalid', `Expected a wake word that has a model; "${word}" has none. ${there}`);
}

function wakePair(model: LocatedModel, word: string): { tflitePath: string; jsonPath: string } {
  return { tflitePath: requireFile(model, `${word}.tflite`), jsonPath: requireFile(model, `${word}.json`) };
}

/**
 * Our own decode loop where it is asked for and the model is one that it reads; else sherpa-onnx, which the catalogue's loader settings
 * tell the family and the files.
 */
export async function locateRecognizer(
  choice: Pick<EarModelChoice, 'recognizer' | 'engine' | 'bias' | 'beam' | 'language'>,
  store: Locate,
): Promise<EarModels['recognizer']> {
  const model = await store.locate(choice.recognizer);
  const second = sherpaModel(model, choice.language ?? 'en');
  if (choice.engine === 'sherpa' || model.loader.tokenizer === undefined) return second;
  const { bias, beam } = choice;
  return {
    engine: 'moonshine',
    id: model.id,
    files: {
      encoder: loaderFile(model, 'encoder'),
      decoder: loaderFile(model, 'decoder'),
      tokenizer: loaderFile(model, 'tokenizer'),
    },
    ...(bias === undefined ? {} : { bias }),
    ...(beam === undefined ? {} : { beam }),
    fallback: second,
  };
}

function sherpaModel(model: LocatedModel, language: string): SherpaModel {
  const { family } = model.loader;
  if (!isSherpaFamily(family)) {
    throw new LinnetError(
      'model.unsupported',
      `Expected a recogniser; ${model.id} is none that sherpa-onnx reads (family "${String(family)}"). Choose one with the job stt ("linnet models list").`,
    );
  }
  const files = SHERPA_FAMILIES[family].needs.map((key) => [key, loaderFile(model, key)]);
  return { engine: 'sherpa', id: `sherpa-${model.id}`, family, files: Object.fromEntries(files), language };
}

/** The file that the loader settings name for `key`: "encoder", "tokens". */
function loaderFile(model: LocatedModel, key: string): string {
  return requireFile(model, String(model.loader[key]));
}
