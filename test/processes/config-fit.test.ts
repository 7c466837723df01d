// What is wrong with a configuration that the schema has let pass.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../../appliance/config/load.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { refuseUnfit } from '../../appliance/processes/config-fit.ts';
import { linnet } from '../support/command-line.ts';
import { temporaryFolder } from '../support/running-box.ts';

let scope = new Scope();
let dataRoot: string;
beforeEach(() => {
  dataRoot = temporaryFolder(scope);
});
afterEach(async () => {
  await scope.close();
  scope = new Scope();
});

const ask = (...flags: string[]) => refuseUnfit(loadConfig({ file: null, environment: {}, flags }).config, dataRoot);
const told = (...argv: string[]) =>
  linnet([...['--data', dataRoot, '--set', 'language.sentences=tlh'], ...argv, '--json']);
const check = () => told('config', 'check');
const quiet = ['--set', 'audio.board=simulated', '--set', 'network.lookAround=false'];

it('is a board that there is not, and a model that there is not', () => {
  expect(() => ask('audio.board=nonsense')).toThrow(/audio\.board.*"nonsense" came.*config\.invalid/);
  expect(() => ask('recognition.model=no-such-model')).toThrow(/recogniser "no-such-model".*config\.invalid/);
  expect(ask('audio.board=simulated')).toEqual([]);
});

it('is a wake word that no model is for, unless it may be in a folder of the owner', async () => {
  expect(() => ask('wake.words=[okay_nabu, okay_naboo]')).toThrow(/okay_nabu, .*"okay_naboo" came.*config\.invalid/);
  expect(() => ask('wake.engine=openWakeWord')).toThrow(/wake\.folder.*config\.invalid/);
  expect(ask('wake.words=[hey_jarvis]')).toEqual([]);
  expect(ask('wake.words=[my_own]', 'wake.folder=/anywhere')).toEqual([]);
  const { status, lines } = await linnet(['--set', 'wake.words=[okay_naboo]', 'config', 'check', '--json']);
  expect(status).toBe(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ severity: 'error', path: 'wake.words' });
});

it('is a language that nothing has sentences in: those that have are named, at the start and by the check', async () => {
  const says = /Expected language\.sentences to be one of .*de, .*en, .*; "tlh" came; .*sentences\/tlh\.yaml/;
  expect(() => ask('language.sentences=tlh')).toThrow(says);
  const { status, lines } = await check();
  expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
    expect.objectContaining({
      severity: 'error',
      path: 'language.sentences',
      source: '--set',
      text: expect.stringMatching(says),
    }),
  );
  expect(status).toBe(1);
});

it("is not a language of the user's own sentences", async () => {
  mkdirSync(join(dataRoot, 'sentences'));
  writeFileSync(join(dataRoot, 'sentences', 'tlh.yaml'), 'language: tlh\nintents: {}\n');
  expect(ask('language.sentences=tlh').map(({ setting }) => setting)).toEqual(['recognition.model', 'voice.model']);
  expect((await check()).status).toBe(0);
});

it('is found by the doctor, where it is a language or a file of one that nothing else has', async () => {
  const failures = async () =>
    (await told(...quiet, 'doctor')).lines
      .map((line) => JSON.parse(line) as { check: string; state: string; says: string })
      .filter(({ check: name, state }) => ['language', 'own sentences'].includes(name) && state === 'failed')
      .map(({ says }) => says);
  expect(await failures()).toEqual([expect.stringContaining('Expected language.sentences to be one of')]);
  mkdirSync(join(dataRoot, 'sentences'));
  writeFileSync(
    join(dataRoot, 'sentences', 'tlh.yaml'),
    'language: tlh\nintents: { No: { data: [{ sentences: [x] }] } }\n',
  );
  expect(await failures()).toEqual([expect.stringContaining('nothing does the intent No')]);
});
