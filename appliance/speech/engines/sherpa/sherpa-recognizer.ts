// The second recogniser: any offline model of sherpa-onnx. It knows no phrases and gives no confidence; decoding runs on
// libuv's threads. The native code ends the process over a missing file, so that files are looked for before it is asked.
import type Sherpa from 'sherpa-onnx-node';
import type { OfflineRecognizer } from 'sherpa-onnx-node';
import { z } from 'zod';
import type { Clock } from '../../../kernel/clock.ts';
import { requirePackage } from '../../../kernel/common-js.ts';
import { LinnetError, toError } from '../../../kernel/errors.ts';
import { type Recognition, type RecognitionContext, type Recognizer, SPEECH_RATE } from '../../ports.ts';
import { requireFile } from '../onnxruntime.ts';
import { cutAtQuiet } from '../quiet-cut.ts';
import { createUtteranceStream, type WholeAudioEngine } from '../utterance-stream.ts';
import { SHERPA_FAMILIES, type SherpaFamily, type SherpaFiles } from './sherpa-families.ts';

const sherpa = requirePackage<typeof Sherpa>('sherpa-onnx-node');

export interface SherpaRecognizerOptions {
  readonly family: SherpaFamily;
  /** Absolute paths, verified, by the keys the family needs: encoder, decoder, joiner, model, tokens, … */
  readonly files: SherpaFiles;
  /** What the model is to expect, for families that are told. Default "en". */
  readonly language?: string;
  /** Names the engine in results. Default "sherpa-" and the family. */
  readonly id?: string;
}

/** The same zeros that our own decode loop takes: they halve the errors on speech that ends abruptly. */
const ZEROS_BEFORE = 0.25 * SPEECH_RATE;
const ZEROS_AFTER = 0.5 * SPEECH_RATE;
/** A cut is looked for in the last two seconds of a piece. */
const SEARCHED = 2 * SPEECH_RATE;
/** Moonshine refuses 52 ms and less; a tenth of a second is no word. */
const SHORTEST = 0.1 * SPEECH_RATE;

const resultSchema = z.object({ text: z.string().max(100_000) });

/** Rejects with `model.missing`, `input.invalid` for a file that the family needs and nobody named, or `model.corrupt`. */
export async function createSherpaRecognizer(
  options: SherpaRecognizerOptions,
  deps: { readonly clock: Clock },
): Promise<Recognizer> {
  const { family, language = 'en', id = `sherpa-${family}` } = options;
  const { needs, config, longest } = SHERPA_FAMILIES[family];
  const files = await requireFiles(options, needs);
  const recognizer = await load({ ...config(files, language), tokens: files.tokens ?? '' });
  const engine = new SherpaEngine(id, recognizer, longest - ZEROS_BEFORE - ZEROS_AFTER, deps.clock);
  return {
    id,
    open: (_context: RecognitionContext) => createUtteranceStream(engine),
    close: () => engine.settled(),
  };
}

async function requireFiles(
  { family, files }: SherpaRecognizerOptions,
  needs: readonly string[],
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const key of needs) {
    const path = files[key];
    if (path === undefined) {
      throw new LinnetError(
        'input.invalid',
        `A model of the family "${family}" needs the files ${needs.join(', ')}, but "${key}" was not given.`,
      );
    }
    await requireFile(path);
    found[key] = path;
  }
  return found;
}

async function load(model: object): Promise<OfflineRecognizer> {
  try {
    return await sherpa.OfflineRecognizer.createAsync({
      featConfig: { sampleRate: SPEECH_RATE, featureDim: 80 },
      modelConfig: { ...model, numThreads: 1, provider: 'cpu', debug: 0 },
    });
  } catch (cause) {
    throw new LinnetError(
      'model.corrupt',
      `sherpa-onnx refused the recognition model (${toError(cause).message}); run "linnet models verify".`,
      { cause },
    );
  }
}

class SherpaEngine implements WholeAudioEngine {
  readonly #id: string;
  readonly #recognizer: OfflineRecognizer;
  readonly #longest: number;
  readonly #clock: Clock;
  /** One decode at a time; each waits for the one before. Bounded by the streams, which have at most two each. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(id: string, recognizer: OfflineRecognizer, longest: number, clock: Clock) {
    this.#id = id;
    this.#recognizer = recognizer;
    this.#longest = longest;
    this.#clock = clock;
  }

  async recognise(samples: Float32Array, signal: AbortSignal): Promise<Recognition> {
    const from = this.#clock.monotonic();
    const text = await this.transcribe(samples, signal);
    const hypotheses = text === '' ? [] : [{ text, score: 0, confidence: null, biased: false }];
    return { hypotheses, audioMs: samples.length / 16, decodeMs: this.#clock.monotonic() - from, engine: this.#id };
  }

  async transcribe(samples: Float32Array, signal: AbortSignal): Promise<string> {
    const texts: string[] = [];
    for (const piece of cutAtQuiet(samples, { longest: this.#longest, searched: SEARCHED })) {
      signal.throwIfAborted();
      if (piece.length >= SHORTEST) texts.push(await this.#inTurn(() => this.#decode(piece)));
    }
    signal.throwIfAborted();
    return texts.filter((text) => text !== '').join(' ');
  }

  /** Resolves when nothing is being decoded any more. */
  async settled(): Promise<void> {
    await this.#last;
  }

  #inTurn(decode: () => Promise<string>): Promise<string> {
    const result = this.#last.then(decode);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #decode(piece: Float32Array): Promise<string> {
    const padded = new Float32Array(ZEROS_BEFORE + piece.length + ZEROS_AFTER);
    padded.set(piece, ZEROS_BEFORE);
    const stream = this.#recognizer.createStream();
    stream.acceptWaveform({ samples: padded, sampleRate: SPEECH_RATE });
    const result = resultSchema.safeParse(await this.#recognizer.decodeAsync(stream));
    if (!result.success) throw new LinnetError('recognition.failed', 'sherpa-onnx gave a result without a text.');
    return result.data.text.trim();
  }
}
