// Makes a fresh clone ready to run: checks the machine, installs and builds. Plain Node without dependencies, since it runs before
// there are any. Each step leaves a stamp when it is done and is skipped while the stamp
// is true, so a second run is quick and an interrupted one goes on where it stopped. Everything it says goes to standard error:
// standard output belongs to the command that follows.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installCommand } from './install-command.mjs';
import { placedPackages, runChild, shellStatus, tellingProgress } from './long-step.mjs';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = [20, 19];
const SYSTEMS = ['linux', 'darwin'];
const INSTALL_STAMP = 'node_modules/.linnet-install';
const BUILD_STAMP = 'dist/.linnet-build';

/** What native packages must not do while they are installed: fetch or compile what this program does not use. */
const INSTALL_SETTINGS = {
  ONNXRUNTIME_NODE_INSTALL: 'skip', // else it downloads CUDA libraries; the CPU build is in the package
  NODE_LLAMA_CPP_POSTINSTALL: 'skip', // else it compiles llama.cpp where its own binary does not load
  NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true',
};

/** The status of a script of npm that Ctrl-C ended. */
const INTERRUPTED = 130;

/** Loaded in a child, so that a library that ends its process ends only that one. */
const NATIVE_PACKAGES = [
  { name: 'better-sqlite3', test: "new (require('better-sqlite3'))(':memory:').close()", rebuild: true },
  { name: 'sherpa-onnx-node', test: "require('sherpa-onnx-node').version", rebuild: false },
  { name: 'onnxruntime-node', test: "require('onnxruntime-node').InferenceSession", rebuild: false },
];

/** A stop with a sentence for the person and no stack. */
export class SetUpError extends Error {}

export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Installs and builds what is not yet; rejects with a SetUpError that says what to do. */
export async function setUp() {
  const startedAt = performance.now();
  checkMachine(process.versions.node, process.platform);
  const did = [(await install()) && 'installed', (await build()) && 'built'].filter(Boolean);
  if (did.length > 0) say(`Set up (${did.join(' and ')}) in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}

export function checkMachine(node, platform) {
  if (!SYSTEMS.includes(platform)) {
    throw new SetUpError(
      `Linnet runs on Linux and macOS; this is "${platform}". On Windows, use WSL 2 or a Raspberry Pi.`,
    );
  }
  const [major = 0, minor = 0] = node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetUpError(
    `Expected Node.js ${OLDEST_NODE.join('.')} or newer; this is ${node}. A newer one: https://nodejs.org`,
  );
}

// --- install

/** Whether anything had to be done. */
async function install() {
  const stamp = installStamp(readFileSync(join(ROOT, 'package-lock.json')));
  if (read(INSTALL_STAMP) === stamp) return false;
  if (!matchesLock(read('package-lock.json'), read('node_modules/.package-lock.json'))) await runNpm();
  for (const native of NATIVE_PACKAGES) await checkNative(native);
  tellMissingOptionals();
  writeFileSync(join(ROOT, INSTALL_STAMP), stamp);
  return true;
}

/** Changes with what is to be installed and with what native packages were built for. */
export function installStamp(lock) {
  const { modules } = process.versions;
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch} ${modules}\n`;
}

/**
 * Whether what npm says it has installed is what the lock file asks for; packages for other systems may be absent. Saves a run of
 * npm where somebody has installed by hand.
 */
export function matchesLock(lockText, installedText) {
  if (lockText === undefined || installedText === undefined) return false;
  const { packages: wanted } = JSON.parse(lockText);
  const { packages: installed } = JSON.parse(installedText);
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    if (installed[path] === undefined) return optional === true;
    return installed[path].version === version;
  });
}

async function runNpm() {
  say(
    'Installing packages with npm. The first time takes a minute or two, much longer on a small machine or a slow line.',
  );
  // "ci" where nothing usable is there, also after an interrupted one; what was downloaded is still in npm's own cache.
  const commands = read('node_modules/.package-lock.json') === undefined ? ['ci', 'install'] : ['install'];
  for (const command of commands) {
    const status = await npm([command, '--no-audit', '--no-fund', '--loglevel=error'], packagesPlaced);
    if (status === 0) return;
    if (command === 'ci' && commands.length > 1) say('"npm ci" did not work; trying "npm install".');
  }
  throw new SetUpError(`npm could not install the packages; what it said stands above.\n${compilerAdvice()}`);
}

/**
 * Runs npm to its end with a line every ten seconds, and gives its exit status; `progress` gives what stands in the line. Exported for
 * the test of how it ends.
 */
export async function npm(args, progress) {
  const options = {
    cwd: ROOT,
    env: { ...process.env, ...INSTALL_SETTINGS, ...headersSetting() },
    stdio: ['ignore', 2, 2],
  };
  try {
    const { status, signal } = await tellingProgress(runChild('npm', args, options), progress, say);
    // Not every status above 128 is a signal's: npm ends with the negative number of a system error, 243 for EACCES.
    if (signal !== null || status === INTERRUPTED)
      throw new SetUpError('npm was ended by a signal; run the same command again to go on.');
    return status;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new SetUpError(`Expected npm beside Node.js; there is none: ${installCommand('npm')}`);
  }
}

function packagesPlaced() {
  const { placed, wanted } = placedPackages(ROOT, JSON.parse(read('package-lock.json') ?? '{"packages":{}}'));
  if (placed < wanted) return `${placed} of ${wanted} packages are in place`;
  return `all ${wanted} packages are in place; native ones are being made ready for this machine`;
}

/** Points the compiler of native packages to headers of this very Node.js where they are on the disk, which saves a download. */
function headersSetting() {
  if (process.env.npm_config_nodedir !== undefined) return {};
  const folder = [dirname(dirname(process.execPath)), '/usr', '/usr/local'].find((prefix) => {
    const header = read(join(prefix, 'include/node/node_version.h'));
    return header?.includes(`#define NODE_MODULE_VERSION ${process.versions.modules}`) === true;
  });
  return folder === undefined ? {} : { npm_config_nodedir: folder };
}

