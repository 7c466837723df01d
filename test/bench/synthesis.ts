// What the voice costs over the bare engine, in processor time: the same text, the same settings, one after the other, pair by
// pair, so that whatever else the machine does falls on both. And how long somebody waits for the first sound.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sherpa, { type OfflineTts } from 'sherpa-onnx-node';
import type { SpeechOutput } from '../../appliance/audio/speech-output.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { createPiper, type PiperOptions } from '../../appliance/speech/engines/piper/piper.ts';
import { createVoice, type PhraseStore } from '../../appliance/speech/narrator.ts';
import { openPhraseCache } from '../../appliance/speech/phrase-cache.ts';
import type { Synthesizer } from '../../appliance/speech/ports.ts';
import type { VoiceEvent } from '../../appliance/speech/voice-channel.ts';
import { modelFiles } from '../support/models.ts';
import { effort } from './effort.ts';

export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly note?: string;
}

const PAIRS = effort(40, 2);
const REPEATS = effort(12, 2);
const CLAUSES = [
  'Turned on the kitchen light.',
  'The outdoor temperature is twelve point five degrees.',
  'Okay.',
  'Which one, the kitchen light or the bedroom light?',
];
const SHORT_REPLY = 'The kitchen light is on. It is 12.5 °C outside.';
const LONG_REPLY =
  'The light in the living room is on now, and I have also closed the blinds in the bedroom. It is 12.5 °C outside, so the ' +
  'heating stays at 20 °C. Your timer has 4 minutes and 30 seconds left.';

const never = new AbortController().signal;

