// The user's own sentences, from files in the data folder to a whole typed turn.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../appliance/config/load.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { createLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { createModelStore } from '../../appliance/models/store.ts';
import { type OfflineHouse, openOfflineHouse } from '../../appliance/processes/offline-house.ts';
import { sentenceFiles } from '../../appliance/processes/sentence-files.ts';
import { sentenceFiles as fetched } from '../intents/support/fetched.ts';
import { linnet } from '../support/command-line.ts';
import { modelsRoot } from '../support/models.ts';
import { temporaryFolder } from '../support/running-box.ts';

let scope = new Scope();
let dataRoot: string;
let logged: string[];
beforeEach(() => {
  dataRoot = temporaryFolder(scope);
  logged = [];
});
afterEach(async () => {
  await scope.close();
  scope = new Scope();
});

function write(name: string, content: string): string {
  const path = join(dataRoot, 'sentences', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function open(language = 'en'): Promise<OfflineHouse> {
  const flags = [`language.sentences=${language}`];
  const { config } = loadConfig({ file: null, environment: {}, flags });
  const store = createModelStore({ root: modelsRoot, offline: true, languages: [language] }, { clock: systemClock });
  const log = createLog({ level: 'warn', private: false }, { write: (line) => logged.push(line) });
  const house = await openOfflineHouse(config, { log, sentences: await sentenceFiles(config, dataRoot, store) });
  scope.defer(() => house.close());
  return house;
}

const ask = async (house: OfflineHouse, text: string) =>
  house.box.ask(text, { kind: 'console', id: 'test', person: null });

const CUSTOM = `
language: "en"
intents:
  HassTurnOn:
    data:
      - sentences:
          - "let there be light [in] [the] {place:name}"
      - sentences: ["it is too dark"]
        slots: { name: "Kitchen Light" }
  HassLightSet:
    data:
      - sentences: ["(cosy|cozy) time [in <the> {area}]"]
        slots: { brightness: 20, area: "Living Room", domain: "light" }
  LinnetRun:
    data:
      - sentences: ["good night [everyone]", "bed time"]
        slots: { command: "turn off the kitchen light and close the bedroom blinds" }
      - sentences: ["brighten up {area}"]
        slots: { command: "turn on the lights in the {area}" }
  LinnetSay:
    data:
      - sentences: ["who is the boss [here]"]
        response: boss
lists:
  place:
    values:
      - in: "(cookhouse|galley)"
        out: "Kitchen Light"
responses:
  intents:
    LinnetSay:
      boss: "You are, of course."
`;

describe("the user's own sentences, in YAML as Home Assistant's custom sentences", () => {
  test('do what the box can do: whole typed turns', async () => {
    write('en/home.yaml', CUSTOM);
    const house = await open();
    expect(await ask(house, 'let there be light in the galley')).toMatchObject({
      outcome: 'done',
      intent: 'HassTurnOn',
      slots: { name: 'Kitchen Light' },
    });
    expect(house.house.state('light.kitchen')?.value).toBe('on');
    expect(await ask(house, 'cosy time')).toMatchObject({ outcome: 'done', intent: 'HassLightSet' });
    expect(await ask(house, 'who is the boss here')).toMatchObject({ outcome: 'done', text: 'You are, of course.' });
    expect(logged).toEqual([]);
  });

  test('stand for other words, several commands among them', async () => {
    write('en.yaml', CUSTOM);
    const house = await open();
    await ask(house, 'it is too dark');
    expect(house.house.state('light.kitchen')?.value).toBe('on');
    expect(await ask(house, 'good night everyone')).toMatchObject({ outcome: 'done' });
    expect(house.house.state('light.kitchen')?.value).toBe('off');
    expect(house.house.state('cover.bedroom_blinds')?.value).toBe('closed');
    expect(await ask(house, 'brighten up kitchen')).toMatchObject({ outcome: 'done', intent: 'HassTurnOn' });
    expect(house.house.state('light.kitchen')?.value).toBe('on');
  });

  test('come before the others, and JSON does as well', async () => {
    const intents = { HassGetCurrentTime: { data: [{ sentences: ['turn on the kitchen light'] }] } };
    write('en.json', JSON.stringify({ language: 'en', intents }));
    expect(await ask(await open(), 'turn on the kitchen light')).toMatchObject({ intent: 'HassGetCurrentTime' });
  });

  test.runIf(fetched !== null)('of a language serve its regions, beside the fetched ones', async () => {
    const said = 'language: de\nintents:\n  HassTurnOff:\n    data:\n      - sentences: ["Schluss mit <name>"]\n';
    write('de.yml', said);
    const house = await open('de-AT');
    await ask(house, 'schalte Kitchen Light ein');
    expect(house.house.state('light.kitchen')?.value).toBe('on');
    expect(await ask(house, 'Schluss mit Kitchen Light')).toMatchObject({ outcome: 'done', intent: 'HassTurnOff' });
    expect(house.house.state('light.kitchen')?.value).toBe('off');
  });

  test('are all there is in a language that nothing else has', async () => {
    const said = 'language: tlh\nintents:\n  HassTurnOn:\n    data:\n      - sentences: ["{name} yIchu\'"]\n';
    write('tlh.yaml', said);
    const house = await open('tlh');
    expect(await ask(house, "Kitchen Light yIchu'")).toMatchObject({ outcome: 'done', intent: 'HassTurnOn' });
    expect(house.house.state('light.kitchen')?.value).toBe('on');
  });
});

describe('linnet ask without a box', () => {
  const alone = (...argv: string[]) => linnet(['--data', dataRoot, ...argv]);

  test("does what README's own sentences say, in the demo house", async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    write('en.yaml', /```yaml\n(language: en\n.*?)```/s.exec(readme)?.[1] ?? '');
    const house = await open();
    for (const said of ['it is too dark', 'good night', 'who is the boss'])
      expect(await ask(house, said), said).toMatchObject({ outcome: 'done' });
  });

  test("understands the user's own sentences", async () => {
    write('en.yaml', CUSTOM);
    expect(await alone('ask', 'who is the boss here')).toMatchObject({ status: 0, lines: ['You are, of course.'] });
  });

  test.runIf(fetched !== null)('understands the fetched ones of another language', async () => {
    const { status, lines } = await alone(
      '--set',
      'language.sentences=de',
      'ask',
      '--json',
      'schalte Kitchen Light ein',
    );
    expect(status).toBe(0);
    expect(JSON.parse(lines[0]!)).toMatchObject({ outcome: 'done', intent: 'HassTurnOn' });
  });

  test('says which languages there are where it has none of the one asked for', async () => {
    const { status, errors } = await alone('--set', 'language.sentences=xx', 'ask', 'hello');
    expect(status).toBe(1);
    expect(errors).toMatch(/language\.sentences to be one of .*\bde\b.*"xx" came.*\[config\.invalid\]/);
  });

  test('makes no data folder', async () => {
    const absent = join(dataRoot, 'absent');
    expect(await linnet(['--data', absent, 'ask', 'what time is it'])).toMatchObject({ status: 0 });
    expect(existsSync(absent)).toBe(false);
  });
});

describe('a wrong file', () => {
  test.each([
    ['en.yaml', 'intents: [oh: }', /en\.yaml" is no YAML: .+ Correct it\./],
    ['en.json', '{"language": "en", ', /en\.json" is no JSON; correct it\./],
    [
      'en/a.yaml',
      'language: en\nintents: { HassTurnOn: { data: [{}] } }',
      /a\.yaml is no file of sentences: intents\.HassTurnOn\.data\.0\.sentences/,
    ],
    [
      'en/b.yaml',
      'language: en\nintents: { MovieTime: { data: [{ sentences: ["movie time"] }] } }',
      /b\.yaml: nothing does the intent MovieTime; expected one of: .*HassTurnOn.*LinnetRun/,
    ],
    [
      'en/c.yaml',
      'language: en\nintents: { HassTurnOn: { data: [{ sentences: ["on <nothing>"] }] } }',
      /c\.yaml, HassTurnOn: expected a rule that exists \(<nothing>\)/,
    ],
    ['en/d.yaml', `a: &a [1,1]\nb: &b [${'*a,'.repeat(200)}1]\n`, /d\.yaml/],
  ])('%s is left out and said, with what was expected; the rest works', async (name, content, expected) => {
    write(name, content);
    write('en/right.yaml', 'language: en\nintents: { HassGetCurrentTime: { data: [{ sentences: ["chime in"] }] } }');
    const house = await open();
    expect(await ask(house, 'chime in')).toMatchObject({ intent: 'HassGetCurrentTime' });
    expect(await ask(house, 'turn on the kitchen light')).toMatchObject({ outcome: 'done' });
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0]!)).toMatchObject({ err: { message: expect.stringMatching(expected) } });
  });

  test.each([
    ['a file', (path: string) => writeFileSync(path, '')],
    ['a link to itself', (path: string) => symlinkSync(path, path)],
  ])('is also %s where the folder should be: it is said, and the box starts', async (_what, make) => {
    make(join(dirname(write('en.yaml', CUSTOM)), 'en'));
    const house = await open();
    expect(await ask(house, 'who is the boss here')).toMatchObject({ outcome: 'done' });
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0]!)).toMatchObject({
      err: { message: expect.stringMatching(/sentences\/en\/" cannot be read; is the path right\?/) },
    });
  });

  test('is found by the doctor', async () => {
    write('en.yaml', 'language: en\nintents: { MovieTime: { data: [{ sentences: ["movie time"] }] } }');
    const argv = ['--data', dataRoot, '--set', 'audio.board=simulated', '--set', 'network.lookAround=false'];
    const { lines } = await linnet([...argv, 'doctor', '--json']);
    const findings = lines.map((line) => JSON.parse(line) as { check: string; state: string; says: string });
    expect(findings.find(({ check }) => check === 'own sentences')).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('nothing does the intent MovieTime'),
    });
  });
});

describe('a language that nothing hears', () => {
  const german = ['--set', 'language.sentences=de-AT', '--set', 'audio.board=simulated'];

  test('is said by config check, which is not its end', async () => {
    const { status, lines } = await linnet(['--data', dataRoot, ...german, 'config', 'check']);
    expect(lines.join('\n')).toMatch(/stt-moonshine-tiny-en hears en, but language\.sentences is "de-AT"/);
    expect(status).toBe(0);
  });

  test('is said by the doctor, with what must fit', async () => {
    const { lines } = await linnet([
      '--data',
      dataRoot,
      ...german,
      '--set',
      'network.lookAround=false',
      'doctor',
      '--json',
    ]);
    const findings = lines.map((line) => JSON.parse(line) as { check: string; state: string; hint: string });
    expect(findings.filter(({ check }) => check === 'language')).toEqual([
      expect.objectContaining({ state: 'warning', hint: expect.stringContaining('recognition.model') }),
      expect.objectContaining({ state: 'warning' }),
    ]);
  });
});
