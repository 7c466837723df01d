// A wake model on disk: a .tflite and, beside it, the .json that its trainer wrote. Anybody's own pair works; each is checked
// before it is listened with, and what is wrong with one is a sentence.
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { LinnetError, toError } from '../../../kernel/errors.ts';
import { namesInWakeFolder } from '../wake-folder.ts';
import { FRAME_STEP_MS } from './audio-front-end.ts';
import { StreamingModel } from './streaming-model.ts';

export interface WakeModelFiles {
  readonly tflitePath: string;
  readonly jsonPath: string;
}

export interface WakeModel {
  /** The stem of the file's name: "okay_nabu". */
  readonly word: string;
  /** "Okay Nabu". */
  readonly phrase: string;
  /** The averaged probability that its author calls a detection. */
  readonly cutoff: number;
  /** How many probabilities are averaged. */
  readonly windowSize: number;
  readonly model: StreamingModel;
}

export interface FoundWakeModels {
  readonly models: readonly (WakeModelFiles & { readonly word: string; readonly phrase: string })[];
  readonly broken: readonly { readonly word: string; readonly error: Error }[];
}

const LARGEST_JSON = 64 * 1024;
const LARGEST_TFLITE = 4 * 2 ** 20;

/** The part of the trainer's description that listening needs; it says more, which is for others. */
const descriptionSchema = z.object({
  wake_word: z.string().trim().min(1).max(100),
  micro: z.object({
    probability_cutoff: z.number().gt(0).lt(1),
    sliding_window_size: z.number().int().min(1).max(100),
    feature_step_size: z.literal(FRAME_STEP_MS),
  }),
});

/** Reads, checks and builds one model. Throws `model.missing`, `model.corrupt` or `model.unsupported`. */
export async function loadWakeModel(files: WakeModelFiles): Promise<WakeModel> {
  const word = basename(files.tflitePath, '.tflite');
  const description = parseDescription(await readLimited(files.jsonPath, LARGEST_JSON), files.jsonPath);
  const bytes = await readLimited(files.tflitePath, LARGEST_TFLITE);
  return {
    word,
    phrase: description.wake_word,
    cutoff: description.micro.probability_cutoff,
    windowSize: description.micro.sliding_window_size,
    model: new StreamingModel(bytes, word),
  };
}

/** All pairs in a folder that can be listened with, and what is wrong with the others. A missing folder has none. */
export async function findWakeModels(folder: string): Promise<FoundWakeModels> {
  const names = new Set(await namesInWakeFolder(folder));
  const words = [...names].filter((name) => name.endsWith('.tflite')).map((name) => basename(name, '.tflite'));
  const models: (WakeModelFiles & { word: string; phrase: string })[] = [];
  const broken: { word: string; error: Error }[] = [];
  for (const word of words.sort()) {
    const files = { tflitePath: join(folder, `${word}.tflite`), jsonPath: join(folder, `${word}.json`) };
    try {
      const { phrase } = await loadWakeModel(files);
      models.push({ ...files, word, phrase });
    } catch (error) {
      broken.push({ word, error: toError(error) });
    }
  }
  return { models, broken };
}

function parseDescription(bytes: Uint8Array, path: string): z.infer<typeof descriptionSchema> {
  const parsed = descriptionSchema.safeParse(parseJson(bytes, path));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
    .join('; ');
  throw new LinnetError(
    'model.unsupported',
    `"${path}" does not describe a microWakeWord model of version 2: ${problems}.`,
  );
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw new LinnetError('model.corrupt', `"${path}" is not JSON; the file beside the .tflite is expected.`, {
      cause,
    });
  }
}

async function readLimited(path: string, most: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size <= most) return await readFile(path);
  } catch (cause) {
    throw new LinnetError(
      'model.missing',
      `Wake model file "${path}" cannot be read; a .tflite and its .json are needed.`,
      {
        cause,
      },
    );
  }
  throw new LinnetError('model.corrupt', `"${path}" has more than ${most} bytes, which no wake model needs.`);
}
