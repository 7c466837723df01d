// With recordings of people (`data`): how well commands are heard, greedy, searched, biased and by sherpa side by side, and how often
// the wake word is missed or imagined. Everything is as the box ships it; nothing was tuned on these recordings.
import { join } from 'node:path';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { EAR_DEFAULTS } from '../../appliance/speech/ear-options.ts';
import { createMicroWakeWord } from '../../appliance/speech/engines/micro-wake-word/micro-wake-word.ts';
import { CommandRivals } from '../../appliance/speech/engines/moonshine/command-rivals.ts';
import type { MoonshineDecoder } from '../../appliance/speech/engines/moonshine/decoder.ts';
import { PhraseTrie } from '../../appliance/speech/engines/moonshine/phrase-trie.ts';
import { createSherpaRecognizer } from '../../appliance/speech/engines/sherpa/sherpa-recognizer.ts';
import { createSileroActivity } from '../../appliance/speech/engines/sherpa/silero-activity.ts';
import type { PhraseScorer, RecognitionContext, Recognizer, WakeDecision } from '../../appliance/speech/ports.ts';
import { createVerifiedWake, type VerifiedWakeDetector } from '../../appliance/speech/verified-wake.ts';
import { toFloat } from '../support/speech.ts';
import { fileOf, sherpaFiles } from './bench-models.ts';
import {
  kitchenNoise,
  type LabelledCommand,
  labelledCommands,
  padded,
  RATE,
  recordings,
  speechSpan,
  wholeKitchen,
  withNoise,
} from './recordings.ts';
import type { BenchReport } from './report.ts';
import { sameMeaning, slotsVerbatim, slotValues } from './slot-scores.ts';

const SNR_DB = 10;
/** Noise is not the same everywhere: each wake word is heard with three places of it. */
const MIXES = 3;
const MIX_STEP_S = 7.3;
const never = new AbortController().signal;

type Transcribe = (samples: Float32Array) => Promise<string>;

export async function benchAccuracy(report: BenchReport, decoder: MoonshineDecoder, data: string): Promise<void> {
  const commands = await labelledCommands(join(data, 'commands'));
  const noise = await kitchenNoise(data);
  const clean = await cutCommands(commands, null);
  const noisy = await cutCommands(commands, noise);
  const phrases = [...new Set(commands.flatMap(({ slots }) => Object.values(slots)))].map((text) => ({
    text,
    weight: 1,
  }));
  const { nbest } = EAR_DEFAULTS;
  const unbiased = { trie: null, nbest, leadIn: null };
  const biased = { ...unbiased, trie: new PhraseTrie(phrases), rivals: new CommandRivals(phrases) };
  const second = await createSherpaRecognizer(
    { family: 'moonshine', files: await sherpaFiles() },
    { clock: systemClock },
  );
  const engines: ReadonlyArray<readonly [string, Transcribe]> = [
    ['greedy', async (samples) => (await decoder.transcribe(samples, null, never))?.text ?? ''],
    ['no phrases', async (samples) => (await decoder.recognise(samples, unbiased, never))[0]?.text ?? ''],
    ['biased', async (samples) => (await decoder.recognise(samples, biased, never))[0]?.text ?? ''],
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
  const loud = others.map((clip, i) => withNoise(padded(clip, 2000, 1000), clip, noise, i * MIX_STEP_S, SNR_DB));
  for (const word of ['okay_nabu', 'hey_jarvis', 'alexa']) {
    await reportFalseWakes(report, scorer, word, speech, 'speech');
    await reportFalseWakes(report, scorer, word, loud, `speech, kitchen ${SNR_DB} dB`);
  }
  await reportFalseWakes(report, scorer, 'okay_nabu', [await wholeKitchen(data)], 'the kitchen alone');
  await reportFalseWakes(report, scorer, 'alexa', [noise], 'the kitchen less two sounds like it');
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

export async function throughPort(
  recognizer: Recognizer,
  context: RecognitionContext,
  samples: Float32Array,
): Promise<string | undefined> {
  const stream = recognizer.open(context);
  for (let at = 0; at < samples.length; at += 5120) stream.write(samples.subarray(at, at + 5120));
  return (await stream.finish()).hypotheses[0]?.text;
}
