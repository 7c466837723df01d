// What `linnet doctor` finds out about the house it is to live in.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Scope } from '../../appliance/kernel/scope.ts';
import { findModel } from '../../appliance/models/catalogue.ts';
import { ScriptedHomeAssistant } from '../home/support/scripted-home-assistant.ts';
import { linnet } from '../support/command-line.ts';
import { temporaryFolder } from '../support/running-box.ts';

let scope = new Scope();
afterEach(async () => {
  await scope.close();
  scope = new Scope();
});

interface Finding {
  readonly check: string;
  readonly state: string;
  readonly says: string;
  readonly hint: string | null;
}

type Findings = (check: string) => Finding | undefined;

function doctor(...settings: string[]): Promise<Findings> {
  return doctorIn({}, ...settings);
}

async function doctorIn(environment: Readonly<Record<string, string>>, ...settings: string[]): Promise<Findings> {
  const set = ['audio.board=simulated', 'network.lookAround=false', ...settings].flatMap((setting) => [
    '--set',
    setting,
  ]);
  const { lines } = await linnet(['--data', temporaryFolder(scope), ...set, 'doctor', '--json'], environment);
  const findings = lines.map((line) => JSON.parse(line) as Finding);
  return (check) => findings.find((finding) => finding.check === check);
}

async function homeAssistant(): Promise<ScriptedHomeAssistant> {
  const server = new ScriptedHomeAssistant();
  await server.start();
  scope.defer(() => server.stop());
  return server;
}

describe('the doctor on wake words', () => {
  it('names the words that it listens for, and says of one without a model which there are', async () => {
    expect((await doctor())('wake words')).toMatchObject({ state: 'ok', says: 'okay_nabu' });
    const found = await doctor('wake.words=[okay_nabu, okay_naboo]');
    expect(found('wake words')).toMatchObject({ state: 'failed', says: expect.stringMatching(/"okay_naboo".*alexa/) });
  });
});

describe('the doctor on the stop word', () => {
  const OTHERWISE = 'heard by voice detection and the recogniser';

  it('says what hears it where it has no model of its own, and what would hear it better', async () => {
    const found = await doctorIn({ LINNET_MODELS: temporaryFolder(scope) });
    expect(found('stop word')).toMatchObject({
      state: 'ok',
      says: expect.stringContaining(OTHERWISE),
      hint: expect.stringContaining('linnet models fetch wake-stop'),
    });
  });

  it('warns of a model that has the right size and the wrong bytes', async () => {
    const root = temporaryFolder(scope);
    mkdirSync(join(root, 'wake-stop'));
    for (const { name, bytes } of findModel('wake-stop').sources)
      writeFileSync(join(root, 'wake-stop', name), Buffer.alloc(bytes ?? 0));
    expect((await doctorIn({ LINNET_MODELS: root }))('stop word')).toMatchObject({
      state: 'warning',
      says: expect.stringMatching(new RegExp(`^${OTHERWISE}: .*damaged`)),
      hint: 'linnet models fetch wake-stop',
    });
  });

  it('warns of a model that cannot be looked at, and goes on', async () => {
    const root = temporaryFolder(scope);
    for (const { name } of findModel('wake-stop').sources)
      mkdirSync(join(root, 'wake-stop', name), { recursive: true });
    const found = await doctorIn({ LINNET_MODELS: root });
    expect(found('stop word')).toMatchObject({ state: 'warning', says: expect.stringMatching(/: EISDIR/) });
    expect(found('box')).toBeDefined();
  });

  it('has no hint where the engine of the wake word has no model for it', async () => {
    const found = await doctorIn({ LINNET_MODELS: temporaryFolder(scope) }, 'wake.engine=openWakeWord');
    expect(found('stop word')).toMatchObject({ state: 'ok', says: expect.stringContaining(OTHERWISE), hint: null });
  });
});

describe('the doctor on Home Assistant', () => {
  it('says that none is needed', async () => {
    expect((await doctor())('Home Assistant')).toMatchObject({ state: 'ok', says: expect.stringContaining('none') });
  });

  it('says which one answers and what it shows', async () => {
    const server = await homeAssistant();
    server.add('light.a', 'on').add('light.b', 'on');
    server.exposed = { 'light.a': { conversation: true } };
    const found = await doctor(`homeAssistant.url=${server.url}`, 'homeAssistant.token=good');
    expect(found('Home Assistant')).toMatchObject({
      state: 'ok',
      says: expect.stringMatching(/^2026\.3\.1 "Test House" answers at 127\.0\.0\.1:\d+ and shows 1 of 2 things$/),
    });
  });

  it('warns of one that shows nothing', async () => {
    const server = await homeAssistant();
    server.add('light.a', 'on');
    server.exposed = {};
    const found = await doctor(`homeAssistant.url=${server.url}`, 'homeAssistant.token=good');
    expect(found('Home Assistant')).toMatchObject({ state: 'warning', hint: expect.stringContaining('exposedOnly') });
  });

  it('warns of a token that may not read what is shown', async () => {
    const server = await homeAssistant();
    server.add('light.a', 'on');
    server.isAdministrator = false;
    const found = await doctor(`homeAssistant.url=${server.url}`, 'homeAssistant.token=good');
    expect(found('Home Assistant')).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('shows 0 of 1 things'),
      hint: expect.stringContaining("use an administrator's"),
    });
  });

  it.each([
    ['without a token', [], 'homeAssistant.token'],
    ['with a wrong token', ['homeAssistant.token=bad'], 'does not take the access token'],
  ])('fails %s, and says so without it', async (_what, settings, says) => {
    const server = await homeAssistant();
    const finding = (await doctor(`homeAssistant.url=${server.url}`, ...settings))('Home Assistant');
    expect(finding).toMatchObject({ state: 'failed', says: expect.stringContaining(says) });
    expect(JSON.stringify(finding)).not.toContain('bad');
  });

  it('tells a wrong address from a wrong token', async () => {
    const server = await homeAssistant();
    server.onRequest = (_request, response) => response.writeHead(404).end();
    const found = await doctor(`homeAssistant.url=${server.url}`, 'homeAssistant.token=good');
    expect(found('Home Assistant')?.says).toContain('no Home Assistant');
  });
});
