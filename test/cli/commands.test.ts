// The commands that need no sound, as a stranger or a script meets them: help, results, errors, exit status.
import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { turnText } from '../../appliance/cli/turns.ts';
import { CONFIG_FIELDS } from '../../appliance/config/fields.ts';
import type { Turn } from '../../appliance/dialogue/turn.ts';
import { writeOver } from '../../appliance/processes/speech-file.ts';
import { linnet } from '../support/command-line.ts';
import { linnetProcess, MAIN } from '../support/linnet-process.ts';
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
    [['leds', 'disco', '--json'], /disco.* came/],
    [['house', 'place', 'lamp'], /an area, or --nowhere/],
    [['models', 'fetch', '--preset', 'nope'], /preset of models.*"nope" came/],
    [['models', 'fetch', '--offline', '--language', 'xx'], /a language that a model has a file for .*"xx" came/],
    [['say', ''], /some words/],
  ])('%j ends with status 2 and says what is wrong', async (argv, message) => {
    const { status, lines, errors } = await linnet(argv);
    expect({ status, lines }).toEqual({ status: 2, lines: [] });
    expect(errors).toMatch(message);
  });

  test('a language that nobody has sentences of is named with those there are', async () => {
    const house = join(folder, 'house.json');
    writeFileSync(house, JSON.stringify({ areas: [], floors: [], entities: [] }));
    const { status, errors } = await linnet(['intents', 'match', '--language', 'xx', '--house', house]);
    expect([status, errors]).toEqual([2, expect.stringMatching(/a language of .*\bde\b.*"xx" came/)]);
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
    expect(absent.errors()).toMatchObject([{ error: 'data.unreadable', file: join(folder, 'absent.wav') }]);
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

describe('a file that a command is given', () => {
  test.each([
    ['that is not there', null, 'there is none.', 'data.unreadable'],
    ['with a line that is no phrase', `close the\n${'x'.repeat(300)}`, 'line 2 has 300 characters', 'input.tooLarge'],
    ['with too many', Array.from({ length: 5001 }, (_, n) => `phrase ${n}`).join('\n'), '5001', 'input.tooLarge'],
    ['that is far too large', '\n'.repeat(4_000_001), '4000001 bytes', 'data.unreadable'],
  ])('of phrases %s is refused with what is wrong with it', async (_what, text, says, code) => {
    const file = join(folder, 'phrases.txt');
    if (text !== null) writeFileSync(file, text);
    const { status, errors } = await linnet(['transcribe', '--json', '--phrases', file, 'x.wav']);
    expect(status).toBe(1);
    expect(JSON.parse(errors)).toMatchObject({ error: code, message: expect.stringContaining(says) });
    expect(errors).toContain('phrases.txt');
  });

  test('of phrases that cannot be looked at is told with the reason', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { errors } = await linnet(['transcribe', '--phrases', join(folder, 'file', 'phrases.txt'), 'x.wav']);
    expect(errors).toMatch(/phrases\.txt": ENOTDIR.*\[data\.unreadable\]$/);
  });

  test('as a configuration must be there', async () => {
    const { status, errors } = await linnet(['--config', join(folder, 'none.yaml'), 'config', 'show']);
    expect([status, errors]).toEqual([2, expect.stringMatching(/none\.yaml"; there is none\. .*\[input\.invalid\]$/)]);
  });
});

describe('output that cannot be written', () => {
  test('is told, with status 1', () => {
    const out = join(folder, 'out');
    const script = `ulimit -f 1; exec "${process.execPath}" "${MAIN}" config show --json > "${out}"`;
    const { status, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/output cannot be written, and is not whole: .*EFBIG/)]);
  });
});

describe('linnet config', () => {
  test('show says which keys of a flag there are not, on standard error', async () => {
    const { status, errors } = await linnet(['--data', folder, '--set', 'foo=1', 'config', 'show']);
    expect([status, errors]).toEqual([
      0,
      expect.stringMatching(/^foo \(--set\): There is no such key; the nearest is "/),
    ]);
  });

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

  test('show and explain tell what was changed at run time, over what the file and a flag say', async () => {
    const settings = { assistantVolume: 21, mediaVolume: 22, wakeSensitivity: 23, muted: true };
    const root = join(folder, 'live');
    mkdirSync(root);
    writeFileSync(join(root, 'settings.json'), JSON.stringify(settings));
    const start = ['--data', root, '--set', 'audio.assistantVolume=90', 'config'];
    const rows = parsed((await linnet([...start, 'show', '--json'])).lines) as Array<Record<string, unknown>>;
    const live = rows.filter(({ source }) => source === 'live setting');
    expect(live.map(({ value }) => value).sort()).toEqual(Object.values(settings).sort());
    const liveFields = CONFIG_FIELDS.filter((field) => field.live === true).map(({ path }) => path);
    expect(live.map(({ key }) => key)).toEqual(expect.arrayContaining([...liveFields, 'muted']));
    const plain = (await linnet([...start, 'show'])).lines.join('\n');
    expect(plain).toMatch(/audio\.assistantVolume +21 {3}\(live setting\)/);
    const [{ value, source }] = parsed(
      (await linnet([...start, 'explain', 'audio.assistantVolume', '--json'])).lines,
    ) as [Record<string, unknown>];
    expect({ value, source }).toEqual({ value: 21, source: 'live setting' });
    expect((await linnet([...start, 'explain', 'audio.assistantVolume'])).lines.join('\n')).toMatch(
      /now +21 \(live setting\)/,
    );
  });

  test('show tells what the configuration says where the file of live settings is damaged', async () => {
    const root = join(folder, 'damaged');
    mkdirSync(root);
    writeFileSync(join(root, 'settings.json'), '{ "assistantVolume": 21');
    const { status, lines } = await linnet(['--data', root, 'config', 'show']);
    expect([status, lines.join('\n')]).toEqual([0, expect.stringMatching(/audio\.assistantVolume +70\n/)]);
    expect(readFileSync(join(root, 'settings.json'), 'utf8')).toContain('21');
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

  test('a board that there is not is named by check, and no box starts with it', async () => {
    const flags = ['--data', folder, '--set', 'audio.board=nosuch'];
    const { status, lines } = await linnet([...flags, 'config', 'check', '--json']);
    expect(status).toBe(1);
    const says = expect.stringMatching(/"auto" or one of .*simulated; "nosuch" came\./);
    expect(parsed(lines)).toEqual([{ severity: 'error', path: 'audio.board', source: '--set', text: says }]);
    expect(await linnet([...flags, 'run'])).toMatchObject({ status: 1, errors: says });
  });

  test('check names a broker that would be open to the whole network, with which no box starts', async () => {
    const open = ['--data', folder, '--set', 'mqtt.embeddedHost=0.0.0.0'];
    const { status, lines } = await linnet([...open, 'config', 'check', '--json']);
    expect([status, parsed(lines)]).toMatchObject([1, [{ severity: 'error', path: 'mqtt.embeddedHost' }]]);
    expect(await linnet([...open, 'run'])).toMatchObject({ status: 1, errors: expect.stringContaining('user name') });
    const closed = [...open, '--set', 'mqtt.username=me', '--set', 'mqtt.password=hunter2'];
    expect(await linnet([...closed, 'config', 'check'])).toMatchObject({ status: 0 });
    expect(await linnet([...open, '--set', 'mqtt.url=mqtt://other', 'config', 'check'])).toMatchObject({ status: 0 });
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
    expect((await linnet(['config', 'explain', 'lisen'])).errors).toContain('did you mean "listen"?');
    expect([none.status, none.errors]).toEqual([2, expect.stringContaining('did you mean "voice.speed"?')]);
    expect((await linnet(['config', 'explain', 'foo.bar'])).errors).toMatch(/^There is no key "foo\.bar"\. "linnet/);
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
    expect(await linnet(['say', ' '])).toMatchObject({ status: 2, errors: expect.stringContaining('[input.invalid]') });
    const smile = await linnet(['say', '--out', file, '😀 **']);
    expect([smile.status, smile.errors]).toEqual([2, expect.stringMatching(/"😀 \*\*" has none that can be spoken/)]);
    const nowhere = await linnet(['say', '--out', join(folder, 'no', 'such.wav'), 'Hello.']);
    expect(nowhere.errors).toMatch(/such\.wav.*\[data\.unwritable\]/);
  });

  test('a recording replaces a file as a whole, and nothing else that is in its place', async () => {
    const [real, link, pipe] = ['real.wav', 'link.wav', 'pipe.wav'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(real, 'before');
    symlinkSync(real, link);
    await writeOver(link, Buffer.from('after'));
    expect([lstatSync(link).isSymbolicLink(), readFileSync(real, 'utf8')]).toEqual([true, 'after']);
    execFileSync('mkfifo', [pipe]);
    const read = readFile(pipe, 'utf8');
    await writeOver(pipe, Buffer.from('through'));
    expect([await read, lstatSync(pipe).isFIFO()]).toEqual(['through', true]);
  });

  test('turns: tells the time as the clock on the wall, and what the number after the words is', () => {
    const turn = {
      startedAt: Date.UTC(2026, 10, 27, 6, 30, 5),
      origin: 'wake',
      outcome: 'done',
      intent: null,
    } as const;
    const words = {
      transcript: 'stop',
      confidence: -0.16,
      reply: null,
      cut: null,
      endpointToSoundMs: null,
      stages: [],
    };
    vi.stubEnv('TZ', 'Asia/Kolkata');
    const text = turnText({ ...turn, ...words } as unknown as Turn);
    vi.unstubAllEnvs();
    expect(text).toBe('2026-11-27 12:00:05  wake  done\n  heard  "stop"  (confidence -0.16, at best 0)');
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
    expect({ status, lines }).toEqual({ status: 2, lines: [] });
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
