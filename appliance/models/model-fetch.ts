// One fetch of several models: what is missing, is there room, bring the sources, make what is made of them.

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asDiskError } from '../kernel/atomic-file.ts';
import { stayAlive } from '../kernel/clock.ts';
import { hasCode, LinnetError, toError } from '../kernel/errors.ts';
import { moonshineTokens, piperMetadata, piperTokens } from './conversions.ts';
import { acquireFetchLock } from './fetch-lock.ts';
import type { DerivedFile, Mirror, SourceFile } from './model.ts';
import type { ModelFolder } from './model-folder.ts';
import { mirrorTitle, mirrorTransfer, SourceFetcher, type SourceFetcherDeps } from './source-fetcher.ts';
import { TransferPlan } from './transfer-plan.ts';

/** What happens during a fetch, for whoever shows it. */
export type FetchEvent =
  | { readonly kind: 'waiting'; readonly pid: number }
  | {
      readonly kind: 'started';
      readonly models: readonly string[];
      readonly doneBytes: number;
      readonly totalBytes: number;
    }
  | { readonly kind: 'progressed'; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly kind: 'setAside'; readonly model: string; readonly file: string; readonly path: string }
  | {
      readonly kind: 'mirrorFailed';
      readonly model: string;
      readonly file: string;
      readonly mirror: string;
      readonly reason: string;
    }
  | { readonly kind: 'fetched'; readonly model: string; readonly mirrors: readonly string[] };

export interface ModelFetchDeps extends Pick<SourceFetcherDeps, 'clock' | 'run' | 'reachability' | 'fetchUrl'> {
  /** Bytes that may still be written below a folder. */
  readonly freeBytes: (folder: string) => Promise<number>;
  readonly onEvent: (event: FetchEvent) => void;
}

/** How many models are brought at a time: enough to hide a slow mirror, few enough for a slow line. */
const PARALLEL_MODELS = 3;
/** Left free after a fetch, for the rest of the system. */
const SPARE_BYTES = 64 * 1024 ** 2;
export const PACKAGES_FOLDER = '.packages';
/** Held by whoever fetches or prunes. */
export const LOCK_FILE = '.fetch.lock';

interface Wanted {
  readonly folder: ModelFolder;
  readonly sources: readonly SourceFile[];
  readonly derived: readonly DerivedFile[];
}

/**
 * Makes every file of `folders` present. Touches no network, takes no lock and writes nothing when nothing is missing. Rejects with
 * `model.missing` (also when `offline`), `data.noSpace`, `data.unwritable`, or the signal's reason; models that could be brought stay.
 */
export async function fetchModels(
  options: { readonly root: string; readonly offline: boolean },
  folders: readonly ModelFolder[],
  deps: ModelFetchDeps,
  signal: AbortSignal,
): Promise<void> {
  const missing = await wantedOf(folders, deps.onEvent);
  if (missing.length === 0) return;
  if (options.offline) throw offlineError(missing);
  const alive = stayAlive(); // a script that only waits (for the lock, for another attempt) would just end
  try {
    await fetchLocked(options.root, folders, deps, signal);
  } catch (thrown) {
    throw asDiskError(thrown, options.root);
  } finally {
    alive.cancel();
  }
}

async function fetchLocked(
  root: string,
  folders: readonly ModelFolder[],
  deps: ModelFetchDeps,
  signal: AbortSignal,
): Promise<void> {
  const onWaiting = (pid: number): void => deps.onEvent({ kind: 'waiting', pid });
  const lock = await acquireFetchLock(join(root, LOCK_FILE), { clock: deps.clock, onWaiting }, signal);
  try {
    const wanted = await wantedOf(folders, deps.onEvent); // whoever had the lock may have brought some
    if (wanted.length > 0) await bringAll(root, wanted, deps, signal);
  } finally {
    await lock.release();
  }
}

async function wantedOf(folders: readonly ModelFolder[], onEvent: ModelFetchDeps['onEvent']): Promise<Wanted[]> {
  const all: Wanted[] = [];
  for (const folder of folders) {
    const missing = new Set<string>();
    for (const { name, state, setAside } of await folder.check()) {
      if (state !== 'ready') missing.add(name);
      if (setAside !== undefined) onEvent({ kind: 'setAside', model: folder.model.id, file: name, path: setAside });
    }
    if (missing.size > 0) all.push(await wantedIn(folder, missing));
  }
  return all;
}

/** The missing files, and the temporary sources that their conversions read, unless an interrupted run left those. */
async function wantedIn(folder: ModelFolder, missing: ReadonlySet<string>): Promise<Wanted> {
  const derived = folder.model.derived.filter((file) => missing.has(file.name));
  const inputs = new Set(derived.flatMap(({ conversion }) => ('from' in conversion ? [conversion.from] : [])));
  const sources: SourceFile[] = [];
  for (const source of folder.model.sources) {
    const absent =
      source.temporary === true
        ? inputs.has(source.name) && (await folder.checkFile(source)).state !== 'ready'
        : missing.has(source.name);
    if (absent) sources.push(source);
  }
  return { folder, sources, derived };
}

