// Where a box finds its sentences beside its own: the user's in the data folder, and the fetched set.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/schema.ts';
import { baseLanguage } from '../language/language-tag.ts';
import { modelPreset } from '../models/presets.ts';
import type { ModelStore } from '../models/store.ts';
import type { SentenceFiles } from './understanding.ts';

const SENTENCES = /\.(?:json|ya?ml)$/i;

/** `store` serves the language of the sentences. Without the fetched set the box's own sentences do, where they are whole. */
export async function sentenceFiles(config: Config, dataRoot: string, store: ModelStore): Promise<SentenceFiles> {
  const fetched = await store.locate(modelPreset(config.models.preset).sentences).catch(() => null);
  return {
    userFiles: userSentenceFiles(dataRoot, config.language.sentences),
    files: Object.values(fetched?.files ?? {}),
    cache: join(dataRoot, 'sentences', 'compiled'),
  };
}

/**
 * The user's sentences: `sentences/de.yaml` (or .yml, .json) in the data folder and every such file in `sentences/de/`; for "de-AT" those of
 * "de-AT" first, then those of "de".
 */
export function userSentenceFiles(dataRoot: string, language: string): readonly string[] {
  const folder = join(dataRoot, 'sentences');
  const tags = [...new Set([language, baseLanguage(language)])];
  return tags.flatMap((tag) => [
    ...['json', 'yaml', 'yml'].map((kind) => join(folder, `${tag}.${kind}`)).filter((path) => existsSync(path)),
    ...filesIn(join(folder, tag)),
  ]);
}

/** What is there and cannot be listed (a file of that name, a folder of somebody else) stands for itself: reading it says why. */
function filesIn(folder: string): string[] {
  const names = namesIn(folder);
  if (names === null) return [`${folder}/`];
  return names
    .filter((name) => SENTENCES.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** null where they cannot be told. */
function namesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ENOENT' ? [] : null;
  }
}
