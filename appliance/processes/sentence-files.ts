// Where a box finds its sentences beside its own: the user's in the data folder, and the fetched set.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/schema.ts';
import { ownSentenceFile } from '../intents/sentences/own.ts';
import { type Clock, sleep } from '../kernel/clock.ts';
import { failureOf, toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { type BackoffOptions, backoffMs } from '../kernel/retry.ts';
import { baseLanguage } from '../language/language-tag.ts';
import { hasSentences } from '../models/language-fit.ts';
import { modelPreset } from '../models/presets.ts';
import type { ModelStore } from '../models/store.ts';
import type { SentenceFiles, Understanding } from './understanding.ts';

const SENTENCES = /\.(?:json|ya?ml)$/i;

/** `store` serves the language of the sentences. Without the fetched set the user's and the box's own have to do. */
export async function sentenceFiles(config: Config, dataRoot: string, store: ModelStore): Promise<SentenceFiles> {
  const language = config.language.sentences;
  const own = { userFiles: userSentenceFiles(dataRoot, language), cache: join(dataRoot, 'sentences', 'compiled') };
  if (!hasSentences(language)) return { ...own, files: [], userFilesSuffice: true };
  try {
    const { files } = await store.locate(modelPreset(config.models.preset).sentences);
    return { ...own, files: Object.values(files) };
  } catch (thrown) {
    if (ownSentenceFile(language)?.isWhole === true) return { ...own, files: [] };
    return { ...own, files: [], userFilesSuffice: true, missing: toError(thrown).message };
  }
}

/** Sentences that are not there are looked for as often as this. */
const AGAIN: BackoffOptions = { firstMs: 1000, maxMs: 30_000 };

export interface AwaitedSentences {
  readonly language: string;
  /** What there was at the start. */
  readonly begun: SentenceFiles;
  find(): Promise<SentenceFiles>;
}

/**
 * Has sentences that are missing taken up as soon as they are found, and tells `onProblem` what keeps them away, null at last. Goes on
 * until the returned function is called.
 */
export function awaitSentences(
  { language, begun, find }: AwaitedSentences,
  understanding: Pick<Understanding, 'adopt'>,
  deps: { readonly clock: Clock; readonly log: Log; readonly onProblem: (problem: string | null) => void },
): () => void {
  const ending = new AbortController();
  const tell = (why: string): void =>
    deps.onProblem(`Only what the box itself knows of "${language}" is understood: ${why}`);
  const look = async (): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      await sleep(deps.clock, backoffMs(AGAIN, attempt), ending.signal);
      const found = await find();
      const problem = found.missing ?? (await failureOf(understanding.adopt(found)));
      if (problem === null) return deps.onProblem(null);
      tell(problem);
    }
  };
  if (begun.missing !== undefined) {
    deps.log.warn({ reason: begun.missing }, 'sentences are missing');
    tell(begun.missing);
    void look().catch(() => {}); // it ends by being told to
  }
  return () => ending.abort(new Error('Looking for sentences has ended.'));
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
