import sherpa, { type OfflineRecognizer } from 'sherpa-onnx-node';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { CommandRivals } from '../../appliance/speech/engines/moonshine/command-rivals.ts';
import { DEFAULT_DECODER, type MoonshineDecoder } from '../../appliance/speech/engines/moonshine/decoder.ts';
import { loadDecoder } from '../../appliance/speech/engines/moonshine/load-decoder.ts';
import { createMoonshine } from '../../appliance/speech/engines/moonshine/moonshine.ts';
import type { MoonshineFiles } from '../../appliance/speech/engines/moonshine/moonshine-messages.ts';
import { PhraseTrie } from '../../appliance/speech/engines/moonshine/phrase-trie.ts';
import { createSherpaRecognizer } from '../../appliance/speech/engines/sherpa/sherpa-recognizer.ts';
import { createSileroActivity } from '../../appliance/speech/engines/sherpa/silero-activity.ts';
import type { RecognitionContext } from '../../appliance/speech/ports.ts';
import { speakFloat } from '../support/speech.ts';
import { benchAccuracy, throughPort } from './accuracy.ts';
import { fileOf, moonshineFiles, sherpaFiles } from './bench-models.ts';
import { effort } from './effort.ts';
import { RATE, speechSpan, type Windowed } from './recordings.ts';
import type { BenchReport } from './report.ts';

export interface RecognitionBenchOptions {
  /** A folder with wake/alexa, wake/jarvis, wake/computer, commands (with labels.json) and kitchen.wav; null measures cost only. */
  readonly data: string | null;
}

const PAIRS = effort(30, 2);
const COMMAND = 'Set the living room thermostat to twenty degrees, please.';
/** Whole commands, and each other's rivals. */
const COMMANDS = ['turn on', 'turn off', 'switch on', 'switch off'].map((verb) => `${verb} the kitchen light`);
const HOUSE = [
  ...['turn on', 'turn off', 'open', 'close', 'lock', 'unlock', 'set a timer', 'never mind', 'kitchen light'],
  ...['living room lamp', 'bedroom light', 'hallway light', 'bedroom blinds', 'front door', 'living room thermostat'],
  ...['outdoor temperature', 'kitchen', 'living room', 'bedroom', 'hallway', 'degrees', 'percent'],
];
const VAD_WINDOW = 512;
const never = new AbortController().signal;

export async function benchRecognition(report: BenchReport, options: RecognitionBenchOptions): Promise<void> {
  const files = await moonshineFiles();
  const loadedAt = systemClock.monotonic();
  const decoder = await loadDecoder({ files, decoder: DEFAULT_DECODER });
  report({ name: 'recognition: load', value: systemClock.monotonic() - loadedAt, unit: 'ms', note: 'own decode loop' });
  await benchDecoding(report, decoder);
  await benchPorts(report, files, decoder);
  await benchVerifier(report, decoder);
  await benchActivity(report);
  if (options.data !== null) await benchAccuracy(report, decoder, options.data);
}

/** Three seconds of a command, one engine after the other, so that whatever else the machine does falls on all. */
async function benchDecoding(report: BenchReport, decoder: MoonshineDecoder): Promise<void> {
  const samples = await threeSeconds();
  const bare = await bareSherpa();
  const trie = trieOf(HOUSE);
  const known = COMMANDS.map((text) => ({ text, weight: 1, verbWords: 2 }));
  const knowing = { trie: new PhraseTrie(known), rivals: new CommandRivals(known), nbest: 8, leadIn: null };
  const short = await threeSeconds(COMMANDS[0]);
  const [greedy, biased, rivalled, engine] = await interleaved([
    () => decoder.transcribe(samples, null, never),
    () => decoder.recognise(samples, { trie, nbest: 4, leadIn: null }, never),
    () => decoder.recognise(short, knowing, never),
    () => decodeBare(bare, samples),
  ]);
  reportQuartiles(report, 'recognition: 3 s, greedy', greedy, '');
  reportQuartiles(report, 'recognition: 3 s, biased, 4-best', biased, 'plain transcript included; aim ≤ 170 ms');
  reportQuartiles(
    report,
    'recognition: 3 s, biased, and its rivals',
    rivalled,
    'a short command and three others like it',
  );
  reportQuartiles(report, 'recognition: 3 s, bare sherpa-onnx', engine, 'the same model and zeros');
  reportRatio(report, 'recognition: greedy over bare sherpa-onnx', greedy, engine);
  reportRatio(report, 'recognition: biased over bare sherpa-onnx', biased, engine);
}

/** What the ports add: the stream and the worker to our decoder, the stream to sherpa's. */
async function benchPorts(report: BenchReport, files: MoonshineFiles, decoder: MoonshineDecoder): Promise<void> {
  const samples = await threeSeconds();
  const bare = await bareSherpa();
  const second = await createSherpaRecognizer(
    { family: 'moonshine', files: await sherpaFiles() },
    { clock: systemClock },
  );
  const first = await createMoonshine({ files }, { log: silentLog });
  const context: RecognitionContext = { language: 'en', phrases: null, nbest: 1 };
  const [alone, worker, engine, port] = await interleaved([
    () => decoder.recognise(samples, { trie: null, nbest: 1, leadIn: null }, never),
    () => throughPort(first, context, samples),
    () => decodeBare(bare, samples),
    () => throughPort(second, context, samples),
  ]);
  reportRatio(report, 'recognition: worker and stream over the decoder', worker, alone);
  reportRatio(report, 'recognition: sherpa port over bare sherpa-onnx', port, engine);
  await Promise.all([first.close(), second.close()]);
}

