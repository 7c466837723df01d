// What recognition costs in processor time, and with recordings of people (`data`) how well it hears: greedy, searched, biased and
// sherpa side by side, and the wake word in two stages. Nothing here was tuned on these recordings.
import { join } from 'node:path';
import sherpa, { type OfflineRecognizer } from 'sherpa-onnx-node';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { createMicroWakeWord } from '../../appliance/speech/engines/micro-wake-word/micro-wake-word.ts';
import { CommandRivals } from '../../appliance/speech/engines/moonshine/command-rivals.ts';
import { DEFAULT_DECODER, type MoonshineDecoder } from '../../appliance/speech/engines/moonshine/decoder.ts';
import { loadDecoder } from '../../appliance/speech/engines/moonshine/load-decoder.ts';
import { createMoonshine } from '../../appliance/speech/engines/moonshine/moonshine.ts';
import type { MoonshineFiles } from '../../appliance/speech/engines/moonshine/moonshine-messages.ts';
import { PhraseTrie } from '../../appliance/speech/engines/moonshine/phrase-trie.ts';
import { createSherpaRecognizer } from '../../appliance/speech/engines/sherpa/sherpa-recognizer.ts';
import { createSileroActivity } from '../../appliance/speech/engines/sherpa/silero-activity.ts';
import type { PhraseScorer, RecognitionContext, Recognizer, WakeDecision } from '../../appliance/speech/ports.ts';
import { createVerifiedWake, type VerifiedWakeDetector } from '../../appliance/speech/verified-wake.ts';
import { modelFiles } from '../support/models.ts';
import { speakFloat, toFloat } from '../support/speech.ts';
import { effort } from './effort.ts';
import {
  kitchenNoise,
  type LabelledCommand,
  labelledCommands,
  padded,
  RATE,
  recordings,
  speechSpan,
  withNoise,
} from './recordings.ts';
import { sameMeaning, slotsVerbatim, slotValues } from './slot-scores.ts';

export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly note?: string;
}

export type BenchReport = (row: BenchRow) => void;

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
const SNR_DB = 10;
/** Noise is not the same everywhere: each wake word is heard with three places of it. */
const MIXES = 3;
const MIX_STEP_S = 7.3;
const never = new AbortController().signal;

type Transcribe = (samples: Float32Array) => Promise<string>;

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

async function benchActivity(report: BenchReport): Promise<void> {
  const activity = await createSileroActivity({ model: await fileOf('vad-silero-v4', 'silero_vad.onnx') });
  const samples = await threeSeconds();
  const windows = Math.floor(samples.length / activity.windowSamples);
  const [times] = await interleaved([() => Promise.resolve(speechSpan(samples, activity))]);
  const value = median(times) / windows;
  report({
    name: 'recognition: VAD, one 32 ms window',
    value,
    unit: 'ms CPU',
    note: `${((value / 32) * 100).toFixed(2)} % of a core`,
  });
}

async function benchAccuracy(report: BenchReport, decoder: MoonshineDecoder, data: string): Promise<void> {
  const commands = await labelledCommands(join(data, 'commands'));
  const noise = await kitchenNoise(data);
  const clean = await cutCommands(commands, null);
  const noisy = await cutCommands(commands, noise);
  const trie = trieOf([...new Set(commands.flatMap(({ slots }) => Object.values(slots)))]);
  const second = await createSherpaRecognizer(
    { family: 'moonshine', files: await sherpaFiles() },
    { clock: systemClock },
  );
  const engines: ReadonlyArray<readonly [string, Transcribe]> = [
    ['greedy', async (samples) => (await decoder.transcribe(samples, null, never))?.text ?? ''],
    [
      'no phrases',
      async (samples) =>
        (await decoder.recognise(samples, { trie: null, nbest: 1, leadIn: null }, never))[0]?.text ?? '',
    ],
    [
      'biased',
      async (samples) => (await decoder.recognise(samples, { trie, nbest: 1, leadIn: null }, never))[0]?.text ?? '',
    ],
    [
      'sherpa',
      async (samples) => (await throughPort(second, { language: 'en', phrases: null, nbest: 1 }, samples)) ?? '',
    ],
  ];
  for (const [name, transcribe] of engines) {
    await reportCommands(report, `${name}, clean`, commands, clean, transcribe);
    await reportCommands(report, `${name}, kitchen ${SNR_DB} dB`, commands, noisy, transcribe);
  }
  await second.close();
  await benchTwoStages(report, decoder, data, noise);
}