export async function benchSynthesis(report: (row: BenchRow) => void): Promise<void> {
  const options = await voiceOptions();
  const loadedAt = performance.now();
  const piper = await createPiper(options);
  report({ name: 'voice: load', value: performance.now() - loadedAt, unit: 'ms' });
  const bare = await bareEngine(options);
  const folder = await mkdtemp(join(tmpdir(), 'linnet-bench-'));
  try {
    await benchOverhead(report, bare, piper);
    await benchNarrator(report, bare, piper);
    await benchFirstSound(report, piper, folder);
  } finally {
    await piper.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One clause through our port against one call of the engine. */
async function benchOverhead(report: (row: BenchRow) => void, bare: OfflineTts, piper: Synthesizer): Promise<void> {
  const clause = (index: number): string => CLAUSES[index % CLAUSES.length] ?? '';
  const { bareMs, oursMs, ratios } = await pairs(
    (index) => speakBare(bare, clause(index)),
    (index) => piper.synthesize(clause(index), never),
  );
  reportQuartiles(report, 'voice: a clause, bare engine', bareMs, 'ms CPU');
  reportQuartiles(report, 'voice: a clause, our synthesizer', oursMs, 'ms CPU');
  reportOverhead(report, 'voice: synthesizer over the bare engine', ratios);
  await benchPace(report, bare);
}

/** Processor time for a second of speech. */
async function benchPace(report: (row: BenchRow) => void, bare: OfflineTts): Promise<void> {
  const text = CLAUSES[1] ?? '';
  const { samples, sampleRate } = await speakBare(bare, text);
  const factors: number[] = [];
  for (let i = 0; i < REPEATS; i++)
    factors.push(((await cpuOf(() => speakBare(bare, text))) * sampleRate) / samples.length / 1000);
  const [low, middle, high] = quartiles(factors);
  const note = `CPU time, one thread; quartiles ${low.toFixed(3)} to ${high.toFixed(3)}, n = ${REPEATS}`;
  report({ name: 'voice: real-time factor', value: middle, unit: 'x', note });
}

/** A whole reply, from its text to the speaker's door, against the engine saying the same clauses. */
async function benchNarrator(report: (row: BenchRow) => void, bare: OfflineTts, piper: Synthesizer): Promise<void> {
  const spoken: string[] = [];
  const listening: Synthesizer = {
    id: piper.id,
    sampleRate: piper.sampleRate,
    synthesize: (text, signal) => {
      spoken.push(text);
      return piper.synthesize(text, signal);
    },
    close: () => piper.close(),
  };
  await narrate(listening, SHORT_REPLY);
  const clauses = [...spoken];
  const { ratios } = await pairs(
    async () => {
      for (const clause of clauses) await speakBare(bare, clause);
    },
    () => narrate(piper, SHORT_REPLY),
  );
  reportOverhead(report, 'voice: text, clauses and narrator over the bare engine', ratios);
}

async function benchFirstSound(report: (row: BenchRow) => void, piper: Synthesizer, folder: string): Promise<void> {
  const firsts: number[] = [];
  const wholes: number[] = [];
  const cached: number[] = [];
  const phrases = await openPhraseCache(
    { folder, memoryBytes: 0 },
    { synthesizer: piper, clock: systemClock, log: silentLog },
  );
  phrases.keep(['Done.']);
  await phrases.synthesize('Done.', never);
  await phrases.settled();
  for (let i = 0; i < REPEATS; i++) {
    firsts.push((await narrate(piper, LONG_REPLY)).firstMs);
    wholes.push(await wallOf(() => piper.synthesize(CLAUSES[0] ?? '', never)));
    cached.push((await narrate(phrases, 'Done.', phrases)).firstMs);
  }
  reportQuartiles(report, 'voice: long reply ▸ first sound', firsts, 'ms', 'wall time; its first clause');
  reportQuartiles(report, 'voice: five words ▸ first sound', wholes, 'ms', 'wall time');
  reportQuartiles(report, 'voice: phrase on disk ▸ first sound', cached, 'ms', 'wall time');
}

interface Narrated {
  /** From the command to the first write. */
  readonly firstMs: number;
}

async function narrate(synthesizer: Synthesizer, text: string, phrases?: PhraseStore): Promise<Narrated> {
  const startedAt = systemClock.monotonic();
  let firstAt = startedAt;
  const onEvent = (event: VoiceEvent): void => {
    if (event.kind === 'failed') throw new Error(event.message);
    if (event.kind === 'firstAudio') firstAt = event.atMs;
  };
  const deps = { synthesizer, output: DEAF, clock: systemClock, log: silentLog };
  const voice = createVoice({}, phrases === undefined ? deps : { ...deps, phrases }, onEvent);
  voice.command({ kind: 'speak', stream: 1, text, language: 'en-US', final: true });
  await voice.settled();
  return { firstMs: firstAt - startedAt };
}

/** Takes everything at once: what is measured is the voice, not a player. */
const DEAF: SpeechOutput = {
  begin: () => {},
  clause: () => {},
  write: () => Promise.resolve(),
  end: () => {},
};

/** Runs both, in turn first and second, and compares each pair. */
async function pairs(
  bare: (index: number) => Promise<unknown>,
  ours: (index: number) => Promise<unknown>,
): Promise<{ bareMs: number[]; oursMs: number[]; ratios: number[] }> {
  const bareMs: number[] = [];
  const oursMs: number[] = [];
  for (let index = 0; index < PAIRS; index++) {
    if (index % 2 === 0) bareMs.push(await cpuOf(() => bare(index)));
    oursMs.push(await cpuOf(() => ours(index)));
    if (index % 2 === 1) bareMs.push(await cpuOf(() => bare(index)));
  }
  return { bareMs, oursMs, ratios: oursMs.map((ms, index) => ms / (bareMs[index] ?? ms)) };
}

async function cpuOf(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function wallOf(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

function speakBare(engine: OfflineTts, text: string): ReturnType<OfflineTts['generateAsync']> {
  return engine.generateAsync({ text, sid: 0, speed: 1, enableExternalBuffer: false });
}

function reportQuartiles(
  report: (row: BenchRow) => void,
  name: string,
  values: readonly number[],
  unit: string,
  note?: string,
): void {
  const [low, middle, high] = quartiles(values);
  const spread = `quartiles ${low.toFixed(1)} to ${high.toFixed(1)}, n = ${values.length}`;
  report({ name, value: middle, unit, note: note === undefined ? spread : `${note}; ${spread}` });
}

function reportOverhead(report: (row: BenchRow) => void, name: string, ratios: readonly number[]): void {
  const [low, middle, high] = quartiles(ratios.map((ratio) => (ratio - 1) * 100));
  const note = `limit 5 %; quartiles ${low.toFixed(1)} to ${high.toFixed(1)}, ${ratios.length} interleaved pairs`;
  report({ name, value: middle, unit: '%', note });
}

function quartiles(values: readonly number[]): readonly [number, number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return [at(0.25), at(0.5), at(0.75)];
}

/** Without variation, so that both say exactly the same. */
async function voiceOptions(): Promise<PiperOptions> {
  const voice = await modelFiles('tts-en-us-joe-medium');
  const phonemes = await modelFiles('espeak-ng-data-en');
  return {
    voice: 'tts-en-us-joe-medium',
    model: fileNamed(voice, 'voice.onnx'),
    tokens: fileNamed(voice, 'tokens.txt'),
    phonemes: dirname(fileNamed(phonemes, 'espeak-ng-data/phontab')),
    variation: false,
  };
}

function fileNamed(files: Record<string, string>, name: string): string {
  const path = files[name];
  if (path === undefined) throw new Error(`Expected ${name} among ${Object.keys(files).join(', ')}`);
  return path;
}

function bareEngine({ model, tokens, phonemes }: PiperOptions): Promise<OfflineTts> {
  return sherpa.OfflineTts.createAsync({
    model: {
      vits: { model, tokens, dataDir: phonemes, lengthScale: 1, noiseScale: 1e-6, noiseScaleW: 1e-6 },
      numThreads: 1,
      provider: 'cpu',
    },
    maxNumSentences: 1,
    silenceScale: 0.2,
  });
}
