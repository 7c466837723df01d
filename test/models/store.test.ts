import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { FileDigests } from '../../appliance/models/file-digest.ts';
import type { Model } from '../../appliance/models/model.ts';
import type { FetchEvent } from '../../appliance/models/model-fetch.ts';
import { createModelStore, type ModelStore, type ModelStoreDeps } from '../../appliance/models/store.ts';
import { type LoopbackMirror, type Served, serveMirror } from './loopback-mirror.ts';
import { hurriedClock, model, noNetwork, sha256, source, temporaryFolder, urlMirror } from './store-fixture.ts';

const voice = randomBytes(200_000);
const words = Buffer.from('the words of a small table\n');

async function mirrorOf(files: Record<string, Served>): Promise<LoopbackMirror> {
  const mirror = await serveMirror(files);
  onTestFinished(() => mirror.close());
  return mirror;
}

async function storeOf(
  catalogue: readonly Model[],
  deps: Partial<ModelStoreDeps> = {},
  root?: string,
): Promise<ModelStore> {
  return createModelStore({ root: root ?? (await temporaryFolder()) }, { clock: hurriedClock, catalogue, ...deps });
}

function voiceModel(...mirrors: LoopbackMirror[]): Model {
  return model(
    'voice',
    [source('voice.bin', voice), source('words.txt', words)],
    mirrors.map(({ base }) => urlMirror(base, 'voice.bin', 'words.txt')),
  );
}