/** Cut by VAD as it hears the clean clip, then mixed with noise where there is some. */
async function cutCommands(commands: readonly LabelledCommand[], noise: Int16Array | null): Promise<Float32Array[]> {
  const activity = await createSileroActivity({ model: await fileOf('vad-silero-v4', 'silero_vad.onnx') });
  return commands.map(({ samples }, i) => {
    const [from, to] = speechSpan(toFloat(samples), activity);
    const cut = samples.subarray(from, to);
    return toFloat(noise === null ? cut : withNoise(cut, cut, noise, i * MIX_STEP_S, SNR_DB));
  });
}

async function reportCommands(
  report: BenchReport,
  name: string,
  commands: readonly LabelledCommand[],
  audio: readonly Float32Array[],
  transcribe: Transcribe,
): Promise<void> {
  const values = slotValues(commands.map(({ slots }) => slots));
  const count = { slots: 0, slotsRight: 0, whole: 0, meant: 0 };
  for (const [i, { slots }] of commands.entries()) {
    const text = await transcribe(audio[i] as Float32Array);
    const right = slotsVerbatim(text, slots);
    const all = Object.keys(slots).length;
    count.slots += all;
    count.slotsRight += right;
    if (right === all) count.whole++;
    if (sameMeaning(text, slots, values)) count.meant++;
  }
  const percent = (part: number, whole: number): number => (part / whole) * 100;
  const { length } = commands;
  report({ name: `commands: slots verbatim, ${name}`, value: percent(count.slotsRight, count.slots), unit: '%' });
  const note = `${count.whole} of ${length}`;
  report({ name: `commands: whole commands verbatim, ${name}`, value: percent(count.whole, length), unit: '%', note });
  const meant = `${count.meant} of ${length}`;
  report({ name: `commands: right by meaning, ${name}`, value: percent(count.meant, length), unit: '%', note: meant });
}

async function benchTwoStages(
  report: BenchReport,
  decoder: MoonshineDecoder,
  data: string,
  noise: Int16Array,
): Promise<void> {
  const scorer: PhraseScorer = { scorePhrase: (samples, spellings) => decoder.score(samples, spellings, never) };
  const alexa = await recordings(join(data, 'wake', 'alexa'));
  const clean = alexa.map((clip) => padded(clip, 2000, 1000));
  const mixed = alexa.flatMap((clip, i) =>
    Array.from({ length: MIXES }, (_, k) => {
      return withNoise(padded(clip, 2000, 1000), clip, noise, (i * MIXES + k) * MIX_STEP_S, SNR_DB);
    }),
  );
  await reportMisses(report, scorer, 'clean', clean);
  await reportMisses(report, scorer, `kitchen ${SNR_DB} dB`, mixed);
  const folders = ['wake/jarvis', 'wake/computer', 'commands'];
  const others = (await Promise.all(folders.map((folder) => recordings(join(data, folder))))).flat();
  const speech = others.map((clip) => padded(clip, 2000, 1000));
  for (const word of ['okay_nabu', 'hey_jarvis', 'alexa'])
    await reportFalseWakes(report, scorer, word, speech, 'speech');
  await reportFalseWakes(report, scorer, 'alexa', [noise], 'the kitchen alone');
}

async function reportMisses(
  report: BenchReport,
  scorer: PhraseScorer,
  name: string,
  clips: readonly Int16Array[],
): Promise<void> {
  const { detector, decisions } = await openWake('alexa', scorer);
  let missed = 0;
  for (const clip of clips) {
    await play(detector, decisions, clip);
    if (!decisions.some(({ outcome }) => outcome === 'detected')) missed++;
  }
  const note = `${missed} of ${clips.length}, two stages`;
  report({ name: `wake: alexa missed, ${name}`, value: (missed / clips.length) * 100, unit: '%', note });
}

