// The commands that need no sound, as a stranger or a script meets them: help, results, errors, exit status.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CONFIG_FIELDS } from '../../appliance/config/fields.ts';
import { linnet } from '../support/command-line.ts';
import { linnetProcess } from '../support/linnet-process.ts';
import { modelsRoot } from '../support/models.ts';

// Whole processes with models, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linnet-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const COMMANDS = [
  ...[
    'run',
    'demo',
    'doctor',
    'leds',
    'say',
    'play',
    'ask',
    'transcribe',
    'wake',
    'listen',
    'turn',
    'turns',
    'intents match',
  ],
  ...['list', 'fetch', 'verify', 'prune', 'where'].map((name) => `models ${name}`),
  ...['show', 'check', 'explain', 'example'].map((name) => `config ${name}`),
];

const parsed = (lines: readonly string[]): unknown[] => lines.map((line) => JSON.parse(line) as unknown);

describe('every command', () => {
  test.each(COMMANDS)('%s has help on standard output, which names --json', async (command) => {
    const { status, lines, errors } = await linnet([...command.split(' '), '--help']);
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    expect(lines.join('\n')).toMatch(new RegExp(`^Usage: linnet ${command}.*--json`, 's'));
  });

  test('is named by the help of the whole', async () => {
    const { status, lines } = await linnet(['--help']);
    expect(status).toBe(0);
    for (const command of COMMANDS) expect(lines.join('\n')).toContain(`\n  ${command.split(' ')[0]}`);
  });
});

describe('a command used wrongly', () => {
  test.each([
    [['nonsense'], /Unknown command 'nonsense'.*linnet --help/],
    [['constructor'], /Unknown command 'constructor'/],
    [['turns', '--lsat', '3'], /Unknown option '--lsat'.*--last/],
    [['turns', '--last', 'many'], /--last.*whole number/],
    [['transcribe'], /Missing required argument 'file'/],
    [['transcribe', '--engine', 'ears', 'x.wav'], /--engine.*moonshine, sherpa/],
    [['wake', '--threshold', '2', 'x.wav'], /--threshold.*from 0 to 1/],
    [['models', 'fetsh'], /Unknown command 'fetsh'.*fetch/],
  ])('%j ends with status 2 and says what is wrong', async (argv, message) => {
    const { status, lines, errors } = await linnet(argv);
    expect({ status, lines }).toEqual({ status: 2, lines: [] });
    expect(errors).toMatch(message);
  });

  test('a folder that is named as a command is no command', async () => {
    const { status, lines } = await linnet(['--data', join(folder, 'turns'), 'config', 'check']);
    expect({ status, lines }).toEqual({ status: 0, lines: ['The configuration is right.'] });
  });
});

describe('an error with --json', () => {
  test('is one object on standard error with a code to branch on, in the real process too', async () => {
    const [absent, used] = await Promise.all([
      linnetProcess(['--data', folder, 'transcribe', '--json', join(folder, 'absent.wav')]),
      linnetProcess(['--data', folder, 'transcribe', '--jsno', '--json', 'x.wav']),
    ]);
    expect([absent.status, absent.stdout, used.status, used.stdout]).toEqual([1, '', 2, '']);
    expect(absent.errors()).toMatchObject([{ error: 'input.invalid', file: join(folder, 'absent.wav') }]);
    expect(used.errors()).toMatchObject([{ error: 'input.invalid', message: expect.stringContaining('--jsno') }]);
  });

  test('tells each model that is missing with the command that brings it', async () => {
    const { status, errors } = await linnet(['wake', '--json', 'x.wav'], { LINNET_MODELS: folder });
    expect(status).toBe(1);
    expect(JSON.parse(errors)).toMatchObject({
      error: 'model.missing',
      message: expect.stringContaining('linnet models fetch wake-okay-nabu'),
    });
  });
});

describe('linnet config', () => {
  test('show tells each value and where it came from, and of a secret only that it is set', async () => {
    const environment = { LINNET_MQTT_PASSWORD: 'hunter2' };
    const json = await linnet(['--set', 'voice.speed=1.5', '--data', folder, 'config', 'show', '--json'], environment);
    const rows = parsed(json.lines) as Array<{ key: string }>;
    expect(rows.map(({ key }) => key)).toEqual(CONFIG_FIELDS.map(({ path }) => path));
    expect(rows).toContainEqual({ key: 'voice.speed', value: 1.5, source: '--set' });
    expect(rows).toContainEqual({ key: 'mqtt.password', value: '(set)', source: '$LINNET_MQTT_PASSWORD' });
    const plain = await linnet(['--data', folder, 'config', 'show'], environment);
    expect(plain.lines.join('\n')).not.toContain('hunter2');
  });

  test('check reports a wrong value, an unknown key and an unknown variable with what was meant', async () => {
    writeFileSync(join(folder, 'linnet.yaml'), 'listen: { silenceMs: 3 }\nvoise: { speed: 1 }\n');
    const { status, lines } = await linnet(['--data', folder, 'config', 'check', '--json'], {
      LINNET_MQTT_URI: 'mqtt://x',
    });
    expect(status).toBe(1);
    expect(parsed(lines)).toMatchObject([
      { severity: 'error', path: 'listen.silenceMs', text: 'Expected a whole number from 200 to 3000, got 3.' },
      { severity: 'warning', path: 'voise', text: expect.stringContaining('"voice"') },
      { severity: 'warning', path: 'LINNET_MQTT_URI', text: expect.stringContaining('"LINNET_MQTT_URL"') },
    ]);
  });

  test('check names a model that there is not, beside everything else that is wrong', async () => {
    const flags = ['--set', 'voice.model=foo', '--set', 'audio.echo=bad'];
    const { status, lines } = await linnet(['--data', folder, ...flags, 'config', 'check', '--json']);
    expect(status).toBe(1);
    expect(parsed(lines)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ severity: 'error', path: 'audio.echo', source: expect.any(String) }),
        expect.objectContaining({
          severity: 'error',
          path: 'voice.model',
          source: expect.any(String),
          text: expect.stringContaining('"foo"'),
        }),
      ]),
    );
  });

  test('explain tells of a key or of a section, and of no key which was meant', async () => {
    const one = await linnet(['--data', folder, 'config', 'explain', 'voice.speed', '--json']);
    expect(parsed(one.lines)).toMatchObject([{ key: 'voice.speed', default: 1, environment: 'LINNET_VOICE_SPEED' }]);
    const section = await linnet(['--data', folder, 'config', 'explain', 'privacy', '--json']);
    expect(parsed(section.lines)).toMatchObject([{ key: 'privacy.keepTranscripts' }, { key: 'privacy.publishWords' }]);
    const none = await linnet(['--data', folder, 'config', 'explain', 'voice.sped']);
    expect([none.status, none.errors]).toEqual([1, expect.stringContaining('did you mean "voice.speed"?')]);
  });

  test('example is a file that config check finds right', async () => {
    const file = join(folder, 'example.yaml');
    writeFileSync(file, (await linnet(['config', 'example'])).lines.join('\n'));
    expect(await linnet(['--config', file, 'config', 'check'])).toMatchObject({ status: 0 });
    const rows = parsed((await linnet(['config', 'example', '--json'])).lines);
    expect(rows).toHaveLength(CONFIG_FIELDS.length);
  });
});

