// The models on this machine: one folder a model below `root`, shared by every data root. A model is handed out only after the
// bytes of each file were checked; fetching is the only thing that touches a network, and only where a file is missing.
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { CATALOGUE, findModel } from './catalogue.ts';
import { acquireFetchLock } from './fetch-lock.ts';
import { FileDigests } from './file-digest.ts';
import type { Model } from './model.ts';
import { type FetchEvent, fetchModels, LOCK_FILE, PACKAGES_FOLDER } from './model-fetch.ts';
import { type FileCheck, ModelFolder } from './model-folder.ts';
import { Reachability } from './reachability.ts';
import { type RunProgram, runProgram } from './run-program.ts';
import type { FetchUrl } from './url-mirror.ts';

export interface ModelStoreOptions {
  readonly root: string;
  /** Never touch a network; a missing model is then an error at once. Default false. */
  readonly offline?: boolean;
  /** Which language files are wanted of models that have one a language. Default English. */
  readonly languages?: readonly string[];
}

export interface ModelStoreDeps {
  readonly clock: Clock;
  readonly catalogue?: readonly Model[];
  readonly fetchUrl?: FetchUrl;
  readonly run?: RunProgram;
  readonly freeBytes?: (folder: string) => Promise<number>;
  readonly digests?: FileDigests;
}

export interface LocatedModel {
  readonly id: string;
  readonly folder: string;
  /** Absolute path of each file by its name in the catalogue. */
  readonly files: Readonly<Record<string, string>>;
  readonly loader: Model['loader'];
}

export interface ModelCheck {
  readonly model: Model;
  /** `ready`: every file is there and right. `corrupt`: at least one was wrong, and has been set aside. */
  readonly state: 'ready' | 'missing' | 'corrupt';
  readonly files: readonly FileCheck[];
}

export interface FetchOptions {
  readonly onEvent?: (event: FetchEvent) => void;
  readonly signal?: AbortSignal;
}

export interface ModelStore {
  readonly root: string;
  readonly catalogue: readonly Model[];
  folderOf(id: string): string;
  /** Whether every file is there with the size it should have: quick, and no promise that the bytes are right. */
  isPresent(id: string): Promise<boolean>;
  /** Reads and hashes every file of `id`; what is wrong is set aside. */
  check(id: string): Promise<ModelCheck>;
  /** Rejects with `model.missing` or `model.corrupt`; never fetches. */
  locate(id: string): Promise<LocatedModel>;
  /** See `fetchModels`. */
  fetch(ids: readonly string[], options?: FetchOptions): Promise<void>;
  /** Removes models of the catalogue that are not in `keep`, and what fetches left lying about. Gives the bytes that came free. */
  prune(keep: readonly string[]): Promise<{ readonly removed: readonly string[]; readonly bytes: number }>;
}

const LEFTOVER = /\.(part|taken)$|\.wrong-[0-9a-f]{8}$|\.tmp$/;

export function createModelStore(options: ModelStoreOptions, deps: ModelStoreDeps): ModelStore {
  const { root, offline = false, languages = ['en'] } = options;
  const catalogue = deps.catalogue ?? CATALOGUE;
  const { digests = new FileDigests() } = deps;
  const folder = (id: string): ModelFolder => new ModelFolder(root, findModel(id, catalogue), languages, digests);
  const check = async (id: string): Promise<ModelCheck> => summary(folder(id), await folder(id).check());
  return {
    root,
    catalogue,
    folderOf: (id) => folder(id).folder,
    isPresent: (id) => folder(id).isComplete(),
    check,
    locate: async (id) => located(folder(id), await check(id)),
    fetch: async (ids, { onEvent = () => undefined, signal = new AbortController().signal } = {}) => {
      const { clock, run = runProgram, fetchUrl = fetch, freeBytes = freeBytesAt } = deps;
      const reachability = new Reachability(); // of this fetch alone: an hour later the mirror may be back
      await fetchModels(
        { root, offline },
        ids.map(folder),
        { clock, run, fetchUrl, freeBytes, reachability, onEvent },
        signal,
      );
    },
    prune: async (keep) => {
      const lock = await acquireFetchLock(join(root, LOCK_FILE), { clock: deps.clock, onWaiting: () => undefined });
      return prune(root, catalogue, keep).finally(() => lock.release());
    },
  };
}

function summary({ model }: ModelFolder, files: readonly FileCheck[]): ModelCheck {
  const states = new Set(files.map(({ state }) => state));
  const state = states.has('wrong') ? 'corrupt' : states.has('missing') ? 'missing' : 'ready';
  return { model, state, files };
}

function located(folder: ModelFolder, { model, state, files }: ModelCheck): LocatedModel {
  if (state !== 'ready') throw unusable(model.id, folder.folder, files);
  const paths = Object.fromEntries(files.map(({ name }) => [name, folder.path(name)]));
  return { id: model.id, folder: folder.folder, files: paths, loader: model.loader };
}

function unusable(id: string, folder: string, files: readonly FileCheck[]): LinnetError {
  const cure = `"linnet models fetch ${id}" brings it again.`;
  const wrong = files.find(({ state }) => state === 'wrong');
  if (wrong !== undefined) {
    const text = `"${wrong.name}" of the model ${id} is not what the catalogue says and was set aside as "${wrong.setAside}"`;
    return new LinnetError('model.corrupt', `${text}; ${cure}`);
  }
  const names = files.filter(({ state }) => state === 'missing').map(({ name }) => name);
  const all = '"linnet models fetch" brings all that the configuration uses.';
  return new LinnetError(
    'model.missing',
    `Expected ${names.join(', ')} of the model ${id} in "${folder}"; ${cure} ${all}`,
  );
}

async function prune(
  root: string,
  catalogue: readonly Model[],
  keep: readonly string[],
): Promise<{ removed: string[]; bytes: number }> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const removed: string[] = [];
  let bytes = 0;
  const remove = async (path: string): Promise<void> => {
    bytes += await bytesBelow(path);
    removed.push(path);
    await rm(path, { recursive: true, force: true });
  };
  for (const { name } of entries) {
    const path = join(root, name);
    if (name === PACKAGES_FOLDER) await remove(path);
    else if (!catalogue.some(({ id }) => id === name)) continue;
    else if (!keep.includes(name)) await remove(path);
    else for (const leftover of await leftoversIn(path)) await remove(leftover);
  }
  return { removed, bytes };
}

async function leftoversIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((name) => LEFTOVER.test(name)).map((name) => join(folder, name));
}

async function bytesBelow(path: string): Promise<number> {
  const { size } = await stat(path);
  const below = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (below === undefined) return size;
  const files = below.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((entry) => stat(join(entry.parentPath, entry.name))));
  return sizes.reduce((sum, file) => sum + file.size, 0);
}

async function freeBytesAt(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
