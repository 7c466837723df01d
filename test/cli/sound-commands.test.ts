// transcribe, wake, listen and turn on files, each as one process with the real models: all files share its one load of them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodeWav } from '../../appliance/audio/wav.ts';
import { STAGES } from '../../appliance/dialogue/turn.ts';
import { type LinnetRun, linnetProcess } from '../support/linnet-process.ts';
import { modelFiles } from '../support/models.ts';
import { join16, speak } from '../support/speech.ts';
import { makeWav, type WavShape } from '../support/wav-shapes.ts';

// Whole processes with models, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000 });

let folder: string;
const path = (name: string): string => join(folder, name);
const linnet = (...argv: string[]): Promise<LinnetRun> => linnetProcess(['--data', folder, ...argv, '--json']);

/** Every corner of what is taken: rate, bits, channels, and the two ways to say them. */
const SHAPES: ReadonlyArray<WavShape> = [
  { encoding: 'integer', bits: 16, channels: 2, sampleRate: 8000 },
  { encoding: 'integer', bits: 24, channels: 1, sampleRate: 11_025, extraChunk: true },
  { encoding: 'integer', bits: 32, channels: 4, sampleRate: 32_000, extensible: true },
  { encoding: 'float', bits: 32, channels: 1, sampleRate: 44_100 },
  { encoding: 'integer', bits: 24, channels: 8, sampleRate: 48_000, extensible: true },
];
const shaped = SHAPES.map((_, i) => `shape-${i}.wav`);

