// linnet transcribe FILE…: what the recogniser makes of recordings, where somebody speaks in them.
import { readFile, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { int16ToFloat } from '../audio/pcm.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import { earModelChoice } from '../processes/child-arguments.ts';
import { locateRecognizer, locateVoiceActivity } from '../processes/ear-models.ts';
import { openRecognizer } from '../processes/ear-parts.ts';
import { createSileroActivity } from '../speech/engines/sherpa/silero-activity.ts';
import type {
  Hypothesis,
  PhraseSet,
  Recognition,
  RecognitionContext,
  Recognizer,
  VoiceActivity,
} from '../speech/ports.ts';
import { spokenWords } from '../speech/spoken-words.ts';
import { voicedParts } from '../speech/voiced-parts.ts';
import { InvalidArgumentError, Option } from './commander.ts';
import { configOf } from './configured.ts';
import type { BoxContext } from './context.ts';
import { eachSoundFile, openStore, SOUND_FILES, type SoundFile } from './sound-files.ts';

interface TranscribeOptions {
  readonly phrases?: string;
  readonly engine?: 'moonshine' | 'sherpa';
  readonly nbest: number;
  readonly json?: boolean;
}

export interface TranscribeResult {
  readonly file: string;
  readonly text: string;
  /** Mean log-probability a token; null where nobody spoke or the engine gives none. */
  readonly confidence: number | null;
  readonly audioMs: number;
  readonly decodeMs: number;
  /** With --nbest, of a file with one stretch of speech; best first. */
  readonly hypotheses?: readonly Hypothesis[];
}

const MOST_PHRASES = 5000;
const LONGEST_PHRASE = 200;
const LARGEST_FILE = 4 * MOST_PHRASES * LONGEST_PHRASE; // bytes of UTF-8

export function registerTranscribeCommand(program: Command, context: BoxContext): void {
  program
    .command('transcribe')
    .argument('<file...>', SOUND_FILES)
    .description('the words in recordings')
    .option('--phrases <file>', 'phrases to expect, one a line')
    .addOption(
      new Option('--engine <engine>', 'instead of the one of the configuration').choices(['moonshine', 'sherpa']),
    )
    .option('--nbest <n>', 'how many hypotheses', positive, 1)
    .option(
      '--json',
      'one object a line: {file, text, confidence, audioMs, decodeMs}; more than one of --nbest adds hypotheses',
    )
    .action((files: string[], options: TranscribeOptions) => transcribe(context, files, options));
}

async function transcribe(context: BoxContext, files: readonly string[], options: TranscribeOptions): Promise<void> {
  const config = configOf(context);
  const phrases = options.phrases === undefined ? null : await readPhrases(options.phrases);
  const choice = { ...earModelChoice(config), ...(options.engine === undefined ? {} : { engine: options.engine }) };
  const store = openStore(context);
  const vad = await locateVoiceActivity(choice.vad, store);
  const recognizer = await openRecognizer(await locateRecognizer(choice, store), {
    log: context.log,
  });
  const activity = await createSileroActivity({ model: vad });
  const request = { language: config.language.sentences, phrases, nbest: options.nbest };
  try {
    await eachSoundFile(context, files, async (file) => {
      const result = await understand(file, request, { recognizer, activity });
      context.write(options.json === true ? JSON.stringify(result) : describe(result));
    });
  } finally {
    activity.close();
    await recognizer.close();
  }
}

function describe({ file, text, hypotheses = [] }: TranscribeResult): string {
  const others = hypotheses.slice(1).map((other) => `\n  or: ${other.text}`);
  return `${file}: ${text || '(nobody speaks)'}${others.join('')}`;
}

async function understand(
  file: SoundFile,
  request: RecognitionContext,
  { recognizer, activity }: { readonly recognizer: Recognizer; readonly activity: VoiceActivity },
): Promise<TranscribeResult> {
  const samples = new Float32Array(file.samples.length);
  int16ToFloat(file.samples, samples);
  const recognitions: Recognition[] = [];
  for (const { from, to } of voicedParts(samples, activity)) {
    const stream = recognizer.open(request);
    stream.write(samples.subarray(from, to));
    recognitions.push(await stream.finish());
  }
  return summary(file, request.nbest, recognitions);
}

function summary(file: SoundFile, nbest: number, recognitions: readonly Recognition[]): TranscribeResult {
  const spoken = recognitions.map(({ hypotheses }) =>
    spokenWords({ minConfidence: Number.NEGATIVE_INFINITY }, hypotheses, null),
  );
  const best = spoken.flatMap(([first]) => (first === undefined ? [] : [first]));
  const confidences = best.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  return {
    file: file.path,
    text: best.map(({ text }) => text).join(' '),
    confidence:
      confidences.length === 0 ? null : confidences.reduce((sum, value) => sum + value, 0) / confidences.length,
    audioMs: Math.round(file.audioMs),
    decodeMs: Math.round(recognitions.reduce((sum, { decodeMs }) => sum + decodeMs, 0)),
    ...(nbest > 1 && spoken.length === 1 ? { hypotheses: spoken[0] ?? [] } : {}),
  };
}

/** Blank lines are none, and a phrase that stands there twice is one. */
async function readPhrases(path: string): Promise<PhraseSet> {
  const lines = (await readText(path)).split(/\r?\n/).map((line) => line.trim());
  const long = lines.findIndex((line) => line.length > LONGEST_PHRASE);
  if (long >= 0) {
    const text = `line ${long + 1} has ${lines[long]?.length} characters, a phrase has at most ${LONGEST_PHRASE}`;
    throw new LinnetError('input.tooLarge', `"${path}": ${text}; expected a text file with one phrase a line.`);
  }
  const phrases = [...new Set(lines.filter((line) => line !== ''))];
  if (phrases.length > MOST_PHRASES) {
    const text = `it has ${phrases.length} phrases, at most ${MOST_PHRASES} are taken`;
    throw new LinnetError('input.tooLarge', `"${path}": ${text}; leave out what is not likely to be said.`);
  }
  return { version: 1, phrases: phrases.map((phrase) => ({ text: phrase, weight: 1 })) };
}

async function readText(path: string): Promise<string> {
  const refuse = (reason: string, cause?: unknown): never => {
    const text = `Expected a text file with one phrase a line at "${path}": ${reason}`;
    throw new LinnetError('data.unreadable', text, { cause });
  };
  const unreadable = (cause: unknown): never =>
    refuse((cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is none.' : `${toError(cause).message}.`, cause);
  const { size } = await stat(path).catch(unreadable);
  if (size > LARGEST_FILE) refuse(`it has ${size} bytes, at most ${LARGEST_FILE} are read.`);
  return readFile(path, 'utf8').catch(unreadable);
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 16)
    throw new InvalidArgumentError('Expected a whole number from 1 to 16.');
  return value;
}