async function reportFalseWakes(
  report: BenchReport,
  scorer: PhraseScorer,
  word: string,
  clips: readonly Int16Array[],
  name: string,
): Promise<void> {
  const { detector, decisions } = await openWake(word, scorer);
  let wakes = 0;
  for (const clip of clips) {
    await play(detector, decisions, clip);
    wakes += decisions.filter(({ outcome }) => outcome === 'detected').length;
  }
  const minutes = clips.reduce((sum, clip) => sum + clip.length, 0) / RATE / 60;
  const { candidates } = detector.counts();
  const note = `${candidates} candidates in ${minutes.toFixed(1)} min, two stages`;
  report({ name: `wake: ${word} false wakes in ${name}`, value: wakes, unit: 'wakes', note });
}

async function openWake(
  word: string,
  scorer: PhraseScorer,
): Promise<{ detector: VerifiedWakeDetector; decisions: WakeDecision[] }> {
  const id = `wake-${word.replace('_', '-')}`;
  const models = [{ tflitePath: await fileOf(id, `${word}.tflite`), jsonPath: await fileOf(id, `${word}.json`) }];
  const decisions: WakeDecision[] = [];
  const detector = await createVerifiedWake(
    { timeoutMs: 60_000 }, // a busy machine must not change what is heard
    {
      first: (onDecision) => createMicroWakeWord({ models }, { log: silentLog }, onDecision),
      ...{ scorer, clock: systemClock, log: silentLog },
    },
    (decision) => decisions.push(decision),
  );
  return { detector, decisions };
}

async function play(detector: VerifiedWakeDetector, decisions: WakeDecision[], sound: Int16Array): Promise<void> {
  decisions.length = 0;
  detector.reset();
  for (let at = 0; at < sound.length; at += 512) {
    detector.accept(sound.subarray(at, at + 512), at);
    await detector.settled();
  }
}

async function throughPort(
  recognizer: Recognizer,
  context: RecognitionContext,
  samples: Float32Array,
): Promise<string | undefined> {
  const stream = recognizer.open(context);
  for (let at = 0; at < samples.length; at += 5120) stream.write(samples.subarray(at, at + 5120));
  return (await stream.finish()).hypotheses[0]?.text;
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

async function moonshineFiles(): Promise<MoonshineFiles> {
  const { encoder, decoder } = await sherpaFiles();
  const tokenizer = await fileOf('stt-moonshine-tiny-en', 'tokenizer.bin');
  return { encoder: encoder as string, decoder: decoder as string, tokenizer };
}

async function sherpaFiles(): Promise<Record<string, string>> {
  const id = 'stt-moonshine-tiny-en';
  return {
    encoder: await fileOf(id, 'encoder_model.ort'),
    decoder: await fileOf(id, 'decoder_model_merged.ort'),
    tokens: await fileOf(id, 'tokens.txt'),
  };
}

async function fileOf(id: string, name: string): Promise<string> {
  const path = (await modelFiles(id))[name];
  if (path === undefined) throw new Error(`the model ${id} has no file ${name}`);
  return path;
}

/** Milliseconds of processor time of each run, all of them once a round. */
async function interleaved<T extends ReadonlyArray<() => Promise<unknown>>>(
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
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
  const spread = `quartiles ${at(0.25)} to ${at(0.75)}`;
  report({ name, value: median(times), unit: 'ms CPU', note: note === '' ? spread : `${spread}; ${note}` });
}

/** The median of the ratios of each round. */
function reportRatio(report: BenchReport, name: string, ours: readonly number[], theirs: readonly number[]): void {
  const ratios = ours.map((time, i) => time / (theirs[i] as number));
  report({ name, value: median(ratios), unit: 'x', note: `${ours.length} interleaved pairs` });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
