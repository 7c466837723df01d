import { randomBytes } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, onTestFinished, test } from 'vitest';
import { registerModelsCommand } from '../../appliance/cli/models.ts';
import { createModelStore } from '../../appliance/models/store.ts';
import { serveMirror } from './loopback-mirror.ts';
import { hurriedClock, model, source, temporaryFolder, urlMirror } from './store-fixture.ts';

const content = randomBytes(1000);

interface Run {
  readonly root: string;
  readonly lines: string[];
  readonly shown: string[];
  status: number;
  linnet(...argv: string[]): Promise<void>;
}

/** `linnet models` over a store with the models "voice" (which the loopback has) and "lost" (which nobody has). */
async function commandLine(): Promise<Run> {
  const mirror = await serveMirror({ 'voice.bin': { content }, 'en.bin': { content }, 'de.bin': { content } });
  onTestFinished(() => mirror.close());
  const catalogue = [
    model('voice', [source('voice.bin', content)], [urlMirror(mirror.base, 'voice.bin')]),
    model('lost', [source('lost.bin', content)], [urlMirror(mirror.base, 'lost.bin')]),
    model(
      'vad-silero-v4',
      ['en', 'de'].map((language) => ({ ...source(`${language}.bin`, content), language })),
      ['en', 'de'].map((language) => urlMirror(mirror.base, `${language}.bin`)),
    ),
  ];
  const root = await temporaryFolder();
  const run: Run = {
    root,
    lines: [],
    shown: [],
    status: 0,
    linnet: async (...argv) => {
      run.lines.length = 0;
      run.status = 0;
      const program = new Command('linnet').exitOverride();
      registerModelsCommand(program, {
        modelsRoot: root,
        layers: () => ({ file: null, environment: {}, flags: [] }),
        write: (line) => void run.lines.push(line),
        setExitStatus: (status) => {
          run.status = status;
        },
        fail: (thrown) => {
          run.shown.push((thrown as Error).message);
          run.status = 1;
        },
        screen: { columns: undefined, write: (text) => void run.shown.push(text) },
        openStore: (languages, offline) =>
          createModelStore({ root, languages, offline }, { clock: hurriedClock, catalogue }),
      });
      await program.parseAsync(['models', ...argv], { from: 'user' });
    },
  };
  return run;
}

const parsed = ({ lines }: Run): unknown[] => lines.map((line) => JSON.parse(line) as unknown);

test('fetch brings a model, says so in JSON alone on standard output, and verify finds it right', async () => {
  const run = await commandLine();
  await run.linnet('fetch', 'voice', '--json');
  expect(parsed(run)).toEqual([{ id: 'voice', state: 'ready', folder: join(run.root, 'voice') }]);
  expect(run.shown.join('')).toContain('voice: ready');
  await run.linnet('verify', 'voice', '--json');
  expect(parsed(run)).toEqual([{ id: 'voice', state: 'ready', files: [{ name: 'voice.bin', state: 'ready' }] }]);
  expect(run.status).toBe(0);
});

test('a fetch that brings only a part ends with status 1 and says which is missing', async () => {
  const run = await commandLine();
  await run.linnet('fetch', 'voice', 'lost', '--json');
  expect(parsed(run)).toMatchObject([
    { id: 'voice', state: 'ready' },
    { id: 'lost', state: 'missing' },
  ]);
  expect(run.status).toBe(1);
  expect(run.shown.join('')).toMatch(/"lost\.bin" of lost.*status 404/);
});

test('fetch --offline fails where a model is missing', async () => {
  const run = await commandLine();
  await run.linnet('fetch', 'voice', '--offline');
  expect(run.status).toBe(1);
  expect(run.shown.join('')).toContain('model.missing');
});

test('verify names a damaged file, sets it aside and ends with status 1', async () => {
  const run = await commandLine();
  await run.linnet('fetch', 'voice');
  await writeFile(join(run.root, 'voice', 'voice.bin'), randomBytes(1000));
  await run.linnet('verify');
  expect(run.status).toBe(1);
  expect(run.lines.join('\n')).toMatch(
    /voice +corrupt\n +voice\.bin: wrong, set aside as .*voice\.bin\.wrong-[0-9a-f]{8}$/m,
  );
});

test('verify without names also looks at what is cut short, and tells afterwards what is missing', async () => {
  const run = await commandLine();
  await run.linnet('fetch', 'voice');
  await writeFile(join(run.root, 'voice', 'voice.bin'), randomBytes(10));
  await run.linnet('verify');
  expect(run.status).toBe(1);
  expect(run.lines.join('\n')).toMatch(/voice +corrupt\n +voice\.bin: wrong, set aside/);
  await run.linnet('verify');
  expect(run.status).toBe(1);
  expect(run.lines.join('\n')).toMatch(/voice +missing\n +voice\.bin: missing/);
});

test('verify without names tells what the configuration uses and is missing', async () => {
  const run = await commandLine();
  await run.linnet('verify', '--json');
  expect(parsed(run)).toMatchObject([{ id: 'vad-silero-v4', state: 'missing' }]);
  expect(run.status).toBe(1);
});

test('verify looks at the files of every language that is here', async () => {
  const run = await commandLine();
  await run.linnet('fetch', 'vad-silero-v4', '--language', 'en', 'de');
  await writeFile(join(run.root, 'vad-silero-v4', 'de.bin'), randomBytes(1000));
  await run.linnet('verify', 'vad-silero-v4');
  expect(run.status).toBe(1);
  expect(run.lines.join('\n')).toMatch(/vad-silero-v4 +corrupt\n +de\.bin: wrong/);
});

test('a language that no model has a file for is refused', async () => {
  const run = await commandLine();
  await expect(run.linnet('fetch', 'voice', '--language', 'xx')).rejects.toThrow(/\(de, en\); "xx" came/);
});

test('list tells every model with its size and whether it is here', async () => {
  const run = await commandLine();
  await run.linnet('fetch', 'voice');
  await run.linnet('list', '--json');
  expect(parsed(run)).toMatchObject([
    { id: 'voice', bytes: 1000, licence: 'MIT', present: true, ranHere: false },
    { id: 'lost', present: false },
    { id: 'vad-silero-v4', used: true },
  ]);
});

test('prune keeps what is named', async () => {
  const run = await commandLine();
  await run.linnet('fetch', 'voice');
  await mkdir(join(run.root, 'lost'));
  await run.linnet('prune', 'voice', '--json');
  expect(parsed(run)).toEqual([{ removed: join(run.root, 'lost') }]);
  expect(await readdir(run.root)).toEqual(['voice']);
});

test('where says the folder, with status 1 for a model that is not here', async () => {
  const run = await commandLine();
  await run.linnet('where');
  expect(run.lines).toEqual([run.root]);
  await run.linnet('where', 'voice', '--json');
  expect(parsed(run)).toEqual([{ id: 'voice', folder: join(run.root, 'voice'), present: false }]);
  expect(run.status).toBe(1);
});

test('an unknown model is refused before anything is done', async () => {
  const run = await commandLine();
  await expect(run.linnet('fetch', 'voice', 'vocie')).rejects.toThrow(/"vocie".*voice, lost, vad-silero-v4/);
  expect(await readdir(run.root)).toEqual([]);
});