describe('linnet without a box', () => {
  test('ask: a demo house answers a typed turn; one that is not understood ends with status 1', async () => {
    const done = await linnetProcess(['--data', folder, 'ask', '--json', 'Set the lamp to 30 percent.']);
    expect(done.status).toBe(0);
    expect(done.rows()).toMatchObject([{ outcome: 'done', intent: 'HassLightSet', slots: { brightness: 30 } }]);
    const odd = await linnet(['--data', folder, 'ask', 'Colourless green ideas sleep furiously.']);
    expect([odd.status, odd.lines]).toEqual([1, [expect.stringMatching(/did not understand/)]]);
  });

  test('say: a file holds the speech, aloud needs a box, and nothing is no speech', async () => {
    const file = join(folder, 'said.wav');
    // The voice varies from time to time; a sentence this long is understood each time.
    const text = 'The temperature in the kitchen is twenty degrees.';
    const { status, rows } = await linnetProcess(['--data', folder, 'say', '--json', '--out', file, text]);
    expect(status).toBe(0);
    expect(rows()).toEqual([{ say: text, file, audioMs: expect.any(Number), synthesisMs: expect.any(Number) }]);
    const heard = await linnetProcess(['--data', folder, 'transcribe', '--json', file]);
    const [{ text: words, audioMs }] = heard.rows() as [{ text: string; audioMs: number }];
    expect(words).toMatch(/temperature in the kitchen/i);
    expect(Math.abs(audioMs - (rows()[0]!.audioMs as number))).toBeLessThan(3); // counted at another rate
    const aloud = await linnet(['--data', folder, 'say', 'Hello.']);
    expect([aloud.status, aloud.errors]).toEqual([1, expect.stringMatching(/No box runs.*--out/)]);
    expect(await linnet(['say', ' '])).toMatchObject({ status: 1, errors: expect.stringContaining('[input.invalid]') });
    const nowhere = await linnet(['say', '--out', join(folder, 'no', 'such.wav'), 'Hello.']);
    expect(nowhere.errors).toMatch(/such\.wav.*\[data\.unwritable\]/);
  });

  test('turns: says that there is no record yet', async () => {
    const { status, lines, errors } = await linnet(['--data', folder, 'turns']);
    expect({ status, lines }).toEqual({ status: 0, lines: [] });
    expect(errors).toContain('no box has run');
  });

  test('doctor: every finding has a state, and what failed has a hint', async () => {
    const { status, lines } = await linnet(['--data', join(folder, 'linnet.yaml'), 'doctor', '--json'], {
      LINNET_MODELS: join(folder, 'no-models'),
    });
    const findings = parsed(lines) as Array<{ check: string; state: string; hint: string | null }>;
    expect(status).toBe(1);
    for (const { state, hint } of findings) if (state === 'failed') expect(hint).not.toBeNull();
    expect(findings).toContainEqual(expect.objectContaining({ check: 'model', state: 'failed' }));
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['node', 'data folder', 'model', 'stop word', 'broker', 'box']),
    );
  });

  test('models: where is the folder of the store, and a model that does not exist is named', async () => {
    expect((await linnet(['models', 'where'])).lines).toEqual([modelsRoot]);
    const { status, lines, errors } = await linnet(['models', 'where', 'nonsense', '--json']);
    expect({ status, lines }).toEqual({ status: 1, lines: [] });
    expect(JSON.parse(errors)).toMatchObject({
      error: 'input.invalid',
      message: expect.stringContaining('"nonsense"'),
    });
  });
});

describe('a data folder that cannot be', () => {
  test('is named with what to do, by whatever needs it', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const run = await linnet(['--data', file, 'run']);
    expect([run.status, run.errors]).toEqual([
      1,
      expect.stringMatching(/a-file.*Choose another.*\[data\.unwritable\]/),
    ]);
    const { lines } = await linnet(['--data', file, 'doctor', '--json']);
    expect(parsed(lines)).toContainEqual(
      expect.objectContaining({ check: 'data folder', state: 'failed', hint: expect.stringContaining('--data') }),
    );
  });
});