beforeAll(async () => {
  for (const id of ['wake-okay-nabu', 'wake-hey-jarvis', 'vad-silero-v4', 'stt-moonshine-tiny-en', 'oww-backbone'])
    await modelFiles(id);
  folder = await mkdtemp(join(tmpdir(), 'linnet-sounds-'));
  const glued = join16([500, await speak('Okay Nabu, turn on the kitchen light.'), 300]);
  await writeFile(path('command.wav'), encodeWav(glued, 16_000));
  const late = join16([190_000, glued]);
  await writeFile(path('long.wav'), encodeWav(late, 16_000));
  const half = join16([400, await speak('Okay Nabu.'), 500, await speak('Set the bedroom blinds to fifty percent.')]);
  await writeFile(path('half.wav'), encodeWav(half, 16_000));
  await writeFile(path('brief.wav'), encodeWav(await speak('Okay Nabu, what time is it?'), 16_000));
  await writeFile(path('plain.wav'), encodeWav(await speak('Close the bedroom blinds.'), 16_000));
  const both = [500, await speak('Okay Nabu.'), 2500, await speak('Hey Jarvis.')];
  await writeFile(path('both.wav'), encodeWav(join16(both), 16_000));
  await writeFile(path('silence.wav'), encodeWav(new Int16Array(16_000), 16_000));
  await writeFile(path('phrases.txt'), 'bedroom blinds\n\nclose the\n');
  for (const [i, shape] of SHAPES.entries()) await writeFile(path(`shape-${i}.wav`), await spokenAs(shape));
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The words in the last channel, the others silent. */
async function spokenAs(shape: WavShape): Promise<Buffer> {
  const words = await speak('Close the bedroom blinds.', { rate: shape.sampleRate });
  const values = Array.from(words).flatMap((sample) =>
    Array.from({ length: shape.channels }, (_, channel) => (channel === shape.channels - 1 ? sample / 32_768 : 0)),
  );
  return makeWav(shape, values);
}

describe('linnet transcribe', () => {
  it('tells the words of every kind of WAV, and none where nobody speaks, with the documented fields alone', async () => {
    const { status, stderr, rows } = await linnet('transcribe', ...[...shaped, 'silence.wav'].map(path));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(rows().map(({ file }) => file)).toEqual([...shaped, 'silence.wav'].map(path));
    for (const row of rows()) expect(Object.keys(row)).toEqual(['file', 'text', 'confidence', 'audioMs', 'decodeMs']);
    for (const row of rows().slice(0, -1)) expect(row.text, String(row.file)).toMatch(/close the bedroom blinds/i);
    expect(rows().at(-1)).toMatchObject({ text: '', confidence: null, audioMs: 1000, decodeMs: 0 });
  });

  it('takes phrases and a number of hypotheses', async () => {
    const { rows } = await linnet('transcribe', '--phrases', path('phrases.txt'), '--nbest', '3', path('plain.wav'));
    expect(rows()[0]?.hypotheses).toEqual(expect.arrayContaining([expect.objectContaining({ biased: true })]));
    const { stdout } = await linnetProcess(['--data', folder, 'transcribe', '--nbest', '3', path('plain.wav')]);
    expect(stdout).toMatch(/\n {2}or: \w/);
  });

  it('takes another engine', async () => {
    const { rows, stdout } = await linnet('transcribe', '--engine', 'sherpa', path('plain.wav'));
    expect(rows(), stdout).toMatchObject([{ text: expect.stringMatching(/bedroom blinds/i), confidence: null }]);
  });
});

describe('linnet wake', () => {
  it('tells the hits, the highest score and the cost, with the documented fields alone', async () => {
    const { status, rows } = await linnet('wake', path('command.wav'), path('plain.wav'));
    expect(status).toBe(0);
    const [woke, slept] = rows();
    expect(Object.keys(woke!)).toEqual(['file', 'audioMs', 'cpuMs', 'maxScore', 'hits']);
    expect(woke!.hits).toEqual([{ word: 'okay_nabu', atMs: expect.any(Number), score: expect.any(Number) }]);
    expect(woke!.maxScore).toBeGreaterThan(0.85);
    expect(woke!.cpuMs).toBeGreaterThan(0);
    expect(slept!.hits).toEqual([]);
    expect(slept!.maxScore).toBeLessThan(0.5);
  });

  it('listens for the words, at the cut-off and with the stages that it is told', async () => {
    const [other, strict] = await Promise.all([
      linnet('wake', '--single-stage', '--word', 'hey_jarvis', path('command.wav')),
      linnet('wake', '--single-stage', '--threshold', '1', path('command.wav')),
    ]);
    expect(other.rows()[0]).toMatchObject({ hits: [] });
    expect(strict.rows()[0]).toMatchObject({ hits: [] });
  });
});

describe('linnet wake with words named', () => {
  const hits = (run: LinnetRun): unknown[] => (run.rows()[0]!.hits as Array<{ word: string }>).map(({ word }) => word);

  it('counts those alone of several that are said', async () => {
    const file = path('both.wav');
    const [first, second, all] = await Promise.all([
      linnet('wake', '--word', 'okay_nabu', file),
      linnet('wake', '--word', 'hey_jarvis', file),
      linnet('wake', '--word', 'hey_jarvis', '--word', 'okay_nabu', file),
    ]);
    expect([hits(first), hits(second), hits(all)]).toEqual([
      ['okay_nabu'],
      ['hey_jarvis'],
      ['okay_nabu', 'hey_jarvis'],
    ]);
  });

  it('names those that there are where one has no model', async () => {
    const { status, stdout, errors } = await linnet('wake', '--word', 'okay_naboo', path('both.wav'));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(JSON.stringify(errors())).not.toMatch(/\bstop\b/);
    expect(JSON.stringify(errors())).toMatch(/okay_naboo.*okay_nabu, hey_jarvis.*input\.invalid/);
  });
});

describe('linnet listen', () => {
  it('tells for each file whether it woke, the words, and where they end', async () => {
    const { status, rows } = await linnet('listen', path('command.wav'), path('silence.wav'));
    expect(status).toBe(0);
    const [command, silence] = rows();
    expect(Object.keys(command!)).toEqual(['file', 'woke', 'text', 'endOfSpeechMs', 'endpointMs']);
    expect(command).toMatchObject({ woke: true, text: expect.stringMatching(/^turn on the kitchen light\.?$/i) });
    expect(Number(command!.endpointMs)).toBeGreaterThan(Number(command!.endOfSpeechMs));
    expect(silence).toMatchObject({ woke: false, text: null, endOfSpeechMs: null, endpointMs: null });
  });

  it('listens from the beginning without a wake word where told so', async () => {
    const { rows } = await linnet('listen', '--no-wake', path('plain.wav'));
    expect(rows()[0]).toMatchObject({ woke: false, text: expect.stringMatching(/close the bedroom blinds/i) });
  });

  it('hears a brief command at the very end of a file, which only its meaning tells from a clatter', async () => {
    const { rows } = await linnet('listen', path('brief.wav'));
    expect(rows()[0]).toMatchObject({ woke: true, text: expect.stringMatching(/^what time is it\W?$/i) });
  });

  it('takes a wake word for a word like others without one', async () => {
    const { rows } = await linnet('listen', '--no-wake', path('half.wav'));
    expect(rows()[0]).toMatchObject({ woke: false, text: expect.any(String) });
    expect(rows()[0]!.endpointMs).toBeLessThan(2500); // what ends first is the wake word
  });
});

describe('linnet turn', () => {
  it('plays a whole turn from each file on a house that is as it was', async () => {
    const files = ['command.wav', 'half.wav', 'plain.wav', 'command.wav', 'long.wav'].map(path);
    const { status, stderr, rows } = await linnet('turn', ...files);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [light, blinds, asleep, again, long] = rows();
    expect(Object.keys(light!)).toEqual(
      'file woke transcript confidence intent slots changes reply outcome timeline'.split(' '),
    );
    expect(light).toMatchObject({
      woke: true,
      transcript: expect.stringMatching(/^turn on the kitchen light\.?$/i),
      intent: 'HassTurnOn',
      changes: { 'light.kitchen': { state: 'on' } },
      reply: expect.stringMatching(/\blight\b/i),
      outcome: 'done',
    });
    expect(blinds).toMatchObject({ changes: { 'cover.bedroom_blinds': { position: 50 } }, outcome: 'done' });
    expect(asleep).toMatchObject({ woke: false, transcript: null, changes: {}, outcome: null, timeline: [] });
    expect(again).toMatchObject({ changes: light!.changes, outcome: 'done' });
    expect(long).toMatchObject({ woke: true, changes: light!.changes, outcome: 'done' });
    const [names = [], namesAgain] = [light, again].map((row) => namesOf(row!.timeline));
    expect(namesAgain).toEqual(names);
    expect(names).toEqual(STAGES.filter((name) => names.includes(name)));
    expect(names).toEqual(expect.arrayContaining(['recognition', 'understanding', 'acting', 'synthesis', 'speaking']));
  });
});

function namesOf(timeline: unknown): string[] {
  return (timeline as Array<{ name: string }>).map(({ name }) => name);
}