async function checkNative({ name, test, rebuild }) {
  if (!existsSync(join(ROOT, 'node_modules', name))) return;
  let failure = loadFailure(test);
  if (failure !== undefined && rebuild) {
    say(`Compiling ${name} for this machine; about a minute, ten on a small one.`);
    await npm(['rebuild', name, '--loglevel=error', '--foreground-scripts'], () => 'still compiling');
    failure = loadFailure(test);
  }
  if (failure === undefined) return;
  if (name === 'onnxruntime-node') {
    say(`onnxruntime-node does not load here (${failure}); speech is recognised by sherpa-onnx instead.`);
    return;
  }
  throw new SetUpError(`The package ${name} does not load on this machine (${failure}).\n${compilerAdvice()}`);
}

/** Why the package does not load, in a line, or undefined where it does. */
function loadFailure(test) {
  const { status, signal, stderr } = spawnSync(process.execPath, ['--input-type=commonjs', '-e', test], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
  });
  if (status === 0) return undefined;
  const lines = stderr.split('\n');
  const first = lines.findIndex((text) => /error/i.test(text) && !text.startsWith('    at'));
  if (first < 0) return `it ended with ${signal ?? status}`;
  const reason = lines.slice(first, first + 4).filter((text) => text.trim() !== '' && !text.startsWith('    at'));
  return reason.join(' ').trim().slice(0, 400);
}

function compilerAdvice() {
  const missing = ['c++', 'make', 'python3'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);
  if (missing.length > 0)
    return `Compiling needs ${missing.join(', ')}, which this machine does not have: ${installCommand('compiler')}`;
  if (headersSetting().npm_config_nodedir !== undefined)
    return 'Compiler and headers of Node.js are here; the cause is in the text above.';
  return `The compiler is here, the headers of Node.js are not; they are downloaded, or come with: ${installCommand('headers')}`;
}

/** The headers that an optional package is compiled with, as "installCommand" names them. */
const HEADERS_OF = { 'alsa-capture': 'alsa' };

/** A line for each optional package of this system that is not here: it is only needed where its hardware is. */
function tellMissingOptionals() {
  const { optionalDependencies = {} } = JSON.parse(read('package.json') ?? '{}');
  const { packages } = JSON.parse(read('package-lock.json') ?? '{"packages":{}}');
  for (const name of Object.keys(optionalDependencies)) {
    const { os, cpu } = packages[`node_modules/${name}`] ?? {};
    const meant =
      (os === undefined || os.includes(process.platform)) && (cpu === undefined || cpu.includes(process.arch));
    if (meant && !existsSync(join(ROOT, 'node_modules', name))) {
      say(missingOptional(name));
    }
  }
}

export function missingOptional(name, ...system) {
  const told = `Optional package ${name} could not be installed; only the hardware that it drives is missing.`;
  const headers = HEADERS_OF[name];
  if (headers === undefined) return told;
  return `${told} It is compiled with ALSA's headers: ${installCommand(headers, ...system)}, then: npm install`;
}

// --- build

/** Whether anything had to be done. */
async function build() {
  const stamp = sourcesStamp();
  if (read(BUILD_STAMP) === stamp) return false;
  say('Building.');
  const status = await npm(['run', '--silent', 'build'], () => 'still building');
  if (status !== 0) throw new SetUpError('The compiler reported errors; they stand above.');
  removeOrphans();
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(join(ROOT, BUILD_STAMP), stamp);
  return true;
}

/** Changes when any source or setting of the compiler changes. */
function sourcesStamp() {
  const hash = createHash('sha256');
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].map((name) => join(ROOT, name));
  for (const path of [...filesBelow(join(ROOT, 'appliance')), ...settings]) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(ROOT, path)} ${size} ${mtimeMs}\n`);
  }
  return `${hash.digest('hex')}\n`;
}

/** The compiler leaves what it made of sources that are gone. */
function removeOrphans() {
  for (const path of filesBelow(join(ROOT, 'dist'))) {
    const beside = join(ROOT, 'appliance', relative(join(ROOT, 'dist'), path));
    const sources = [beside, beside.replace(/\.js(\.map)?$/, '.ts')];
    if (/\.js(\.map)?$/.test(path) && !sources.some(existsSync)) rmSync(path);
  }
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

// --- run

/** Runs a script of this project to its end, handing on signals; resolves with the exit status (128 + n after a signal). */
export async function runNode(args, options = {}) {
  return shellStatus(await runChild(process.execPath, args, { cwd: ROOT, stdio: 'inherit', ...options }));
}

/** Runs a whole script; what stopped it with a sentence is told without a stack. */
export async function main(script) {
  try {
    process.exitCode = await script();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

function read(path) {
  try {
    return readFileSync(path.startsWith('/') ? path : join(ROOT, path), 'utf8');
  } catch {
    return undefined; // absent is an answer
  }
}