async function bringAll(
  root: string,
  wanted: readonly Wanted[],
  deps: ModelFetchDeps,
  signal: AbortSignal,
): Promise<void> {
  const plan = firstPlan(wanted);
  await checkSpace(root, wanted, plan, deps);
  const packages = join(root, PACKAGES_FOLDER);
  const fetcher = new SourceFetcher(packages, watched(plan, deps));
  deps.onEvent({ kind: 'started', models: wanted.map(({ folder }) => folder.model.id), ...plan.totals() });
  const failures: Error[] = [];
  const queue = [...wanted];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !signal.aborted; next = queue.shift()) {
      await bring(next, fetcher, plan, deps, signal).catch((thrown: unknown) => failures.push(toError(thrown)));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_MODELS }, work));
  signal.throwIfAborted();
  if (failures.length > 0) throw joined(failures);
  await rm(packages, { recursive: true, force: true });
}

function firstPlan(wanted: readonly Wanted[]): TransferPlan {
  const plan = new TransferPlan();
  for (const { folder, sources } of wanted) {
    for (const source of sources) {
      const mirror = folder.model.mirrors.find((candidate) => candidate.paths[source.name] !== undefined);
      if (mirror !== undefined) expectFrom(plan, folder.model.id, source, mirror);
    }
  }
  return plan;
}

function expectFrom(plan: TransferPlan, model: string, source: SourceFile, mirror: Mirror): void {
  const { name, bytes } = mirrorTransfer(mirror, source);
  plan.expect(`${model}/${source.name}`, name, bytes);
}

/** The fetcher's callbacks, kept in the plan and told on. */
function watched(plan: TransferPlan, deps: ModelFetchDeps): SourceFetcherDeps {
  return {
    ...deps,
    onAttempt: (model, source, mirror) => expectFrom(plan, model, source, mirror),
    onBytes: (transfer, bytes) => {
      plan.moved(transfer, bytes);
      deps.onEvent({ kind: 'progressed', ...plan.totals() });
    },
    onMirrorFailed: (model, source, mirror, reason) =>
      deps.onEvent({ kind: 'mirrorFailed', model, file: source.name, mirror: mirrorTitle(mirror), reason }),
  };
}

async function checkSpace(
  root: string,
  wanted: readonly Wanted[],
  plan: TransferPlan,
  deps: ModelFetchDeps,
): Promise<void> {
  const files = wanted.flatMap(({ sources, derived }) => [...sources, ...derived]);
  const needed = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0) + plan.totals().totalBytes + SPARE_BYTES;
  const free = await deps.freeBytes(root);
  if (free >= needed) return;
  const text = `Expected ${megabytes(needed)} free at "${root}" to fetch ${wanted.map(({ folder }) => folder.model.id).join(', ')}; there are ${megabytes(free)}.`;
  throw new LinnetError('data.noSpace', `${text} Free some ("linnet models prune" removes what is not used).`);
}

async function bring(
  { folder, sources, derived }: Wanted,
  fetcher: SourceFetcher,
  plan: TransferPlan,
  deps: ModelFetchDeps,
  signal: AbortSignal,
): Promise<void> {
  const mirrors = new Set<string>();
  for (const source of sources) {
    mirrors.add(mirrorTitle(await fetcher.fetch(folder, source, signal)));
    plan.finished(`${folder.model.id}/${source.name}`);
    deps.onEvent({ kind: 'progressed', ...plan.totals() });
  }
  for (const file of derived) await derive(folder, file);
  for (const source of folder.model.sources) if (source.temporary === true) await folder.remove(source.name);
  deps.onEvent({ kind: 'fetched', model: folder.model.id, mirrors: [...mirrors] });
}

async function derive(folder: ModelFolder, file: DerivedFile): Promise<void> {
  const content = await convert(folder, file);
  if (await folder.write(file, content)) return;
  throw new LinnetError(
    'model.corrupt',
    `Converting "${file.name}" of ${folder.model.id} gave other bytes than the catalogue expects.`,
  );
}

async function convert(folder: ModelFolder, { conversion }: DerivedFile): Promise<Uint8Array> {
  const read = (name: string): Promise<Buffer> => readFile(folder.path(name));
  switch (conversion.kind) {
    case 'moonshine-tokens':
      return moonshineTokens(await read(conversion.from));
    case 'piper-tokens':
      return piperTokens(await read(conversion.config));
    case 'piper-metadata':
      return Buffer.concat([await read(conversion.from), piperMetadata(await read(conversion.config))]);
  }
}

function offlineError(missing: readonly Wanted[]): LinnetError {
  const ids = missing.map(({ folder }) => folder.model.id).join(' ');
  return new LinnetError(
    'model.missing',
    `Expected these models in the cache: ${ids}; "linnet models fetch ${ids}" brings them when there is a network.`,
  );
}

/** A full disk is what the person has to hear of first. */
function joined(failures: readonly Error[]): Error {
  const [first] = failures;
  const full = failures.find((failure) => hasCode(failure, 'data.noSpace'));
  if (full !== undefined) return full;
  if (failures.length === 1 && first !== undefined) return first;
  return new LinnetError('model.missing', failures.map(({ message }) => message).join('\n'), {
    cause: new AggregateError(failures),
  });
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
