// listen, wake and transcribe on files, with the real models.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../appliance/audio/wav.ts';
import type { BoxContext } from '../../appliance/cli/context.ts';
import { registerListenCommand } from '../../appliance/cli/listen.ts';
import { registerTranscribeCommand } from '../../appliance/cli/transcribe.ts';
import { registerWakeCommand } from '../../appliance/cli/wake.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { modelFiles, modelsRoot } from '../support/models.ts';
import { join16, speak } from '../support/speech.ts';

let folder: string;
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  for (const id of ['wake-okay-nabu', 'wake-hey-jarvis', 'vad-silero-v4', 'stt-moonshine-tiny-en'])
    await modelFiles(id);
  folder = await mkdtemp(join(tmpdir(), 'linnet-sounds-'));
  const command = join16([500, await speak('Okay Nabu, turn on the kitchen light.'), 300]);
  await writeFile(path('command.wav'), encodeWav(command, 16_000));
  const plain = await speak('Close the bedroom blinds.', { rate: 44_100 });
  const stereo = new Int16Array(plain.length * 2);
  plain.forEach((sample, i) => {
    stereo[2 * i + 1] = sample;
  });
  await writeFile(path('plain.wav'), encodeWav(stereo, 44_100, 2));
  await writeFile(path('silence.wav'), encodeWav(new Int16Array(16_000), 16_000));
  await writeFile(path('text.wav'), 'this is no sound');
  await writeFile(path('phrases.txt'), 'bedroom blinds\n\nclose the\n');
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
  readonly rows: Array<Record<string, unknown>>;
  readonly errors: string[];
  readonly status: number;
}

async function run(...argv: string[]): Promise<Outcome> {
  const lines: string[] = [];
  const errors: string[] = [];
  let status = 0;
  const context: BoxContext = {
    modelsRoot,
    environment: {},
    log: silentLog,
    write: (line) => lines.push(line),
    writeError: (line) => errors.push(line),
    setExitStatus: (code) => {
      status = code;
    },
    dataRoot: () => folder,
    layers: () => ({ file: null, environment: {}, flags: [] }),
  };
  const program = new Command().exitOverride();
  for (const register of [registerListenCommand, registerWakeCommand, registerTranscribeCommand])
    register(program, context);
  await program.parseAsync([...argv, '--json'], { from: 'user' });
  return { rows: lines.map((line) => JSON.parse(line) as Record<string, unknown>), errors, status };
}

describe('linnet listen', () => {
  it('tells for each file whether it woke, the words, and where they end', async () => {
    const { rows, status } = await run('listen', path('command.wav'), path('silence.wav'));
    expect(status).toBe(0);
    expect(rows).toEqual([
      expect.objectContaining({ file: path('command.wav'), woke: true, word: 'okay_nabu' }),
      expect.objectContaining({
        file: path('silence.wav'),
        woke: false,
        text: null,
        endOfSpeechMs: null,
        endpointMs: null,
      }),
    ]);
    expect(rows[0]?.text).toMatch(/^turn on the kitchen light\.?$/i);
    expect(Number(rows[0]?.endpointMs) - Number(rows[0]?.endOfSpeechMs)).toBe(512);
  });

  it('listens from the beginning without a wake word where told so', async () => {
    const { rows } = await run('listen', '--no-wake', path('plain.wav'));
    expect(rows[0]).toMatchObject({ woke: false, text: expect.stringMatching(/close the bedroom blinds/i) });
  });

  it('hears the other files where one cannot be read, and says so', async () => {
    const { rows, errors, status } = await run(
      'listen',
      '--no-wake',
      path('text.wav'),
      path('gone.wav'),
      path('plain.wav'),
    );
    expect(rows).toHaveLength(1);
    expect(errors).toEqual([expect.stringContaining('text.wav'), expect.stringContaining('gone.wav')]);
    expect(status).toBe(1);
  });
});

describe('linnet wake', () => {
  it('tells the hits, the highest score and the cost', async () => {
    const { rows } = await run('wake', path('command.wav'), path('plain.wav'));
    expect(rows[0]).toMatchObject({
      hits: [{ word: 'okay_nabu', atMs: expect.any(Number), score: expect.any(Number) }],
    });
    expect(rows[0]?.maxScore).toBeGreaterThan(0.85);
    expect(rows[0]?.cpuMs).toBeGreaterThan(0);
    expect(rows[1]).toMatchObject({ hits: [] });
    expect(rows[1]?.maxScore).toBeLessThan(0.5);
  });

  it('listens for the words, at the cut-off and with the stages that it is told', async () => {
    const { rows } = await run('wake', '--single-stage', '--word', 'hey_jarvis', path('command.wav'));
    expect(rows[0]).toMatchObject({ hits: [] });
    const strict = await run('wake', '--single-stage', '--threshold', '1', path('command.wav'));
    expect(strict.rows[0]).toMatchObject({ hits: [] });
  });
});

describe('linnet transcribe', () => {
  it('tells the words, and none where nobody speaks', async () => {
    const { rows } = await run('transcribe', path('plain.wav'), path('silence.wav'));
    expect(rows[0]).toMatchObject({
      text: expect.stringMatching(/close the bedroom blinds/i),
      confidence: expect.any(Number),
    });
    expect(rows[1]).toEqual({ file: path('silence.wav'), text: '', confidence: null, audioMs: 1000, decodeMs: 0 });
  });

  it('takes phrases, another engine and a number of hypotheses', async () => {
    const biased = await run('transcribe', '--phrases', path('phrases.txt'), '--nbest', '3', path('plain.wav'));
    expect(biased.rows[0]?.hypotheses).toEqual(expect.arrayContaining([expect.objectContaining({ biased: true })]));
    const sherpa = await run('transcribe', '--engine', 'sherpa', path('plain.wav'));
    expect(sherpa.rows[0]).toMatchObject({ text: expect.stringMatching(/bedroom blinds/i), confidence: null });
  });
});