async function benchVerifier(report: BenchReport, decoder: MoonshineDecoder): Promise<void> {
  for (const [word, spellings] of [
    ['Alexa', ['Alexa']],
    ['Hey Jarvis', ['Hey Jarvis', 'Hey, Jarvis']],
  ] as const) {
    const audio = (await speakFloat(`${word}, turn on the light.`)).subarray(0, 1.2 * RATE);
    const [times] = await interleaved([() => decoder.score(audio, spellings, never)]);
    reportQuartiles(
      report,
      `wake: second stage, one candidate, "${word}"`,
      times,
      'about six candidates an hour of talk',
    );
  }
}

/** Our windows against the engine asked for the same ones. */
async function benchActivity(report: BenchReport): Promise<void> {
  const model = await fileOf('vad-silero-v4', 'silero_vad.onnx');
  const activity = await createSileroActivity({ model });
  const bare = bareActivity(model);
  const samples = await threeSeconds();
  const windows = Math.floor(samples.length / activity.windowSamples);
  const [times, engine] = await interleaved([() => speechSpan(samples, activity), () => speechSpan(samples, bare)]);
  const value = median(times) / windows;
  report({
    name: 'recognition: VAD, one 32 ms window',
    value,
    unit: 'ms CPU',
    note: `${((value / 32) * 100).toFixed(2)} % of a core`,
  });
  reportRatio(report, 'recognition: VAD port over bare sherpa-onnx', times, engine);
}

/** With the settings that our port gives it. */
function bareActivity(model: string): Windowed {
  const timing = { minSilenceDuration: 0.001, minSpeechDuration: 0.001, maxSpeechDuration: 25 };
  const sileroVad = { model, threshold: 0.5, windowSize: VAD_WINDOW, ...timing };
  const vad = new sherpa.Vad({ sileroVad, sampleRate: RATE, numThreads: 1, provider: 'cpu', debug: 0 }, 30);
  return {
    windowSamples: VAD_WINDOW,
    isSpeech: (window) => {
      vad.acceptWaveform(window);
      return vad.isDetected();
    },
    reset: () => vad.reset(),
  };
}

async function bareSherpa(): Promise<OfflineRecognizer> {
  const { encoder, decoder, tokens } = await sherpaFiles();
  const moonshine = { encoder: encoder as string, mergedDecoder: decoder as string };
  return await sherpa.OfflineRecognizer.createAsync({
    featConfig: { sampleRate: RATE, featureDim: 80 },
    modelConfig: { moonshine, tokens: tokens as string, numThreads: 1, provider: 'cpu', debug: 0 },
  });
}

async function decodeBare(recognizer: OfflineRecognizer, samples: Float32Array): Promise<unknown> {
  const whole = new Float32Array(samples.length + 0.75 * RATE);
  whole.set(samples, 0.25 * RATE);
  const stream = recognizer.createStream();
  stream.acceptWaveform({ samples: whole, sampleRate: RATE });
  return await recognizer.decodeAsync(stream);
}

async function threeSeconds(said = COMMAND): Promise<Float32Array> {
  const spoken = await speakFloat(said);
  const samples = new Float32Array(3 * RATE);
  samples.set(spoken.subarray(0, samples.length));
  return samples;
}

function trieOf(phrases: readonly string[]): PhraseTrie {
  return new PhraseTrie(phrases.map((text) => ({ text, weight: 1 })));
}

/** Milliseconds of processor time of each run, all of them once a round. */
async function interleaved<T extends ReadonlyArray<() => unknown>>(
  runs: readonly [...T],
): Promise<{ [K in keyof T]: readonly number[] }> {
  const times: number[][] = runs.map(() => []);
  for (let round = -1; round < PAIRS; round++) {
    for (const [i, run] of runs.entries()) {
      const before = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) times[i]?.push((user + system) / 1000); // the first round warms
    }
  }
  return times as { [K in keyof T]: readonly number[] };
}

function reportQuartiles(report: BenchReport, name: string, times: readonly number[], note: string): void {
  const spread = quartiles(times, 0);
  report({ name, value: median(times), unit: 'ms CPU', note: note === '' ? spread : `${spread}; ${note}` });
}

/** The median of the ratios of each round. */
function reportRatio(report: BenchReport, name: string, ours: readonly number[], theirs: readonly number[]): void {
  const ratios = ours.map((time, i) => time / (theirs[i] as number));
  const note = `${quartiles(ratios, 3)}, ${ours.length} interleaved pairs`;
  report({ name, value: median(ratios), unit: 'x', note });
}

function quartiles(values: readonly number[], digits: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(digits);
  return `quartiles ${at(0.25)} to ${at(0.75)}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
