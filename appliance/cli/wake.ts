// linnet wake FILE…: where recordings wake the box, how high their scores are, and what that costs.
import type { Command } from 'commander';
import { ManualClock } from '../kernel/clock.ts';
import { earModelChoice } from '../processes/child-arguments.ts';
import { earSettingsSchema } from '../processes/ear-argument.ts';
import { locateRecognizer, locateWake } from '../processes/ear-models.ts';
import { type LoadedWake, openRecognizer, openWake } from '../processes/ear-parts.ts';
import { STOP_WORD } from '../speech/ear.ts';
import { SPEECH_RATE, type WakeDecision } from '../speech/ports.ts';
import { InvalidArgumentError } from './commander.ts';
import { configOf } from './configured.ts';
import type { BoxContext } from './context.ts';
import { eachSoundFile, openStore, playFrames, SOUND_FILES, type SoundFile } from './sound-files.ts';

interface WakeOptions {
  readonly word?: readonly string[];
  readonly threshold?: number;
  readonly singleStage?: boolean;
  readonly json?: boolean;
}

/** Times in ms from the beginning of the file; scores are the first stage's. */
export interface WakeResult {
  readonly file: string;
  readonly audioMs: number;
  /** Of the whole process while it listened. */
  readonly cpuMs: number;
  readonly maxScore: number;
  readonly hits: readonly { word: string; atMs: number; score: number }[];
}

export function registerWakeCommand(program: Command, context: BoxContext): void {
  program
    .command('wake')
    .argument('<file...>', SOUND_FILES)
    .description('where recordings wake the box')
    .option(
      '--word <word>',
      'a word to listen for, such as "hey_jarvis"; may be repeated (default: those of the configuration)',
      collect,
    )
    .option(
      '--threshold <score>',
      "the first stage's cut-off, 0 to 1; with both stages at most the model's own (default: as measured)",
      score,
    )
    .option('--single-stage', 'without asking the recogniser')
    .option('--json', 'one object a line: {file, audioMs, cpuMs, maxScore, hits: [{word, atMs, score}]}')
    .action((files: string[], options: WakeOptions) => wake(context, files, options));
}

async function wake(context: BoxContext, files: readonly string[], options: WakeOptions): Promise<void> {
  const decisions: WakeDecision[] = [];
  const loaded = await load(context, options, (decision) => {
    if (decision.outcome === 'detected' && decision.word !== STOP_WORD) decisions.push(decision);
  });
  try {
    await eachSoundFile(context, files, async (file) => {
      decisions.length = 0;
      const result = await listenTo(file, loaded, decisions);
      context.write(options.json === true ? JSON.stringify(result) : describe(result));
    });
  } finally {
    await loaded.close();
  }
}

type Loaded = LoadedWake & { close(): Promise<void> };

async function load(
  context: BoxContext,
  options: WakeOptions,
  onDecision: (decision: WakeDecision) => void,
): Promise<Loaded> {
  const config = configOf(context);
  const choice = { ...earModelChoice(config), ...(options.word === undefined ? {} : { wakeWords: options.word }) };
  const store = openStore(context);
  const deps = { clock: new ManualClock(), log: context.log };
  const models = await locateWake(choice, store);
  const twoStageWake = config.wake.twoStage && options.singleStage !== true;
  const recognizer = twoStageWake ? await openRecognizer(await locateRecognizer(choice, store), deps) : null;
  const cutoffs =
    options.threshold === undefined
      ? {}
      : Object.fromEntries(choice.wakeWords.map((word) => [word, options.threshold]));
  const settings = earSettingsSchema.parse({
    twoStageWake,
    wakeCutoffs: cutoffs,
    sensitivity: config.wake.sensitivity,
  });
  const loaded = await openWake(models, settings, recognizer, deps, onDecision);
  return {
    ...loaded,
    close: async () => {
      await loaded.detector.close();
      await recognizer?.close();
    },
  };
}

async function listenTo(
  file: SoundFile,
  { detector }: LoadedWake,
  decisions: readonly WakeDecision[],
): Promise<WakeResult> {
  detector.reset();
  const before = process.cpuUsage();
  await playFrames(file, async (frame, at) => {
    detector.accept(frame, at);
    await detector.settled();
  });
  const { user, system } = process.cpuUsage(before);
  const scores = [...detector.maxScores()].filter(([word]) => word !== STOP_WORD).map(([, score]) => score);
  return {
    file: file.path,
    audioMs: Math.round(file.audioMs),
    cpuMs: Math.round((user + system) / 10) / 100,
    maxScore: Math.max(0, ...scores),
    hits: decisions.map(({ word, atSample, score }) => ({
      word,
      atMs: Math.round((atSample * 1000) / SPEECH_RATE),
      score,
    })),
  };
}

function describe({ file, maxScore, hits }: WakeResult): string {
  const places = hits.map(({ word, atMs, score }) => `${word} at ${(atMs / 1000).toFixed(2)} s (${score.toFixed(2)})`);
  return `${file}: ${places.length === 0 ? `no wake word, highest score ${maxScore.toFixed(2)}` : places.join(', ')}`;
}

function score(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('Expected a number from 0 to 1.');
  return value;
}

function collect(word: string, before: readonly string[] = []): string[] {
  return [...before, word];
}
