// The demo beside its owner's house: what it takes from a configuration, what it shows, and how it ends.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { demoConfig } from '../../appliance/cli/demo/config.ts';
import { recordLines } from '../../appliance/cli/demo/recordings.ts';
import { Screen } from '../../appliance/cli/demo/screen.ts';
import { type DemoLine, EVENING, spokenLines } from '../../appliance/cli/demo/script.ts';
import { playEvening } from '../../appliance/cli/demo.ts';
import type { DialogueState } from '../../appliance/dialogue/dialogue-state.ts';
import type { BoardEvent } from '../../appliance/hardware/board-channel.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { createModelStore } from '../../appliance/models/store.ts';
import { voiceModelChoice } from '../../appliance/processes/child-arguments.ts';
import { locateVoiceModels } from '../../appliance/processes/voice-models.ts';
import { encodePhrase } from '../../appliance/speech/phrase-file.ts';

import { MAIN } from '../support/linnet-process.ts';
import { modelsRoot } from '../support/models.ts';
import { childrenOf, killWithChildren, untilGone } from '../support/process-table.ts';
import { startBox, temporaryFolder } from '../support/running-box.ts';
import { speak } from '../support/speech.ts';

// Whole boxes, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000 });

let scope: Scope;
beforeEach(() => {
  scope = new Scope();
});
afterEach(() => scope.close());

