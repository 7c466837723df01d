// Offline with the models present: not one network attempt, seen from inside the real process. A file that is loaded before the
// program reports every connection but those to sockets of this machine, every question to a name server and every program started.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { encodeWav } from '../../appliance/audio/wav.ts';
import { linnetProcess } from '../support/linnet-process.ts';
import { modelFiles } from '../support/models.ts';
import { join16, speak } from '../support/speech.ts';

// A whole process with models, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000 });

const WATCH = `
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const report = (what) => appendFileSync(process.env.REPORT, what + '\\n');
const { Socket } = require('node:net');
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof options !== 'string' && options?.path == null) report('connect ' + JSON.stringify(options));
  return connect.apply(this, args);
};
for (const [module, names] of [['node:dns', ['lookup', 'resolve']], ['node:child_process', ['spawn', 'execFileSync']]]) {
  const functions = require(module);
  for (const name of names) {
    const original = functions[name];
    functions[name] = (...args) => { report(name + ' ' + args[0]); return original(...args); };
  }
}
require('node:module').syncBuiltinESMExports();
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linnet-offline-'));
  writeFileSync(join(folder, 'watch.mjs'), WATCH);
  writeFileSync(join(folder, 'report'), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const attempts = (): string[] =>
  readFileSync(join(folder, 'report'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

function watched(...argv: string[]) {
  const NODE_OPTIONS = `--import ${pathToFileURL(join(folder, 'watch.mjs')).href}`;
  const environment = { NODE_OPTIONS, REPORT: join(folder, 'report') };
  return linnetProcess(['--data', join(folder, 'data'), ...argv], { environment });
}

test('with the models present nothing goes out: not by a fetch, not by a whole turn', async () => {
  const ids = ['wake-okay-nabu', 'vad-silero-v4', 'stt-moonshine-tiny-en', 'tts-en-us-joe-medium', 'espeak-ng-data-en'];
  for (const id of ids) await modelFiles(id);
  const fetched = await watched('models', 'fetch', '--json');
  expect(fetched.rows().map(({ state }) => state)).toEqual(ids.map(() => 'ready'));
  const recording = join(folder, 'command.wav');
  const words = join16([500, await speak('Okay Nabu, turn on the kitchen light.'), 300]);
  writeFileSync(recording, encodeWav(words, 16_000));
  const turn = await watched('turn', '--json', recording);
  expect(turn.rows()).toMatchObject([{ outcome: 'done' }]);
  expect(attempts()).toEqual([]);
});

test('the watch sees whatever goes out', () => {
  const script = `
    await fetch('http://127.0.0.1:49151/').catch(() => {});
    const { createConnection } = await import('node:net');
    await new Promise((done) => createConnection('/nowhere').once('error', done));
    const { spawn } = await import('node:child_process');
    spawn('npm', ['--version']).once('error', () => {});
    const { lookup } = await import('node:dns');
    lookup('localhost', () => process.exit());`;
  const watch = ['--import', join(folder, 'watch.mjs'), '--input-type=module', '-e', script];
  spawnSync(process.execPath, watch, { env: { ...process.env, REPORT: join(folder, 'report') } });
  expect(attempts()).toEqual([
    expect.stringMatching(/^connect .*49151.*127\.0\.0\.1/),
    'spawn npm',
    'lookup localhost',
  ]);
});