async function put(store: ModelStore, name: string, content: Uint8Array): Promise<void> {
  const path = join(store.folderOf('voice'), name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

test('brings what is missing, checks it, and hands out the paths', async () => {
  const mirror = await mirrorOf({ 'voice.bin': { content: voice }, 'words.txt': { content: words } });
  const store = await storeOf([voiceModel(mirror)]);
  await expect(store.locate('voice')).rejects.toMatchObject({ code: 'model.missing' });
  await store.fetch(['voice']);
  const { files } = await store.locate('voice');
  expect(await readFile(files['voice.bin']!)).toEqual(voice);
  expect(await readdir(store.root)).toEqual(['voice']);
  expect((await readdir(store.folderOf('voice'))).sort()).toEqual(['voice.bin', 'words.txt']);
});

test('makes not one network attempt when everything is there', async () => {
  const store = await storeOf([voiceModel(await mirrorOf({}))], noNetwork);
  await put(store, 'voice.bin', voice);
  await put(store, 'words.txt', words);
  await store.fetch(['voice']);
  expect(await store.check('voice')).toMatchObject({ state: 'ready' });
  expect(await readdir(store.root)).toEqual(['voice']);
});

test('offline, a missing model is an error that says how to get it, and nothing goes out', async () => {
  const root = await temporaryFolder();
  const catalogue = [voiceModel(await mirrorOf({}))];
  const store = createModelStore({ root, offline: true }, { clock: hurriedClock, catalogue, ...noNetwork });
  await expect(store.fetch(['voice'])).rejects.toThrow(/linnet models fetch voice.*model\.missing/);
});

test('goes on where a connection broke, byte by byte', async () => {
  const hold = { afterBytes: 50_000, times: 2 };
  const mirror = await mirrorOf({ 'voice.bin': { content: voice, hold }, 'words.txt': { content: words } });
  const store = await storeOf([voiceModel(mirror)]);
  const cutAt = [50_000, 100_000];
  const onEvent = (event: FetchEvent): void => {
    if (event.kind !== 'progressed' || event.doneBytes !== cutAt[0]) return;
    cutAt.shift();
    mirror.cut();
  };
  await store.fetch(['voice'], { onEvent });
  expect(await store.check('voice')).toMatchObject({ state: 'ready' });
  const resumed = mirror.requests.filter((request) => request.startsWith('GET /voice.bin'));
  expect(resumed).toEqual(['GET /voice.bin', 'GET /voice.bin from 50000', 'GET /voice.bin from 100000']);
});

test('goes on where an earlier run was interrupted', async () => {
  const mirror = await mirrorOf({ 'voice.bin': { content: voice }, 'words.txt': { content: words } });
  const store = await storeOf([voiceModel(mirror)]);
  await put(store, 'voice.bin.part', voice.subarray(0, 150_000));
  await store.fetch(['voice']);
  expect(mirror.requests[0]).toBe('GET /voice.bin from 150000');
  expect(await store.check('voice')).toMatchObject({ state: 'ready' });
});

test('starts again when what was left of an earlier run is of other bytes', async () => {
  const mirror = await mirrorOf({ 'voice.bin': { content: voice }, 'words.txt': { content: words } });
  const store = await storeOf([voiceModel(mirror)]);
  await put(store, 'voice.bin.part', Buffer.alloc(150_000));
  await store.fetch(['voice']);
  expect(mirror.requests.slice(0, 2)).toEqual(['GET /voice.bin from 150000', 'GET /voice.bin']);
  expect(await store.check('voice')).toMatchObject({ state: 'ready' });
});

test('takes a whole file from a mirror that cannot continue', async () => {
  const mirror = await mirrorOf({ 'voice.bin': { content: voice, noRanges: true }, 'words.txt': { content: words } });
  const store = await storeOf([voiceModel(mirror)]);
  await put(store, 'voice.bin.part', voice.subarray(0, 150_000));
  await store.fetch(['voice']);
  expect(await store.check('voice')).toMatchObject({ state: 'ready' });
});

test('a mirror that continues at another byte is left for the next', async () => {
  const odd = await mirrorOf({ 'voice.bin': { content: voice, wrongRange: true }, 'words.txt': { content: words } });
  const good = await mirrorOf({ 'voice.bin': { content: voice } });
  const store = await storeOf([voiceModel(odd, good)]);
  await put(store, 'voice.bin.part', voice.subarray(0, 150_000));
  await store.fetch(['voice']);
  expect(good.requests).toEqual(['GET /voice.bin from 150000']);
});

test('a part that is longer than the file is thrown away', async () => {
  const mirror = await mirrorOf({ 'voice.bin': { content: voice }, 'words.txt': { content: words } });
  const store = await storeOf([voiceModel(mirror)]);
  await put(store, 'voice.bin.part', Buffer.alloc(voice.length + 5));
  await store.fetch(['voice']);
  expect(await store.check('voice')).toMatchObject({ state: 'ready' });
});

test('sets wrong bytes aside, names them, and takes the next mirror', async () => {
  const wrong = Buffer.from(voice);
  wrong[1000]! ^= 1;
  const bad = await mirrorOf({ 'voice.bin': { content: wrong }, 'words.txt': { content: words } });
  const good = await mirrorOf({ 'voice.bin': { content: voice } });
  const store = await storeOf([voiceModel(bad, good)]);
  const events: FetchEvent[] = [];
  await store.fetch(['voice'], { onEvent: (event) => events.push(event) });
  const aside = `voice.bin.wrong-${sha256(wrong).slice(0, 8)}`;
  expect(await readdir(store.folderOf('voice'))).toContain(aside);
  expect(events.find(({ kind }) => kind === 'mirrorFailed')).toMatchObject({
    file: 'voice.bin',
    reason: expect.stringContaining(aside),
  });
  expect(await store.check('voice')).toMatchObject({ state: 'ready' });
});

test('a mirror that sends more than it should is stopped', async () => {
  const flood = await mirrorOf({
    'voice.bin': { content: Buffer.concat([voice, voice]) },
    'words.txt': { content: words },
  });
  const store = await storeOf([voiceModel(flood)]);
  await expect(store.fetch(['voice'])).rejects.toThrow(/more than the expected 200000 bytes/);
});

test('a mirror without the file costs one request; no mirror at all is an error that names each', async () => {
  const empty = await mirrorOf({ 'words.txt': { content: words } });
  const broken = await mirrorOf({ 'voice.bin': { content: voice, status: 500 } });
  const store = await storeOf([voiceModel(empty, broken)]);
  await expect(store.fetch(['voice'])).rejects.toThrow(/status 404.*status 500.*model\.missing/);
  expect(empty.requests).toEqual(['GET /voice.bin']);
});

test('a mirror that does not answer costs five seconds once, not once a file', async () => {
  const silent = await mirrorOf({
    'voice.bin': { content: voice, silent: true },
    'words.txt': { content: words, silent: true },
  });
  const good = await mirrorOf({ 'voice.bin': { content: voice }, 'words.txt': { content: words } });
  const clock = new ManualClock();
  const store = await storeOf([voiceModel(silent, good)], { clock });
  const asked = silent.nextRequest();
  const fetched = store.fetch(['voice']);
  await asked;
  clock.advance(4_999);
  expect(good.requests).toEqual([]);
  clock.advance(1);
  await fetched;
  expect(silent.requests).toEqual(['GET /voice.bin']);
  expect(good.requests).toEqual(['GET /voice.bin', 'GET /words.txt']);
});

test('files of several models that wait for the same silent mirror wait together', async () => {
  const silent = await mirrorOf({
    'voice.bin': { content: voice, silent: true },
    'words.txt': { content: words, silent: true },
  });
  const good = await mirrorOf({ 'voice.bin': { content: voice }, 'words.txt': { content: words } });
  const clock = new ManualClock();
  const two = [
    model('a', [source('voice.bin', voice)], [urlMirror(silent.base, 'voice.bin'), urlMirror(good.base, 'voice.bin')]),
    model('b', [source('words.txt', words)], [urlMirror(silent.base, 'words.txt'), urlMirror(good.base, 'words.txt')]),
  ];
  const store = await storeOf(two, { clock });
  const asked = silent.nextRequest();
  const fetched = store.fetch(['a', 'b']);
  await asked;
  clock.advance(5_000);
  await fetched;
  expect(silent.requests).toHaveLength(1);
});

test('two fetchers of the same models bring them once', async () => {
  const mirror = await mirrorOf({ 'voice.bin': { content: voice }, 'words.txt': { content: words } });
  const root = await temporaryFolder();
  const stores = [await storeOf([voiceModel(mirror)], {}, root), await storeOf([voiceModel(mirror)], {}, root)];
  await Promise.all(stores.map((store) => store.fetch(['voice'])));
  expect(mirror.requests).toEqual(['GET /voice.bin', 'GET /words.txt']);
  expect(await readdir(root)).toEqual(['voice']);
});

test('says before the first byte when there is no room', async () => {
  const mirror = await mirrorOf({ 'voice.bin': { content: voice }, 'words.txt': { content: words } });
  const store = await storeOf([voiceModel(mirror)], { freeBytes: () => Promise.resolve(1_000_000) });
  await expect(store.fetch(['voice'])).rejects.toThrow(/Expected 68 MB free.*there are 1 MB.*data\.noSpace/);
  expect(mirror.requests).toEqual([]);
});

test('a flipped bit in the cache is found before anything loads the file, and cured by a fetch', async () => {
  const mirror = await mirrorOf({ 'voice.bin': { content: voice }, 'words.txt': { content: words } });
  const root = await temporaryFolder();
  const store = await storeOf([voiceModel(mirror)], {}, root);
  await store.fetch(['voice']);
  const flipped = Buffer.from(voice);
  flipped[123_456]! ^= 0x10;
  await put(store, 'voice.bin', flipped);
  const aside = `voice.bin.wrong-${sha256(flipped).slice(0, 8)}`;
  await expect((await storeOf([voiceModel(mirror)], {}, root)).locate('voice')).rejects.toThrow(
    new RegExp(`${aside}.*model\\.corrupt`),
  );
  await store.fetch(['voice']);
  expect(await readFile((await store.locate('voice')).files['voice.bin']!)).toEqual(voice);
  expect(await readdir(store.folderOf('voice'))).toContain(aside);
});

/** Each digest is known to both who ask before either goes on. */
class DigestsForTwo extends FileDigests {
  #first: (() => void) | null = null;

  override async sha256(path: string): Promise<string> {
    const digest = await super.sha256(path);
    const first = this.#first;
    this.#first = null;
    if (first !== null) first();
    else
      await new Promise<void>((resolve) => {
        this.#first = resolve;
      });
    return digest;
  }
}

test('a damaged file is told to everybody who asks at the same time', async () => {
  const store = await storeOf([voiceModel(await mirrorOf({}))], { digests: new DigestsForTwo() });
  await put(store, 'voice.bin', voice.subarray(1));
  await put(store, 'words.txt', words);
  for (const asked of await Promise.allSettled([store.locate('voice'), store.locate('voice')]))
    expect(asked).toMatchObject({ status: 'rejected', reason: { code: 'model.corrupt' } });
});

test('a file that somebody sets aside between being seen and being read is missing', async () => {
  class TooLate extends FileDigests {
    override async sha256(path: string): Promise<string> {
      await rm(path);
      return super.sha256(path);
    }
  }
  const store = await storeOf([voiceModel(await mirrorOf({}))], { digests: new TooLate() });
  for (const name of ['voice.bin', 'words.txt']) await put(store, name, voice);
  expect(await store.check('voice')).toMatchObject({ state: 'missing' });
});

test('a truncated and a swapped file are found too', async () => {
  const store = await storeOf([voiceModel(await mirrorOf({}))]);
  await put(store, 'voice.bin', voice.subarray(0, 100));
  await put(store, 'words.txt', voice);
  const { state, files } = await store.check('voice');
  expect(state).toBe('corrupt');
  expect(files.map((file) => file.state)).toEqual(['wrong', 'wrong']);
});

test('a cancelled fetch leaves its part for the next one', async () => {
  const mirror = await mirrorOf({ 'voice.bin': { content: voice, silent: true }, 'words.txt': { content: words } });
  const store = await storeOf([voiceModel(mirror)]);
  await put(store, 'voice.bin.part', voice.subarray(0, 10));
  const abort = new AbortController();
  const asked = mirror.nextRequest();
  const fetched = store.fetch(['voice'], { signal: abort.signal });
  await asked;
  abort.abort(new Error('enough'));
  await expect(fetched).rejects.toThrow('enough');
  expect((await readdir(store.folderOf('voice'))).sort()).toEqual(['voice.bin.part']);
  expect(await readdir(store.root)).toEqual(['voice']);
});

test('one model that cannot be had does not keep the others away', async () => {
  const mirror = await mirrorOf({ 'words.txt': { content: words } });
  const lost = model('lost', [source('voice.bin', voice)], [urlMirror(mirror.base, 'voice.bin')]);
  const found = model('found', [source('words.txt', words)], [urlMirror(mirror.base, 'words.txt')]);
  const store = await storeOf([lost, found]);
  await expect(store.fetch(['lost', 'found'])).rejects.toThrow(/voice\.bin/);
  expect(await store.check('found')).toMatchObject({ state: 'ready' });
});

test('only the languages asked for are brought', async () => {
  const mirror = await mirrorOf({ 'en.json': { content: words }, 'de.json': { content: voice } });
  const files = [
    { ...source('en.json', words), language: 'en' },
    { ...source('de.json', voice), language: 'de' },
  ];
  const sentences = model('sentences', files, [urlMirror(mirror.base, 'en.json', 'de.json')]);
  const root = await temporaryFolder();
  await createModelStore({ root }, { clock: hurriedClock, catalogue: [sentences] }).fetch(['sentences']);
  expect(mirror.requests).toEqual(['GET /en.json']);
  await createModelStore({ root, languages: ['en', 'de'] }, { clock: hurriedClock, catalogue: [sentences] }).fetch([
    'sentences',
  ]);
  expect(mirror.requests).toEqual(['GET /en.json', 'GET /de.json']);
});

test('a hash that the catalogue cannot know is recorded when the file is made, and checked from then on', async () => {
  const mirror = await mirrorOf({ 'tokenizer.bin': { content: Buffer.from([1, 97, 2, 98, 99]) } });
  const table = model(
    'table',
    [{ ...source('tokenizer.bin', Buffer.from([1, 97, 2, 98, 99])), temporary: true }],
    [urlMirror(mirror.base, 'tokenizer.bin')],
    { derived: [{ name: 'tokens.txt', conversion: { kind: 'moonshine-tokens', from: 'tokenizer.bin' } }] },
  );
  const root = await temporaryFolder();
  const store = await storeOf([table], {}, root);
  await store.fetch(['table']);
  expect(await readFile(join(store.folderOf('table'), 'tokens.txt'), 'utf8')).toBe('YQ== 0\nYmM= 1\n');
  expect(await readdir(store.folderOf('table'))).not.toContain('tokenizer.bin');
  await writeFile(join(store.folderOf('table'), 'tokens.txt'), 'YQ== 0\nYmM= 2\n');
  expect(await (await storeOf([table], {}, root)).check('table')).toMatchObject({ state: 'corrupt' });
});

test('a conversion that gives other bytes than the catalogue says is not kept', async () => {
  const content = Buffer.from([1, 97]);
  const mirror = await mirrorOf({ 'tokenizer.bin': { content } });
  const table = model('table', [source('tokenizer.bin', content)], [urlMirror(mirror.base, 'tokenizer.bin')], {
    derived: [
      {
        name: 'tokens.txt',
        bytes: 7,
        sha256: sha256(words),
        conversion: { kind: 'moonshine-tokens', from: 'tokenizer.bin' },
      },
    ],
  });
  const store = await storeOf([table]);
  await expect(store.fetch(['table'])).rejects.toMatchObject({ code: 'model.corrupt' });
  expect(await readdir(store.folderOf('table'))).toEqual(['tokenizer.bin']);
});

test('prune removes what is not kept and what fetches left lying about, and nothing else', async () => {
  const catalogue = [voiceModel(await mirrorOf({})), model('old', [source('x', words)], [])];
  const store = await storeOf(catalogue);
  await put(store, 'voice.bin', voice);
  await put(store, 'voice.bin.part', words);
  await put(store, 'words.txt.wrong-0123abcd', words);
  for (const folder of ['old', '.packages', 'mine']) {
    await mkdir(join(store.root, folder));
    await writeFile(join(store.root, folder, 'x'), words);
  }
  const { removed, bytes } = await store.prune(['voice']);
  expect(removed).toHaveLength(4);
  expect(bytes).toBeGreaterThanOrEqual(4 * words.length);
  expect((await readdir(store.root)).sort()).toEqual(['mine', 'voice']);
  expect(await readdir(store.folderOf('voice'))).toEqual(['voice.bin']);
});

test('an unknown id is refused with the ids there are', async () => {
  const store = await storeOf([voiceModel(await mirrorOf({}))]);
  await expect(store.fetch(['vioce'])).rejects.toThrow(/"vioce".*Known are: voice/);
});