/** `linnet …` in a folder of its own, in the house of `environment` and of the linnet.yaml there. */
class Process {
  readonly lines: string[] = [];
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; errors: string }>;
  readonly #child;
  #errors = '';
  #look = (): void => {};

  constructor(folder: string, argv: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const env = { ...process.env, LINNET_MODELS: modelsRoot, LINNET_DATA: join(folder, 'linnet'), ...environment };
    this.#child = spawn(process.execPath, [MAIN, ...argv], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const child = this.#child;
    scope.defer(() => killWithChildren(child));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.lines.push(line);
      this.#look();
    });
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        resolve({ code, signal, errors: this.#errors });
        this.#look();
      });
    });
  }

  get children(): readonly number[] {
    return childrenOf(this.#child.pid ?? 0).map(({ pid }) => pid);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async says(text: string): Promise<void> {
    while (!this.lines.some((line) => line.includes(text))) {
      if (this.#child.exitCode !== null) throw new Error(`It ended before "${text}": ${this.#errors}`);
      await new Promise<void>((resolve) => {
        this.#look = resolve;
      });
    }
  }
}

/** Something at the address of a broker or a Home Assistant that counts who comes. */
async function countingServer(): Promise<{ readonly port: number; visitors(): number; visited(): Promise<void> }> {
  let visitors = 0;
  let first = (): void => {};
  const visited = new Promise<void>((resolve) => {
    first = resolve;
  });
  const server: Server = createServer((socket) => {
    visitors++;
    socket.on('error', () => {}).destroy();
    first();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  scope.defer(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    visitors: () => visitors,
    visited: () => visited,
  };
}

describe('the demo beside a house', () => {
  /** A folder whose linnet.yaml, and an environment whose variables, name a broker and a Home Assistant. */
  async function configuredHouse() {
    const server = await countingServer();
    const folder = temporaryFolder(scope);
    mkdirSync(join(folder, 'linnet'));
    const yaml = `mqtt:\n  url: mqtt://127.0.0.1:${server.port}\nwake:\n  words: [hey_jarvis]\n`;
    for (const path of [join(folder, 'linnet.yaml'), join(folder, 'linnet', 'linnet.yaml')]) writeFileSync(path, yaml);
    const environment = {
      LINNET_MQTT_URL: `mqtt://127.0.0.1:${server.port}`,
      LINNET_HOME_ASSISTANT_URL: `http://127.0.0.1:${server.port}`,
      LINNET_HOME_ASSISTANT_TOKEN: 'a token',
      LINNET_CONSOLE_PORT: '0',
    };
    return { server, folder, environment };
  }

  test('never reaches the broker and the Home Assistant of its owner, whom a box there does reach', async () => {
    const { server, folder, environment } = await configuredHouse();
    const demo = new Process(folder, ['--set', 'console.port=0', 'demo', '--no-aloud'], environment);
    await demo.says('light.kitchen state on');
    demo.kill('SIGTERM');
    await demo.ended;
    expect(server.visitors()).toBe(0);
    const box = new Process(folder, ['--config', 'linnet.yaml', 'run'], environment);
    await server.visited();
    box.kill('SIGTERM');
    await box.ended;
  });

  test('is not kept from playing by a configuration that cannot be read, nor by what listens on the port of its page', async () => {
    const { port } = await countingServer();
    const folder = temporaryFolder(scope);
    mkdirSync(join(folder, 'linnet'));
    writeFileSync(join(folder, 'linnet', 'linnet.yaml'), 'mqtt: [');
    const demo = new Process(folder, ['--set', `console.port=${port}`, 'demo', '--no-aloud']);
    await demo.says(`Port ${port} is in use`);
    await demo.says('page http://127.0.0.1:');
    expect(demo.lines.join('\n')).toContain(`linnet --data "${join(folder, 'linnet-demo')}" ask`);
  });

  test('refuses a broker or a Home Assistant named for it, and takes any other value', () => {
    expect(() => demoConfig(['mqtt.url=mqtt://broker:1883', 'homeAssistant.url=http://ha:8123'])).toThrow(
      /leave out "--set mqtt\.url=…" and "--set homeAssistant\.url=…"/,
    );
    expect(demoConfig(['voice.speed=1.5']).voice.speed).toBe(1.5);
  });
});

describe('a demo that is told to end', () => {
  test.each([
    ['while its speech is made and its box starts', 'SIGINT', 'A person in a room'],
    ['when it has begun to listen', 'SIGTERM', 'Listening'],
    ['in the middle of a turn', 'SIGINT', 'ring   listening'],
  ] as const)('%s (%s) ends by itself, without complaint and without an orphan', async (_when, signal, line) => {
    const demo = new Process(temporaryFolder(scope), ['--set', 'console.port=0', 'demo', '--once', '--no-aloud']);
    await demo.says(line);
    const children = demo.children;
    demo.kill(signal);
    expect(await demo.ended).toEqual({ code: 1, signal: null, errors: '' });
    expect(demo.lines.join('\n')).not.toContain('WRONG');
    await untilGone(children);
  });
});

describe('the demo for a program (--json)', () => {
  const [first] = EVENING;
  const wrong = { ...first!, said: 'What time is it?' };

  async function play(...lines: DemoLine[]) {
    const box = await startBox();
    scope.defer(() => box.close());
    const recordings = new Map<string, { samples: Int16Array; sampleRate: number }>();
    for (const text of spokenLines(lines)) recordings.set(text, { samples: await speak(text), sampleRate: 16_000 });
    const written: string[] = [];
    const statuses: number[] = [];
    const context = {
      write: (line: string) => void written.push(line),
      setExitStatus: (status: number) => void statuses.push(status),
    };
    const { signal } = new AbortController();
    await playEvening({ context, flags: { json: true }, signal }, box.hub, recordings, lines);
    return { rows: written.map((line) => JSON.parse(line) as Record<string, unknown>), statuses };
  }

  test('prints an object a turn and a summary last, and ends with status 1 only where an act was wrong', async () => {
    const right = await play(first!);
    expect(right.statuses).toEqual([]);
    expect(right.rows).toMatchObject([
      { said: first!.said, turn: { outcome: 'done' }, changes: first!.expect.changes, wrong: [] },
      { kind: 'summary', turns: 1, right: 1, peakMemoryMb: { hub: expect.anything(), ear: expect.anything() } },
    ]);
    await scope.close();
    scope = new Scope();
    const mixed = await play(first!, wrong);
    expect(mixed.statuses).toEqual([1]);
    expect(mixed.rows).toMatchObject([
      { wrong: [] },
      {
        said: wrong.said,
        wrong: [expect.stringMatching(/expected HassTurnOn, got HassGetCurrentTime/), expect.stringMatching(/changes/)],
      },
      { kind: 'summary', turns: 2, right: 1 },
    ]);
  });

  test('prints nothing else on standard output, from its start to its end', async () => {
    const demo = new Process(temporaryFolder(scope), ['--set', 'console.port=0', 'demo', '--once', '--json']);
    await demo.says('"outcome":"done"');
    demo.kill('SIGTERM');
    expect(await demo.ended).toEqual({ code: 1, signal: null, errors: '' });
    for (const line of demo.lines) expect(JSON.parse(line)).toMatchObject({ shows: expect.any(String) });
  });
});

describe('the speech of the demo', () => {
  test('is made once; what is damaged is made again, and what nobody says any more is removed', async () => {
    const folder = temporaryFolder(scope);
    const store = createModelStore({ root: modelsRoot, offline: true }, { clock: systemClock });
    const models = await locateVoiceModels(voiceModelChoice(demoConfig([])), store);
    const record = () => recordLines(['Okay Nabu.', 'Yes, please.'], { folder, models }, new AbortController().signal);
    const first = await record();
    const files = readdirSync(folder).map((name) => join(folder, name));
    const whole = files.map((path) => readFileSync(path));
    const [flipped, cut] = files;
    const bytes = Buffer.from(whole[0]!);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(flipped!, bytes);
    writeFileSync(cut!, whole[1]!.subarray(0, 100));
    writeFileSync(join(folder, 'earlier.wav'), '');
    const again = await record();
    expect(readdirSync(folder)).toHaveLength(2);
    // The same speech: the last bit of a sample differs from run to run.
    const lengths = (recordings: typeof first) => [...recordings.values()].map(({ samples }) => samples.length);
    expect(lengths(again)).toEqual(lengths(first));
    expect(await record()).toEqual(again);
    expect([...again.values()].map(encodePhrase)).toEqual(
      expect.arrayContaining(files.map((path) => readFileSync(path))),
    );
  });

  test('that cannot be made is said so', async () => {
    const models = { id: 'none', model: '/none', tokens: '/none', phonemes: '/none' };
    const recording = recordLines(['Hello.'], { folder: temporaryFolder(scope), models }, new AbortController().signal);
    await expect(recording).rejects.toMatchObject({ code: 'synthesis.failed' });
  });
});

describe('what the demo shows of a turn', () => {
  function show() {
    let enter: (state: DialogueState) => void = () => {};
    let tell: (event: BoardEvent) => void = () => {};
    const lines: string[] = [];
    const hub = {
      box: {
        conversation: {
          on: (_name: string, listener: typeof enter) => {
            enter = listener;
            return () => {};
          },
        },
      },
      on: (_name: string, listener: typeof tell) => {
        tell = listener;
        return () => {};
      },
    } as unknown as ConstructorParameters<typeof Screen>[1]['hub'];
    const screen = new Screen({ colour: false }, { hub, write: (line) => lines.push(line) });
    const phase = (name: string): void => enter({ phase: { name } } as DialogueState);
    const ring = (...pixels: number[]): void => tell({ kind: 'ring', pixels });
    return { screen, lines, phase, ring };
  }

  test('is the ring at its brightest in each state, in order', () => {
    const { lines, phase, ring } = show();
    ring(9, 9, 9);
    phase('listening');
    ring(0, 0, 0, 0, 20, 0);
    ring(0, 0, 0, 0, 255, 0);
    ring(0, 0, 0, 0, 100, 0);
    phase('thinking');
    phase('speaking');
    ring(0, 0, 255, 0, 0, 255);
    phase('idle');
    ring(0, 0, 0, 0, 0, 0);
    phase('listening');
    expect(lines).toEqual([
      '  ring   listening  ·█',
      '  ring   thinking   (too short to be seen)',
      '  ring   speaking   ██',
    ]);
  });

  test('names what was not as it should be', () => {
    const { screen, lines } = show();
    screen.begins('a number');
    screen.says('Forty percent.');
    screen.ended({ shows: 'a number', said: 'Forty percent.', turn: null, changes: {}, wrong: ['nothing ended'] });
    expect(lines).toEqual(['\n── a number', '  a person says  "Forty percent."', '  WRONG: nothing ended']);
  });

  test('is what is waited for, and that it rang', () => {
    const { screen, lines } = show();
    screen.waits('it to ring');
    screen.rang();
    expect(lines).toEqual(['  waiting for it to ring', '  it rang, until the button was pressed']);
  });
});
