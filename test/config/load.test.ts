import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONFIG_FIELDS, environmentName } from '../../appliance/config/fields.ts';
import { type ConfigLayers, loadConfig, readConfig } from '../../appliance/config/load.ts';
import { exampleFile, explainField, showValue, valueAt } from '../../appliance/config/reference.ts';
import { configSchema } from '../../appliance/config/schema.ts';
import { hasCode } from '../../appliance/kernel/errors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linnet-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function layers(yaml: string | null, more: Partial<ConfigLayers> = {}): ConfigLayers {
  const file = yaml === null ? null : join(folder, 'linnet.yaml');
  if (file !== null) writeFileSync(file, yaml ?? '');
  return { file, environment: {}, flags: [], ...more };
}

describe('the layers of the configuration', () => {
  test('defaults hold where nothing else is said', () => {
    const { config, problems } = readConfig(layers(null));
    expect(config).toEqual(configSchema.parse({}));
    expect(problems).toEqual([]);
  });

  test('the file wins over defaults, the environment over the file, a flag over the environment', () => {
    const yaml = 'listen:\n  silenceMs: 600\n  partialMs: 500\nvoice:\n  speed: 1.2\n';
    const environment = { LINNET_LISTEN_PARTIAL_MS: '700', LINNET_VOICE_SPEED: '1.3' };
    const { config, sources } = readConfig(layers(yaml, { environment, flags: ['voice.speed=1.4'] }));
    expect([config.listen.silenceMs, config.listen.partialMs, config.voice.speed]).toEqual([600, 700, 1.4]);
    expect(sources.get('voice.speed')).toBe('--set');
    expect(sources.get('listen.partialMs')).toBe('$LINNET_LISTEN_PARTIAL_MS');
  });

  test('a password that looks like a number stays text', () => {
    const { config } = readConfig(layers(null, { environment: { LINNET_MQTT_PASSWORD: '0012' } }));
    expect(config.mqtt.password).toBe('0012');
  });

  test('lists can be given on one line', () => {
    const { config } = readConfig(layers(null, { flags: ['wake.words=[hey_jarvis, alexa]'] }));
    expect(config.wake.words).toEqual(['hey_jarvis', 'alexa']);
  });
});

const TEN_MISTAKES = `
station: { id: "Not Allowed", nmae: Box }
listen: { silenceMs: -1, maxSpeechMs: soon, noSpechMs: 3 }
voice: { speed: 9 }
mqtt: { url: broker.local, password: 12, embeddedPort: 99999 }
colour: red
`;

describe('a configuration with ten mistakes', () => {
  test('is reported whole, each mistake with its path, what was expected and what came', () => {
    const { problems } = readConfig(layers(TEN_MISTAKES));
    expect(problems.map((problem) => `${problem.severity} ${problem.path}`)).toEqual([
      'error station.id',
      'warning station.nmae',
      'error listen.silenceMs',
      'error listen.maxSpeechMs',
      'warning listen.noSpechMs',
      'error voice.speed',
      'error mqtt.url',
      'error mqtt.password',
      'error mqtt.embeddedPort',
      'warning colour',
    ]);
    expect(problems.find((problem) => problem.path === 'voice.speed')?.text).toBe(
      'Expected a number from 0.5 to 2, got 9.',
    );
    expect(problems.find((problem) => problem.path === 'station.nmae')?.text).toContain('"station.name"');
    expect(problems.find((problem) => problem.path === 'colour')?.text).toMatch(/the nearest is "\w+"\.$/);
    expect(problems.find((problem) => problem.path === 'listen.noSpechMs')?.text).toContain('"listen.noSpeechMs"');
  });

  test('never shows what a secret was set to', () => {
    const { problems } = readConfig(layers('mqtt: { password: 424242 }'));
    expect(problems[0]?.text).not.toContain('424242');
  });

  test.each([
    ['mqtt.url', 'mqtt://user:hunter2@host'],
    ['mqtt.url', 'mqtt://user:hunt/er2@host:1883'],
    ['mqtt.url', 'wss://user:"hunter2/@x @host/mqtt'],
    ['homeAssistant.url', 'https://user:hunt/er2@host:8123/ha'],
  ])('never shows a password that stands in %s (%s), where none is meant to be', (path, url) => {
    const { problems } = readConfig(layers(null, { flags: [`${path}=${url}`] }));
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.text).toContain('//(not shown)@host');
    expect(problems[0]?.text).not.toMatch(/hunt|er2|user:/);
  });

  test.each([
    ['mqtt.url', 'wss://broker.example:8884/mqtt/path'],
    ['mqtt.url', 'mqtt://broker/'],
    ['homeAssistant.url', 'https://ha.example/below/this'],
  ])('has none in %s as it should be: %s', (path, url) => {
    expect(readConfig(layers(null, { flags: [`${path}=${url}`] })).problems).toEqual([]);
  });

  test('stops a start, naming the wrong values', () => {
    const start = (): unknown => loadConfig(layers(TEN_MISTAKES));
    expect(start).toThrow(/7 value\(s\).*station\.id.*mqtt\.embeddedPort/s);
  });
});

test('wrong values of flags alone are a command used wrongly', () => {
  const start = (yaml: string | null): unknown => loadConfig(layers(yaml, { flags: ['voice.speed=9', 'nonsense'] }));
  expect(() => start(null)).toThrowError(expect.objectContaining({ code: 'input.invalid' }));
  expect(() => start('mqtt: { embeddedPort: many }')).toThrowError(expect.objectContaining({ code: 'config.invalid' }));
});

test('an unknown key alone does not stop a start', () => {
  const loaded = loadConfig(layers('station: { futureKey: 1 }'));
  expect(loaded.problems).toHaveLength(1);
});

test('a file that is not YAML, or not there, is named', () => {
  expect(() => readConfig(layers('a: [1'))).toThrowError(expect.objectContaining({ code: 'config.unreadable' }));
  let thrown: unknown;
  try {
    readConfig({ file: join(folder, 'missing.yaml'), environment: {}, flags: [] });
  } catch (error) {
    thrown = error;
  }
  expect(hasCode(thrown, 'input.invalid')).toBe(true);
  expect(String(thrown)).toMatch(/missing\.yaml"; there is none\. .*config example/);
  expect(() => readConfig(layers('a: 1\nb: c: d'))).toThrow(/at line 2, column 4\. Correct it/);
});

describe('what is generated from the schema', () => {
  test('the example file reads back as the defaults, also with every key uncommented', () => {
    const example = exampleFile();
    expect(readConfig(layers(example))).toMatchObject({ config: configSchema.parse({}), problems: [] });
    const uncommented = example.replace(/^ {2}#([A-Za-z]+: )/gm, '  $1');
    const read = readConfig(layers(uncommented));
    expect(read.problems).toEqual([]);
    expect(read.config).toEqual(configSchema.parse({}));
    expect(read.sources.size).toBe(CONFIG_FIELDS.length);
  });

  test('every field explains itself and has an environment variable of its own', () => {
    const config = configSchema.parse({});
    const names = new Set(CONFIG_FIELDS.map((field) => environmentName(field.path)));
    expect(names.size).toBe(CONFIG_FIELDS.length);
    for (const field of CONFIG_FIELDS)
      expect(explainField(field, valueAt(config, field.path), 'default')).toContain(field.help);
  });

  test('a secret is shown as set, never as it is', () => {
    const field = CONFIG_FIELDS.find((each) => each.path === 'mqtt.password');
    expect(field && showValue(field, 'hunter2')).toBe('(set, not shown)');
  });
});
